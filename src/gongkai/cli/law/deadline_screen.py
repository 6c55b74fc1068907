"""期限说明: a counted period drawn for a person: from which day, how long, what was left out, until when, and why."""

from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.text import Text

from gongkai.cli.bilingual import columns, wrap
from gongkai.cli.law.days import draw_days
from gongkai.cli.law.words import bracketed, day_words, word
from gongkai.cli.screen import Look, canvas, drawn, printable
from gongkai.cli.words import say
from gongkai.core.calendar import Calendar, Span
from gongkai.core.clock.deadline import Deadline
from gongkai.core.findings import Language
from gongkai.core.law.notices import Notice
from gongkai.core.law.parameters import Dated, on
from gongkai.core.writers.law_words import MARKS, in_units

_LABELS = (
    "received",
    "counted_from",
    "period",
    "excluded_spans",
    "due",
    "post_by",
    "notices",
    "note",
    "as_of",
    "status",
)
_LABELS_OF_CLOCK = ("request", "safe", "latest", "basis", "start_day")


def notices_used(known: Calendar, start: date, end: date | None) -> list[Notice]:
    """The notices that cover the days from `start` to `end`, in the order of their days."""
    last = end or start
    return [notice for year, notice in known.notices if start.year <= year <= last.year]


def notes_on(notices: Iterable[Notice], language: Language) -> list[str]:
    """What is to be known of notices whose text was not found, or not whole."""
    noted = [(one.name, one.note) for one in notices if one.note]
    return [say("from_memory", language, name=printable(name), note=printable(note[language])) for name, note in noted]


def open_words(known: Calendar, year: int, language: Language) -> str:
    """Why a day of that year is not certain: the country's notice is not there, or the area's."""
    if known.area and known.is_announced(year):
        return say("uncovered_area", language, area=known.area, year=year)
    return say("uncovered", language, year=year)


def draw_calendar_basis(console: Console, known: Calendar, start: date, end: date | None, language: Language) -> None:
    """The notices that the days rest on, a line each."""
    for place, notice in enumerate(notices_used(known, start, end)):
        text = word("notice", language, number=printable(notice.name), published=notice.published)
        put_line(console, "notices" if not place else "blank", text, language)


def put_line(console: Console, key: str, text: str, language: Language, style: str = "") -> None:
    """A line 'label  text', the text wrapped beside its label."""
    width = max(columns(word(label, language)) for label in (*_LABELS, *_LABELS_OF_CLOCK)) + 2
    label = word(key, language)
    first, *others = wrap(text, max(console.width - width, 20))
    line = Text(label + " " * (width - columns(label)), style="bold")
    line.append(printable(first), style=f"not bold {style}".strip())
    console.print(line, soft_wrap=True)
    for other in others:
        console.print(Text(" " * width + printable(other), style=style), soft_wrap=True)


def spans_words(spans: tuple[Span, ...], language: Language) -> str:
    """The intervals, each with both its days."""
    return ("；" if language == "zh" else "; ").join(
        word("to", language, first=first, last=last) if first != last else str(first) for first, last in spans
    )


def draw_deadline(
    found: Deadline,
    extension: int,
    basis: Dated | None,
    known: Calendar,
    notes: list[str],
    explain: bool,
    look: Look,
) -> bytes:
    """The period, and with `explain` a line a day."""
    console, language = canvas(look), look.language
    _draw_start(console, found, explain, language)
    put_line(console, "period", _period(found, extension, basis, language), language)
    if found.left_out:
        put_line(console, "excluded_spans", spans_words(found.left_out, language), language)
    if found.open_year is not None:
        text = open_words(known, found.open_year, language) + word("expected_day", language, expected=found.expected)
        put_line(console, "due", text, language, "yellow")
    elif found.due is not None:
        put_line(console, "due", day_words(found.due, language), language, "green")
        if found.post_by is not None:
            put_line(console, "post_by", _post_by(found.post_by, explain, language), language)
    if found.days:
        draw_calendar_basis(console, known, found.start, found.due or found.expected, language)
    for note in notes:
        put_line(console, "note", note, language, "yellow")
    if explain:
        console.print()
        draw_days(console, found.days, language)
    return drawn(console)


def _draw_start(console: Console, found: Deadline, explain: bool, language: Language) -> None:
    rule = bracketed(on("counting.start_day", found.start).source[language], language) if explain else ""
    if found.unit == "day_of_next_year":
        put_line(console, "report_year", str(found.received.year), language)
        return
    anew = found.start != found.received
    text = day_words(found.received, language)
    put_line(console, "received", text if anew else word("not_counted", language, day=text) + rule, language)
    if anew:
        text = word("from_next", language, day=day_words(found.start, language))
        put_line(console, "counted_from", text + rule, language)


def _period(found: Deadline, extension: int, basis: Dated | None, language: Language) -> str:
    value: object = found.value
    if extension and isinstance(found.value, int):
        value = word("extended_by", language, days=found.value - extension, more=extension)
    text = in_units(value, found.unit, language)
    if basis is None:
        return text
    mark = "" if basis.mark == "V" else bracketed(MARKS[basis.mark][language], language)
    return text + bracketed(basis.source[language], language) + mark


def _post_by(day: date, explain: bool, language: Language) -> str:
    text = day_words(day, language)
    if not explain:
        return text
    rule = on("counting.posting", day)
    joined = ("；" if language == "zh" else "; ").join((rule.value[language].rstrip("。."), rule.source[language]))
    return text + bracketed(joined, language)
