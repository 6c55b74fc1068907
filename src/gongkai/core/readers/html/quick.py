"""网页快读: a page whose statutory tables are printed plainly, as a flow made from its bytes without building a tree.

Tags are taken out of the bytes by a few patterns: inside the statutory tables every cell keeps its end, outside every
block ends a line; only what remains is decoded. That is right for pages with nothing unusual in them. Those that show
anything unusual (hidden parts, cells that are no text, preformatted text, capital tags) are left to the tree
(tree.py), as is every page whose figures do not then satisfy all relations of the form (reading.py). A test holds both
ways against each other. In UTF-8 and GB 18030 no character holds the bytes of `<`, `>` or a control character.
"""

import html as entities
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from gongkai.core.findings import Place
from gongkai.core.readers.flow import CELL, Flow
from gongkai.core.readers.html.head import HEAD_REACH, head_of
from gongkai.core.readers.html.rows import COLUMNS, ROWS, span

_UNSEEN = ((b"<!--", b"-->"), (b"<script", b"</script>"), (b"<style", b"</style>"))
_NOT_TEXT = (
    (b"<title", b"</title>"),
    (b"<select", b"</select>"),
    (b"<noscript", b"</noscript>"),
    (b"<iframe", b"</iframe>"),
    (b"<button", b"</button>"),
)
_UNUSUAL = re.compile(
    rb"<(?:/?[A-Z]|(?:pre|textarea|template|thead|tfoot|math|svg|object|audio|video|xmp|plaintext|frameset)\b)"
)
_UNSHOWN = (
    (b"display", re.compile(rb"display\s*:\s*none")),
    (b"visibility", re.compile(rb"visibility\s*:\s*hidden")),
    (b"hidden", re.compile(rb"<[^>]*\shidden\b(?!\s*;)")),
    (b"white-space", re.compile(rb"white-space\s*:\s*pre")),
)
_UNUSUAL_IN_TABLE = re.compile(rb"<(?:s|del|strike|su[pb]|textarea|input|select|button|img|math|svg|object)\b")
_HIDING = (b"display", b"hidden", b"mso-hide", b"line-through", b"font-size:0")
_TABLE_TAG = re.compile(rb"<(?:/table\b[^>]*>|table\b)")
_LABELS = ("信息内容", "予以公开", "结转下年度", "结果维持")
_RUN = re.compile(rb">\s*+([^<>\s][^<>]*)")
_TAG = re.compile(rb"<(?:/table|table\b)")
_LABELS = ("信息内容", "予以公开", "结转下年度", "结果维持")
_BLOCKS_IN_CELL = re.compile(rb"</(?:p|div|li|h\d)>|<br")
_MORE_IN_CELL = re.compile(rb"</(?:p|div|li|h\d)>\s*+(?!<(?:/td|/th|/div|/?o:p|/?span|/?font))|<br")
_TAG = re.compile(rb"<[^>]*>")
_BLOCK = re.compile(
    rb"</?(?:p|div|section|article|header|footer|main|nav|aside|h[1-6]|[uo]l|li|d[ltd]|blockquote|center|form|fieldset"
    rb"|hr|br|address|figure|figcaption|caption|body|details|summary|table|tr)\b[^>]*>"
)
_WHITE = re.compile(rb"[ \t\n\r\f]+")
_EDGES = re.compile(r" ?[\n\x1f][ \n\x1f]*")
_ROW_OR_CELL = re.compile(rb"<t(?:(r|body)|[dh])\b([^>]*)>")
_SPAN = re.compile(rb"\b(row|col)span\s*=\s*[\"']?([^\"'>\s]*)")
_RUNS_OF_WORDS = re.compile(r" (?:(?<=[^\d\s\x1f] )(?=[^\s\x1f])|(?<=\d )(?=[^\d\s\x1f/\-—?无]))")
_CELL = CELL.encode()
_CELL_RUN, _ROW_RUN = b">" + _CELL + b"  <", b">\x1e  <"  # as long as the tags that they stand for: quicker


@dataclass(slots=True)
class _Table:
    """A statutory table: its place in the bytes, its number among the page's tables, its place in the flow."""

    start: int
    end: int
    number: int
    flow_start: int = 0
    flow_end: int = 0


class QuickPage:
    """A page on its way to a flow; `quick_page` makes it."""

    def __init__(self, data: bytes, start: int, body: bytes, encoding: str, tables: list[_Table]) -> None:
        self._data, self._start, self._body, self._encoding, self._tables = data, start, body, encoding, tables
        self._text = ""

    def tables_flow(self) -> Flow:
        """The statutory tables alone. Raises UnicodeDecodeError where the bytes are damaged."""
        return Flow(self._written(whole=False), self.place)

    def flow(self) -> Flow | None:
        """The whole page, if it was looked at as a whole; None where something in it is unusual. Raises
        UnicodeDecodeError where the bytes are damaged."""
        edges = [0, *(place for table in self._tables for place in (table.start, table.end)), len(self._body)]
        if any(_is_unusual(self._body, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)):
            return None
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
                pieces.append(self._lines(place, table.start))
                length += len(pieces[-1])
            pieces.append(self._rows(table.start, table.end))
            table.flow_start = length
            length += len(pieces[-1])
            table.flow_end, place = length, table.end
        if whole:
            pieces.append(self._lines(place, len(self._body)))
        self._text = "".join(pieces)
        return self._text

    def _rows(self, start: int, end: int) -> str:
        """A table's text: a row a line, its cells parted, the runs of digits in a cell parted by spaces."""
        table = self._body[start:end].replace(b"</td>", _CELL_RUN).replace(b"</tr>", _ROW_RUN)
        if b"</th>" in table:
            table = table.replace(b"</th>", _CELL_RUN)
        text = b" ".join(_RUN.findall(table))
        if b"\n" in text:
            text = _WHITE.sub(b" ", text)
        return _unescaped(_RUNS_OF_WORDS.sub("", text.replace(b"\x1e", b"\n").decode(self._encoding)))

    def _lines(self, start: int, end: int) -> str:
        """The text of a part of the page outside the statutory tables, a block a line."""
        part = self._body[start:end]
        for opening, closing in _NOT_TEXT:
            part = _without(part, opening, closing)
        part = _WHITE.sub(b" ", part).replace(b"</td>", _CELL).replace(b"</th>", _CELL)
        text = _TAG.sub(b"", _BLOCK.sub(b"\n", part)).decode(self._encoding)
        return _unescaped(_EDGES.sub(lambda edge: "\n" if "\n" in edge[0] else CELL, text))

    def place(self, start: int, end: int) -> Place:
        """The element of the piece that `start` lies in."""
        number = bisect_right(self._tables, start, key=lambda table: table.flow_start) - 1
        if number < 0 or start >= self._tables[number].flow_end:
            return self._place_in_tree(start)
        table = self._tables[number]
        row = self._text.count("\n", table.flow_start, start)
        line = max(self._text.rfind("\n", 0, start) + 1, table.flow_start)
        cell = self._text.count(CELL, line, start)
        inside, columns = self._cells[number][row]
        number = self._tables_before + table.number
        path = f"(//table)[{number}]{inside}/*[{cell + 1}]"
        return {"path": path, "table": number, "row": row + 1, "column": columns[cell] + 1}

    @cached_property
    def _tables_before(self) -> int:
        """The page's tables before the part that was looked at."""
        return _seen(self._data[: self._start]).count(b"<table")

    @cached_property
    def _cells(self) -> list[list[tuple[str, list[int]]]]:
        """The rows of each table."""
        return [_cells(self._body[table.start : table.end]) for table in self._tables]

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
    """The page, or without `whole` its part from the first statutory table to the last, where nothing in its tables is
    unusual; else None."""
    head = data[:4096]
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"\0" in head or b"big5" in head.lower():
        return None
    encoding = "utf-8" if _LABELS[0].encode() in data else "gb18030"
    labels = [label.encode(encoding) for label in _LABELS]
    start, end = (0, len(data)) if whole else _statutory_part(data, labels)
    body = _seen(data[start:end])
    tables = _statutory_tables(body, labels)
    return QuickPage(data, start, body, encoding, tables) if tables else None


def _statutory_part(data: bytes, labels: list[bytes]) -> tuple[int, int]:
    """From the table with the first label to the end of the one with the last; the whole page where the first stands
    inside something that is not seen."""
    start = data.rfind(b"<table", 0, max(data.find(labels[0]), 0))
    end = data.find(b"</table>", data.rfind(labels[-1])) + len(b"</table>")
    hidden = any(data.rfind(opening, 0, start) > data.rfind(closing, 0, start) for opening, closing in _UNSEEN)
    return (0, len(data)) if start < 0 or end <= start or hidden else (start, end)


def _seen(part: bytes) -> bytes:
    """The part without comments, scripts and styles."""
    for opening, closing in _UNSEEN:
        part = _without(part, opening, closing)
    return part


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
    """The page's innermost tables that hold the form's labels, in order; None where a table is not closed, or something
    in one is unusual."""
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
    fitting = (
        _is_closed(body, one.start, one.end) and not _hides(body, one.start, one.end, labels[0]) for one in found
    )
    return found if all(fitting) else None


def _is_closed(body: bytes, start: int, end: int) -> bool:
    """Whether every row of a table has its end tag, and none stands in a head or foot."""
    if body.find(b"<thead", start, end) >= 0 or body.find(b"<tfoot", start, end) >= 0:
        return False
    return body.count(b"<tr", start, end) == body.count(b"</tr>", start, end)


def _hides(body: bytes, start: int, end: int, label: bytes) -> bool:
    """Whether a table without relations, which has the `label`, hides, strikes out or raises something, or has cells
    that are no text: then its figures may not be what a person sees, and no sum would tell."""
    if body.find(label, start, end) < 0:
        return False
    if any(body.find(word, start, end) >= 0 for word in _HIDING):
        return True
    return _UNUSUAL_IN_TABLE.search(body, start, end) is not None


def _is_unusual(body: bytes, start: int, end: int) -> bool:
    """Whether a part of the page around the tables needs more than its tags taken out."""
    part = body[start:end]
    if _UNUSUAL.search(part):
        return True
    return any(word in part and pattern.search(part) for word, pattern in _UNSHOWN)


def _cells(table: bytes) -> list[tuple[str, list[int]]]:
    """For each row its path in the table, and the column of each of its cells from 0; cells that reach down take their
    columns in the rows below."""
    rows: list[tuple[str, list[int]]] = []
    above: dict[int, int] = {}
    below: dict[int, int] = {}
    column = bodies = row = 0
    several = table.count(b"<tbody") > 1
    for opens, attributes in _ROW_OR_CELL.findall(table):
        if opens == b"body":
            bodies, row = bodies + 1, 0
        elif opens:
            row += 1
            rows.append((f"/tbody[{bodies}]/tr[{row}]" if several else f"/tbody/tr[{row}]", []))
            above = {place: left - 1 for place, left in (above | below).items() if left > 1}
            below, column = {}, 0
        else:
            while column in above:
                column += 1
            rows[-1][1].append(column)
            sizes = dict(_SPAN.findall(attributes)) if b"span" in attributes else {}
            wide = span(sizes[b"col"].decode("ascii", "replace"), COLUMNS) if b"col" in sizes else 1
            if b"row" in sizes:
                down = span(sizes[b"row"].decode("ascii", "replace"), ROWS)
                below |= dict.fromkeys(range(column, column + wide), down)
            column += wide
    return rows
