"""数字格式: what Excel shows of the number in a cell, by the number format of the cell.

Understood are the formats that reports use: General, digits with or without decimals and thousands (which are left
out), sections for negative numbers, zero and text, room for signs, colours, and a unit behind the number. Of any other
format nobody can say here what it shows, so a number in it is unclear; where it provably shows nothing, the cell is
blank.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from gongkai.core.numbers import MARKS_FOR_NOTHING
from gongkai.core.readers.flow import UNKNOWN

_DIGITS = 15
_MOST_DECIMALS = 30
_LONGEST = 255
_DATE_IDS = frozenset(map(str, [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]))
_OWN_CODES = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "37": "#,##0_);(#,##0)",
    "38": "#,##0_);[Red](#,##0)",
    "39": "#,##0.00_);(#,##0.00)",
    "40": "#,##0.00_);[Red](#,##0.00)",
    "41": '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    "43": '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    "49": "@",
}
_OTHER = "E"
"""A code that is not understood."""

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_SIGNS = re.compile("[ymdhsYMDHS]")
_SECTION = re.compile(r'(?:"[^"]*"|\[[^\]]*\]|[\\_*!].|[^;"\[\\_*!])*+', re.S)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\* |\[(?:\$(?P<sign>[^\]\-]*)(?:-[^\]]*)?|(?P<colour>[^\]$]+))\]'
    r"|(?P<general>General|G/通用格式)|(?P<text>@)"
    r"|(?P<whole>[0#?](?:,?[0#?])*)(?P<scale>,*)(?:(?P<dot>\.)(?P<decimals>[0#?]*)(?P<behind>,*))?"
    r"|(?P<plain>[ ()$+\-¥￥\u4e00-\u9fff])",
    re.S | re.I,
)
_COLOURS = re.compile("red|blue|black|green|magenta|cyan|yellow|color ?[0-9]+|[红蓝黑绿黄青]色?|洋红色?", re.I)
_SIGNS = frozenset(("", "¥", "￥", "$"))
_UNITS = frozenset(("", "万元", "亿元", "元", "万", "亿", *"件项条宗份次个起例"))


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a format: what stands `before` and `after` a number of at `least` so many digits, `fewest` to
    `most` decimals, divided by a thousand `scale` times. `kind` is "digits", "general", "text" or "" for words."""

    kind: str = ""
    before: str = ""
    after: str = ""
    least: int = 0
    fewest: int = 0
    most: int = 0
    scale: int = 0

    def positive(self, number: Decimal) -> str:
        """What is shown of a number that is zero or more."""
        figure = self._figure(number)
        around = self.before + self.after
        if not figure:
            return around if not around or (not number and around in MARKS_FOR_NOTHING) else UNKNOWN
        plain = figure != UNKNOWN and self.before in (*_SIGNS, "+") and self.after in _UNITS
        return self.before + figure + self.after if plain else UNKNOWN

    def negative(self, number: Decimal, *, signed: bool) -> str:
        """What is shown of a number below zero; Excel sets the sign where no section of its own is `signed`."""
        figure = self._figure(-number)
        rest = self.before.replace("-", "", 1) if signed else self.before
        if figure in ("", UNKNOWN) or rest not in _SIGNS or self.after not in _UNITS:
            return UNKNOWN
        if not figure.strip("0."):
            return UNKNOWN if signed else rest + figure + self.after
        return UNKNOWN if signed and rest == self.before else f"-{rest}{figure}{self.after}"

    def _figure(self, number: Decimal) -> str:
        if self.kind == "general":
            return _plainly(number)
        if self.kind != "digits":
            return "" if not self.kind else UNKNOWN
        scaled = number.scaleb(-3 * self.scale).quantize(Decimal(1).scaleb(-self.most), ROUND_HALF_UP)
        whole, _, decimals = f"{scaled:f}".partition(".")
        whole = whole.lstrip("0").rjust(self.least, "0")
        decimals = decimals[: self.fewest] + decimals[self.fewest :].rstrip("0")
        if self.most and not decimals and not whole:
            return UNKNOWN  # a dot alone
        return f"{whole or '0'}.{decimals}" if decimals else whole


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format: what it shows of numbers and texts. `date` is true where it shows a number as a day or a time.
    A section that is not understood is None; `texts` is None where texts are shown as they are."""

    numbers: tuple[_Section | None, ...] = (None,)
    texts: str | None = None
    date: bool = False

    def number(self, value: str) -> str:
        """What is shown of the number."""
        number = number_of(value)
        if number is None:
            return value
        place = (1 if number < 0 else 2 if not number else 0) if len(self.numbers) > 1 else 0
        section = self.numbers[place if place < len(self.numbers) else 0]
        if section is None:
            return UNKNOWN
        if section == _EMPTY:
            return "" if len(self.numbers) == 3 else UNKNOWN
        if number < 0:
            return section.negative(number, signed=place == 1)
        return section.positive(number)

    def text(self, text: str) -> str:
        """What is shown of a text."""
        return text if self.texts is None or not text else self.texts

    def is_plain(self, values: tuple[str, ...] = ("0", "7", "1234567", "0.125", "-7")) -> bool:
        """Whether texts and the values are shown as they stand."""
        return not self.date and self.texts is None and all(self.number(value) == value for value in values)

    def is_plain_for_counts(self) -> bool:
        """Whether texts and whole numbers are shown as they stand."""
        return self.is_plain(("0", "7", "1234567"))


_EMPTY = _Section()


def format_of(identity: str, own: Mapping[str, str]) -> NumberFormat:
    """The format of this number in a file whose own formats are `own` (number → code)."""
    if identity not in own and identity in _DATE_IDS:
        return NumberFormat(date=True)
    return parsed(own.get(identity, _OWN_CODES.get(identity or "0", _OTHER)))


@lru_cache(512)
def parsed(code: str) -> NumberFormat:
    """The number format that a code describes.

    >>> parsed("#,##0.00").number("1234.565"), parsed('0"元"').number("36500"), parsed("0.0,").number("12345")
    ('1234.57', '36500元', '12.3')
    >>> parsed("0_ ;-0 ").number("-5"), parsed("0;-0;;@").number("0"), parsed(";;;").text("1"), parsed("0%").number("1")
    ('-5', '', '', '?')
    """
    sections = _sections(code)
    if not sections:
        return NumberFormat()
    if _DATE_SIGNS.search(_LITERAL.sub("", sections[0])):
        date, sections = True, ["@", *sections[1:]]
    else:
        date = False
    read = [_section(one) for one in sections]
    last = read[-1]
    four = len(read) == 4
    for_text = four or (last is not None and last.kind == "text")
    texts = None
    if for_text:
        as_it_is = last is not None and last.kind == "text" and not last.before + last.after
        texts = None if as_it_is else "" if last == _EMPTY else UNKNOWN
        read = read[:-1] or [_Section("general") if as_it_is else None]
    return NumberFormat(tuple(read) if len(read) <= 3 else (None,), texts, date)


def _sections(code: str) -> list[str]:
    """The sections of a code; none where it is no code."""
    if not code or len(code) > _LONGEST:
        return []
    sections: list[str] = []
    place = -1
    while place < len(code):
        match = _SECTION.match(code, place + 1)
        if match is None or code[match.end() : match.end() + 1] not in ("", ";"):
            return []
        sections.append(match[0])
        place = match.end()
    return sections


def _section(code: str) -> _Section | None:
    """A section, or None where it is not understood."""
    kind, around = "", ["", ""]
    least = fewest = most = scale = place = 0
    while place < len(code):
        match = _TOKEN.match(code, place)
        if match is None or (match["colour"] is not None and not _COLOURS.fullmatch(match["colour"])):
            return None
        place = match.end()
        around[bool(kind)] += match["quoted"] or match["escaped"] or match["sign"] or match["plain"] or ""
        found = "general" if match["general"] else "text" if match["text"] else "digits" if match["whole"] else ""
        if found and kind:
            return None
        kind = kind or found
        if found == "digits":
            whole, decimals = match["whole"].replace(",", ""), match["decimals"] or ""
            least = len(whole) - whole.index("0") if "0" in whole else 0
            fewest, most = decimals.rfind("0") + 1, len(decimals)
            scale = len(match["scale"]) + len(match["behind"] or "")
    if most > _MOST_DECIMALS or scale > _DIGITS or any(sign.isdigit() for sign in "".join(around)):
        return None
    return _Section(kind, around[0].strip(), around[1].strip(), least, fewest, most, scale)


def number_of(value: str) -> Decimal | None:
    """The number in the fifteen digits that Excel keeps; None for what is none, or none that a cell shows in full."""
    try:
        number = Decimal(f"{float(value):.{_DIGITS}g}")
    except (ValueError, ArithmeticError):
        return None
    return number if number.is_finite() and -30 < number.adjusted() < 30 else None


def shown(value: str) -> str:
    """The number as Excel would show it with room enough: fifteen digits, no exponent.

    >>> shown("3"), shown("3.0"), shown("21552.900000000001"), shown("0.30000000000000004"), shown("1E+16"), shown("-0")
    ('3', '3', '21552.9', '0.3', '10000000000000000', '0')
    """
    if value.isdecimal() and value.isascii() and len(value) <= _DIGITS:
        return value
    number = number_of(value)
    return value if number is None else _plainly(number)


def _plainly(number: Decimal) -> str:
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain
