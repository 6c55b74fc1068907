"""章: the six chapters of the report, by their headings, and the text of each.

Headings come with Chinese numbers, restarted numbers, markdown signs or none, in the form's words or old ones; a table
of contents or a sentence may name them too. A heading stands at the beginning of a line, or behind its own number and
、; the chain of headings in the form's order is taken, and a heading that is not there stays missing. In a table of
contents or a menu heading follows heading: such a chain weighs less than one with text between.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai.core.law.editions import EDITIONS, edition

_SPACE = r"[ \t\u00a0\u3000]*"
_NUMBER = (
    rf"(?P<number>第?[一二三四五六七八](?:章|部分)?{_SPACE}[、.．,，:： ]?|\d{{1,2}}[、.．]|[(（][一二三四五六][)）])?"
)
_LINE_START = rf"[#*|>{_SPACE[1:-2]}]*{_NUMBER}{_SPACE}"
_REST_OF_LINE = re.compile(r"[*:： \t\u00a0\u3000]*(?=$|[\n\r|\x1e\x1f])")
_LONGEST = 40
_LINE = 80
_MOST_ENDS = 2000
_LOOSE_LINE = re.compile(
    r"^[#*|> \t\u00a0\u3000]{0,20}(?P<own>[第一二三四五六\u2160-\u2165\d(\uff08][^\n\r|\x1e\x1f]{3,70})[ \t|]{0,9}"
    r"(?=(?P<more>(?:\r?\n[ \t\u00a0\u3000]{0,20}[\u4e00-\u9fff][^\n\r|\x1e\x1f]{0,40})?))",
    re.M,
)
_FOOTER_WORDS = (
    "主办单位 主办[:：] 承办单位 承办[:：] 主管单位 版权所有 技术支持 网站标识码 ICP .{0,12}ICP备 .{0,8}公网安备 "
    "联系我们 关于我们 网站地图 关联稿件 相关(?:稿件|链接|文档|附件|信息|阅读) 扫一扫 上一[篇条] 下一[篇条] "
    "【?(?:打印|关闭|大中小) 分享(?:到|至) 未经许可 责任编辑 信息来源[:：] 附件[:：\\d] 访问量 浏览(?:次数|量) "
    "本站(?:地址|已支持) 建议使用 站内不良 返回顶部 收藏本页 字体[:：] Copyright COPYRIGHT copyright © 您是第 "
    "(?:(?:网站|章节)?导航|一、总体情况)[\\t\\r]{0,9}$"
)
_FOOTER = re.compile(rf"^{_SPACE}(?:{'|'.join(_FOOTER_WORDS.split())})", re.M)
_SURE = re.compile("(?i)版权所有|未经许可|ICP|公网安备|网站标识码|copyright|©|本站|建议使用|站内不良")
_SENTENCE = re.compile("[\u3002\uff1b\uff01\uff1f\uff0c]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: chapter key, where it begins and where the chapter's text begins."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A heading from the beginning of its line; one inside a line, behind its number; a squeezed line that is one;
    title → chapter key; the last two characters of titles → the characters that may stand before them (none: any)."""

    whole: re.Pattern[str]
    inside: re.Pattern[str]
    squeezed: re.Pattern[str]
    keys: Mapping[str, str]
    tails: Mapping[str, frozenset[str]]


@cache
def _patterns() -> _Patterns:
    keys = {title: chapter.key for one in EDITIONS for chapter in edition(one).chapters for title in chapter.titles}
    titles = "|".join(_loose(title) for title in sorted(keys, key=len, reverse=True))
    tails: dict[str, set[str]] = {}
    for title in keys:
        tails.setdefault(title[-2:], set()).add(title[-3:-2])
    return _Patterns(
        re.compile(f"{_LINE_START}(?P<title>{titles})"),
        re.compile(f"[一二三四五六]、\\s?(?P<title>{titles})$"),
        re.compile(
            r"(?P<number>第?[一二三四五六](?:章|部分)?|[\u2160-\u2165]|\d{1,2}|[(\uff08][一二三四五六][)\uff09])"
            rf"[、.\uff0e,\uff0c:\uff1a]?(?P<title>{titles})[*:\uff1a]*"
        ),
        keys,
        {tail: frozenset() if "" in before else frozenset(before) for tail, before in tails.items()},
    )


def _loose(title: str) -> str:
    pattern = re.sub("[及和与]", "[及和与]", re.escape(title)).replace("其他", "其[他它]")
    return pattern.replace("、", "[、和及,，]?(?:提起)?")


@lru_cache(256)
def _key(title: str) -> str:
    keys = _patterns().keys
    known = keys.get(title)
    if known is not None:
        return known
    return next(key for words, key in keys.items() if re.fullmatch(_loose(words), title))


def _title_ends(text: str) -> list[int]:
    """The places where a heading's words may end; every title ends in one of a few words. Of a great many only the
    first and the last are looked at."""
    ends = []
    for tail, before in _patterns().tails.items():
        place = text.find(tail)
        while place >= 0:
            if not before or text[place - 1 : place] in before:
                ends.append(place + len(tail))
            place = text.find(tail, place + 1)
    ends.sort()
    return ends if len(ends) <= 2 * _MOST_ENDS else ends[:_MOST_ENDS] + ends[-_MOST_ENDS:]


@cache
def _order() -> Mapping[str, tuple[int, str]]:
    """Chapter key → its place in the form's order, its Chinese number."""
    return {chapter.key: (i, chapter.number) for i, chapter in enumerate(edition(EDITIONS[-1]).chapters)}


_Found = tuple[int, int, Heading]
"""A heading that may be one: place of its chapter in the form's order, weight, heading."""


def headings(text: str) -> list[Heading]:
    """The chapters' headings in the order of the form, each at most once."""
    found = [one for one in (_heading_at(text, end) for end in _title_ends(text)) if one is not None]
    chain = _chain(_weighed(text, found))
    if len(chain) == len(_order()):
        return chain
    loose = _loose_headings(text, {one.start for _, _, one in found})
    if not loose:
        return chain
    return _chain(_weighed(text, sorted(found + loose, key=lambda one: one[2].end)))


def _heading_at(text: str, end: int) -> _Found | None:
    """The heading whose words end at `end`."""
    patterns = _patterns()
    nearest = max(end - _LINE, 0)
    line = 1 + max(text.rfind("\n", nearest, end), text.rfind("\r", nearest, end))
    own = patterns.whole.fullmatch(text, line, end) if line or not nearest else None
    match = own or patterns.inside.search(text, max(line, end - _LONGEST), end)
    if match is None or (own is None and text[end : end + 1] in "的,，;；。、)）」》”"):
        return None
    key = _key(match["title"])
    order, expected = _order()[key]
    weight = 1
    if own is not None and _REST_OF_LINE.match(text, end):
        number = own["number"] or ""
        fitting = expected in number and number[:1] not in "(（"
        weight = 5 if fitting else 2 if number[:1] in ("(", "（") else 3
    elif own is not None and not own["number"]:
        return None
    return order, weight, Heading(key, match.start() if own is None else line, end)


def _loose_headings(text: str, known: set[int]) -> list[_Found]:
    """Headings with a number whose letters stand apart or that run over two lines; `known` is where headings begin
    that were found already."""
    squeezed = _patterns().squeezed
    found: list[_Found] = []
    for line in _LOOSE_LINE.finditer(text):
        if line.start() in known or len(found) == _MOST_ENDS:
            continue
        end = line.end("own")
        match = squeezed.fullmatch("".join(line["own"].split()))
        if match is None and line["more"]:
            end = line.end("more")
            match = squeezed.fullmatch("".join((line["own"] + line["more"]).split()))
        if match is None:
            continue
        key = _key(match["title"])
        order, expected = _order()[key]
        fitting = match["number"] in (expected, "\u2160\u2161\u2162\u2163\u2164\u2165"[order], str(order + 1))
        found.append((order, 4 if fitting else 2, Heading(key, line.start(), end)))
    return found


def _weighed(text: str, found: Sequence[_Found]) -> list[tuple[int, int, Heading]]:
    """The headings with their final weight: next to none for one that another chapter's heading follows at once, and
    for the one that ends a run of such."""
    weighed: list[tuple[int, int, Heading]] = []
    run = 0
    for place, (order, weight, heading) in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        gap = text[heading.end : min(behind[2].start, heading.end + _LINE)] if behind else "."
        menu = behind is not None and behind[0] != order and not gap.strip("#*|>:\uff1a \t\r\n\u00a0\u3000")
        weighed.append((order, 1 if menu else 2 if run > 1 else weight + 3, heading))
        run = run + 1 if menu else 0
    return weighed


def _chain(found: Sequence[_Found]) -> list[Heading]:
    """The heaviest run of headings in the form's order; among equals the later ones, behind a table of contents."""
    best: list[tuple[int, int]] = [(0, -1)] * len(_order())
    links: list[int] = []
    for i, (order, weight, _) in enumerate(found):
        before, link = max(best[:order], default=(0, -1))
        links.append(link)
        best[order] = max(best[order], (before + weight, i))
    at = max(best)[1]
    chain: list[Heading] = []
    while at >= 0:
        chain.append(found[at][2])
        at = links[at]
    return chain[::-1]


def footer(text: str, start: int) -> int:
    """Where the page's furniture behind the report begins (host, copyright, links), or the end of the text. A line
    that is a sentence belongs to the report, whatever word it begins with."""
    for match in _FOOTER.finditer(text, start):
        end = text.find("\n", match.end())
        line = text[match.start() : len(text) if end < 0 else end]
        if _SURE.search(line) or not _SENTENCE.search(line):
            return match.start()
    return len(text)


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
