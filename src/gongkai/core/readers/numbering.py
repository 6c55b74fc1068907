"""自动编号: the numbers that Word shows before paragraphs and that stand nowhere in their text (一、 or 1.).

A paragraph names its list and level, or its style does; the list says how each level counts and what its number looks
like. Bullets and formats that a report does not use show nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gongkai.core.readers.ooxml import whole_number

_LEVELS = 9
_PLACES = frozenset("012345678")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("chinese", "taiwanese", "japanese", "ideographDigital")
_ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ("C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True))
_LONGEST = 999
_LONGEST_TEXT = 40
_DEEPEST = 20
"""Styles that may be based on one another."""


@dataclass(slots=True)
class Level:
    """A level of a list: what it starts with, how it counts, its text (%1 stands for the number of level 1), the style
    whose paragraphs are on it."""

    start: int = 1
    counts: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list: its levels, shared counters, and levels that start anew when it is first used."""

    levels: dict[int, Level]
    counters: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: Any, styles: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, str, str]] = {}
        space = numbering.tag.rpartition("}")[0] + "}"
        self._value = f"{space}val"
        shared = {
            one.get(f"{space}abstractNumId", ""): _List(self._levels(one, space), [None] * _LEVELS)
            for one in numbering.iterchildren(f"{space}abstractNum")
        }
        for one in numbering.iterchildren(f"{space}num"):
            origin = shared.get(self._of(one, f"{space}abstractNumId"))
            if origin is not None:
                self._lists[one.get(f"{space}numId", "")] = self._own(origin, one, space)
        for style in () if styles is None else styles.iterchildren(f"{space}style"):
            self._add_style(style, space)

    def number(self, style: str, list_id: str, level: str) -> str:
        """The number of the next paragraph of that style, list and level ('' where it names none): '' for none."""
        if not list_id:
            list_id, named = self._list_of(style)
            level = level or named or self._level_of(style, list_id)
        found = self._lists.get(list_id)
        place = int(level) if level in _PLACES else 0
        if found is None or place not in found.levels:
            return ""
        return _counted(found, place)

    def _of(self, element: Any, tag: str) -> str:
        child = element.find(tag)
        return "" if child is None else child.get(self._value, "")

    def _levels(self, element: Any, space: str) -> dict[int, Level]:
        levels = {}
        for one in element.iterchildren(f"{space}lvl"):
            start, place = self._of(one, f"{space}start"), one.get(f"{space}ilvl", "")
            if place in _PLACES:
                levels[int(place)] = Level(
                    whole_number(start, 1),
                    self._of(one, f"{space}numFmt") or "decimal",
                    self._of(one, f"{space}lvlText")[:_LONGEST_TEXT],
                    self._of(one, f"{space}pStyle"),
                )
        return levels

    def _own(self, origin: _List, element: Any, space: str) -> _List:
        """A list that counts on with `origin`, but for the levels that it overrides."""
        own = _List(dict(origin.levels), origin.counters)
        for override in element.iterchildren(f"{space}lvlOverride"):
            place, start = override.get(f"{space}ilvl", ""), self._of(override, f"{space}startOverride")
            if place in _PLACES and start:
                own.starts[int(place)] = whole_number(start, 1)
            own.levels |= self._levels(override, space)
        return own

    def _add_style(self, style: Any, space: str) -> None:
        properties = style.find(f"{space}pPr/{space}numPr")
        own = ("", "") if properties is None else tuple(self._of(properties, f"{space}{tag}") for tag in _NUM_PR)
        self._styles[style.get(f"{space}styleId", "")] = (own[0], own[1], self._of(style, f"{space}basedOn"))

    def _list_of(self, style: str) -> tuple[str, str]:
        """The list and level of a style, or of the one it is based on."""
        for _ in range(_DEEPEST):
            list_id, level, style_below = self._styles.get(style, ("", "", ""))
            if list_id:
                return list_id, level
            style = style_below
        return "", ""

    def _level_of(self, style: str, list_id: str) -> str:
        levels: Iterable[tuple[int, Level]] = self._lists[list_id].levels.items() if list_id in self._lists else ()
        return next((str(place) for place, level in levels if level.style == style), "")


_NUM_PR = ("numId", "ilvl")


def _counted(one: _List, place: int) -> str:
    """Count the list on by one at the level and say its number."""
    counters = one.counters
    if place in one.starts:
        counters[place] = one.starts.pop(place)
    else:
        before = counters[place]
        counters[place] = one.levels[place].start if before is None else before + 1
    counters[place + 1 :] = [None] * (_LEVELS - place - 1)
    text = one.levels[place].text
    if one.levels[place].counts in ("bullet", "none") or "%" not in text:
        return ""
    for other in range(place + 1):
        level = one.levels.get(other, Level())
        count = counters[other]
        text = text.replace(f"%{other + 1}", _in_figures(level.start if count is None else count, level.counts))
    return text


def _in_figures(number: int, counts: str) -> str:
    """The number as a format shows it.

    >>> [_in_figures(12, name) for name in ("decimal", "chineseCountingThousand", "decimalEnclosedCircleChinese")]
    ['12', '十二', '⑫']
    """
    if not 0 <= number <= _LONGEST:
        return ""
    if counts.startswith(_CHINESE):
        return chinese(number)
    if counts.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if counts in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if counts == "upperLetter" else 97) + number - 1)
    if counts in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if counts == "upperRoman" else roman.lower()
    return str(number)


def chinese(number: int) -> str:
    """The number from 0 to 999 in Chinese.

    >>> [chinese(number) for number in (6, 10, 12, 30, 105, 110)]
    ['六', '十', '十二', '三十', '一百零五', '一百一十']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + _DIGITS[ones] if ones else text or _DIGITS[0]


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
