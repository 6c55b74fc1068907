"""The quick reading of plainly printed tables gives what the general reading gives, cell by cell."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from gongkai.core.fold import fold
from gongkai.core.law.editions import EDITIONS, TABLES, edition
from gongkai.core.readers.plain import PlainTable, plain_table
from gongkai.core.readers.proactive import read_proactive
from gongkai.core.readers.remedies import read_remedies
from gongkai.core.readers.requests import TableReading, read_requests
from gongkai.core.readers.tokens import Tokens, take_apart
from tests.layouts import LAYOUTS, Content, Layout, write
from tests.layouts.forms import contents

DOCUMENTS = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
PLAIN = [layout for layout in LAYOUTS if layout.plain]


def general(tokens: Tokens, key: str, edition_id: str) -> TableReading | None:
    requests = read_requests(tokens, 0, edition_id)
    if key == "requests":
        return requests
    if key == "proactive":
        return read_proactive(tokens, requests.first_word if requests else len(tokens.words), edition_id)
    return read_remedies(tokens, requests.last_word if requests else 0, edition_id)


def plainly_printed(text: str) -> list[tuple[str, PlainTable]]:
    """Every table of the text that the quick reading takes, with the key of its table."""
    found = []
    for key in TABLES:
        tables = [plain_table(text, edition(edition_id).form.table(key)) for edition_id in EDITIONS]
        tables = [table for table in tables if table is not None]
        if tables:
            found.append((key, min(tables, key=lambda table: table.start)))
    return found


def assert_the_same(text: str) -> int:
    """How many tables were compared."""
    tables = plainly_printed(text)
    tokens = take_apart(fold(text))
    for key, quick in tables:
        slow = general(tokens, key, quick.edition)
        assert slow is not None, key
        cells = [cell for row in slow.rows for cell in row.cells or [None]]
        assert [cell and (cell.start, cell.end) for cell in cells] == list(quick.spans), key
        assert [cell and text[cell.start : cell.end] for cell in cells] == list(quick.texts), key
    return len(tables)


@pytest.mark.parametrize("layout", PLAIN, ids=lambda layout: layout.name)
@given(report=contents())
@settings(max_examples=3)
def test_written_tables(layout: Layout, report: Content) -> None:
    assert_the_same(write(report, layout).text)


def test_documents() -> None:
    assert sum(assert_the_same(document.read_text(encoding="utf-8", errors="replace")) for document in DOCUMENTS) > 20


def test_real_reports_are_read_quickly_where_they_are_plain(real_reports: Path) -> None:
    counts = [assert_the_same(path.read_text(encoding="utf-8")) for path in sorted(real_reports.rglob("*.txt"))]
    assert sum(counts) >= 13


def test_a_page_mark_among_the_cells_is_not_plain() -> None:
    table = edition("2021").form.table("remedies")
    heads = "复议后起诉\n" + "结果维持 结果纠正 其他结果 尚未审结 总计 " * 2
    assert plain_table(f"{heads}\n" + "0 " * 15 + "\n", table) is not None
    assert plain_table(f"{heads}\n" + "0 " * 8 + "\n- 5 -\n" + "0 " * 4 + "\n", table) is None
