"""What a person reads in a return list of each format, piece by piece."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token


def in_docx(data: bytes) -> list[str]:
    paper = Document(io.BytesIO(data))
    found = [paragraph.text for paragraph in paper.paragraphs]
    for table in paper.tables:
        found += [text.text or "" for text in table._tbl.iter() if etree.QName(text).localname == "t"]
    return [text for text in found if text]


def in_xlsx(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    # Excel takes _x005F_ for an underscore; openpyxl does not.
    return [book.sheetnames[0], *(str(cell.value).replace("_x005F_", "_") for cell in cells)]


def in_md(data: bytes) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
    return [text for token in tokens if token.type == "inline" and (text := "".join(_words(token)))]


def _words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        assert child.type in ("text", "text_special"), child.type
        yield child.content


READ: dict[str, Callable[[bytes], list[str]]] = {"docx": in_docx, "xlsx": in_xlsx, "md": in_md}


def parts(data: bytes) -> dict[str, str]:
    """The XML of a .docx or .xlsx file, by part; every part is well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = {name: package.read(name) for name in package.namelist() if re.search(r"\.(xml|rels)$", name)}
    for xml in found.values():
        etree.fromstring(xml)
    return {name: xml.decode() for name, xml in found.items()}
