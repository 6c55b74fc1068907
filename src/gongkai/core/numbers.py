"""数字: what a person prints in a cell, as a number.

Cells hold plain digits, full-width digits, thousands separators, signs in words (减4), units (88.1234万元, 36500元,
12件) and notes in brackets (12(其中修订3件)). A mark printed for nothing (/ - — 无) is the number 0. What is not a
number of the column's kind is None, never a guess.

>>> cell_value("12(其中修订3件)", "count"), cell_value("减4", "signed"), cell_value("/", "count")
(12, -4, 0)
>>> cell_value("36500元", "amount_wan"), cell_value("88.1234万元", "amount_wan"), cell_value("7.4890", "amount_wan")
(Decimal('3.65'), Decimal('88.1234'), Decimal('7.489'))
>>> cell_value("36500(元)", "amount_wan")
Decimal('3.65')
>>> cell_value("3.5", "count"), cell_value("-5", "count"), cell_value("?", "count"), cell_value("0123", "count")
(None, None, None, None)
"""

import re
from decimal import Decimal

MARKS_FOR_NOTHING = frozenset({"/", "//", "\\", "-", "--", "—", "——", "–", "−", "无", "无。"})
"""Marks that offices print where the number is zero (the report's command line reads them as printed zeros)."""

_LONGEST = 15
"""Digits of a figure that an office can have counted."""
_WAN = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000), "万": Decimal(1), "亿": Decimal(10000)}
_MONEY_IN_BRACKETS = {f"({name})": name for name in _WAN}
_HALF_WIDTH = str.maketrans("＋－−．，（）", "+--.,()")
_CELL = re.compile(
    r"\s*(?P<sign>[+\-]|增加?|减少?)?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?\s*"
    r"(?P<unit>万元|亿元|元|万|亿|件|项|条|宗|份|次|个|起|例)?\s*(?P<note>\([^()]*\))?\s*"
)


def cell_value(text: str, kind: str) -> int | Decimal | None:
    """The number printed as `text` in a column of `kind` ('count', 'signed', 'amount_wan'), or None when it is none.

    Counts are integers ≥ 0, signed figures integers, amounts Decimals in 万元 (元 and 亿元 converted exactly, trailing
    zeros dropped). An amount without a unit is taken in the form's own unit, 万元; whether the form printed one is the
    reader's business.
    """
    if kind != "amount_wan" and text.isdecimal() and len(text) <= _LONGEST and (text == "0" or text[0] not in "0０"):
        return int(text)
    if text.strip() in MARKS_FOR_NOTHING:
        return Decimal(0) if kind == "amount_wan" else 0
    match = _CELL.fullmatch(text.translate(_HALF_WIDTH))
    if match is None:
        return None
    sign, digits, fraction, unit, note = match.groups()
    unit = unit or _MONEY_IN_BRACKETS.get(note)
    digits = digits.replace(",", "")
    if len(digits) > _LONGEST or (digits[0] == "0" and digits.strip("0") and len(digits) > 1):
        return None
    negative = sign is not None and sign[0] in "-减"
    if kind == "amount_wan":
        if (unit is not None and unit not in _WAN) or negative:
            return None
        return plain(Decimal(digits + (fraction or "")) * _WAN[unit or "万元"])
    if (fraction is not None and fraction.strip(".0")) or unit in _WAN or (sign is not None and kind == "count"):
        return None
    return -int(digits) if negative else int(digits)


def plain(amount: Decimal) -> Decimal:
    """The amount without trailing zeros and without an exponent.

    >>> plain(Decimal("100.0")), plain(Decimal("7.4890"))
    (Decimal('100'), Decimal('7.489'))
    """
    shorter = amount.normalize()
    return shorter.quantize(Decimal(1)) if shorter == shorter.to_integral_value() else shorter


def has_unit(text: str) -> bool:
    """Whether the cell itself prints a unit of money."""
    return "元" in text
