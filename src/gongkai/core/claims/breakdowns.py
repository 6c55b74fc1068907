"""总数与分项: a stated total and the parts that the text gives it.

A list is a breakdown only behind 其中, 分别, 包括 or 具体为, in a bracket right behind its total, or where its parts
are the form's own result categories (办理结果); else it is never summed (the command line's contract, TXT.SUM). Parts
share the unit of their total. What stands in brackets behind a part is that part's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.core.claims.figures import ToldFigure, told_figures

Claim = Literal["marker", "bracket", "results"]

_MARKER = re.compile(r"其中|分别(?:是|为)?|包括|包含|具体(?:为|是|情况)")
_BETWEEN = re.compile(r"[，,。;；:：、\s]*(?:信息|申请|数据)?[，,。;；:：\s]*")
_WHOLE = re.compile(r"其[他它余]|分别")
_KINDS = re.compile(r"[二两三四五六七八九]大?(?:类|种|个方面)")
_COMPARED = re.compile(r"增加|减少|增长|下降|同比|较|比|去年|上年|结转|各$|20\d\d年(?:的)?$")
"""What stands before a figure that is no total of the list behind it, and no part of the list it stands in."""
_ONLY_SOME = re.compile(r"含|其中|共|20\d\d年")
_AND_SO_ON = re.compile(r"[\u4e00-\u9fff]{0,6}?等")
_OVERLAPPING = re.compile(
    "网站|微信|微博|公众号|平台|客户端|抖音|报纸|公开栏|新媒体|媒体|转载|视频号|公示栏|渠道|频道|专栏"
    "|办结|满意|回访|答复|公开$|反馈|撤|合并|解读|罚|警告|没收|参与|列席|邀请|研究|征求|采纳|日内"
)
"""Parts of which one thing may be more than one: channels, steps, penalties."""
_RESULTS: dict[str, re.Pattern[str]] = {
    "carried_out": re.compile(r"结?转(?:入|至|到)?(?:下|次|20\d\d年)|(?:正在|尚在|仍在)(?:办理|处理)"),
    "partial": re.compile("部分公开|区分处理"),
    "refused": re.compile("不予公开"),
    "unavailable": re.compile("无法提供|不存在|不掌握|没有现成|需要另行制作|仍不明确"),
    "not_processed": re.compile("不予处理|重复申请|信访|举报|投诉|大量反复|公开出版物|重新出具"),
    "disclosed": re.compile("^(?!.*不)(?:其中)?(?:全部|同意|依法|已)?(?:予以|主动)?公开$"),
    "other": re.compile("其他(?:处理|情形)|逾期|撤[回销]"),
}
_LIST_NUMBER = re.compile(r"^\d{1,2}[.、]\s?")
_APPLICANT_OR_CHANNEL = re.compile("自然人|公民|法人|企业|组织|机构|网|信函|邮|当面|现场|窗口|传真|平台|系统")
RECEIVED = re.compile("(?:收到|受理|接收|接到|新收|收).{0,30}(?:申请|依申请公开)|依申请公开|申请公开|信息公开申请")
_CARRIED_IN = re.compile("上年(?:度)?结转|结转上年|上一年度?结转|上年度?转入")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts, in the order of the text. `whole` where the list claims to leave nothing out; `fills`
    where nothing but parts stands to the end of the sentence."""

    total: ToldFigure
    parts: tuple[ToldFigure, ...]
    claim: Claim
    whole: bool
    fills: bool
    carried_in: ToldFigure | None = None

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end


def breakdowns(text: str) -> Iterator[Breakdown]:
    """The breakdowns of a paragraph, which is folded."""
    figures = [figure for figure in told_figures(text) if figure.unit != "%"]
    for place, total in enumerate(figures):
        found = _by_marker(text, total, figures[place + 1 :])
        if found is not None:
            yield found
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
    parts = list(_parts(text, total, others, close))
    if len(parts) < _LEAST:
        return None
    stretch = text[total.end : parts[-1].end + len(parts[-1].behind)]
    whole = bracket or _WHOLE.search(stretch) is not None or _KINDS.search(total.before) is not None
    rest = text[parts[-1].end : close if bracket else len(text)]
    some = _AND_SO_ON.match(rest) is not None or any(_result_of(part) for part in parts)
    fills = not some and re.match(r"[^，,、;；0-9]{0,12}(?:[。;；)\n]|$)", rest) is not None
    return Breakdown(total, tuple(parts), "bracket" if bracket else "marker", whole and not some, fills)


def _parts(text: str, total: ToldFigure, others: Sequence[ToldFigure], close: int) -> Iterator[ToldFigure]:
    """The figures that are parts: of the total's unit, in its sentence, outside brackets of their own."""
    last = total.end
    marked = 0
    for figure in others:
        between = text[last : figure.start]
        if close >= 0 and figure.start > close:
            return
        marked += len(_MARKER.findall(between))
        ended = "。" in between.lstrip("。") if last == total.end else "。" in between
        if ended or "\n" in between or marked > 1 or not figure.exact:
            return
        if close < 0 and text.count("(", total.end, figure.start) > text.count(")", total.end, figure.start):
            continue
        if _COMPARED.search(figure.before):
            continue
        if figure.unit != total.unit:
            return
        yield figure
        last = figure.end


def _by_results(text: str, figures: Sequence[ToldFigure]) -> Breakdown | None:
    """The form's result categories and the carry-over, held against the requests received before them."""
    counted = [figure for figure in figures if figure.unit in ("件", "宗", "份") and not _in_brackets(text, figure)]
    results = [(figure, kind) for figure in counted if (kind := _result_of(figure))]
    kinds = [kind for _, kind in results]
    if "carried_out" not in kinds or len(set(kinds)) < 3:
        return None
    first, last = results[0][0].start, results[-1][0].end
    if len(results) < sum(first <= figure.start < last for figure in counted):
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
    return Breakdown(totals[0], parts, "results", True, True, carried[-1] if carried else None)


def _in_brackets(text: str, figure: ToldFigure) -> bool:
    return text.count("(", 0, figure.start) > text.count(")", 0, figure.start)


def _result_of(figure: ToldFigure) -> str | None:
    told = _LIST_NUMBER.sub("", figure.before)
    return next((kind for kind, words in _RESULTS.items() if words.search(told)), None)


def overlap(parts: Sequence[ToldFigure]) -> bool:
    """Whether the parts are channels, in which one thing may be counted more than once."""
    return any(_OVERLAPPING.search(part.before) for part in parts)
