"""Where a web page says something: the element's path, and the paragraph or the cell as a person counts them."""

from time import process_time

from gongkai.core.findings import place_label
from gongkai.core.readers.html import flow

PAGE = """<!doctype html><html><head><title>x</title></head><body>
<div>目录</div>
<!-- 一 -->
<div><p>一、总体情况</p><p hidden>看不见</p><p>全年<b>收到</b>申请 3 件。<br>办结 2 件。</p></div>
<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>77</td></tr></table>
<p>六、其他</p></body></html>"""


def place(words: str, page: str = PAGE) -> dict[str, object]:
    found = flow(page.encode())
    start = found.text.index(words)
    return found.place(start, start + len(words))


def test_a_line_of_a_page_is_a_paragraph() -> None:
    assert place("目录") == {"path": "/html/body/div[1]", "paragraph": 1}
    assert place("一、总体情况") == {"path": "/html/body/div[2]/p[1]", "paragraph": 2}
    assert place("3 件") == {"path": "/html/body/div[2]/p[3]", "paragraph": 3}
    assert place("办结") == {"path": "/html/body/div[2]/p[3]", "paragraph": 4}
    assert place("六、其他") == {"path": "/html/body/p", "paragraph": 5}
    assert place_label(place("办结"), "zh") == "第 4 段"


def test_a_cell_is_none() -> None:
    assert place("77") == {"path": "(//table)[1]/tbody/tr[2]/*[2]", "table": 1, "row": 2, "column": 2}


def test_the_places_of_a_page_of_many_paragraphs_take_time_in_proportion() -> None:
    found = flow(f"<body>{'<p>公开</p>' * 20_000}</body>".encode())
    began = process_time()
    places = [found.place(start, start + 2) for start in range(0, len(found.text), 3)]
    assert process_time() - began < 5
    assert places[-1] == {"path": "/html/body/p[20000]", "paragraph": 20_000}
    assert len({one["path"] for one in places}) == 20_000
