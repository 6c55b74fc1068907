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
_KINDS = re.compile(r"[二两三四五六七八九\d]\s?[大类种个方]")
_OVERLAPPING = re.compile(
    "网站|微信|微博|公众号|平台|客户端|抖音|报纸|公开栏|新媒体|媒体|转载|视频号|公示栏|渠道|频道|专栏"
)
_RESULTS: dict[str, re.Pattern[str]] = {
    "carried_out": re.compile(r"结?转(?:入|至|到)?(?:下|次|20\d\d年)|(?:正在|尚在|仍在)(?:办理|处理)"),
    "partial": re.compile("部分公开|区分处理"),
    "refused": re.compile("不予公开"),
    "unavailable": re.compile("无法提供|不存在|不掌握|没有现成|需要另行制作|仍不明确"),
    "not_processed": re.compile("不予处理|重复申请|信访|举报|投诉|大量反复|公开出版物|重新出具"),
    "disclosed": re.compile("^(?!.*不)(?:其中)?(?:全部|同意|依法|已)?(?:予以|主动)?公开$"),
    "other": re.compile("其他(?:处理|情形)|逾期|撤[回销]"),
}
_RECEIVED = re.compile("(?:收到|受理|接收|接到|新收|收).{0,30}(?:申请|依申请公开)|依申请公开|申请公开|信息公开申请")
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
    if not total.exact:
        return None
    behind = text[total.end : total.end + len(total.behind)] if total.behind else ""
    place = total.end + len(behind)
    gap = _BETWEEN.match(text, place)
    place = gap.end() if gap else place
    bracket = text[total.end : total.end + 1] == "("
    marker = _MARKER.match(text, total.end + 1 if bracket else place)
    if marker is None and not bracket:
        return None
    close = text.find(")", total.end) if bracket else -1
    parts = list(_parts(text, total, others, close))
    if len(parts) < _LEAST:
        return None
    stretch = text[total.end : parts[-1].end + len(parts[-1].behind)]
    lead = text[max(0, total.start - 40) : total.start]
    whole = bracket or _WHOLE.search(stretch) is not None or _KINDS.search(lead) is not None
    rest = text[parts[-1].end : close if bracket else len(text)]
    fills = re.match(r"[^，,、;；0-9]{0,12}(?:[。;；)\n]|$)", rest) is not None
    return Breakdown(total, tuple(parts), "bracket" if bracket else "marker", whole, fills)


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
        if figure.unit != total.unit:
            return
        yield figure
        last = figure.end


def _by_results(text: str, figures: Sequence[ToldFigure]) -> Breakdown | None:
    """The form's result categories and the carry-over, held against the requests received before them."""
    results = [
        (figure, kind) for figure in figures if (kind := _result_of(figure)) and figure.unit in ("件", "宗", "份")
    ]
    kinds = [kind for _, kind in results]
    if "carried_out" not in kinds or len(set(kinds)) < 3:
        return None
    first = results[0][0].start
    received = [one for one in figures if one.end <= first and one.exact and _RECEIVED.search(one.before + one.behind)]
    carried = [one for one in figures if one.end <= first and _CARRIED_IN.search(one.before)]
    totals = [one for one in received if one not in carried]
    if len(totals) != 1 or totals[0].unit != results[0][0].unit or not all(figure.exact for figure, _ in results):
        return None
    parts = tuple(figure for figure, _ in results)
    return Breakdown(totals[0], parts, "results", True, True, carried[-1] if carried else None)


def _result_of(figure: ToldFigure) -> str | None:
    return next((kind for kind, words in _RESULTS.items() if words.search(figure.before)), None)


def overlap(parts: Sequence[ToldFigure]) -> bool:
    """Whether the parts are channels, in which one thing may be counted more than once."""
    return any(_OVERLAPPING.search(part.before) for part in parts)
