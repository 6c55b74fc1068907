"""Word 文件: an annual report as a .docx file, as a flow.

The document's XML is walked once. What is read is what a person sees with all tracked changes accepted: inserted text
stays, deleted and hidden text does not, of a text box stored twice one copy counts, and automatic numbers stand before
their paragraphs. The text itself is put together in word_runs.py; what becomes a line and what a row is settled in
word_blocks.py.
"""

from collections.abc import Callable
from typing import Any

from lxml import etree

from gongkai.core.findings import Place
from gongkai.core.readers.flow import UNKNOWN, Flow, FlowWriter
from gongkai.core.readers.numbering import Numbering
from gongkai.core.readers.ooxml import Archive, whole_number
from gongkai.core.readers.word_blocks import At, Block, Cell, Line, Table, in_order
from gongkai.core.readers.word_format import OFF, PROPERTIES, Styles, doubted, unmarked
from gongkai.core.readers.word_runs import Paragraph, Runs, Story
from gongkai.core.report import Note

_MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MOST_COLUMNS = 64
_MOST_NAMES = 10
_SPACES = tuple(
    f"{{{name}}}"
    for name in (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)


def flow(data: bytes) -> Flow:
    """The document as a flow. Raises Unreadable when it is damaged, locked or unfolds to too much."""
    archive = Archive(data, "docx")
    main = archive.main("word/document.xml")
    root = archive.tree(main)
    if root.tag not in [f"{space}document" for space in _SPACES]:
        raise archive.broken()
    folder = main.rpartition("/")[0]
    styles, lists = (_part(archive, f"{folder}/{name}.xml") for name in ("styles", "numbering"))
    walk = _Walk(root, Styles(styles), None if lists is None else Numbering(lists, styles))
    writer = FlowWriter(_place)
    for block in in_order(walk.read()):
        if isinstance(block, Line):
            for line in unmarked(block.text).split("\n"):
                if line.strip():
                    writer.line(line, block.at)
        else:
            writer.row(block)
    notes = [Note("READ.TRACKED", {"count": walk.tracked})] if walk.tracked else []
    if walk.hidden:
        notes.append(Note("READ.HIDDEN", {"names": "、".join(walk.hidden[:_MOST_NAMES])}))
    return writer.flow(notes)


def _place(at: At) -> Place:
    table, row, column = at
    return {"table": table, "row": row, "column": column} if table else {"paragraph": row}


def _part(archive: Archive, name: str) -> etree._Element | None:
    return archive.tree(name) if name in archive else None


class _Walk(Runs):
    """One walk over the document's elements, in the order of the file; what surrounds an element is on stacks. At their
    bottom lies what belongs nowhere, for elements that stand where none may stand."""

    def __init__(self, root: etree._Element, styles: Styles, numbering: Numbering | None) -> None:
        self._root = root
        super().__init__(root.tag.rpartition("}")[0] + "}", styles)
        self._numbering = numbering
        self.tracked = 0
        self.hidden: list[str] = []
        self._tables = [Table(0)]
        self._table_count = self._paragraph_count = 0
        self._cells = [Cell((0, 0, 0), 0)]
        self._iterator: Any = None

    def read(self) -> list[Block]:
        """The paragraphs and tables of the body, in order."""
        space = self._space
        starts: dict[str, Callable[[Any], None]] = {
            f"{space}{name}": getattr(self, way) for name, way in _STARTS.items()
        }
        starts |= {f"{{{_CHOICES}}}{name}": self._choice for name in ("Choice", "Fallback")}
        starts |= {f"{space}{name}": self._property for name in (*PROPERTIES, "rStyle")}
        starts |= {f"{{{name}}}t": self._text for name in _MATH}
        starts |= {f"{{{name}}}oMath": self._formula for name in _MATH}
        ends = {f"{space}{name}": getattr(self, way) for name, way in _ENDS.items()}
        if self._numbering is not None:
            starts |= {f"{space}{name}": self._list for name in ("numId", "ilvl")}
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
        self._paragraphs.append(Paragraph(at, story.open))
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
        self._fields.give_up()

    def _numbered(self, paragraph: Paragraph, *, in_cell: bool) -> str:
        """The paragraph's text behind its automatic number, which an empty paragraph shows, too. In a cell it stands
        apart, for a figure may follow."""
        text = "".join(paragraph.pieces)
        if self._numbering is None:
            return text
        number = self._numbering.number(paragraph.style, paragraph.list_id, paragraph.level)
        if in_cell and number:
            return f"{number} {text}" if text.strip() else number
        return number + text if text.strip() else text

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
        self._stories.append(Story(self._paragraphs[-1].boxes, self._paragraphs[-1].at))

    def _story_end(self, element: Any) -> None:
        story = self._stories.pop()
        _close(story)

    def _prompt(self, element: Any) -> None:
        """A content control that nobody has filled in shows a prompt, which is no content."""
        control = element.getparent().getparent()
        content = None if control is None else control.find(f"{self._space}sdtContent")
        if content is not None and element.get(self._value, "") not in OFF:
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
        self._table_styles.append("")

    def _table_end(self, element: Any) -> None:
        table, story = self._tables.pop(), self._stories[-1]
        self._table_styles.pop()
        if not story.cell:
            story.blocks.append(table)
            return
        cells = [cell for row in table.rows for cell in row]
        if len(cells) == 1 and not cells[0].is_layout:
            story.blocks.append(Line(cells[0].text, story.at or cells[0].at))
        elif any(cell.is_layout or cell.text.strip() for cell in cells):
            story.blocks.append(table)

    def _table_style(self, element: Any) -> None:
        if len(self._table_styles) > 1:
            self._table_styles[-1] = element.get(self._value, "")

    def _grid_column(self, element: Any) -> None:
        self._tables[-1].widths.append(whole_number(element.get(f"{self._space}w", "")))

    def _row(self, element: Any) -> None:
        table = self._tables[-1]
        table.started += 1
        table.column, table.row_deleted = 0, False
        table.rows.append([])

    def _row_end(self, element: Any) -> None:
        if self._tables[-1].row_deleted and self._tables[-1].rows:
            self._tables[-1].rows.pop()

    def _row_hidden(self, element: Any) -> None:
        if element.getparent().tag.endswith("}trPr") and element.get(self._value, "") not in OFF:
            table = self._tables[-1]
            table.row_deleted = True
            self.hidden.append(f"表 {table.number} 第 {table.started} 行")

    def _skipped_columns(self, element: Any) -> None:
        self._tables[-1].column += self._number(element, 0)

    def _cell(self, element: Any) -> None:
        table = self._tables[-1]
        cell = Cell((table.number, table.started, table.column + 1), table.column)
        self._cells.append(cell)
        self._stories.append(Story(cell.blocks, cell.at, cell=True))

    def _cell_end(self, element: Any) -> None:
        self._story_end(element)
        cell, table = self._cells.pop(), self._tables[-1]
        if cell.deleted or not table.rows:
            return
        row = table.rows[-1]
        table.column += cell.span
        if cell.merge == "left" and row and not cell.text.strip():
            row[-1].span += cell.span
            return
        if cell.merge == "left" and row and row[-1].goes_right:
            cell.goes_right = True
            for one in (row[-1], cell):
                one.blocks.append(Line(doubted(UNKNOWN), one.at))
        row.append(cell)

    def _span(self, element: Any) -> None:
        self._cells[-1].span = max(self._number(element, 1), 1)

    def _merged_down(self, element: Any) -> None:
        self._cells[-1].merge = "start" if element.get(self._value) == "restart" else "above"

    def _merged_right(self, element: Any) -> None:
        if element.get(self._value) == "restart":
            self._cells[-1].goes_right = True
        else:
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
    **{"noBreakHyphen": "_hyphen", "sym": "_symbol", "pStyle": "_list", "fldChar": "_field", "rt": "_skip"},
    **{"instrText": "_code", "fldSimple": "_code", "hidden": "_row_hidden"},
    **{"ins": "_inserted", "moveTo": "_inserted", "cellIns": "_inserted", "cellDel": "_cell_deleted"},
    **{"del": "_deleted", "moveFrom": "_deleted", "cellMerge": "_tracked_merge"},
    **{"txbxContent": "_box", "showingPlcHdr": "_prompt", "sdtContent": "_control"},
    **{"tbl": "_table", "tblStyle": "_table_style", "gridCol": "_grid_column", "tr": "_row", "tc": "_cell"},
    **{"gridBefore": "_skipped_columns", "gridSpan": "_span", "vMerge": "_merged_down", "hMerge": "_merged_right"},
    **dict.fromkeys(_CHANGES, "_skip"),
}
_ENDS = {
    **{"p": "_paragraph_end", "txbxContent": "_story_end", "sdtContent": "_control_end"},
    **{"tbl": "_table_end", "tr": "_row_end", "tc": "_cell_end"},
}
"""Which method handles the start and the end of which element of a document."""


def _close(story: Story) -> None:
    """Keep a paragraph whose mark is deleted where no paragraph follows it."""
    if story.open:
        story.blocks.append(Line("".join(story.open), story.at or (0, 0, 0)))
        story.open = []
