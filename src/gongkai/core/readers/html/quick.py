"""网页快读: a page whose statutory tables are printed plainly, as a flow made from its bytes without building a tree.

Tags are taken out of the bytes by a few patterns: inside the statutory tables every cell keeps its end, outside every
block ends a line; only what remains is decoded. That is right for pages with nothing unusual in them (usual.py). All
others are left to the tree (tree.py), as is every page whose figures do not then satisfy all relations of the form
(reading.py). A test holds both ways against each other. In UTF-8 and GB 18030 no character holds the bytes of `<`, `>`
or a control character.
"""

import html as entities
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from gongkai.core.findings import Place
from gongkai.core.readers.flow import CELL, Flow
from gongkai.core.readers.html.head import HEAD_REACH, head_of
from gongkai.core.readers.html.rows import COLUMNS, ROWS, SpannedCell, Spans, span
from gongkai.core.readers.html.usual import (
    are_plain_tables,
    are_usual,
    has_control_signs,
    heads_are_the_forms,
    hidden_names,
    hides_what_follows,
)

_UNSEEN = re.compile(rb"<(?:!--|(?:script|style)\b)", re.I)
_END_OF_UNSEEN = {b"<!--": b"-->", b"<script": b"</script>", b"<style": b"</style>"}
_NOT_TEXT = (
    (b"<title", b"</title>"),
    (b"<select", b"</select>"),
    (b"<noscript", b"</noscript>"),
    (b"<iframe", b"</iframe>"),
    (b"<button", b"</button>"),
)
_TABLE_TAG = re.compile(rb"<(?:/table\b[^>]*>|table\b)")
_LABELS = ("信息内容", "予以公开", "结转下年度", "结果维持")
_TABLES: dict[tuple[bool, ...], str] = {
    (True, False, False, False): "proactive",
    (False, True, True, False): "requests",
}
_TABLES |= {(False, False, False, True): "remedies"}
"""The labels that stand in a statutory table → which of the three it is."""
_KINDS = ["proactive", "requests", "remedies"]
_RUN = re.compile(rb">\s*+([^<>\s][^<>]*)")
_TAG = re.compile(rb"<[^>]*>")
_BLOCK = re.compile(
    rb"</?(?:p|div|section|article|header|footer|main|nav|aside|h[1-6]|[uo]l|li|d[ltd]|blockquote|center|form|fieldset"
    rb"|hr|br|address|figure|figcaption|caption|body|details|summary|table|tr)\b[^>]*>"
)
_EDGES = re.compile(r" ?[\n\x1f][ \n\x1f]*")
_ROW_OR_CELL = re.compile(rb"<t(?:(r)|[dh])\b([^>]*)>")
_SPAN = re.compile(rb"(?<![\w-])(row|col)span\s*=\s*[\"']?\s*([^\"'>\s]*)", re.I)
_RUNS_OF_WORDS = re.compile(
    r" (?:(?<=[^\d\s\x1f,.+\-，．＋－] )(?=[^\s\x1f])|(?<=[,.+\-，．＋－] )(?=[^\d\s\x1f,.+\-，．＋－])"
    r"|(?<=\d )(?=[^\d\s\x1f/\-—?无,.+，．＋－]|\.[^\d\s\x1f]))"
)
"""The space between two runs of one word; not one beside a digit that a sign may bind to another figure."""
_CELL = CELL.encode()
_CELL_RUN, _ROW_RUN = b">" + _CELL + b"  <", b">\x1e  <"  # as long as the tags that they stand for: quicker


@dataclass(slots=True)
class _Table:
    """A statutory table: its place in the bytes, its number among the page's tables, its place in the flow."""

    start: int
    end: int
    number: int
    text: str = ""
    flow_start: int = 0
    flow_end: int = 0


class QuickPage:
    """A page on its way to a flow; `quick_page` makes it."""

    def __init__(self, data: bytes, start: int, body: bytes, encoding: str, tables: list[_Table]) -> None:
        self._data, self._start, self._body, self._encoding, self._tables = data, start, body, encoding, tables
        self._text = ""

    def tables_flow(self) -> Flow:
        """The statutory tables alone."""
        return Flow(self._written(whole=False), self.place)

    def flow(self) -> Flow | None:
        """The whole page, if it was looked at as a whole. Raises UnicodeDecodeError where the bytes are damaged."""
        return Flow(
            self._written(whole=True),
            self.place,
            (),
            head_of(self._data[:HEAD_REACH].decode(self._encoding, "replace")),
        )

    def _written(self, *, whole: bool) -> str:
        pieces: list[str] = []
        length = place = 0
        for table in self._tables:
            if whole:
                pieces.append(self._lines(place, table.start) + "\n")
                length += len(pieces[-1])
            pieces.append(table.text)
            table.flow_start = length
            length += len(pieces[-1])
            table.flow_end, place = length, table.end
        if whole:
            pieces.append(self._lines(place, len(self._body)))
        self._text = "".join(pieces)
        return self._text

    def _lines(self, start: int, end: int) -> str:
        """The text of a part of the page outside the statutory tables, a block a line."""
        part = self._body[start:end]
        for opening, closing in _NOT_TEXT:
            part = _without(part, opening, closing)
        part = b" ".join(part.split()).replace(b"</td>", _CELL).replace(b"</th>", _CELL)
        text = _TAG.sub(b"", _BLOCK.sub(b"\n", part)).decode(self._encoding)
        return _unescaped(_EDGES.sub(lambda edge: "\n" if "\n" in edge[0] else CELL, text))

    def place(self, start: int, end: int) -> Place:
        """The element of the piece that `start` lies in."""
        number = bisect_right(self._tables, start, key=lambda table: table.flow_start) - 1
        if number < 0 or start >= self._tables[number].flow_end:
            return self._place_in_tree(start)
        starts, places = self._cells
        return places[bisect_right(starts, start) - 1]

    @cached_property
    def _tables_before(self) -> int:
        """The page's tables before the part that was looked at."""
        return _seen(self._data[: self._start]).count(b"<table")

    @cached_property
    def _cells(self) -> tuple[list[int], list[Place]]:
        """Where each cell of the statutory tables begins in the flow, and its place in the page."""
        starts: list[int] = []
        places: list[Place] = []
        for table in self._tables:
            number, start = self._tables_before + table.number, table.flow_start
            rows = zip(table.text.split("\n"), _columns(self._body[table.start : table.end]), strict=False)
            for row, (line, columns) in enumerate(rows, 1):
                path = f"(//table)[{number}]/tbody/tr[{row}]/*"
                for cell, (text, column) in enumerate(zip(line.split(CELL), columns, strict=False), 1):
                    starts.append(start)
                    places.append({"path": f"{path}[{cell}]", "table": number, "row": row, "column": column + 1})
                    start += len(text) + 1
                start += len(line.split(CELL)[-1]) + 1
        return starts, places

    @cached_property
    def _tree(self) -> Flow:
        from gongkai.core.readers.html.page import tree_flow_of

        return tree_flow_of(self._data.decode(self._encoding))

    def _place_in_tree(self, start: int) -> Place:
        """The place of a line, found in the tree by its text and by how many lines like it stand before it."""
        first, last = self._text.rfind("\n", 0, start) + 1, self._text.find("\n", start)
        line = self._text[first:last]
        place = -1
        for _ in range(self._text.count(line, 0, first) + 1):
            found = self._tree.text.find(line, place + 1)
            place = found if found >= 0 else place
        return self._tree.place(max(place, 0), max(place, 0))


def quick_page(data: bytes, *, whole: bool = True) -> QuickPage | None:
    """The page, or without `whole` its part from the first statutory table to the last, where nothing in it is unusual;
    else None."""
    head = data[:4096]
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"\0" in head or b"big5" in head.lower():
        return None
    encoding = "utf-8" if _LABELS[0].encode() in data else "gb18030"
    labels = [label.encode(encoding) for label in _LABELS]
    hidden = hidden_names(data)
    start, end = (0, len(data)) if whole else _statutory_part(data, labels, hidden)
    if data.find(b"--!>", start, end) >= 0:
        return None
    body = _seen(data[start:end])
    tables = _statutory_tables(body, labels)
    if tables is None or has_control_signs(body):
        return None
    if not are_plain_tables([body[table.start : table.end] for table in tables], hidden):
        return None
    edges = [0, *(place for table in tables for place in (table.start, table.end)), len(body)]
    if not are_usual([body[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)], hidden):
        return None
    try:
        for table, kind in zip(tables, _KINDS, strict=True):
            table.text = _rows(body[table.start : table.end], encoding)
            if not heads_are_the_forms(kind, table.text):
                return None
    except UnicodeDecodeError:
        return None
    return QuickPage(data, start, body, encoding, tables)


def _rows(table: bytes, encoding: str) -> str:
    """A table's text: a row a line, its cells parted, the runs of digits in a cell parted by spaces."""
    table = table.replace(b"</td>", _CELL_RUN).replace(b"</tr>", _ROW_RUN)
    if b"</th>" in table:
        table = table.replace(b"</th>", _CELL_RUN)
    text = b" ".join(b" ".join(_RUN.findall(table)).split())
    return _RUNS_OF_WORDS.sub("", _unescaped(text.replace(b"\x1e", b"\n").decode(encoding)))


def _statutory_part(data: bytes, labels: list[bytes], hidden: frozenset[bytes]) -> tuple[int, int]:
    """From the table with the first label to the end of the one with the last; the whole page where the first stands
    inside something that is not seen."""
    start = data.rfind(b"<table", 0, max(data.find(labels[0]), 0))
    end = data.find(b"</table>", data.rfind(labels[-1])) + len(b"</table>")
    whole = start < 0 or end <= start or hides_what_follows(data[:start].lower(), hidden)
    return (0, len(data)) if whole else (start, end)


def _seen(part: bytes) -> bytes:
    """The part without comments, scripts and styles, whichever begins first; one that is not closed goes to the end."""
    pieces, place = [], 0
    while (opening := _UNSEEN.search(part, place)) is not None:
        pieces.append(part[place : opening.start()])
        closing = _END_OF_UNSEEN[opening[0].lower()]
        end = part.find(closing, opening.end() - (2 if closing == b"-->" else 0))
        place = end + len(closing) if end >= 0 else len(part)
    pieces.append(part[place:])
    return b"".join(pieces)


def _without(body: bytes, opening: bytes, closing: bytes) -> bytes:
    """The page without the elements of that name; one that is not closed goes to the end."""
    if opening not in body:
        return body
    pieces, place = [], 0
    while (start := body.find(opening, place)) >= 0:
        pieces.append(body[place:start])
        end = body.find(closing, start)
        place = end + len(closing) if end >= 0 else len(body)
    pieces.append(body[place:])
    return b"".join(pieces)


def _unescaped(text: str) -> str:
    return entities.unescape(text) if "&" in text else text


def _statutory_tables(body: bytes, labels: list[bytes]) -> list[_Table] | None:
    """The page's innermost tables that hold the form's labels, in order; None where a table is not closed."""
    open_at: list[tuple[int, int]] = []
    found: list[_Table] = []
    number = 0
    innermost = False
    for tag in _TABLE_TAG.finditer(body):
        if tag.end() - tag.start() == len(b"<table"):
            number += 1
            open_at.append((tag.start(), number))
            innermost = True
            continue
        if not open_at:
            return None
        start, own = open_at.pop()
        if innermost and any(body.find(label, start, tag.end()) >= 0 for label in labels):
            found.append(_Table(start, tag.end(), own))
        innermost = False
    if open_at or not found or found[-1].number - found[0].number != len(found) - 1:
        return None  # tables of the form's rows may stand between
    pieces = [body[one.start : one.end] for one in found]
    kinds = [_TABLES.get(tuple(label in piece for label in labels)) for piece in pieces]
    return found if kinds == _KINDS else None


def _columns(table: bytes) -> list[list[int]]:
    """For each row the columns of its cells, from 0."""
    sizes: dict[bytes, tuple[int, int]] = {}
    rows: list[list[tuple[int, int]]] = []
    for opens, attributes in _ROW_OR_CELL.findall(table):
        if opens:
            rows.append([])
        else:
            if attributes not in sizes:
                sizes[attributes] = _size(attributes)
            rows[-1].append(sizes[attributes])
    if all(down == 1 for down, _ in sizes.values()):
        return [list(accumulate([wide for _, wide in row[:-1]], initial=0)) if row else [] for row in rows]
    spans = Spans()
    cells = (spans.row([SpannedCell("", None, *size) for size in row]) for row in rows)
    return [[cell.column for cell in row if cell.above is None] for row in cells]


def _size(attributes: bytes) -> tuple[int, int]:
    """The rows and columns that a cell covers."""
    named = {name.lower(): size.decode("ascii", "replace") for name, size in _SPAN.findall(attributes)[::-1]}
    return span(named.get(b"row"), ROWS), span(named.get(b"col"), COLUMNS)
