"""虚构的文件: each report of the demo as a file, of every kind and in every layout that offices hand in.

The same report always gives the same bytes, but for PDF, which holds the moment of its making.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.core.readers.reading import read
from gongkai.core.writers import report_csv, report_docx, report_html, report_json, report_md
from gongkai.core.writers.official import Official
from gongkai.demo.layouts import LOSES_BLANKS, TEXTS, page, text
from gongkai.demo.places import BY_KEY, FIRST_REPORTS, name_on, reporting
from gongkai.demo.planted import planted_in
from gongkai.demo.reports import drafted, official

PAPERS = (
    "docx", "rows", "xlsx", "cells", "page", "docx", "framed", "next_line", "md", "docx", "tabs", "xlsx", "json",
    "alternate", "docx", "run", "page_wrapped", "tight_gbk", "csv", "docx", "spaced", "xlsx", "leading_wide",
    "form_page", "pipe_first",
)  # fmt: skip
"""The kinds and layouts, one organ after the other; each year they move on by one."""
PDFS = ("city", "second_health")
"""Organs that hand in a PDF, in turn: few, because each takes a third of a second to make."""
_PAGES = frozenset({"page", "page_wrapped", "form_page"})
_ENDINGS = {"docx": "docx", "xlsx": "xlsx", "md": "md", "json": "json", "csv": "csv", "pdf": "pdf"}


@dataclass(frozen=True)
class Paper:
    """A report as a file: the organ's key, the year of its figures, the name of the file and its bytes."""

    key: str
    year: int
    name: str
    data: bytes


def papers(year: int) -> Iterator[Paper]:
    """The files of everybody's report of that year."""
    return (paper(key, year) for key in reporting(year))


@cache
def paper(key: str, year: int, *, mended: bool = False) -> Paper:
    """The file of the organ's report of that year. `mended`: without the mistake that is planted in it."""
    kind = layout_of(key, year)
    return Paper(key, year, _name(key, year, kind), _bytes(official(drafted(key, year, mended=mended)), kind))


def name_of(key: str, year: int) -> str:
    """What the file is called."""
    return _name(key, year, layout_of(key, year))


def _name(key: str, year: int, kind: str) -> str:
    ending = "html" if kind in _PAGES else _ENDINGS.get(kind, "txt")
    return f"{name_on(key, drafted(key, year).published)}{year}年政府信息公开工作年度报告.{ending}"


def layout_of(key: str, year: int) -> str:
    """The kind or layout in which the organ hands in its report of that year."""
    if key == PDFS[year % 2] and year >= FIRST_REPORTS:
        return "pdf"
    kind = PAPERS[(list(BY_KEY).index(key) + year) % len(PAPERS)]
    plant = planted_in(year).get(key)
    loses = plant is not None and plant.code.endswith(".BLANK") and kind in LOSES_BLANKS
    return "rows" if loses else kind


def _bytes(laid: Official, kind: str) -> bytes:
    if kind in TEXTS:
        return text(laid, kind).encode()
    match kind:
        case "tight_gbk":
            return text(laid, "tight").encode("gb18030")
        case "leading_wide":
            return text(laid, "leading", wide=True).encode()
        case "page" | "page_wrapped":
            return page(laid, wrapped=kind == "page_wrapped").encode()
        case "json":
            return report_json.write(read(report_md.write(laid)))
        case "csv":
            return report_csv.write(read(report_md.write(laid)))
        case _:
            return _WRITERS[kind](laid)


def _workbook(laid: Official) -> bytes:
    from gongkai.core.writers import report_xlsx  # heavy, and not needed to name what there is

    return report_xlsx.write(laid)


def _printed(laid: Official) -> bytes:
    from gongkai.core.writers import report_pdf

    return report_pdf.write(laid)


_WRITERS = {
    "docx": report_docx.write,
    "xlsx": _workbook,
    "form_page": report_html.write,
    "md": report_md.write,
    "pdf": _printed,
}
