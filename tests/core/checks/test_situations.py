"""The situations of tests/situations/relations.yaml, which an official can read, against all checks."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.checks import check
from gongkai.core.checks.catalogue import message
from gongkai.core.checks.labels import row_name
from gongkai.core.findings import Figure, Finding
from gongkai.core.law.editions import Form
from gongkai.core.report import FilledReport
from tests.builders import YEARS, filled_report, mixed

FILE = Path(__file__).parents[2] / "situations" / "relations.yaml"
SITUATIONS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
WITHOUT_VALUE = {"空": "blank", "缺": "missing", "不清": "unclear"}
TABLES = {"表二": "proactive", "表三": "requests", "表四": "remedies"}


def form_of(situation: dict[str, Any]) -> Form:
    names = str(situation["格式"]).split("/")
    return mixed(*(names if len(names) == 3 else names * 3))


def report_of(situation: dict[str, Any]) -> FilledReport:
    form = form_of(situation)
    values: dict[str, Figure] = {}
    states: dict[str, Any] = {name: [] for name in WITHOUT_VALUE.values()}
    rows = {
        row_name(row)["zh"]: [f"{table.key}.{row.key}.{column.key}" for column in row.columns]
        for table in form.tables
        for row in table.rows
    }
    for label, figures in situation.get("表格", {}).items():
        for key, figure in zip(rows[label], figures, strict=True):
            if figure in WITHOUT_VALUE:
                states[WITHOUT_VALUE[figure]].append(key)
            else:
                values[key] = figure
    for table, state in situation.get("整表", {}).items():
        states[WITHOUT_VALUE[state]].append(TABLES[table])
    year = situation.get("年度", YEARS[form.table_editions["requests"]])
    return filled_report(values, form=form, year=None if year == "不明" else year, **states)


def matches(finding: Finding, wanted: dict[str, Any]) -> bool:
    return (
        (finding.code, finding.severity) == (wanted["代码"], wanted["程度"])
        and ("应为" not in wanted or finding.expected == wanted["应为"])
        and ("印为" not in wanted or finding.found == wanted["印为"])
        and ("处" not in wanted or finding.details["place"]["zh"] == wanted["处"])
        and ("几格" not in wanted or len(finding.cells) == wanted["几格"])
    )


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation["情况"])
def test_situation(situation: dict[str, Any]) -> None:
    found = check(report_of(situation))
    said = [message(finding, "zh") for finding in found]
    assert len(found) == len(situation["发现"]), said
    for finding, wanted in zip(found, situation["发现"], strict=True):
        assert matches(finding, wanted), (wanted, finding, said)
