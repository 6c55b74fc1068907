"""工作日历: `gongkai calendar show` tells which days work and why; `check` looks at notices before they are used."""

import re
from collections.abc import Iterator
from datetime import date

import click

from gongkai.bulk.folders import shown
from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.law.deadline import calendar_options
from gongkai.cli.law.facts import SPAN, calendar_for, day_of, notice_file
from gongkai.cli.law.words import word
from gongkai.cli.output import put, put_line, tell
from gongkai.cli.screen import look_of_output, printable
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.calendar import Calendar, Span, Unannounced
from gongkai.core.findings import Language
from gongkai.core.law.calendars import area_years, in_order, national_years
from gongkai.core.law.notices import BadNotice, HolidayYear
from gongkai.core.writers.law_json import calendar_line, checked_line

OK, FOUND, WRONG, UNCERTAIN = 0, 1, 2, 3
_YEAR = re.compile(r"(\d{4})年?")


@click.group("calendar", cls=SpokenGroup, topic="calendar")
@language_option
@click.pass_context
def calendars(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


@calendars.command("show", cls=Spoken, topic="calendar show")
@click.argument("span")
@calendar_options
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def show(
    context: click.Context, span: str, as_of: date | None, area: str | None, notices: tuple[str, ...], as_json: bool
) -> None:
    """Shows a year, a day or an interval; exits 3 where a year in it is not announced."""
    look = look_of_output(language_of(context), as_json)
    days = _span(span)
    known = calendar_for(area, as_of, notices, look.language)
    try:
        found = list(known.days(*days))
    except Unannounced as unannounced:
        tell(_not_covered(unannounced, known, look.language))
        context.exit(WRONG if unannounced.before else UNCERTAIN)
    from gongkai.cli.law.calendar_screen import draw_calendar
    from gongkai.cli.law.days import plain_words

    if as_json:
        put(calendar_line(found, known, lambda day: plain_words(day, look.language)))
    else:
        put(draw_calendar(found, known, look))


def _not_covered(unannounced: Unannounced, known: Calendar, language: Language) -> str:
    if unannounced.before:
        return say("before_the_data", language, year=unannounced.year, first=known.first_year)
    key = "uncovered_area" if known.area else "uncovered"
    return say(key, language, year=unannounced.year, area=known.area)


def _span(text: str) -> Span:
    """The days that a year, a day or an interval stands for. Raises Misused."""
    year = _YEAR.fullmatch(text)
    if year is not None and int(year[1]):
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    day = day_of(text)
    if day is not None:
        return day, day
    try:
        return SPAN.convert(text, None, None)
    except Misused as misused:
        raise Misused("no_days_to_show", text=printable(text)) from misused


@calendars.command("check", cls=Spoken, topic="calendar check")
@click.argument("files", nargs=-1, type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Checks the files of notices, and that they fit those on record; without files, those on record. Exits 1 where
    something is wrong, 2 where a file can't be read."""
    language = language_of(context)
    status, given = OK, []
    for name, year, problem, unread in _looked_at(files, language):
        given += [year] if year else []
        status = max(status, WRONG if unread else FOUND if problem else OK)
        if as_json:
            put(checked_line(name, year, problem))
        else:
            said = f"{printable(name)}: {problem}" if problem and not unread else problem
            put_line(said or _in_order(name, year, language))
    together = [*national_years(), *(year for year in given if not year.area and files)]
    try:
        found = in_order(together)
        problem, said = None, word("all_checked", language, first=found[0].year, last=found[-1].year)
    except BadNotice as bad:
        problem = said = bad.message(language)
        status = max(status, FOUND)
    if not as_json and (problem or status == OK):
        put_line(said)
    elif problem:
        put(checked_line("", None, problem))
    context.exit(status)


def _looked_at(
    files: tuple[str, ...], language: Language
) -> Iterator[tuple[str, HolidayYear | None, str | None, bool]]:
    """For each file, or each year on record: name, year, what is wrong, and whether it could not even be read."""
    if not files:
        for year in (*national_years(), *area_years()):
            yield f"{year.area}{year.year}", year, None, False
    for path in files:
        try:
            yield shown(path), notice_file(path, language), None, False
        except BadNotice as bad:
            yield shown(path), None, printable(bad.message(language)), False
        except Misused as misused:
            yield shown(path), None, say(misused.key, language, **misused.details), True


def _in_order(name: str, year: HolidayYear | None, language: Language) -> str:
    assert year is not None
    names = ("、" if language == "zh" else ", ").join(printable(notice.name) for notice in year.notices)
    return f"{printable(name)}  {word('checked', language)}  {names}"
