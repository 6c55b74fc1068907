"""退改函: what a letter to an organ says, as a page, a document and a message show it.

The message goes to the organ's officers who have an address. It names no person and carries no findings: whoever reads
mail on the way learns nothing that the page would not show to the organ alone.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gongkai.core.findings import Language
from gongkai.core.writers.return_list import CheckedFile, Letterhead, ReturnList, return_list
from gongkai.organs.models import Organ
from gongkai.organs.queries import officers_of
from gongkai.platform.moments import legal_day
from gongkai.platform.outbox.models import Channel
from gongkai.platform.outbox.queue import queue
from gongkai.reporting.kept import as_checked, items_of
from gongkai.reporting.models import Collection, ReceivedReport, Return


def letterhead(organ: Organ, correct_by: date | None, on: date | None) -> Letterhead:
    """The head of the letters of the organ that collects."""
    return Letterhead(correct_by, organ.name_on(on or date.max), organ.contact_office, organ.contact_telephone, on)


def as_item(report: ReceivedReport, language: Language, remark: str = "") -> CheckedFile:
    """What a list says of a received report, by what was found in it last."""
    reading, on = getattr(report, "reading", None), legal_day(report.received_at)
    organ = report.organ.name_on(on) if report.organ else ""
    if reading is None:
        return CheckedFile(report.attachment.name, organ or None, report.collection.year, remark=remark)
    name, year = report.attachment.name, reading.year_named or report.collection.year
    found = as_checked(name, organ or reading.organ_named, year, reading.findings, reading.refused, language)
    return CheckedFile(found.file, found.organ, found.year, found.items, found.unread, remark=remark)


def as_sent(returned: Return, language: Language) -> CheckedFile:
    """What the letter said that was sent."""
    report = returned.report
    organ = returned.organ.name_on(legal_day(returned.sent_at)) if returned.organ and returned.sent_at else None
    items = items_of(returned.findings, language)
    return CheckedFile(report.attachment.name, organ, report.collection.year, items, remark=returned.remark)


def letter_of(returned: Return, language: Language) -> ReturnList:
    """The one letter that was sent, with its list."""
    collecting = returned.report.collection.organ
    on = legal_day(returned.sent_at) if returned.sent_at else None
    return return_list([as_sent(returned, language)], language, letterhead(collecting, returned.correct_by, on))


def letters_for(
    collection: Collection,
    reports: Sequence[tuple[ReceivedReport, str]],
    language: Language,
    correct_by: date | None = None,
    on: date | None = None,
) -> ReturnList:
    """The list over these reports of a collection, each with the remark for its letter."""
    files = [as_item(report, language, remark) for report, remark in reports]
    return return_list(files, language, letterhead(collection.organ, correct_by, on))


# ---- Messages, inside actions ---------------------------------------------------------------------------------------


def tell_return(returned: Return, *, by: Any, now: datetime) -> int:
    """Tells the organ's officers that its report was sent back."""
    collection, on = returned.report.collection, legal_day(now)

    def body() -> str:
        told = {
            "sender": collection.organ.name_on(on),
            "year": collection.year,
            "organ": returned.organ.name_on(on) if returned.organ else "",
            "day": date_format(returned.correct_by, "Y-m-d"),
            "count": len(returned.findings.get("zh", [])),
        }
        return (
            _(
                "%(sender)s has sent back the annual report of %(organ)s on %(year)s. Things listed: %(count)s. Sign "
                "in, look at what was sent back, and hand in the mended report or an answer by %(day)s."
            )
            % told
        )

    def subject() -> str:
        return _("Annual report on %(year)s sent back") % {"year": collection.year}

    return _tell(returned, subject, body, by, now)


def tell_withdrawal(returned: Return, *, by: Any, now: datetime) -> int:
    """Tells the organ's officers that nothing is asked for any more."""
    collection, on = returned.report.collection, legal_day(now)

    def body() -> str:
        told = {"sender": collection.organ.name_on(on), "year": collection.year, "reason": returned.withdrawn_because}
        return (
            _(
                "%(sender)s takes back what it asked for about your annual report on %(year)s: nothing needs to be "
                "done. Reason: %(reason)s"
            )
            % told
        )

    def subject() -> str:
        return _("Annual report on %(year)s: nothing needs to be done") % {"year": collection.year}

    return _tell(returned, subject, body, by, now)


def _tell(returned: Return, subject: Any, body: Any, by: Any, now: datetime) -> int:
    assert returned.organ is not None
    told = 0
    for person in officers_of(by, returned.organ, legal_day(now)).exclude(email_key=""):
        with translation.override(person.language or "zh-hans"):
            queue(
                by=by,
                now=now,
                channel=str(Channel.MAIL),
                to=person.email,
                subject=str(subject()),
                body=str(body()),
                about=returned,
                organ_id=returned.report.collection.organ_id,
            )
        told += 1
    return told
