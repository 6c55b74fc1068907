"""法律数据（JSON）: the lines of `deadline --json`, `clock --json`, `fee --json`, `calendar --json` and `law --json`.

Days are ISO dates; what is not known is null, with the reason beside it. Keys stand in the order that the command
promises.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from gongkai.core.calendar import Calendar, Day, Span
from gongkai.core.clock.deadline import Deadline
from gongkai.core.clock.request import Clock
from gongkai.core.law.notices import HolidayYear, Notice
from gongkai.core.law.parameters import Dated, Parameter
from gongkai.core.periods import CountedDay
from gongkai.core.writers.as_json import json_line

Say = Callable[[Any], Any]


def deadline_line(
    found: Deadline,
    extension: int,
    basis: Dated | None,
    notices: Iterable[Notice],
    notes: Iterable[str],
    say: Callable[[CountedDay], str],
) -> bytes:
    """The line of `deadline --json`: 'days' without the extension, which stands beside it; `say` words a day."""
    return json_line(
        {
            "received": found.received.isoformat(),
            "days": found.value - extension if isinstance(found.value, int) else found.value,
            "extension": extension,
            "unit": found.unit,
            "counted_from": found.start.isoformat(),
            "left_out": [_span(span) for span in found.left_out],
            "due": _day(found.due),
            "post_by": _day(found.post_by),
            "provisional": found.due is None,
            "expected": _day(found.expected),
            "unannounced_year": found.open_year,
            "basis": None if basis is None else {**basis.source, "mark": basis.mark},
            "notices": [notice_object(notice) for notice in notices],
            "notes": list(notes),
            "steps": [_counted(day, say) for day in found.days],
            "error": None,
        }
    )


def fee_line(**amounts: int) -> bytes:
    """The line of `fee --json`."""
    return json_line(amounts)


def clock_line(name: str, clock: Clock, say: Say) -> bytes:
    """The line of `clock --json` for the file `name`; `say` tells a remark in words."""
    return json_line(
        {
            "file": name,
            "as_of": clock.as_of.isoformat(),
            "channel": clock.receipt.channel,
            "submitted": clock.receipt.submitted.isoformat(),
            "received": _day(clock.receipt.received),
            "status": clock.status,
            "counted_from": _day(clock.start),
            "days": clock.days,
            "left_out": [_span(span) for span in clock.left_out],
            "due": _day(clock.due),
            "post_by": _day(clock.post_by),
            "latest": _day(clock.latest),
            "safe": _day(clock.safe),
            "expected": _day(clock.expected),
            "open_because": clock.open_because or None,
            "late": clock.late,
            "inquiries": [_plain(asdict(one)) for one in clock.inquiries],
            **{
                part: [{"code": remark.code, "on": _day(remark.on), "message": say(remark)} for remark in remarks]
                for part, remarks in (("steps", clock.steps), ("defects", clock.defects), ("next", clock.next))
            },
            "error": None,
        }
    )


def no_clock_line(name: str, error: str) -> bytes:
    """The line of `clock --json` for facts that could not be taken."""
    empty: dict[str, Any] = {field.name: None for field in fields(Clock) if field.name in ("as_of", "status", "due")}
    return json_line({"file": name, **empty, "error": error})


def calendar_line(days: Iterable[Day], calendar: Calendar, say: Callable[[Day], str]) -> bytes:
    """The line of `calendar show --json`."""
    return json_line(
        {
            "area": calendar.area or None,
            "notices": [notice_object(notice) for _, notice in calendar.notices],
            "days": [
                {
                    "date": day.date.isoformat(),
                    "works": day.works,
                    "why": day.why,
                    "notice": day.notice.name if day.notice else None,
                    "text": say(day),
                }
                for day in days
            ],
            "error": None,
        }
    )


def checked_line(name: str, year: HolidayYear | None, error: str | None) -> bytes:
    """The line of `calendar check --json` for a file."""
    return json_line(
        {
            "file": name,
            "year": year.year if year else None,
            "area": year.area or None if year else None,
            "notices": [notice_object(notice) for notice in year.notices] if year else [],
            "error": error,
        }
    )


def notice_object(notice: Notice) -> dict[str, Any]:
    """A notice as it stands in a line."""
    return {
        "number": notice.number or None,
        "title": notice.title,
        "issued": _day(notice.issued),
        "published": notice.published.isoformat(),
        "mark": notice.mark,
        "note": dict(notice.note) if notice.note else None,
    }


def parameter_line(found: Parameter, values: Iterable[Dated]) -> bytes:
    """The line of `law list --json` and `law show --json` for a parameter."""
    return json_line(
        {
            "key": found.key,
            "kind": "parameter",
            "title": dict(found.title),
            "unit": found.unit,
            "values": [
                {
                    "from": value.start.isoformat(),
                    "until": _day(value.until),
                    "value": value.value,
                    "mark": value.mark,
                    "source": dict(value.source),
                    "note": dict(value.note) if value.note else None,
                }
                for value in values
            ],
        }
    )


def entry_line(key: str, kind: str, entry: Mapping[str, Any]) -> bytes:
    """The line of `law --json` for an outcome or a rule on remedies: the entry as the data have it."""
    return json_line(
        {"key": key, "kind": kind, **{name: _plain(value) for name, value in entry.items() if name != "key"}}
    )


def _counted(day: CountedDay, say: Callable[[CountedDay], str]) -> dict[str, Any]:
    return {
        "date": day.day.date.isoformat(),
        "works": day.day.works,
        "number": day.number,
        "why": "left_out" if day.left_out else day.day.why,
        "notice": day.day.notice.name if day.day.notice else None,
        "expected": day.day.expected,
        "text": say(day),
    }


def _span(span: Span) -> dict[str, str]:
    return {"from": span[0].isoformat(), "to": span[1].isoformat()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(data: Any) -> Any:
    """Dates as text, through lists and tables."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data
