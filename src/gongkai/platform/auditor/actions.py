"""动作: what an auditor does with the journal, which the journal tells too."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.audit import triggers, verify
from gongkai.platform.audit.events import JOURNAL_EXPORTED, JOURNAL_VERIFIED, PAYLOAD_ERASED
from gongkai.platform.audit.models import Entry, Erasure, Payload
from gongkai.platform.auditor import queries
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import require_plain

MOST_ON_A_PAGE = 50_000
"""Entries that are verified while somebody waits for the page."""
SHORTEST_REASON = 10


# ---- Verifying -------------------------------------------------------------------------------------------------------


def _is_short_enough(*, by: Any, now: datetime) -> None:
    if queries.length() > MOST_ON_A_PAGE:
        raise Refused(
            _("The journal has more than %(most)s entries. Verify it on the server: gongkai audit verify.")
            % {"most": MOST_ON_A_PAGE}
        )


@action(JOURNAL_VERIFIED, needs=Permission.JOURNAL_READ, check=_is_short_enough)
def verify_journal(*, by: Any, now: datetime) -> Recorded[tuple[verify.Verdict, list[str]]]:
    """Verifies the whole journal. Gives the verdict, and the names of triggers that should protect it and are gone."""
    from django.db import connection

    verdict, gone = verify.verify(), triggers.missing(connection)
    payload = {"entries": verdict.entries, "head": verdict.head, "faults": len(verdict.faults), "triggers_gone": gone}
    return Recorded((verdict, gone), about=None, payload=payload)


# ---- Exporting -------------------------------------------------------------------------------------------------------


def _there_is_something(*, by: Any, now: datetime, filters: queries.Filter) -> None:
    if not queries.entries(by, now, filters).exists():
        raise Refused(_("No entry that you may read fits these filters. Nothing was exported."))


@action(JOURNAL_EXPORTED, needs="only entries that the person may read are exported", check=_there_is_something)
def export_journal(*, by: Any, now: datetime, filters: queries.Filter) -> Recorded[int]:
    """Records that the filtered list is taken out of the house with all that proves it. Gives the number of
    the last entry that belongs to it. Raises Forbidden for whoever may read none."""
    count, last = queries.entries(by, now, filters).count(), queries.last_seq()
    payload = {"filters": filters.told(), "count": count, "upto": last}
    return Recorded(last, about=None, organ=filters.organ.number if filters.organ else None, payload=payload)


# ---- Erasing ---------------------------------------------------------------------------------------------------------


def _can_be_erased(*, by: Any, now: datetime, entry: Entry, reason: str) -> None:
    if not Payload.objects.filter(seq=entry.seq).exists():
        raise Refused(_("The content of entry %(seq)s is gone already.") % {"seq": entry.seq})
    if entry.event == PAYLOAD_ERASED.code:
        raise Refused(_("This entry tells why another's content was erased. It stays."))
    require_plain(reason, "reason", lines=True)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Say in %(least)s characters or more why the content is erased, without repeating it.")
            % {"least": SHORTEST_REASON},
            field="reason",
        )


@action(PAYLOAD_ERASED, needs=Permission.JOURNAL_ERASE, at="entry.organ", locks=("entry",), check=_can_be_erased)
def erase_payload(*, by: Any, now: datetime, entry: Entry, reason: str) -> Recorded[Erasure]:
    """Erases the content of an entry for good; its hash stays, and with it the proof of the chain."""
    erasure = Erasure(seq=entry.seq, reason=reason.strip(), erased_at=now, erased_by=by.pk)
    erasure.save(force_insert=True)
    Payload.objects.filter(seq=entry.seq).delete()
    return Recorded(erasure, about=entry, organ=entry.organ, payload={"reason": erasure.reason})
