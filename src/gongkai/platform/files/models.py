"""附件: the tables of uploaded files. People and organs stand in them by id, as in the journal: both live above."""

from django.db import models

from gongkai.platform.files.limits import LONGEST_NAME
from gongkai.platform.pairs import paired


class StoredFile(models.Model):
    """存储内容: bytes that are kept once, however often they were uploaded. The row stays when the bytes go: it tells
    whoever adds whether they went meanwhile (`sweep`)."""

    free_columns = ("unneeded_since", "deleting_since", "deletions")
    """Written by the nightly sweep."""

    sha256 = models.CharField(max_length=64, unique=True)
    """Of the bytes, in hexadecimal; their name in the store."""
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)
    """A key of bulk.sorts.REPORT_SORTS; empty for bytes that were found in the store and nobody ever added."""
    looked_through = models.BooleanField()
    """Whether all its text was looked through for marks of secrecy; a picture has none that can be."""
    unneeded_since = models.DateTimeField(null=True)
    """Since when no attachment needs the bytes; they are deleted a day later."""
    deleting_since = models.DateTimeField(null=True)
    """Since when they are being deleted; meanwhile nothing is added."""
    deletions = models.PositiveIntegerField(default=0)
    """How often they were deleted. Whoever adds reads it before the bytes are put, and again under the row's lock."""


class Attachment(models.Model):
    """附件: a file as it was uploaded, under its name, in an organ."""

    organ = models.PositiveBigIntegerField(db_index=True)
    """The id of the organ."""
    name = models.CharField(max_length=LONGEST_NAME)
    """As uploaded, cleaned (`names`)."""
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    about_kind = models.CharField(max_length=80, blank=True)
    """'application.model' of the record that it belongs to, or empty."""
    about = models.CharField(max_length=40, blank=True)
    """That record's id, or empty."""
    added_at = models.DateTimeField(db_index=True)
    added_by = models.PositiveBigIntegerField()
    """The id of the person."""
    removed_at = models.DateTimeField(null=True)
    removed_by = models.PositiveBigIntegerField(null=True)
    """The id of the person."""

    class Meta:
        ordering = ("-added_at", "-pk")
        indexes = (models.Index(fields=["about_kind", "about"]),)
        constraints = (paired("files_attachment", "removed"),)

    def __str__(self) -> str:
        return self.name
