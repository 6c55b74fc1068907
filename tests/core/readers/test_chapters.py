"""The chapters are found by their headings, however these are printed and whatever menus stand around them."""

import time

import pytest

from gongkai.core.readers import chapters

TITLES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMBERED = [f"{number}、{title}" for number, title in zip("一二三四五六", TITLES, strict=True)]
KEYS = ["overview", "proactive", "requests", "remedies", "problems", "other"]


def body(heads: list[str]) -> str:
    return "".join(f"{head}\n青石镇第{place}段文字。\n" for place, head in enumerate(heads))


def texts(text: str) -> list[str]:
    found = chapters.headings(text)
    end = chapters.footer(text, found[-1].end if found else 0)
    return [value or "" for value in chapters.sections(text, found, [], end)[0].values()]


BODY = [f"青石镇第{place}段文字。" for place in range(6)]


@pytest.mark.parametrize(
    "heads",
    [
        NUMBERED,
        [" ".join(head) for head in NUMBERED],
        [f"{head[:5]}\n{head[5:]}" for head in NUMBERED],
        [f"{place} {title}" for place, title in enumerate(TITLES, 1)],
        [f"{sign}、{title}" for sign, title in zip("\u2160\u2161\u2162\u2163\u2164\u2165", TITLES, strict=True)],
        [f"## {head}" for head in NUMBERED],
        list(TITLES),
    ],
)
def test_headings_in_any_print(heads: list[str]) -> None:
    text = body(heads)
    assert [found.key for found in chapters.headings(text)] == KEYS
    assert texts(text) == BODY


def test_a_menu_of_headings_before_or_behind_does_not_win() -> None:
    menu = "\n".join(NUMBERED) + "\n"
    before, behind = "目录\n" + menu + body(NUMBERED), body(NUMBERED) + menu
    assert texts(before) == BODY
    assert texts(behind)[:5] == BODY[:5]


def test_a_missing_heading_is_not_taken_from_the_table_of_contents() -> None:
    text = "\n".join(NUMBERED) + "\n根据规定编制。\n" + body(NUMBERED[:5])
    assert [found.key for found in chapters.headings(text)] == KEYS[:5]
    assert texts(text)[:5] == BODY[:5]


@pytest.mark.parametrize(
    ("place", "head"),
    [
        (5, "六、其它需要报告的事项"),
        (5, "六、其他事项"),
        (5, "六、其他报告事项"),
        (4, "五、存在的主要问题和改进措施"),
        (4, "五、存在的问题与改进措施"),
        (4, "五、存在的问题及下一步工作打算"),
        (3, "四、政府信息公开行政复议和行政诉讼情况"),
    ],
)
def test_other_words_for_a_heading(place: int, head: str) -> None:
    heads = [*NUMBERED[:place], head, *NUMBERED[place + 1 :]]
    assert texts(body(heads)) == BODY


def test_an_empty_chapter_stays_empty_before_a_copyright_line() -> None:
    text = body(NUMBERED[:5]) + NUMBERED[5] + "\n\nCopyright © 2023 青石镇人民政府\n您是第88位访客\n"
    assert texts(text)[5] == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "附件1为收费明细，全年未收费。",
        "关于我们的做法如下。",
        "打印件共发放30份。",
        "浏览量达9万次。",
        "相关信息已更新；",
    ],
)
def test_a_sentence_is_no_footer(sentence: str) -> None:
    text = body(NUMBERED) + sentence + "\n关于我们 | 网站地图\n"
    assert texts(text)[5] == BODY[5] + "\n" + sentence


@pytest.mark.parametrize(
    "footer", ["附件：明细表.xls", "【打印】【关闭】", "青ICP备1号，请勿转载。", "版权所有：青石镇。"]
)
def test_furniture_behind_the_report_is_left_out(footer: str) -> None:
    assert texts(body(NUMBERED) + footer + "\n更多\n") == BODY


@pytest.mark.parametrize(
    "unit", ["情况", "一、总体情况", "一、总体情况\n", "1 \n", " ", "\n", "一 、 总 体 情 况\n", "附件1，\n"]
)
def test_long_texts_are_read_in_no_time(unit: str) -> None:
    text = unit * (2_000_000 // len(unit.encode()))
    started = time.perf_counter()
    chapters.headings(text)
    chapters.footer(text, 0)
    assert time.perf_counter() - started < 5
