"""读懂的表述: everything that a report's text was understood to claim, claim by claim, in the order of the text.

It is what `gongkai report claims` shows, so that a person can see why something was or wasn't flagged: what was held
against what, and what was left alone and why. A figure that no claim was made of is there too, as not understood.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from gongkai.core.claims.breakdowns import breakdowns
from gongkai.core.claims.cells import cell_claims
from gongkai.core.claims.counts import counted_lists
from gongkai.core.claims.figures import ToldFigure, told_figures
from gongkai.core.claims.prose import Paragraph, paragraphs, quoted, sentence_around
from gongkai.core.claims.rates import growths, shares
from gongkai.core.claims.scope import Scope, Scopes, own_names_in, with_years_in_words
from gongkai.core.claims.years import told_years
from gongkai.core.findings import Place
from gongkai.core.report import FilledReport

Kind = Literal["cell", "words", "total", "share", "growth", "count", "year", "figure"]
Why = Scope | Literal["about", "strange", "alone"]
"""Whom a figure is about; 'about' where it is not meant exactly (约, 余), 'strange' where a word is not known,
'alone' for growth without last year's figure."""
_Held = tuple[ToldFigure, Kind, tuple[ToldFigure, ...], tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its kind, how the text tells it, its figure and unit, its sentence and where that stands.

    `cells` are the sums of cells that it may mean (kinds 'cell' and 'words'), `figures` what it was held against
    otherwise: parts of a total, the part and bases of a share, both years of a growth, the things listed, the report's
    year. `why` is 'own' where it was held against something, else why it was not.
    """

    kind: Kind
    told: str
    value: Decimal
    unit: str
    why: Why
    quote: str
    at: Place
    start: int
    cells: tuple[tuple[str, ...], ...] = ()
    figures: tuple[Decimal, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it was held against something."""
        return self.why == "own"


def understood(report: FilledReport) -> list[Claim]:
    """The claims of a report, in the order of its text."""
    found = [claim for paragraph in paragraphs(report) for claim in _of_paragraph(report, paragraph)]
    found += _of_lists(report)
    found += _of_years(report)
    return sorted(found, key=lambda claim: (claim.start, claim.kind))


def _of_paragraph(report: FilledReport, paragraph: Paragraph) -> list[Claim]:
    text = paragraph.text
    found = [
        replace(
            _claim(report, paragraph, "words" if one.in_words else "cell", one.figure),
            told=one.told,
            why=one.scope,
            cells=one.readings,
        )
        for one in cell_claims(report, paragraph)
    ]
    seen = {claim.start for claim in found}
    for figure, kind, others, figures in _held_against_figures(text, report.year):
        alone: Why = "alone" if kind == "growth" and len(figures) == 1 else "own"
        found.append(replace(_claim(report, paragraph, kind, figure), figures=figures, why=alone))
        seen |= {paragraph.start + one.start for one in (figure, *others)}
    scopes = Scopes(with_years_in_words(text, report.year), own_names_in(text, report.organ))
    for figure in told_figures(text):
        if paragraph.start + figure.start not in seen:
            scope = scopes.scope(text.rfind("。", 0, figure.start) + 1, figure.start)
            why: Why = "about" if not figure.exact else "strange" if scope == "own" else scope
            found.append(replace(_claim(report, paragraph, "figure", figure), why=why))
    return found


def _held_against_figures(text: str, year: int | None) -> Iterator[_Held]:
    """Totals with their parts, shares with part and base, growth with both years: the figure that is judged, the others
    that it takes with it, the figures of them all."""
    for total in breakdowns(text):
        yield total.total, "total", total.parts, tuple(part.value for part in total.parts)
    for share in shares(text):
        yield share.figure, "share", (), (share.part.value, share.bases[0])
    for growth in growths(with_years_in_words(text, year)):
        last = growth.last
        if last is None and growth.change is not None:
            last = growth.now.value - (growth.change if growth.up else -growth.change)
        yield growth.figure, "growth", (), (growth.now.value,) if last is None else (growth.now.value, last)


def _claim(report: FilledReport, paragraph: Paragraph, kind: Kind, figure: ToldFigure) -> Claim:
    quote, place = quoted(report, paragraph, figure.start, figure.end)
    return Claim(kind, figure.told, figure.value, figure.unit, "own", quote, place, paragraph.start + figure.start)


def _of_lists(report: FilledReport) -> Iterator[Claim]:
    for one in counted_lists(report):
        start, end = sentence_around(report.source, one.start, one.end)
        listed = tuple(Decimal(value) for value in dict.fromkeys((one.least, one.most)) if value is not None)
        quote, place = report.source[start:end].strip(), report.place(start, end)
        yield Claim("count", one.words, Decimal(one.value), "", "own", quote, place, one.start, figures=listed)


def _of_years(report: FilledReport) -> Iterator[Claim]:
    if report.year is None:
        return
    for told in told_years(report):
        quote, place = report.source[told.start : told.end].strip(), report.place(told.start, told.end)
        year = (Decimal(report.year),)
        yield Claim("year", f"{told.year}年", Decimal(told.year), "年", "own", quote, place, told.start, figures=year)
