"""文中数字: a figure in a sentence, with its unit, what it counts and how exactly it is meant.

What a figure counts is the text around it in its own clause: 自然人申请17件, 14件行政规范性文件. Numbers of dates,
documents, articles, telephones and addresses are no figures: they have no unit of counting behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

UNITS = (
    *(
        "件次",
        "件",
        "条次",
        "条",
        "人次",
        "人",
        "起",
        "宗",
        "份",
        "篇",
        "次",
        "项",
        "个",
        "例",
        "期",
        "场",
        "部",
        "张",
        "册",
    ),
    *("幅", "辆", "户", "家", "款", "类", "种", "万元", "元", "%"),
)
"""Units that offices count in, longest first where one begins another."""
_FIGURE = re.compile(
    r"(?P<about>近|约|超过?|逾|达到?|至少|不少于|大约)?\s?"
    r"(?<![\d.〔\[(第])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d.])(?P<wan>万)?(?P<more>余|多)?\s?"
    rf"(?P<unit>{'|'.join(UNITS)})(?!百分点)(?P<above>以上|左右|余)?"
)
NOTHING = "无"
"""The unit of a figure that words tell: 未收到申请 is 0."""
EVERY = "均"
"""The unit of what words tell of every one: 均获维持, 全部办结."""
_ABOUT = ("近", "约", "超", "逾", "至", "不", "大")
_ENDS = r"，,。；;:()！!\n\u201c\u201d"
_CLAUSE = "，,。；;、：:（）()！!\n\u201c\u201d"
_NOTHING = re.compile(rf"(?:未|没有|无(?!法|正)|零)[^{_ENDS}\d]*(?=[{_ENDS}]|$)")
_EVERY = re.compile(rf"(?:维持|办结|办理完毕|办理完结|答复完毕|公开|办结率(?:均)?(?:为|达到?)?:?100%)(?=[{_ENDS}]|$)")
_OF_EVERY = re.compile(
    "(?:结果)?(?:已|均|全部|都)+(?:被|获得?|得到|为)?(?:依法|按规定|予以|同意)*$|结果(?:为|均为|获)?$"
)
_DENIED = re.compile(r"未|没有|不存在|无(?!法|正)|零")
_NOT_COUNTED = re.compile(r"第\s?$")
_WAN = 10_000
_LONGEST = 40
_MOST = 500
_LONGEST_QUANTIFIER = 12


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure told in a text: its value, unit, the text of its clause before and behind it, where it begins and ends.
    `exact` is False for 近, 约, 余 and the like, and for a number in 万, which is rounded."""

    value: Decimal
    unit: str
    before: str
    behind: str
    start: int
    end: int
    exact: bool = True

    @property
    def told(self) -> str:
        """As the text tells it: 予以公开6件."""
        return f"{self.before}{plain(self.value)}{self.unit}"


@lru_cache(maxsize=512)  # every check of a text asks for its figures
def told_figures(text: str) -> tuple[ToldFigure, ...]:
    """The figures of `text`, which is folded, in their order; none of a text with more than any office writes."""
    found = tuple(islice(_figures(text), _MOST + 1))
    return found if len(found) <= _MOST else ()


def _figures(text: str) -> Iterator[ToldFigure]:
    last = 0
    for match in _FIGURE.finditer(text):
        number = match.start("number")
        before = _clause_before(text, max(last, number - _LONGEST), match.start())
        last = match.end()
        if _NOT_COUNTED.search(before):
            continue
        value = Decimal(match["number"].replace(",", ""))
        if match["wan"]:
            value = Decimal(int(value * _WAN)) if value * _WAN % 1 == 0 else value * _WAN
        about = (match["about"] or "").startswith(_ABOUT) or bool(match["more"] or match["above"] or match["wan"])
        yield ToldFigure(
            value, match["unit"], before, _clause_behind(text, match.end()), number, match.end(), not about
        )


def plain(value: Decimal) -> int | Decimal:
    """The value as an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else value


def told_nothing(text: str) -> Iterator[ToldFigure]:
    """The clauses of `text` that say in words that there is none of something, as figures of 0 at their end."""
    for match in islice(_NOTHING.finditer(text), _MOST):
        if len(_DENIED.findall(match[0])) == 1:
            yield ToldFigure(Decimal(0), NOTHING, match[0], "", match.end(), match.end())


def told_of_every(text: str) -> Iterator[ToldFigure]:
    """Where `text` says that all were upheld, concluded or disclosed; `behind` holds its words."""
    for match in islice(_EVERY.finditer(text), _MOST):
        start = match.start()
        if not match[0].startswith("办结率"):
            quantifier = _OF_EVERY.search(text, max(start - _LONGEST_QUANTIFIER, 0), start)
            if quantifier is None:
                continue
            start = quantifier.start()
        yield ToldFigure(Decimal(0), EVERY, "", text[start : match.end()], start, match.end())


def _clause_before(text: str, start: int, end: int) -> str:
    first = max(text.rfind(sign, start, end) for sign in _CLAUSE) + 1
    return text[max(first, start) : end].strip()


def _clause_behind(text: str, start: int) -> str:
    ends = [place for sign in _CLAUSE if (place := text.find(sign, start, start + _LONGEST)) >= 0]
    return text[start : min(ends, default=min(start + _LONGEST, len(text)))].strip()
