"""文字里的占比与增减: whether shares and growth follow from their figures (TXT.PCT, TXT.GROWTH).

A rate told with so many decimals is right within one unit of the last: offices round, and some cut off.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.cells import CellClaim, cell_claims
from gongkai.core.claims.figures import ToldFigure, plain
from gongkai.core.claims.prose import Paragraph, paragraphs, quoted
from gongkai.core.claims.rates import Growth, Share, growths, shares
from gongkai.core.claims.readings import sum_of
from gongkai.core.claims.scope import with_years_in_words
from gongkai.core.findings import Figure, Finding
from gongkai.core.report import FilledReport

_GROWTH = re.compile("增|减|升|降|提高|多|少")
_TABLE_BASES = ("requests.new_received.total", "requests.carried_in.total", "requests.results_total.total")


def check_told_rates(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.PCT for each share that no total told in its paragraph, nor of table 3, gives; TXT.GROWTH for each growth
    that does not follow from last year's figure, as told beside it or as in last year's report."""
    for paragraph in paragraphs(report):
        if "占" in paragraph.text:
            for share in shares(paragraph.text):
                yield from _judged_share(report, paragraph, share)
        if _GROWTH.search(paragraph.text):
            claims = cell_claims(report, paragraph) if known.previous is not None else []
            for growth in growths(with_years_in_words(paragraph.text, report.year)):
                yield from _judged_growth(report, known, paragraph, growth, claims)


def _judged_share(report: FilledReport, paragraph: Paragraph, share: Share) -> Iterator[Finding]:
    bases = [*share.bases, *_bases_of_table(report)]
    rates = [share.part.value * 100 / base for base in bases if base]
    together = [value * 100 / base for value in share.together for base in bases if base]
    if not rates or any(_agree(share.figure, rate) for rate in (*rates, *together)):
        return
    details: dict[str, Any] = {
        "variant": "main",
        "part": share.part.told,
        "base": f"{plain(share.bases[0])}{share.part.unit}",
    }
    yield _finding(report, paragraph, "TXT.PCT", (share.part, share.figure), rates[0], details)


def _bases_of_table(report: FilledReport) -> list[Decimal]:
    new, carried, results = (report.value(key) for key in _TABLE_BASES)
    both = None if new is None or carried is None else new + carried
    return [Decimal(value) for value in (new, both, results) if value]


def _judged_growth(
    report: FilledReport, known: Known, paragraph: Paragraph, growth: Growth, claims: list[CellClaim]
) -> Iterator[Finding]:
    now, sign = growth.now.value, 1 if growth.up else -1
    details: dict[str, Any] = {
        "now": growth.now.told,
        "direction": {"zh": "增加" if growth.up else "减少", "en": "up" if growth.up else "down"},
    }
    told_last = growth.last
    last_figure = told_last if told_last is not None else _last_in_table(report, known, growth, claims)
    if last_figure is None:
        if growth.change is not None and (last := now - sign * growth.change) > 0:
            rate = growth.change * 100 / last
            if not _agree(growth.figure, rate):
                details |= {"variant": "change", "last": plain(last), "change": plain(growth.change)}
                yield _finding(report, paragraph, "TXT.GROWTH", (growth.now, growth.figure), rate, details)
        return
    change = (now - last_figure) * sign
    if growth.figure.unit != "%":
        right, wanted = change == growth.figure.value, abs(change)
    elif last_figure == 0:
        return
    else:
        wanted = abs(change) * 100 / last_figure
        right = change >= 0 and _agree(growth.figure, wanted)
    if not right:
        source = "told" if told_last is not None else "previous"
        wrong_way = "_way" if change < 0 else ""
        details |= {"variant": f"{source}{wrong_way}", "last": plain(last_figure)}
        yield _finding(report, paragraph, "TXT.GROWTH", (growth.now, growth.figure), wanted, details)


def _last_in_table(report: FilledReport, known: Known, growth: Growth, claims: list[CellClaim]) -> Decimal | None:
    """Last year's figure of the cells that the figure tells rightly, in last year's report; None where it is not known,
    or where more than one figure would do."""
    old = known.previous
    if old is None or not growth.last_year or old.year is None or report.year is None or old.year != report.year - 1:
        return None
    claim = next((one for one in claims if one.figure.start == growth.now.start and one.scope == "own"), None)
    if claim is None:
        return None
    fits = [cells for cells in claim.readings if sum_of(report, cells) == growth.now.value]
    found = {sum_of(old, cells) for cells in fits if all(key in old.form.index for key in cells)}
    last = found.pop() if len(found) == 1 else None
    return None if last is None else Decimal(last)


def _agree(told: ToldFigure, rate: Decimal) -> bool:
    decimals = -int(told.value.as_tuple().exponent)
    return abs(told.value - rate) < Decimal(1).scaleb(-max(decimals, 0))


def _finding(
    report: FilledReport,
    paragraph: Paragraph,
    code: str,
    figures: tuple[ToldFigure, ToldFigure],
    wanted: Decimal,
    details: dict[str, Any],
) -> Finding:
    quote, place = quoted(report, paragraph, figures[0].start, figures[1].end)
    told = figures[1]
    decimals = max(-int(told.value.as_tuple().exponent), 0)
    expected: Figure = plain(
        wanted.quantize(Decimal(1).scaleb(-max(decimals, 2 if told.unit == "%" else 0)), ROUND_HALF_UP)
    )
    return Finding(
        code,
        "error",
        expected=expected,
        found=plain(told.value),
        details={**details, "told": f"{plain(told.value)}{told.unit}", "expected": f"{expected}{told.unit}"},
        quote=quote,
        at=place,
    )
