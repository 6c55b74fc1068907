"""放假安排: the notices that were adopted here, beside those that come along with a release."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from gongkai.platform.pairs import paired


class Notice(models.Model):
    """放假安排: a year's data file as adopted, of the whole country or of an area. Version 0 of a year is the one that
    comes along with the release. In use is the version whose last notice was published last, of those not withdrawn.
    Never changed, never deleted."""

    year = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=40, blank=True)
    """The area that adds holidays of its own, or empty for the whole country."""
    version = models.PositiveSmallIntegerField()
    """1, 2, 3, … within year and area."""
    number = models.CharField(max_length=60)
    """The number of the last notice in the file."""
    issued_on = models.DateField()
    published_on = models.DateField()
    """The day from which the last notice is known."""
    text = models.TextField()
    """The data file, as the core reads it (`core.law.notices`)."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the text."""
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ("-year", "area", "-version")
        constraints = (
            models.UniqueConstraint(fields=["year", "area", "version"], name="calendars_notice_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="calendars_notice_0_is_shipped"),
            paired("calendars_notice", "withdrawn"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="calendars_notice_withdrawn_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.area}{self.year}/{self.version}"
