"""逐日说明: a line a day, with whether it works, its number in the period, and the notice that says so."""

from collections.abc import Iterable, Mapping
from datetime import date

from rich.console import Console
from rich.text import Text

from gongkai.cli.bilingual import columns
from gongkai.cli.law.words import WEEKDAYS, WORDS, nth, word
from gongkai.cli.screen import printable
from gongkai.core.calendar import Day
from gongkai.core.findings import Language
from gongkai.core.periods import CountedDay
from gongkai.core.writers.law_words import holiday_words

_INDENT = 2
_COLOURS = {"holiday": "red", "worked": "yellow"}


def why_words(day: Day, language: Language) -> str:
    """Why the day works or not: the holiday and its notice; '' for an ordinary weekday."""
    holiday = holiday_words(day.because.holidays, language) if day.because else ""
    words = word(day.why, language, holiday=printable(holiday), year=day.date.year)
    if day.notice is None or not words:
        return words
    return word("by_notice", language, words=words, notice=printable(day.notice.name))


def counted_words(counted: CountedDay, language: Language) -> str:
    """A counted day in one line: '2026-02-14 Saturday, works, 9th day: worked for Spring Festival (…)'."""
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    parts = [f"{counted.day.date} {WEEKDAYS[language][counted.day.date.weekday()]}", *_state(counted, language)]
    why = _why(counted, language)
    return comma.join(part for part in parts if part) + (f"{colon}{why}" if why else "")


def plain_words(day: Day, language: Language) -> str:
    """A day of the calendar, by itself."""
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    why = why_words(day, language)
    state = word("works" if day.works else "is_off_word", language)
    return f"{day.date} {WEEKDAYS[language][day.date.weekday()]}{comma}{state}" + (f"{colon}{why}" if why else "")


def _state(counted: CountedDay, language: Language) -> tuple[str, str]:
    if counted.left_out:
        return word("left_out", language), ""
    if counted.number is None:
        return word("off", language), ""
    return word("works", language), nth(counted.number, language)


def _why(counted: CountedDay, language: Language) -> str:
    return word("excluded", language) if counted.left_out else why_words(counted.day, language)


def draw_days(
    console: Console, days: Iterable[CountedDay], language: Language, why_left_out: Mapping[date, str] | None = None
) -> None:
    """The days in columns: date, weekday, state, number, reason; `why_left_out` tells it of days left out."""
    widths = [
        max(map(columns, WEEKDAYS[language])),
        max(columns(WORDS[key][language]) for key in ("works", "off", "left_out")),
        max(columns(nth(number, language)) for number in (1, 100)),
    ]
    for counted in days:
        day = counted.day
        state, number = _state(counted, language)
        cells = (WEEKDAYS[language][day.date.weekday()], state, number)
        line = "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))
        why = (why_left_out or {}).get(day.date) if counted.left_out else None
        text = Text(" " * _INDENT + f"{day.date}  {line}  {why or _why(counted, language)}")
        text.stylize("dim" if counted.number is None else "")
        if not counted.left_out and day.why in _COLOURS:
            text.stylize(_COLOURS[day.why])
        console.print(text, soft_wrap=True)
