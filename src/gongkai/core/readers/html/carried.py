"""内嵌正文: a report that a page does not show itself but carries inside JSON, a script, or a text field.

Sites whose pages are drawn by scripts answer with JSON ({"content": "<p>…"}), or keep the text in a string of a
script, in a template or in a hidden field. The strings that hold a table are the page.
"""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_TABLE = re.compile(r"<table|&lt;table|\\u003ctable|\\x3ctable|%3Ctable", re.I)
_STRING = re.compile(
    r"\"(?P<double>(?:[^\"\\]|\\.)*+)(?:\"|\Z)|'(?P<single>(?:[^'\\]|\\.)*+)(?:'|\Z)|`(?P<back>(?:[^`\\]|\\.)*+)(?:`|\Z)",
    re.S,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r\n|.))", re.S)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_LONGEST_FIELD = 120
_MOST_FIELDS = 200
_MOST_STRINGS = 100_000
_OTHER_COPY = re.compile(
    r"\.[^.]*(?:(?i:history|mobile|previous)|(?:(?<![a-z])old|Old|OLD|(?<![a-z])last|Last|LAST|(?<![a-z])prev|Prev|PREV)"
    r"(?![a-z]))"
)
"""Names in a path of what is not the page itself: an earlier one, one for small screens."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A page inside something else: its HTML, where it is, and short texts beside it (title, day, organ)."""

    html: str
    where: str
    head: str = ""


_CALL = re.compile(r"\s*[\w.$]{1,60}\s*\(\s*(?=[{\[\"])")


def bodies_in_json(text: str, levels: int = 3) -> Carried | None:
    """The page that a JSON text carries, a call of a script around it or not; None where it is no JSON or carries
    none. A string may be JSON again, `levels` deep."""
    text = text.lstrip("\ufeff")
    call = _CALL.match(text)
    if call is not None:
        text = text[call.end() :].rstrip("; \r\n").removesuffix(")")
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    pages: list[tuple[str, str]] = []
    fields: list[tuple[str, str]] = []
    for where, string in _strings(value):
        whole = _unescaped(string)
        inner = bodies_in_json(string, levels - 1) if levels and string.lstrip()[:1] in ("{", "[") else None
        if inner is not None:
            pages.append((f"{where}{inner.where.removeprefix('$')}", inner.html))
            fields += [(where, line) for line in inner.head.split("\n")]
        elif _TABLE.search(whole):
            pages.append((where, whole))
        elif len(string) <= _LONGEST_FIELD and len(fields) < _MOST_FIELDS and "<" not in string:
            fields.append((where, string))
    if not pages:
        texts = [(where, string) for where, string in _strings(value) if "</p>" in string or "<br" in string]
        pages = texts[:1]
    if not pages:
        return None
    pages = [page for page in pages if not _OTHER_COPY.search(page[0])] or pages
    beside = _object_of(pages[0][0])
    fields.sort(key=lambda told: _object_of(told[0]) != beside)
    return Carried("\n".join(page for _, page in pages), pages[0][0], "\n".join(field for _, field in fields))


def _object_of(where: str) -> str:
    """The path of the object or list that a string stands in."""
    return where[: max(where.rfind("."), where.rfind("["))]


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """The strings of a JSON value in their order, each with its path ($.data.content)."""
    waiting: list[tuple[str, Any]] = [("$", value)]
    count = 0
    while waiting and count < _MOST_STRINGS:
        where, one = waiting.pop()
        if isinstance(one, dict):
            waiting += [(f"{where}.{key}", inner) for key, inner in reversed(one.items())]
        elif isinstance(one, list):
            waiting += [(f"{where}[{place}]", inner) for place, inner in reversed(list(enumerate(one)))]
        elif isinstance(one, str):
            count += 1
            yield where, one


def bodies_in_page(tree: LexborHTMLParser) -> Carried | None:
    """The page that scripts, templates or text fields of `tree` carry, or None."""
    found: list[tuple[str, str]] = []
    for selector, attribute in (
        ("script", ""),
        ("template", ""),
        ("textarea", ""),
        ("input", "value"),
        ("div", "data-content"),
    ):
        query = f"{selector}[{attribute}]" if attribute else selector
        for number, node in enumerate(tree.css(query), 1):
            text = (node.attributes[attribute] or "") if attribute else (node.inner_html or "")
            if not _TABLE.search(text):
                continue
            where = f"{selector}[{number}]"
            if selector == "script":
                found += [(where, page) for page in _pages_of_script(text)]
            else:
                found.append((where, _unescaped(text)))
    if not found:
        return None
    return Carried("\n".join(page for _, page in found), found[0][0])


def _pages_of_script(script: str) -> list[str]:
    """The HTML in a script: the whole of a template, a JSON value, or the strings that hold a table."""
    if script.lstrip().startswith("<"):
        return [script]
    if script.lstrip()[:1] in ("{", "["):
        inner = bodies_in_json(script)
        if inner is not None:
            return [inner.html]
    pages = []
    for match in _STRING.finditer(script):
        string = match["double"] or match["single"] or match["back"] or ""
        if _TABLE.search(string):
            pages.append(_unescaped(_ESCAPE.sub(_character, string)))
    return pages


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _SHORT.get(escape[4], escape[4])


def _unescaped(text: str) -> str:
    """HTML that was escaped once more (&lt;table&gt;), as a page."""
    return entities.unescape(text) if "<table" not in text.lower() and "&lt;table" in text.lower() else text
