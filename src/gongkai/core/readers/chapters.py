"""章: the six chapters of the report, by their headings, and the text of each.

Headings come with Chinese numbers, restarted numbers, markdown signs or none, in the form's words or old ones; a table
of contents or a sentence may name them too. A heading stands at the beginning of a line, or behind its own number and
、; the chain of headings in the form's order is taken, and a heading that is not there stays missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.core.law.editions import EDITIONS, edition

_SPACE = r"[ \t\u00a0\u3000]*"
_NUMBER = (
    rf"(?P<number>第?[一二三四五六七八](?:章|部分)?{_SPACE}[、.．,，:： ]?|\d{{1,2}}[、.．]|[(（][一二三四五六][)）])?"
)
_LINE_START = rf"[#*|>{_SPACE[1:-2]}]*{_NUMBER}{_SPACE}"
_REST_OF_LINE = re.compile(r"[*:： \t\u00a0\u3000]*(?=$|[\n\r|\x1e\x1f])")
_TAILS = ("情况", "事项", "措施", "概述", "概况")
_LONGEST = 40
_FOOTER_WORDS = (
    "主办单位 主办[:：] 承办单位 承办[:：] 主管单位 版权所有 技术支持 网站标识码 ICP .{0,12}ICP备 .{0,8}公网安备 "
    "联系我们 关于我们 网站地图 关联稿件 相关(?:稿件|链接|文档|附件|信息|阅读) 扫一扫 上一[篇条] 下一[篇条] "
    "【?(?:打印|关闭|大中小) 分享(?:到|至) 未经许可 责任编辑 信息来源[:：] 附件[:：\\d] 访问量 浏览(?:次数|量) "
    "本站(?:地址|已支持) 建议使用 站内不良 返回顶部 收藏本页 字体[:：]"
)
_FOOTER = re.compile(rf"^{_SPACE}(?:{'|'.join(_FOOTER_WORDS.split())})", re.M)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: chapter key, where it begins and where the chapter's text begins."""

    key: str
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A heading from the beginning of its line; one inside a line, behind its number; title → chapter key."""
    keys = {title: chapter.key for one in EDITIONS for chapter in edition(one).chapters for title in chapter.titles}
    titles = "|".join(_loose(title) for title in sorted(keys, key=len, reverse=True))
    return (
        re.compile(f"{_LINE_START}(?P<title>{titles})"),
        re.compile(f"[一二三四五六]、\\s?(?P<title>{titles})$"),
        keys,
    )


def _loose(title: str) -> str:
    return re.escape(title).replace("、", "[、和及,，]?(?:提起)?")


def _key(title: str, keys: Mapping[str, str]) -> str:
    known = keys.get(title)
    if known is not None:
        return known
    return next(key for words, key in keys.items() if re.fullmatch(_loose(words), title))


def _title_ends(text: str) -> list[int]:
    """The places where a heading's words may end; every title ends in one of a few words."""
    ends = []
    for tail in _TAILS:
        place = text.find(tail)
        while place >= 0:
            ends.append(place + len(tail))
            place = text.find(tail, place + 1)
    return sorted(ends)


def headings(text: str) -> list[Heading]:
    """The chapters' headings in the order of the form, each at most once."""
    whole, inside, keys = _patterns()
    chapters = edition(EDITIONS[-1]).chapters
    order = [chapter.key for chapter in chapters]
    found: list[tuple[int, int, Heading]] = []
    for end in _title_ends(text):
        line = 1 + max(text.rfind("\n", 0, end), text.rfind("\r", max(end - 200, 0), end))
        own = whole.fullmatch(text, line, end)
        match = own or inside.search(text, max(line, end - _LONGEST), end)
        if match is None or (own is None and text[end : end + 1] in "的,，;；。、)）」》”"):
            continue
        key = _key(match["title"], keys)
        weight = 1
        if own is not None and _REST_OF_LINE.match(text, end):
            number = own["number"] or ""
            fitting = chapters[order.index(key)].number in number and number[:1] not in "(（"
            weight = 5 if fitting else 2 if number[:1] in ("(", "（") else 3
        elif own is not None and not own["number"]:
            continue
        start = match.start() if own is None else line
        found.append((order.index(key), weight, Heading(key, start, end)))
    return _chain(found)


def _chain(found: Sequence[tuple[int, int, Heading]]) -> list[Heading]:
    """The heaviest run of headings in the form's order; among equals the later ones, behind a table of contents."""
    weights: list[int] = []
    links: list[int] = []
    for i, (order, weight, _) in enumerate(found):
        earlier = [(weights[j], j) for j in range(i) if found[j][0] < order]
        best, link = max(earlier, default=(0, -1))
        weights.append(best + weight + 3)
        links.append(link)
    if not weights:
        return []
    at = max(range(len(weights)), key=lambda i: (weights[i], i))
    chain: list[Heading] = []
    while at >= 0:
        chain.append(found[at][2])
        at = links[at]
    return chain[::-1]


def footer(text: str, start: int) -> int:
    """Where the page's furniture behind the report begins (host, copyright, links), or the end of the text."""
    match = _FOOTER.search(text, start)
    return len(text) if match is None else match.start()


_HEADS = {
    "proactive": re.compile(r"(?:第二十条(?:第[(（]?一[)）]?项)?[\s|]*)?信息内容"),
    "requests": re.compile(r"[(（]?本列数据的勾稽关系|申请人情况|自然人[\s|]"),
    "remedies": re.compile(r"行政复议[\s|]+行政诉讼|行政复议[\s|]+结果|结果\s?维持[\s|]"),
}


def with_heads(text: str, key: str, start: int, end: int) -> tuple[int, int]:
    """The span of a statutory table with its heads, which stand before its first row or figure."""
    heads = [match.start() for match in _HEADS[key].finditer(text, max(start - 400, 0), start)]
    first = heads[-1] if key == "proactive" and heads else min(heads, default=start)
    line = 1 + text.rfind("\n", 0, first)
    return (line if not text[line:first].strip("| \t\u00a0\u3000") else first), end


def sections(
    text: str, found: Sequence[Heading], tables: Sequence[tuple[int, int]], end: int
) -> tuple[dict[str, str | None], dict[str, tuple[int, int]]]:
    """The text of each chapter without the statutory tables, and its span; None for a chapter without a heading. `end`
    is where the report ends."""
    texts: dict[str, str | None] = {chapter.key: None for chapter in edition(EDITIONS[-1]).chapters}
    spans: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(found):
        close = found[place + 1].start if place + 1 < len(found) else end
        close = max(close, heading.end)
        spans[heading.key] = (heading.end, close)
        texts[heading.key] = _without(text, heading.end, close, tables)
    return texts, spans


def _without(text: str, start: int, end: int, tables: Sequence[tuple[int, int]]) -> str:
    pieces = []
    for first, last in sorted(tables):
        if first >= end or last <= start:
            continue
        pieces.append(text[start : max(first, start)].strip())
        start = min(last, end)
    pieces.append(text[start:end].strip())
    return "\n".join(piece for piece in pieces if piece.strip("| \t\r\n\u00a0\u3000\x1e\x1f"))
