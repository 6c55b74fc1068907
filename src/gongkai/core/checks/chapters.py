"""章节校核: whether the six chapters are there and say what the form wants of them.

国办公开办函〔2021〕30号 names five topics of chapter 1, for a people's government three results of supervision besides,
and asks chapter 6 for the information processing fee, nil included. Chapters 2 to 4 are their tables: where a table is
there, its chapter is neither missing nor empty.
"""

import re
from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known, level_of
from gongkai.core.claims.prose import sentence_around
from gongkai.core.findings import Finding, Place
from gongkai.core.law.editions import Chapter, edition
from gongkai.core.report import FilledReport, State

_LEAST_CHAPTERS = 3
"""So many headings must be found before one that is not found counts as missing: a reading that found fewer has lost
them."""

_TOPICS = (
    ("主动公开", "proactive disclosure", "主动公开|公开.{0,12}信息|发布.{0,8}信息|政务公开"),
    ("依申请公开", "disclosure on request", "依申请|申请公开|公开申请|申请件"),
    ("政府信息管理", "management of information", "信息.{0,12}管理|管理.{0,12}信息|规范性文件|目录|审[查核]|三审|清理"),
    ("平台建设", "platforms", "平台|网站|新媒体|公众号|专栏|专区|公开栏"),
    ("监督保障", "supervision and support", "监督|保障|考核|培训|领导小组|评议|追究|问责|督[查促办导]"),
)
"""The topics of chapter 1, in Chinese and English, and words one of which stands where a report treats of it."""

_RESULTS = (
    ("工作考核", "appraisal", "考核|考评|绩效"),
    ("社会评议", "public review", "评议|评价|满意度|第三方|测评|群众监督|社会监督"),
    ("责任追究结果", "accountability", "追究|追责|问责"),
)
"""Results of supervision that a people's government has to tell, likewise (《条例》第五十条第一款第（四）项)."""

_FEE = re.compile("信息(?:公开)?处理费|收[取费]|费用|缴费|缴纳|收缴|处理费")
_NO_NOTICE = re.compile(
    r"(?:未|没有|无)(?:发出|发送|出具|下达|开具|制发|产生|作出)?[^。；;，,\n]{0,6}(?:收费|缴费|缴纳费用的?)通知"
    r"|(?:收费|缴费)通知(?:书|单)?[^。；;，,\n\d]{0,8}[0零][件份次张]"
)
_UNPAID = "requests.other.unpaid.total"


def check_chapters(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """CH.MISSING for a chapter that is not there; CH.EMPTY for one with nothing behind its heading."""
    if sum(text is not None for text in report.sections.values()) < _LEAST_CHAPTERS:
        return
    for chapter in edition(report.edition).chapters:
        text = report.sections.get(chapter.key)
        if _has_table(report, chapter.key):
            continue
        if text is None:
            yield Finding("CH.MISSING", "error", details={"chapter": _named(chapter)})
        elif not text.strip("。．.:： \n"):
            heading = f"{chapter.number}、{chapter.title}"
            yield Finding(
                "CH.EMPTY",
                "warning",
                details={"chapter": _named(chapter)},
                quote=heading,
                at=_heading_place(report, chapter.key),
            )


def check_topics(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """CH1.TOPICS, one finding for all topics that chapter 1 of a report on the form of 2021 does not treat of."""
    text = report.sections.get("overview")
    if report.edition != "2021" or not text or not text.strip():
        return
    wanted = [*_TOPICS, *(_RESULTS if level_of(report, known) == "government" else ())]
    lacking = [(chinese, english) for chinese, english, words in wanted if not re.search(words, text)]
    if lacking:
        details = {
            "count": len(lacking),
            "topics": {
                "zh": "、".join(chinese for chinese, _ in lacking),
                "en": ", ".join(english for _, english in lacking),
            },
        }
        at = _heading_place(report, "overview")
        yield Finding("CH1.TOPICS", "warning", details=details, at=at)


def check_fee_statement(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """CH6.FEE where chapter 6 of a report on the form of 2021 says nothing of the information processing fee, or says
    that no fee notice was sent although table 3 counts requests given up for an unpaid one."""
    text = report.sections.get("other")
    if report.edition != "2021" or text is None:
        return
    at = _heading_place(report, "other")
    if not _FEE.search(text):
        yield Finding("CH6.FEE", "warning", details={"variant": "missing"}, quote=text[:80], at=at)
        return
    denied = _NO_NOTICE.search(text)
    unpaid = report.value(_UNPAID) if _UNPAID in report.form.index else None
    if denied and unpaid:
        yield Finding(
            "CH6.FEE",
            "warning",
            cells=(_UNPAID,),
            found=0,
            expected=unpaid,
            details={"variant": "denied", "unpaid": unpaid},
            quote=text[slice(*sentence_around(text, *denied.span()))].strip(),
            at=at,
        )


def _has_table(report: FilledReport, key: str) -> bool:
    """Whether the chapter is one whose table is there, read or not."""
    if key not in report.form.spans:
        return False
    first, end = report.form.spans[key]
    return any(state != State.MISSING for state in report.states[first:end])


def _heading_place(report: FilledReport, key: str) -> Place:
    start, _ = report.section_spans[key]
    return report.place(max(start - 1, 0), start)


def _named(chapter: Chapter) -> dict[str, str]:
    return {"zh": f"{chapter.number}、{chapter.title}", "en": f"{chapter.number}、{chapter.title} ({chapter.english})"}
