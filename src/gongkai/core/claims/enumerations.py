"""顿号列举: the things that a sentence names one by one, parted by 、, beside the number that it gives them.

Before the number: A、B、C共3个领域, A、B、C等3个领域, 从A、B、C三个方面. Behind it: 3个领域:A、B、C.
An item may hold 和, 及 or a 、 of its own, and the words before the list may hold one too, so that the number of items
is a range.
"""

import re
from dataclasses import dataclass

from gongkai.core.claims.prose import begun
from gongkai.core.claims.told_counts import ToldCount

_KINDS = re.compile("(?:方面|层面|领域|环节|板块|栏目|类别|渠道|阶段|步骤|原则|指标)$")
"""Nouns whose things are named in a word or two each. Items of work and measures are told in clauses that part their
own words by 、."""
_APPOSED = re.compile(r"(?P<link>等|共计?|合计|总计|这|共有)?(?:[大主要重点\s]{0,4})$")
_MASKED = re.compile(r"《[^《》\n]*》|\u201c[^\u201c\u201d\n]*\u201d|\([^()\n]*\)")
_OPENER = re.compile(
    "从|围绕|聚焦|涉及|包括|包含|涵盖|分为|设有|设置|开设|设立|抓好|抓住|突出|紧扣|坚持|在|对|于|以|按|为|:"
)
_DOES = re.compile(
    "等|公开|发布|更新|[开新增]设|设置|建立|打造|优化|调整|[新创]建|梳理|整合|涉及|覆盖|涵盖|包括|新增|落实|[入到为了成出有设分各在的于至对从占]$"
)
"""Words that stand between a list and a number that is not the list's own (…、重大项目纳入5个栏目)."""
_AND = re.compile("以及|[和及与或]")
_BEHIND = re.compile(r",?(?:分别(?:是|为)?|即|依次(?:是|为)):?\s*|:\s*")
_BESIDE = re.compile("》《|\u201d\u201c")
_HIDDEN = "\ue000"
_NUMBERS = re.compile(r"\d|[二两三四五六七八九十][个项条类种级大]")
_FARTHEST = 400
_FEWEST = 3
_FAR = 2
_LONGEST = 16
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The things named: between `least` and `most` of them; `most` is None where the text says, or leaves open, that
    there are more."""

    least: int
    most: int | None
    start: int
    end: int


def enumeration(text: str, told: ToldCount) -> Enumeration | None:
    """The things named beside `told` in a chapter's text, which is folded; None where there are none, or where they
    can't be counted."""
    if not _KINDS.search(told.noun):
        return None
    found = _behind(text, told) or _before(text, told)
    if found is not None and found.most is not None and told.value - found.most > _FAR:
        return None  # what is named holds the things told, several each
    return found


def _before(text: str, told: ToldCount) -> Enumeration | None:
    """The list that ends at the told number: A、B、C共3个领域."""
    first = begun(text, told.start, "。;\n!?")
    sentence = _masked(text[first : told.start])
    link = _APPOSED.search(sentence)
    end = link.start() if link else len(sentence)
    start = max(sentence.rfind(sign, 0, end) for sign in ",:") + 1
    named = sentence[start:end]
    if "、" not in named or _NUMBERS.search(named):
        return None
    opener = max((match.end() for match in _OPENER.finditer(named)), default=-1)
    whole = _split(named)
    inner = _split(named[opener:]) if opener >= 0 else [named]
    if sentence[start - 1 : start] == ":":
        inner = whole
    if "、" in named[: max(opener, 0)] or max(map(len, inner)) > _LONGEST:
        return None
    certain = len(whole) >= _FEWEST and (opener >= 0 or "," not in sentence[:start])
    more = link is not None and link["link"] == "等"
    if (link is None or not link["link"]) and _DOES.search(named.rpartition("、")[2]):
        return None
    most = _most(named[max(opener, 0) :]) if certain and not more else None
    return Enumeration(_least(inner), most, first + start, told.end)


def _behind(text: str, told: ToldCount) -> Enumeration | None:
    """The list that the told number opens: 3个领域:A、B、C."""
    start = told.end
    bracket = text[start : start + 1] == "("
    lead = _BEHIND.match(text, start)
    if not bracket and lead is None:
        return None
    start = start + 1 if lead is None else lead.end()
    ends = [
        place for sign in (")" if bracket else "。;\n") if (place := text.find(sign, start, start + _FARTHEST)) >= 0
    ]
    if not ends:
        ends = [min(len(text), start + _FARTHEST)]
    end = min(ends)
    named = _masked(text[start:end])
    items = _split(named)
    if "、" not in named or re.search(r"[,:;(]|如|其中|主要|包括|含|新增|原|\n", named) or _NUMBERS.search(named):
        return None
    if max(map(len, items)) > _LONGEST:
        return None
    more = re.search("等[^、]{0,8}$", items[-1]) is not None
    return Enumeration(_least(items), None if more or len(items) < _FEWEST else _most(named), told.start, end)


def _masked(text: str) -> str:
    """`text` with what stands in brackets, quotes and titles hidden, at the same length."""
    return _MASKED.sub(lambda match: _hidden(match[0]), text)


def _hidden(part: str) -> str:
    edges = (_HIDDEN, _HIDDEN) if part[0] == "(" else (part[0], part[-1])
    return edges[0] + _HIDDEN * (len(part) - 2) + edges[1]


def _split(named: str) -> list[str]:
    return [item.strip() for item in named.split("、")]


def _least(items: list[str]) -> int:
    """As few things as the items can be: a short one among longer ones may be a part of its neighbour
    (财政预算、决算)."""
    lengths = {len(item) for item in items}
    return len(items) if len(lengths) == 1 else sum(len(item) >= _SHORT for item in items)


def _most(named: str) -> int:
    """As many things as the items can be: each 和 and each title beside another may part two."""
    return 1 + named.count("、") + len(_AND.findall(named)) + len(_BESIDE.findall(named))
