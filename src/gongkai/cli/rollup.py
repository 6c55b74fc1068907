"""汇总: `gongkai report rollup` adds reports up, names each contributor, and holds the sum against a published one."""

import csv
import io
from pathlib import Path

import click

from gongkai.bulk.folders import LeftOut, shown, sources
from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.convert import ENDINGS, written
from gongkai.cli.law.facts import text_of
from gongkai.cli.output import put, tell
from gongkai.cli.place import place, replace
from gongkai.cli.screen import look_of_output, printable
from gongkai.cli.single import read_one
from gongkai.cli.stream import STANDARD_INPUT
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.findings import Language
from gongkai.core.rollup.add import OtherYear, Part, RollUp, roll_up
from gongkai.core.rollup.children import BadList, Child, read_children
from gongkai.core.rollup.expect import Expectation, expect
from gongkai.core.writers.rollup_json import no_rollup_line, rollup_line

OK, FOUND, WRONG = 0, 1, 2
RESULTS = {
    "结果维持": "upheld",
    "结果纠正": "corrected",
    "其他结果": "other",
    "尚未审结": "pending",
    **{name: name for name in ("upheld", "corrected", "other", "pending")},
}


@click.command("rollup", cls=Spoken, topic="report rollup")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--own", type=click.Path(readable=False))
@click.option("--children", type=click.Path(readable=False))
@click.option("--co-defendant", type=click.Path(readable=False))
@click.option("--expect", "expected_report", type=click.Path(readable=False))
@click.option("--organ", "sum_organ")
@click.option("-o", "--output", "target", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True)
@click.option("--quiet", is_flag=True)
@language_option
@click.pass_context
def rollup(
    context: click.Context,
    files: tuple[str, ...],
    own: str | None,
    children: str | None,
    co_defendant: str | None,
    expected_report: str | None,
    sum_organ: str | None,
    target: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Adds the reports up. Exits 1 where the sum differs from the published report or an expected one is missing."""
    look = look_of_output(language_of(context), as_json)
    try:
        path = None if target is None else _target(target)
        names = [name for file in files for name in _names(file)]
        unread: list[str] = []
        parts = [part for name in names if (part := _part(name, False, unread, look.language)) is not None]
        if own is not None and (part := _part(own, True, unread, look.language)) is not None:
            parts.append(part)
        expected = _children(children, look.language)
        less = _co_defendant(co_defendant, look.language)
        beside = None if expected_report is None else read_one(expected_report, look.language)
        found = _added(parts, expected, less)
    except Misused as misused:
        sentence = say(misused.key, look.language, **misused.details)
        if as_json:
            put(no_rollup_line(sentence))
        tell(sentence)
        context.exit(WRONG)
    held = None if beside is None else expect(found, beside)
    if as_json:
        put(rollup_line(found, held, unread, look.language))
    else:
        from gongkai.cli.rollup_screen import draw_rollup  # rich is slow to import and JSON needs none of it

        put(draw_rollup(found, held, look))
    if path is not None:
        organ = sum_organ or (beside.organ if beside is not None else None)
        replace(path, written(found.report(organ), path.suffix.lower().removeprefix("."), look.language))
        if not quiet:
            tell(say("report_written", look.language, name=printable(str(target))))
    context.exit(_status(found, held, unread))


def _status(found: RollUp, held: Expectation | None, unread: list[str]) -> int:
    if unread:
        return WRONG
    return FOUND if found.missing or (held is not None and held.mismatches) else OK


def _target(target: str) -> Path:
    path = place(target)
    if path.suffix.lower().removeprefix(".") not in ENDINGS:
        raise Misused("report_ending", name=printable(target), endings=" / ".join(f".{one}" for one in ENDINGS))
    return path


def _names(file: str) -> list[str]:
    """The file itself, or those of a folder."""
    if file == STANDARD_INPUT:
        return [file]
    found = [source.path for source in sources(file, LeftOut()) if source.path]
    return found or [file]


def _part(name: str, own: bool, unread: list[str], language: Language) -> Part | None:
    """The report in the file; None, and its name kept, where it can't be read."""
    try:
        return Part(shown(name), read_one(name, language), own)
    except Misused as misused:
        tell(say(misused.key, language, **misused.details))
        unread.append(shown(name))
        return None


def _added(parts: list[Part], expected: list[Child], less: dict[str, dict[str, int]]) -> RollUp:
    if not parts:
        raise Misused("rollup_nothing")
    try:
        return roll_up(parts, expected, less)
    except OtherYear as other:
        years = sorted({str(year) for year in other.years.values() if year is not None})
        unknown = [name for name, year in other.years.items() if year is None]
        if unknown:
            raise Misused("rollup_year_unknown", name=printable(unknown[0])) from other
        raise Misused("rollup_years", years="、".join(years)) from other


def _children(path: str | None, language: Language) -> list[Child]:
    if path is None:
        return []
    try:
        return read_children(text_of(path, language))
    except BadList as bad:
        details = {"name": printable(path), "line": bad.line, "text": printable(bad.text)}
        raise Misused(f"children_{bad.problem}", **details) from bad


def _co_defendant(path: str | None, language: Language) -> dict[str, dict[str, int]]:
    """Organ → result → cases, from lines of organ, result, number."""
    found: dict[str, dict[str, int]] = {}
    if path is None:
        return found
    for line, row in enumerate(csv.reader(io.StringIO(text_of(path, language).removeprefix("\ufeff"))), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (line == 1 and cells[0] in ("机关", "organ")):
            continue
        organ, result, count = (*cells, "", "")[:3]
        if result not in RESULTS or not count.isdecimal():
            raise Misused("co_defendant_line", name=printable(path), line=line)
        found.setdefault(organ, {})[RESULTS[result]] = int(count)
    return found
