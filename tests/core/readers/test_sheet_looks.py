"""Excel files whose fonts or conditional formats may hide a figure: it is unclear, never printed."""

import pytest

from tests.core.readers.test_xlsx import lines
from tests.kinds.docx_writer import archive
from tests.kinds.xlsx_writer import MAIN, sheet_xml


def looking(looks: str, *, font: str = "", rules: str = "") -> list[str]:
    """The lines of a sheet with 甲 and 7 in cells of a font and fill, where conditional formats stand."""
    cells = '<row><c s="1" t="inlineStr"><is><t>甲</t></is></c><c s="1"><v>7</v></c><c><v>8</v></c></row>'
    sheet = sheet_xml(cells).replace("</sheetData>", f"</sheetData>{rules}")
    styles = f"<styleSheet><fonts><font/><font>{font}</font></fonts>{looks}</styleSheet>"
    main = f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets><sheet name="x" r:id="a"/></sheets></workbook>'
    relations = '<Relationships><Relationship Id="a" Target="one.xml"/></Relationships>'
    parts = {"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": relations}
    return lines(archive({**parts, "xl/one.xml": sheet, "xl/styles.xml": styles}))


FILLS = "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FF{}'/></patternFill></fill></fills>"


@pytest.mark.parametrize(
    ("font", "fill", "expected"),
    [
        ('<color rgb="FFFFFFFF"/>', "", "?"),
        ('<color rgb="FFFFFFFF"/>', "FFFFFF", "?"),
        ('<color rgb="FFFFFFFF"/>', "1F4E78", "7"),
        ('<color rgb="FF1F4E78"/>', "1F4E78", "?"),
        ('<color theme="0"/>', "", "?"),
        ('<color theme="0" tint="-0.5"/>', "", "7"),
        ('<color indexed="9"/>', "", "?"),
        ('<color rgb="FFFF0000"/>', "", "7"),
        ('<sz val="1"/>', "", "?"),
        ('<sz val="x"/>', "", "7"),
        ('<name val="Webdings"/>', "", "?"),
    ],
)
def test_figures_of_the_colour_of_their_ground_tiny_or_in_pictures_are_unclear(
    font: str, fill: str, expected: str
) -> None:
    looks = f'{FILLS.format(fill) if fill else ""}<cellXfs><xf/><xf fontId="1" fillId="1"/></cellXfs>'
    assert looking(looks, font=font) == [f"甲|{expected}|8"]


@pytest.mark.parametrize(
    ("rule", "format_", "expected"),
    [
        ('<cfRule dxfId="0"/>', "<numFmt formatCode=';;;'/>", "?"),
        ('<cfRule dxfId="0"/>', "<font><color rgb='FFFFFFFF'/></font>", "?"),
        ('<cfRule dxfId="0"/>', "<font><color rgb='FF9C0006'/></font>", "7"),
        ('<cfRule dxfId="9"/>', "<font><strike/></font>", "7"),
        ('<cfRule><dataBar showValue="0"/></cfRule>', "", "?"),
        ('<cfRule><iconSet showValue="0"/></cfRule>', "", "?"),
        ("<cfRule><dataBar/></cfRule>", "", "7"),
    ],
)
def test_figures_that_a_conditional_format_can_hide_are_unclear(rule: str, format_: str, expected: str) -> None:
    looks = f"<cellXfs><xf/><xf/></cellXfs><dxfs><dxf>{format_}</dxf></dxfs>"
    for ranges in ("A1:B1", "Z9 B1"):
        rules = f'<conditionalFormatting sqref="{ranges}">{rule}</conditionalFormatting>'
        assert looking(looks, rules=rules) == [f"甲|{expected}|8"]
    many = " ".join(["Z9"] * 51)
    for ranges in ("A:XFD", many):
        rules = f'<conditionalFormatting sqref="{ranges}">{rule}</conditionalFormatting>'
        assert looking(looks, rules=rules)[0].endswith("?|?" if expected == "?" else "7|8")
