"""期限答复: what the page on deadlines answers: the due day or why there is none, the rules, and every day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongkai.core.calendar import Calendar, Span
from gongkai.core.clock.deadline import Deadline, deadline
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.clock.receipt import channels
from gongkai.core.clock.request import Clock, derive
from gongkai.core.law.notices import Notice
from gongkai.core.law.parameters import Unit, on, parameter
from gongkai.core.periods import CountedDay, numbered
from gongkai.core.writers.law_words import STATUSES, in_units
from gongkai.platform.ui.language import language_now
from gongkai.portal.law import days as shown
from gongkai.portal.law.deadline_form import REPLY
from gongkai.portal.law.facts import events
from gongkai.portal.law.rules import Rule, of_parameter, of_remark, said


@dataclass(frozen=True, slots=True)
class Answer:
    """A period as the page shows it. At most one of `due`, `expected` and `safe` leads; where none does, the period
    waits or is over, and `open_because` says why."""

    title: str
    start: date | None
    """The day that the period is counted from, which is not counted itself."""
    period: str
    period_rule: Rule
    unit: Unit
    due: date | None
    expected: date | None
    post_by: date | None
    open_year: int | None
    open_because: str
    left_out: tuple[Span, ...]
    rules: list[Rule]
    notices: list[tuple[Notice, str]]
    """Each with what is to be known beside it."""
    rows: list[shown.Row]
    months: list[shown.Month]
    as_of: date | None = None
    clock: Clock | None = None
    status: str = ""
    receipt: Rule | None = None
    late: bool | None = None
    latest: date | None = None
    safe: date | None = None
    steps: list[Rule] = field(default_factory=list)
    defects: list[Rule] = field(default_factory=list)
    next: list[Rule] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        """Whether the due day is fixed: known, and not merely the earliest that it can be."""
        return self.due is not None and self.open_because != "inquiry"

    @property
    def is_over(self) -> bool:
        """Whether the request has ended, so that the day is looked back at."""
        return self.clock is not None and self.clock.status in ("served", "withdrawn", "closed")


def answer(given: dict[str, Any], calendar: Calendar, today: date) -> Answer:
    """What the form asks. Raises OutsideTheLaw where the law had no such period on the day, and BadFacts."""
    if given["for"] == REPLY:
        return _of_request(given, calendar, today)
    return _of_period(given["for"], given["day"], calendar)


# ---- Any period of the law -------------------------------------------------------------------------------------------


def _of_period(key: str, start: date, calendar: Calendar) -> Answer:
    asked, rule = parameter(key), on(key, start)
    posted = key.partition(".")[0] not in ("publication", "report")
    found = deadline(start, asked.unit, rule.value, calendar, posted=posted)
    end = found.due or found.expected or start
    wide = calendar.assuming(max(end.year, start.year))
    rows = shown.rows(start, _worth_showing(found), wide, found.due is not None) if found.days else []
    return Answer(
        title=asked.title[language_now()],
        start=start,
        period=in_units(rule.value, asked.unit, language_now()),
        period_rule=of_parameter(key, start),
        unit=asked.unit,
        due=found.due,
        expected=found.expected,
        post_by=found.post_by,
        open_year=found.open_year,
        open_because="calendar" if found.due is None else "",
        left_out=(),
        rules=[of_parameter(one, start) for one in _counting_rules(asked.unit, found.post_by)],
        notices=_notices(calendar, start, end) if found.days else [],
        rows=rows,
        months=shown.months(rows, wide),
    )


def _worth_showing(found: Deadline) -> list[CountedDay]:
    """Of a period of months or years, which ends by its date, the days of its last month; else every day."""
    if found.unit in ("working_days", "calendar_days"):
        return list(found.days)
    last = found.days[-1].day.date
    return [one for one in found.days if (one.day.date.year, one.day.date.month) == (last.year, last.month)]


def _counting_rules(unit: Unit, post_by: date | None, left_out: bool = False) -> list[str]:
    keys = {
        "working_days": ["counting.start_day", "holidays.rest_days"],
        "calendar_days": ["counting.start_day", "counting.last_day"],
        "calendar_months": ["counting.start_day", "counting.months", "counting.last_day"],
        "calendar_years": ["counting.start_day", "counting.months", "counting.last_day"],
        "day_of_next_year": ["counting.named_day"],
    }[str(unit)]
    return [*keys, *(["counting.excluded"] if left_out else []), *(["counting.posting"] if post_by else [])]


def _notices(calendar: Calendar, start: date, end: date) -> list[tuple[Notice, str]]:
    """The notices that cover the days, in their order."""
    return [(notice, said(notice.note)) for year, notice in calendar.notices if start.year <= year <= end.year]


# ---- A request, from its facts ---------------------------------------------------------------------------------------


def _of_request(given: dict[str, Any], calendar: Calendar, today: date) -> Answer:
    facts = events(given)
    as_of = given.get("as_of") or max([today, *(event.on for event in facts)])
    clock = derive(facts, as_of, calendar)
    began = clock.start or clock.receipt.submitted
    end = clock.due or clock.expected
    wide = calendar.assuming(max(day.year for day in (end or clock.safe or began, began)))
    rows = _rows_of(clock, end, wide)
    rules = _counting_rules("working_days", clock.post_by, bool(clock.left_out))
    if clock.safe:
        rules.append("counting.safe_count")
    return Answer(
        title=parameter(REPLY).title[language_now()],
        start=clock.start,
        period=_period(clock),
        period_rule=of_parameter(REPLY, began),
        unit="working_days",
        due=clock.due,
        expected=clock.expected,
        post_by=clock.post_by,
        open_year=_open_year(clock, calendar),
        open_because=clock.open_because,
        left_out=clock.left_out,
        rules=[of_parameter(one, began) for one in rules],
        notices=_notices(calendar, began, end or clock.safe or began),
        rows=rows,
        months=shown.months(rows, wide),
        as_of=as_of,
        clock=clock,
        status=STATUSES[clock.status][language_now()],
        receipt=_receipt(clock) if given.get("channel") else None,
        late=clock.late,
        latest=clock.latest,
        safe=clock.safe,
        steps=[of_remark(one, began) for one in clock.steps],
        defects=[of_remark(one, began) for one in clock.defects],
        next=[of_remark(one, began) for one in clock.next],
    )


def _rows_of(clock: Clock, end: date | None, wide: Calendar) -> list[shown.Row]:
    """Every day up to the end; of a delayed date, which is set and not counted, none."""
    if clock.start is None or end is None:
        return []
    counted = list(numbered(clock.start, end, wide, clock.left_out))
    if not counted or counted[-1].number != clock.days:
        return []
    return shown.rows(clock.start, counted, wide, clock.due is not None, _who_is_asked(clock))


def _open_year(clock: Clock, calendar: Calendar) -> int | None:
    """The first year in the period whose holidays are not announced."""
    if clock.open_because != "calendar":
        return None
    first = (clock.start or clock.receipt.submitted) + timedelta(days=1)
    return max(calendar.last_year + 1, first.year)


def _period(clock: Clock) -> str:
    """The days of the period, with the extension apart."""
    rule = on(REPLY, clock.start or clock.receipt.submitted)
    more = clock.days - rule.value
    words = in_units(rule.value, "working_days", language_now())
    return _("%(period)s, and %(more)s of extension") % {"period": words, "more": more} if more else words


def _receipt(clock: Clock) -> Rule:
    entry = channels()[clock.receipt.channel]
    return Rule(entry["title"][language_now()], entry["source"][language_now()], "V", "", on=clock.receipt.received)


def _who_is_asked(clock: Clock) -> dict[date, str]:
    """For each day left out, whose answers it waits for."""
    asked: dict[date, list[str]] = {}
    for one in clock.inquiries:
        name = f"{inquiry_kinds()[one.whom]['title'][language_now()]} {one.name}"
        for day in shown.spans(*one.left_out(clock.as_of)):
            asked.setdefault(day, []).append(name)
    return {day: _("asking %(names)s") % {"names": _joined(names)} for day, names in asked.items()}


def _joined(names: Iterable[str]) -> str:
    return ("、" if language_now() == "zh" else ", ").join(names)
