import pytest

from gongkai.bulk.child import Limits
from gongkai.bulk.isolate import Lost, read
from gongkai.core.readers import Unreadable
from gongkai.core.readers import read as read_directly
from gongkai.core.report import FilledReport
from tests.cli.calls import EXAMPLE
from tests.kinds.cases import report
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import html
from tests.kinds.pages import page
from tests.kinds.pdf_writer import pdf
from tests.kinds.xlsx_writer import xlsx

PAGE = page(report("few blanks", 0))
FULL = page(report("full", 0))
FILES = {"text": EXAMPLE, "docx": docx(PAGE), "xlsx": xlsx(PAGE), "pdf": pdf(PAGE), "html": html(PAGE)}
FILES |= {"plain html": html(FULL), "plain docx": docx(FULL)}


def everything(found: FilledReport) -> tuple[object, ...]:
    places = [found.at(index) for index in range(len(found.states))]
    return found.states, found.values, found.texts, places, found.organ, found.year, found.sections, found.notes


@pytest.mark.parametrize("kind", FILES)
def test_a_report_read_in_a_child_is_the_same_report(kind: str) -> None:
    assert everything(read(FILES[kind])) == everything(read_directly(FILES[kind]))


def test_what_can_not_be_read_says_why() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"")
    assert caught.value.code == "READ.EMPTY"


def test_what_takes_too_long_is_lost() -> None:
    with pytest.raises(Lost) as caught:
        read(b"1 " * 1_000_000, limits=Limits(seconds=0.1))
    assert (caught.value.loss.reason, caught.value.loss.seconds) == ("time", 0.1)
