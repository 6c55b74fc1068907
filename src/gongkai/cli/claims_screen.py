"""读懂的表述: what a report's text was understood to claim, drawn for a person: sentence by sentence, each figure with
what it was held against, or why it was not."""

from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.text import Text

from gongkai.cli.labels import KINDS_OF_CLAIMS, REASONS, label, place_label
from gongkai.cli.report_screen import draw_head
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.checks.catalogue import message
from gongkai.core.checks.labels import keys_named
from gongkai.core.claims.readings import sum_of
from gongkai.core.claims.understood import Claim
from gongkai.core.findings import Figure, Finding, Language
from gongkai.core.report import FilledReport
from gongkai.core.writers.as_json import plain_notation

_BETWEEN = {"total": " + ", "share": " ÷ ", "growth": " ← ", "count": "–"}


def draw_claims(name: str, report: FilledReport, claims: list[Claim], findings: list[Finding], look: Look) -> bytes:
    """Head, how many figures were held against something, and the claims by sentence."""
    console = canvas(look)
    language = look.language
    draw_head(console, name, report, look)
    held = sum(claim.held for claim in claims)
    console.print(Text(label("claims_counted", language, held=held, left=len(claims) - held), style="dim"))
    for quote, same in groupby(claims, key=attrgetter("quote")):
        of_sentence = list(same)
        console.print()
        write(console, printable(quote))
        console.print(Text(f"  {place_label(of_sentence[0].at, language)}", style="dim"))
        for claim in of_sentence:
            _draw_claim(console, report, claim, language)
        for finding in findings:
            if finding.quote == quote:
                write(
                    console,
                    f"{finding.code}{label('colon', language)}{message(finding, language)}",
                    indent=2,
                    style="red",
                )
    console.print()
    return drawn(console)


def _draw_claim(console: Console, report: FilledReport, claim: Claim, language: Language) -> None:
    colon = label("colon", language)
    told = f"{KINDS_OF_CLAIMS[claim.kind][language]}{colon}{printable(claim.told)}"
    if not claim.held:
        write(console, f"{told}{label('gap', language)}{REASONS[claim.why][language]}", indent=2, style="dim")
        return
    said = _reading(report, claim, language) if claim.cells else _figures(claim, language)
    write(console, f"{told}{label('gap', language)}{label('held', language, against=said)}", indent=2)


def _figures(claim: Claim, language: Language) -> str:
    """The figures a claim was held against: 12 + 3, 6 ÷ 20, 20 ← 16."""
    figures = [_plain(figure) for figure in claim.figures]
    return _BETWEEN.get(claim.kind, ", ").join(figures)


def _reading(report: FilledReport, claim: Claim, language: Language) -> str:
    """The sum of cells that the figure is, else the one that its words usually mean, and how many others there are."""
    sums = [sum_of(report, cells) for cells in claim.cells]
    place = sums.index(claim.value) if claim.value in sums else 0
    total = sums[place]
    value = label("no_figure", language) if total is None else _plain(total)
    named = f"{keys_named(report.form, claim.cells[place])[language]} {value}"
    if claim.value in sums:
        return f"{named}{label('agrees', language)}"
    if total is None:
        return named
    others = len(sums) - 1
    return f"{named}{label('disagrees', language)}{label('other_readings', language, count=others) if others else ''}"


def _plain(value: Figure) -> str:
    return str(value) if isinstance(value, int) else plain_notation(value)
