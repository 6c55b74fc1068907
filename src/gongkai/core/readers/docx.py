"""Word 文件: an annual report as a .docx file, as a flow.

The document's XML is walked once. What is read is what a person sees with all tracked changes accepted: inserted text
stays, deleted and hidden text does not, of a text box stored twice one copy counts, and automatic numbers stand before
their paragraphs. What becomes a line and what a row is settled in word_blocks.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongkai.core.findings import Place
from gongkai.core.readers.flow import Flow, FlowWriter
from gongkai.core.readers.numbering import Numbering
from gongkai.core.readers.ooxml import Archive, whole_number
from gongkai.core.readers.word_blocks import At, Block, Cell, Line, Table, in_order
from gongkai.core.report import Note

_MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MOST_COLUMNS = 64
_OFF = frozenset({"0", "false", "off"})
_SYMBOL_DIGITS = range(0xF020, 0xF07F)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read. `joined`: its mark is deleted, so the next paragraph goes on where it ends."""

    at: At
    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    joined: bool = False
    style: str = ""
    list_id: str = ""
    level: str = ""


@dataclass(slots=True)
class _Story:
    """Where paragraphs and tables are gathered: the body, a cell, a text box. `open` is the text of a paragraph without
    its mark."""

    blocks: list[Block]
    at: At | None = None
    cell: bool = False
    open: list[str] = field(default_factory=list)


def flow(data: bytes) -> Flow:
    """The document as a flow. Raises Unreadable when it is damaged, locked or unfolds to too much."""
    archive = Archive(data, "docx")
    main = archive.main("word/document.xml")
    root = archive.tree(main)
    if not root.tag.endswith("}document"):
        raise archive.broken()
    walk = _Walk(root, _numbering(archive, main))
    writer = FlowWriter(_place)
    for block in in_order(walk.read()):
        if isinstance(block, Line):
            for line in block.text.split("\n"):
                if line.strip():
                    writer.line(line, block.at)
        else:
            writer.row(block)
    notes = [Note("READ.TRACKED", {"count": walk.tracked})] if walk.tracked else []
    return writer.flow(notes)


def _place(at: At) -> Place:
    table, row, column = at
    return {"table": table, "row": row, "column": column} if table else {"paragraph": row}


def _numbering(archive: Archive, main: str) -> Numbering | None:
    folder = main.rpartition("/")[0]
    if f"{folder}/numbering.xml" not in archive:
        return None
    styles = archive.tree(f"{folder}/styles.xml") if f"{folder}/styles.xml" in archive else None
    return Numbering(archive.tree(f"{folder}/numbering.xml"), styles)


class _Walk:
    """One walk over the document's elements, in the order of the file; what surrounds an element is on stacks. At their
    bottom lies what belongs nowhere, for elements that stand where none may stand."""

    def __init__(self, root: etree._Element, numbering: Numbering | None) -> None:
        self._root = root
        self._numbering = numbering
        space = root.tag.rpartition("}")[0] + "}"
        self._value = f"{space}val"
        self._space = space
        self.tracked = 0
        self._tables = [Table(0)]
        self._table_count = self._paragraph_count = 0
        self._body = _Story([])
        self._stories = [self._body]
        self._cells = [Cell((0, 0, 0), 0)]
        self._paragraphs = [_Paragraph((0, 0, 0))]
        self._fields: list[bool] = []
        self._hidden_run: Any = None
        self._prompts = 0
        self._iterator: Any = None

    def read(self) -> list[Block]:
        """The paragraphs and tables of the body, in order."""
        space = self._space
        starts: dict[str, Callable[[Any], None]] = {
            f"{space}{name}": getattr(self, way) for name, way in _STARTS.items()
        }
        starts |= {f"{{{_CHOICES}}}{name}": self._choice for name in ("Choice", "Fallback")}
        starts |= {f"{{{name}}}t": self._text for name in _MATH}
        ends = {f"{space}{name}": getattr(self, way) for name, way in _ENDS.items()}
        if self._numbering is not None:
            starts |= {f"{space}{name}": self._list for name in ("pStyle", "numId", "ilvl")}
        self._iterator = etree.iterwalk(
            self._root, events=("start", "end"), tag=[*starts, *ends.keys() - starts.keys()]
        )
        for event, element in self._iterator:
            handle = (starts if event == "start" else ends).get(element.tag)
            if handle is not None:
                handle(element)
        _close(self._body)
        return self._body.blocks

    def _number(self, element: Any, otherwise: int) -> int:
        return min(whole_number(element.get(self._value, ""), otherwise), _MOST_COLUMNS)

    def _skip(self, element: Any) -> None:
        self._iterator.skip_subtree()

    # ---- paragraphs and their text

    def _paragraph(self, element: Any) -> None:
        story = self._stories[-1]
        if story is self._body:
            self._paragraph_count += 1
        at = story.at or (0, self._paragraph_count, 0)
        self._paragraphs.append(_Paragraph(at, story.open))
        story.open = []

    def _paragraph_end(self, element: Any) -> None:
        paragraph, story = self._paragraphs.pop(), self._stories[-1]
        if paragraph.joined:
            story.open = paragraph.pieces
        else:
            story.blocks.append(Line(self._numbered(paragraph, in_cell=story.cell), paragraph.at))
        if story.cell:
            self._cells[-1].boxes += paragraph.boxes
        else:
            story.blocks += paragraph.boxes
        self._fields = [True] * len(self._fields)

    def _numbered(self, paragraph: _Paragraph, *, in_cell: bool) -> str:
        """The paragraph's text behind its automatic number, which an empty paragraph shows, too."""
        text = "".join(paragraph.pieces)
        if self._numbering is None:
            return text
        number = self._numbering.number(paragraph.style, paragraph.list_id, paragraph.level)
        return number + text if in_cell or text.strip() else text

    def _add(self, text: str, element: Any) -> None:
        """Text of a run, where it is one that a person sees: neither hidden nor a prompt nor part of a field's code."""
        seen = self._hidden_run is None or element.getparent() is not self._hidden_run
        if seen and not self._prompts and all(self._fields[:-1]):
            self._paragraphs[-1].pieces.append(text)

    def _text(self, element: Any) -> None:
        if element.text:
            self._add(element.text.replace("\n", " "), element)

    def _tab(self, element: Any) -> None:
        if not element.getparent().tag.endswith("}tabs"):  # there it is a tab stop
            self._add("\t", element)

    def _break(self, element: Any) -> None:
        self._add("\n", element)

    def _hyphen(self, element: Any) -> None:
        self._add("-", element)

    def _symbol(self, element: Any) -> None:
        try:
            code = int(element.get(f"{self._space}char", ""), 16)
        except ValueError:
            code = 0xFFFD
        if code in _SYMBOL_DIGITS and element.get(f"{self._space}font", "") == "Symbol":
            code -= 0xF000
        self._add(chr(code) if 0x20 < code < 0xD800 or 0xE000 <= code <= 0xFFFD else "\ufffd", element)

    def _vanish(self, element: Any) -> None:
        holder = element.getparent().getparent()
        if element.get(self._value, "") in _OFF or holder is None:
            return
        if holder.tag == f"{self._space}r":
            self._hidden_run = holder
        else:
            self._paragraphs[-1].joined |= holder.tag == f"{self._space}pPr"

    def _field(self, element: Any) -> None:
        kind = element.get(f"{self._space}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _list(self, element: Any) -> None:
        parent = element.getparent()
        paragraph = parent if element.tag.endswith("}pStyle") else parent.getparent()
        if paragraph is None or not paragraph.tag.endswith("}pPr"):
            return
        name = {"pStyle": "style", "numId": "list_id", "ilvl": "level"}[element.tag.rpartition("}")[2]]
        setattr(self._paragraphs[-1], name, element.get(self._value, ""))

    # ---- tracked changes, choices, boxes, content controls

    def _inserted(self, element: Any) -> None:
        self.tracked += 1

    def _deleted(self, element: Any) -> None:
        """A deletion: of text, or, among the properties, of a paragraph's mark or of a row."""
        self.tracked += 1
        parent = element.getparent().tag.rpartition("}")[2]
        if parent == "trPr":
            self._tables[-1].row_deleted = True
        elif parent == "rPr":
            self._paragraphs[-1].joined = True
        self._iterator.skip_subtree()

    def _choice(self, element: Any) -> None:
        """Of the ways in which a drawing is stored the first is taken."""
        if element.getprevious() is not None:
            self._iterator.skip_subtree()

    def _box(self, element: Any) -> None:
        self._stories.append(_Story(self._paragraphs[-1].boxes, self._paragraphs[-1].at))

    def _story_end(self, element: Any) -> None:
        story = self._stories.pop()
        _close(story)

    def _prompt(self, element: Any) -> None:
        """A content control that nobody has filled in shows a prompt, which is no content."""
        control = element.getparent().getparent()
        content = None if control is None else control.find(f"{self._space}sdtContent")
        if content is not None and element.get(self._value, "") not in _OFF:
            content.set("prompt", "")

    def _control(self, element: Any) -> None:
        self._prompts += element.get("prompt") is not None

    def _control_end(self, element: Any) -> None:
        self._prompts -= element.get("prompt") is not None

    # ---- tables

    def _table(self, element: Any) -> None:
        _close(self._stories[-1])
        self._table_count += 1
        self._tables.append(Table(self._table_count))

    def _table_end(self, element: Any) -> None:
        table, story = self._tables.pop(), self._stories[-1]
        if not story.cell:
            story.blocks.append(table)
            return
        cells = [cell for row in table.rows for cell in row]
        if len(cells) == 1 and not cells[0].is_layout:
            story.blocks.append(Line(cells[0].text, story.at or cells[0].at))
        elif any(cell.is_layout or cell.text.strip() for cell in cells):
            story.blocks.append(table)

    def _grid_column(self, element: Any) -> None:
        self._tables[-1].widths.append(whole_number(element.get(f"{self._space}w", "")))

    def _row(self, element: Any) -> None:
        table = self._tables[-1]
        table.started += 1
        table.column, table.row_deleted = 0, False
        table.rows.append([])

    def _row_end(self, element: Any) -> None:
        if self._tables[-1].row_deleted:
            self._tables[-1].rows.pop()

    def _skipped_columns(self, element: Any) -> None:
        self._tables[-1].column += self._number(element, 0)

    def _cell(self, element: Any) -> None:
        table = self._tables[-1]
        cell = Cell((table.number, table.started, table.column + 1), table.column)
        self._cells.append(cell)
        self._stories.append(_Story(cell.blocks, cell.at, cell=True))

    def _cell_end(self, element: Any) -> None:
        self._story_end(element)
        cell, table = self._cells.pop(), self._tables[-1]
        if cell.deleted or not table.rows:
            return
        row = table.rows[-1]
        table.column += cell.span
        if cell.merge == "left" and row and not cell.text.strip():
            row[-1].span += cell.span
        else:
            row.append(cell)

    def _span(self, element: Any) -> None:
        self._cells[-1].span = max(self._number(element, 1), 1)

    def _merged_down(self, element: Any) -> None:
        self._cells[-1].merge = "start" if element.get(self._value) == "restart" else "above"

    def _merged_right(self, element: Any) -> None:
        if element.get(self._value) != "restart":
            self._cells[-1].merge = "left"

    def _tracked_merge(self, element: Any) -> None:
        self.tracked += 1
        self._cells[-1].merge = "above" if element.get(f"{self._space}vMerge") == "cont" else "start"

    def _cell_deleted(self, element: Any) -> None:
        self.tracked += 1
        self._cells[-1].deleted = True


_CHANGES = [
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
]
_STARTS = {
    **{"p": "_paragraph", "t": "_text", "tab": "_tab", "ptab": "_tab", "br": "_break", "cr": "_break"},
    **{"noBreakHyphen": "_hyphen", "sym": "_symbol", "vanish": "_vanish", "fldChar": "_field", "rt": "_skip"},
    **{"ins": "_inserted", "moveTo": "_inserted", "cellIns": "_inserted", "cellDel": "_cell_deleted"},
    **{"del": "_deleted", "moveFrom": "_deleted", "cellMerge": "_tracked_merge"},
    **{"txbxContent": "_box", "showingPlcHdr": "_prompt", "sdtContent": "_control"},
    **{"tbl": "_table", "gridCol": "_grid_column", "tr": "_row", "gridBefore": "_skipped_columns", "tc": "_cell"},
    **{"gridSpan": "_span", "vMerge": "_merged_down", "hMerge": "_merged_right"},
    **dict.fromkeys(_CHANGES, "_skip"),
}
_ENDS = {
    **{"p": "_paragraph_end", "txbxContent": "_story_end", "sdtContent": "_control_end"},
    **{"tbl": "_table_end", "tr": "_row_end", "tc": "_cell_end"},
}
"""Which method handles the start and the end of which element of a document."""


def _close(story: _Story) -> None:
    """Keep a paragraph whose mark is deleted where no paragraph follows it."""
    if story.open:
        story.blocks.append(Line("".join(story.open), story.at or (0, 0, 0)))
        story.open = []
