"""An Excel file read by values alone says exactly what the reading of its parts says, wherever it is read that way."""

import io
import zipfile

import pytest

from gongkai.core.readers import xlsx as whole
from gongkai.core.readers.flow import Flow
from gongkai.core.readers.reading import _quickly, read_flow
from gongkai.core.readers.sheet_quick import quick_flow
from tests.core.readers.test_html_quick import told
from tests.core.readers.test_xlsx import by_openpyxl
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import report
from tests.kinds.docx_writer import archive
from tests.kinds.pages import page
from tests.kinds.xlsx_writer import VARIANTS, sheet_xml, workbook, xlsx


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["", *VARIANTS])
def test_values_and_parts_say_the_same(variant: str) -> None:
    for number, arrangement in enumerate(one for one in ARRANGEMENTS if one.sound):
        data = xlsx(arrangement.apply(page(report("full", number % 2))), **({variant: True} if variant else {}))
        found = _quickly("xlsx", data)
        assert found is None or told(found) == told(read_flow(whole.flow(data)))


def test_a_plain_file_is_read_by_its_values() -> None:
    assert _quickly("xlsx", xlsx(page(report("full", 0)))) is not None


@pytest.mark.parametrize("variant", ["formulas", "hidden_row", "hidden_sheet"])
def test_a_file_with_formulas_or_hidden_parts_is_not(variant: str) -> None:
    assert variant in VARIANTS
    assert _quickly("xlsx", xlsx(page(report("full", 0)), **{variant: True})) is None


def test_a_file_saved_by_another_program_is_too() -> None:
    assert _quickly("xlsx", by_openpyxl({})) is not None


CELLS = (
    '<c r="A1"><f>A2</f><v>1</v></c>',
    '<c r="A1"><f\t>A2</f><v>1</v></c>',
    '<c r="A1"><x:f xmlns:x="x">A2</x:f><v>1</v></c>',
    '<c r="A2"><v>1</v></c>',
    '<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>',
    '<c r="A1"><v>1</v></c><c><v>1</v></c>',
    '<c r="A1"><v>1<!--3-->2</v></c>',
    '<c r="A1"><v>1<?x y?>2</v></c>',
    '<c r="A1"><v>&#49;</v></c>',
    '<c r="A1"><v>1</v><v>2</v></c>',
    '<c r="A1" t="inlineStr"><is><t>1</t></is><v>2</v></c>',
    '<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r></is></c>',
    '<c r="A1" t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
    '<c r="A1" t="inlineStr"><is><t>_x0031_</t></is></c>',
    '<c r="A1"><v>061</v></c>',
    '<c r="A1" t="n"><is><t>61</t></is></c>',
    '<c r="A1" t="s"><is><t>61</t></is></c>',
    '<c r="A1" t="str" t="n"><v>61</v></c>',
    '<c r="A1" t="n" t="n"><v>61</v></c>',
    '<c r="A1" t="e"><v>#REF!</v></c>',
    '<c r="A1" t="b"><v>1</v></c>',
    '<mc:AlternateContent xmlns:mc="mc"><c r="A1"><v>1</v></c></mc:AlternateContent>',
    '<c r="XFE1"><v>1</v></c>',
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_sheet_with_other_cells_is_not(cell: str) -> None:
    assert quick(f'<row r="1">{cell}</row>') is None


def test_a_sheet_with_plain_cells_is() -> None:
    assert quick('<row r="1"><c r="A1"><v>1</v></c></row>') is not None


@pytest.mark.parametrize("about", ["hidden = '1'", 'ht="0"', 'ht=".0"', "x='1'"])
def test_a_sheet_with_other_rows_is_not(about: str) -> None:
    assert quick(f'<row r="1" {about}><c r="A1"><v>1</v></c></row>') is None


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "XFD900"])
def test_a_cell_far_away_takes_no_memory(far: str) -> None:
    row = far.strip("AXFD")
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert quick(f'{rows}<row r="{row}"><c r="{far}"><v>1</v></c></row>') is None


@pytest.mark.parametrize(
    ("code", "value", "quickly"),
    [
        ("0_ ", "12", True),
        ("3", "12", True),
        ("49", "12.5", True),
        ("1", "12.5", False),
        ("0_ ", "-3", False),
        ("2", "12", False),
        ("14", "12", False),
        ("#,##0,", "12", False),
        ("0;-0;;@", "12", False),
        ('0"元"', "12", False),
        ("0年", "12", False),
    ],
)
def test_number_formats_that_show_something_else_are_not_read_quickly(code: str, value: str, quickly: bool) -> None:
    sheet = sheet_xml(f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>')
    data = workbook([sheet], ["visible"], [], formats=[code])
    assert quick_flow(data) is None  # a struck style
    assert (quick_flow(replaced(data, "xl/styles.xml", "<strike/>", "<b/>")) is not None) == quickly


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", 'state="visible"', "state = 'hidden'"),
        ("xl/workbook.xml", 'state="visible"', 'state="hidde&#110;"'),
        ("_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "<sheetData>", '<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData>'),
        ("xl/worksheets/sheet1.xml", "<sheetData>", '<cols><col min="1" max="1" width="0"/></cols><sheetData>'),
        ("xl/worksheets/sheet1.xml", "UTF-8", "GBK"),
        ("xl/sharedStrings.xml", "<t>", "<r><rPr><strike/></rPr><t>9</t></r><t>"),
        ("xl/sharedStrings.xml", "<t>", '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>9</t></r><t>'),
    ],
)
def test_parts_that_say_more_are_not_read_quickly(part: str, old: str, new: str) -> None:
    data = workbook([sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')], ["visible"], ["<t>1</t>"])
    assert quick_flow(data) is not None
    assert quick_flow(replaced(data, part, old, new)) is None


@pytest.mark.parametrize(
    ("about", "quickly"), [('<font><sz val="9"/></font>', True), ('<font><sz val="1"/></font>', False)]
)
def test_fonts_and_conditional_formats_that_hide_are_not_read_quickly(about: str, quickly: bool) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    rule = '<conditionalFormatting sqref="A1"><cfRule dxfId="0"/></conditionalFormatting>'
    data = workbook([sheet_xml(rows)], ["visible"], ["<t>1</t>"])
    data = replaced(data, "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{rule}")
    assert quick_flow(data) is not None
    for looks in (f"<fonts>{about}</fonts><cellXfs>", f"<dxfs><dxf>{about}</dxf></dxfs><cellXfs>"):
        assert (quick_flow(replaced(data, "xl/styles.xml", "<cellXfs>", looks)) is not None) == quickly
    assert quick_flow(replaced(data, "xl/worksheets/sheet1.xml", "<cfRule", '<cfRule showValue="0"')) is None


def quick(rows: str) -> Flow | None:
    """The quick flow of a workbook with these rows."""
    return quick_flow(workbook([sheet_xml(rows)], ["visible"], []))


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with other words in a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = {name: held.read(name).decode() for name in held.namelist()}
    assert old in parts[part]
    return archive({**parts, part: parts[part].replace(old, new)})
