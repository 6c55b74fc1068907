"""Reports to add up, made by hand."""

from collections.abc import Mapping

from gongkai.core.findings import Figure
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part
from tests.builders import filled_report

NEW = "requests.new_received.natural"
TOTAL = "requests.new_received.total"


def part(organ: str | None, values: Mapping[str, Figure] | None = None, *, own: bool = False, **more: object) -> Part:
    """A report of that organ with these figures, the rest 0."""
    report: FilledReport = filled_report(values, **more)  # type: ignore[arg-type]
    report.organ = organ
    return Part(f"{organ}.docx", report, own)
