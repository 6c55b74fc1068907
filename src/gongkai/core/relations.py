"""勾稽关系: which of a form's relations hold, which are proved broken, which can't be decided.

A relation says that the cells of its one side add up to those of the other (`form.relations`). The printed
one is the note in the head of table 3, 第一项加第二项之和，等于第三项加第四项之和; the sums of 总计 follow
from the layout of the form (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号).

Everything here is arithmetic over `values`, a list that runs parallel to `form.cells`; a cell without a value
is None, whether blank, missing or unclear. Cells of relations are counts (件), whole numbers of at least 0,
so a cell without a value may be any of 0, 1, 2, … That alone proves a relation broken when the printed cells
of one side already come to more than a complete other side; and it forces cells to be 0 when they come to
exactly as much.

>>> from gongkai.core.law.editions import edition
>>> form = edition("2021").form
>>> values = [0] * len(form.cells)
>>> values[form.index["remedies.reconsideration.upheld"]] = 1
>>> [(relation.code, relation.at) for relation in broken(form, values)]
[('T4.SUM', 'reconsideration')]
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import Any

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, Relation, mixed_form

Values = Sequence[Figure | None]


class Verdict(Enum):
    """What can be said of a relation.

    HOLDS: every cell has a value and both sides are equal. BROKEN: no values of at least 0 for the cells
    without one make the sides equal. UNPROVEN: some would, others would not.
    """

    HOLDS = "holds"
    BROKEN = "broken"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one relation.

    `unknown` are its cells without a value. `zeros` is empty unless the relation is broken only together with
    others: then it names those of its unknown cells that the relations of `relies_on` force to be 0, and no
    report can satisfy this relation and those at once. Which of them is wrong, arithmetic can't say.
    """

    relation: Relation
    verdict: Verdict
    unknown: tuple[int, ...] = ()
    zeros: tuple[int, ...] = ()
    relies_on: tuple[Relation, ...] = ()


Side = Callable[[Values], Sequence[Any]]


def _side(cells: tuple[int, ...]) -> Side:
    """Takes the cells of one side out of a list of values, as a sequence also where it is a single cell."""
    if len(cells) == 1:
        return itemgetter(slice(cells[0], cells[0] + 1))
    return itemgetter(*cells)


@cache
def _sides(proactive: str, requests: str, remedies: str) -> tuple[tuple[Judgement, Side, Side], ...]:
    """Each relation of the form whose tables follow these editions (nothing else tells two forms apart): its
    judgement where it holds, made beforehand, and its sides."""
    relations = mixed_form(proactive, requests, remedies).relations
    return tuple((Judgement(r, Verdict.HOLDS), _side(r.plus), _side(r.minus)) for r in relations)


def sums(relation: Relation, values: Values) -> tuple[Figure, Figure]:
    """The sums of the cells that have a value, of `plus` and of `minus`."""
    plus, minus = ([values[cell] or 0 for cell in side] for side in (relation.plus, relation.minus))
    return sum(plus), sum(minus)


def broken(form: Form, values: Sequence[Figure]) -> list[Relation]:
    """The relations that do not hold in a report whose every cell of a relation has a value, in the form's
    order.

    Raises TypeError where such a cell has none; `judge` is for those reports.
    """
    return [
        holds.relation
        for holds, plus, minus in _sides(**form.table_editions)
        if sum(plus(values)) != sum(minus(values))
    ]


def judge(form: Form, values: Values) -> list[Judgement]:
    """The judgement on every relation of the form, in the form's order."""
    found: list[Judgement] = []
    incomplete = False
    for holds, plus, minus in _sides(**form.table_editions):
        left, right = plus(values), minus(values)
        if None in left or None in right:
            incomplete = True
            found.append(_judge_incomplete(holds.relation, values))
        elif sum(left) == sum(right):
            found.append(holds)
        else:
            found.append(Judgement(holds.relation, Verdict.BROKEN))
    return _judge_together(found, values) if incomplete else found


def implied_zeros(form: Form, values: Values, blank: Collection[int]) -> dict[int, Relation]:
    """The cells of `blank` that the relations force to be 0, each with the relation that forces it.

    A relation forces its unknown cells to be 0 when they all stand on one side and its known cells are equal
    already; these zeros may then force others. Cells that are missing or unclear take part in the reasoning,
    but only those of `blank`, the cells where the form was left empty, are answered. No zero is taken from a
    relation that is broken, nor from those that contradict another one when their zeros are put in: one of
    them must be wrong.
    """
    usable = list(form.relations)
    while True:
        zeros = _forced_zeros(usable, values)
        contradicted = _contradicted(usable, values, zeros)
        if not contradicted:
            return {cell: relation for cell, relation in sorted(zeros.items()) if cell in blank}
        doubtful = [r for relation in contradicted for r in (relation, *_reasons(relation, zeros))]
        usable = [relation for relation in usable if relation not in doubtful]


def _unknown(relation: Relation, values: Values) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cells without a value, of `plus` and of `minus`."""
    return (
        tuple([cell for cell in relation.plus if values[cell] is None]),
        tuple([cell for cell in relation.minus if values[cell] is None]),
    )


def _is_broken(relation: Relation, values: Values) -> bool:
    """Whether the known cells alone rule the relation out: one side is complete, the other comes to more
    already."""
    plus_unknown, minus_unknown = _unknown(relation, values)
    left, right = sums(relation, values)
    return (left > right and not minus_unknown) or (right > left and not plus_unknown)


def _judge_incomplete(relation: Relation, values: Values) -> Judgement:
    plus_unknown, minus_unknown = _unknown(relation, values)
    verdict = Verdict.BROKEN if _is_broken(relation, values) else Verdict.UNPROVEN
    return Judgement(relation, verdict, plus_unknown + minus_unknown)


def _judge_together(judgements: list[Judgement], values: Values) -> list[Judgement]:
    """The same judgements, where those that the zeros forced by other relations rule out are broken."""
    relations = [judgement.relation for judgement in judgements]
    zeros = _forced_zeros(relations, values)
    contradicted = _contradicted(relations, values, zeros)
    return [
        Judgement(
            judgement.relation,
            Verdict.BROKEN,
            judgement.unknown,
            tuple(cell for cell in judgement.unknown if cell in zeros),
            _reasons(judgement.relation, zeros),
        )
        if judgement.relation in contradicted
        else judgement
        for judgement in judgements
    ]


def _forced_zeros(relations: Iterable[Relation], values: Values) -> dict[int, Relation]:
    """The cells that `relations` force to be 0, each with the first relation that does, until no more are
    found."""
    filled = list(values)
    reasons: dict[int, Relation] = {}
    waiting = [relation for relation in relations if any(_unknown(relation, filled))]
    before = -1
    while len(reasons) != before:
        before = len(reasons)
        for relation in waiting:
            for cell in _must_be_zero(relation, filled):
                filled[cell] = 0
                reasons[cell] = relation
    return reasons


def _must_be_zero(relation: Relation, values: Values) -> tuple[int, ...]:
    """The unknown cells of the relation when they all stand on one side and nothing is left for them."""
    plus_unknown, minus_unknown = _unknown(relation, values)
    if plus_unknown and minus_unknown:
        return ()
    left, right = sums(relation, values)
    return plus_unknown + minus_unknown if left == right else ()


def _contradicted(relations: Iterable[Relation], values: Values, zeros: dict[int, Relation]) -> list[Relation]:
    """The relations that are broken with `zeros` put in, and not without."""
    filled = [0 if cell in zeros else value for cell, value in enumerate(values)]
    return [
        relation
        for relation in relations
        if not zeros.keys().isdisjoint((*relation.plus, *relation.minus))
        and _is_broken(relation, filled)
        and not _is_broken(relation, values)
    ]


def _reasons(relation: Relation, zeros: dict[int, Relation]) -> tuple[Relation, ...]:
    """The relations that force the zeros among the cells of `relation`, and those behind them in turn."""
    found: list[Relation] = []
    looking_at = [relation]
    while looking_at:
        looked_at = looking_at.pop()
        for cell in (*looked_at.plus, *looked_at.minus):
            reason = zeros.get(cell)
            if reason is not None and reason not in found:
                found.append(reason)
                looking_at.append(reason)
    return tuple(found)
