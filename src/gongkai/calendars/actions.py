"""动作: adopting and withdrawing notices on holidays. Both are confirmed by whoever has seen what they move."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongkai.calendars.drafts import Draft, draft
from gongkai.calendars.events import NOTICE_ADOPTED, NOTICE_WITHDRAWN
from gongkai.calendars.in_use import InUse, in_use
from gongkai.calendars.models import Notice
from gongkai.calendars.preview import Preview, preview
from gongkai.calendars.versions import instead_of, is_older_than_shipped, is_replaced
from gongkai.core.law.notices import BadNotice
from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import require_plain
from gongkai.platform.ui.language import language_now

SHORTEST_REASON = 10


def _hold_calendars() -> None:
    """Waits until no other action is changing the calendars. Whoever waited looks at the years anew: two changes, each
    right by itself, could make a gap together. Before the first notice there is none of our own to lock, so the row is
    the system's own person, which is always there and which nothing else holds."""
    Person.objects.select_for_update(no_key=True).get(is_system=True)


def _seen(seen: str, found: Preview) -> None:
    if seen != found.fingerprint:
        raise Refused(_("What this moves has changed since the preview was shown. Look at it again, then confirm."))


def _adoption_is_possible(*, by: Person, now: datetime, text: str, seen: str) -> None:
    found = draft(text, in_use(), legal_day(now))
    _seen(seen, preview_of(found))


def preview_of(found: Draft) -> Preview:
    """What adopting the draft would change."""
    return preview(found.before, found.after, found.year.year, found.year.area)


@action(NOTICE_ADOPTED, needs=Permission.CALENDARS_CHANGE, check=_adoption_is_possible)
def adopt_notice(*, by: Person, now: datetime, text: str, seen: str) -> Recorded[Notice]:
    """Adopts a year's file. `seen` is the fingerprint of the preview that was confirmed."""
    _hold_calendars()
    _adoption_is_possible(by=by, now=now, text=text, seen=seen)
    found = draft(text, in_use(), legal_day(now))
    year, last = found.year, found.year.notices[-1]
    shown = preview_of(found)
    versions = Notice.objects.filter(year=year.year, area=year.area).order_by("-version")
    notice = Notice(
        year=year.year,
        area=year.area,
        version=(versions.values_list("version", flat=True).first() or 0) + 1,
        number=last.number,
        issued_on=last.issued,
        published_on=last.published,
        text=found.text,
        digest=found.digest,
        adopted_at=now,
        adopted_by=by,
    )
    notice.save(force_insert=True)
    return Recorded(notice, about=notice, payload=_told(notice, shown) | {"digest": notice.digest})


def _told(notice: Notice, shown: Preview) -> dict[str, object]:
    return {
        "year": notice.year,
        "area": notice.area,
        "version": notice.version,
        "number": notice.number,
        "days": [change.day for change in shown.days],
        "moved": [one.title for one in shown.moved],
    }


def after_withdrawal(notice: Notice, before: InUse) -> InUse:
    """The years in use without that notice: the version before it, if there is one. Raises Refused."""
    try:
        return before.without(notice.year, notice.area, instead_of(notice))
    except BadNotice as bad:
        raise Refused(bad.message(language_now())) from bad


def _withdrawal_is_possible(*, by: Person, now: datetime, notice: Notice, reason: str, seen: str) -> None:
    if notice.withdrawn_at is not None:
        raise Refused(_("This notice is withdrawn already."))
    if is_replaced(notice):
        raise Refused(_("A later version of this year is in use. Withdraw that one first."))
    if is_older_than_shipped(notice):
        raise Refused(
            _("The release brought a later version of this year, which is in use. Nothing is to be withdrawn.")
        )
    require_plain(reason, "reason", lines=True)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Say in %(least)s characters or more why the notice is withdrawn.") % {"least": SHORTEST_REASON},
            field="reason",
        )
    before = in_use()
    _seen(seen, preview(before, after_withdrawal(notice, before), notice.year, notice.area))


@action(NOTICE_WITHDRAWN, needs=Permission.CALENDARS_CHANGE, locks=("notice",), check=_withdrawal_is_possible)
def withdraw_notice(*, by: Person, now: datetime, notice: Notice, reason: str, seen: str) -> Recorded[Notice]:
    """Takes an adopted notice out of use; it stays on record. The version before it is in use again."""
    _hold_calendars()
    _withdrawal_is_possible(by=by, now=now, notice=notice, reason=reason, seen=seen)
    before = in_use()
    shown = preview(before, after_withdrawal(notice, before), notice.year, notice.area)
    notice.withdrawn_at, notice.withdrawn_by, notice.withdrawal_reason = now, by, reason.strip()
    notice.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    return Recorded(notice, about=notice, payload=_told(notice, shown) | {"reason": notice.withdrawal_reason})
