"""总数与分项: a stated total and the parts that the text gives it.

A list is a breakdown only behind 其中, 分别, 包括 or 具体为, in a bracket right behind its total, or where its parts
are the form's own result categories (办理结果); else it is never summed (the command line's contract, TXT.SUM). Parts
share the unit of their total. What stands in brackets behind a part is that part's own.

Parts may exceed their total without a mistake where one thing is counted in two of them: published on the website and
in WeChat, asked by a company and over the net. `excluding` tells where they can't.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from gongkai.core.claims.figures import ToldFigure, told_figures

Claim = Literal["marker", "bracket", "results"]

_MARKER = re.compile(r"其中|分别(?:是|为)?|包括|包含|具体(?:为|是|情况)")
_BETWEEN = re.compile(r"[，,。;；:：、\s]*(?:信息|申请|数据)?[，,。;；:：\s]*")
_EACH = "分别"
_REST = re.compile(r"其[他它余](?:政府)?(?:信息|类别?|事项|申请|情形|情况|内容|方面|问题)*")
_KINDS = re.compile(r"([二两三四五六七八九])大?(?:类|种|个方面)")
_NUMERALS = "二三四五六七八九"
_COMPARED = re.compile(r"增加|减少|增长|下降|同比|较|比|去年|上年|结转|各$|20\d\d年(?:的)?$")
"""What stands before a figure that is no total of the list behind it, and no part of the list it stands in."""
_ONLY_SOME = re.compile(r"含|其中|共|20\d\d年")
_IN_BRACKETS = re.compile(r"\([^()]*\)?")
_SUMMED_UP = re.compile("合计|小计|总计|[总一]?共")
_AND_SO_ON = re.compile(r"[\u4e00-\u9fff]{0,6}?等")
_CHANNELS = re.compile(
    "网站|微信|微博|公众号|平台|客户端|抖音|报纸|公开栏|媒体|视频号|公示栏|渠道|频道|专栏"
    "|网络|网上|线上|线下|转载|通过|提交|代理|涉及"
)
_STEPS = re.compile("办结|满意|回访|答复|公开$|反馈|撤|合并|罚|警告|没收|参与|列席|邀请|研究|征求|采纳|日内|三公|整改")
_FORMS = re.compile("解读|原创|重点|民生|首次|新增|图片|视频|图解")
"""Parts of which one thing may be more than one: channels; steps and penalties; forms, which a list that leaves nothing
out tells once each."""
_SAID_TO_OVERLAP = re.compile(
    r"部分[^，,。；;()\d]{0,12}(?:涉及|多|同时|重复|交叉)|多(?:种)?(?:形式|渠道|平台|个)|同时(?!，)|兼(?!职)|重复(?!申请)|交叉|重叠|同步"
)
_THINGS = ("件", "条", "篇", "份", "宗", "起", "期", "次", "项", "个", "场", "部")
"""Units of what is of one kind only; persons, visits and firms are of several."""
_ORGANISED = "其[他它]|其他申请人"
_ASKED_BY = r"(?:提出|提交)?(?:的)?(?:政府信息公开|公开)?(?:申请)?件?"
_ONE_OF = tuple(
    re.compile(rf"(?:{names})")
    for names in (
        f"(?:自然人|公民|个人|法人|其他组织|法人(?:或者?|和|及|与|以及)其他组织|组织|机构|单位){_ASKED_BY}",
        rf"(?:自然人|公民|个人|(?:商业)?企业|科研机构|社会公益组织|公益组织|法律服务机构|{_ORGANISED}){_ASKED_BY}",
        r"(?:当面|现场|窗口|信函|邮寄|邮政寄送|信件|传真|电子邮件|邮件|网上|网络|互联网|在线)(?:申请|提交|提出|方式|渠道|受理|接收)*",
        r"(?:省|市|县|区)?(?:人大)?(?:代表)?(?:建议|议案)|(?:省|市|县|区)?(?:政协)?(?:委员)?提案",
        r"主办件?|(?:会|协|分)办件?",
        r"(?:被|因)?(?:申请|提起)?行政复议(?:案件?)?|(?:被|因)?(?:提起)?行政诉讼(?:案件?)?",
        r"行政许可(?:决定|信息)?|行政处罚(?:决定|信息)?|行政强制(?:决定|信息)?",
        r"(?:结果|被|获|予以)*(?:维持|纠正|其他结果|尚未审结|正在审理)(?:结果|原行政行为|的)*",
        r"专职(?:人员)?|兼职(?:人员)?",
        r"男性?|女性?",
    )
)
"""Names that exclude each other: of parts that are all in one line, no thing is in two. The third is of applications,
which come in by one way each."""
_WAY_IN = 2
_KIND_OF = re.compile(r".{1,12}(?:类|型)(?:信息|申请|事项|文件)?|.{1,12}申请")
_COLUMN = re.compile(
    r".{1,12}(?:类|信息|动态|公告|公示)|(?:新闻|政务)?要闻|通知|政策(?:文件|法规)|(?:行政)?规范性文件|政府(?:文件|会议)"
    r"|机构(?:职能|设置)|人事任免|财政预决算|规划计划|统计数据|领导简介"
)
"""Names of kinds that one thing is of one only, and of the columns of a website, in one of which a notice stands."""
_RESULTS: dict[str, re.Pattern[str]] = {
    "carried_out": re.compile(r"结?转(?:入|至|到)?(?:下|次|20\d\d年)|(?:正在|尚在|仍在)(?:办理|处理)"),
    "partial": re.compile("部分公开|区分处理"),
    "refused": re.compile("不予公开"),
    "unavailable": re.compile("无法提供|不存在|不掌握|没有现成|需要另行制作|仍不明确"),
    "not_processed": re.compile("不予处理|重复申请|信访|举报|投诉|大量反复|公开出版物|重新出具"),
    "disclosed": re.compile("^(?!.*不)(?:其中)?(?:全部|同意|依法|已)?(?:予以|主动)?公开$"),
    "other": re.compile("其他(?:处理|情形)|逾期|撤[回销]"),
}
_LEADING = re.compile(r"^(?:其中|分别(?:是|为)?|包括|包含|具体(?:为|是|情况)|以及|另有|还有|有|[和及与为是:])+")
_LIST_NUMBER = re.compile(r"^\d{1,2}[.、]\s?")
_APPLICANT_OR_CHANNEL = re.compile("自然人|公民|法人|企业|组织|机构|网|信函|邮|当面|现场|窗口|传真|平台|系统")
RECEIVED = re.compile("(?:收到|受理|接收|接到|新收|收).{0,30}(?:申请|依申请公开)|依申请公开|申请公开|信息公开申请")
_CARRIED_IN = re.compile("上年(?:度)?结转|结转上年|上一年度?结转|上年度?转入")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts, in the order of the text. `whole` where the list claims to leave nothing out; `fills`
    where nothing but parts stands to the end of the sentence; `excluding` where nothing can be in two parts."""

    total: ToldFigure
    parts: tuple[ToldFigure, ...]
    claim: Claim
    whole: bool
    fills: bool
    excluding: bool
    carried_in: ToldFigure | None = None

    @property
    def of_results(self) -> bool:
        """Whether the parts are results of applications received, which those carried in may be among."""
        return bool(RECEIVED.search(self.total.before + self.total.behind)) and all(map(_result_of, self.parts))

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end


def breakdowns(text: str) -> Iterator[Breakdown]:
    """The breakdowns of a paragraph, which is folded."""
    figures = [figure for figure in told_figures(text) if figure.unit != "%"]
    if _MARKER.search(text) or "(" in text:
        for place, total in enumerate(figures):
            found = _by_marker(text, total, figures[place + 1 :])
            if found is not None:
                yield found
    if "转" in text or "在办" in text or "尚在" in text or "仍在" in text or "正在" in text:  # what is carried over
        found = _by_results(text, figures)
        if found is not None:
            yield found


def _by_marker(text: str, total: ToldFigure, others: Sequence[ToldFigure]) -> Breakdown | None:
    """The breakdown that a marker or a bracket right behind the total opens."""
    if not total.exact or _COMPARED.search(total.before):
        return None
    behind = text[total.end : total.end + len(total.behind)] if total.behind else ""
    place = total.end + len(behind)
    gap = _BETWEEN.match(text, place)
    place = gap.end() if gap else place
    bracket = text[total.end : total.end + 1] == "("
    if bracket and _ONLY_SOME.search(text, total.end, text.find(")", total.end)):
        return None
    marker = _MARKER.match(text, total.end + 1 if bracket else place)
    if marker is None and not bracket:
        return None
    close = text.find(")", total.end) if bracket else -1
    parts = _parts(text, total, others, close)
    names = [name_of(part) for part in parts]
    stretch = text[total.end : parts[-1].end + len(parts[-1].behind)] if parts else ""
    each = _EACH in stretch
    if len(parts) < _LEAST or not (each or all(names)) or any(_SUMMED_UP.search(name) for name in names):
        return None
    whole = bracket or each or any(_REST.fullmatch(name) for name in names) or _kinds(total) == len(parts)
    rest = text[parts[-1].end : close if bracket else len(text)]
    some = _AND_SO_ON.match(rest) is not None or any(_result_of(part) for part in parts)
    fills = not some and re.match(r"[^，,、;；0-9]{0,12}(?:[。;；)\n]|$)", rest) is not None
    excluding = _excluding(text, total, parts, whole and not some, bracket)
    return Breakdown(total, tuple(parts), "bracket" if bracket else "marker", whole and not some, fills, excluding)


def name_of(part: ToldFigure) -> str:
    """What the part is called, without the words that lead to it: before the figure, or else behind it."""
    told = _LIST_NUMBER.sub("", part.before)
    told = _LEADING.sub("", told)
    return told or re.sub(r"^(?:的|为|是|属于?|系)+", "", part.behind)


def _kinds(total: ToldFigure) -> int:
    """How many kinds of things the total says that there are: 三类信息; 0 where it doesn't."""
    stated = _KINDS.search(total.before)
    return 0 if stated is None else _NUMERALS.find(stated[1].replace("两", "二")) + _LEAST


def _excluding(text: str, total: ToldFigure, parts: Sequence[ToldFigure], whole: bool, bracket: bool) -> bool:
    """Whether nothing can be in two of the parts, by what they are called and what the sentence says of them."""
    if _SAID_TO_OVERLAP.search(text, total.start, _end_of_sentence(text, parts[-1].end)):
        return False
    names = [name_of(part) for part in parts]
    named = [name for name in names if not _REST.fullmatch(name)]
    for place, one_of in enumerate(_ONE_OF):
        if all(one_of.fullmatch(name) for name in named):
            return place != _WAY_IN or RECEIVED.search(total.before + total.behind) is not None
    if all(_result_of(part) for part in parts):
        return True
    if any(one_of.fullmatch(name) for name in named for one_of in _ONE_OF[: _WAY_IN + 1]):
        return False  # applicants and something else
    guards = (_CHANNELS, _STEPS) if whole or bracket else (_CHANNELS, _STEPS, _FORMS)
    if any(guard.search(part.before) for part in parts for guard in guards) or _divided_again(total, parts):
        return False
    alike = any(all(kind.fullmatch(name) for name in names) for kind in (_KIND_OF, _COLUMN))
    return whole or (alike and total.unit in _THINGS)


def _divided_again(total: ToldFigure, parts: Sequence[ToldFigure]) -> bool:
    """Whether parts add up to the one before them, and the total holds the others: 主办80件，A类76件，B类4件."""
    values = [part.value for part in parts]
    found = sum(values)
    return any(
        value in list(accumulate(values[place + 1 :]))[1:] and found - value <= total.value
        for place, value in enumerate(values)
    )


def _parts(text: str, total: ToldFigure, others: Sequence[ToldFigure], close: int) -> list[ToldFigure]:
    """The figures that are parts: of the total's unit, in its sentence, outside brackets of their own."""
    found: list[ToldFigure] = []
    group = _result_of(total)
    last = total.end
    marked = 0
    for figure in others:
        between = text[last : figure.start]
        if close >= 0 and figure.start > close:
            break
        marks = len(_MARKER.findall(between if close >= 0 else _IN_BRACKETS.sub("", between)))
        marked += marks
        ended = "。" in between.lstrip("。") if last == total.end else "。" in between
        if ended or "\n" in between or not figure.exact:
            break
        if marked > 1:
            return found[:-1] if found and marks and _begins_anew(text, total, found) else found
        if close < 0 and text.count("(", total.end, figure.start) > text.count(")", total.end, figure.start):
            continue
        if _COMPARED.search(figure.before) or _COMPARED.search(name_of(figure)[:4]):
            if found:
                continue
            break  # the list begins with something else
        if figure.unit != total.unit or (group and _result_of(figure) not in (None, group)):
            break
        found.append(figure)
        last = figure.end
    return found


def _begins_anew(text: str, total: ToldFigure, found: Sequence[ToldFigure]) -> bool:
    """Whether the last figure found, which has parts of its own, is the next total and no part."""
    before = text[(found[-2] if len(found) > 1 else total).end : found[-1].start]
    return found[-1].value > total.value or bool(re.search("[;；]", before))


def _end_of_sentence(text: str, place: int) -> int:
    end = text.find("。", place)
    return len(text) if end < 0 else end


def _by_results(text: str, figures: Sequence[ToldFigure]) -> Breakdown | None:
    """The form's result categories and the carry-over, held against the requests received before them."""
    counted = [figure for figure in figures if figure.unit in ("件", "宗", "份") and not _in_brackets(text, figure)]
    results = _without_nested(text, [(figure, kind) for figure in counted if (kind := _result_of(figure))])
    kinds = [kind for _, kind in results]
    if "carried_out" not in kinds or len(set(kinds)) < 3:
        return None
    first, last = results[0][0].start, results[-1][0].end
    nested = [figure for figure in counted if _result_of(figure) and figure not in [one for one, _ in results]]
    there = (one for one in counted if first <= one.start < _end_of_sentence(text, last) and one not in nested)
    if len(results) < sum(one.end <= last or not _COMPARED.search(one.before) for one in there):
        return None  # a result that is told in other words
    received = [one for one in figures if one.end <= first and one.exact and RECEIVED.search(one.before + one.behind)]
    carried = [one for one in figures if one.end <= first and _CARRIED_IN.search(one.before)]
    totals = [one for one in received if one not in carried]
    if len(totals) != 1 or totals[0].unit != results[0][0].unit or not all(figure.exact for figure, _ in results):
        return None
    between = (one for one in counted if totals[0].end <= one.start < first and one not in carried)
    if not all(_APPLICANT_OR_CHANNEL.search(one.before) for one in between):
        return None
    parts = tuple(figure for figure, _ in results)
    return Breakdown(totals[0], parts, "results", True, True, True, carried[-1] if carried else None)


def _without_nested(text: str, results: Sequence[tuple[ToldFigure, str]]) -> list[tuple[ToldFigure, str]]:
    """The results without those that a result before them is divided into: 无法提供5件，其中不存在4件."""
    kept: list[tuple[ToldFigure, str]] = []
    last, inside = 0, False
    for figure, kind in results:
        between = text[last : figure.start]
        inside = bool(kept) and kind == kept[-1][1] and (inside or _MARKER.search(between) is not None)
        if not inside:
            kept.append((figure, kind))
        last = figure.end
    return kept


def _in_brackets(text: str, figure: ToldFigure) -> bool:
    return text.count("(", 0, figure.start) > text.count(")", 0, figure.start)


def _result_of(figure: ToldFigure) -> str | None:
    told = _LIST_NUMBER.sub("", figure.before)
    return next((kind for kind, words in _RESULTS.items() if words.search(told)), None)
