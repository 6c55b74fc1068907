"""与公布数对照: the sum beside a published report: where they differ, and which organ's report explains it.

An explanation is given only where exactly one report fits, looked for in this order: a report left out of the published
figures, or counted twice, on every cell at once; a report that contradicts itself by just the difference in that very
cell; then, in the one cell, a figure left out, counted twice, or with two digits exchanged or a digit too many or few.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.core.compare import comparable
from gongkai.core.findings import Figure
from gongkai.core.relations import Verdict, judge, sums
from gongkai.core.report import KNOWN, FilledReport
from gongkai.core.rollup.add import Part, RollUp

FEW = 8
"""Cells that may differ by slips: where more do, a figure that fits in one of them fits by chance, and nobody is named
for it."""

Kind = Literal["left_out", "counted_twice", "contradicts_itself", "cell_left_out", "cell_twice", "slip"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one report explains a difference. For a slip, `meant` is the figure that the published sum took for it."""

    kind: Kind
    part: Part
    meant: Figure | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A cell whose sum is known and differs from the published figure, with the one explanation there is, if any."""

    cell: str
    sum: Figure
    published: Figure
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """The sum beside a published report: mismatches, and the cells that could not be compared (no sum, no published
    value, or another form). `equal` counts those that agree."""

    mismatches: tuple[Mismatch, ...]
    not_compared: tuple[str, ...]
    equal: int = 0

    @property
    def agrees(self) -> bool:
        """Whether something could be compared, and nothing differs."""
        return bool(self.equal) and not self.mismatches

    @property
    def side(self) -> Literal["more", "less", ""]:
        """Where many cells differ and no report explains them all: whether what is published is everywhere more than
        the sum, or everywhere less, as where reports are lacking here or there."""
        explained = self.mismatches and self.mismatches[0].explanation
        if len(self.mismatches) <= FEW or (explained and explained.kind in ("left_out", "counted_twice")):
            return ""
        more = [one.published > one.sum for one in self.mismatches]
        return "more" if all(more) else "" if any(more) else "less"


def expect(found: RollUp, published: FilledReport) -> Expectation:
    """The sum held against the published report, cell by cell."""
    differing: dict[str, tuple[Figure, Figure]] = {}
    equal: list[str] = []
    open_cells: list[str] = []
    for key, cell in found.cells.items():
        value = _published(published, found, key)
        if cell.value is None or value is None:
            open_cells.append(key)
        elif cell.value == value:
            equal.append(key)
        else:
            differing[key] = (cell.value, value)
    whole = _whole_report(found, differing, equal)
    ways = _WAYS if len(differing) <= FEW else _WAYS[:1]
    mismatches = tuple(
        Mismatch(key, added, value, whole or _of_cell(found, key, value - added, ways))
        for key, (added, value) in differing.items()
    )
    return Expectation(mismatches, tuple(open_cells), len(equal))


def _published(published: FilledReport, found: RollUp, key: str) -> Figure | None:
    index = published.form.index.get(key)
    if index is None or not comparable(key, published.form, found.form):
        return None
    return published.values[index] if published.states[index] >= KNOWN else None


def _share(found: RollUp, key: str, part: Part) -> Figure:
    return next((share.value for share in found.cells[key].shares if share.part is part), 0)


def _whole_report(
    found: RollUp, differing: dict[str, tuple[Figure, Figure]], equal: Sequence[str]
) -> Explanation | None:
    """The one report that was left out of, or counted twice in, everything published. It takes at least two cells to
    tell that from a slip in one."""
    if len(differing) < 2:
        return None
    kinds: tuple[tuple[Kind, int], ...] = (("left_out", -1), ("counted_twice", 1))
    fitting = [
        Explanation(kind, part)
        for kind, sign in kinds
        for part in found.parts
        if all(value - added == sign * _share(found, key, part) for key, (added, value) in differing.items())
        and not any(_share(found, key, part) for key in equal)
    ]
    return fitting[0] if len(fitting) == 1 else None


Way = Callable[[RollUp, str, Figure], Iterator[Explanation]]


def _of_cell(found: RollUp, key: str, difference: Figure, ways: Sequence[Way]) -> Explanation | None:
    """The one report that explains the difference in a cell, by the first way that any does."""
    for way in ways:
        fitting = list(way(found, key, difference))
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _contradicting(found: RollUp, key: str, difference: Figure) -> Iterator[Explanation]:
    """Reports of which a broken relation would hold with the difference put into the cell."""
    for part in found.parts:
        report = part.report
        index = report.form.index.get(key)
        if index is None or report.values[index] is None:
            continue
        for judgement in judge(report.form, report.values):
            relation = judgement.relation
            if judgement.verdict is not Verdict.BROKEN or judgement.unknown:
                continue
            plus, minus = sums(relation, report.values)
            if difference == (minus - plus if index in relation.plus else plus - minus) and (
                index in relation.plus or index in relation.minus
            ):
                value = report.values[index]
                assert value is not None
                yield Explanation("contradicts_itself", part, value + difference)
                break


def _single(found: RollUp, key: str, difference: Figure) -> Iterator[Explanation]:
    for share in found.cells[key].shares:
        if share.value and share.value == -difference:
            yield Explanation("cell_left_out", share.part)
        elif share.value and share.value == difference:
            yield Explanation("cell_twice", share.part)


def _slipped(found: RollUp, key: str, difference: Figure) -> Iterator[Explanation]:
    for share in found.cells[key].shares:
        meant = share.value + difference
        if any(meant == slip for slip in _slips(share.value)):
            yield Explanation("slip", share.part, meant)


def _slips(value: Figure) -> Iterator[Figure]:
    """What a person may write for the figure: two neighbours exchanged, a digit doubled, lost, or a 0 too many."""
    digits = str(value)
    make: Callable[[str], Figure] = Decimal if isinstance(value, Decimal) else int
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        if left.isdigit() and right.isdigit() and left != right:
            yield make(digits[:place] + right + left + digits[place + 2 :])
    for place, digit in enumerate(digits):
        if digit.isdigit() and len(digits.lstrip("-")) > 1:
            yield make(digits[:place] + digits[place + 1 :])
        if digit.isdigit():
            yield make(digits[:place] + digit + digits[place:])
    if isinstance(value, int):
        yield value * 10


_WAYS: tuple[Way, ...] = (_contradicting, _single, _slipped)
