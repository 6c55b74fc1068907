"""Random cases for property tests: filled forms that satisfy every relation, and sets of their cells."""

from decimal import Decimal

from hypothesis import strategies as st

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Edition, Kind, edition

Filled = dict[str, Figure]

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
