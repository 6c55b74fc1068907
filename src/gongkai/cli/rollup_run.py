"""汇总的步骤: what `gongkai report rollup` does: reports read, added up, held against a published one, written."""

from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.bulk.folders import LeftOut, shown, sources
from gongkai.cli.bilingual import language_of
from gongkai.cli.convert import written
from gongkai.cli.output import put, tell
from gongkai.cli.place import place, replace
from gongkai.cli.rollup_lists import children_of, co_defendant_of
from gongkai.cli.screen import look_of_output, printable
from gongkai.cli.single import read_one
from gongkai.cli.stream import STANDARD_INPUT
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.findings import Language
from gongkai.core.report import FilledReport, bare_organ
from gongkai.core.rollup.add import NotTaken, OtherYear, Part, RollUp, roll_up
from gongkai.core.rollup.children import Child
from gongkai.core.rollup.expect import Expectation, expect
from gongkai.core.writers.as_kind import ENDINGS
from gongkai.core.writers.rollup_json import no_rollup_line, rollup_line

OK, FOUND, WRONG = 0, 1, 2


def run_rollup(
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
) -> int:
    """Adds the reports up and gives the exit status: 1 where the sum differs from the published report, nothing could
    be compared, or an expected one is missing; 2 where a file can't be read or added."""
    look = look_of_output(language_of(context), as_json)
    try:
        path = None if target is None else _target(target)
        beside_it = [given for given in (own, children, co_defendant, expected_report) if given is not None]
        if path is not None:
            _check_target(path, [*files, *beside_it])
        left_out = [*beside_it, *([str(path)] if path is not None else [])]
        names = [name for file in files for name in _names(file, left_out)]
        unread: list[str] = []
        parts = [part for name in names if (part := _part(name, False, unread, look.language)) is not None]
        if own is not None and (part := _part(own, True, unread, look.language)) is not None:
            parts.append(part)
        expected = children_of(children, look.language)
        less = co_defendant_of(co_defendant, look.language)
        beside = None if expected_report is None else read_one(expected_report, look.language)
        organ = sum_organ or (beside.organ if beside is not None else None)
        _check_is_no_sum(parts, organ)
        found = _added(parts, expected, less)
        _check_year(found, beside)
    except Misused as misused:
        sentence = say(misused.key, look.language, **misused.details)
        if as_json:
            put(no_rollup_line(sentence))
        tell(sentence)
        return WRONG
    held = None if beside is None else expect(found, beside)
    if as_json:
        put(rollup_line(found, held, unread, look.language))
    else:
        from gongkai.cli.rollup_screen import draw_rollup  # rich is slow to import and JSON needs none of it

        put(draw_rollup(found, held, look))
    if path is not None:
        replace(path, written(found.report(organ), path.suffix.lower().removeprefix("."), look.language))
        if not quiet:
            tell(say("report_written", look.language, name=printable(str(target))))
            if organ is None:
                tell(say("rollup_no_organ", look.language))
    return _status(found, held, unread)


def _status(found: RollUp, held: Expectation | None, unread: list[str]) -> int:
    if unread:
        return WRONG
    return FOUND if found.missing or (held is not None and not held.agrees) else OK


def _target(target: str) -> Path:
    path = place(target)
    if path.suffix.lower().removeprefix(".") not in ENDINGS:
        raise Misused("report_ending", name=printable(target), endings=" / ".join(f".{one}" for one in ENDINGS))
    return path


def _check_target(path: Path, given: Sequence[str]) -> None:
    """Raises Misused where the sum would be written over a file that it comes from."""
    for name in given:
        if name != STANDARD_INPUT and path.exists() and Path(name).is_file() and path.samefile(name):
            raise Misused("rollup_over_input", name=printable(name))


def _names(file: str, left_out: Sequence[str]) -> list[str]:
    """The file itself, or those of a folder, but for those that are given as something else."""
    if file == STANDARD_INPUT or not Path(file).is_dir():
        return [file]
    others = {Path(name).resolve() for name in left_out}
    return [one.path for one in sources(file, LeftOut()) if one.path and Path(one.path).resolve() not in others]


def _check_is_no_sum(parts: Sequence[Part], organ: str | None) -> None:
    """Raises Misused where a report is of the organ that the sum is for: it would be added to itself."""
    for part in parts:
        if organ is not None and not part.own and part.report.organ and bare_organ(part.organ) == bare_organ(organ):
            raise Misused("rollup_is_sum", name=printable(part.name), organ=printable(organ))


def _check_year(found: RollUp, beside: FilledReport | None) -> None:
    """Raises Misused where the published report is of another year than the sum."""
    if beside is not None and beside.year not in (None, found.year):
        raise Misused("rollup_expect_year", year=found.year, published=beside.year)


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
        raise Misused("rollup_years", years=" / ".join(years)) from other
    except NotTaken as not_taken:
        details = {"organ": printable(not_taken.organ), "count": not_taken.count}
        if not_taken.problem == "more":
            details["has"] = str(not_taken.has)
        raise Misused(f"co_defendant_{not_taken.problem}", **details) from not_taken
