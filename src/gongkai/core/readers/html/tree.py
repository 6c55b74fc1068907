"""网页文档树: the parser's tree of a page → a flow.

The tree is walked once, without recursion, since pages may nest as deep as they like. A cell of a data table is one
text; a cell that holds a table of its own or long text is layout, and its lines stand in the flow as lines of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.core.findings import Place
from gongkai.core.readers.columns import Row, rows_as_read
from gongkai.core.readers.flow import UNKNOWN, Flow, FlowWriter, has_words
from gongkai.core.readers.html.rows import COLUMNS, MOST_PLACES, ROWS, SpannedCell, Spans, span
from gongkai.core.readers.html.style_sheets import dress
from gongkai.core.readers.html.unseen import Look, Unseen, is_raised, is_struck, may_stand_apart
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.unreadable import Unreadable

_SKIPPED = {
    *("script", "style", "template", "head", "noscript", "iframe", "object", "svg", "math", "select"),
    *("textarea", "button", "audio", "video", "noembed", "noframes", "datalist", "rp", "-comment", "title"),
}
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "center", "form", "fieldset", "hr"),
    *("address", "figure", "figcaption", "caption", "body", "details", "summary"),
}
_STRUCK = {"s", "strike", "del"}
_APART = {*_STRUCK, "sup", "sub", "rt", "ruby"}
"""Elements whose text is no part of the figure beside them."""
_SHOWN = {
    *("img", "select", "textarea", "button", "math", "svg", "object", "video", "audio"),
    *("canvas", "iframe", "embed"),
}
"""Elements that show something other than text."""
_NO_TEXT = {"hidden", "checkbox", "radio", "button", "submit", "image", "file", "reset", "password", "color", "range"}
"""Types of input that hold no text that is seen."""
_TURNED = re.compile("[\u202d\u202e]")
_DIGIT = re.compile(r"\d")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_LONGEST_CELL = 400
"""Characters of a cell of a data table; the longest label of the forms, with its instruction, has some 150."""
_DEEPEST = 60
"""Tables within tables."""


@dataclass(frozen=True, slots=True)
class _At:
    """An element and, for a cell, its table, row and column from 1; for a line outside of tables, its number from 1."""

    node: LexborNode
    cell: tuple[int, int, int] | None = None
    line: int = 0


_Item = tuple[str, _At] | Row
"""A line, or a row of cells."""


@dataclass(slots=True)
class _Cell:
    """A finished cell, with what is inside where that is layout."""

    own: SpannedCell
    layout: list[_Item]


@dataclass(slots=True)
class _Frame:
    """What is open: the page, a cell, or the table of that `number`. `items` are what is finished inside a page or
    a cell, `rows` the finished rows of a table with the `sections` they stand in, `row` its open one. `shows`:
    something that is no text; `struck`, `unstruck`: text that is struck out, or is not; `turned`: text that runs from
    right to left."""

    node: LexborNode
    number: int = 0
    items: list[_Item] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    row: list[_Cell] | None = None
    shows: bool = False
    struck: bool = False
    unstruck: bool = False
    turned: bool = False


class _Walk:
    """One walk over a tree. `tables` are the numbers of its tables, in the order of the page; `html` is its source in
    small letters, for what need not be looked for; `unseen` knows what is hidden, None if all is to be read."""

    def __init__(self, tables: dict[int, int], html: bytes, unseen: Unseen | None) -> None:
        self.tables = tables
        self.unseen = unseen if unseen is not None and unseen.watched else None
        self.watch_apart = may_stand_apart(html)
        self.watch_turned = b"rtl" in html or b"<bdo" in html
        self.looks: list[tuple[int, Look]] = [(0, Look())]
        self.struck: list[int] = []
        self.frames: list[_Frame] = []
        self.text: list[str] = []
        self.node: LexborNode | None = None
        self.cells = 0
        self.preformatted = 0

    def run(self, root: LexborNode) -> list[_Item]:
        """The lines and rows of everything below `root`."""
        self.frames = [_Frame(root)]
        node = root
        while True:
            if self._enter(node) and node.child is not None:
                node = node.child
                continue
            while node.next is None or node.mem_id == root.mem_id:
                self._leave(node)
                if node.mem_id == root.mem_id:
                    self._end_line()
                    return self.frames[0].items
                assert node.parent is not None  # the root is above
                node = node.parent
            self._leave(node)
            node = node.next

    def _enter(self, node: LexborNode) -> bool:
        """Takes in the node's beginning; whether to go inside."""
        tag = node.tag
        if tag == "-text":
            self._add_text(node)
            return False
        if self.unseen is not None and not (tag or "-").startswith("-"):
            if self.unseen.is_gone(node):
                return False
            look = self.unseen.look(node, self.looks[-1][1])
            if look is not self.looks[-1][1]:
                self.looks.append((node.mem_id, look))
        if tag in _SHOWN and not self.looks[-1][1].unseen:
            self.frames[-1].shows = True
        if tag in _SKIPPED:
            return False
        self._enter_run(node)
        if tag == "br" or tag in _BLOCKS or tag == "table":
            self._end_line()
        if tag == "table":
            self._open_table(node)
        elif tag == "tr":
            self._end_line()
            self.frames[-1].row = []
            self.frames[-1].sections.append(node.parent.mem_id if node.parent is not None else 0)
        elif tag in ("td", "th"):
            self._end_line()
            self.frames.append(_Frame(node, turned=self.watch_turned and _is_turned(node)))
        elif tag == "input":
            attributes = node.attributes
            if (attributes.get("type") or "text").lower() not in _NO_TEXT and attributes.get("value"):
                self._put(attributes["value"] or "", node)
        elif tag == "pre":
            self.preformatted += 1
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in _APART or self.watch_apart:
            self._leave_run(node)
        if self.looks[-1][0] == node.mem_id:
            self.looks.pop()
        if tag in _BLOCKS:
            self._end_line()
            if tag == "pre" and self.preformatted:
                self.preformatted -= 1
        elif tag == "table" and self.frames[-1].node.mem_id == node.mem_id:
            self._end_line()
            closed = self.frames.pop()
            self.frames[-1].items += closed.items + _rows(closed)
        elif tag == "tr" and self.frames[-1].row is not None:
            self._end_line()
            self.frames[-1].rows.append(self.frames[-1].row)
            self.frames[-1].row = None
        elif tag in ("td", "th") and self.frames[-1].node.mem_id == node.mem_id:
            self._close_cell()

    def _enter_run(self, node: LexborNode) -> None:
        """Notes what is told of the text inside: that it is no part of a figure beside it, struck out, turned round."""
        style = (node.attributes.get("style") or "") if self.watch_apart else ""
        struck = node.tag in _STRUCK or (style != "" and is_struck(style))
        if struck:
            self.struck.append(node.mem_id)
        if struck or node.tag in _APART or (style and is_raised(style)):
            self.text.append(" ")
        if self.watch_turned and _is_turned(node):
            self.frames[-1].turned = True

    def _leave_run(self, node: LexborNode) -> None:
        style = (node.attributes.get("style") or "") if self.watch_apart else ""
        if self.struck and self.struck[-1] == node.mem_id:
            self.struck.pop()
        if node.tag in _APART or (style and (is_struck(style) or is_raised(style))):
            self.text.append(" ")

    def _add_text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if not self.preformatted:
            self._put(text, node)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._put(first, node)
        for line in others:
            self._end_line()
            self._put(line, node)

    def _put(self, text: str, node: LexborNode) -> None:
        if self.looks[-1][1].unseen:
            self.text.append(" " if self.looks[-1][1].leaves_a_gap else "")
            return
        if text.strip():
            self.frames[-1].struck |= bool(self.struck)
            self.frames[-1].unstruck |= not self.struck
        if self.node is None and text.strip():
            self.node = node if node.tag != "-text" else node.parent
        self.text.append(text)

    def _end_line(self) -> None:
        if self.node is not None:
            text = _WHITE.sub(" ", "".join(self.text)).strip(" ")
            self.frames[-1].items.append((text, _At(self.node)))
        self.text.clear()
        self.node = None

    def _open_table(self, node: LexborNode) -> None:
        if len(self.frames) > 2 * _DEEPEST:
            what = {"zh": f"表格套表格超过 {_DEEPEST} 层", "en": f"tables within tables deeper than {_DEEPEST}"}
            raise Unreadable("READ.TOO_MUCH", kind=NAMES["html"], what=what)
        self.frames.append(_Frame(node, self.tables[node.mem_id]))

    def _close_cell(self) -> None:
        self._end_line()
        self.cells += 1
        if self.cells > MOST_PLACES:
            what = {"zh": f"表格超过 {MOST_PLACES} 格", "en": f"tables of more than {MOST_PLACES} cells"}
            raise Unreadable("READ.TOO_MUCH", kind=NAMES["html"], what=what)
        frame = self.frames.pop()
        parent = self.frames[-1]
        if parent.row is None:  # a cell outside a row, which the parser leaves only in damaged pages
            parent.items += frame.items
            return
        attributes = frame.node.attributes
        layout = frame.items if _is_layout(frame.items) else []
        text = "" if layout else _text_of(frame)
        rows, columns = span(attributes.get("rowspan"), ROWS), span(attributes.get("colspan"), COLUMNS)
        parent.row.append(_Cell(SpannedCell(text, _At(frame.node), rows, columns), layout))


def _rows(table: _Frame) -> list[_Item]:
    """The rows of a table as the flow has them; a row with layout in it, cell after cell."""
    spans = Spans()
    grid = []
    before = None
    for row, section in zip(table.rows, table.sections, strict=True):
        if section != before:
            spans.end_section()
        grid.append(spans.row([cell.own for cell in row]))
        before = section
    for number, cells in enumerate(grid, 1):
        for cell in cells:
            cell.at = _At(cell.at.node, (table.number, number, cell.column + 1))
    items: list[_Item] = []
    for row, read in zip(table.rows, rows_as_read(grid), strict=True):
        if not any(cell.layout for cell in row):
            items += [read] if read else []
            continue
        for one in row:
            items += one.layout or ([(one.own.text, one.own.at)] if one.own.text else [])
    return items


def _texts(items: Sequence[_Item]) -> list[str]:
    """The texts of a cell's lines and of small tables in it."""
    texts: list[str] = []
    for item in items:
        texts += [text for text, _, _ in item if text.strip()] if isinstance(item, list) else [item[0]]
    return texts


def _is_layout(items: Sequence[_Item]) -> bool:
    """Whether a cell's content is a part of the page: rows of several cells, or more text than a cell of a table."""
    if any(isinstance(item, list) and sum(bool(text.strip()) for text, _, _ in item) > 1 for item in items):
        return True
    return len(items) > 1 and sum(map(len, _texts(items))) > _LONGEST_CELL


def _text_of(cell: _Frame) -> str:
    """The text of a cell that is no layout; UNKNOWN where it shows something else, or nobody can say what it says."""
    text = " ".join(_texts(cell.items))
    if not text:
        attributes = cell.node.attributes
        pictured = cell.shows or attributes.get("background") or "url(" in (attributes.get("style") or "").lower()
        return UNKNOWN if pictured else ""
    turned = (cell.turned or _TURNED.search(text)) and _DIGIT.search(text)
    struck_out = cell.struck and not cell.unstruck and not has_words(text)
    return UNKNOWN if turned or struck_out else text


def _is_turned(node: LexborNode) -> bool:
    """Whether the element's text runs from right to left."""
    attributes = node.attributes
    return (
        node.tag == "bdo" or (attributes.get("dir") or "").lower() == "rtl" or "rtl" in (attributes.get("style") or "")
    )


class _Paths:
    """The paths of a tree's elements. Sisters are numbered once, all together: a page may have thousands of them."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, bool]] = {}
        """Element → its number among its sisters of the same tag, and whether there are others."""

    def of(self, node: LexborNode | None, root: str = "-") -> str:
        """The element's path from the page's root, or from the next `root` above it, as a browser's inspector gives
        it."""
        steps = []
        while node is not None and not (tag := node.tag or "-").startswith(root):
            number, has_sisters = self._number(node)
            steps.append(f"{tag}[{number}]" if has_sisters else tag)
            node = node.parent
        return "/" + "/".join(reversed(steps))

    def among_sisters(self, node: LexborNode | None) -> int:
        """Its number, from 1, among those of its tag."""
        return 1 if node is None else self._number(node)[0]

    def _number(self, node: LexborNode) -> tuple[int, bool]:
        if node.mem_id not in self._numbers:
            self._count(node)
        return self._numbers[node.mem_id]

    def _count(self, node: LexborNode) -> None:
        while node.prev is not None:
            node = node.prev
        one: LexborNode | None = node
        by_tag: dict[str | None, list[int]] = {}
        while one is not None:
            by_tag.setdefault(one.tag, []).append(one.mem_id)
            one = one.next
        for sisters in by_tag.values():
            for number, mem_id in enumerate(sisters, 1):
                self._numbers[mem_id] = number, len(sisters) > 1


def _place_in(where: str, at: _At, paths: _Paths) -> Place:
    """The 'at' of an element; `where` stands before its path (the script that carries the page)."""
    if at.cell is None:
        return {"path": where + paths.of(at.node), "paragraph": at.line}
    table, row, column = at.cell
    tr = at.node.parent
    section = paths.of(tr.parent, "table") if tr is not None else ""
    path = f"{where}(//table)[{table}]{section}/tr[{paths.among_sisters(tr)}]/*[{_place_among(at.node)}]"
    return {"path": path, "table": table, "row": row, "column": column}


def _place_among(node: LexborNode) -> int:
    """The element's place, from 1, among all its sisters."""
    place = 1
    before = node.prev
    while before is not None:
        place += not (before.tag or "-").startswith("-")
        before = before.prev
    return place


def tree_flow(tree: LexborHTMLParser, where: str, head: str, *, unhide: bool = False) -> Flow:
    """The page's body as a flow; `where` stands before the paths of its elements, `head` is what is known besides. With
    `unhide` hidden parts are read as well."""
    paths = _Paths()
    writer = FlowWriter(lambda at: _place_in(where, at, paths))
    body = tree.body
    if body is not None:
        html = (tree.raw_html or b"").lower()
        dress(tree)
        tables = {table.mem_id: number for number, table in enumerate(tree.css("table"), 1)}
        walk = _Walk(tables, html, None if unhide else Unseen(tree, html))
        lines = 0
        for item in walk.run(body):
            if isinstance(item, list):
                writer.row(item)
            else:
                text, at = item
                lines += 1
                writer.line(text, _At(at.node, at.cell, lines))
    return writer.flow((), head)
