"""A Word file read from its bytes says exactly what the walk over its tree says, wherever it is read that way."""

import pytest

from gongkai.core.readers import docx as whole
from gongkai.core.readers.reading import _quickly, read_flow
from gongkai.core.readers.word_quick import quick_flow
from tests.core.readers.test_html_quick import told
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import report
from tests.kinds.docx_writer import VARIANTS, docx
from tests.kinds.page import Page, Paragraph
from tests.kinds.pages import page


@pytest.mark.parametrize("variant", ["", *VARIANTS])
def test_bytes_and_tree_say_the_same(variant: str) -> None:
    for number, arrangement in enumerate(one for one in ARRANGEMENTS if one.sound):
        data = docx(arrangement.apply(page(report("full", number % 2))), **({variant: True} if variant else {}))
        found = _quickly("docx", data)
        assert found is None or told(found) == told(read_flow(whole.flow(data)))


def test_a_plain_file_needs_no_tree() -> None:
    assert _quickly("docx", docx(page(report("full", 0)))) is not None


def test_a_file_with_tracked_changes_does() -> None:
    assert _quickly("docx", docx(page(report("full", 0)), tracked=True)) is None


def test_paragraphs_have_the_same_numbers() -> None:
    written: Page = (Paragraph(""), *page(report("full", 0)))
    data = docx(written)
    quick, slow = quick_flow(data), whole.flow(data)
    assert quick is not None
    for block in written:
        if isinstance(block, Paragraph) and block.text:
            one, other = quick.text.index(block.text), slow.text.index(block.text)
            assert quick.place(one, one + 1) == slow.place(other, other + 1)
