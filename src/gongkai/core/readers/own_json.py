"""本系统的 JSON: one line of `gongkai report read --json`, which core/writers/report_json.py writes too → the report.

Places are those of the file that was read first; only the text, whose places are not kept sentence by sentence, is
placed in the JSON itself.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.core.findings import Place
from gongkai.core.law.editions import TABLES
from gongkai.core.readers.decode import decode
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.own import METADATA, Told, ToldCell, as_told, chapter_keys, report_of
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import FilledReport, State

_STATES = {state.name.lower(): state for state in State}


def read_own_json(data: bytes) -> FilledReport:
    """The report in the one object of the file. Raises Unreadable."""
    return report_of(_told(_only_object(decode(data))))


def _only_object(text: str) -> dict[str, Any]:
    """The one object in the text. Raises Unreadable where it is damaged or there are several."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
    found: list[Any] = []
    text = text.strip()
    try:
        while text:
            value, end = decoder.raw_decode(text)
            found += value if isinstance(value, list) else [value]
            text = text[end:].lstrip()
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable("READ.BROKEN", kind=NAMES["json"]) from error
    if len(found) != 1:
        raise Unreadable("READ.OWN_SEVERAL", count=len(found))
    return _object(found[0], "$")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable("READ.OWN_TWICE", key=key)
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    """JSON has no NaN and no Infinity, whatever the library takes."""
    raise ValueError(name)


def _told(line: Mapping[str, Any]) -> Told:
    if line.get("error") is not None:
        raise Unreadable("READ.OWN_UNREAD", error=as_told(line["error"]))
    told = Told(_text(line, "organ"), _year(line.get("year")), _text(line, "edition") or "")
    told.tables = {key: text or "" for key, text in _texts(line, "table_editions", TABLES).items()}
    told.metadata |= _texts(line, "metadata", METADATA)
    for key, text in _texts(line, "sections", chapter_keys()).items():
        if text is not None:
            told.sections[key] = [(one, {"path": f"$.sections.{key}"}) for one in text.split("\n")]
    for key, cell in _object(line.get("cells"), "cells").items():
        told.cells[key] = _cell(_object(cell, f"cells.{key}"), key)
    for place, note in enumerate(_list(line.get("notes", []), "notes")):
        told.notes.append(_note(_object(note, f"notes.{place}"), place))
    return told


def _cell(cell: dict[str, Any], key: str) -> ToldCell:
    state = cell.get("state")
    at: Place = _object(cell.get("at", {}), f"cells.{key}.at")
    known = _STATES.get(state) if isinstance(state, str) else None
    return ToldCell(known, cell.get("value"), _text(cell, "text", f"cells.{key}."), at)


def _note(note: dict[str, Any], place: int) -> tuple[str, str, tuple[str, ...], Place]:
    where = f"notes.{place}."
    cells = _list(note.get("cells", []), f"{where}cells")
    at: Place = _object(note.get("at", {}), f"{where}at")
    return _text(note, "code", where) or "", _text(note, "message", where) or "", tuple(map(str, cells)), at


# ---- What may stand in the object ------------------------------------------------------------------------------------


def _object(value: Any, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("READ.OWN_FIELD", key=key, printed=as_told(value))
    return value


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("READ.OWN_FIELD", key=key, printed=as_told(value))
    return value


def _text(line: Mapping[str, Any], key: str, where: str = "") -> str | None:
    value = line.get(key)
    if value is not None and not isinstance(value, str):
        raise Unreadable("READ.OWN_FIELD", key=where + key, printed=as_told(value))
    return value


def _texts(line: Mapping[str, Any], part: str, known: Iterable[str]) -> dict[str, str | None]:
    """The texts of a part of the line, none of which the report has not."""
    texts = _object(line.get(part), part)
    strange = next((key for key in texts if key not in known), None)
    if strange is not None:
        raise Unreadable("READ.OWN_FIELD", key=f"{part}.{strange}", printed=as_told(texts[strange]))
    return {key: _text(texts, key, f"{part}.") for key in texts}


def _year(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 1900 <= value <= 9999):
        raise Unreadable("READ.OWN_FIELD", key="year", printed=as_told(value))
    return value
