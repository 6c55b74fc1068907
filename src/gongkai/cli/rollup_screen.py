"""汇总结果: a sum of reports drawn for a person: its tables, what is open and why, who is missing, what differs."""

from rich.console import Console
from rich.text import Text

from gongkai.cli.labels import label
from gongkai.cli.report_screen import draw_head, draw_tables
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.checks.labels import keys_named
from gongkai.core.findings import Figure, Language
from gongkai.core.rollup.add import LITIGATION, Gap, RollUp
from gongkai.core.rollup.expect import Expectation, Mismatch
from gongkai.core.writers.as_json import plain_notation
from gongkai.core.writers.rollup_words import REASONS, explanation_words, remark_words

_FEW, _MOST_NAMES = 12, 60


def draw_rollup(found: RollUp, held: Expectation | None, look: Look) -> bytes:
    """The sum as text."""
    console, language = canvas(look), look.language
    draw_head(console, label("rolled_up", language, count=len(found.parts)), found.report(label("sum", language)), look)
    draw_tables(console, found.report(), look, key=False)
    _draw_contributors(console, found, language)
    _draw_gaps(console, found, language)
    _draw_implied(console, found, language)
    for code, part in found.remarks:
        write(console, printable(remark_words(found, code, part, language)), style="yellow")
    if found.missing:
        names = label("list_comma", language).join(printable(child.name) for child in found.missing)
        write(console, label("missing_organs", language, count=len(found.missing), names=names), style="red")
    if held is not None:
        _draw_expectation(console, found, held, language)
    return drawn(console)


def _draw_contributors(console: Console, found: RollUp, language: Language) -> None:
    """Whose reports are in the sum, and what was taken off as another organ's."""
    names = label("list_comma", language).join(printable(organ) for organ in found.organs[:_MOST_NAMES])
    if len(found.organs) > _MOST_NAMES:
        names = label("more_cells", language, cells=names, count=len(found.organs))
    console.print()
    write(console, label("contributors", language, count=len(found.organs), names=names))
    for share in found.cells[f"{LITIGATION}.total"].shares:
        if share.less:
            write(console, label("taken_off", language, organ=printable(share.part.organ), count=share.less))


def _draw_gaps(console: Console, found: RollUp, language: Language) -> None:
    """Who leaves which cells open, and why; a line for each organ and reason."""
    open_cells: dict[tuple[str, str], list[str]] = {}
    for key, cell in found.cells.items():
        for gap in cell.gaps:
            open_cells.setdefault((gap.part.organ, _reason(gap, language)), []).append(key)
    if not open_cells:
        return
    console.print()
    console.print(Text(label("open_sums", language), style="bold cyan"))
    for (organ, reason), keys in open_cells.items():
        cells = keys_named(found.form, keys[:_FEW])[language]
        if len(keys) > _FEW:
            cells = label("more_cells", language, cells=cells, count=len(keys))
        write(console, f"{printable(organ)}{label('colon', language)}{reason}{label('gap', language)}{cells}", indent=2)


def _reason(gap: Gap, language: Language) -> str:
    return REASONS[gap.why][language]


def _draw_implied(console: Console, found: RollUp, language: Language) -> None:
    """Blanks that count as 0."""
    organs: dict[str, int] = {}
    for cell in found.cells.values():
        for share in cell.shares:
            if share.implied:
                organs[share.part.organ] = organs.get(share.part.organ, 0) + 1
    for organ, count in organs.items():
        write(console, label("implied_sums", language, organ=printable(organ), count=count), style="dim")


def _draw_expectation(console: Console, found: RollUp, held: Expectation, language: Language) -> None:
    console.print()
    console.print(Text(label("against_published", language), style="bold cyan"))
    if held.agrees:
        write(console, label("sums_agree", language), indent=2, style="green")
    if held.side:
        write(console, label(f"published_{held.side}", language), indent=2, style="yellow")
    if not held.equal and not held.mismatches:
        write(console, label("nothing_compared", language), indent=2, style="red")
    for mismatch in held.mismatches:
        _draw_mismatch(console, found, mismatch, language)
    if held.not_compared:
        cells = keys_named(found.form, held.not_compared[:_FEW])[language]
        if len(held.not_compared) > _FEW:
            cells = label("more_cells", language, cells=cells, count=len(held.not_compared))
        write(console, label("sums_not_compared", language, cells=cells), indent=2, style="dim")


def _draw_mismatch(console: Console, found: RollUp, mismatch: Mismatch, language: Language) -> None:
    figures = {"sum": _plain(mismatch.sum), "published": _plain(mismatch.published)}
    cell = keys_named(found.form, [mismatch.cell])[language]
    write(console, label("sum_differs", language, cell=cell, **figures), indent=2, style="red")
    if mismatch.explanation is not None:
        write(console, printable(explanation_words(mismatch.explanation, language)), indent=4)


def _plain(figure: Figure) -> str:
    return str(figure) if isinstance(figure, int) else plain_notation(figure)
