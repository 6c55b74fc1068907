"""单元格外观: what the fonts and conditional formats of a workbook leave unsaid of its cells.

Struck, white and tiny text may be meant or not, and figures in a font of pictures are no figures, as in a Word file
(word_format.py). White text on a coloured ground is seen. A conditional format that can hide what a cell holds leaves
open whether it does: its condition is not computed.
"""

import re
from collections.abc import Iterator
from typing import Any

from gongkai.core.readers.number_formats import format_of
from gongkai.core.readers.ooxml import whole_number
from gongkai.core.readers.word_format import is_of_pictures

_FALSE = frozenset({"0", "false"})
_WHITE = re.compile("(?:[0-9A-Fa-f]{2})?(?:[Ff][0-9A-Fa-f]){3}")
_WHITE_INDEXES = frozenset({"1", "9", "65"})
_PALE = -0.1
"""How far a theme's white may be darkened and still be white."""
_TINY = 2.0
"""Points."""


def is_doubtful(font: Any, fill: Any | None = None) -> bool:
    """Whether text in this font, on this fill, may be meant or not."""
    name = next((one.get("val", "") for one in font.iterchildren("{*}name", "{*}rFont")), "")
    size = next((one.get("val", "") for one in font.iterchildren("{*}sz")), "")
    return is_struck(font) or is_of_pictures(name) or _number(size, _TINY + 1) <= _TINY or _is_unseen(font, fill)


def is_struck(font: Any) -> bool:
    """Whether the font strikes its text out."""
    return any(one.get("val") not in _FALSE for one in font.iterchildren("{*}strike"))


def doubtful_fonts(styles: Any) -> Iterator[bool]:
    """For each cell style of a workbook, in order, whether its text may be meant or not."""
    fonts, fills = (list(_all(styles, name)) for name in ("fonts", "fills"))
    known: dict[tuple[str, str], bool] = {}
    for one in _all(styles, "cellXfs"):
        key = one.get("fontId", "0"), one.get("fillId", "0")
        if key not in known:
            font, fill = _at(fonts, key[0]), _at(fills, key[1])
            known[key] = font is not None and is_doubtful(font, fill)
        yield known[key]


def hiding_formats(styles: Any | None) -> list[bool]:
    """For each conditional format of a workbook, in order, whether it can hide what a cell holds."""
    return [] if styles is None else [_hides(one) for one in _all(styles, "dxfs")]


def ranges_that_may_hide(sheet: Any, formats: list[bool]) -> Iterator[str]:
    """The ranges of a sheet's cells that a conditional format can hide; `formats` are those of `hiding_formats`."""
    for one in sheet.iter("{*}conditionalFormatting"):
        if any(_rule_hides(rule, formats) for rule in one.iterchildren("{*}cfRule")):
            inside = "".join(found.text or "" for found in one.iterchildren("{*}sqref"))
            yield from (one.get("sqref") or inside).split()


def _rule_hides(rule: Any, formats: list[bool]) -> bool:
    """Whether a rule shows a bar or a sign in place of a figure, or a format that can hide it."""
    if any(one.get("showValue") in _FALSE for one in rule.iterchildren("{*}dataBar", "{*}iconSet")):
        return True
    number = whole_number(rule.get("dxfId", ""), len(formats))
    return any(formats[number : number + 1]) or any(_hides(one) for one in rule.iterchildren("{*}dxf"))


def _hides(format_: Any) -> bool:
    fill = next(format_.iterchildren("{*}fill"), None)
    if any(is_doubtful(one, fill) for one in format_.iterchildren("{*}font")):
        return True
    codes = [one.get("formatCode", "") for one in format_.iterchildren("{*}numFmt")]
    return any(not format_of("own", {"own": code}).is_plain_for_counts() for code in codes)


def _is_unseen(font: Any, fill: Any | None) -> bool:
    """Whether the text is of the colour of its ground."""
    colour = next(font.iterchildren("{*}color"), None)
    if colour is None:
        return False
    grounds = _grounds(fill)
    return any(_same(colour, one) for one in grounds) if grounds else _is_white(colour)


def _grounds(fill: Any | None) -> list[Any]:
    """The colours of the fill, where it is a full one; conditional formats give that behind alone, and no pattern."""
    for pattern in () if fill is None else fill.iterchildren("{*}patternFill"):
        if pattern.get("patternType", "solid" if len(pattern) else "none") == "solid":
            return [*pattern.iterchildren("{*}fgColor", "{*}bgColor")]
    return []


def _same(colour: Any, ground: Any) -> bool:
    return dict(colour.attrib) == dict(ground.attrib) or (_is_white(colour) and _is_white(ground))


def _is_white(colour: Any) -> bool:
    if colour.get("theme") == "0":
        return _number(colour.get("tint", ""), 0.0) > _PALE
    return _WHITE.fullmatch(colour.get("rgb", "")) is not None or colour.get("indexed") in _WHITE_INDEXES


def _number(text: str, otherwise: float) -> float:
    try:
        return float(text)
    except ValueError:
        return otherwise


def _all(root: Any, name: str) -> Iterator[Any]:
    """What stands in the groups of this name."""
    return (one for group in root.iterchildren(f"{{*}}{name}") for one in group)


def _at(elements: list[Any], number: str) -> Any | None:
    place = whole_number(number)
    return elements[place] if place < len(elements) else None
