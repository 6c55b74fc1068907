"""补全: the script with which bash, zsh or fish complete the command's words."""

import click
from click.shell_completion import get_completion_class

from gongkai.cli.bilingual import Spoken, language_option
from gongkai.cli.output import put_line

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Spoken, topic="completion")
@click.argument("shell", type=click.Choice(SHELLS))
@language_option
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Prints the script for `shell`."""
    found = get_completion_class(shell)
    assert found is not None
    program = context.find_root().info_name or ""
    maker = found(context.find_root().command, {}, program, f"_{program.upper()}_COMPLETE")
    put_line(maker.source_template % maker.source_vars())
