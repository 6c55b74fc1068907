"""规则: what must hold for collections and reports, whichever way they are changed. Each function raises Refused, or
returns nothing."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from gongkai import __version__
from gongkai.organs.models import Organ
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import require_plain
from gongkai.reporting import days
from gongkai.reporting.models import Collection, ReceivedReport, Return

RULES = __version__
"""The version of the checks: a reading by another one is worked out anew when it is asked for."""

LONGEST_REASON = 200
"""Characters; what its columns hold."""
LONGEST_PERIOD = timedelta(days=366)


def correct_by_is_possible(day: date, today: date) -> None:
    """Whether people can be asked to have mended something by that day: it is to come, and they are at work."""
    if day <= today:
        raise Refused(_("The day must be after today."), field="correct_by")
    if day > today + LONGEST_PERIOD:
        raise Refused(_("The day is more than a year away: look at its year."), field="correct_by")
    if not days.works(day):
        raise Refused(_("%(day)s is no working day: choose one.") % {"day": day}, field="correct_by")


def reason_fits(reason: str) -> None:
    """Whether it says why something is undone: a line that is kept, and that people read."""
    if not reason.strip():
        raise Refused(_("Say in a few words why."), field="reason")
    require_plain(reason, "reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(_("Write at most %(most)s characters.") % {"most": LONGEST_REASON}, field="reason")


def is_open(collection: Collection) -> None:
    """Whether reports still come in."""
    if collection.closed_at is not None:
        raise Refused(_("This collection is closed."))


def current_of(collection: Collection, organ_id: int) -> ReceivedReport | None:
    """The report of the organ that counts: the last that came in, of those not set aside."""
    return collection.reports.filter(organ=organ_id, set_aside_at=None).order_by("pk").last()


def last_year_s(collection: Collection, organ: Organ) -> ReceivedReport | None:
    """The report of that organ on the year before that counts, where it was collected here."""
    before = ReceivedReport.objects.filter(
        organ=organ, collection__organ=collection.organ_id, collection__year=collection.year - 1, set_aside_at=None
    )
    return before.select_related("attachment").order_by("pk").last()


def is_current(report: ReceivedReport, *, whoever: bool = False) -> None:
    """Whether the report still counts for its organ; `whoever` may have sent it."""
    is_open(report.collection)
    if report.set_aside_at is not None:
        raise Refused(_("This report was set aside."))
    if report.organ_id is None:
        if not whoever:
            raise Refused(_("Nobody knows yet from which organ “%(file)s” is. Choose it first.") % {"file": report})
        return
    newest = current_of(report.collection, report.organ_id)
    if newest is not None and newest.pk != report.pk and not whoever:
        raise Refused(_("A later report of this organ has come in: look at that one."))


def origin_is_settled(report: ReceivedReport) -> bool:
    """Whether from which organ it is stands fast: the organ handed it in, got it back, or saw it accepted. What was
    withdrawn doesn't count: it may have gone to the wrong organ."""
    return (
        open_return_of(report) is not None
        or report.accepted_at is not None
        or report.attachment.organ != report.collection.organ_id
    )


def open_return_of(report: ReceivedReport) -> Return | None:
    """The sending back of this very file that still waits for the organ or for the supervisor."""
    sent = report.returns.filter(sent_at__isnull=False, withdrawn_at=None).order_by("round")
    return sent.last()


def waits_for_answer(returned: Return) -> None:
    """Whether the organ can still answer it."""
    report = returned.report
    is_open(report.collection)
    if returned.sent_at is None or returned.withdrawn_at is not None:
        raise Refused(_("This was withdrawn: nothing is asked for any more."))
    if report.accepted_at is not None:
        raise Refused(_("The report was accepted: nothing is asked for any more."))
    last = open_return_of(report)
    if last is not None and last.pk != returned.pk:
        raise Refused(_("The report was sent back once more since: answer that."))
