"""文字表述（JSON）: the line of `gongkai report claims --json`: each claim, the sums of cells that it may mean,
and what these are in the report."""

from collections.abc import Iterable
from typing import Any

from gongkai.core.claims.readings import sum_of
from gongkai.core.claims.understood import Claim
from gongkai.core.findings import Figure, Finding
from gongkai.core.report import FilledReport
from gongkai.core.writers.as_json import json_figure, json_line


def claims_line(name: str, report: FilledReport, claims: Iterable[Claim], findings: Iterable[Finding]) -> bytes:
    """The line for the file `name`; `findings` are those of the text, which `report check` says in words."""
    return json_line(
        {
            "file": name,
            "organ": report.organ,
            "year": report.year,
            "claims": [_claim_object(report, claim) for claim in claims],
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity,
                    "expected": json_figure(finding.expected),
                    "found": json_figure(finding.found),
                    "quote": finding.quote,
                    "at": finding.at,
                }
                for finding in findings
            ],
            "error": None,
        }
    )


def unread_claims_line(name: str, error: str) -> bytes:
    """The line for a file that could not be read."""
    return json_line({"file": name, "organ": None, "year": None, "claims": [], "findings": [], "error": error})


def _claim_object(report: FilledReport, claim: Claim) -> dict[str, Any]:
    sums = [sum_of(report, cells) for cells in claim.cells]
    return {
        "kind": claim.kind,
        "told": claim.told,
        "value": _told_figure(claim.value),
        "unit": claim.unit,
        "scope": claim.why,
        "held": claim.held,
        "agrees": claim.value in sums if sums and claim.held and None not in sums else None,
        "readings": [
            {"cells": list(cells), "value": json_figure(value)} for cells, value in zip(claim.cells, sums, strict=True)
        ],
        "figures": [_told_figure(figure) for figure in claim.figures],
        "quote": claim.quote,
        "at": claim.at,
    }


def _told_figure(value: Figure) -> int | str | None:
    """A figure of a text: a whole number as such, any other as a decimal string."""
    return int(value) if value == int(value) else json_figure(value)
