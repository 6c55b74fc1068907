"""Where everything on the pages of a PDF goes: letters and edges of cells, measured from each page's top left.

Widths of columns follow from their texts, heights of rows from their lines; a table that does not fit goes on on the
next page. It knows what a page looks like and nothing of how it is read.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics

from tests.kinds.merged import Box, Matrix, matrix_of
from tests.kinds.page import Page, Paragraph, Table

PLAIN = "Helvetica"
WIDTH, WIDER, MARGIN, LEFT = 595.0, 1000.0, 60.0, 50.0
SIZE, BODY = 9.0, 11.0
LEADING = 1.3
PAD = 4.0
VOID = Box()
"""Where a row is shorter than others nothing is drawn."""
Edge = tuple[float, float, float, float]


@dataclass(frozen=True)
class Letter:
    """A character: where it begins on its baseline."""

    text: str
    x: float
    base: float
    size: float
    turned: bool = False


@dataclass
class Sheet:
    """A page."""

    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


@cache
def _advance(char: str) -> float:
    return 1.0 if ord(char) > 0x7F else float(pdfmetrics.stringWidth(char, PLAIN, 1))


def width_of(text: str, size: float) -> float:
    """How wide a text is."""
    return size * sum(map(_advance, text))


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit; the text's own line breaks are kept, and a number is not broken."""
    lines = []
    for piece in text.split("\n"):
        line = ""
        for word in _words(piece):
            if line and width_of(line + word, size) > width:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if words and _runs_on(words[-1][-1]) and _runs_on(char):
            words[-1] += char
        else:
            words.append(char)
    return words


def _runs_on(char: str) -> bool:
    """Whether no line ends before or behind the character where another such stands."""
    return char.isdigit() or (char.isascii() and not char.isspace()) or char in "，．"


class Layout:
    """Lays a page out in a style (see pdf_writer.Style)."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.done: list[Sheet] = []
        self.y, self.width = 0.0, WIDTH
        self.later: set[Box] = set()
        self.rest: dict[Box, str] = {}

    def sheets(self, page: Page) -> list[Sheet]:
        """The pages of the PDF; wider ones where a table needs them."""
        widest = max((_least_width(matrix_of(block)) for block in page if isinstance(block, Table)), default=0.0)
        self.width = WIDER if widest > WIDTH - 2 * LEFT else WIDTH
        self._new_sheet()
        for _, blocks in groupby(
            page, key=lambda block: (type(block), block.heading) if isinstance(block, Paragraph) else id(block)
        ):
            run = list(blocks)
            if isinstance(run[0], Paragraph) and not run[0].heading:
                self._paragraphs(run)
            else:
                for block in run:
                    self._paragraphs([block]) if isinstance(block, Paragraph) else self._table(block)
        for number, sheet in enumerate(self.done, 1):
            if self.style.marks:
                self._string(self.style.marks.format(number), self.width / 2 - 10, sheet.height - 28, 9, sheet)
            if self.style.header:
                self._string(self.style.header, LEFT, 34, 9, sheet)
        return self.done

    @property
    def _bottom(self) -> float:
        return float(self.style.height) - MARGIN

    def _new_sheet(self) -> None:
        self.done.append(Sheet(self.width, float(self.style.height)))
        self.y = MARGIN

    def _string(self, text: str, x: float, base: float, size: float, sheet: Sheet, spacing: float = 0.0) -> None:
        for char in text:
            if not char.isspace():
                sheet.letters.append(Letter(char, x, base, size))
            x += width_of(char, size) + spacing

    def _paragraphs(self, blocks: list[Paragraph]) -> None:
        """Paragraphs without a heading among them, or one heading."""
        heading = blocks[0].heading
        size = BODY + 3 if heading else BODY
        whole = self.width - 2 * LEFT
        two = self.style.columns == 2 and not heading
        width = (whole - 24) / 2 if two else whole
        lines = [
            line
            for block in blocks
            for line in wrapped(block.text if heading else "\u3000\u3000" + block.text, width, size)
        ]
        half = (len(lines) + 1) // 2 if two else len(lines)
        while lines:
            room = int((self._bottom - self.y) / (size * 1.5))
            if room < 1:
                self._new_sheet()
                continue
            count = min(half, room)
            for place, line in enumerate(lines[: 2 * count if two else count]):
                x = LEFT + place // count * (width + 24)
                if heading and len(lines) == 1:
                    x += (whole - width_of(line, size)) / 2 if "年度报告" in line else 22
                self._string(line, x, self.y + (place % count + 1) * size * 1.5, size, self.done[-1])
            lines = lines[2 * count if two else count :]
            half = (len(lines) + 1) // 2 if two else len(lines)
            self.y += count * size * 1.5

    def _table(self, table: Table) -> None:
        matrix = matrix_of(table)
        most = max(len(row) for row in matrix)
        matrix = [[*row, *[VOID] * (most - len(row))] for row in matrix]
        xs = _columns(matrix, self.width - 2 * LEFT)
        heights = _heights(matrix, xs)
        heads = 3 if self.style.heads and most == 10 and len(matrix) > 6 else 0
        self.y += 10
        place = 0
        while place < len(matrix):
            room = self._bottom - self.y
            repeat = heads if place > heads else 0
            end, used = place, sum(heights[:repeat])
            while end < len(matrix) and used + heights[end] <= room:
                used += heights[end]
                end += 1
            if end == place:
                if room > 0.6 * (self._bottom - MARGIN):
                    raise ValueError("a row is higher than a page")
                self._new_sheet()
                continue
            while place < end < len(matrix) and _one_block(matrix, end):
                end -= 1
                used -= heights[end]
            if end == place:
                self._new_sheet()
                continue
            if self.style.cut and end < len(matrix):
                pieces = _cut(matrix, end, xs, self._bottom - self.y - used, self.style.cut)
                if pieces:
                    matrix[end : end + 1] = pieces
                    heights = _heights(matrix, xs)
                    end += 1
            if repeat:
                self._part(matrix[:repeat], xs, heights[:repeat])
            rows = self._fresh(matrix[place:end], matrix[:place])
            again = dict(
                zip(
                    (box for row in matrix[place:end] for box in row), (box for row in rows for box in row), strict=True
                )
            )
            self.later = {again[box] for row in matrix[end:] for box in row if box in again}
            self._part(rows, xs, heights[place:end])
            self.rest = {box: self.rest[fresh] for box, fresh in again.items() if fresh in self.rest}
            place = end
            if place < len(matrix):
                self._new_sheet()

    def _fresh(self, matrix: Matrix, before: Matrix) -> Matrix:
        """The rows of a table's next page: a label that has begun on the page before leaves a cell with what did not
        fit there."""
        seen = {box for row in before for box in row} - {VOID}
        again: dict[Box, Box] = {}
        return [
            [again.setdefault(box, Box(self.rest.get(box, ""))) if box in seen else box for box in row]
            for row in matrix
        ]

    def _part(self, matrix: Matrix, xs: list[float], heights: list[float]) -> None:
        """Rows of a table that stand on one page."""
        ys = [self.y]
        for height in heights:
            ys.append(ys[-1] + height)
        sheet = self.done[-1]
        seen: set[Box] = set()
        for row, boxes in enumerate(matrix):
            for column, box in enumerate(boxes):
                if box not in seen and box is not VOID:
                    seen.add(box)
                    right = max(c for c, other in enumerate(boxes) if other is box) + 1
                    below = max(r for r, others in enumerate(matrix) if box in others) + 1
                    self._cell(box, xs[column], ys[row], xs[right], ys[below], sheet, below - row)
        sheet.edges += _edges(matrix, xs, ys, self.style.rules)
        self.y = ys[-1]

    def _cell(self, box: Box, x0: float, y0: float, x1: float, y1: float, sheet: Sheet, rows: int) -> None:
        if rows > 3 and self.style.group != "across" and box.text:
            self._group(box.text.replace("\n", ""), x0, y0, x1, y1, sheet)
            return
        lines = wrapped(box.text, x1 - x0 - 2 * PAD, SIZE)
        fits = max(int((y1 - y0 - 2) / (SIZE * LEADING)), 1)
        if box in self.later and len(lines) > fits:
            lines, self.rest[box] = lines[:fits], "".join(lines[fits:])
        words = any(ord(char) > 0x2E80 for char in box.text)
        label = sum(ord(char) > 0x2E80 for char in box.text) > sum(char.isdigit() for char in box.text)
        spacing = 1.6 if self.style.spaced and label else 0.0
        y = (y0 + y1) / 2 - len(lines) * SIZE * LEADING / 2
        for line in lines:
            y += SIZE * LEADING
            long = width_of(line, SIZE) + spacing * (len(line) - 1)
            gap = spacing if long <= x1 - x0 - 2 * PAD else 0.0
            long = width_of(line, SIZE) + gap * (len(line) - 1)
            align = "center" if words else self.style.align
            x = {"left": x0 + PAD, "center": (x0 + x1 - long) / 2, "right": x1 - PAD - long}[align]
            self._string(line, x, y - 0.25 * SIZE, SIZE, sheet, gap)

    def _group(self, text: str, x0: float, y0: float, x1: float, y1: float, sheet: Sheet) -> None:
        """A label over many rows, a letter a line or turned, in as many columns as it needs."""
        step = SIZE * 1.05
        fits = max(int((y1 - y0 - 4) / step), 1)
        parts = [text[place : place + fits] for place in range(0, len(text), fits)]
        for number, part in enumerate(parts):
            if self.style.group == "turned":
                x = (x0 + x1) / 2 + (number - (len(parts) - 1) / 2) * SIZE * LEADING + SIZE / 3
                y = (y0 + y1 + len(part) * step) / 2
                for char in part:
                    sheet.letters.append(Letter(char, x, y, SIZE, turned=True))
                    y -= step
                continue
            # Columns of vertical writing stand from right to left.
            x = (x0 + x1) / 2 - SIZE / 2 + ((len(parts) - 1) / 2 - number) * SIZE * LEADING
            y = (y0 + y1 - len(part) * step) / 2
            for char in part:
                y += step
                sheet.letters.append(Letter(char, x, y - 0.15 * SIZE, SIZE))


def _one_block(matrix: Matrix, place: int) -> bool:
    """Whether a cell over two or three rows would be torn by a page's end before the row."""
    torn = set(matrix[place - 1]) & set(matrix[place]) - {VOID}
    return any(sum(box in row for row in matrix) < 4 for box in torn)


def _cut(matrix: Matrix, place: int, xs: list[float], room: float, how: str) -> list[list[Box]]:
    """A row in two, the first of which fits: its label's first line, and the rest; its figures stay together."""
    row = matrix[place]
    own = [box for box in dict.fromkeys(row) if sum(box in other for other in matrix) == 1]
    halves: dict[Box, tuple[Box, Box]] = {}
    for box in own:
        right = max(column for column, other in enumerate(row) if other is box) + 1
        lines = wrapped(box.text, xs[right] - xs[row.index(box)] - 2 * PAD, SIZE)
        if any(ord(char) > 0x2E80 for char in box.text):
            halves[box] = Box(lines[0]), Box("\n".join(lines[1:]))
        else:
            halves[box] = (box, Box()) if how == "above" else (Box(), box)
    if room < 20 or not any(second.text for first, second in halves.values() if first.text):
        return []
    return [[halves[box][half] if box in halves else box for box in row] for half in (0, 1)]


def _columns(matrix: Matrix, room: float) -> list[float]:
    """The borders of the columns: a column of figures as wide as they need, what is left for the labels."""
    count = len(matrix[0])
    needs = [14.0] * count
    for row in matrix:
        for column, box in enumerate(row):
            if sum(other is box for other in row) == 1:
                words = sum(ord(char) > 0x2E80 for char in box.text)
                tall = sum(box in other for other in matrix) > 6
                widest = max(width_of(line, SIZE) for line in box.text.split("\n"))
                need = 30.0 if tall else min(widest, 130.0 if words > 8 else 5 * SIZE if words else widest) + 2 * PAD
                needs[column] = max(needs[column], need)
    spare = sum(needs) - room
    if spare > 0:
        least = [_least(matrix, column, need) for column, need in enumerate(needs)]
        give = sum(needs) - sum(least)
        needs = [need - (need - low) * spare / give for need, low in zip(needs, least, strict=True)]
    else:
        needs = [need * room / sum(needs) for need in needs]
    xs = [LEFT]
    for need in needs:
        xs.append(xs[-1] + need)
    return xs


def _least(matrix: Matrix, column: int, need: float) -> float:
    """How narrow a column may get: two letters wide, and no number is broken."""
    widest = 2 * SIZE
    for row in matrix:
        box = row[column]
        if sum(other is box for other in row) == 1:
            widest = max(widest, *(width_of(word, SIZE) for word in _words(box.text.replace("\n", "\u3000") or " ")))
    return min(need, widest + 2 * PAD)


def _least_width(matrix: Matrix) -> float:
    """How wide a table is at least."""
    most = max(len(row) for row in matrix)
    even = [[*row, *[VOID] * (most - len(row))] for row in matrix]
    return sum(_least(even, column, 10 * SIZE) for column in range(most))


def _heights(matrix: Matrix, xs: list[float]) -> list[float]:
    heights = [18.0] * len(matrix)
    for row, boxes in enumerate(matrix):
        for column, box in enumerate(boxes):
            rows = [place for place, others in enumerate(matrix) if box in others]
            if rows[-1] != row or column != boxes.index(box):
                continue
            right = max(c for c, other in enumerate(boxes) if other is box) + 1
            if len(rows) > 3:
                continue
            lines = wrapped(box.text, xs[right] - xs[column] - 2 * PAD, SIZE)
            need = len(lines) * SIZE * LEADING + 6 - sum(heights[place] for place in rows[:-1])
            heights[row] = max(heights[row], need)
    return heights


def _edges(matrix: Matrix, xs: list[float], ys: list[float], rules: str) -> list[Edge]:
    """The lines between cells, in pieces or as long as they go."""
    rows, columns = len(matrix), len(matrix[0])
    empty = [None] * columns
    lines: list[Any] = [empty, *matrix, empty]

    def parts(one: Box | None, other: Box | None) -> bool:
        """Whether a line stands between the two, None being what is outside."""
        return one is not other and not ({one, other} <= {None, VOID})

    across = [
        (xs[c], ys[r], xs[c + 1], ys[r])
        for r in range(rows + 1)
        for c in range(columns)
        if parts(lines[r][c], lines[r + 1][c])
    ]
    outer = () if rules == "open" else (0, columns)
    down = [
        (xs[c], ys[r], xs[c], ys[r + 1])
        for c in range(columns + 1)
        for r in range(rows)
        if (0 < c < columns or c in outer) and parts([None, *matrix[r]][c], [*matrix[r], None][c])
    ]
    if rules == "none":
        return []
    if rules == "across":
        down = []
    if rules == "down":
        across = [edge for edge in across if edge[1] in (ys[0], ys[-1])]
    return across + down if rules == "pieces" else _long(across) + _long(down)


def _long(edges: list[Edge]) -> list[Edge]:
    """Pieces that touch, as one line each."""
    found: list[Edge] = []
    for edge in edges:
        if found and found[-1][2:] == edge[:2]:
            found[-1] = (*found[-1][:2], *edge[2:])
        else:
            found.append(edge)
    return found
