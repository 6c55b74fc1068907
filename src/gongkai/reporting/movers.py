"""期限变动: the last days for mending that a changed calendar moves, of what was sent back and waits for its organ."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.calendars.in_use import InUse
from gongkai.calendars.movers import Moved
from gongkai.core.calendar import Unannounced
from gongkai.reporting.models import Return


def moved(before: InUse, after: InUse) -> Iterator[Moved]:
    """Each of them that gets another last day. The page that shows them is for whoever adopts calendars: it names the
    number of the letter, no organ."""
    waiting = Return.objects.waiting().select_related("report__collection").defer("findings")
    for returned in waiting.order_by("pk"):
        assert returned.correct_by is not None
        was, will_be = (_last_day(in_use, returned.correct_by) for in_use in (before, after))
        if was != will_be:
            address = reverse("reporting:report", args=[returned.report_id])
            yield Moved(f"{returned.report.collection.title} · {returned.pk}", address, was, will_be)


def _last_day(in_use: InUse, correct_by: date) -> date | None:
    try:
        return in_use.calendar().on_or_after(correct_by)
    except Unannounced:
        return None
