"""年度报告收退: what was collected, sent back and answered, as facts; where a report stands is derived (`standing`).

A report that came in is never changed: a mended one is another file, received later, and the last of an organ is the
one that counts. What was sent back is bound to the very bytes, and keeps the findings as they were told.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models

from gongkai.organs.models import Organ
from gongkai.platform.files.models import Attachment
from gongkai.platform.pairs import paired

PERSON = settings.AUTH_USER_MODEL


def _person(*, null: bool = True) -> Any:
    return models.ForeignKey(PERSON, null=null, on_delete=models.PROTECT, related_name="+")


class Collection(models.Model):
    """收报批次: the reports on one year that an organ collects from those that report into it."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    """The organ that collects."""
    year = models.PositiveSmallIntegerField()
    """The year that the reports are about."""
    title = models.CharField(max_length=100)
    correct_by = models.DateField()
    """The day by which what is sent back is asked for, where a letter names no other."""
    opened_at = models.DateTimeField()
    opened_by = _person(null=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = _person()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            paired("reporting_collection", "closed"),
            models.UniqueConstraint(
                fields=["organ", "year"],
                condition=models.Q(closed_at=None),
                name="reporting_one_open_collection",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ReceivedReport(models.Model):
    """收到的报告: a file that came in, and from which organ it is."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="reports")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the bytes; the same bytes come in once."""
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    """The organ that it is from: the one that its title names, chosen by a person, or the one that handed it in; None
    while nobody knows."""
    chosen_at = models.DateTimeField(null=True)
    """When a person said from which organ it is."""
    chosen_by = _person()
    received_on = models.DateField()
    """The day on which it came in; it may be put in here later."""
    received_at = models.DateTimeField()
    received_by = _person(null=False)
    accepted_at = models.DateTimeField(null=True)
    """When the supervisor took it as it is."""
    accepted_by = _person()
    set_aside_at = models.DateTimeField(null=True)
    """When it was set aside, as received by mistake."""
    set_aside_by = _person()
    set_aside_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            paired("reporting_receivedreport", "chosen"),
            paired("reporting_receivedreport", "accepted"),
            paired("reporting_receivedreport", "set_aside"),
            models.UniqueConstraint(
                fields=["collection", "sha256"],
                condition=models.Q(set_aside_at=None),
                name="reporting_same_bytes_once",
            ),
        )

    def __str__(self) -> str:
        return self.attachment.name

    @property
    def reading_now(self) -> "Reading | None":
        """What the program found in it; None while it is being read, for the first time or again."""
        found: Reading | None = getattr(self, "reading", None)
        return found if found is not None and found.rules else None


class Reading(models.Model):
    """校核结果: what the program found in a received report. Worked out anew whenever it is asked to, never edited."""

    report = models.OneToOneField(ReceivedReport, primary_key=True, on_delete=models.PROTECT, related_name="reading")
    rules = models.CharField(max_length=20)
    """The version of the program whose checks these are; empty where it is to be read again."""
    organ_named = models.CharField(max_length=200, blank=True)
    """The organ as the report calls it."""
    year_named = models.PositiveSmallIntegerField(null=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)
    """What can't be decided, and notes."""
    findings = models.JSONField(default=dict)
    """Language → items, as `findings.kept` makes them."""
    refused = models.JSONField(default=dict)
    """Language → why the file could not be read; empty where it could."""
    unchecked = models.JSONField(default=list)
    """What could not be checked, by the keys of `unchecked.WORDS`."""
    read_at = models.DateTimeField()

    @property
    def digest(self) -> str:
        """What a confirmation page names, so that nothing else is sent than what was looked at."""
        told = f"{self.report.sha256} {self.rules} {self.read_at.isoformat()}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class Returns(models.QuerySet["Return"]):
    """What was sent back."""

    def with_later(self) -> "Returns":
        """Each with `has_later`: whether another file of the organ came in since, which takes the report's place."""
        later = ReceivedReport.objects.filter(
            collection=models.OuterRef("report__collection"),
            organ=models.OuterRef("organ"),
            set_aside_at=None,
            pk__gt=models.OuterRef("report"),
        )
        return self.annotate(has_later=models.Exists(later))

    def waiting(self) -> "Returns":
        """Those that wait for their organ: not withdrawn, not answered, not overtaken by a later report."""
        return self.with_later().filter(
            has_later=False,
            sent_at__isnull=False,
            withdrawn_at=None,
            answers=None,
            report__accepted_at=None,
            report__collection__closed_at=None,
        )


class Return(models.Model):
    """退改: a report sent back to its organ, with the findings as they were then. Not yet sent, it is a draft, which
    the organ does not see."""

    report = models.ForeignKey(ReceivedReport, on_delete=models.PROTECT, related_name="returns")
    round = models.PositiveSmallIntegerField(default=1)
    """How often this very file was sent back, this time counted."""
    remark = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = _person(null=False)
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    """To whom it was sent."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file that it is about."""
    findings = models.JSONField(default=dict)
    """As they stood in the letter."""
    correct_by = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = _person()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = _person()
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = Returns.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            paired("reporting_return", "sent"),
            paired("reporting_return", "withdrawn"),
            models.UniqueConstraint(fields=["report", "round"], name="reporting_one_return_a_round"),
            models.CheckConstraint(
                condition=models.Q(sent_at=None)
                | (models.Q(organ__isnull=False, correct_by__isnull=False) & ~models.Q(sha256="")),
                name="reporting_sent_says_what",
            ),
        )


class Answer(models.Model):
    """回复: what the organ did about a report sent back: a mended file, or words that say why the figure is right."""

    returned = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="answers")
    report = models.OneToOneField(ReceivedReport, null=True, on_delete=models.PROTECT, related_name="answer")
    """The mended file."""
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = _person(null=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(report__isnull=False) | ~models.Q(words=""), name="reporting_answer_says_something"
            ),
        )
