"""退改清单的文件: made in a child; each kind opens, and every letter has a name of its own."""

import io
import zipfile

import pytest
from docx import Document

from gongkai.core.writers.return_list import CheckedFile, ReturnItem, return_list
from gongkai.reporting import return_lists
from gongkai.reporting.return_lists import FORMATS, NotMade, letter_names, letter_to, made

ITEM = ReturnItem("error", "T3.ROW", "第 3 行", "原句。", "表三", 13, 12, "不等", "依据")
FILES = [CheckedFile(f"{organ}.txt", organ, 2024, (ITEM,)) for organ in ("甲局", "../乙局", "丙\u202e局", "甲局")]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_kind_is_made(wanted: return_lists.Made) -> None:
    assert made(wanted, FILES, "zh")


def test_letters_have_names_of_their_own_that_lead_nowhere() -> None:
    names = letter_names(return_list(FILES, "zh"))
    assert len(set(names)) == len(FILES)
    assert not any(sign in name for name in names for sign in "/\\\u202e")
    assert zipfile.ZipFile(io.BytesIO(made("zip", FILES, "zh"))).namelist() == [f"{name}.docx" for name in names]


def test_a_letter_is_that_of_its_place() -> None:
    text = [paragraph.text for paragraph in Document(io.BytesIO(letter_to(2, FILES, "zh"))).paragraphs]
    assert "../乙局：" in text
    for number in (0, 5):
        with pytest.raises(IndexError):
            letter_to(number, FILES, "zh")


def test_what_takes_too_long_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_lists, "in_order", lambda *_, **__: iter([b""]))
    with pytest.raises(NotMade):
        made("docx", FILES, "zh")
