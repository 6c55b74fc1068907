"""日志: the tables of the journal. They have no foreign keys: what they tell outlives what it is about."""

from django.db import models

GENESIS = "0" * 64
"""What the first entry calls the hash of the one before."""


class Entry(models.Model):
    """日志条目: one thing that happened. `text` is what is hashed; the other columns say the same for filters."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    """1, 2, 3, … without gaps."""
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=80, db_index=True)
    person = models.PositiveBigIntegerField(db_index=True)
    """The id of the person who did it."""
    about_kind = models.CharField(max_length=80)
    """'application.model' of what it is about, or empty."""
    about = models.CharField(max_length=40)
    """Its id, or empty."""
    organ = models.PositiveBigIntegerField(null=True, db_index=True)
    """The id of the organ in whose journal it stands; none for the whole installation."""
    text = models.TextField()
    """Canonical JSON: ids, and the salted hash of the payload."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-seq",)
        indexes = (models.Index(fields=["about_kind", "about"]),)


class Payload(models.Model):
    """日志内容: what was done, in plain values. It can be erased; the chain still verifies without it."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    salt = models.CharField(max_length=32)
    text = models.TextField()
    """Canonical JSON."""


class Erasure(models.Model):
    """内容删除: why the payload of an entry is gone."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    reason = models.TextField()
    erased_at = models.DateTimeField()
    erased_by = models.PositiveBigIntegerField()
    """The id of the person."""


class Head(models.Model):
    """链头: the last entry, in one row, which is locked last."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row"),)
