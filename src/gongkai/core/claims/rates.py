"""占比与增减: shares and growth told in a sentence, with the figures that they follow from.

A share (占30%) is of the figure right before it, and its base is a total told in the paragraph; 占 of something named
(占全区的12%) is left alone. Growth (较上年增加5件, 增长25%) is of the figure before it, against last year's figure or
the difference, where these are told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.claims.breakdowns import RECEIVED
from gongkai.core.claims.figures import ToldFigure, told_figures
from gongkai.core.claims.lexicon import kinds_of
from gongkai.core.claims.readings import APPLICANTS

_SHARE = re.compile(
    r"[^，,。；;:(0-9]{0,8}[，,(]?\s?(?:分别)?占(?:比|(?:政府信息公开)?(?:申请|受理|收到|办结|答复|公开|信息|全部|全年|发布|件)*(?:总)?(?:数|量|件数|申请)?)?"
    r"(?:的)?(?:比例|比重|比率)?(?:分别)?(?:为|是|达到?)?:?\s?"
)
_ALL = 100
_AMONG = re.compile(r"\s?(?:%\s?)?(?:、|和|与|及|以及)\s?")
_UP = "增长|上升|增加|提高|上涨|增幅|(?<!新)增|多"
_DOWN = "下降|减少|降低|降幅|减|降|少"
_DIRECTION = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|达|(?:(?<=增幅)|(?<=降幅)|率|幅度)(?:为|是|达到?)?)?:?\s?$"
)
"""A difference; 增加到, 减少为 lead to the figure itself."""
_LEVEL = re.compile(rf"(?:{_UP}|{_DOWN})(?:了)?(?:为|到|至)\s?$")
_COMPARED = re.compile(r"同比|较|比(?!例|重|率)|与[^，,。；;]*相比")
_BEFORE_LAST = re.compile(r"(?:上一?年|去年)(?!度?(?:结转|转入))\s*(?:度|同期|全年)?([^，,。；;:()本今年]*)$")
_SAYS_LITTLE = re.compile(
    r"(?:的|为|是|有|共|仅|则|收到|受理|接收|政府信息公开|依申请公开|申请|数量|总量|总数|件数|\s)*"
)
_NOTHING_BETWEEN = re.compile(
    r"(?:政府信息公开|依申请公开|行政|政府)*(?:申请|信息|决定|文件|事项|案件|许可|处罚)*"
    r"(?:[，,、；;:()\s的了为是达即由从共约净略大]|(?:申请|受理|公开|收件|办理|信息|发布)?(?:总量|总数|数量|件数)|总体|申请量|公开量|发布量|与|和|同|较|比|相比|有所"
    r"|大幅度?|小幅|明显|显著|上一?年|去年|本年|今年|前年|某年|同比|环比|同期|年|度|全年|幅度?|率|其"
    rf"|{_UP}|{_DOWN})*"
)
"""The words of a comparison and no more: what it is of stands before them."""
_DEED = re.compile("收到|受理|接收|新收|办结|办理|答复|发布|作出|制发")
_RECEIVING = ("收到", "受理", "接收", "新收")
_SEVERAL = "分别"
_LONGEST_LEAD = 60
_LAST_YEAR = re.compile(r"上一?年|去年|同比")
_OTHER_TIME = re.compile(r"前年|前\w年|上月|上季|某年|上半年|季度|环比|\d月|以来|历年|十三五|十四五|全[省市县区]|平均")


@dataclass(frozen=True, slots=True)
class Share:
    """A share told: `figure` in %, of `part`; `bases` are the totals that it may be of, the likeliest first;
    `together` the sums of the part and of those listed right before it, which the share may be of."""

    figure: ToldFigure
    part: ToldFigure
    bases: tuple[Decimal, ...]
    together: tuple[Decimal, ...] = ()


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
        together = len(run) > 1
        parts = figures[place - len(run) : place] if together else figures[place - 1 : place]
        for share, part in zip(run if together else run[:1], parts, strict=False):
            bases = _bases(text, figures, part)
            if bases and part.exact and part.unit != "%" and share.value != _ALL:
                yield Share(share, part, bases, () if together else _together(text, figures, part))


def _run(text: str, figures: Sequence[ToldFigure], place: int) -> list[ToldFigure]:
    """The shares from `place` on that stand in one list: 分别占60%和40%."""
    run = [figures[place]]
    for figure in figures[place + 1 :]:
        if figure.unit != "%" or not _AMONG.fullmatch(text, run[-1].end, figure.start):
            break
        run.append(figure)
    return run


def _together(text: str, figures: Sequence[ToldFigure], part: ToldFigure) -> tuple[Decimal, ...]:
    """The sums of the part and of one, two, three … figures right before it: 分别收到8件、6件, 占总量的70%."""
    sums: list[Decimal] = []
    last, total = part, part.value
    for one in reversed([figure for figure in figures if figure.end <= part.start]):
        if one.unit != part.unit or re.search("[。；;]", text[one.end : last.start]):
            break
        last, total = one, total + one.value
        sums.append(total)
    return tuple(sums)


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


@dataclass(slots=True)
class _Subject:
    """A figure, last year's told beside it, and the changes told of it, each with its time: last year or another."""

    now: ToldFigure
    last: Decimal | None = None
    changes: list[tuple[ToldFigure, bool, bool]] = field(default_factory=list)


def _growths_in(text: str, start: int, end: int) -> Iterator[Growth]:
    subjects = _subjects(text, start, [figure for figure in told_figures(text) if start <= figure.start < end])
    last_year = _LAST_YEAR.search(text, start, end) is not None and _OTHER_TIME.search(text, start, end) is None
    for subject in subjects:
        now = subject.now
        for figure, up, other in subject.changes:
            beside = [
                one.value
                for one, way, time in subject.changes
                if (way, time) == (up, other) and one.unit == now.unit and one.exact
            ]
            change = beside[0] if len(beside) == 1 and figure.unit == "%" else None
            last = None if other else subject.last
            if figure.exact and now.exact and figure.unit in ("%", now.unit):
                yield Growth(figure, now, up, last, change, last_year and not other)


def _subjects(text: str, start: int, figures: Sequence[ToldFigure]) -> list[_Subject]:
    """The figures that changes are told of, with nothing but the comparison between."""
    found: list[_Subject] = []
    subject: _Subject | None = None
    before: ToldFigure | None = None  # last year's figure, if the one right before was that
    compared = other = listed = False
    place = start
    for figure in figures:
        lead, place = text[place : figure.start], figure.end
        direction = _DIRECTION.search(lead)
        listed = "其中" in lead or (listed and "；" not in lead)
        compares = _COMPARED.search(lead) is not None
        compared = (compared and bool(direction)) or compares
        other = _OTHER_TIME.search(lead) is not None if compares else other
        if direction and compared:
            if subject is not None and _SEVERAL not in lead and _NOTHING_BETWEEN.fullmatch(lead):
                subject.changes.append((figure, direction["up"] is not None, other))
            else:
                subject = None  # the change is of something else
            before = None
        elif _BEFORE_LAST.search(lead) and figure.unit != "%":
            before, compared, other = figure, True, False
            if subject is not None and not subject.changes and _same_thing(text, figure, subject.now):
                subject.last = figure.value
        elif figure.unit != "%":
            taken = subject is not None and subject.last is not None and _LEVEL.search(lead) is None
            subject = _Subject(figure)
            found.append(subject)
            if before is not None and not taken and _same_thing(text, before, figure):
                subject.last, compared = before.value, True
            if listed:
                subject = None  # what is told behind a part may be of its total
            before = None
        elif _LEVEL.search(lead) is None:
            subject = None if direction else subject
    return found


def _same_thing(text: str, last: ToldFigure, now: ToldFigure) -> bool:
    """Whether last year's figure, as told, counts what `now` counts: in its unit, and in its words or none."""
    if not last.exact or last.unit != now.unit:
        return False
    found = _BEFORE_LAST.search(text, max(last.start - _LONGEST_LEAD, 0), last.start)
    words = found[1] if found else ""
    deeds, deeds_now = _deeds(words), _deeds(now.before)
    if deeds and deeds_now and not deeds & deeds_now:
        return False
    return _SAYS_LITTLE.fullmatch(words) is not None or any(
        words[place : place + 2] in now.before for place in range(len(words) - 1)
    )


def _deeds(words: str) -> frozenset[str]:
    """What was done with the things counted: 收到, 办结."""
    return frozenset("收" if deed in _RECEIVING else deed for deed in _DEED.findall(words))
