"""正文段落: the paragraphs of a report's chapters, without its tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.findings import Place
from gongkai.core.fold import fold
from gongkai.core.report import FilledReport

_SIGNS_OF_A_TABLE = ("|", "\x1e", "\x1f")
_STOPS = ("。", "；", "，", ";")
_MEMORY = "paragraphs"
_LONGEST = 60_000
"""Characters of a chapter that an office can have written."""
_FARTHEST = 1500
_ENDS = "。！？!?\n"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose: its chapter, its text in the form's characters, where it begins in the source."""

    chapter: str
    text: str
    start: int


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentences of `text` that hold the characters from `start` to `end` begin and end, blanks before them
    left out."""
    first = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
    while first < start and text[first].isspace():
        first += 1
    ends = [place for sign in _ENDS if (place := text.find(sign, max(end - 1, 0))) >= 0]
    return first, min(ends, default=len(text) - 1) + 1


def quoted(report: FilledReport, paragraph: Paragraph, start: int, end: int) -> tuple[str, Place]:
    """The sentences of a paragraph that hold the characters from `start` to `end`, and where they stand."""
    first, last = (paragraph.start + place for place in sentence_around(paragraph.text, start, end))
    return report.source[first:last].strip(), report.place(first, last)


def begun(text: str, place: int, signs: str) -> int:
    """Where the stretch of `text` that holds `place` begins: behind the last of `signs`, at most as far before as a
    paragraph is long."""
    nearest = max(0, place - _FARTHEST)
    return max(nearest, *(text.rfind(sign, nearest, place) + 1 for sign in signs))


def paragraphs(report: FilledReport) -> tuple[Paragraph, ...]:
    """The lines of the report's chapters that are prose: with a clause of some length, and no sign of a table. A
    chapter longer than any that an office writes is left out. Worked out once a report."""
    if _MEMORY not in report.memory:
        report.memory[_MEMORY] = tuple(_paragraphs(report))
    found: tuple[Paragraph, ...] = report.memory[_MEMORY]
    return found


def _paragraphs(report: FilledReport) -> Iterator[Paragraph]:
    for chapter, (start, end) in sorted(report.section_spans.items(), key=lambda item: item[1]):
        if end - start > _LONGEST:
            continue
        place = start
        for line in report.source[start:end].splitlines(keepends=True):
            text = line.rstrip("\r\n")
            if len(text.strip()) > 8 and not _is_of_a_table(text):
                yield Paragraph(chapter, fold(text).replace("\t", " "), place)
            place += len(line)


def whole_chapters(report: FilledReport) -> Iterator[Paragraph]:
    """The report's chapters, each in one piece: every line, short ones and tables too. One that is longer than any that
    an office writes is left out."""
    for chapter, (start, end) in sorted(report.section_spans.items(), key=lambda item: item[1]):
        if end - start <= _LONGEST:
            yield Paragraph(chapter, fold(report.source[start:end]), start)


def in_a_table(text: str, start: int, end: int) -> bool:
    """Whether one of the lines of `text` from `start` to `end` bears a sign of a table."""
    last = text.find("\n", end, end + _FARTHEST)
    stretch = text[begun(text, start, "\n") : end + _FARTHEST if last < 0 else last]
    return any(_is_of_a_table(line) for line in stretch.splitlines())


def _is_of_a_table(line: str) -> bool:
    """Whether a line is a row of a table: parted by signs, or by tabs where no stop shows it to be prose."""
    if any(sign in line for sign in _SIGNS_OF_A_TABLE):
        return True
    return "\t" in line.strip() and not any(stop in line for stop in _STOPS)
