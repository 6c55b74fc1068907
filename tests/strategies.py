"""Random cases for property tests: filled forms that satisfy every relation, sets of their cells, facts of requests."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gongkai.core.clock.events import CHINA, Event
from gongkai.core.findings import Figure
from gongkai.core.law.editions import Edition, Kind, edition

Filled = dict[str, Figure]
_DAY = timedelta(days=1)

COUNTS = st.one_of(st.just(0), st.integers(0, 9), st.integers(10, 300), st.integers(301, 20_000))
FIGURES: dict[Kind, st.SearchStrategy[Figure]] = {
    "count": COUNTS,
    "signed": st.integers(-300, 300),
    "amount_wan": st.integers(0, 10**10).map(lambda millionths: Decimal(millionths) / 10**6),
}
editions = st.sampled_from(["2019", "2021"])


@st.composite
def consistent_form(draw: st.DrawFn, edition_id: str) -> Filled:
    """Every cell of the edition by key, in the form's order, with figures that satisfy every relation: mostly
    zeros as in a quiet office, or many and large ones as in a province."""
    chosen = edition(edition_id)
    filled: Filled = {
        cell.key: draw(FIGURES[cell.column.kind]) for cell in chosen.form.cells if cell.table.key == "proactive"
    }
    parts = [cell.key for cell in chosen.form.cells if cell.table.key != "proactive"]
    figures = draw(st.one_of(_few(parts), _many(parts)))
    _add_up(chosen, filled, figures, draw(st.integers(0, 10)))
    return {key: filled[key] for key in chosen.form.keys}


def _few(keys: list[str]) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(keys), COUNTS, max_size=25)


def _many(keys: list[str]) -> st.SearchStrategy[dict[str, int]]:
    lists = st.lists(COUNTS, min_size=len(keys), max_size=len(keys))
    return lists.map(lambda figures: dict(zip(keys, figures, strict=True)))


def _add_up(chosen: Edition, filled: Filled, figures: dict[str, int], tenths: int) -> None:
    """Fill tables 3 and 4: parts from `figures`, totals by adding up; of the requests handled, so many tenths
    had been carried in and the rest were new."""
    requests, remedies = chosen.form.table("requests"), chosen.form.table("remedies")
    results = [row.key for row in requests.rows][2:-2]
    for column in requests.rows[0].columns[:-1]:

        def cell(row: str, column: str = column.key) -> str:
            return f"requests.{row}.{column}"

        for row in (*results, "carried_out"):
            filled[cell(row)] = figures.get(cell(row), 0)
        filled[cell("results_total")] = sum(filled[cell(row)] for row in results)
        handled = int(filled[cell("results_total")] + filled[cell("carried_out")])
        filled[cell("carried_in")] = handled * tenths // 10
        filled[cell("new_received")] = handled - handled * tenths // 10
    for table in (requests, remedies):
        for line in table.rows:
            keys = [f"{table.key}.{line.key}.{column.key}" for column in line.columns]
            for key in keys[:-1]:
                filled.setdefault(key, figures.get(key, 0))
            filled[keys[-1]] = sum(filled[key] for key in keys[:-1])


@st.composite
def some_cells(draw: st.DrawFn, edition_id: str) -> set[str]:
    """Some cells of the edition: a few, most, or whole rows and columns of table 3."""
    form = edition(edition_id).form
    few = st.sets(st.sampled_from(form.keys), max_size=30)
    most = few.map(lambda kept: set(form.keys) - kept)
    row_names = sorted({cell.row.key for cell in form.cells})
    column_names = sorted({cell.column.key for cell in form.cells})
    rows = st.sets(st.sampled_from(row_names)).map(lambda names: {c.key for c in form.cells if c.row.key in names})
    columns = st.sets(st.sampled_from(column_names)).map(
        lambda names: {c.key for c in form.cells if c.column.key in names}
    )
    chosen: set[str] = draw(st.one_of(few, most, rows, columns))
    return chosen


# ---- Facts of a request ----------------------------------------------------------------------------------------------

_FACTS = [
    *({"kind": kind} for kind in ("confirmed", "supplemented", "reasons_asked", "reasons_given", "fee_notified")),
    *({"kind": kind} for kind in ("fee_notice_received", "paid", "replied", "withdrawn")),
    *({"kind": f"{whom}_asked", "about": name} for whom in ("third_party", "co_maker", "organ") for name in "甲乙"),
    *({"kind": f"{whom}_received", "about": name} for whom in ("third_party", "co_maker") for name in "甲乙"),
    *({"kind": f"{whom}_answered", "about": "甲", "answer": "consent"} for whom in ("third_party", "co_maker")),
    {"kind": "third_party_answered", "about": "乙", "answer": "objection"},
    {"kind": "organ_answered", "about": "甲"},
    *({"kind": "extended", "days": days, "consent_by": "王某"} for days in (5, 20, 25)),
    {"kind": "extended", "days": 10},
    *({"kind": "served", "route": route} for route in ("post", "in_person")),
    *({"kind": "closed", "outcome": outcome} for outcome in ("uncorrected", "unpaid")),
]


@st.composite
def facts(draw: st.DrawFn, first: date, last: date, most: int = 8) -> list[Event]:
    """Facts of a request between two days, its submission not among them, each recorded within a month; now and then
    one is taken back. They need not make sense together."""
    days = st.dates(first, last)
    found: list[Event] = []
    for number, fact in enumerate(draw(st.lists(st.sampled_from(_FACTS), max_size=most))):
        found.append(_recorded(draw, fact, draw(days), f"{number}"))
    for kind in draw(st.lists(st.sampled_from(["supplement_asked", "delayed"]), max_size=2)):
        until = None if kind == "supplement_asked" and draw(st.booleans()) else draw(st.dates(last, last + _DAY * 60))
        found.append(_recorded(draw, {"kind": kind, "until": until}, draw(days), kind))
    if found and draw(st.booleans()):
        wrong = draw(st.sampled_from(found))
        back = {"kind": "retracted", "about": wrong.id, "reason": "登记错误"}
        found.append(replace(_recorded(draw, back, draw(days), "back"), recorded_at=wrong.recorded_at + 3 * _DAY))
    return found


def _recorded(draw: st.DrawFn, fact: dict[str, Any], day: date, name: str) -> Event:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)
    return Event(on=day, recorded_at=noon + _DAY * draw(st.integers(0, 30)), id=name, **fact)
