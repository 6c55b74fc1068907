"""入口: the command `gongkai`, its sub-commands, and what becomes of bad usage, Ctrl-C and output that can't
be written."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click
from click.shell_completion import shell_complete

import gongkai
from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.output import Unwritten, forget, put_line, tell
from gongkai.cli.usage import sentence_for
from gongkai.cli.words import VARIABLE, language_from_environment, say
from gongkai.cli.words_writing import system_words
from gongkai.core.findings import LANGUAGES

PROGRAM = "gongkai"
COMPLETION = "_GONGKAI_COMPLETE"

OK, FOUND, WRONG = 0, 1, 2
INTERRUPTED = 130
PIPE_CLOSED = 141
"""Exit statuses; the last two are those that a shell gives for SIGINT and SIGPIPE."""

COMMANDS = {
    "report": "gongkai.cli.report:report",
    "rule": "gongkai.cli.rule:rule",
    "deadline": "gongkai.cli.law.deadline:counted",
    "clock": "gongkai.cli.law.clock:clock",
    "fee": "gongkai.cli.law.fee:fee",
    "calendar": "gongkai.cli.law.calendars:calendars",
    "law": "gongkai.cli.law.commands:law",
    "demo": "gongkai.cli.site.demo:demo",
    "serve": "gongkai.cli.site.serve:serve",
    "worker": "gongkai.cli.site.worker:worker",
    "migrate": "gongkai.cli.site.migrate:migrate",
    "createadmin": "gongkai.cli.site.createadmin:createadmin",
    "backup": "gongkai.cli.site.backup:backup",
    "restore": "gongkai.cli.site.restore:restore",
    "move-to-postgres": "gongkai.cli.site.move:move",
    "search": "gongkai.cli.site.search:search",
    "audit": "gongkai.cli.site.audit:audit",
    "doctor": "gongkai.cli.site.doctor:doctor",
    "keys": "gongkai.cli.site.keys:keys",
    "example": "gongkai.cli.example.command:example",
    "completion": "gongkai.cli.completion:completion",
}
"""Name of a command → where it is defined. A command is imported when it is called."""


class Root(SpokenGroup):
    """The command itself, which imports a sub-command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which one gets to know them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: Spoken = getattr(import_module(module), attribute)
        return command


@click.command(PROGRAM, cls=Root, topic="")
@language_option
@click.option("--version", is_flag=True)
@click.pass_context
def root(context: click.Context, version: bool) -> None:
    """Shows the version, or the help when no command follows."""
    if version:
        put_line(f"{PROGRAM} {gongkai.__version__}")
        context.exit(OK)
    if context.invoked_subcommand is None:
        put_line(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Runs the command with these arguments and gives its exit status. What is wrong with the call, Ctrl-C,
    and results that could not be written are said in one line on standard error."""
    language = language_from_environment()
    if os.environ.get(VARIABLE, language) not in (*LANGUAGES, ""):
        tell(say("language_wrong", language))
        return WRONG
    context: click.Context | None = None
    try:
        with root.make_context(PROGRAM, list(arguments)) as context:
            root.invoke(context)
        return OK
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        tell(sentence_for(error, language_of(error.ctx or context)))
        return WRONG
    except KeyboardInterrupt:
        tell(say("interrupted", language_of(context)))
        return INTERRUPTED
    except Unwritten as unwritten:
        forget(sys.stdout)
        language = language_of(context)
        key = "unwritten" if unwritten.reason else "no_output"
        tell(say(key, language, detail=system_words(unwritten.number, unwritten.reason, language)))
        return WRONG
    except BrokenPipeError:
        forget(sys.stdout)
        return PIPE_CLOSED


def main() -> None:
    """The entry point. A mistake of the program shows its traceback and exits 2: 1 would say that a report has
    an error."""
    if COMPLETION in os.environ:
        sys.exit(shell_complete(root, {}, PROGRAM, COMPLETION, os.environ[COMPLETION]))
    try:
        status = run(sys.argv[1:])
    except Exception as mistake:
        sys.excepthook(*sys.exc_info())
        raise SystemExit(WRONG) from mistake
    sys.exit(status)
