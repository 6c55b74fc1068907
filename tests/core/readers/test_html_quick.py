"""A page read from its bytes says exactly what its tree says, wherever it is read that way at all."""

from typing import Any

import pytest

from gongkai.core.readers.html import flow, quick_page
from gongkai.core.readers.reading import _quickly, read, read_flow
from gongkai.core.report import FilledReport
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import FILLED, report
from tests.kinds.html_writer import VARIANTS, html
from tests.kinds.pages import page

FULL = [name for name in FILLED if "blank" not in name and "first" not in name]


def told(found: FilledReport) -> dict[str, Any]:
    """What a reading says, but for how the lines of a page are spaced."""
    sections = {key: "".join(text.split()) for key, text in found.sections.items() if text is not None}
    places = [found.at(index) for index in range(len(found.states))]
    about = (found.organ, found.year, found.edition, found.metadata)
    return {"states": found.states, "values": found.values, "at": places, "sections": sections, "about": about}


@pytest.mark.parametrize("place", range(len(VARIANTS)))
def test_bytes_and_tree_say_the_same(place: int) -> None:
    for number, arrangement in enumerate(ARRANGEMENTS):
        if (number + place) % 4:
            continue
        data = html(arrangement.apply(page(report(FULL[place % len(FULL)], place % 2))), **VARIANTS[place])
        assert told(read(data)) == told(read_flow(flow(data)))


@pytest.mark.parametrize(
    "variant", [{}, {"runs": "word", "around": "word"}, {"runs": "word", "around": "cms"}], ids=str
)
def test_pages_as_word_and_sites_write_them_need_no_tree(variant: dict[str, Any]) -> None:
    assert _quickly("html", html(page(report("full", 0)), **variant)) is not None


def test_a_page_whose_sums_do_not_hold_is_read_by_its_tree() -> None:
    written = html(page(report("full", 0))).decode()
    start = written.index("<td>", written.index("一、本年新收政府信息公开申请数量"))
    data = f"{written[:start]}<td>9876</td>{written[written.index('</td>', start) + 5 :]}".encode()
    assert quick_page(data) is not None
    assert _quickly("html", data) is None
    assert read(data).value("requests.new_received.natural") == 9876
