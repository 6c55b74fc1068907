"""Speed of the written report in each format, of one report and of the official form."""

from collections.abc import Callable, Iterator

from bench.figure import Figure
from bench.yardstick import speed
from gongkai.cli.example import example_report
from gongkai.core.readers import read
from gongkai.core.writers import report_csv, report_docx, report_html, report_json, report_md, report_pdf, report_xlsx
from gongkai.core.writers.official import official

_LIMITS = {"docx": 150, "xlsx": 100, "html": 5, "pdf": 1000}
"""Format → milliseconds that a report may take."""


def writing() -> Iterator[Figure]:
    """The example report written in every format that `convert` knows."""
    report = read(example_report(), "report.txt")
    paper = official(report)
    works: dict[str, Callable[[], object]] = {
        "docx": lambda: report_docx.write(paper),
        "xlsx": lambda: report_xlsx.write(paper),
        "html": lambda: report_html.write(paper),
        "pdf": lambda: report_pdf.write(paper),
        "csv": lambda: report_csv.write(report),
        "json": lambda: report_json.write(report),
        "md": lambda: report_md.write(paper),
    }
    for name, work in works.items():
        found = speed(work, 1)
        limit = _LIMITS.get(name)
        yield Figure(
            f"write: {name}",
            f"{1000 / found.rate:.1f} ms",
            f"{1000 / found.at_reference:.1f} ms",
            f"≤ {limit} ms" if limit else "",
            1000 / found.at_reference <= limit if limit else None,
        )
