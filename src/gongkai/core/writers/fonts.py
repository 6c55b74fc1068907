"""字体: the fonts a report is printed in, and whether they have every character of it.

The fonts that offices print in (方正小标宋, 仿宋, 宋体, 黑体) are taken where they are installed, then the free ones of
the same kind; last stands Noto Sans SC, which comes along with the program, so that a machine without any Chinese font
prints too (docs/decisions/0010-the-printed-form-and-its-fonts.md).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import Literal

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from gongkai.core.findings import Language, load_catalogue, sentence

Role = Literal["title", "heading", "body", "table"]

_PACKAGE, _FOLDER = "zhplot", "zhplot/fonts"
"""The package that carries the font. It is never imported: it would ask for packages that are not installed."""
_LITTLE_SONG = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK")
_FANGSONG = ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong")
_SONG = ("SimSun", "宋体", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
_HEI = ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
_WISHES: Mapping[Role, tuple[str, ...]] = {
    "title": (*_LITTLE_SONG, *_SONG, *_FANGSONG, *_HEI),
    "heading": (*_HEI[:-1], *_SONG, *_FANGSONG, *_LITTLE_SONG, _HEI[-1]),
    "body": (*_FANGSONG, *_SONG, *_LITTLE_SONG, *_HEI),
    "table": (*_SONG, *_FANGSONG, *_LITTLE_SONG, *_HEI),
}
"""The families for each kind of text, best first. All name the same families, so that what one can print all can."""
_BOLD = 600


class Unprintable(ValueError):
    """A report that can't be printed. `code` and `details` make the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def message(self, language: Language) -> str:
        """What is lacking, and what to do."""
        return sentence(load_catalogue("gongkai.core.writers", "fonts.toml"), self.code, language, self.details)


class GlyphMissing(Unprintable):
    """Characters that no font has: `characters`, each once, in the order of their numbers."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(sorted(characters))
        super().__init__("glyph_missing", characters=", ".join(map(named, self.characters)))


def named(character: str) -> str:
    """A character with its number and its Unicode name.

    >>> named("☃")
    '☃ (U+2603 SNOWMAN)'
    """
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip() + ")"


@dataclass(frozen=True, slots=True)
class Face:
    """One font in a file: the file's path and its place in it."""

    path: str
    index: int

    def characters(self) -> frozenset[int]:
        """The numbers of the characters that it has."""
        return _characters(self.path, self.index)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that were found: `searched` is the compiler's own list, `families` says for each kind of text which
    families print it, best first, `faces` what belongs to a family. `stroked` are the kinds that are to be bold and
    would look like the body, because there is no other font and no bold one."""

    searched: typst.Fonts
    families: Mapping[Role, tuple[str, ...]]
    faces: Mapping[str, tuple[Face, ...]]
    stroked: frozenset[Role]

    def check(self, text: str) -> None:
        """Raises GlyphMissing where the text has characters that no family has. Any font serves, but it must have the
        character in all its weights."""
        wanted = set(map(ord, text))
        for family in reversed(self.families["body"]):  # the last has nearly all of them, and is quick to ask
            if wanted:
                wanted -= frozenset.intersection(*(face.characters() for face in self.faces[family]))
        if wanted:
            raise GlyphMissing(map(chr, wanted))


@cache
def fonts(folders: tuple[str, ...] | None = None, *, system: bool = True) -> Fonts:
    """The fonts in `folders` (None: where the one that comes along is) and, unless `system` is false, of the machine.
    They are looked for once. Raises Unprintable where no Chinese font is among them."""
    places = _bundled() if folders is None else folders
    searched = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=list(places))
    faces: dict[str, list[Face]] = {}
    weights: dict[str, int] = {}
    for font in searched.fonts():
        faces.setdefault(font.family, []).append(Face(str(font.path), font.index))
        weights[font.family] = max(font.weight, weights.get(font.family, 0))
    families = {role: tuple(name for name in wishes if name in faces) for role, wishes in _WISHES.items()}
    if not families["body"]:
        raise Unprintable("no_font")
    used = {family: tuple(faces[family]) for family in families["body"]}
    plain = families["body"][0]
    stroked = [role for role in families if families[role][0] == plain and weights[plain] < _BOLD]
    return Fonts(searched, families, used, frozenset(stroked))


def _bundled() -> tuple[str, ...]:
    try:
        return (str(distribution(_PACKAGE).locate_file(_FOLDER)),)
    except PackageNotFoundError:
        return ()


@cache
def _characters(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())
