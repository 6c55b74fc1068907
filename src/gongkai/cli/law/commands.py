"""法定依据: `gongkai law list` and `gongkai law show KEY` tell any rule of the law on record, by date, with its
source."""

import difflib
from datetime import date
from typing import Any

import click
from click.shell_completion import CompletionItem

from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.law.facts import DAY
from gongkai.cli.output import put, put_line
from gongkai.cli.screen import Look, look_of_output, printable
from gongkai.cli.usage import Misused, did_you_mean
from gongkai.core.findings import LANGUAGES
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.parameters import keys, parameter
from gongkai.core.remedies import ORGAN_KINDS, OrganKind, kinds, remedy, rules
from gongkai.core.writers.law_json import entry_line, parameter_line

OUTCOME, REMEDY = "outcome.", "remedy."


def entries() -> dict[str, str]:
    """Every key that can be shown → its title in both languages, told apart by its first word."""
    return {
        **dict.fromkeys(keys(), "parameter"),
        **{f"{OUTCOME}{key}": "outcome" for key in outcomes()},
        **{f"{REMEDY}{kind}": "remedy" for kind in kinds()},
    }


def _complete_key(context: click.Context, argument: click.Parameter, incomplete: str) -> list[CompletionItem]:
    language = language_of(context)
    found = [key for key in entries() if key.startswith(incomplete)]
    return [CompletionItem(key, help=parameter(key).title[language] if key in keys() else "") for key in found]


@click.group("law", cls=SpokenGroup, topic="law")
@language_option
@click.pass_context
def law(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


@law.command("list", cls=Spoken, topic="law list")
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def list_entries(context: click.Context, as_json: bool) -> None:
    """Lists every entry with its title, its newest value, and how sure it is."""
    look = look_of_output(language_of(context), as_json)
    if not as_json:
        from gongkai.cli.law.law_screen import draw_list  # rich is slow to import and JSON needs none of it

        put(draw_list(look))
        return
    for key in keys():
        put(parameter_line(parameter(key), parameter(key).values))
    for key, outcome in outcomes().items():
        put(entry_line(f"{OUTCOME}{key}", "outcome", vars(outcome)))
    for kind in kinds():
        put(entry_line(f"{REMEDY}{kind}", "remedy", {"rules": rules(kind)}))


@law.command("show", cls=Spoken, topic="law show")
@click.argument("key", shell_complete=_complete_key)
@click.option("--on", "day", type=DAY)
@click.option("--organ", type=click.Choice(ORGAN_KINDS), default="department")
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def show(context: click.Context, key: str, day: date | None, organ: OrganKind, as_json: bool) -> None:
    """Shows one entry: what holds on a day, or all that has held."""
    look = look_of_output(language_of(context), as_json)
    if key not in entries():
        close = difflib.get_close_matches(key, entries())
        raise Misused("no_key", entry=printable(key), hint=did_you_mean(close, look.language))
    try:
        put(_json(key, day, organ) if as_json else _drawn(key, day, organ, look))
    except OutsideTheLaw as outside:
        raise Misused("not_the_law_then", entry=key, day=day, start=_start(key)) from outside


def _start(key: str) -> date:
    """The first day of which the law on record tells something of the entry."""
    if key.startswith(OUTCOME):
        return outcomes()[key.removeprefix(OUTCOME)].start
    if key.startswith(REMEDY):
        start: date = rules(key.removeprefix(REMEDY))[0]["from"]
        return start
    return parameter(key).values[0].start


def _json(key: str, day: date | None, organ: OrganKind) -> bytes:
    if key.startswith(OUTCOME):
        found = outcomes()[key.removeprefix(OUTCOME)]
        if day is not None and day < found.start:
            raise OutsideTheLaw(key)
        return entry_line(key, "outcome", vars(found))
    if key.startswith(REMEDY):
        holding = [
            rule
            for rule in rules(key.removeprefix(REMEDY))
            if day is None or rule["from"] <= day <= rule.get("until", date.max)
        ]
        if not holding:
            raise OutsideTheLaw(key)
        return entry_line(key, "remedy", {"rules": [_with_wording(key, rule, organ) for rule in holding]})
    found_parameter = parameter(key)
    return parameter_line(found_parameter, found_parameter.values if day is None else [found_parameter.on(day)])


def _with_wording(key: str, rule: dict[str, Any], organ: OrganKind) -> dict[str, Any]:
    """A rule with what it comes to for an organ of that kind."""
    found = remedy(key.removeprefix(REMEDY), rule["from"], organ)
    terms = {"review": found.review, "suit": found.suit, "after_review": found.after_review}
    return {
        **rule,
        "organ": organ,
        "body": found.body,
        "court": found.court,
        "must_be_told": found.must_be_told,
        "terms": {name: {"unit": term.unit, "count": term.count} for name, term in terms.items() if term},
        "wording": {language: found.wording(language) for language in LANGUAGES} if found.body else None,
    }


def _drawn(key: str, day: date | None, organ: OrganKind, look: Look) -> bytes:
    from gongkai.cli.law.law_screen import draw_outcome, draw_parameter, draw_remedy

    if key.startswith(OUTCOME):
        return draw_outcome(key.removeprefix(OUTCOME), day, organ, look)
    if key.startswith(REMEDY):
        return draw_remedy(key.removeprefix(REMEDY), day, organ, look)
    return draw_parameter(parameter(key), day, look)
