"""校核规则: `gongkai rule CODE` says what a check means, its legal basis, and gives an example."""

import difflib

import click
from click.shell_completion import CompletionItem

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put
from gongkai.cli.screen import look_of_output, printable
from gongkai.cli.usage import Misused, did_you_mean
from gongkai.core.checks.catalogue import codes
from gongkai.core.checks.catalogue import rule as entry


def _complete_code(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    language = language_of(context)
    return [
        CompletionItem(code, help=entry(code).title[language])
        for code in codes()
        if code.startswith(incomplete.upper())
    ]


@click.command("rule", cls=Spoken, topic="rule")
@click.argument("code", required=False, shell_complete=_complete_code)
@language_option
@click.pass_context
def rule(context: click.Context, code: str | None) -> None:
    """Explains one check, or lists all."""
    from gongkai.cli.rule_screen import (
        draw_rule,
        draw_rules,
    )  # rich is slow to import and completion needs none of it

    language = language_of(context)
    look = look_of_output(language)
    if code is None:
        put(draw_rules(look))
        return
    known = code.upper()
    if known not in codes():
        close = difflib.get_close_matches(known, codes())
        raise Misused("no_rule", code=printable(code), hint=did_you_mean(close, language))
    put(draw_rule(entry(known), look))
