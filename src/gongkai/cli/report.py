"""年度报告: `gongkai report read` and `check`; from modules of their own `compare`, `convert`, `blank`, `rollup`."""

from datetime import datetime
from typing import Any

import click

from gongkai.cli.bilingual import Decorated, Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.compare import compare
from gongkai.cli.convert import blank, convert
from gongkai.cli.output import put_line
from gongkai.cli.return_list import FORMATS, ListFormat, destination
from gongkai.cli.rollup import rollup
from gongkai.cli.single import read_one
from gongkai.cli.stream import STANDARD_INPUT, run_files
from gongkai.cli.usage import Misused
from gongkai.core.checks.known import LEVELS, Known, Level


@click.group("report", cls=SpokenGroup, topic="report")
@language_option
@click.pass_context
def report(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


def _file_options(command: Decorated) -> Decorated:
    """The argument and the options of every command over files. Whether a file may be read is not click's to
    judge: one that may not costs no other."""
    decorated: Any = command
    for decorate in (
        click.pass_context,
        language_option,
        click.option("--quiet", is_flag=True),
        click.option("--jobs", type=click.IntRange(min=1), default=1),
        click.option("--json", "as_json", is_flag=True),
        click.argument("files", nargs=-1, required=True, type=click.Path(readable=False)),
    ):
        decorated = decorate(decorated)
    return decorated


@report.command("read", cls=Spoken, topic="report read")
@_file_options
def read(context: click.Context, files: tuple[str, ...], as_json: bool, jobs: int, quiet: bool) -> None:
    """Reads the files and shows what was read."""
    context.exit(run_files("read", files, as_json=as_json, jobs=jobs, quiet=quiet, language=language_of(context)))


@report.command("check", cls=Spoken, topic="report check")
@click.option("--previous", type=click.Path(readable=False))
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--organ-level", "level", type=click.Choice(LEVELS))
@click.option("--organ-code")
@click.option("--format", "list_format", type=click.Choice(FORMATS))
@click.option("-o", "--output", type=click.Path(readable=False))
@_file_options
def check(
    context: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    jobs: int,
    quiet: bool,
    previous: str | None,
    published: datetime | None,
    level: Level | None,
    organ_code: str | None,
    list_format: ListFormat | None,
    output: str | None,
) -> None:
    """Reads the files and checks them."""
    language = language_of(context)
    if previous == STANDARD_INPUT and STANDARD_INPUT in files:
        raise Misused("stdin_twice")
    to = destination(list_format, output, as_json)
    last_year = None if previous is None else read_one(previous, language)
    known = Known(last_year, published.date() if published else None, level, organ_code)
    context.exit(
        run_files("check", files, as_json=as_json, jobs=jobs, quiet=quiet, language=language, known=known, to=to)
    )


@report.command("claims", cls=Spoken, topic="report claims")
@_file_options
def claims(context: click.Context, files: tuple[str, ...], as_json: bool, jobs: int, quiet: bool) -> None:
    """Reads the files and shows what their text was understood to claim."""
    context.exit(run_files("claims", files, as_json=as_json, jobs=jobs, quiet=quiet, language=language_of(context)))


for command in (compare, convert, blank, rollup):
    report.add_command(command)
