"""本系统的 CSV: the table that core/writers/report_csv.py writes → the report, also where a spreadsheet saved it anew.

A spreadsheet may fill up lines with empty columns, write a day in its own way or round a long number; what is no figure
then is unclear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.law.editions import TABLES
from gongkai.core.readers.decode import decode
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.own import METADATA, Told, ToldCell, as_told, chapter_keys, report_of
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import FilledReport, State

_STATES = {
    "缺失": State.MISSING,
    "空白": State.BLANK,
    "不能确定": State.UNCLEAR,
    "已填": State.PRINTED,
    "拆分": State.SPLIT,
    **{state.name.lower(): state for state in State},
}
"""The states by the names that the file has in Chinese; those of JSON are taken too."""
_COLUMNS = 6
_FIELD = re.compile(r'(?:"((?:[^"]|"")*+)"|([^",\r\n]*+))(,|\r\n|\r|\n|\Z)')
_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEAR = re.compile("(?:19|[2-9][0-9])[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its six fields, and of the last its offsets in the text; `number` from 1."""

    fields: list[str]
    number: int
    start: int
    end: int

    @property
    def words(self) -> str:
        """The last field as text, without the apostrophe that keeps it from being a formula."""
        return _words(self.fields[-1])


def read_own_csv(data: bytes) -> FilledReport:
    """The report in the table. Raises Unreadable."""
    _, *lines = _lines(decode(data))
    told = Told()
    seen: set[str] = set()
    for line in lines:
        key = line.fields[0].strip()
        part, _, name = key.partition(".")
        if part not in ("sections", "notes"):
            if key in seen:
                raise Unreadable("READ.OWN_TWICE", key=key)
            seen.add(key)
        _take(told, line, key, part, name)
    return report_of(told)


def _take(told: Told, line: _Line, key: str, part: str, name: str) -> None:
    """Takes in one line."""
    at = {"line": line.number, "start": line.start, "end": line.end}
    match part:
        case "organ" | "year" | "edition" if not name:
            _take_about(told, line, key)
        case "table_editions" if name in TABLES:
            told.tables[name] = line.words.strip()
        case "metadata" if name in METADATA:
            told.metadata[name] = _day(line.words) if name == "published_on" else line.words or None
        case "sections" if name in chapter_keys():
            told.sections.setdefault(name, []).append((line.words, at))
        case "notes":
            told.notes.append((name, line.words, tuple(_words(line.fields[3]).split()), at))
        case _:
            value = line.fields[-1].strip()
            told.cells[key] = ToldCell(_STATES.get(line.fields[4].strip()), value, value or None, at)


def _take_about(told: Told, line: _Line, key: str) -> None:
    words = line.words
    if key == "organ":
        told.organ = words or None
    elif key == "edition":
        told.edition = words.strip()
    elif words.strip():
        if _YEAR.fullmatch(words.strip()) is None:
            raise Unreadable("READ.OWN_FIELD", key=key, printed=as_told(words))
        told.year = int(words)


def _words(field: str) -> str:
    return field[1:] if _GUARDED.match(field) else field


def _day(words: str) -> str | None:
    """The day as YYYY-MM-DD, however a spreadsheet wrote it."""
    day = _DAY.fullmatch(words.strip())
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else words or None


def _lines(text: str) -> Iterator[_Line]:
    """The lines of the table that are not empty. Raises Unreadable where quotes do not close or a line has more columns
    than the table."""
    place, number = 0, 1
    while place < len(text):
        first, fields, spans = place, [], []
        ended = False
        while not ended:
            found = _FIELD.match(text, place)
            if found is None:
                raise Unreadable("READ.BROKEN", kind=NAMES["csv"])
            quoted, bare, sign = found.groups()
            fields.append(bare if quoted is None else quoted.replace('""', '"'))
            spans.append(found.span(2 if quoted is None else 1))
            place, ended = found.end(), sign != ","
        if any(field.strip() for field in fields[_COLUMNS:]):
            raise Unreadable("READ.OWN_COLUMNS", line=number)
        if any(field.strip() for field in fields):
            fields = [*fields[:_COLUMNS], *[""] * (_COLUMNS - len(fields))]
            start, end = spans[_COLUMNS - 1] if len(spans) >= _COLUMNS else (place, place)
            yield _Line(fields, number, start, end)
        number += _breaks(text[first:place])


def _breaks(text: str) -> int:
    return text.count("\n") or text.count("\r")
