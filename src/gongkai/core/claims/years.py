"""所称年份: the years that a report gives itself: in its title, its preamble, its statistical period, and in sentences
that begin with a year and tell what the organ did in it.

Years of plans, budgets, accounts, comparisons, titles of documents (《》), document numbers and days of publication are
not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.core.claims.prose import Paragraph, begun, in_a_table, sentence_around, whole_chapters
from gongkai.core.fold import fold
from gongkai.core.report import FilledReport

Kind = Literal["title", "preamble", "period", "statement"]

_YEAR = r"20\d\d|二[〇○ΟO零0][一二三四五六七八九〇○零]{2}"
_DIGITS = str.maketrans("〇○Ο零O一二三四五六七八九", "00000123456789")
_HEAD = 6000
_NAME = r"(?:政府信息|政务|政务信息)公开(?:工作)?(?:情况)?的?"
_TITLE_LINE = re.compile(
    rf"^[#* \t]*(?P<before>[\u4e00-\u9fff()、·]{{0,40}}?)[ \t]?\(?(?P<year>{_YEAR})[ \t]?年?度?\)?"
    rf"[ \t]?(?P<behind>[\u4e00-\u9fff()、·]{{0,40}}?{_NAME}(?:年度)?(?:工作)?(?:年度)?(?:报告|年报))[* \t\r]*$",
    re.M,
)
_PREAMBLE = re.compile(
    rf"(?P<year>{_YEAR})[ ]?年度?(?![ ]?\d)[\u4e00-\u9fff、]{{0,24}}?{_NAME}(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)"
    r"(?=[。,;:()\s]|$|如下|并?向社会|予以|(?:公布|发布)(?!的))"
)
_OWN = re.compile("现|编制|公布|发布|形成|本报告|特|撰写|报告如下|如下")
_CITED = re.compile("关于|通知|按照|要求|参照|上年|上一年|去年|往年|历年|已于|此前|较|比|整改|反馈")
_DATE = r"[ ]?(?P<{0}month>\d{{1,2}})[ ]?月(?:[ ]?(?P<{0}day>\d{{1,2}})[ ]?日)?"
_PERIOD = re.compile(
    rf"(?P<year>{_YEAR})[ ]?年" + _DATE.format("") + r"[ ]?(?:\([^()\n]{0,20}\))?[ ]?(?:0时)?[ ]?(?:起|开始)?[,、 ]?"
    rf"(?:至|到|—+|-+|~|～)[ ]?(?:(?P<last>{_YEAR})[ ]?年)?" + _DATE.format("last")
)
_STATISTICAL = re.compile("统计|期限|数据|本报告|年度报告|内容涵盖|情况|所列|报告期")
_OTHER_PERIOD = re.compile(
    "公示|有效期|工作时间|咨询|下载|查阅|受理时间|办公时间|任职|试点|征求|整治|活动|培训期|检查|缴|征收"
)
_STATISTICAL_IN_A_CHAPTER = re.compile("统计(?:期|时|周期)|报告期")
_FOUNDED = re.compile("成立|挂牌|组建|设立|合并|划转|机构改革")

_STATEMENT = re.compile(
    rf"(?<![^。;\n) \t\r])(?P<year>{_YEAR})[ ]?年(?:度)?[,、 ]?(?P<subject>[\u4e00-\u9fff()]{{1,30}})"
)
_SUBJECT = re.compile(
    "我(?:们|[省市县区州旗盟镇乡局厅委办院部站所处队校街中会])|本(?:机关|单位|[省市县区州旗盟镇乡局厅委办院部站所处队校街])"
)
_AREA = re.compile("全[市县区州旗盟镇乡局街]|共|累计|全年|主动公开|收到|受理|新收")
_FIGURES = re.compile(
    r"(?:公开|发布|收到|受理|答复|办理|新收|制发|印发|更新|上传|推送|接收)[^。;\n]{0,30}?\d+[余多]?(?:件|条|篇|期|份|次|起|宗)"
)
_OPENING = re.compile("认真贯彻|深入贯彻|全面贯彻|严格按照|坚强领导|正确领导|坚持以|关心支持|精心指导")
_COMPARED = re.compile(
    "报告期内|本报告期|列为|改版|升级|较|相比|同比|增长|增加|减少|下降|上升|比[上去前2]|同期|去年|上年|上一年|往年|历年|逐年|连续|近[两三几]年|以来|至今|截至"
    "|今年|本年|结转|转入|遗留|整改|针对|回顾|曾|原(?!则|文)|此前|之前|此后|之后|起[,,]|开始|已?于20|沿用|延续|基础上|在此"
    "|预算|决算|三公|账|审计|资金|收支|规划|计划|下一步|拟|目标|打算|思路|考核中|评为|荣获|获得"
)
_MARKS = re.compile(r"《[^《》\n]*》|\[[^\[\]\n]*\]|\u201c[^\u201c\u201d\n]*\u201d")
_ANY_YEAR = re.compile(rf"{_YEAR}(?=[ ]?年)")
_YEAR_FIRST = re.compile(rf"\s*(?:[(\d一二三四五六七八九十)、.]{{1,4}})?\s*(?P<year>{_YEAR})[ ]?年")
_LONGEST = 1500
_CHAPTERS = ("overview", "proactive")


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year told of the report itself. `last` is the year that a period ends in, else the same; `start` and `end` are
    offsets of the report's source: the sentence's, or the title's line."""

    year: int
    kind: Kind
    start: int
    end: int
    last: int


def told_years(report: FilledReport) -> Iterator[ToldYear]:
    """The years told in title, preamble, period and statements of the year's work, in the order of these kinds."""
    chapters = [chapter for chapter in whole_chapters(report) if chapter.chapter in _CHAPTERS]
    if "overview" in report.section_spans:
        end = report.section_spans["overview"][0]
        start = max(0, end - _HEAD)
        text = fold(report.source[start:end])
        head = Paragraph("", _MARKS.sub(lambda match: "\ue000" * len(match[0]), text), start)
        yield from _titles(head)
        yield from _preamble(head)
        yield from _periods(head)
    for chapter in chapters:
        yield from _periods(chapter)
    for chapter in chapters:
        yield from _statements(chapter, report)


def _titles(head: Paragraph) -> Iterator[ToldYear]:
    """The second of two titles that are the same but for the year: the page's and the report's own. A title alone
    tells the report's year; others may be links to other years' reports."""
    lines = list(_TITLE_LINE.finditer(head.text))
    wordings = {(line["before"] + line["behind"]).replace("度", "") for line in lines}
    if len(lines) == 2 and len(wordings) == 1:
        yield _told(head, lines[-1], "title", whole=True)


def _preamble(head: Paragraph) -> Iterator[ToldYear]:
    """The year in a sentence by which the organ publishes its report. None where such sentences name several."""
    found = []
    for match in _PREAMBLE.finditer(head.text):
        first, last = sentence_around(head.text, *match.span())
        clause = head.text[max(head.text.rfind(sign, 0, match.start()) for sign in "。,;\n") + 1 : match.start()]
        before = head.text[first : match.start()]
        alone = not before.strip() and not head.text[match.end() : last].strip()
        if not alone and _OWN.search(before) and not _CITED.search(clause):
            found.append(_told(head, match, "preamble"))
    if len({one.year for one in found}) == 1:
        yield found[0]


def _periods(part: Paragraph) -> Iterator[ToldYear]:
    """The statistical periods; in a chapter only those that are called so. An organ founded within the time told may
    have counted from then on."""
    for match in _PERIOD.finditer(part.text):
        first, last = sentence_around(part.text, *match.span())
        sentence = part.text[first:last]
        marks = _STATISTICAL_IN_A_CHAPTER if part.chapter else _STATISTICAL
        near = part.text[max(first, match.start() - 20) : match.end() + 8]
        if not marks.search(sentence) or _OTHER_PERIOD.search(near) or _FOUNDED.search(sentence):
            continue
        if not in_a_table(part.text, *match.span()):
            yield _told(part, match, "period")


def _statements(chapter: Paragraph, report: FilledReport) -> Iterator[ToldYear]:
    """Sentences that begin with the year before the report's, as last year's report did, and tell the organ's work in
    it, in a paragraph where no other year and no comparison stands, and that is not one of several, year by year.
    Earlier years are history, later ones plans."""
    text = chapter.text
    for match in _STATEMENT.finditer(text):
        year = _year(match["year"])
        if report.year is None or year != report.year - 1:
            continue
        line = begun(text, match.start(), "\n")
        close = text.find("\n", match.end(), match.end() + _LONGEST)
        close = min(len(text), match.end() + _LONGEST) if close < 0 else close
        paragraph = _MARKS.sub("", text[line:close])
        years = {_year(found) for found in _ANY_YEAR.findall(paragraph)}
        if years != {year} or _COMPARED.search(paragraph) or not _tells_work(match["subject"], paragraph, report.organ):
            continue
        if not _year_by_year(text, line, close, year) and not in_a_table(text, *match.span()):
            yield _told(chapter, match, "statement")


def _tells_work(subject: str, paragraph: str, organ: str | None) -> bool:
    """Whether the organ is said to have done a year's work: figures of disclosure, or the words that reports open
    with."""
    own = _SUBJECT.match(subject) is not None or (organ is not None and subject.startswith(organ[:4]))
    if _FIGURES.search(paragraph):
        return own or _AREA.match(subject) is not None
    return own and _OPENING.search(paragraph) is not None


def _year_by_year(text: str, line: int, close: int, year: int) -> bool:
    """Whether the paragraph before or behind begins with another year, as where several years are told in turn."""
    before = text[max(0, line - _LONGEST) : line].rstrip().rsplit("\n", 1)[-1]
    behind = text[close : close + _LONGEST].lstrip()
    beginnings = (_YEAR_FIRST.match(part) for part in (before, behind))
    return any(other is not None and _year(other["year"]) != year for other in beginnings)


def _told(part: Paragraph, match: re.Match[str], kind: Kind, *, whole: bool = False) -> ToldYear:
    first, last = match.span() if whole else sentence_around(part.text, *match.span())
    year = _year(match["year"])
    ends = _year(match["last"]) if kind == "period" and match["last"] else year
    return ToldYear(year, kind, part.start + first, part.start + last, ends)


def _year(digits: str) -> int:
    return int(digits.translate(_DIGITS))
