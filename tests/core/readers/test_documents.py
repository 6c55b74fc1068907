"""Each report in tests/documents is read as an official would read it: right, or said to be unknown, never
wrong.

Beside every document stands NAME.expected.yaml, whose rows are written as a person would write them down:

    requests:                        # 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
      new_received: 17 3 0 0 0 0 20
      others: 0                      # every other row of the table

17     the cell says 17, and that can be told from the document
_      the cell is there and blank
x      the row or the table is not in the document
!      something is printed there, but it can't be known what it says or where it belongs
?      can't be known: blank, missing and unclear are all right, a value is wrong
17?    can hardly be known: 17 is right and so is no value; any other value is wrong
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.law.editions import edition_for_year, mixed_form
from gongkai.core.readers import Unreadable, read
from gongkai.core.report import KNOWN, FilledReport, State

FOLDER = Path(__file__).resolve().parents[2] / "documents"
EXPECTATIONS = sorted(FOLDER.glob("*.expected.yaml"))
TABLES = ("proactive", "requests", "remedies")
STATES = {"_": {State.BLANK}, "x": {State.MISSING}, "!": {State.UNCLEAR}}
NO_VALUE = {State.BLANK, State.MISSING, State.UNCLEAR}


def document_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.yaml")
    return next(path for path in FOLDER.glob(f"{stem}.*") if path != expectation)


def name_of(path: Path) -> str:
    return path.name.removesuffix(".expected.yaml")


def tokens(expected: dict[str, Any]) -> dict[str, str]:
    """Key of a cell → what the expectation says of it."""
    found = {}
    form = mixed_form(*(str(expected["editions"][table]) for table in TABLES))
    for table in form.tables:
        told = {key: str(row).split() for key, row in expected[table.key].items()}
        unknown_rows = set(told) - {row.key for row in table.rows} - {"others"}
        assert not unknown_rows, f"the table {table.key} has no such rows"
        for row in table.rows:
            line = told.get(row.key) or told["others"]
            line = line * len(row.columns) if len(line) == 1 else line
            assert len(line) == len(row.columns), f"{row.key}: {line}"
            found |= {f"{table.key}.{row.key}.{c.key}": t for c, t in zip(row.columns, line, strict=True)}
    return found


def difference(report: FilledReport, key: str, token: str) -> str | None:
    """What is not as expected at a cell, or None."""
    state, value = report.state(key), report.value(key)
    if token in STATES:
        accepted = state in STATES[token]
    elif token == "?":
        accepted = state in NO_VALUE
    else:
        right = value is not None and Decimal(value) == Decimal(token.removesuffix("?"))
        accepted = right or (token.endswith("?") and state in NO_VALUE)
    return None if accepted else f"{key}: expected {token}, read {state.name} {value}"


def differences(report: FilledReport, expected: dict[str, Any]) -> list[str]:
    """Everything that is not as expected."""
    found = []
    for name, value in {"organ": report.organ, "year": report.year}.items():
        if name in expected and value != expected[name]:
            found.append(f"{name}: expected {expected[name]}, read {value}")
    if expected.get("year") and report.edition != edition_for_year(expected["year"]).id:
        found.append(f"edition: read {report.edition}")
    if report.form.table_editions != {key: str(value) for key, value in expected["editions"].items()}:
        return [*found, f"editions: expected {expected['editions']}, read {report.form.table_editions}"]
    found += [text for key, token in tokens(expected).items() if (text := difference(report, key, token))]
    for key, text in expected.get("texts", {}).items():
        if report.texts[report.form.index[key]] != text:
            found.append(f"{key}: expected the text {text!r}, read {report.texts[report.form.index[key]]!r}")
    for row in expected.get("parted", []):
        cells = [cell for cell in report.form.cells if cell.key.rsplit(".", 1)[0] == row]
        found += [f"{c.key}: not marked as parted" for c in cells if report.state(c.key) == State.PRINTED]
    for chapter, words in expected.get("sections", {}).items():
        text = report.sections.get(chapter) or ""
        if (text.strip() != "") if words == "empty" else (words not in text):
            found.append(f"section {chapter}: expected {words!r}, read {text[:60]!r}")
    for name, words in expected.get("metadata", {}).items():
        if report.metadata.get(name) != words:
            found.append(f"{name}: expected {words!r}, read {report.metadata.get(name)!r}")
    return found


def readings(expectation: Path) -> list[dict[str, Any]]:
    """What the document may be read as; more than one only where it holds more than one report."""
    return list(yaml.safe_load_all(expectation.read_text("utf-8")))


READ = [path for path in EXPECTATIONS if "refused" not in readings(path)[0]]
TEXTS = [path for path in READ if document_of(path).suffix in {".txt", ".md"}]
PAGES = [path for path in READ if document_of(path).suffix in {".html", ".json"}]


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=name_of)
def test_a_document_is_read_as_an_official_reads_it(expectation: Path) -> None:
    document = document_of(expectation)
    expected = readings(expectation)
    if "refused" in expected[0]:
        with pytest.raises(Unreadable) as refusal:
            read(document.read_bytes(), document.name)
        assert refusal.value.code in expected[0]["refused"]
        return
    report = read(document.read_bytes(), document.name)
    assert min((differences(report, one) for one in expected), key=len) == []


@pytest.mark.parametrize("expectation", TEXTS, ids=name_of)
def test_offsets_point_at_what_was_read(expectation: Path) -> None:
    document = document_of(expectation)
    report = read(document.read_bytes(), document.name)
    source = document.read_bytes().decode("utf-8-sig")
    for key, index in report.form.index.items():
        if report.states[index] < KNOWN:
            continue
        start, end = report.starts[index], report.ends[index]
        assert source[start:end] == report.texts[index], key
        line = 1 + source[:start].count("\n")
        assert report.at(index) == {"line": line, "start": start, "end": end}, key


@pytest.mark.parametrize("expectation", PAGES, ids=name_of)
def test_places_in_a_page_name_the_cell(expectation: Path) -> None:
    """A cell of a page is found by its path, table, row and column, and no two cells are in one place."""
    document = document_of(expectation)
    report = read(document.read_bytes(), document.name)
    places = [report.at(index) for index, state in enumerate(report.states) if state >= KNOWN]
    assert all(place and place["path"] for place in places)
    assert len({(place["path"], place["table"], place["row"], place["column"]) for place in places if place}) == len(
        places
    )


@pytest.mark.parametrize("expectation", READ, ids=name_of)
def test_what_is_not_known_is_explained(expectation: Path) -> None:
    """A cell that is unclear is named in a note that says why."""
    document = document_of(expectation)
    report = read(document.read_bytes(), document.name)
    named = {key for note in report.notes for key in note.cells}
    assert not {cell.key for cell in report.in_state(State.UNCLEAR)} - named


def test_every_document_says_what_it_shows() -> None:
    documents = {path for path in FOLDER.iterdir() if path.suffix != ".yaml"}
    assert {document_of(path) for path in EXPECTATIONS} == documents
    assert all(readings(path)[0]["about"].strip() for path in EXPECTATIONS)
