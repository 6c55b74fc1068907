"""转换格式: `gongkai report convert` writes a report as another kind of file; `blank` the empty form to fill in."""

from pathlib import Path

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.labels import label
from gongkai.cli.output import tell
from gongkai.cli.outside import outside
from gongkai.cli.place import place, refuse_folder, replace
from gongkai.cli.screen import printable
from gongkai.cli.single import read_one
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.findings import Language
from gongkai.core.law.editions import EDITIONS, edition, edition_for_year
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_kind import ENDINGS, as_kind

WRONG = 2
TO_FILL_IN = ("docx", "xlsx")
_FIRST_YEAR, _LAST_YEAR = 2019, 2099
_LONGEST_ORGAN = 50
_QUOTED = 20


@click.command("convert", cls=Spoken, topic="report convert")
@click.argument("file", type=click.Path(readable=False))
@click.option("-o", "--output", "target", required=True, type=click.Path(readable=False))
@click.option("--quiet", is_flag=True)
@language_option
@click.pass_context
def convert(context: click.Context, file: str, target: str, quiet: bool) -> None:
    """Reads the report and writes it as its new ending says."""
    language = language_of(context)
    ending = _ending(target, ENDINGS)
    path = place(target)
    if path.exists() and Path(file).exists() and path.samefile(file):
        raise Misused("convert_over_itself", name=printable(target))
    report = read_one(file, language)
    replace(path, written(report, ending, language))
    if not quiet:
        for remark in _remarks(report, ending, language):
            tell(remark)
        tell(say("report_written", language, name=printable(target)))


@click.command("blank", cls=Spoken, topic="report blank")
@click.option("--edition", "edition_id", type=click.Choice(EDITIONS))
@click.option("--organ", "organ_name", required=True)
@click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), required=True)
@click.option("-o", "--output", "target", required=True, type=click.Path(readable=False))
@click.option("--quiet", is_flag=True)
@language_option
@click.pass_context
def blank(context: click.Context, edition_id: str | None, organ_name: str, year: int, target: str, quiet: bool) -> None:
    """Writes the form that is due for the year, or the edition asked for, with nothing filled in."""
    language = language_of(context)
    due = edition_for_year(year).id
    ending = _ending(target, TO_FILL_IN)
    organ = _organ(organ_name)
    path = place(target)
    replace(path, written(empty_report(edition_id or due, organ, year), ending, language))
    if not quiet:
        if edition_id not in (None, due):
            tell(say("blank_other_edition", language, edition=edition_id, year=year, due=due))
        tell(say("report_written", language, name=printable(target)))


def empty_report(edition_id: str, organ: str, year: int) -> FilledReport:
    """A report of which every cell is a blank."""
    form = edition(edition_id).form
    count = len(form.cells)
    return FilledReport(
        form=form,
        edition=edition_id,
        states=[State.BLANK] * count,
        values=[None] * count,
        texts=[None] * count,
        starts=[-1] * count,
        ends=[-1] * count,
        place=lambda start, end: {},
        organ=organ,
        year=year,
    )


def _organ(name: str) -> str:
    """The organ's name as it is printed in the form. Raises Misused where it can be none."""
    organ = name.strip()
    if not organ:
        raise Misused("organ_empty")
    if len(organ) > _LONGEST_ORGAN:
        raise Misused("organ_too_long", most=_LONGEST_ORGAN)
    if printable(organ) != organ:
        raise Misused("organ_signs", name=printable(organ))
    return organ


def _ending(target: str, endings: tuple[str, ...]) -> str:
    refuse_folder(target)
    ending = Path(target).suffix.lower().removeprefix(".")
    if ending not in endings:
        raise Misused("report_ending", name=printable(target), endings=" / ".join(f".{one}" for one in endings))
    return ending


def written(report: FilledReport, ending: str, language: Language) -> bytes:
    """The report as the bytes of a file of that kind. Raises Misused where it can't be printed."""
    if ending != "pdf":
        return as_kind(report, ending)
    from gongkai.core.writers.fonts import Unprintable

    try:
        return as_kind(report, ending)
    except Unprintable as unprintable:
        raise Misused("unwritable", reason=printable(unprintable.message(language))) from unprintable


def _remarks(report: FilledReport, ending: str, language: Language) -> list[str]:
    """What a person should know of the file: the text and the cells that it can't show as they are."""
    left = _left_outside(report, language)
    return (
        left
        if ending in ("json", "csv")
        else [*left, *_unwritten_chapters(report, language), *_cells(report, language)]
    )


def _left_outside(report: FilledReport, language: Language) -> list[str]:
    """The remark on prose outside the chapters, which no kind of file keeps."""
    parts = [
        say(key, language, count=len(text), quote=printable(_shown(text)))
        for key, text in zip(("convert_before", "convert_behind"), outside(report), strict=True)
        if text
    ]
    return [say("convert_outside", language, parts=label("list_comma", language).join(parts))] if parts else []


def _shown(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _unwritten_chapters(report: FilledReport, language: Language) -> list[str]:
    """The remark on chapters that the report lacks; one with a table stands in the new file with that."""
    tables = {table.key for table in report.form.tables}
    names = [
        f"“{chapter.number}、{chapter.title}”" if language == "zh" else f"{number}. {chapter.english}"
        for number, chapter in enumerate(edition(report.edition).chapters, 1)
        if chapter.key not in tables and report.sections.get(chapter.key) is None
    ]
    return [say("convert_no_chapter", language, chapters=label("list_comma", language).join(names))] if names else []


def _cells(report: FilledReport, language: Language) -> list[str]:
    """The remarks on cells that are missing or unclear."""
    missing = sum(state == State.MISSING for state in report.states)
    unclear = sum(state == State.UNCLEAR for state in report.states)
    return [
        say(key, language, count=count)
        for key, count in (("convert_missing", missing), ("convert_unclear", unclear))
        if count
    ]
