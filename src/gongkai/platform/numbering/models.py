"""编号: the counter rows."""

from django.db import models


class Counter(models.Model):
    """流水号计数: the last serial given out in an organ, for a kind of record, in a year."""

    organ = models.PositiveBigIntegerField()
    """The organ's id. No foreign key: a serial outlives whatever it numbered."""
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "kind", "year"], name="numbering_one_counter"),)
