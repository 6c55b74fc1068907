"""期限计算: `gongkai deadline RECEIVED` counts a period, and with `--explain` tells every day of it."""

import difflib
from datetime import date

import click
from click.shell_completion import CompletionItem

from gongkai.cli.bilingual import Decorated, Spoken, language_of, language_option
from gongkai.cli.law.facts import DAY, SPAN, calendar_for
from gongkai.cli.output import put, tell
from gongkai.cli.screen import Look, look_of_output, printable
from gongkai.cli.usage import Misused, did_you_mean
from gongkai.cli.words import say
from gongkai.core.calendar import Calendar, Span, Unannounced, areas
from gongkai.core.clock.deadline import Deadline, deadline
from gongkai.core.findings import Language
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import PERIODS, Dated, Parameter, keys, parameter

OK, UNCERTAIN = 0, 3
REPLY = "requests.reply"
_FURTHEST = 5
"""Years beyond the last announced one for which a day is still expected."""


def _complete_period(context: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    language = language_of(context)
    return [CompletionItem(key, help=parameter(key).title[language]) for key in periods() if key.startswith(incomplete)]


def _complete_area(context: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(area) for area in areas() if area.startswith(incomplete)]


def periods() -> list[str]:
    """The parameters that are periods of time."""
    return [key for key in keys() if parameter(key).unit in PERIODS]


def calendar_options(command: Decorated) -> Decorated:
    """The options of every command that counts by a calendar."""
    for decorate in (
        click.option("--notice", "notices", multiple=True, type=click.Path(readable=False)),
        click.option("--area", shell_complete=_complete_area),
        click.option("--as-of", type=DAY),
    ):
        command = decorate(command)
    return command


@click.command("deadline", cls=Spoken, topic="deadline")
@click.argument("received", type=DAY)
@click.option("--days", type=click.IntRange(1, 1000))
@click.option("--for", "period", shell_complete=_complete_period)
@click.option("--extend", type=click.IntRange(min=1), default=None)
@click.option("--exclude", multiple=True, type=SPAN)
@click.option("--restart", type=DAY)
@calendar_options
@click.option("--explain", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def counted(
    context: click.Context,
    received: date,
    days: int | None,
    period: str | None,
    extend: int | None,
    exclude: tuple[Span, ...],
    restart: date | None,
    as_of: date | None,
    area: str | None,
    notices: tuple[str, ...],
    explain: bool,
    as_json: bool,
) -> None:
    """Counts the period and exits 3 where a year that is not announced leaves it open."""
    look = look_of_output(language_of(context), as_json)
    _check(received, days, period, extend, exclude, restart, look.language)
    known = calendar_for(area, as_of, notices, look.language)
    found, basis, notes = _count(received, days, period, extend, exclude, restart, known, look.language)
    _show(found, extend, basis, known, notes, explain, look)
    context.exit(OK if found.due else UNCERTAIN)


def _check(
    received: date,
    days: int | None,
    period: str | None,
    extend: int | None,
    exclude: tuple[Span, ...],
    restart: date | None,
    language: Language,
) -> None:
    """What does not go together. Raises Misused."""
    if days is not None and period is not None:
        raise Misused("days_or_period")
    if restart is not None and restart < received:
        raise Misused("restart_early")
    most = parameter("requests.extension").values[-1].value
    if extend is not None and extend > most:
        raise Misused("extension_over", most=most)
    if period is None:
        return
    if period not in periods():
        close = difflib.get_close_matches(period, periods())
        raise Misused("no_period", entry=printable(period), hint=did_you_mean(close, language))
    if period != REPLY and (extend or exclude or restart):
        raise Misused("only_the_reply", entry=period, reply=REPLY)


def _count(
    received: date,
    days: int | None,
    period: str | None,
    extend: int | None,
    exclude: tuple[Span, ...],
    restart: date | None,
    known: Calendar,
    language: Language,
) -> tuple[Deadline, Dated | None, list[str]]:
    """The period, the rule it rests on (None: the person gave the days), and what is to be known beside it."""
    asked = parameter(period or REPLY)
    notes: list[str] = []
    basis = None if days is not None else _basis(asked, restart or received, period is None, notes, language)
    value: int | str = basis.value if basis is not None else days or 0
    if isinstance(value, int):
        value += extend or 0
    if known.last_year < known.first_year:
        raise Misused("nothing_known")
    latest = max([received, restart or received, *(last for _, last in exclude)])
    if latest.year > known.last_year + _FURTHEST:
        raise Misused("too_far", day=latest, last=known.last_year)
    try:
        unit = "working_days" if basis is None else asked.unit
        found = deadline(received, unit, value, known, exclude, restart, posted=_is_posted(period))
    except Unannounced as unannounced:
        raise Misused("before_the_data", year=unannounced.year, first=known.first_year) from unannounced
    return found, basis, notes


def _is_posted(period: str | None) -> bool:
    """Whether a letter ends the period, rather than a publication."""
    return period is None or period.partition(".")[0] not in ("publication", "report")


def _basis(asked: Parameter, day: date, by_default: bool, notes: list[str], language: Language) -> Dated:
    """The rule of that day. The reply's period is a calculator's default also before the Regulation, and says so."""
    try:
        return asked.on(day)
    except OutsideTheLaw as outside:
        first = asked.values[0]
        if not by_default:
            raise Misused("not_the_law_then", entry=asked.key, day=day, start=first.start) from outside
        notes.append(say("law_of_then", language, days=first.value, start=first.start, day=day))
        return first


def _show(
    found: Deadline,
    extend: int | None,
    basis: Dated | None,
    known: Calendar,
    notes: list[str],
    explain: bool,
    look: Look,
) -> None:
    # imported here: rich is slow to import, and JSON needs less of it
    from gongkai.cli.law.days import counted_words
    from gongkai.cli.law.deadline_screen import draw_deadline, notes_on, notices_used, open_words

    used = notices_used(known, found.start, found.due or found.expected)
    notes += notes_on(used, look.language)
    if look.as_json:
        from gongkai.core.writers.law_json import deadline_line

        put(deadline_line(found, extend or 0, basis, used, notes, lambda day: counted_words(day, look.language)))
    else:
        put(draw_deadline(found, extend or 0, basis, known, notes, explain, look))
    if found.open_year is not None and look.as_json:
        tell(open_words(known, found.open_year, look.language))
