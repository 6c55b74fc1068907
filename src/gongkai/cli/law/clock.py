"""办理期限: `gongkai clock FACTS` derives a request's status and due day from its recorded facts, as of any day."""

from datetime import date, datetime

import click

from gongkai.bulk.folders import shown
from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.law.deadline import calendar_options
from gongkai.cli.law.facts import calendar_for, events_of
from gongkai.cli.output import put, tell
from gongkai.cli.screen import look_of_output, printable
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.calendar import Calendar
from gongkai.core.clock.events import CHINA, BadFacts
from gongkai.core.clock.explain import remark_words
from gongkai.core.clock.request import Clock, derive
from gongkai.core.findings import Language
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import parameter
from gongkai.core.writers.law_json import clock_line, no_clock_line

OK, LATE, WRONG, UNCERTAIN = 0, 1, 2, 3


@click.command("clock", cls=Spoken, topic="clock")
@click.argument("facts", type=click.Path(readable=False))
@calendar_options
@click.option("--explain", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def clock(
    context: click.Context,
    facts: str,
    as_of: date | None,
    area: str | None,
    notices: tuple[str, ...],
    explain: bool,
    as_json: bool,
) -> None:
    """Derives the clock of the request in the file, as it was known on the day; today where none is given. Exits 1
    where it is late, 3 where a year that is not announced leaves it open."""
    look = look_of_output(language_of(context), as_json)
    try:
        known = calendar_for(area, as_of, notices, look.language)
        found = _derived(facts, as_of, known, look.language)
    except Misused as misused:
        sentence = say(misused.key, look.language, **misused.details)
        if as_json:
            put(no_clock_line(shown(facts), sentence))
        tell(sentence)
        context.exit(WRONG)
    if as_json:
        put(clock_line(shown(facts), found, lambda remark: remark_words(remark, look.language)))
    else:
        from gongkai.cli.law.clock_screen import draw_clock  # rich is slow to import and JSON needs none of it

        put(draw_clock(found, known, explain, look))
    context.exit(LATE if found.late else UNCERTAIN if found.open_because == "calendar" else OK)


def _derived(path: str, as_of: date | None, known: Calendar, language: Language) -> Clock:
    """The clock of the facts in the file. Raises Misused."""
    events = events_of(path, language)
    try:
        return derive(events, as_of or datetime.now(CHINA).date(), known, as_of)
    except BadFacts as bad:
        reason = printable(bad.message(language))
        raise Misused("unread", name=printable(path), reason=reason) from bad
    except OutsideTheLaw as outside:
        first = parameter("requests.reply").values[0].start
        day = min(event.on for event in events)
        raise Misused("not_the_law_then", entry="requests.reply", day=day, start=first) from outside
