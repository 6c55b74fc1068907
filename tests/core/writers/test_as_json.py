import json
from decimal import Decimal
from typing import Any

import pytest

from gongkai.core.compare import compare
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport, Note, State
from gongkai.core.writers import as_json
from tests.builders import filled_report

NEW = "requests.new_received.natural"
AMOUNT = "proactive.charges.amount"


def line_of(report: FilledReport) -> dict[str, Any]:
    raw = as_json.report_line("a.txt", report, "zh")
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    found: dict[str, Any] = json.loads(raw)
    return found


def test_a_line_has_the_keys_of_the_contract_in_their_order() -> None:
    line = line_of(filled_report())
    assert list(line) == [
        "file",
        "organ",
        "year",
        "edition",
        "table_editions",
        "cells",
        "sections",
        "metadata",
        "notes",
        "error",
    ]
    assert list(line["sections"]) == ["overview", "proactive", "requests", "remedies", "problems", "other"]
    assert list(line["metadata"]) == ["index_number", "document_number", "published_on", "publisher"]
    assert line["table_editions"] == {"proactive": "2021", "requests": "2021", "remedies": "2021"}
    assert line["error"] is None


@pytest.mark.parametrize(("form", "count"), [("2021", 200), ("2019", 198)])
def test_every_cell_of_the_form_is_there_in_its_order(form: str, count: int) -> None:
    report = filled_report(form=form)
    cells = line_of(report)["cells"]
    assert len(cells) == count
    assert tuple(cells) == report.form.keys
    assert all(list(cell) == ["state", "value", "text", "at"] for cell in cells.values())


def test_a_printed_cell_says_value_text_and_place() -> None:
    report = filled_report({NEW: 17})
    assert line_of(report)["cells"][NEW] == {
        "state": "printed",
        "value": 17,
        "text": "17",
        "at": {"cell": report.form.index[NEW]},
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("7.4890"), "7.489"),
        (Decimal("21552.9"), "21552.9"),
        (Decimal("1E+4"), "10000"),
        (Decimal("0.000001"), "0.000001"),
        (Decimal("100"), "100"),
        (Decimal("0.00"), "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("-2.50"), "-2.5"),
    ],
)
def test_an_amount_is_a_plain_decimal_string(value: Decimal, text: str) -> None:
    assert line_of(filled_report({AMOUNT: value}))["cells"][AMOUNT]["value"] == text


def test_a_blank_is_null_and_says_which_relation_leaves_only_zero() -> None:
    line = line_of(filled_report(blank=["remedies.reconsideration.upheld", "proactive.rules.made"]))
    forced = line["cells"]["remedies.reconsideration.upheld"]
    assert forced["state"] == "blank"
    assert forced["value"] is None
    assert forced["implied"] == 0
    assert forced["implied_by"] == {"code": "T4.SUM", "at": "reconsideration"}
    free = line["cells"]["proactive.rules.made"]
    assert "implied" not in free
    assert "implied_by" not in free


def test_what_is_missing_or_unclear_has_no_value_and_is_never_implied() -> None:
    line = line_of(filled_report(missing=["remedies"], unclear=[NEW]))
    missing = line["cells"]["remedies.reconsideration.total"]
    assert missing == {"state": "missing", "value": None, "text": None, "at": {}}
    assert line["cells"][NEW]["state"] == "unclear"
    assert "implied" not in line["cells"][NEW]


def test_a_split_cell_says_so() -> None:
    report = filled_report({NEW: 4})
    report.states[report.form.index[NEW]] = State.SPLIT
    assert line_of(report)["cells"][NEW]["state"] == "split"


def test_notes_are_said_in_the_language_asked_for() -> None:
    notes = [Note("READ.DAMAGED", {"count": 3}, (NEW,), (5, 7)), Note("READ.DAMAGED", {"count": 1})]
    report = filled_report(notes=notes)
    first, second = line_of(report)["notes"]
    assert list(first) == ["code", "message", "at", "cells"]
    assert (first["code"], first["at"], first["cells"]) == ("READ.DAMAGED", {"cell": 5}, [NEW])
    assert (second["at"], second["cells"]) == ({}, [])
    english = json.loads(as_json.report_line("a.txt", report, "en"))["notes"][0]["message"]
    assert english.isascii()
    assert not first["message"].isascii()


def test_numbers_beyond_64_bits_and_broken_characters_still_give_a_line() -> None:
    report = filled_report({NEW: 10**30})
    report.organ = "坏字\ud800局"
    line = line_of(report)
    assert line["cells"][NEW]["value"] == 10**30
    assert line["organ"] == "坏字\ud800局"


def test_a_file_that_could_not_be_read_has_every_key_too() -> None:
    read = json.loads(as_json.unread_report_line("b.txt", "空文件"))
    assert list(read) == list(line_of(filled_report()))
    assert (read["file"], read["error"], read["cells"], read["year"]) == ("b.txt", "空文件", {}, None)
    checked = json.loads(as_json.unread_findings_line("b.txt", "空文件"))
    assert list(checked) == list(json.loads(as_json.findings_line("a.txt", filled_report(), [])))
    assert (checked["cells_read"], checked["findings"], checked["error"]) == (0, [], "空文件")


def test_findings_have_the_keys_of_the_contract() -> None:
    finding = Finding("T3.ROW", "error", (NEW,), 3, 4, quote="原句", at={"line": 2})
    amount = Finding("T2.UNIT", "warning", found=Decimal("365000.50"))
    objects = [as_json.finding_object(each, "句子", "依据") for each in (finding, amount)]
    report = filled_report(unclear=["remedies"], blank=[NEW])
    line = json.loads(as_json.findings_line("a.txt", report, objects))
    assert (line["cells_read"], line["cells_unclear"]) == (184, 15)
    assert line["findings"][0] == {
        "code": "T3.ROW",
        "severity": "error",
        "cells": [NEW],
        "expected": 3,
        "found": 4,
        "message": "句子",
        "quote": "原句",
        "at": {"line": 2},
        "basis": "依据",
    }
    assert (line["findings"][1]["expected"], line["findings"][1]["found"]) == (None, "365000.5")


def test_the_lines_of_a_comparison_have_the_same_keys_and_never_take_nothing_for_0() -> None:
    old, new = filled_report({AMOUNT: Decimal("1.50")}), filled_report(blank=[AMOUNT])
    line = json.loads(as_json.comparison_line("a", "b", (old, new), compare(old, new), ["同一年度。"]))
    assert line["changes"] == [{"cell": AMOUNT, "old": "1.5", "new": None, "new_state": "blank"}]
    assert line["notes"] == [{"code": "same_year", "message": "同一年度。"}]
    without = json.loads(as_json.uncompared_line("a", "b", "读不出。"))
    assert list(without) == list(line)
    assert (line["error"], without["error"]) == (None, "读不出。")
