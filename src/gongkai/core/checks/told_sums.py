"""文字分项之和: whether the parts that a sentence gives a total add up to it (TXT.SUM)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.breakdowns import Breakdown, breakdowns
from gongkai.core.claims.figures import plain, told_figures
from gongkai.core.claims.prose import Paragraph, paragraphs, quoted
from gongkai.core.findings import Finding, Severity
from gongkai.core.report import FilledReport

_CARRIED_IN = "requests.carried_in.total"
_MANY = 3


def check_told_sums(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.SUM: an error where the parts exceed their total, or fall short in a list that claims to be whole; a warning
    where three or more parts fill their sentence and fall short."""
    for paragraph in paragraphs(report):
        for one in breakdowns(paragraph.text):
            yield from _judged(report, paragraph, one)


def _judged(report: FilledReport, paragraph: Paragraph, one: Breakdown) -> Iterator[Finding]:
    total = one.total.value
    sums = list(accumulate(part.value for part in one.parts))
    if one.claim == "results":
        carried = one.carried_in.value if one.carried_in else report.value(_CARRIED_IN)
        if carried is None or sums[-1] == total:
            return  # the total may have what was carried in already
        total += carried
    elif _another_total(paragraph.text, one, sums):
        return
    if sums[-1] == total or (one.claim != "results" and total in sums[1:]):
        return  # what follows a part of the list that adds up divides the total in another way
    severity: Severity = "error"
    if sums[-1] > total:
        if one.claim != "results" and _may_exceed(report, paragraph.text, one):
            return
    elif not one.whole:
        if len(one.parts) < _MANY or not one.fills:
            return
        severity = "warning"
    yield _finding(report, paragraph, one, total, sums[-1], severity)


def _may_exceed(report: FilledReport, text: str, one: Breakdown) -> bool:
    """Whether the parts may be more than the total without a mistake: one thing in two parts, parts of several totals
    together, results of applications that were carried in."""
    values = [part.value for part in one.parts]
    total, found = one.total.value, sum(values)
    if not one.excluding or total in values or found <= sum(_told_before(text, one), total):
        return True
    carried = report.value(_CARRIED_IN)
    return one.of_results and (carried is None or found <= total + carried)


def _told_before(text: str, one: Breakdown) -> list[Decimal]:
    """The figures of the total's unit before it in its sentence."""
    start = max(text.rfind(sign, 0, one.total.start) for sign in "。\n") + 1
    return [figure.value for figure in told_figures(text[start : one.total.start]) if figure.unit == one.total.unit]


def _another_total(text: str, one: Breakdown, sums: Sequence[Decimal]) -> bool:
    """Whether the parts add up to another figure told before them in the sentence, or to two together."""
    told = [*_told_before(text, one), one.total.value]
    return any(value in sums for value in [*told[:-1], *(first + second for first, second in pairwise(told))])


def _finding(
    report: FilledReport, paragraph: Paragraph, one: Breakdown, total: Decimal, found: Decimal, severity: Severity
) -> Finding:
    quote, place = quoted(report, paragraph, one.total.start, one.end)
    details = {
        "variant": "results" if one.claim == "results" else "more" if found > total else "less",
        "total": f"{total}{one.total.unit}",
        "parts": " + ".join(str(part.value) for part in one.parts),
        "sum": str(found),
        "difference": str(abs(total - found)),
    }
    return Finding(
        "TXT.SUM",
        severity,
        expected=plain(total),
        found=plain(found),
        details=details,
        quote=quote,
        at=place,
    )
