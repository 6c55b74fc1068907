"""Speed by kind of file, each beside a library that many would use for it, over the same files in the same moments."""

import io
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

import docx as python_docx
import openpyxl
import pandas
import pdfplumber
import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from bench.figure import Figure, thousands
from bench.yardstick import FEWER_ROUNDS, ROUND, ROUNDS, seconds
from gongkai.core.readers import read, read_cells
from tests.kinds.cases import report
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import html
from tests.kinds.merged import Box, matrix_of
from tests.kinds.page import Page, Paragraph
from tests.kinds.pages import page
from tests.kinds.pdf_writer import pdf

FILES = 4
PAGES = {"a site's page": {"runs": "font", "around": "cms"}, "pasted from Word": {"runs": "word", "around": "word"}}
"""How web pages of some 100 KB are written: p, span and font around each text, or all that Word adds."""


def beside() -> Iterator[Figure]:
    """Web pages beside a bare parse and pandas, Word, Excel and PDF beside the usual libraries."""
    for what, variant in PAGES.items():
        pages = _files(lambda content, variant=variant: html(page(content), **variant))
        name = f"html, {what} ({sum(map(len, pages)) // len(pages) // 1000} KB)"
        yield _at_most(f"{name}: cells alone, beside decode and bare parse", 0.7, pages, read_cells, _bare_parse)
        yield _at_most(f"{name}: whole with places, beside the same", 1.4, pages, _whole, _bare_parse)
        yield _at_least(f"{name}: whole, beside pandas.read_html", 15, pages, read, _pandas)
    documents = _files(lambda content: docx(page(content)))
    yield _at_least("docx, as Word writes it: whole report, beside python-docx", 20, documents, read, _python_docx)
    documents = _files(lambda content: _document(page(content)))
    yield _at_least("docx, as python-docx writes it: the same", 20, documents, read, _python_docx)
    sheets = _files(lambda content: _workbook(page(content)))
    yield _at_least("xlsx: whole report, beside openpyxl", 5, sheets, read, _openpyxl)
    printed = _files(lambda content: pdf(page(content)))
    yield _at_least("pdf: whole report, beside pdfplumber", 5, printed, read, _pdfplumber)
    yield _a_page("pdf: a page", 20, printed)


def _files(write: Callable[[Any], bytes]) -> list[bytes]:
    return [write(report("full", 0, seed=place)) for place in range(FILES)]


def _workbook(written: Page) -> bytes:
    """The page as a sheet that openpyxl made, with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    line = 0
    for block in written:
        matrix = [[Box(block.text)]] if isinstance(block, Paragraph) else matrix_of(block)
        corners: dict[int, list[int]] = {}
        for row in matrix:
            line += 1
            for column, box in enumerate(row, 1):
                if id(box) not in corners:
                    corners[id(box)] = [line, column, line, column]
                    sheet.cell(line, column, int(box.text) if box.text.isdecimal() else box.text)
                corners[id(box)][2:] = [line, column]
        for top, left, bottom, right in corners.values():
            if (top, left) != (bottom, right):
                sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _document(written: Page) -> bytes:
    """The page as a document that python-docx made, with merged cells."""
    document = python_docx.Document()
    for block in written:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text)
            continue
        matrix = matrix_of(block)
        table = document.add_table(len(matrix), max(map(len, matrix)), style="Table Grid")
        corners: dict[int, tuple[Any, Any, Box]] = {}
        for row, boxes in zip(table.rows, matrix, strict=True):
            for cell, box in zip(row.cells, boxes, strict=False):
                corners[id(box)] = (corners.get(id(box), (cell,))[0], cell, box)
        for first, last, box in corners.values():
            first.merge(last).text = box.text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _whole(data: bytes) -> None:
    found = read(data)
    for index in range(len(found.states)):
        found.at(index)


def _bare_parse(data: bytes) -> None:
    LexborHTMLParser(data.decode())


def _pandas(data: bytes) -> None:
    pandas.read_html(io.StringIO(data.decode()))


def _python_docx(data: bytes) -> None:
    document = python_docx.Document(io.BytesIO(data))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text
    for paragraph in document.paragraphs:
        _ = paragraph.text


def _openpyxl(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True):
        for row in sheet.iter_rows(values_only=True):
            list(row)


def _pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for leaf in document.pages:
            leaf.extract_tables()
            leaf.extract_text()


def _beside(
    files: Sequence[bytes], ours: Callable[[bytes], Any], theirs: Callable[[bytes], Any]
) -> tuple[float, float]:
    """Seconds a file of ours, and how many times as long theirs takes: medians of rounds by turns."""

    def all_of(work: Callable[[bytes], Any]) -> Callable[[], None]:
        def run() -> None:
            for file in files:
                work(file)

        return run

    one, other = all_of(ours), all_of(theirs)
    one(), other()
    times = [max(1, round(ROUND / seconds(work))) for work in (one, other)]
    rounds = ROUNDS if seconds(other) < 0.5 else FEWER_ROUNDS
    measured = [(seconds(one, times[0]) / times[0], seconds(other, times[1]) / times[1]) for _ in range(rounds)]
    mine = median(own for own, _ in measured)
    return mine / len(files), median(foreign / own for own, foreign in measured)


def _at_most(name: str, limit: float, files: Sequence[bytes], ours: Any, theirs: Any) -> Figure:
    took, times = _beside(files, ours, theirs)
    return Figure(name, f"{thousands(1 / took)}/s", f"{1 / times:.2f} ×", f"≤ {limit} ×", 1 / times <= limit)


def _at_least(name: str, limit: float, files: Sequence[bytes], ours: Any, theirs: Any) -> Figure:
    took, times = _beside(files, ours, theirs)
    return Figure(name, f"{thousands(1 / took)}/s", f"{times:.1f} × as fast", f"≥ {limit} ×", times >= limit)


def _a_page(name: str, limit: int, files: Sequence[bytes]) -> Figure:
    """Milliseconds a page."""
    pages = sum(len(pypdfium2.PdfDocument(file)) for file in files)
    took = median(seconds(lambda: [read(file) for file in files]) for _ in range(ROUNDS)) / pages * 1000
    return Figure(name, f"{took:.1f} ms", "", f"≤ {limit} ms", took <= limit)
