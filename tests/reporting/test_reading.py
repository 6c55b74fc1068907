"""读取与校核: files read and checked in children, and what comes back of them."""

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.bulk import isolate
from gongkai.core.checks import check
from gongkai.core.checks.known import Known
from gongkai.core.readers import read
from gongkai.core.writers.as_json import report_line
from gongkai.reporting import reading

DOCUMENTS = Path(__file__).parents[1] / "documents"
TOLD = (DOCUMENTS / "figures_told_in_the_text.txt").read_bytes()


@pytest.fixture
def with_a_thread() -> Iterator[None]:
    """A second thread, as a web process has."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


def test_findings_are_those_of_the_checks_and_know_their_characters() -> None:
    found = reading.examine_one("a.txt", TOLD)
    assert found.report is not None
    assert list(found.findings) == check(read(TOLD))
    for finding, span in zip(found.findings, found.spans, strict=True):
        if span is not None and "start" in finding.at:
            assert span == (finding.at["start"], finding.at["end"])
        if finding.quote and span is not None:
            assert found.report.source[slice(*span)].strip() == finding.quote
    assert any(span is not None for span in found.spans)


@pytest.mark.parametrize("name", ["figures_told_in_the_text.txt", "api_answer.json"])
def test_the_report_says_the_same_places_without_its_file(name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    found = reading.examine_one(name, data)
    assert found.report is not None
    assert report_line(name, found.report, "zh") == report_line(name, isolate.read(data, name), "zh")
    again = pickle.loads(pickle.dumps(found)).report
    assert report_line(name, again, "zh") == report_line(name, found.report, "zh")


def test_children_of_a_process_with_threads_come_from_the_warm_server(with_a_thread: None) -> None:
    reading.warm()
    files = [("1.txt", TOLD), ("2.txt", b""), ("3.txt", TOLD)]
    found = list(reading.examine(files, jobs=2))
    assert [one.name for one in found] == ["1.txt", "2.txt", "3.txt"]
    assert found[1].refused is not None
    assert found[1].refused.code == "READ.EMPTY"
    assert found[0].findings == found[2].findings != ()


def test_last_years_report_is_read_alone_and_held_against() -> None:
    last = reading.read_one("last.txt", TOLD.replace(b"2023", b"2022")).report
    assert last is not None
    found = reading.examine_one("a.txt", TOLD, known=Known(previous=last))
    assert "T2.STOCK" in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("秘密★1年\n".encode() + TOLD, "FILE.MARKED"),
        (b"\x89PNG\r\n", "READ.OTHER_KIND"),
        (b"x" * (reading.LARGEST + 1), "FILE.TOO_LARGE"),
        (b"%PDF-1.4 nothing", "READ.BROKEN"),
    ],
)
def test_what_is_refused_is_said_in_both_languages(data: bytes, code: str) -> None:
    refused = reading.examine_one("a", data).refused
    assert refused is not None
    assert refused.code == code
    assert all(refused.sentence[language] for language in ("zh", "en"))
