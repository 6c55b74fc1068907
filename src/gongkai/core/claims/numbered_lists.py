"""编号列举: the list with numbers behind a told number of things: 一是…二是…, (1)…(2)…, or lines of 1. 2. 3.

A list counts only where its numbers run from 1 without a gap. Where it is not certain that a list has ended (other
text, a table, another numbering behind it), there may be more items than are seen.
"""

import re
from dataclasses import dataclass

from gongkai.core.claims.prose import begun
from gongkai.core.claims.told_counts import NUMERAL, ToldCount, numeral

_CLAUSE = r"(?<![^\n。;:,、!?\u201d) \t\r])"
_SENTENCE = r"(?<![^\n。;:!?\u201d) \t\r])"
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLAUSE}(?P<number>{NUMERAL})是",
        rf"{_CLAUSE}\((?P<number>{NUMERAL})\)(?!项)",
        rf"{_CLAUSE}\((?P<number>\d{{1,2}})\)(?!项)",
        rf"{_SENTENCE}(?P<number>\d{{1,2}})[.、](?!\d)",
        rf"{_CLAUSE}(?P<number>[①-⑳])",
        rf"{_CLAUSE}第(?P<number>{NUMERAL})[,、]",
    )
)
_FIRST = re.compile(r"[一(1①第](?:是|一\)|1\)|[.、](?!\d)|一[,、])?")
_REACH = 60
_LONGEST = 400
_HEADING = re.compile(rf"\s*(?:[#*]*)(?:\({NUMERAL}\)|{NUMERAL}、|第{NUMERAL}[章部])")
_NOT_OF_THE_LIST = re.compile("下一步|下步|改进|整改|今后|其[他它余]|此外|另外|打算|努力方向|明年|附")
_OF_PROBLEMS = re.compile("存在|不足|问题|困难|短板")
_GOES_ON = re.compile(r"(?:^|[。;,\n])\s*(?:此外|同时|另外|还有|最后|其次|再|以及|并且|还)")
_ASPECTS = ("方面", "层面", "环节", "步骤", "阶段")
_ABOUT = re.compile("针对|对照|围绕|按照|根据|结合|聚焦|依据|落实|完成")
_LISTED = re.compile("问题|措施|举措|任务|内容|事项|项目|做法|建议|要求|情况|目标|表现|体现|以下|不足")
_SAYS = re.compile(r"[^。;:,\n]{0,15}:\s*")
_STOPS = re.compile(r"[^。;:,\n]{0,4}[。,]\s*")
_FOLLOWS = re.compile(r"(?:如下)?[^。;:\n]{0,30}[:。,;]?\s*")
_NEAR_NOUN = re.compile("(?:项目|任务|要求|指标|内容|事项|措施|重点)$")
_TOPIC = re.compile("主动公开|依申请|政府信息管理|信息管理|平台|监督保障|组织领导|机构建设")
_POINTS_BACK = ("等", "这")
_LEAST_NEAR = 4
_HEADING_LINE = 30


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The items seen behind a told number; `ended` where it is certain that there are no more; `sure` where the text
    says that these are the things told, else the list is only the next one."""

    items: int
    end: int
    ended: bool
    sure: bool


def numbered_list(text: str, told: ToldCount, near: bool) -> NumberedList | None:
    """The list behind `told` in a chapter's text, which is folded; None where there is none, or where it may be another
    thing's. `near`: the told number is the only one of its paragraph, so that the lines behind the paragraph may be
    it."""
    if text[max(told.start - 1, 0) : told.start] in _POINTS_BACK:
        return None
    for first, style in _firsts(text, told.end):
        gap = text[told.end : first]
        sure = _introduces(text, told, gap, style)
        if not sure and not (near and _next_lines(text, told, first)):
            return None
        line = begun(text, told.start, "\n")
        if style.search(text, line, told.start):
            return None  # an item of a list of this style tells the number
        by_lines = not text[begun(text, first, "\n") : first].strip()
        if style is _STYLES[0] or not by_lines:
            found = _run(text, first, style, by_lines)
        else:
            found = _lines(text, first, style)
        return _judged(text, told, found, sure) if len(found[0]) > 1 else None
    return None


def _firsts(text: str, start: int) -> list[tuple[int, re.Pattern[str]]]:
    """The nearest first number of a list, and its style."""
    line = text.find("\n", start, start + _LONGEST)
    reach = max(start + _REACH, line + 30 if line >= 0 else 0)
    for match in _FIRST.finditer(text, start, min(reach, len(text))):
        for style in _STYLES:
            own = style.match(text, match.start())
            if own is not None and _number(own) == 1:
                return [(match.start(), style)]
    return []


def _number(match: re.Match[str]) -> int | None:
    sign = match["number"]
    return ord(sign) - 0x245F if "\u2460" <= sign <= "\u2473" else numeral(sign)


def _introduces(text: str, told: ToldCount, gap: str, style: re.Pattern[str]) -> bool:
    """Whether the words between the told number and the list's first say that the list is what was counted."""
    if re.search(r"\d\s?[个项条点类种]|[二两三四五六七八九十][个项条点类种]", gap):
        return False
    if told.announced or gap.startswith("如下"):
        return _FOLLOWS.fullmatch(gap) is not None
    clause = text[begun(text, told.start, "。;:,\n") : told.start]
    aspects = told.noun.startswith(_ASPECTS) or told.noun.endswith(_ASPECTS)
    if not aspects and (_ABOUT.search(clause) or _LISTED.search(gap)):
        return False
    if aspects and _LISTED.search(gap):
        return False
    if _SAYS.fullmatch(gap):
        return True
    if not gap.strip():
        line = begun(text, told.start, "\n")
        return "\n" in gap and told.end - line <= _HEADING_LINE
    return style is _STYLES[0] and _STOPS.fullmatch(gap) is not None


def _next_lines(text: str, told: ToldCount, first: int) -> bool:
    """Whether the list stands on the lines behind the paragraph of a told number that the organ answers to (对照…)."""
    gap = text[told.end : first]
    clause = text[begun(text, told.start, "。;:\n") : told.start]
    return (
        gap.strip(" \n\r\t") == gap.rstrip().strip()
        and gap.rstrip(" \t").endswith("\n")
        and "\n" not in gap.strip()
        and _ABOUT.search(clause) is not None
        and _NEAR_NOUN.search(told.noun) is not None
    )


_Found = tuple[list[int], int, bool]
"""Where the items begin, where the last ends, whether it is certain that no other follows."""


def _run(text: str, first: int, style: re.Pattern[str], by_lines: bool) -> _Found:
    """The items of a list that runs on in its paragraph, or paragraph by paragraph."""
    starts: list[int] = []
    broken = False
    for match in style.finditer(text, first):
        if starts and _heading_between(text, starts[-1], match.start()):
            break
        if _number(match) != len(starts) + 1:
            broken = True
            break
        starts.append(match.start())
    line_end = text.find("\n", starts[-1])
    stop = len(text) if line_end < 0 else line_end
    behind = text[stop:].lstrip()
    if broken:
        return starts, stop, False
    if by_lines:
        return starts, stop, not behind or _HEADING.match(behind) is not None
    return starts, stop, _GOES_ON.match(behind[:8]) is None


def _heading_between(text: str, start: int, end: int) -> bool:
    return any(_HEADING.match(line) for line in text[start:end].split("\n")[1:])


def _lines(text: str, first: int, style: re.Pattern[str]) -> _Found:
    """The items of a list whose every line is one."""
    starts: list[int] = []
    place = begun(text, first, "\n")
    stop = first
    while place < len(text):
        close = text.find("\n", place)
        close = len(text) if close < 0 else close
        line = text[place:close]
        if line.strip():
            start = place + len(line) - len(line.lstrip())
            match = style.match(text, start)
            if match is None:
                return starts, stop, _HEADING.match(line) is not None
            if _number(match) != len(starts) + 1:
                return starts, stop, False
            starts.append(start)
            stop = close
        place = close + 1
    return starts, stop, True


def _judged(text: str, told: ToldCount, found: _Found, sure: bool) -> NumberedList | None:
    """The list, unless what it has above the told number is another matter; still open where its last item may hold
    the next number in another style."""
    starts, stop, ended = found
    items = len(starts)
    openings = [text[start : start + 14] for start in starts]
    beyond = openings[told.value :]
    if any(_NOT_OF_THE_LIST.search(words) for words in beyond):
        return None
    if not _OF_PROBLEMS.search(told.noun) and any(_OF_PROBLEMS.search(words) for words in beyond):
        return None
    if not sure and (items < _LEAST_NEAR or sum(_TOPIC.search(words) is not None for words in openings) > 1):
        return None
    last = text[starts[-1] : stop] + "\n" + text[stop : stop + 12].lstrip()
    following = "一二三四五六七八九十"[items : items + 1] or "十"
    more = re.search(rf"[。;,:\n]\s*\(?(?:第?{following}|\(?{items + 1}[.、)])", last[2:])
    return NumberedList(items, stop, ended and more is None and _GOES_ON.search(last) is None, sure)
