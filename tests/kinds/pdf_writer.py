"""Pages as PDF files: ruled tables as programs draw them, and tables that are ruled in part or not at all.

`pdf(page, **variant)` takes any of the options of `Style`. VARIANTS are those in which a person sees which cell of a
row is blank; in LOOSE_VARIANTS only alignment tells, or nothing. Where things go is worked out in pdf_layout.py.
"""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.kinds.page import Page
from tests.kinds.pdf_font import font
from tests.kinds.pdf_layout import PLAIN, Edge, Layout, Letter, Sheet

SONG = "Boxes"
pdfmetrics.registerFont(TTFont(SONG, io.BytesIO(font())))


@dataclass(frozen=True)
class Style:
    """How a PDF is written.

    rules      'grid', 'thin' (filled boxes), 'pieces' (a line for each cell), 'double', 'open' (no outer border at
               left and right), 'path' (the whole grid as one path), 'form' (in a form within the page),
               'across' (no lines between columns), 'down' (none between rows), 'none'
    align      of figures in their cells: 'center', 'left', 'right'
    spaced     letter-spaced labels
    height     of a page, in points; less makes tables go over pages
    cut        a row that does not fit is cut by the page's end, its figures 'above' or 'below'; '' for never
    heads      the heads of table 3 stand on its every page
    marks      page marks: '' (none) or a pattern as '- {} -'
    header     the same line on every page
    columns    of running text: 1 or 2
    scrambled  everything is drawn in another order
    bold       every letter is drawn twice, a little aside
    turned     the page is written sideways and shown turned by so many degrees
    watermark  large slanted grey writing, and more of it upright
    group      labels over many rows: 'down' (a letter a line), 'across', 'turned'
    """

    rules: str = "grid"
    align: str = "center"
    spaced: bool = False
    height: float = 842.0
    cut: str = ""
    heads: bool = False
    marks: str = "- {} -"
    header: str = ""
    columns: int = 1
    scrambled: bool = False
    bold: bool = False
    turned: int = 0
    watermark: bool = False
    group: str = "down"


VARIANTS: list[Mapping[str, Any]] = [
    {},
    {"rules": "thin", "height": 600, "marks": "第 {} 页", "group": "across"},
    {"rules": "pieces", "spaced": True, "scrambled": True, "align": "right"},
    {"rules": "double", "height": 500, "header": "云溪县政府信息公开", "marks": "{}"},
    {"rules": "open", "height": 700, "heads": True, "marks": "— {} —", "align": "left"},
    {"rules": "path", "turned": 90, "bold": True, "marks": "P. {}"},
    {"rules": "form", "watermark": True, "columns": 2, "group": "turned"},
    {"turned": 270, "cut": "above", "height": 560, "watermark": True, "marks": "{}/9"},
    {"cut": "below", "height": 480, "group": "across", "marks": ""},
    {"rules": "thin", "turned": 180, "spaced": True, "heads": True, "height": 640, "group": "across"},
]
LOOSE_VARIANTS: list[Mapping[str, Any]] = [
    {"rules": "across", "align": "right"},
    {"rules": "across", "height": 600, "heads": True, "spaced": True},
    {"rules": "down", "align": "center"},
    {"rules": "none"},
    {"rules": "none", "align": "right", "scrambled": True, "group": "across"},
    {"rules": "none", "align": "left", "height": 600, "marks": "{}", "bold": True},
    {"rules": "none", "columns": 2, "header": "云溪县政府信息公开", "turned": 90},
]


def pdf(page: Page, **variant: Any) -> bytes:
    """The page as a PDF."""
    style = Style(**variant)
    sheets = Layout(style).sheets(page)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True, pageCompression=1)
    for number, sheet in enumerate(sheets, 1):
        _draw(canvas, sheet, style, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, sheet: Sheet, style: Style, number: int) -> None:
    width, height = sheet.width, sheet.height
    canvas.setPageSize((width, height))  # of the page as shown: reportlab turns it itself
    canvas.setPageRotation(style.turned)
    match style.turned:
        case 90:
            canvas.transform(0, 1, -1, 0, height, 0)
        case 180:
            canvas.transform(-1, 0, 0, -1, width, height)
        case 270:
            canvas.transform(0, -1, 1, 0, 0, width)
    if style.watermark:
        _watermark(canvas, width, height)
    chance = random.Random(number)
    edges, letters = list(sheet.edges), list(sheet.letters)
    if style.scrambled:
        chance.shuffle(edges)
        chance.shuffle(letters)
        _letters(canvas, letters, height, style)
        _edges(canvas, edges, height, style, number)
    else:
        _edges(canvas, edges, height, style, number)
        _letters(canvas, letters, height, style)


def _edges(canvas: Canvas, edges: list[Edge], height: float, style: Style, number: int) -> None:
    canvas.setLineWidth(0.5)
    if style.rules == "form":
        canvas.beginForm(f"rules{number}")
    if style.rules == "path":
        path = canvas.beginPath()
        for x0, y0, x1, y1 in edges:
            path.moveTo(x0, height - y0)
            path.lineTo(x1, height - y1)
        canvas.drawPath(path)
        return
    for x0, y0, x1, y1 in edges:
        if style.rules == "thin":
            canvas.rect(x0 - 0.25, height - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)
        elif style.rules == "double":
            aside = (0.8, 0.0) if x0 == x1 else (0.0, 0.8)
            for sign in (1, -1):
                dx, dy = sign * aside[0], sign * aside[1]
                canvas.line(x0 + dx, height - y0 + dy, x1 + dx, height - y1 + dy)
        else:
            canvas.line(x0, height - y0, x1, height - y1)
    if style.rules == "form":
        canvas.endForm()
        canvas.doForm(f"rules{number}")


def _letters(canvas: Canvas, letters: list[Letter], height: float, style: Style) -> None:
    for letter in letters:
        face = SONG if ord(letter.text) > 0x7F else PLAIN
        canvas.setFont(face, letter.size)
        for aside in (0.0, 0.35) if style.bold else (0.0,):
            if letter.turned:
                canvas.saveState()
                canvas.translate(letter.x, height - letter.base)
                canvas.rotate(90)
                canvas.drawString(0, aside, letter.text)
                canvas.restoreState()
            else:
                canvas.drawString(letter.x + aside, height - letter.base, letter.text)


def _watermark(canvas: Canvas, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.setFont(SONG, 60)
    canvas.drawString(width / 4, height / 3, "云溪 2022")
    canvas.translate(width / 3, height / 3)
    canvas.rotate(40)
    canvas.setFont(SONG, 24)
    canvas.drawString(0, 0, "内部资料 888")
    canvas.restoreState()
