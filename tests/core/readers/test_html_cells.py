"""What a cell of a web page holds besides digits: a figure, a blank, or something that nobody can be certain of."""

import json

import pytest

from gongkai.core.readers import read
from gongkai.core.readers.html import carried, flow
from gongkai.core.report import KNOWN, FilledReport, State
from tests.kinds.cases import report
from tests.kinds.html_writer import html
from tests.kinds.pages import page

ROW = "一、本年新收政府信息公开申请数量</td>"
FIGURES = ["11", "22", "33", "44", "55", "66", "231"]
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")
KEYS = [f"requests.new_received.{column}" for column in COLUMNS]


def page_with(cells: list[str]) -> FilledReport:
    """A page whose first row of table 3 has these cells."""
    written = html(page(report("full", 0))).decode()
    start = written.index(ROW) + len(ROW)
    end = written.index("</tr>", start)
    return read((written[:start] + "".join(cells) + written[end:]).encode())


def with_second(inside: str) -> list[str]:
    """The row's cells, the second with `inside` in it."""
    return [f"<td>{inside if place == 1 else text}</td>" for place, text in enumerate(FIGURES)]


def others_as_printed(found: FilledReport) -> bool:
    """Whether all cells of the row but the second are read as printed."""
    return all(found.value(key) == int(text) for key, text in zip(KEYS, FIGURES, strict=True) if text != "22")


@pytest.mark.parametrize(
    "inside",
    [
        *("２２", "22件", "<a href='#'>22</a>", "<ul><li>22</li></ul>", "2<!-- 9 -->2", "<b>2</b><i>2</i>", "22.0"),
        *("<table><tr><td>22</td></tr></table>", "<input value=22 readonly>", "&#50;&#x32;", "&#8203;22&#8203;"),
        *("<p>&nbsp;</p><p>22</p>", "22<br>&nbsp;", "22<span style='display:none'>9</span>", "<font>2</font>2<o:p/>"),
        *("22<script>9</script>", "<span title='9'>22</span>", "\n   22\n\t", "22<wbr>"),
        *("<input type='tel' value='22'>", "<input type='TEXT' value=22>", "<input type=hidden value=9>22"),
        *("<dialog>9</dialog>22", "<noembed>9</noembed>22", "<datalist><option>9</datalist>22", "<rp>9</rp>22"),
        *("<b style='opacity:0'>9</b>22", "<b style='position:absolute;left:-9999px'>9</b>22"),
        *("<b style='color: transparent'>9</b>22", "<b style='display:/**/none'>9</b>22"),
        *("<b style='height:0;overflow:hidden'>9</b>22", "<b style='display:&#110;one'>9</b>22"),
        "<span style='visibility:hidden'><b style='visibility:visible'>22</b>9</span>",
        "<span style='font-size:0'>9<b style='font-size:14px'>22</b></span>",
        "<span style='mso-bidi-font-size:0'>22</span>",
    ],
)
def test_a_figure_is_read_whatever_stands_around_it(inside: str) -> None:
    found = page_with(with_second(inside))
    assert found.value(KEYS[1]) == 22
    assert others_as_printed(found)


@pytest.mark.parametrize(
    "inside",
    [
        *(
            "",
            " ",
            "&nbsp;",
            "&#12288;",
            "&ensp;&emsp;",
            "<br>",
            "<p></p>",
            "<p>&nbsp;</p><p></p>",
            "<o:p>&nbsp;</o:p>",
        ),
        *("&#8203;", "&#65279;", "&zwj;", "<span></span>", "<!-- 22 -->", "<input value=''>"),
        *("<span style='display:none'>22</span>", "<b hidden>22</b>", "<script>22</script>"),
    ],
)
def test_a_cell_in_which_nothing_is_seen_is_blank(inside: str) -> None:
    found = page_with(with_second(inside))
    assert found.state(KEYS[1]) == State.BLANK
    assert others_as_printed(found)


@pytest.mark.parametrize(
    "inside",
    [
        *(
            "22<sup>1</sup>",
            "22<sub>1</sub>",
            "22<sup>[1]</sup>",
            "<del>9</del>22",
            "<s>9</s>22",
            "<strike>9</strike>22",
        ),
        *("<span style='text-decoration:line-through'>9</span>22", "22<span style='mso-hide:all'>9</span>"),
        *(
            "22<span style='font-size:0'>9</span>",
            "2&nbsp;2",
            "2 2",
            "2&#8203;2",
            "&lrm;22",
            "(22)",
            "<ruby>22<rt>9</rt></ruby>",
            "22<span style='vertical-align: super'>9</span>",
            "22<span style='position:relative;top:-4.0pt;mso-text-raise:4.0pt'>9</span>",
            "<SPAN STYLE='TEXT-DECORATION: LINE-THROUGH'>9</SPAN>22",
        ),
    ],
)
def test_a_figure_beside_other_digits_is_never_run_together_with_them(inside: str) -> None:
    """22 is right, and so is to say that it can't be known."""
    found = page_with(with_second(inside))
    assert found.value(KEYS[1]) in (22, None)
    assert found.state(KEYS[1]) != State.BLANK
    assert others_as_printed(found)


@pytest.mark.parametrize(
    "inside",
    [
        *("22<br>33", "<p>22</p><p>33</p>", "22、33", "22/33", "22~33", "O", "〇", "约22余", "＊", "*", "×"),
        *("1,<br>234", "-<br>5", "2<br>&#50;", "2<i style='opacity:0'>9</i>2", "<s>22</s>", "<del>22</del>"),
        *("<bdo dir=rtl>22</bdo>", "<span dir=RTL>23</span>", "\u202e23", "<canvas></canvas>", "<iframe></iframe>"),
        *("<embed>", "<span style='text-decoration:Line-Through'>22</span>"),
        *("<img src='/22.png' alt='22'>", "<select><option>22<option>33</select>", "<math><mn>22</mn></math>"),
    ],
)
def test_what_is_no_figure_is_unclear_and_not_blank(inside: str) -> None:
    found = page_with(with_second(inside))
    assert found.state(KEYS[1]) == State.UNCLEAR
    assert others_as_printed(found)


@pytest.mark.parametrize(
    "cells",
    [
        with_second("22")[:-1],
        [*with_second("22"), "<td>7</td>"],
        ["<td colspan=7>231</td>"],
        ["<td>11</td>", "<td colspan=2>22</td>", *with_second("22")[3:]],
        ["<td>11</td>", "<td colspan=5>22</td>", "<td>231</td>"],
    ],
    ids=["one too few", "one too many", "one over all columns", "one over two columns", "one over five columns"],
)
def test_a_figure_whose_column_is_not_certain_has_no_value(cells: list[str]) -> None:
    """A figure that stands below several heads belongs to none of them for certain."""
    found = page_with(cells)
    certain = {key: int(text) for key, text in zip(KEYS, FIGURES, strict=True) if f"<td>{text}</td>" in cells}
    values = {key: found.value(key) for key in KEYS if found.state(key) >= KNOWN}
    assert values.items() <= certain.items()


def test_cells_and_rows_that_are_not_shown_do_not_count() -> None:
    cells = with_second("22")
    found = page_with([cells[0], "<td style='display:none'>9</td>", *cells[1:]])
    assert [found.value(key) for key in KEYS] == [int(text) for text in FIGURES]
    row = f"</tr><tr hidden><td>{ROW}{'<td>9</td>' * 7}"
    found = page_with([*cells, row])
    assert [found.value(key) for key in KEYS] == [int(text) for text in FIGURES]


@pytest.mark.parametrize("tag", ["td style='visibility:hidden'", "td style='font-size:0px'", "td style='opacity:0'"])
def test_a_cell_that_shows_nothing_keeps_its_place(tag: str) -> None:
    cells = with_second("22")
    found = page_with([cells[0], f"<{tag}>22</td>", *cells[2:]])
    assert found.state(KEYS[1]) == State.BLANK
    assert others_as_printed(found)


def test_a_picture_behind_a_cell_makes_it_unclear() -> None:
    cells = with_second("22")
    found = page_with([cells[0], "<td background='22.png'></td>", *cells[2:]])
    assert found.state(KEYS[1]) == State.UNCLEAR


@pytest.mark.parametrize(
    ("sheet", "gone"),
    [
        (".c{display:none}", True),
        ("tr.c { color:red; DISPLAY : none }", True),
        (".c{visibility:hidden}", True),
        ("p.c{display:none}", False),
        ("@media print{.c{display:none}}", False),
        (".c{display:none} table .c{display:table-row}", False),
        ("/* .c{display:none} */", False),
        (".c{display:/* */none}", True),
        ("@media screen {.c{display:none}}", True),
        (".c{opacity:0}", True),
        (".c{font-size:0}", True),
        (".c{position:absolute;left:-9999px}", True),
    ],
)
def test_what_the_pages_own_sheet_hides_is_not_read(sheet: str, gone: bool) -> None:
    written = html(page(report("full", 0))).decode().replace("</head>", f"<style>{sheet}</style></head>")
    start = written.rindex("<tr", 0, written.index(ROW))
    draft = f"<tr class=c><td colspan=3>上年草稿</td>{'<td>9</td>' * 7}</tr>"
    assert ("上年草稿" not in flow((written[:start] + draft + written[start:]).encode()).text) == gone


@pytest.mark.parametrize(
    "sheet", [".c{text-decoration:line-through}", "b.c{vertical-align:super}", ".c{vertical-align:text-top}"]
)
@pytest.mark.parametrize("name", ["c", "C", "注"])
def test_what_the_pages_own_sheet_strikes_out_or_raises_is_no_digit_of_a_figure(sheet: str, name: str) -> None:
    written = html(page(report("full", 0))).decode()
    written = written.replace("</head>", f"<style>{sheet.replace('.c', f'.{name}')}</style></head>")
    place = written.index("</td>", written.index("<td>", written.index(">规章<")))
    found = read(f"{written[:place]}<b class='{name}'>1</b>{written[place:]}".encode())
    assert found.value("proactive.rules.made") is None


@pytest.mark.parametrize(
    "style", ["visibility: hidden;", "display:none", "opacity:0", "visibility:hidden;opacity:0", "font-size:0"]
)
def test_a_page_hidden_until_a_script_shows_it_is_read_with_a_note(style: str) -> None:
    written = html(page(report("full", 0))).decode()
    plain = read(written.encode())
    hidden = written.replace("<body>", f'<!doctype html><body><div id="js_content" style="{style}">')
    found = read(f"<!doctype html>{hidden.replace('</body>', '</div></body>')}".encode())
    assert found.values == plain.values
    assert [note.code for note in found.notes if note.code == "READ.UNSHOWN"] == ["READ.UNSHOWN"]


def test_no_cell_reaches_beyond_its_section() -> None:
    cells = with_second("22")
    cells[1] = "<td rowspan=3>22</td>"
    found = page_with([*cells, "</tr></tbody><tbody>"])
    following = KEYS[1].replace("new_received", "carried_in")
    plain = read(html(page(report("full", 0))))
    assert found.value(following) == plain.value(following)


def test_json_fields_beside_the_content_come_first_and_other_copies_do_not_count() -> None:
    written = html(page(report("full", 0))).decode()
    body = written[written.index("<body>") + 6 : written.index("</body>")]
    stale = body.replace("<td>11</td>", "<td>12</td>").replace("<td>0</td>", "<td>1</td>")
    told = {"list": [{"title": "另一机关2020年政府信息公开工作年度报告"}]}
    data = {**told, "data": {"oldContent": stale, "content": body, "content_mobile": stale, "title": "正题"}}
    found = carried.bodies_in_json(json.dumps(data, ensure_ascii=False))
    assert found is not None
    assert (found.html, found.where) == (body, "$.data.content")
    assert found.head.startswith("正题\n")
