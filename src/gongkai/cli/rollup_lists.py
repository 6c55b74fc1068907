"""汇总名单: the lists that a roll-up is given: the organs expected, and cases as co-defendant.

A list is a text as spreadsheets save it, in UTF-8 or GBK. What is wrong with it is one sentence
(:class:`gongkai.cli.usage.Misused`).
"""

import csv
import os

from gongkai.bulk.folders import Source, Unopened, contents, shown
from gongkai.cli.screen import printable
from gongkai.cli.stream import STANDARD_INPUT, standard_input
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.findings import Language
from gongkai.core.readers import Unreadable
from gongkai.core.readers.decode import decode
from gongkai.core.rollup.children import BadList, Child, read_children, rows

RESULTS = {
    "结果维持": "upheld",
    "结果纠正": "corrected",
    "其他结果": "other",
    "尚未审结": "pending",
    **{name: name for name in ("upheld", "corrected", "other", "pending")},
}
_MOST_KB = 1024
_HEADS = ("机关", "机关名称", "organ")


def children_of(path: str | None, language: Language) -> list[Child]:
    """The organs expected; none without a list. Raises Misused."""
    if path is None:
        return []
    try:
        return read_children(_text(path, language))
    except csv.Error as error:
        raise Misused("list_quotes", name=printable(path)) from error
    except BadList as bad:
        raise _misused(path, bad) from bad


def co_defendant_of(path: str | None, language: Language) -> dict[str, dict[str, int]]:
    """Organ → result → cases, from lines of organ, result, number. Raises Misused."""
    found: dict[str, dict[str, int]] = {}
    if path is None:
        return found
    try:
        for line, cells in rows(_text(path, language), _HEADS):
            organ, result, count = (*cells, "", "")[:3]
            if not organ or result not in RESULTS or not count.isdecimal() or len(count) > 9:
                raise Misused("co_defendant_line", name=printable(path), line=line)
            if RESULTS[result] in found.setdefault(organ, {}):
                raise Misused("co_defendant_twice", name=printable(path), line=line)
            found[organ][RESULTS[result]] = int(count)
    except csv.Error as error:
        raise Misused("list_quotes", name=printable(path)) from error
    except BadList as bad:
        raise _misused(path, bad) from bad
    return found


def _misused(path: str, bad: BadList) -> Misused:
    details = {"line": bad.line, "text": printable(bad.text)}
    used = {"none": (), "circle": ("text",), "empty": ("line",)}.get(bad.problem, ("line", "text"))
    return Misused(f"children_{bad.problem}", name=printable(path), **{key: details[key] for key in used})


def _text(path: str, language: Language) -> str:
    """The text of a list. Raises Misused where it can't be read, or is a workbook, or no text."""
    if path != STANDARD_INPUT and os.path.isdir(path):
        raise Misused("one_file", name=printable(path))
    try:
        data = contents(standard_input() if path == STANDARD_INPUT else Source(shown(path), path))
        if len(data) > _MOST_KB * 1024:
            raise Misused("list_too_large", name=printable(path), most=_MOST_KB)
        text = decode(data)
    except Unopened as unopened:
        raise Misused(
            "unread", name=printable(path), reason=say(unopened.reason, language, detail=unopened.detail)
        ) from unopened
    except Unreadable as unreadable:
        key = "children_none" if unreadable.code == "READ.EMPTY" else "list_no_text"
        raise Misused(key, name=printable(path)) from unreadable
    if "\ufffd" in text:  # a name with a character lost is another name
        raise Misused("list_no_text", name=printable(path))
    return text
