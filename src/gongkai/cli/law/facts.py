"""所给内容: what the commands about the law are given: days in the ways people write them, intervals, files.

What a person gave wrongly is one sentence (:class:`gongkai.cli.usage.Misused`).
"""

import json
import os
import re
import tomllib
from datetime import date, datetime
from typing import Any

import click

from gongkai.bulk.folders import Source, Unopened, contents, shown
from gongkai.cli.screen import printable
from gongkai.cli.stream import STANDARD_INPUT, standard_input
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.calendar import Calendar, NoSuchArea, Span, areas, build, calendar
from gongkai.core.clock.events import EARLIEST, LATEST, BadFacts, Event, check_retractions, event_from
from gongkai.core.findings import Language
from gongkai.core.law.calendars import area_years, national_years
from gongkai.core.law.notices import BadNotice, HolidayYear, read_year

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BETWEEN = re.compile(r"(?<=\d|日)(?:\.\.|~|～|至)(?=\d)")
_DAYS = ("on", "until")
_MOST_KB, _DEEPEST = 1024, 20
_JSON = re.compile(r"\s*(?:\{|\[\s*[\]{])")
_DOTTED = re.compile(r"(?:[\w\"'-]+\s*\.\s*){20}")


def day_of(text: str) -> date | None:
    """The day that the text tells, as 2026-09-18, 2026/9/18, 2026.9.18, 20260918 or 2026年9月18日; None for anything
    else, and for a day that no calendar has.

    >>> day_of("2026年9月18日"), day_of("2026-02-30")
    (datetime.date(2026, 9, 18), None)
    """
    match = _DAY.fullmatch(text.strip()) or _BARE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(group) for group in match.groups() if group is not None)
    try:
        return date(year, month, day) if EARLIEST.year <= year <= LATEST.year else None
    except ValueError:
        return None


class DayType(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or one sentence."""
        if isinstance(value, date):
            return value
        found = day_of(str(value))
        if found is None:
            raise Misused("no_day", text=printable(str(value)))
        return found


class SpanType(click.ParamType[Span]):
    """An interval FROM..TO on the command line, both ends in it; a single day is an interval too."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        """The interval, or one sentence."""
        if isinstance(value, tuple):
            return value
        days = [day_of(part) for part in _BETWEEN.split(str(value))]
        if len(days) > 2 or None in days:
            raise Misused("no_span", text=printable(str(value)))
        first, last = days[0], days[-1]
        assert first is not None
        assert last is not None
        if last < first:
            raise Misused("span_backward", text=printable(str(value)))
        return first, last


DAY, SPAN = DayType(), SpanType()


def calendar_for(area: str | None, known_on: date | None, notices: tuple[str, ...], language: Language) -> Calendar:
    """The calendar on record, or with the years of these files beside it. Raises Misused."""
    try:
        if not notices:
            return calendar(known_on, area or "")
        given = [notice_file(path, language) for path in notices]
        national = [*national_years(), *(one for one in given if not one.area)]
        return build(national, [*area_years(), *(one for one in given if one.area)], known_on, area or "")
    except NoSuchArea as none:
        raise Misused("no_area", area=printable(area or ""), areas=" / ".join(areas())) from none
    except BadNotice as bad:
        raise Misused("unread", name=printable(", ".join(notices)), reason=bad.message(language)) from bad


def notice_file(path: str, language: Language) -> HolidayYear:
    """The year in a notice's file. Raises Misused where it can't be read, BadNotice where it can't be right."""
    return read_year(text_of(path, language))


def text_of(path: str, language: Language) -> str:
    """The text of one file, or of standard input. Raises Misused where it can't be read, or is no UTF-8."""
    try:
        if path != STANDARD_INPUT and os.path.isdir(path):
            raise Misused("one_file", name=printable(path))
        source = standard_input() if path == STANDARD_INPUT else Source(shown(path), path)
        data = contents(source)
        if len(data) > _MOST_KB * 1024:
            raise Misused("unread", name=printable(path), reason=say("facts_too_large", language, most=_MOST_KB))
        text = data.decode("utf-8-sig")
        if _depth(text) > _DEEPEST or _DOTTED.search(text):
            raise Misused("unread", name=printable(path), reason=say("facts_too_deep", language, most=_DEEPEST))
        return text
    except Unopened as unopened:
        reason = say(unopened.reason, language, detail=unopened.detail)
    except UnicodeDecodeError:
        reason = say("no_utf8", language)
    raise Misused("unread", name=printable(path), reason=reason)


def _depth(text: str) -> int:
    """How deep brackets are nested, those within words included: who writes facts nests twice."""
    depth = deepest = 0
    for sign in text:
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def events_of(path: str, language: Language) -> list[Event]:
    """The facts of one request in a file: TOML with [[events]], or JSON with a list 'events'. Raises Misused."""
    text = text_of(path, language)
    try:
        data = json.loads(text) if _JSON.match(text) else tomllib.loads(text)
    except ValueError as error:
        raise Misused("no_facts_file", name=printable(path), detail=printable(str(error))) from error
    entries = data.get("events") if isinstance(data, dict) else data
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise Misused("no_events", name=printable(path))
    try:
        events = [event_from(_with_days(entry)) for entry in entries]
        check_retractions(events)
        return events
    except BadFacts as bad:
        raise Misused("unread", name=printable(path), reason=printable(bad.message(language))) from bad


def _with_days(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with days and moments that are written as text; what is none stays, to be refused."""
    found = dict(entry)
    for key in _DAYS:
        if isinstance(found.get(key), str):
            found[key] = day_of(found[key]) or found[key]
    if isinstance(found.get("recorded_at"), str):
        try:
            found["recorded_at"] = datetime.fromisoformat(found["recorded_at"])
        except ValueError:
            return found
    return found
