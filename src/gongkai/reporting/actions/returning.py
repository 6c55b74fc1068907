"""退改: reports are sent back to their organs, which mend or answer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.organs.models import Organ
from gongkai.organs.queries import may_for
from gongkai.platform.actions.action import Part, Recorded, action
from gongkai.platform.files.actions import Kept
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.typed import require_plain
from gongkai.reporting import events
from gongkai.reporting.actions.collecting import COLLECT
from gongkai.reporting.intake import hold, take_in
from gongkai.reporting.kept import for_the_organ
from gongkai.reporting.letters import tell_return, tell_withdrawal
from gongkai.reporting.matching import reached
from gongkai.reporting.models import Answer, Collection, ReceivedReport, Return
from gongkai.reporting.rules import correct_by_is_possible, current_of, is_current, is_open, open_return_of, reason_fits
from gongkai.reporting.rules import waits_for_answer as can_be_answered

HAND_IN = Permission.REPORTS_HAND_IN
BY_THE_ORGAN = "REPORTS_HAND_IN in the organ, or in the one that acts for it: the check asks"
LONGEST_TEXT = 2000


def _require_hand_in(by: Any, organ: Organ, now: datetime) -> None:
    if not may_for(by, legal_day(now), HAND_IN, organ):
        raise Forbidden(HAND_IN)


def _text_fits(text: str, field: str) -> None:
    require_plain(text, field, lines=True)
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Write at most %(most)s characters.") % {"most": LONGEST_TEXT}, field=field)


# ---- The supervisor -------------------------------------------------------------------------------------------------


def draft_of(report: ReceivedReport) -> Return | None:
    """What was begun to be sent back and is not sent yet."""
    return report.returns.filter(sent_at=None).last()


def _can_be_remarked(*, by: Any, now: datetime, report: ReceivedReport, remark: str) -> None:
    is_current(report)
    is_not_out(report)
    _text_fits(remark, "remark")


def is_not_out(report: ReceivedReport) -> None:
    """Whether the report can be sent back: it was not, or the organ has answered."""
    if report.accepted_at is not None:
        raise Refused(_("%(organ)s: its report was accepted.") % {"organ": report.organ})
    sent = open_return_of(report)
    if sent is not None and not sent.answers.exists():
        raise Refused(_("%(organ)s: its report was sent back already, and no answer came.") % {"organ": report.organ})


def _draft(report: ReceivedReport, by: Any, now: datetime) -> Return:
    found = draft_of(report)
    if found is None:
        found = Return(report=report, round=report.returns.count() + 1, drafted_at=now, drafted_by=by)
    return found


@action(events.REMARK_WRITTEN, needs=COLLECT, at="report.collection.organ", locks=("report",), check=_can_be_remarked)
def write_remark(*, by: Any, now: datetime, report: ReceivedReport, remark: str) -> Recorded[Return]:
    """批注: what the letter shall say beside the findings. The organ does not see it before it is sent."""
    hold(report)
    _can_be_remarked(by=by, now=now, report=report, remark=remark)
    draft = _draft(report, by, now)
    draft.remark, draft.drafted_at, draft.drafted_by = remark.strip(), now, by
    draft.save()
    return Recorded(draft, about=report, organ=report.collection.organ, payload={"sha256": report.sha256})


def _can_be_sent_back(
    *,
    by: Any,
    now: datetime,
    collection: Collection,
    reports: Sequence[ReceivedReport],
    correct_by: date,
    seen: dict[int, str] | None = None,
) -> None:
    is_open(collection)
    correct_by_is_possible(correct_by, legal_day(now))
    if not reports:
        raise Refused(_("Choose at least one report."), field="reports")
    for report in _fresh(collection, reports):
        is_current(report)
        is_not_out(report)
        reading = report.reading_now
        if reading is None or (seen is not None and seen.get(report.pk) != reading.digest):
            about = {"file": report}
            raise Refused(_("“%(file)s” was read anew since you looked. Look at it again.") % about, field="reports")
        draft = draft_of(report)
        if not for_the_organ(reading.findings).get("zh") and not (draft and draft.remark):
            about = {"organ": report.organ}
            raise Refused(_("%(organ)s: there is nothing to send back. Write a remark first.") % about, field="reports")


def _fresh(collection: Collection, reports: Sequence[ReceivedReport]) -> list[ReceivedReport]:
    """The reports as they are now, in order; the collection is locked, and whatever changes them waits for it."""
    found = collection.reports.select_related("organ", "reading", "attachment").in_bulk([one.pk for one in reports])
    if len(found) != len({one.pk for one in reports}):
        raise Refused(_("A report of another collection can't be sent back here."), field="reports")
    return [found[pk] for pk in sorted(found)]


@action(events.SENT_BACK, needs=COLLECT, at="collection.organ", locks=("collection",), check=_can_be_sent_back)
def send_back(
    *,
    by: Any,
    now: datetime,
    collection: Collection,
    reports: Sequence[ReceivedReport],
    correct_by: date,
    seen: dict[int, str] | None = None,
) -> Recorded[list[Return]]:
    """退回修改: each report goes back to its organ, with the findings and the remark, to be mended by that day; the
    organ's officers are told. `seen` is what the sender looked at: report id → `Reading.digest`."""
    sent: list[Return] = []
    for report in _fresh(collection, reports):
        returned = _draft(report, by, now)
        returned.organ, returned.sha256, returned.correct_by = report.organ, report.sha256, correct_by
        returned.findings = for_the_organ(report.reading.findings)
        returned.sent_at, returned.sent_by = now, by
        returned.save()
        tell_return(returned, by=by, now=now)
        sent.append(returned)
    payload = {"reports": [one.report_id for one in sent], "correct_by": correct_by}
    parts = [
        Part(one, one.organ, {"sha256": one.sha256, "correct_by": correct_by})
        for one in sent
        if one.organ_id != collection.organ_id
    ]
    return Recorded(sent, about=collection, organ=collection.organ, payload=payload, parts=parts)


def _can_be_withdrawn(*, by: Any, now: datetime, returned: Return, reason: str) -> None:
    if returned.sent_at is None:
        raise Refused(_("This was not sent."))
    if returned.withdrawn_at is not None:
        raise Refused(_("This was withdrawn already."))
    if returned.report.accepted_at is not None or returned.answers.exists():
        raise Refused(_("The organ has answered: accept the report, or send it back once more."))
    reason_fits(reason)


@action(
    events.RETURN_WITHDRAWN,
    needs=COLLECT,
    at="returned.report.collection.organ",
    locks=("returned",),
    check=_can_be_withdrawn,
)
def withdraw_return(*, by: Any, now: datetime, returned: Return, reason: str) -> Recorded[Return]:
    """撤回退改: nothing is asked of the organ any more, and it is told."""
    hold(returned.report)
    _can_be_withdrawn(by=by, now=now, returned=returned, reason=reason)
    returned.withdrawn_at, returned.withdrawn_by, returned.withdrawn_because = now, by, reason.strip()
    returned.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    tell_withdrawal(returned, by=by, now=now)
    payload = {"reason": returned.withdrawn_because, "sha256": returned.sha256}
    collecting = returned.report.collection.organ
    parts = [Part(returned, returned.organ, payload)] if returned.organ_id != collecting.pk else []
    return Recorded(returned, about=returned.report, organ=collecting, payload=payload, parts=parts)


# ---- The organ ------------------------------------------------------------------------------------------------------


def _can_be_handed_in(
    *,
    by: Any,
    now: datetime,
    collection: Collection,
    organ: Organ,
    files: Sequence[Kept],
    words: str = "",
) -> None:
    _require_hand_in(by, organ, now)
    is_open(collection)
    if organ.pk not in {one.pk for one in reached(collection.organ, legal_day(now))}:
        raise Refused(_("This organ hands in no report here."), field="organ")
    if len(files) != 1:
        raise Refused(_("Hand in one file: the report."), field="files")
    _text_fits(words, "words")
    current = current_of(collection, organ.pk)
    if current is not None and current.accepted_at is not None:
        raise Refused(_("The report was accepted. Ask whoever collects it before you hand in another."))
    if collection.reports.filter(sha256=files[0].sha256, set_aside_at=None).exists():
        raise Refused(_("This very file is here already. Choose the mended one."), field="files")


@action(events.HANDED_IN, needs=BY_THE_ORGAN, locks=("collection",), check=_can_be_handed_in)
def hand_in(
    *,
    by: Any,
    now: datetime,
    collection: Collection,
    organ: Organ,
    files: Sequence[Kept],
    words: str = "",
) -> Recorded[ReceivedReport]:
    """报送报告: the organ hands in its report, or a mended one, which answers what was sent back to it."""
    current = current_of(collection, organ.pk)
    returned = open_return_of(current) if current is not None else None
    (report,) = take_in(by=by, now=now, collection=collection, files=files, received_on=legal_day(now), organ=organ)
    if returned is not None:
        Answer.objects.create(returned=returned, report=report, words=words.strip(), answered_at=now, answered_by=by)
    return Recorded(report, about=report, organ=organ, payload={"sha256": report.sha256, "year": collection.year})


def _can_answer(*, by: Any, now: datetime, returned: Return, words: str) -> None:
    if returned.organ is None:
        raise Refused(_("This was not sent."))
    _require_hand_in(by, returned.organ, now)
    can_be_answered(returned)
    is_current(returned.report)
    if not words.strip():
        raise Refused(_("Say why the report is right as it is."), field="words")
    _text_fits(words, "words")


@action(events.ANSWERED, needs=BY_THE_ORGAN, locks=("returned",), check=_can_answer)
def answer(*, by: Any, now: datetime, returned: Return, words: str) -> Recorded[Answer]:
    """说明情况: the organ says why the report is right as it is."""
    hold(returned.report)
    _can_answer(by=by, now=now, returned=returned, words=words)
    found = Answer.objects.create(returned=returned, words=words.strip(), answered_at=now, answered_by=by)
    return Recorded(found, about=returned, organ=returned.organ, payload={"sha256": returned.sha256})
