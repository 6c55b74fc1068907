"""进展: where the report of each organ stands in a collection. Derived from what happened, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.organs.models import Organ
from gongkai.platform.moments import legal_day
from gongkai.reporting.days import last_day
from gongkai.reporting.models import Answer, Reading, ReceivedReport, Return


class Stage(StrEnum):
    """How far the report of an organ is."""

    MISSING = "missing"
    READING = "reading"
    UNREADABLE = "unreadable"
    ERRORS = "errors"
    TO_LOOK_AT = "to_look_at"
    NOTHING_FOUND = "nothing_found"
    RETURNED = "returned"
    ANSWERED = "answered"
    MENDED = "mended"
    ACCEPTED = "accepted"


WORDS: dict[Stage, Promise] = {
    Stage.MISSING: _("not handed in"),
    Stage.READING: _("being read"),
    Stage.UNREADABLE: _("can't be read"),
    Stage.ERRORS: _("errors found"),
    Stage.TO_LOOK_AT: _("to be looked at"),
    Stage.NOTHING_FOUND: _("nothing found"),
    Stage.RETURNED: _("sent back"),
    Stage.ANSWERED: _("answered"),
    Stage.MENDED: _("mended report came in"),
    Stage.ACCEPTED: _("accepted"),
}
"""Stage → what it is called."""

TAGS: dict[Stage, str] = {
    Stage.MISSING: "mute",
    Stage.READING: "plain",
    Stage.UNREADABLE: "bad",
    Stage.ERRORS: "bad",
    Stage.TO_LOOK_AT: "warn",
    Stage.NOTHING_FOUND: "good",
    Stage.RETURNED: "plain",
    Stage.ANSWERED: "warn",
    Stage.MENDED: "warn",
    Stage.ACCEPTED: "good",
}
"""Stage → how its tag looks."""

FOR_THE_SUPERVISOR = (Stage.MENDED, Stage.ANSWERED, Stage.UNREADABLE, Stage.ERRORS, Stage.TO_LOOK_AT)
"""The stages in which the supervisor has something to do, the most urgent first."""


@dataclass(frozen=True)
class Standing:
    """Where the report of one organ stands on a day."""

    organ: Organ | None
    stage: Stage
    hand_in_by: date | None = None
    """The day by which the report is handed in, by law or where it was set earlier."""
    report: ReceivedReport | None = None
    """The one that counts."""
    reading: Reading | None = None
    earlier: tuple[ReceivedReport, ...] = ()
    """Those that it took the place of."""
    returned: Return | None = None
    """What was sent back last and not withdrawn."""
    answer: Answer | None = None
    """The last answer to it."""
    mend_by: date | None = None
    """The last day for mending."""
    is_late: bool = False
    """Whether something is still waited for past its last day, or came after it."""

    @property
    def words(self) -> Promise:
        """What the stage is called."""
        return WORDS[self.stage]

    @property
    def tag(self) -> str:
        """How the tag of the stage looks."""
        return TAGS[self.stage]

    @property
    def can_be_sent_back(self) -> bool:
        """Whether something of it can be sent back now."""
        return self.organ is not None and self.stage in (
            Stage.ERRORS,
            Stage.TO_LOOK_AT,
            Stage.UNREADABLE,
            Stage.NOTHING_FOUND,
            Stage.MENDED,
            Stage.ANSWERED,
        )


@dataclass
class Facts:
    """What happened with the reports of one organ, in order."""

    reports: list[ReceivedReport] = field(default_factory=list)
    """Without those set aside."""
    returns: list[Return] = field(default_factory=list)
    """Those sent and not withdrawn."""
    answers: Mapping[int, list[Answer]] = field(default_factory=dict)
    """Return id → answers to it."""


def standing_of(organ: Organ | None, facts: Facts, on: date, hand_in_by: date | None) -> Standing:
    """Where it stands on that day."""
    if not facts.reports:
        is_late = hand_in_by is not None and on > hand_in_by
        return Standing(organ, Stage.MISSING, hand_in_by, is_late=is_late)
    *earlier, report = facts.reports
    reading = report.reading_now
    returned = facts.returns[-1] if facts.returns else None
    answers = facts.answers.get(returned.pk, []) if returned else []
    mend_by = last_day(returned.correct_by) if returned and returned.correct_by else None
    stage = _stage(report, reading, returned, bool(answers))
    return Standing(
        organ,
        stage,
        hand_in_by,
        report,
        reading,
        tuple(earlier),
        returned,
        answers[-1] if answers else None,
        mend_by,
        _is_late(stage, report, answers, mend_by, on),
    )


def _stage(report: ReceivedReport, reading: Reading | None, returned: Return | None, answered: bool) -> Stage:
    if report.accepted_at is not None:
        return Stage.ACCEPTED
    if returned is not None and returned.report_id == report.pk:
        return Stage.ANSWERED if answered else Stage.RETURNED
    if reading is None:
        return Stage.READING
    if returned is not None:
        return Stage.MENDED
    return unsent_stage(reading)


def unsent_stage(reading: Reading) -> Stage:
    """The stage of a report of which nothing was sent back."""
    if reading.refused:
        return Stage.UNREADABLE
    if reading.errors:
        return Stage.ERRORS
    return Stage.TO_LOOK_AT if reading.warnings or reading.others else Stage.NOTHING_FOUND


def _is_late(stage: Stage, report: ReceivedReport, answers: Iterable[Answer], mend_by: date | None, on: date) -> bool:
    """Against the last day for mending: today, while the organ is waited for; else the day on which it answered."""
    if mend_by is None:
        return False
    if stage == Stage.RETURNED:
        return on > mend_by
    days = [legal_day(one.answered_at) for one in answers]
    return (
        min([*days, report.received_on], default=on) > mend_by
        if stage == Stage.MENDED
        else (bool(days) and min(days) > mend_by)
    )
