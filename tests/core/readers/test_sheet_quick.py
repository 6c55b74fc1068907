"""An Excel file read by values alone says exactly what the reading of its parts says, wherever it is read that way."""

import pytest

from gongkai.core.readers import xlsx as whole
from gongkai.core.readers.reading import _quickly, read_flow
from tests.core.readers.test_html_quick import told
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.xlsx_writer import VARIANTS, xlsx


@pytest.mark.parametrize("variant", ["", *VARIANTS])
def test_values_and_parts_say_the_same(variant: str) -> None:
    for number, arrangement in enumerate(one for one in ARRANGEMENTS if one.sound):
        data = xlsx(arrangement.apply(page(report("full", number % 2))), **({variant: True} if variant else {}))
        found = _quickly("xlsx", data)
        assert found is None or told(found) == told(read_flow(whole.flow(data)))


def test_a_plain_file_is_read_by_its_values() -> None:
    assert _quickly("xlsx", xlsx(page(report("full", 0)))) is not None


@pytest.mark.parametrize("variant", ["formulas", "hidden_row", "hidden_sheet"])
def test_a_file_with_formulas_or_hidden_parts_is_not(variant: str) -> None:
    assert variant in VARIANTS
    assert _quickly("xlsx", xlsx(page(report("full", 0)), **{variant: True})) is None
