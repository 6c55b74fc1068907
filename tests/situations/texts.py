"""Situations of text checks that an official can read: invented paragraphs in a report with figures, and what is found.

Tests hold every paragraph to what stands beside it; the bench counts how many are right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from gongkai.core.checks import check
from gongkai.core.checks.known import Known
from gongkai.core.findings import Figure, Finding
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told

HERE = Path(__file__).parent
FILES = ("cells_in_text.yaml", "rates_in_text.yaml")
OFFICES = tuple(sorted(f"offices/{path.name}" for path in (HERE / "offices").glob("*.yaml")))
"""Paragraphs as offices of all kinds write them; what is not recognised yet is marked 漏 there."""


@dataclass(frozen=True)
class Situation:
    """A report with one paragraph, what is known beside it, the findings wanted (code, expected, found), and those of
    them that are known to be missed."""

    text: str
    report: FilledReport
    known: Known
    wanted: list[tuple[str, Figure | None, Figure | None]]
    missed: list[tuple[str, Figure | None, Figure | None]]

    def findings(self) -> list[Finding]:
        """What all checks of text find."""
        return [finding for finding in check(self.report, self.known) if finding.code.startswith("TXT.")]


def seen(finding: Finding) -> tuple[str, Figure | None, Figure | None]:
    """A finding as `wanted` writes it."""
    return (finding.code, finding.expected, finding.found)


def situations(file: str) -> Iterator[Situation]:
    """The situations of a file, each with a report of its own."""
    content: dict[str, Any] = yaml.safe_load((HERE / file).read_text("utf-8"))
    known = Known(previous=_report(content, "上年", content["年度"] - 1) if "上年" in content else None)
    for one in content["段落"]:
        report = told(_report(content, "表格", content["年度"]), **{one.get("章", "overview"): one["文"]})
        wanted = [(it["码"], _figure(it.get("应为")), _figure(it.get("实为"))) for it in one.get("误", [])]
        lost = [finding for finding, it in zip(wanted, one.get("误", []), strict=True) if it.get("漏")]
        yield Situation(one["文"], report, known, wanted, lost)


def _report(content: dict[str, Any], table: str, year: int) -> FilledReport:
    values = {f"{row}.{column}": value for row, cells in content[table].items() for column, value in cells.items()}
    report = filled_report(values, year=year, form=content.get("版式", "2021"))
    report.organ = content["机关"]
    return report


def _figure(value: float | None) -> Figure | None:
    return Decimal(str(value)) if isinstance(value, float) else value
