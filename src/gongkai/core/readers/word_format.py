"""字符格式: what the format of a run says of its text in a Word file: hidden, set higher or lower, not to be trusted.

Text set higher or lower is no part of the figure beside it. Struck, white and tiny text may be meant or not, and
figures in a font of pictures are no figures; in a cell such text leaves open what the cell holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.readers.flow import UNKNOWN, has_words
from gongkai.core.readers.ooxml import whole_number

OFF = frozenset({"0", "false", "off"})
PROPERTIES = ("vanish", "vertAlign", "position", "strike", "dstrike", "color", "sz", "rFonts")
"""The properties of a run, or of a style, that are looked at."""

_WHITE = re.compile("(?:[Ff][0-9A-Fa-f]){3}")
_WHITE_THEMES = ("background1", "light1")
_PICTURES = ("wingdings", "webdings", "zapf", "marlett")
_TINY = 4
"""Half-points."""
_USUAL = 21
_DEEPEST = 20
"""Styles that may be based on one another."""

_BEGIN, _END = "\x02", "\x03"  # no XML can hold them
_DOUBTFUL = re.compile(f"{_BEGIN}[^{_END}]*{_END}")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks. `height` is '' for text on the line; `doubtful` text is struck, white, tiny or in pictures."""

    hidden: bool = False
    height: str = ""
    doubtful: bool = False


PLAIN = Look()


def is_of_pictures(font: str) -> bool:
    """Whether the font shows pictures in place of figures."""
    return font.lower().startswith(_PICTURES)


def value_of(element: Any, space: str) -> str:
    """What a property says; `space` is the namespace of its attributes."""
    if element.tag.endswith("}color") and element.get(f"{space}themeColor", "") in _WHITE_THEMES:
        shade = element.get(f"{space}themeShade", "FF")
        if shade[:1] in ("F", "f"):
            return "FFFFFF"
    if element.tag.endswith("}rFonts"):
        return str(element.get(f"{space}ascii") or element.get(f"{space}hAnsi", ""))
    return str(element.get(f"{space}val", ""))


def look_of(properties: Mapping[str, str]) -> Look:
    """The look that the properties give, named as in PROPERTIES."""
    if not properties:
        return PLAIN
    struck = any(properties.get(name, "0") not in OFF for name in ("strike", "dstrike"))
    doubtful = (
        struck
        or _WHITE.fullmatch(properties.get("color", "")) is not None
        or whole_number(properties.get("sz", ""), _USUAL) <= _TINY
        or is_of_pictures(properties.get("rFonts", ""))
    )
    heights = (properties.get("vertAlign", ""), properties.get("position", ""))
    height = " ".join(one for one in heights if one not in ("", "0", "baseline"))
    return Look(properties.get("vanish", "0") not in OFF, height, doubtful)


class Styles:
    """The styles of a document, as far as they say how text looks, with what holds for all text and for paragraphs and
    tables without a style."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, tuple[dict[str, str], str]] = {}
        self._known: dict[str, Mapping[str, str]] = {"": {}}
        self._below: dict[tuple[str, str | None], Mapping[str, str]] = {}
        self._space = ""
        self._usual: dict[str, str] = {}
        self._paragraph = self._table = ""
        if root is None:
            return
        self._space = space = root.tag.rpartition("}")[0] + "}"
        for defaults in root.iterfind(f"{space}docDefaults/{space}rPrDefault"):
            self._usual |= self._own(defaults)
        for style in root.iterchildren(f"{space}style"):
            own, name = self._own(style), style.get(f"{space}styleId", "")
            for part in style.iterchildren(f"{space}tblStylePr"):
                if part.find(f"{space}tcPr/{space}shd") is None and look_of(self._own(part)) != PLAIN:
                    own["strike"] = "1"  # which cells it is for is not looked up, so it casts doubt on all
            based = style.find(f"{space}basedOn")
            self._styles[name] = own, "" if based is None else based.get(f"{space}val", "")
            if style.get(f"{space}default", "0") not in OFF:
                if style.get(f"{space}type") == "paragraph":
                    self._paragraph = name
                elif style.get(f"{space}type") == "table":
                    self._table = name

    def _own(self, holder: Any) -> dict[str, str]:
        """The properties that a style, or a part of one, gives itself."""
        space = self._space
        own = holder.find(f"{space}rPr")
        found = () if own is None else own.iterchildren(*(f"{space}{name}" for name in PROPERTIES))
        return {element.tag.rpartition("}")[2]: value_of(element, space) for element in found}

    def below(self, style: str, table: str | None) -> Mapping[str, str]:
        """The properties of text in a paragraph of this style; `table` is the style of the table around it, if any."""
        if (style, table) not in self._below:
            around = {} if table is None else self.properties(table or self._table)
            own = self.properties(style if style in self._styles else self._paragraph)
            self._below[style, table] = {**self._usual, **around, **own}
        return self._below[style, table]

    def properties(self, style: str) -> Mapping[str, str]:
        """The style's properties, with those of the styles that it is based on."""
        if style not in self._known:
            found: dict[str, str] = {}
            below = style
            for _ in range(_DEEPEST):
                own, below = self._styles.get(below, ({}, ""))
                found = own | found
            self._known[style] = found
        return self._known[style]


def doubted(text: str) -> str:
    """The text of a cell, marked for `settled` as one that may be meant or not."""
    return f"{_BEGIN}{text}{_END}" if text.strip() else text


def unmarked(text: str) -> str:
    """The text without the marks that `doubted` puts."""
    return text.replace(_BEGIN, "").replace(_END, "") if _BEGIN in text else text


def settled(text: str) -> str:
    """The text of a cell: a label as it is, a cell of figures with UNKNOWN in place of what may be meant or not.

    >>> settled(doubted("15") + "12"), settled(doubted("合计")), settled("12")
    ('? 12', '合计', '12')
    """
    if _BEGIN not in text:
        return text
    trusted = _DOUBTFUL.sub(" ", text)
    whole = unmarked(text)
    if has_words(trusted) or (not trusted.strip() and has_words(whole)):
        return whole
    return f"{UNKNOWN} {trusted.strip()}".strip()  # before the figure: what stands behind may be passed over as a note
