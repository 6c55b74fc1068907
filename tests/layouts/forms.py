"""Forms to write: consistent ones, forms with one cell changed, forms with blanks, zeros printed in many
ways."""

import random
from typing import Any

from hypothesis import strategies as st

from gongkai.core.law.editions import mixed_form
from tests.layouts.document import Content, content
from tests.strategies import consistent_form

Values = dict[str, Any]

EDITION_MIXES = (
    ("2021", "2021", "2021", 2022),
    ("2019", "2019", "2019", 2020),
    ("2021", "2019", "2019", 2021),
    ("2019", "2019", "2019", 2021),
)
"""Editions of tables 2, 3 and 4, and the report year, as found in real reports."""


@st.composite
def contents(draw: st.DrawFn, blanks: bool = False, marks: bool = False, changed: bool = False) -> Content:
    """A form to write: consistent; with `blanks` some cells are blank; with `marks` zeros are printed as /
    - — 无 and other figures with signs and units; with `changed` one cell of table 3 or 4 no longer fits
    its relations."""
    *editions, year = draw(st.sampled_from(EDITION_MIXES))
    chance = random.Random(draw(st.integers(0, 2**32)))
    form = mixed_form(*editions)
    filled = {edition_id: draw(consistent_form(edition_id)) for edition_id in sorted(set(editions))}
    values: Values = {cell.key: filled[cell.table.edition][cell.key] for cell in form.cells}
    if changed:
        key = draw(st.sampled_from([key for key in form.keys if not key.startswith("proactive.")]))
        values[key] = max(0, values[key] + draw(st.sampled_from([-1, 1, 2, 10, 100]))) if values[key] else 1
    if marks:
        for cell in form.cells:
            values[cell.key] = _marked(values[cell.key], cell.column.kind, chance)
    if blanks:
        share = draw(st.sampled_from([0.1, 0.5, 0.95]))
        for key in form.keys:
            if chance.random() < share:
                values[key] = ""
    return content(form, values, year)


def _marked(value: Any, kind: str, chance: random.Random) -> Any:
    if value == 0 and chance.random() < 0.5:
        return chance.choice(["/", "-", "—", "无", "0"])
    if kind == "signed" and value:
        return f"减{-value}" if value < 0 and chance.random() < 0.5 else value
    if kind == "amount_wan" and value:
        return chance.choice([f"{value:f}万元", f"{(value * 10000).normalize():f}元", value])
    return value
