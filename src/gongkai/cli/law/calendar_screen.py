"""日历图: a year as twelve months side by side, or some days a line each, with the notices they come from."""

from rich.console import Console
from rich.text import Text

from gongkai.cli.bilingual import columns
from gongkai.cli.law.days import plain_words
from gongkai.cli.law.words import bracketed, word
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.calendar import Calendar, Day
from gongkai.core.findings import Language
from gongkai.core.writers.law_words import MARKS

_CELL = 5
"""Columns of a day: two for its number, two for its mark, one between."""
_WEEK = 7
_MONTH = _CELL * _WEEK + 3
_HEADS: dict[Language, str] = {"zh": "一二三四五六日", "en": "MTWTFSS"}
_FEW = 62
"""Up to so many days a line each is read more easily than months."""


def draw_calendar(days: list[Day], known: Calendar, look: Look) -> bytes:
    """The days: the whole year as months, fewer as lines; then the notices and the number of working days."""
    console, language = canvas(look), look.language
    if len(days) > _FEW:
        _draw_months(console, days, language)
        console.print(Text(word("legend", language), style="dim"))
    else:
        for day in days:
            style = {"holiday": "red", "worked": "yellow", "rest": "dim"}.get(day.why, "")
            console.print(Text(plain_words(day, language), style=style), soft_wrap=True)
    console.print(Text(word("working_days", language, count=sum(day.works for day in days)), style="bold"))
    years = {day.date.year for day in days}
    for year, notice in known.notices:
        if year in years:
            mark = "" if notice.mark == "V" else f"  {MARKS[notice.mark][language]}"
            text = word("notice", language, number=printable(notice.name), published=notice.published)
            note = bracketed(printable(notice.note[language]), language) if notice.note else ""
            write(console, text + mark + note)
    return drawn(console)


def _draw_months(console: Console, days: list[Day], language: Language) -> None:
    months: dict[tuple[int, int], list[Day]] = {}
    for day in days:
        months.setdefault((day.date.year, day.date.month), []).append(day)
    across = max(1, (console.width + 1) // _MONTH)
    blocks = [_month(of_month, language) for of_month in months.values()]
    for first in range(0, len(blocks), across):
        row = blocks[first : first + across]
        for line in range(max(map(len, row))):
            text = Text()
            for block in row:
                cell = block[line] if line < len(block) else Text()
                text.append_text(cell)
                text.append(" " * (_MONTH - columns(cell.plain)))
            console.print(text, soft_wrap=True)
        console.print()


def _month(days: list[Day], language: Language) -> list[Text]:
    """A month as lines: its name, the days of the week, its weeks."""
    first = days[0].date
    heads = Text("".join(f" {head}" + " " * (_CELL - 1 - columns(head)) for head in _HEADS[language]), style="dim")
    lines = [Text(f" {first:%Y-%m}", style="bold"), heads]
    week = Text(" " * (_CELL * first.weekday()))
    for day in days:
        week.append_text(_cell(day, language))
        if day.date.isoweekday() == _WEEK:
            lines.append(week)
            week = Text()
    return [*lines, week] if week.plain.strip() else lines


def _cell(day: Day, language: Language) -> Text:
    mark = word("is_worked", language) if day.why == "worked" else "" if day.works else word("is_off", language)
    style = {"holiday": "red", "worked": "yellow", "rest": "dim"}.get(day.why, "")
    text = f"{day.date.day:>2}{mark}"
    return Text(text + " " * (_CELL - columns(text)), style=style)
