"""单元格: what stands in a cell is drawn without a template, and escaped."""

from datetime import date

from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.listing import Cell, Column, Row

EVIL = '<i title="x">&'
SAFE = "&lt;i title=&quot;x&quot;&gt;&amp;"


def test_whatever_stands_in_a_cell_is_escaped() -> None:
    assert Cell(EVIL).shown == SAFE
    assert Cell(EVIL, tag="good").shown == f'<span class="tag good">{SAFE}</span>'
    assert Cell(EVIL, isolated=True, address="/a?b=1&c").shown == f'<a href="/a?b=1&amp;c"><bdi>{SAFE}</bdi></a>'
    assert Cell("a", note=EVIL).shown == f"a {SAFE}"
    assert Cell(date(2026, 3, 2)).shown == "<time>2026-03-02</time>"
    assert Cell(date(2026, 3, 2), words="last week").shown == '<time datetime="2026-03-02">last week</time>'


def test_a_row_has_its_heading_first() -> None:
    columns = [Column("a", "A", lambda row: row), Column("b", "B", lambda row: row, number=True)]
    row = Row(7, "x", [(columns[0], Cell("x", depth=2)), (columns[1], Cell(3))], ["A", "B"])
    assert row.shown() == '<th scope="row" class="depth-2">x</th>\n<td data-label="B" class="number">3</td>'
    assert (
        Row(7, "x", [(columns[0], Cell("x")), (columns[1], Cell(None))], ["A", "B"])
        .shown()
        .endswith('\n<td class="number"></td>')
    )


def test_an_address_is_the_route_s_own() -> None:
    assert [address_of("organs:organ", pk) for pk in (1, 987_654_321)] == [
        "/staff/organs/1/",
        "/staff/organs/987654321/",
    ]
