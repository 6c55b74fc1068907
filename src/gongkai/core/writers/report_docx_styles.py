"""公文版式: the parts of a Word report that every report shares: styles, fonts by name, the page's foot, the package.

Chinese official documents are set in 仿宋 of the third size, 28 points a line, with chapters in 黑体; the form's tables
are set in 宋体. All looks stand in styles, so that what a person types into a cell looks like what is printed there.
"""

from dataclasses import dataclass
from functools import cache
from html import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FOOT = "rId4"
"""The document's relation to the page's foot."""

CELL_SIZE = 21
"""Half points of the text in tables: 五号."""
CELL_MARGIN = 28
"""Twips between a cell's text and its border: four characters of 五号 fit into the second column of table 3."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_LATIN = "Times New Roman"
_SONG, _FANGSONG, _HEI, _TITLE_SONG = "宋体", "仿宋", "黑体", "方正小标宋简体"
_ALSO = {_SONG: "SimSun", _FANGSONG: "仿宋_GB2312", _HEI: "SimHei", _TITLE_SONG: _SONG}
"""The font that stands in where one is not installed."""
_NO_DATE = "1980-01-01T00:00:00Z"
"""The writer knows no clock: the earliest day that an archive can name, so that the same report gives the same file."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs: its id and name, Chinese font, size in half points, and further properties as XML."""

    id: str
    name: str
    font: str
    size: int
    paragraph: str
    run: str = ""


_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_IN_MIDDLE = '<w:jc w:val="center"/>'
_FROM_LEFT = '<w:ind w:left="50"/><w:jc w:val="left"/>'
_STYLES = (
    _Style(
        "Title",
        "Title",
        _TITLE_SONG,
        44,
        '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="480" w:line="720" w:lineRule="exact"/>'
        f"{_IN_MIDDLE}",
        "<w:b/><w:bCs/>",
    ),
    _Style(
        "Heading1",
        "heading 1",
        _HEI,
        32,
        '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="80" w:line="560" w:lineRule="exact"/>'
        f'{_TWO_CHARACTERS}<w:jc w:val="both"/><w:outlineLvl w:val="0"/>',
    ),
    _Style(
        "BodyText",
        "Body Text",
        _FANGSONG,
        32,
        f'<w:spacing w:line="560" w:lineRule="exact"/>{_TWO_CHARACTERS}<w:jc w:val="both"/>',
    ),
    *(
        _Style(key, name, _SONG, CELL_SIZE, f'<w:spacing w:line="280" w:lineRule="exact"/>{sides}')
        for key, name, sides in (
            ("FormHead", "表头", _IN_MIDDLE),
            ("FormLabel", "表内项目", _FROM_LEFT),
            ("FormGroup", "表内类别", '<w:jc w:val="left"/>'),
            ("FormFigure", "表内数字", _IN_MIDDLE),
            ("Metadata", "文件信息", _FROM_LEFT),
        )
    ),
    _Style("Footer", "footer", _SONG, 28, _IN_MIDDLE),
)


@cache
def shared_parts() -> tuple[tuple[str, str], ...]:
    """The parts of the package that are the same in every report: name and XML."""
    return (
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _package_relations()),
        ("word/_rels/document.xml.rels", _document_relations()),
        ("word/styles.xml", _styles()),
        ("word/fontTable.xml", _font_table()),
        ("word/settings.xml", _settings()),
        ("word/footer1.xml", _footer()),
    )


def properties(title: str) -> str:
    """The core properties: the title, no author, and no date of its own; `title` is XML already."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
        f'<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{_NO_DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_NO_DATE}</dcterms:modified></cp:coreProperties>'
    )


def _content_types() -> str:
    parts = (
        ("/word/document.xml", f"{_PART}.document.main+xml"),
        *((f"/word/{name}.xml", f"{_PART}.{name}+xml") for name in ("styles", "fontTable", "settings")),
        ("/word/footer1.xml", f"{_PART}.footer+xml"),
        ("/docProps/core.xml", _CORE),
    )
    written = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )


def _package_relations() -> str:
    return _relations(
        ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def _document_relations() -> str:
    return _relations(
        *(
            (f"rId{number}", f"{RELATIONS}/{name}", f"{name}.xml")
            for number, name in enumerate(("styles", "fontTable", "settings"), start=1)
        ),
        (FOOT, f"{RELATIONS}/footer", "footer1.xml"),
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    written = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in relations)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _styles() -> str:
    usual = f'{_fonts(_FANGSONG)}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    written = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{style.paragraph}</w:pPr><w:rPr>{_fonts(style.font)}{style.run}"
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
        for style in _STYLES
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{usual}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{written}{_table_styles()}</w:styles>"
    )


def _table_styles() -> str:
    """The plain table, and the one of the form: thin lines around every cell."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 0)}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_margins(20, CELL_MARGIN)}</w:tblPr></w:style>"
    )


def _margins(upright: int, across: int) -> str:
    sides = (("top", upright), ("left", across), ("bottom", upright), ("right", across))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _fonts(chinese: str) -> str:
    return f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{chinese}" w:cs="{_LATIN}"/>'


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{also}"/><w:charset w:val="86"/></w:font>'
        for name, also in _ALSO.items()
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{WORD}">{fonts}</w:fonts>'


def _settings() -> str:
    """Word's present way to lay out a page, with marks squeezed as Chinese text wants them."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{DECLARATION}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _footer() -> str:
    """The page's number in the middle of its foot, as - 1 -."""

    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    return (
        f'{DECLARATION}<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{run("- ")}'
        f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>{run(" -")}</w:p></w:ftr>'
    )
