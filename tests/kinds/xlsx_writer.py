"""Reports as Excel files: a page written as an .xlsx file, plainly or with what real files bring along.

`xlsx(page)` is what Excel would save of a report typed into one sheet; each oddity (`xlsx(page, formulas=True)`) leaves
what a person sees as it is. Oddities can be combined; VARIANTS names them one by one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from xml.sax.saxutils import escape, quoteattr

from gongkai.core.readers.sheets import name_of
from tests.kinds.docx_writer import archive, content_types
from tests.kinds.page import Block, Page, Paragraph, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d*[1-9])?")
_TRAP = "77"


@dataclass(frozen=True)
class Oddities:
    """What real files bring along: `sheets` a sheet for each table, with what stands before it; `aside` not beginning
    at A1; `as_text` numbers stored as text; `inline` texts in the cells; `rich` texts in runs, with how they are
    pronounced; `formulas` figures that are results of formulas; `noise` the seventeen digits that Excel stores;
    `hidden_sheet`, `hidden_row`, `hidden_column` with other figures; `unnamed` cells without names; `styled` blank
    cells with a border; `strict` the namespaces of strict files; `prefixed` every tag with a prefix; `doubled` two
    columns for each of the form; `wide` titles merged over all columns of the sheet; `under` other figures under merged
    cells."""

    sheets: bool = False
    aside: bool = False
    as_text: bool = False
    inline: bool = False
    rich: bool = False
    formulas: bool = False
    noise: bool = False
    hidden_sheet: bool = False
    hidden_row: bool = False
    hidden_column: bool = False
    unnamed: bool = False
    styled: bool = False
    strict: bool = False
    prefixed: bool = False
    doubled: bool = False
    wide: bool = False
    under: bool = False


VARIANTS = tuple(one.name for one in fields(Oddities))
"""The oddities by name, each an argument of `xlsx`."""


@dataclass
class _Sheet:
    """A sheet while it is written: its cells' XML by row and column, merged cells, hidden rows and columns."""

    odd: Oddities
    strings: list[str]
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    row: int = 0

    def place(self, column: int) -> int:
        """The column of the sheet for the form's column (from 0)."""
        doubled = column * 2 if self.odd.doubled else column
        shifted = doubled + 1 if self.odd.hidden_column and doubled >= 2 else doubled
        return shifted + 1 + (2 if self.odd.aside else 0)

    def put(self, row: int, column: int, text: str) -> None:
        """Write the text into a cell of the sheet."""
        about = "" if self.odd.unnamed else f' r="{name_of(row, column)}"'
        self.cells.setdefault(row, {})[column] = _cell(text, about, self.odd, self.strings)


def xlsx(page: Page, **oddities: bool) -> bytes:
    """The page as the bytes of an .xlsx file with these oddities."""
    odd = Oddities(**oddities)
    strings: list[str] = []
    written = [_sheet(blocks, odd, strings) for blocks in _parted(page, odd)]
    states = ["visible"] * len(written)
    if odd.hidden_sheet:
        written.insert(0, _sheet((Paragraph(_TRAP),), odd, strings))
        states.insert(0, "hidden")
    return workbook([_xml(sheet) for sheet in written], states, strings, odd)


def workbook(
    sheets: list[str], states: list[str], strings: list[str], odd: Oddities | None = None, formats: Sequence[str] = ()
) -> bytes:
    """An .xlsx file with these sheets, the strings that they share, and cell styles from 1 on with these formats: the
    numbers of Excel's own, or codes; the cell style behind them is struck out."""
    odd = odd or Oddities()
    space = STRICT if odd.strict else MAIN
    names = f'xmlns="{space}" xmlns:r="{_OFFICE}"'
    entries = "".join(
        f'<sheet name="表{place}" sheetId="{place}" state="{state}" r:id="rId{place}"/>'
        for place, state in enumerate(states, 1)
    )
    targets = [("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)]
    targets += [("styles", "styles.xml"), *([("sharedStrings", "sharedStrings.xml")] if strings else [])]
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(
            {"xl/workbook.xml": "spreadsheetml.sheet.main", "xl/styles.xml": "spreadsheetml.styles"}
            | {f"xl/worksheets/sheet{place}.xml": "spreadsheetml.worksheet" for place in range(1, len(sheets) + 1)}
            | ({"xl/sharedStrings.xml": "spreadsheetml.sharedStrings"} if strings else {})
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f"{_HEAD}<workbook {names}><sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "xl/styles.xml": (f'{_HEAD}<styleSheet xmlns="{space}">{_styles(formats)}</styleSheet>'),
    }
    if strings:
        items = "".join(f"<si>{item}</si>" for item in strings)
        parts["xl/sharedStrings.xml"] = f'{_HEAD}<sst xmlns="{space}">{items}</sst>'
    for place, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{place}.xml"] = sheet
    return archive(parts)


def _styles(formats: Sequence[str]) -> str:
    """The styles of the cells."""
    own = {code: str(place) for place, code in enumerate(formats, 164) if not code.isdecimal() or code.strip("0") == ""}
    codes = "".join(f'<numFmt numFmtId="{place}" formatCode={quoteattr(code)}/>' for code, place in own.items())
    looks = "".join(f'<xf numFmtId="{own.get(code, code)}"/>' for code in formats)
    struck = '<xf numFmtId="0" fontId="1"/>' if formats else ""
    fonts = "<fonts><font/><font><strike/></font></fonts>" if formats else ""
    return f'<numFmts>{codes}</numFmts>{fonts}<cellXfs><xf numFmtId="0"/>{looks}{struck}</cellXfs>'


def sheet_xml(rows: str, odd: Oddities | None = None, merges: str = "", columns: str = "") -> str:
    """A sheet with these rows."""
    odd = odd or Oddities()
    joined = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    xml = f"{columns}<sheetData>{rows}</sheetData>{joined}"
    if odd.prefixed:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return f'{_HEAD}<x:worksheet xmlns:x="{STRICT if odd.strict else MAIN}">{xml}</x:worksheet>'
    return f'{_HEAD}<worksheet xmlns="{STRICT if odd.strict else MAIN}">{xml}</worksheet>'


def _parted(page: Page, odd: Oddities) -> list[tuple[Block, ...]]:
    """The page's blocks, for each sheet."""
    if not odd.sheets:
        return [page]
    parted: list[tuple[Block, ...]] = []
    blocks: list[Block] = []
    for block in page:
        if isinstance(block, Paragraph) and block.heading and any(isinstance(one, Table) for one in blocks):
            parted.append(tuple(blocks))
            blocks = []
        blocks.append(block)
    return [*parted, tuple(blocks)]


def _sheet(blocks: tuple[Block, ...], odd: Oddities, strings: list[str]) -> _Sheet:
    sheet = _Sheet(odd, strings, row=4 if odd.aside else 0)
    for block in blocks:
        if isinstance(block, Paragraph):
            sheet.row += 1
            if block.text.strip():
                sheet.put(sheet.row, sheet.place(0), block.text)
            if odd.wide:
                sheet.merges.append(f"{name_of(sheet.row, sheet.place(0))}:XFD{sheet.row}")
        else:
            _put_table(sheet, block)
    return sheet


def _put_table(sheet: _Sheet, table: Table) -> None:
    """The table's cells. Where a column of the sheet is hidden, or another figure stands under a merged cell, it holds
    what nobody sees."""
    covered: set[tuple[int, int]] = set()
    for place, cells in enumerate(table.rows):
        if sheet.odd.hidden_row and place == 2:
            sheet.row += 1
            sheet.hidden_rows.add(sheet.row)
            sheet.put(sheet.row, sheet.place(1), _TRAP)
        sheet.row += 1
        column = 0
        for cell in cells:
            while (sheet.row, column) in covered:
                column += 1
            rows = min(cell.rows, len(table.rows) - place)
            if sheet.odd.hidden_row and place < 2 < place + rows:
                rows += 1
            area = [(sheet.row + down, column + right) for down in range(rows) for right in range(cell.columns)]
            covered.update(area)
            _put(sheet, cell.text, rows, column, cell.columns)
            column += cell.columns
        if sheet.odd.hidden_column:
            sheet.put(sheet.row, _hidden_column(sheet), _TRAP)


def _hidden_column(sheet: _Sheet) -> int:
    return sheet.place(2) - 1 if not sheet.odd.doubled else sheet.place(1) - 1


def _put(sheet: _Sheet, text: str, rows: int, column: int, columns: int) -> None:
    first, last = sheet.place(column), sheet.place(column + columns) - 1
    if sheet.odd.hidden_column and last == _hidden_column(sheet):
        last -= 1
    area = [(sheet.row + down, place) for down in range(rows) for place in range(first, last + 1)]
    for row, place in area[1:]:
        if sheet.odd.under and text.strip():
            sheet.put(row, place, _TRAP)
        elif sheet.odd.styled:
            sheet.put(row, place, "")
    if text or sheet.odd.styled:
        sheet.put(sheet.row, first, text)
    if len(area) > 1:
        sheet.merges.append(f"{name_of(*area[0])}:{name_of(*area[-1])}")


def _cell(text: str, about: str, odd: Oddities, strings: list[str]) -> str:
    """The XML of a cell."""
    if not text:
        return f'<c{about} s="0"/>'
    if _PLAIN.fullmatch(text) and not odd.as_text:
        stored = format(float(text), ".17g") if odd.noise else text
        formula = "<f>SUM(A1:A3)</f>" if odd.formulas else ""
        return f"<c{about}>{formula}<v>{stored}</v></c>"
    if odd.formulas and not odd.rich:
        return f'<c{about} t="str"><f>A1&amp;""</f><v>{escape(text)}</v></c>'
    item = f'<t xml:space="preserve">{escape(text)}</t>'
    if odd.rich:
        runs = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{escape(sign)}</t></r>' for sign in text)
        item = f'{runs}<rPh sb="0" eb="1"><t>{_TRAP}</t></rPh>'
    if odd.inline:
        return f'<c{about} t="inlineStr"><is>{item}</is></c>'
    strings.append(item)
    return f'<c{about} t="s"><v>{len(strings) - 1}</v></c>'


def _xml(sheet: _Sheet) -> str:
    rows = ""
    last_row = max(sheet.cells, default=0)
    for number in range(1, last_row + 1) if sheet.odd.unnamed else sorted(sheet.cells):
        cells = sheet.cells.get(number, {})
        last = max(cells, default=0)
        columns = range(1, last + 1) if sheet.odd.unnamed else sorted(cells)
        content = "".join(cells.get(column, "<c/>") for column in columns)
        about = "" if sheet.odd.unnamed else f' r="{number}"'
        rows += f"<row{about}{' hidden=' + quoteattr('1') if number in sheet.hidden_rows else ''}>{content}</row>"
    hidden = _hidden_column(sheet)
    columns_xml = f'<cols><col min="{hidden}" max="{hidden}" hidden="1"/></cols>' if sheet.odd.hidden_column else ""
    merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in sheet.merges)
    return sheet_xml(rows, sheet.odd, merges, columns_xml)
