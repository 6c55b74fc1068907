import ctypes
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli.example import example_report
from gongkai.core.findings import Figure
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from gongkai.core.writers import fonts as printing
from gongkai.core.writers.fonts import Fonts, GlyphMissing, Unprintable, fonts
from gongkai.core.writers.official import Official, official
from gongkai.core.writers.report_pdf import seen, write
from tests.builders import filled_report
from tests.kinds.pdf_font import font
from tests.strategies import consistent_form, editions, some_cells

pytestmark = pytest.mark.slow

NEW = "requests.new_received.natural"
TEXTS = ("overview", "problems", "other")
HOSTILE = (
    '#eval("1+1") #panic() #import "@preview/x:0.1.0" \\ $x^2$ *不粗* _不斜_ `码` [[括号]] <标签> @ref {代码} '
    "// 注释 /* 注释 */ = 标题 - 项 + 项 ~ -- --- ... 'a' \"b\" https://example.org 100% &amp; </w:t> =cmd|'/c calc'!A0"
)


@pytest.fixture(scope="module")
def bundled() -> Fonts:
    """Only the font that comes along, so that nothing depends on the machine."""
    return fonts(system=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """An office that has one font of its own: the boxes of the tests, by the name of 仿宋."""
    folder = tmp_path_factory.mktemp("fonts")
    with TTFont(io.BytesIO(font())) as made:
        for name, text in ((1, "FangSong"), (6, "FangSong-Regular")):
            made["name"].setName(text, name, 3, 1, 0x409)
            made["name"].setName(text, name, 1, 0, 0)
        made.save(folder / "fangsong.ttf")
    return fonts((str(folder), *printing._bundled()), system=False)


@pytest.fixture(scope="module")
def example() -> FilledReport:
    return read(example_report(), "report.txt")


def with_overview(text: str) -> Official:
    report = filled_report()
    report.sections["overview"] = text
    return official(report)


def pages(file: bytes) -> list[str]:
    """The text of each page, without blanks."""
    opened = pypdfium2.PdfDocument(file)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in opened]
    finally:
        opened.close()


def told(report: FilledReport) -> Mapping[str, tuple[int, Figure | None]]:
    """State and value of each cell, as they are when read again: a split cell is printed, a missing one blank."""
    plain = {State.SPLIT: State.PRINTED, State.MISSING: State.BLANK}
    return {
        key: (plain.get(State(state), State(state)), value if state >= State.PRINTED else None)
        for key, state, value in zip(report.form.keys, report.states, report.values, strict=True)
    }


def same(one: FilledReport, other: FilledReport) -> None:
    assert told(other) == told(one)
    assert (other.organ, other.year, other.edition) == (one.organ, one.year, one.edition)


def words(text: str | None) -> str:
    return "".join((text or "").split())


# ---- Read back -------------------------------------------------------------------------------------------------------


def test_the_example_comes_back_with_cells_chapters_and_title(example: FilledReport, bundled: Fonts) -> None:
    back = read(write(official(example), bundled), "report.pdf")
    same(example, back)
    for key in TEXTS:
        assert words(back.sections[key]) == words(example.sections[key])
    assert [note.code for note in back.notes] == [note.code for note in example.notes]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_blank_unclear_missing_and_split_cells_come_back(form: str, bundled: Fonts) -> None:
    report = filled_report(
        {NEW: 123456, "requests.new_received.total": 123456, "remedies.reconsideration.total": 10**12},
        form=form,
        blank=["requests.carried_in", "proactive.rules"],
        unclear=["requests.partial", "remedies.litigation_direct"],
        missing=["requests.carried_out"],
    )
    report.states[report.form.index[NEW]] = State.SPLIT
    same(report, read(write(official(report), bundled), "report.pdf"))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_an_empty_form_is_read_as_blanks(form: str, bundled: Fonts) -> None:
    report = filled_report(form=form, blank=["proactive", "requests", "remedies"])
    back = read(write(official(report), bundled), "report.pdf")
    assert set(back.states) == {State.BLANK}
    assert len(back.states) == len(report.form.cells)


def test_signs_and_decimals_come_back(bundled: Fonts) -> None:
    changes = {"proactive.licensing.items_change": 12, "proactive.penalty.items_change": -7}
    report = filled_report({**changes, "proactive.procurement.amount": Decimal("21552.9")}, form="2019")
    same(report, read(write(official(report), bundled), "report.pdf"))
    amount = filled_report({"proactive.charges.amount": Decimal("1234567.890123")})
    same(amount, read(write(official(amount), bundled), "report.pdf"))


def test_the_page_says_its_metadata(bundled: Fonts) -> None:
    report = filled_report()
    report.metadata = {
        "index_number": "014012345/2023-00012",
        "document_number": "青政办〔2023〕3号",
        "published_on": "2023-01-20",
        "publisher": "示例市人民政府办公室",
    }
    assert read(write(official(report), bundled), "report.pdf").metadata == report.metadata


@pytest.mark.parametrize(
    "organ",
    [
        "示例县图书馆",
        "示例县人民政府办公室（县外事办）",
        "示例（东部）自由贸易试验区临港新片区管理委员会",
        "示例回族自治区青槐县经济技术开发区管理委员会综合行政执法大队",
    ],
)
def test_the_organ_comes_back_whatever_the_length_of_its_name(organ: str, bundled: Fonts) -> None:
    report = filled_report()
    report.organ = organ
    back = read(write(official(report), bundled), "report.pdf")
    assert (back.organ, back.year) == (organ, report.year)


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_any_report_comes_back(bundled: Fonts, data: st.DataObject) -> None:
    comes_back(bundled, data)


@pytest.mark.soak
@given(st.data())
def test_many_reports_come_back(bundled: Fonts, data: st.DataObject) -> None:
    comes_back(bundled, data)


def comes_back(bundled: Fonts, data: st.DataObject) -> None:
    form = data.draw(editions)
    filled = data.draw(consistent_form(form))
    report = filled_report(filled, form=form, blank=data.draw(some_cells(form)))
    same(report, read(write(official(report), bundled), "report.pdf"))


# ---- The page --------------------------------------------------------------------------------------------------------


def test_table_3_stands_on_one_page_with_its_heading(bundled: Fonts) -> None:
    for form, lines in [("2021", 40), ("2019", 3)]:
        report = filled_report(form=form)
        report.sections["overview"] = "\n".join(["全年主动公开政府信息若干条。"] * lines)
        (page,) = (text for text in pages(write(official(report), bundled)) if "勾稽关系" in text)
        assert "三、收到和处理政府信息公开申请情况" in page
        assert "四、结转下年度继续办理" in page


def test_pages_are_numbered_and_of_a4(example: FilledReport, bundled: Fonts) -> None:
    file = write(official(example), bundled)
    for number, text in enumerate(pages(file), 1):
        assert text.endswith(f"-{number}-")
    opened = pypdfium2.PdfDocument(file)
    assert {tuple(round(side) for side in page.get_size()) for page in opened} == {(595, 842)}
    opened.close()


def test_a_long_chapter_runs_over_pages_and_loses_nothing(bundled: Fonts) -> None:
    numbers = "".join(f"第{number}件办结后按时公开。" for number in range(1, 700))
    file = write(with_overview(numbers), bundled)
    running = "".join(re.sub(r"-\d+-$", "", page) for page in pages(file))
    assert numbers in running


# ---- The file --------------------------------------------------------------------------------------------------------


def test_the_file_is_for_archives_and_for_screen_readers(example: FilledReport, bundled: Fonts) -> None:
    file = write(official(example), bundled)
    for sign in (b"/MarkInfo", b"/StructTreeRoot", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert sign in file
    assert re.search(rb"/Lang\s?\(zh", file)
    opened = pypdfium2.PdfDocument(file)
    assert opened.get_metadata_value("Title") == official(example).title
    assert opened.is_tagged()
    opened.close()


def test_tables_are_tagged_with_their_heads(example: FilledReport, bundled: Fonts) -> None:
    tags = structure(write(official(example), bundled))
    assert tags.count("Table") == 3
    assert tags.count("TD") >= len(example.form.cells)
    assert tags.count("TH") >= 8 + 11 + 19
    assert tags.count("P") >= 8


def structure(file: bytes) -> list[str]:
    """The kinds of all elements of the tree that a screen reader follows."""
    opened = pypdfium2.PdfDocument(file)
    found: list[str] = []

    def walk(element: object) -> None:
        name = ctypes.create_string_buffer(64)
        size = pdfium.FPDF_StructElement_GetType(element, name, len(name))
        found.append(name.raw[: size - 2].decode("utf-16-le"))
        for child in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if inner := pdfium.FPDF_StructElement_GetChildAtIndex(element, child):
                walk(inner)

    for page in opened:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for child in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, child))
        pdfium.FPDF_StructTree_Close(tree)
    opened.close()
    return found


def test_fonts_are_embedded_in_part(example: FilledReport, bundled: Fonts) -> None:
    file = write(official(example), bundled)
    assert re.search(rb"/[A-Z]{6}\+NotoSansSC", file)
    assert len(file) < 400_000


def test_the_same_report_gives_the_same_bytes(example: FilledReport, bundled: Fonts) -> None:
    laid = official(example)
    assert write(laid, bundled) == write(laid, bundled)
    assert write(laid, fonts(system=False)) == write(laid, bundled)


def test_the_fonts_of_the_machine_are_taken_where_none_are_given(example: FilledReport) -> None:
    same(example, read(write(official(example)), "report.pdf"))


# ---- Text is text ----------------------------------------------------------------------------------------------------


def test_markup_in_the_text_is_printed_and_never_run(bundled: Fonts) -> None:
    file = write(with_overview(HOSTILE), bundled)
    assert words(HOSTILE) in "".join(pages(file))


def test_markup_in_title_metadata_and_figures_is_text_too(bundled: Fonts) -> None:
    report = filled_report()
    report.organ = '#eval("1")$*[[局'
    report.metadata = {"publisher": "</x>#panic()局"}
    laid = official(report)
    figures = ("#1", *laid.figures[1:])
    text = "".join(pages(write(replace(laid, figures=figures), bundled)))
    for part in ('#eval("1")$*[[局', "</x>#panic()局", "#1"):
        assert words(part) in text


def test_what_has_no_shape_never_reaches_the_file(bundled: Fonts) -> None:
    text = seen("甲\x00\x1b\x08乙\u202e\u2066丙\ufeff\u200b丁\ud800\udfff戊\ufffe己\ufe0f\tA\u2028B\u2003C")
    assert text == "甲乙丙丁戊己 A B C"
    assert "甲乙" in "".join(pages(write(with_overview("甲\x00\x1b\ud800\u202e乙"), bundled)))


def test_an_empty_title_and_empty_chapters_are_printed(bundled: Fonts) -> None:
    report = filled_report(year=None)
    report.organ = None
    assert "政府信息公开工作年度报告" in pages(write(official(report), bundled))[0]


# ---- Characters that no font has -------------------------------------------------------------------------------------


def test_a_missing_glyph_fails_with_its_name(bundled: Fonts) -> None:
    with pytest.raises(GlyphMissing) as caught:
        write(with_overview("公开😀信息\U000e0041\U00020bb7\ue123，再来😀"), bundled)
    missing = caught.value
    assert missing.characters == ("\ue123", "😀", "\U00020bb7")
    for language in ("zh", "en"):
        message = missing.message(language)  # type: ignore[arg-type]
        assert "U+1F600 GRINNING FACE" in message
        assert "U+20BB7 CJK UNIFIED IDEOGRAPH-20BB7" in message
        assert "(U+E123)" in message
    assert isinstance(missing, ValueError)


@pytest.mark.parametrize("place", ["title", "metadata", "figure"])
def test_a_missing_glyph_is_found_wherever_it_stands(place: str, bundled: Fonts) -> None:
    laid = with_overview("")
    wrong = {
        "title": replace(laid, title="☃😀"),
        "metadata": replace(laid, metadata=(("索引号", "😀"),)),
        "figure": replace(laid, figures=("😀", *laid.figures[1:])),
    }
    with pytest.raises(GlyphMissing):
        write(wrong[place], bundled)


@settings(max_examples=6, deadline=None)
@given(text=st.text(st.sampled_from("公开信息，。“”1234 abc#$*_`[]<>@\\/=-+~&\x00\x1b\u202e\ud800"), max_size=80))
def test_any_text_that_the_font_has_is_printed(bundled: Fonts, text: str) -> None:
    assert words(seen(text)) in "".join(pages(write(with_overview(text), bundled)))


@settings(max_examples=50, deadline=None)
@given(text=st.text(min_size=1, max_size=30))
def test_any_other_is_refused_by_name(bundled: Fonts, text: str) -> None:
    held = bundled.faces["Noto Sans SC"][0].characters()
    lacking = sorted({char for char in text if ord(char) not in held})
    if not lacking:
        bundled.check(text)
        return
    with pytest.raises(GlyphMissing) as caught:
        bundled.check(text)
    assert list(caught.value.characters) == lacking


def test_the_offices_own_fonts_go_first_and_pages_break_as_before(
    example: FilledReport, bundled: Fonts, office: Fonts
) -> None:
    assert office.families["body"] == ("FangSong", "Noto Sans SC")
    assert office.families["heading"] == ("FangSong", "Noto Sans SC")
    assert not bundled.families["body"][1:]
    file = write(official(example), office)
    same(example, read(file, "report.pdf"))
    assert b"+FangSong" in file
    assert len(pages(file)) == len(pages(write(official(example), bundled)))


def test_a_character_that_one_font_has_is_enough(office: Fonts, bundled: Fonts) -> None:
    only_there, only_along = "\u9fff", "→"
    with pytest.raises(GlyphMissing):
        bundled.check(only_there)
    assert only_along not in map(chr, office.faces["FangSong"][0].characters())
    text = f"公开{only_there}{only_along}信息"
    assert text in "".join(pages(write(with_overview(text), office)))


def test_without_a_chinese_font_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as caught:
        fonts((str(tmp_path),), system=False)
    assert caught.value.code == "no_font"
    assert caught.value.message("en").isascii()
    assert not caught.value.message("zh").isascii()


def test_without_the_package_of_the_font_only_the_machine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_PACKAGE", "no-such-package")
    assert printing._bundled() == ()


def test_the_font_that_comes_along_is_free_and_its_package_is_not_run(bundled: Fonts) -> None:
    (face,) = bundled.faces["Noto Sans SC"]
    with TTFont(face.path) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        assert font["OS/2"].fsType == 0
    assert "zhplot" not in sys.modules
