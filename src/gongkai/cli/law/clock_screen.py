"""办理期限图: a request's clock drawn for a person: status, days, what counted, what is wrong, what to do next."""

from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.text import Text

from gongkai.cli.law.days import draw_days
from gongkai.cli.law.deadline_screen import (
    draw_calendar_basis,
    notes_on,
    notices_used,
    open_words,
    put_line,
    spans_words,
)
from gongkai.cli.law.words import bracketed, day_words, word
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.calendar import Calendar
from gongkai.core.clock.course import Remark
from gongkai.core.clock.explain import remark_words, rule_of
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.clock.receipt import channels
from gongkai.core.clock.request import Clock
from gongkai.core.findings import Language
from gongkai.core.law.parameters import on
from gongkai.core.periods import numbered
from gongkai.core.writers.law_words import MARKS, STATUSES, in_units


def draw_clock(clock: Clock, known: Calendar, explain: bool, look: Look) -> bytes:
    """The clock, and with `explain` a line a day."""
    console, language = canvas(look), look.language
    put_line(console, "as_of", day_words(clock.as_of, language), language)
    put_line(console, "status", STATUSES[clock.status][language], language)
    _draw_receipt(console, clock, language)
    _draw_due(console, clock, known, language)
    day = clock.start or clock.receipt.submitted
    for part, remarks, style in (
        ("steps", clock.steps, ""),
        ("defects", clock.defects, "yellow"),
        ("next", clock.next, "green"),
    ):
        _draw_remarks(console, part, remarks, day, style, language)
    last = clock.due or clock.expected
    if explain and last is not None and clock.start is not None:
        counting = known if last.year <= known.last_year else known.assuming(last.year)
        console.print()
        names = _who_is_asked(clock, language)
        draw_days(console, numbered(clock.start, last, counting, clock.left_out), language, names)
    return drawn(console)


def _who_is_asked(clock: Clock, language: Language) -> dict[date, str]:
    """For each day left out, whose answers it waits for."""
    asked: dict[date, list[str]] = {}
    for one in clock.inquiries:
        first, last = one.left_out(clock.as_of)
        name = inquiry_kinds()[one.whom]["title"][language] + bracketed(printable(one.name), language)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            asked.setdefault(date.fromordinal(ordinal), []).append(name)
    between = "、" if language == "zh" else ", "
    return {day: word("asking", language, names=between.join(names)) for day, names in asked.items()}


def _draw_receipt(console: Console, clock: Clock, language: Language) -> None:
    entry = channels()[clock.receipt.channel]
    put_line(
        console, "request", f"{day_words(clock.receipt.submitted, language)}  {entry['title'][language]}", language
    )
    if clock.receipt.received is None:
        put_line(console, "received", word("open_unconfirmed", language), language, "yellow")
    else:
        text = day_words(clock.receipt.received, language)
        put_line(console, "received", text + bracketed(entry["source"][language], language), language)
    if clock.start not in (None, clock.receipt.received):
        assert clock.start is not None
        put_line(console, "counted_from", day_words(clock.start, language), language)


def _draw_due(console: Console, clock: Clock, known: Calendar, language: Language) -> None:
    put_line(console, "period", _period(clock, language), language)
    if clock.left_out:
        rule = on("counting.excluded", clock.start or clock.as_of)
        mark = bracketed(MARKS[rule.mark][language], language)
        put_line(console, "excluded_spans", spans_words(clock.left_out, language) + mark, language)
    if clock.due is not None:
        put_line(console, "due", _due_words(clock, known, language), language, "red" if clock.late else "green")
        if clock.post_by not in (None, clock.due):
            assert clock.post_by is not None
            put_line(console, "post_by", day_words(clock.post_by, language), language)
    elif clock.open_because == "calendar":
        text = open_words(known, known.last_year + 1, language)
        text += word("expected_day", language, expected=clock.expected) if clock.expected else ""
        put_line(console, "due", text, language, "yellow")
    elif clock.open_because in ("supplement", "payment"):
        put_line(console, "due", word(f"open_{clock.open_because}", language), language, "yellow")
    begin, end = clock.start or clock.receipt.submitted, clock.due or clock.expected or clock.safe
    draw_calendar_basis(console, known, begin, end, language)
    for note in notes_on(notices_used(known, begin, end), language):
        put_line(console, "note", note, language, "yellow")
    for key, day in (("latest", clock.latest), ("safe", clock.safe)):
        if day is not None:
            put_line(console, key, word(f"{key}_words", language, day=day_words(day, language)), language, "yellow")


def _period(clock: Clock, language: Language) -> str:
    """The days of the period, with the extension apart, and their rule."""
    rule = on("requests.reply", clock.start or clock.receipt.submitted)
    more = clock.days - rule.value
    value: object = word("extended_by", language, days=rule.value, more=more) if more else clock.days
    return in_units(value, "working_days", language) + bracketed(rule.source[language], language)


def _due_words(clock: Clock, known: Calendar, language: Language) -> str:
    assert clock.due is not None
    text = day_words(clock.due, language)
    if clock.late is None:
        return text
    if clock.late:
        return text + bracketed(word("late", language), language)
    if clock.status in ("served", "withdrawn", "closed"):
        return text + bracketed(word("in_time", language), language)
    if clock.open_because == "inquiry":
        return word("earliest_words", language, day=text)
    if clock.due.year > known.last_year:  # a delayed date that lies beyond what is announced
        return text
    left = known.count(clock.as_of, clock.due)
    return text + bracketed(word("left", language, days=left), language)


def _draw_remarks(
    console: Console, part: str, remarks: Iterable[Remark], day: date, style: str, language: Language
) -> None:
    found = list(remarks)
    if not found:
        return
    console.print()
    console.print(Text(word(part, language), style="bold cyan"))
    for remark in found:
        write(console, printable(remark_words(remark, language)), indent=2, style=style)
        rule = rule_of(remark, max(day, remark.on or day))
        mark = "" if rule.mark == "V" else bracketed(MARKS[rule.mark][language], language)
        write(console, rule.source[language] + mark, indent=4, style="dim")
