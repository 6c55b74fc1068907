"""两年对照: `gongkai report compare` shows two years of one organ side by side."""

import click

from gongkai.bulk.folders import shown
from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put, tell
from gongkai.cli.screen import Look, look_of_output
from gongkai.cli.single import read_one
from gongkai.cli.stream import STANDARD_INPUT
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.writers.as_json import comparison_line, uncompared_line

WRONG = 2


@click.command("compare", cls=Spoken, topic="report compare")
@click.argument("old", type=click.Path(readable=False))
@click.argument("new", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
def compare(context: click.Context, old: str, new: str, as_json: bool) -> None:
    """Reads both reports and shows what changed. Where one can't be read, or they are swapped, that is said in one
    sentence, with --json as the 'error' of the line too."""
    if old == new == STANDARD_INPUT:
        raise Misused("stdin_twice")
    look = look_of_output(language_of(context), as_json)
    try:
        put(_compared(old, new, look))
    except Misused as misused:
        sentence = say(misused.key, look.language, **misused.details)
        if as_json:
            put(uncompared_line(shown(old), shown(new), sentence))
        tell(sentence)
        context.exit(WRONG)


def _compared(old: str, new: str, look: Look) -> bytes:
    """The comparison as it is printed. Raises Misused, in words that need no more, where there is none."""
    from gongkai.core.compare import Swapped  # not needed by those who only read or check
    from gongkai.core.compare import compare as side_by_side

    names = shown(old), shown(new)
    reports = read_one(old, look.language), read_one(new, look.language)
    try:
        found = side_by_side(*reports)
    except Swapped as swapped:
        raise Misused("swapped", old=swapped.old, new=swapped.new) from swapped
    years = {"old": reports[0].year, "new": reports[1].year}
    organs = {"old_organ": reports[0].organ, "new_organ": reports[1].organ}
    remarks = [say(remark, look.language, **years, **organs) for remark in found.remarks]
    if look.as_json:
        return comparison_line(*names, reports, found, remarks)
    from gongkai.cli.compare_screen import draw_comparison  # rich is slow to import and JSON needs none of it

    return draw_comparison(names, reports, found, remarks, look)
