"""示例: `gongkai example` reads and checks the example that comes along, and says what to try next."""

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.example import NAME, example_report
from gongkai.cli.output import put
from gongkai.cli.screen import look_of_output
from gongkai.cli.words import say


@click.command("example", cls=Spoken, topic="example")
@language_option
@click.pass_context
def example(context: click.Context) -> None:
    """Shows the example as read, then what was found, then what to try next. Its mistake is no failure: it
    exits 0."""
    from gongkai.bulk.folders import Source
    from gongkai.cli.work import work
    from gongkai.core.checks.known import NOTHING

    language = language_of(context)
    look = look_of_output(language)
    source = Source(NAME, data=example_report())
    put(work("read", look, NOTHING, source).output)
    put(work("check", look, NOTHING, source).output)
    put(say("example_next", language).encode())
