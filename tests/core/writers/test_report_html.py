"""The report as a web page: read back, valid, in need of nothing else, each figure with its heads by name."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.official import METADATA, official
from gongkai.core.writers.report_html import write
from tests.builders import filled_report, mixed, told
from tests.core.writers.samples import CHAPTERS, KNOWN, TABLES
from tests.strategies import consistent_form, editions, some_cells

HOSTILE = (
    *("<script>alert(1)</script>", "</p></section><table><tr><td>7", "&amp;&#0;&nbsp;", '"引号\' onload="x"'),
    *("=cmd|' /C calc'!A0", "😀👨‍👩‍👧𠮷", "很长的一段话，" * 3000, "a" * 3000),
)
VOID = {"meta", "col"}


def written(report: FilledReport) -> bytes:
    return write(official(report))


def page_of(report: FilledReport) -> "Page":
    page = Page()
    page.feed(written(report).decode())
    page.close()
    return page


class Page(HTMLParser):
    """A page as its tags tell: the elements in order, what is open at the end, and the ids and texts of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.parents: dict[str, set[str]] = {}
        self.tables: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"{tag}: an attribute twice"
        self.parents.setdefault(tag, set()).add(self.open[-1][0] if self.open else "")
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag == "th":
            table = next(found["id"] for name, found in self.open if name == "table")
            self.tables[attributes["id"] or ""] = table or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self.open:
            if tag == "th":
                self.texts[attributes["id"] or ""] = data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def heads(self) -> list[tuple[str, ...]]:
        """For each figure the words of the heads that it names."""
        named = [(cell["headers"] or "").split() for cell in self.of("td") if "headers" in cell]
        return [tuple(self.texts[name] for name in names) for names in named]


# ---- Read back -------------------------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(st.data())
def test_whatever_is_filled_in_blank_or_unclear_comes_back(data: st.DataObject) -> None:
    form = data.draw(editions)
    values, blank, unclear = (data.draw(draws(form)) for draws in (consistent_form, some_cells, some_cells))
    unclear &= data.draw(some_cells(form))
    report = filled_report(values, form=form, blank=blank, unclear=unclear)
    again = read(written(report), "a.html")
    assert again.form is report.form
    assert (again.states, again.values) == (report.states, report.values)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_what_surrounds_the_tables_comes_back(form: str) -> None:
    report = told(filled_report(form=form), **CHAPTERS)
    report.metadata = dict(KNOWN)
    again = read(written(report), "a.html")
    assert (again.organ, again.year, again.edition, again.metadata) == (report.organ, report.year, form, KNOWN)
    assert {key: again.sections[key] for key in CHAPTERS} == CHAPTERS
    assert [again.sections[key] for key in TABLES] == ["", "", ""]


def test_a_mix_of_editions_comes_back() -> None:
    report = filled_report(form=mixed("2019", "2021", "2021"), year=2022)
    assert read(written(report)).form is report.form


def test_split_is_printed_and_missing_is_blank() -> None:
    report = filled_report({"requests.new_received.natural": 4}, missing=["remedies"])
    report.states[report.form.index["requests.new_received.natural"]] = State.SPLIT
    again = read(written(report))
    assert again.state("requests.new_received.natural") is State.PRINTED
    assert again.state("remedies.reconsideration.total") is State.BLANK


def test_a_report_without_organ_year_and_figures_is_a_page_too() -> None:
    report = told(filled_report(blank=TABLES))
    report.organ = report.year = None
    again = read(written(report))
    assert (again.organ, again.year) == (None, None)
    assert set(again.states) == {State.BLANK}


# ---- The page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_tag_is_closed_and_every_id_is_there_once(form: str) -> None:
    report = told(filled_report(form=form), **CHAPTERS)
    report.metadata = dict(KNOWN)
    page = page_of(report)
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.parents["caption"] == {"table"}
    assert page.parents["colgroup"] == {"table"}
    assert page.parents["tr"] <= {"thead", "tbody"}
    assert page.parents["th"] | page.parents["td"] == {"tr"}
    assert page.parents["dt"] | page.parents["dd"] == {"div"}
    labelled = [attributes["aria-labelledby"] for attributes in page.of("section")]
    assert labelled == [attributes["id"] for attributes in page.of("h2")]
    assert len(labelled) == 6


def test_the_page_names_its_language_its_title_and_one_first_heading() -> None:
    page = page_of(filled_report())
    assert written(filled_report()).startswith(b"<!doctype html>\n")
    assert page.of("html") == [{"lang": "zh-CN"}]
    assert len(page.of("title")) == len(page.of("h1")) == len(page.of("main")) == 1


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_row_of_a_table_takes_all_its_columns(form: str) -> None:
    for section in official(filled_report(form=form)).sections:
        if section.grid is not None:
            taken = sum(box.rows * box.columns for row in section.grid.rows for box in row)
            assert taken == len(section.grid.rows) * len(section.grid.widths)


def test_tables_move_inside_a_region_that_the_keyboard_reaches() -> None:
    regions = [one for one in page_of(filled_report()).of("div") if one.get("role") == "region"]
    assert [region["tabindex"] for region in regions] == ["0", "0", "0"]
    assert len({region["aria-label"] for region in regions}) == 3


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_each_figure_names_the_heads_and_labels_over_it(form: str) -> None:
    report = filled_report(form=form)
    page = page_of(report)
    heads = page.heads()
    assert len(heads) == len(report.form.cells)
    for cell, names in zip(report.form.cells, heads, strict=True):
        words = "".join(names).translate(str.maketrans("（），：；", "(),:;"))
        assert cell.row.label in words
        assert cell.column.label in words
    for attributes in page.of("td"):
        tables = {page.tables[name] for name in (attributes.get("headers") or "").split()}
        assert len(tables) <= 1


def test_merged_heads_and_labels_are_all_named() -> None:
    report = filled_report()
    heads = dict(zip(report.form.keys, page_of(report).heads(), strict=True))
    assert heads["proactive.licensing.decisions"] == ("第二十条第（五）项", "本年处理决定数量", "行政许可")
    assert heads["requests.refused.state_secret.legal"] == (
        *("申请人情况", "法人或其他组织", "法律服务机构"),
        *("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"),
    )
    assert heads["requests.carried_out.total"] == ("申请人情况", "总计", "四、结转下年度继续办理")
    assert heads["remedies.litigation_after.upheld"] == ("行政诉讼", "复议后起诉", "结果维持")


def test_scopes_of_groups_stand_where_a_group_begins() -> None:
    scopes = {attributes["id"]: attributes["scope"] for attributes in page_of(filled_report()).of("th")}
    assert scopes["proactive-1-1"] == "rowgroup"
    assert scopes["requests-1-4"] == "colgroup"
    assert scopes["requests-2-5"] == "col"
    assert scopes["requests-6-1"] == "rowgroup"
    assert scopes["remedies-1-6"] == "colgroup"
    assert set(scopes.values()) == {"row", "col", "rowgroup", "colgroup"}


# ---- Nothing from elsewhere ------------------------------------------------------------------------------------------


def test_the_policy_allows_the_page_s_own_sheet_and_nothing_else() -> None:
    page = written(filled_report(form="2019")).decode()
    sheet = re.search(r"<style>(.*?)</style>", page, re.S)
    assert sheet is not None
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|https?:|//", page)
    assert not re.search(r"<(?:script|link|img|iframe|object|base|form)|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    report = told(filled_report(), overview=text, other="无。")
    report.organ, report.metadata = f"示例{text[:20]}局", {"publisher": text[:30]}
    page = page_of(report)
    assert page.open == []
    assert len(page.tags) == len(page_of(told(filled_report(), overview="一", other="无。")).tags) + 4  # dl div dt dd
    again = read(written(report))
    assert again.values == report.values
    assert again.sections["overview"] == text


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    report = told(filled_report(), overview="甲\x00\x07\x1b[31m\x1f乙\ud800丙\uffff。")
    page = written(report)
    assert "甲[31m乙丙。".encode() in page
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", page)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(told(filled_report(), **CHAPTERS)) == written(told(filled_report(), **CHAPTERS))


def test_the_fields_of_the_page_s_data_are_the_form_s() -> None:
    report = filled_report()
    report.metadata = dict(KNOWN)
    page = written(report).decode()
    assert [page.find(f"<dt>{name}：</dt>") > 0 for _, name in METADATA] == [True] * 4


# ---- Colours ---------------------------------------------------------------------------------------------------------


def test_words_and_rules_stand_out_in_light_and_in_dark() -> None:
    page = written(filled_report()).decode()
    palettes = [dict(re.findall(r"--(\w+): (#\w+)", rule)) for rule in re.findall(r":root \{(.*?)\}", page, re.S)]
    assert len(palettes) == 3
    light = palettes[0]
    for palette in palettes:
        colours = light | palette
        assert contrast(colours["ink"], colours["paper"]) >= 7
        assert contrast(colours["ink"], colours["head"]) >= 7
        assert contrast(colours["rule"], colours["paper"]) >= 3
        assert contrast(colours["focus"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
