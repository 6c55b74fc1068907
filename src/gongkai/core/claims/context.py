"""依申请公开语境: whether a figure that does not name what it counts (收到20件, 予以公开6件) speaks of requests for
government information.

Looked at are the clauses before it, backwards, until one names such requests in known words only: 2.依申请公开。 or
共收到政府信息公开申请20件. Clauses between must say nothing of anything else: hotlines, proposals and licences are told
in the same paragraphs with the same verbs.
"""

import re
from typing import Literal

from gongkai.core.claims.lexicon import kinds_of

_CLAUSE = re.compile(r"[^，,。；;:()、\n]+")
_FIGURE = re.compile(r"(?:近|约|超过?)?\d[\d.,]*万?余?(?:件次|人次|万元|件|宗|份|起|例|条|次|人|项|个|%|)")
_REQUESTS = frozenset(("request", "request_class"))
_OTHER_MATTER = frozenset(
    [
        *("reconsideration", "litigation", "direct", "after", "normative", "make", "repeal", "in_force", "last_year"),
        *("licensing", "penalty", "coercion", "licensing_matter", "penalty_matter", "coercion_matter"),
    ]
)
_SAYS_NOTHING = re.compile(
    r"占[\u4e00-\u9fff]{0,10}|(?:同比|环比|较|比|与上年)[\u4e00-\u9fff ]{0,14}|(?:增长|增加|减少|下降|上升)"
    r"|(?:主要|内容)(?:是|为)?(?:涉及|集中)[\u4e00-\u9fff]{0,30}|(?:办理|答复|处理|申请)(?:结果|方式|情况)(?:如下|为|看|分)*"
    r"|截[至止][\u4e00-\u9fff]{0,8}|(?:从|按)(?:申请|办理|答复)[\u4e00-\u9fff]{0,6}(?:看|分|统计)"
)
_OF_WORK = re.compile(
    "(?:严格|认真|依法|规范|进一步|不断|持续|切实|加强|完善|健全|优化|提高|提升|做好|落实|明确|畅通|按照|根据|坚持|有序|扎实)"
    r"[^\d]{0,30}"
)
_OF_THIS_WORK = re.compile("依申请|信息公开申请|答复|流程|程序|《条例》|条例|时限|机制|制度|规范")
_OF_OTHER_WORK = re.compile(
    "热线|建议|提案|信访|许可|处罚|登记|诉求|工单|投诉|举报|留言|咨询|审批|服务|档案|执法|政策|企业|营商|群众|补贴|纠纷|网站|平台"
)
_NAMES_REQUESTS = re.compile("依申请公开|信息公开申请")
_CLASS_ALONE = frozenset(("request_class", "of_these", "this_year", "own"))
_FARTHEST = 600
"""So many characters before a figure are looked at."""
Matter = Literal["requests", "other", "none"]


def about_requests(text: str, end: int, own: "re.Pattern[str] | None", nothing_yet: bool) -> bool:
    """Whether what stands before `end` in a paragraph, with its years in words, is about requests. `nothing_yet` is the
    answer where the paragraph's beginning is reached without a word of another matter: the chapter's own."""
    start = max(end - _FARTHEST, 0)
    for clause in reversed([*_CLAUSE.finditer(text, start, end)]):
        matter = "other" if _is_head_of_channel(text, clause) else _matter(clause[0], own)
        if matter != "none":
            return matter == "requests"
    return nothing_yet and start == 0


def only_requests_between(text: str, start: int, end: int, own: "re.Pattern[str] | None") -> bool:
    """Whether the clauses between say nothing of anything but requests."""
    return all(_matter(match[0], own) != "other" for match in _CLAUSE.finditer(text, start, end))


def all_known_between(text: str, start: int, end: int, own: "re.Pattern[str] | None") -> bool:
    """Whether every word of the clauses between is known."""
    for match in _CLAUSE.finditer(text, start, end):
        bare = _FIGURE.sub("", match[0]).replace(" ", "")
        bare = own.sub("本机关", bare) if own is not None else bare
        if kinds_of(bare) is None and not _SAYS_NOTHING.fullmatch(bare):
            return False
    return True


def _is_head_of_channel(text: str, clause: re.Match[str]) -> bool:
    """Whether the clause is a head such as 网上申请: over figures of one channel."""
    return text[clause.end() : clause.end() + 1] == ":" and "channel" in (kinds_of(clause[0]) or ())


def _matter(clause: str, own: "re.Pattern[str] | None") -> Matter:
    bare = _FIGURE.sub("", clause).replace(" ", "").removesuffix("中")
    if own is not None:
        bare = own.sub("本机关", bare)
    kinds = kinds_of(bare)
    if kinds is None:
        if _OF_WORK.fullmatch(bare) and _OF_THIS_WORK.search(bare) and not _OF_OTHER_WORK.search(bare):
            return "requests" if _NAMES_REQUESTS.search(bare) else "none"
        return "none" if _SAYS_NOTHING.fullmatch(bare) else "other"
    if bare != clause.strip() and kinds <= _CLASS_ALONE and "request_class" in kinds:
        return "other"  # 依申请公开30条: a class of documents
    if kinds & _OTHER_MATTER:
        return "other"
    return "requests" if kinds & _REQUESTS else "none"
