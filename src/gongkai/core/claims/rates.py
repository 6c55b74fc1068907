"""占比与增减: shares and growth told in a sentence, with the figures that they follow from.

A share (占30%) is of the figure right before it, and its base is a total told in the paragraph; 占 of something named
(占全区的12%) is left alone. Growth (较上年增加5件, 增长25%) is of the figure before it, against last year's figure or
the difference, where these are told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.claims.breakdowns import RECEIVED
from gongkai.core.claims.figures import ToldFigure, told_figures
from gongkai.core.claims.lexicon import kinds_of
from gongkai.core.claims.readings import APPLICANTS

_SHARE = re.compile(
    r"[^，,。；;:(0-9]{0,8}[，,(]?\s?(?:分别)?占(?:比|(?:政府信息公开)?(?:申请|受理|收到|办结|答复|公开|信息|全部|全年|发布|件)*(?:总)?(?:数|量|件数|申请)?)?"
    r"(?:的)?(?:比例|比重|比率)?(?:分别)?(?:为|是|达到?)?:?\s?"
)
_AMONG = re.compile(r"\s?(?:%\s?)?(?:、|和|与|及|以及)\s?")
_TOGETHER = re.compile("分别占|占比分别|分别为")
_DIRECTION = re.compile(
    r"(?:(?P<up>增长|上升|增加|提高|上涨|增幅|增|多)|(?P<down>下降|减少|降低|降幅|减|降|少))(?:了|率)?(?:为|是|达到?)?:?\s?$"
)
_COMPARED = re.compile(r"同比|较|比(?!例|重|率)|与[^，,。；;]*相比")
_LAST = re.compile(
    r"(?:上一?年|去年)\s*(?:度|同期)?\s*(?:的|为|是|有|共|全年|收到|受理|政府信息公开|申请|数量|总量)*\s?$"
)
_LAST_YEAR = re.compile(r"上一?年|去年|同比")
_OTHER_TIME = re.compile(r"前年|某年|上半年|季度|环比|\d月|以来|历年|十三五|十四五|全[省市县区]|平均")


@dataclass(frozen=True, slots=True)
class Share:
    """A share told: `figure` in %, of `part`; `bases` are the totals that it may be of, the likeliest first."""

    figure: ToldFigure
    part: ToldFigure
    bases: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth told: `figure` in %, or a difference in the unit of `now`; `up` its direction. `last` is last year's
    figure as told, `change` the difference told beside a rate; None where they are not. `last_year` says that the
    comparison is with the year before."""

    figure: ToldFigure
    now: ToldFigure
    up: bool
    last: Decimal | None
    change: Decimal | None
    last_year: bool


def shares(text: str) -> Iterator[Share]:
    """The shares of a paragraph, which is folded."""
    figures = [*told_figures(text)]
    for place, figure in enumerate(figures):
        if figure.unit != "%" or place == 0 or not figure.exact or figures[place - 1].unit == "%":
            continue
        run = _run(text, figures, place)
        if not _SHARE.fullmatch(text, figures[place - 1].end, figure.start):
            continue
        together = len(run) > 1 and _TOGETHER.search(text, figures[place - 1].end, figure.start)
        parts = figures[place - len(run) : place] if together else figures[place - 1 : place]
        for share, part in zip(run if together else run[:1], parts, strict=False):
            bases = _bases(text, figures, part)
            if bases and part.exact and part.unit != "%":
                yield Share(share, part, bases)


def _run(text: str, figures: Sequence[ToldFigure], place: int) -> list[ToldFigure]:
    """The shares from `place` on that stand in one list: 分别占60%和40%."""
    run = [figures[place]]
    for figure in figures[place + 1 :]:
        if figure.unit != "%" or not _AMONG.fullmatch(text, run[-1].end, figure.start):
            break
        run.append(figure)
    return run


def _bases(text: str, figures: Sequence[ToldFigure], part: ToldFigure) -> tuple[Decimal, ...]:
    """The totals told in the paragraph that the part may be of; the first is told before it, in its sentence. () where
    none is told there."""
    sentence = text.rfind("。", 0, part.start) + 1
    same = [one for one in figures if one.unit == part.unit and one is not part and one.exact]
    whole = [one.value for one in same if one.value >= part.value]
    totals = [
        one for one in same if one.start < part.start and one.value >= part.value and not _is_part(text, figures, one)
    ]
    before = [one.value for one in totals if sentence <= one.start]
    kinds = kinds_of(part.before) or frozenset()
    if not before and (kinds & APPLICANTS.keys() or any("." in kind for kind in kinds)):
        before = [one.value for one in totals if RECEIVED.search(one.before + one.behind)]
    if not before:
        return ()
    listed = [one.value for one in same if one.start >= sentence and text.find("。", sentence, one.start) < 0]
    total = sum(listed, part.value)
    return (max(before), *whole, total, total - max(before))


def _is_part(text: str, figures: Sequence[ToldFigure], figure: ToldFigure) -> bool:
    """Whether the figure is a part itself: it has a share of its own behind it, or tells a result."""
    after = next((one for one in figures if one.start >= figure.end), None)
    if after is not None and after.unit == "%" and _SHARE.fullmatch(text, figure.end, after.start):
        return True
    return any("." in kind for kind in kinds_of(figure.before) or ())


def growths(text: str) -> Iterator[Growth]:
    """The growths of a paragraph, which is folded and has its years in words."""
    start = 0
    for sentence in text.split("。"):
        if _COMPARED.search(sentence) or _LAST_YEAR.search(sentence):
            yield from _growths_in(text, start, start + len(sentence))
        start += len(sentence) + 1


def _growths_in(text: str, start: int, end: int) -> Iterator[Growth]:
    figures = [figure for figure in told_figures(text) if start <= figure.start < end]
    now: ToldFigure | None = None
    compared = False
    changes: list[tuple[ToldFigure, ToldFigure, bool]] = []
    last: list[Decimal] = []
    for place, figure in enumerate(figures):
        lead = text[figures[place - 1].end if place else start : figure.start]
        direction = _DIRECTION.search(lead)
        compared = (compared and bool(direction)) or _COMPARED.search(lead) is not None
        if direction and compared and now is not None:
            changes.append((figure, now, direction["up"] is not None))
        elif _LAST.search(lead) and figure.exact:
            last.append(figure.value)
            compared = True
        elif figure.unit != "%":
            now = figure
    told_last = last[0] if len(last) == 1 else None
    last_year = _LAST_YEAR.search(text, start, end) is not None and _OTHER_TIME.search(text, start, end) is None
    for figure, of, up in changes:
        beside = [
            one.value for one, same, way in changes if same is of and way == up and one.unit == of.unit and one.exact
        ]
        change = beside[0] if len(beside) == 1 and figure.unit == "%" else None
        if figure.exact and of.exact and figure.unit in ("%", of.unit):
            yield Growth(figure, of, up, told_last, change, last_year)
