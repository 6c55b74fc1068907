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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("</tr>", "</td></tr>"), ("<td>", "<td></td></td>"), ("<td>", "loose<td>"), ("</td>", "</td >")),
        *(("</td>", f"<{tag}></{tag}></td>") for tag in ("s", "sup", "template", "title", "ruby", "bdo", "textarea")),
        *(("</td>", f"<b style='{style}'>9</b></td>") for style in ("DISPLAY: None", "Visibility:hidden", "opacity:0")),
        *(("</td>", f"<b style='{style}'>9</b></td>") for style in ("font-size : 0px", "vertical-align:Super")),
        *(("</td>", f"<b style='{style}'>9</b></td>") for style in ("left:-9999px", "TEXT-DECORATION:LINE-THROUGH")),
        *(("<td", "<td title='a>b'"), ("<td", '<td title="a<b"'), ("</td>", "\x1f</td>"), ("</td>", "&#10;</td>")),
        *(("</td>", "<!-- --!>9<!-- --></td>"), ("<td", "<td class='k'"), ("</td>", "<HR></td>"), ("</td>", "<1</td>")),
        *(("<tr>", "</tbody><tr>"), ("<tr>", "<thead><tr>"), ("<td", "<td hidden")),
    ],
)
@pytest.mark.parametrize("label", ["规章", "一、本年新收政府信息公开申请数量", "行政复议"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_page_with_anything_unusual_in_a_table_is_left_to_its_tree(
    old: str, new: str, label: str, whole: bool
) -> None:
    written = html(page(report("full", 0))).decode().replace("</head>", "<style>p .k{display:none}</style></head>")
    assert quick_page(written.encode(), whole=whole) is not None
    place = written.index(old, written.rindex("<tr>", 0, written.index(f">{label}<")))
    changed = written[:place] + new + written[place + len(old) :]
    assert quick_page(changed.encode(), whole=whole) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("商业企业", "科研机构"), ("其他</td></tr>", "小计</td></tr>"), ("自然人</td>", "自然人</td><td>备注</td>")),
        *(("本年废止件数", "本年修改件数"), ("现行有效件数</td>", "现行有效件数</td><td>合计</td>")),
        *(("复议后起诉", "起诉"), ("尚未审结", "总计"), (">行政诉讼</td>", ">行政诉讼</td><td>备注</td>")),
    ],
)
def test_a_page_with_other_heads_is_left_to_its_tree(old: str, new: str) -> None:
    written = html(page(report("full", 0))).decode()
    assert old in written
    assert quick_page(written.replace(old, new, 1).encode()) is None


@pytest.mark.parametrize(
    "left_open",
    ["<title>", "<textarea>", "<template>", "<noscript>", "<div style='DISPLAY:none'>", "<p onclick='a>b'>"],
)
def test_a_page_with_something_left_open_or_hidden_around_its_tables_is_left_to_its_tree(left_open: str) -> None:
    written = html(page(report("full", 0))).decode()
    assert quick_page(written.replace("<table", f"{left_open}<table", 1).encode()) is None


@pytest.mark.parametrize(
    "around", ["<div style='DISPLAY:none'>", "<div class='a k'>", "<section hidden>", "<template>"]
)
def test_tables_inside_something_hidden_are_left_to_the_tree(around: str) -> None:
    written = html(page(report("full", 0))).decode().replace("</head>", "<style>.k{display:none}</style></head>")
    assert quick_page(written.replace("<body>", f"<body>{around}<div>").encode(), whole=False) is None
    name = around[1:].split(" ")[0].rstrip(">")
    closed = f"<body>{around}<{name}><img {around.partition(' ')[2]}></{name}></{name}><div>"
    assert quick_page(written.replace("<body>", closed).encode(), whole=False) is not None


@pytest.mark.parametrize(
    "around", ["<noscript>", "<select>", "<div style='height:0;overflow:hidden'>", "<p class='注'>"]
)
def test_a_table_inside_something_that_is_not_seen_is_left_to_the_tree(around: str) -> None:
    written = html(page(report("full", 0))).decode().replace("</head>", "<style>.注{display:none}</style></head>")
    name = around[1:].split(" ")[0].rstrip(">")
    start, end = written.index("<table"), written.index("</table>") + len("</table>")
    changed = f"{written[:start]}{around}{written[start:end]}</{name}>{written[end:]}".encode()
    assert quick_page(written.encode()) is not None
    assert quick_page(changed) is None
    assert quick_page(changed, whole=False) is None


@pytest.mark.parametrize("span", ["rowspan=2", "ROWSPAN='2'", 'rowspan="2.5"'])
@pytest.mark.parametrize("label", ["规章", "一、本年新收政府信息公开申请数量"])
def test_a_figure_that_reaches_down_is_left_to_the_tree(span: str, label: str) -> None:
    written = html(page(report("full", 0))).decode()
    place = written.index("<td", written.index(f">{label}<"))
    changed = f"{written[:place]}<td {span}{written[place + 3 :]}".encode()
    assert quick_page(changed) is None
    assert quick_page(changed, whole=False) is None


def test_a_heading_right_before_a_table_is_no_part_of_its_first_cell() -> None:
    written = html(page(report("full", 0))).decode()
    start = written.index("<table")
    data = f"{written[:start]}二、主动公开政府信息情况{written[start:]}".encode()
    quick = _quickly("html", data)
    assert quick is not None
    assert told(quick) == told(read_flow(flow(data)))


def test_spaces_in_spans_do_not_shift_columns() -> None:
    data = html(page(report("full", 0)), quotes="spaced")
    quick = _quickly("html", data)
    assert quick is not None
    assert told(quick)["at"] == told(read_flow(flow(data)))["at"]
