"""Real reports, kept outside the repository, are read right: every cell that a person can tell, and no
other."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.core.law.editions import EDITIONS, edition_for_year
from gongkai.core.readers import read
from gongkai.core.report import KNOWN, FilledReport

CHAPTERS = ("overview", "proactive", "requests", "remedies", "problems", "other")


def expectations(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.expected.json"))
    assert found, f"no NAME.expected.json in {folder}"
    return found


def text_of(expectation: Path) -> Path:
    return expectation.with_name(expectation.name.replace(".expected.json", ".txt"))


def readings(folder: Path) -> list[tuple[str, FilledReport, dict]]:
    return [
        (path.name, read(text_of(path).read_bytes(), text_of(path).name), json.loads(path.read_text("utf-8")))
        for path in expectations(folder)
    ]


def test_every_cell_is_read_right_or_said_to_be_unknown(real_reports: Path) -> None:
    found = []
    for name, report, expected in readings(real_reports):
        also = expected.get("also_accepted", {})
        assert set(expected["cells"]) == set(report.form.keys), name
        for key, wanted in expected["cells"].items():
            accepted = {wanted, also.get(key, wanted)}
            accepted = {None if value is None else Decimal(str(value)) for value in accepted}
            value = report.value(key)
            if (None if value is None else Decimal(value)) not in accepted:
                found.append(f"{name} {key}: read {value}, wanted {wanted}")
            assert (report.state(key) >= KNOWN) == (value is not None)
    assert not found


def test_every_offset_points_at_what_was_read(real_reports: Path) -> None:
    for path in expectations(real_reports):
        source = text_of(path).read_bytes().decode("utf-8-sig")
        report = read(text_of(path).read_bytes(), "report.txt")
        for index, state in enumerate(report.states):
            if state >= KNOWN:
                start, end = report.starts[index], report.ends[index]
                assert source[start:end] == report.texts[index]
                line = 1 + source[:start].count("\n")
                assert report.at(index) == {"line": line, "start": start, "end": end}


def test_organ_year_and_edition_are_those_of_the_title(real_reports: Path) -> None:
    for path in expectations(real_reports):
        text = text_of(path).read_text("utf-8")
        report = read(text.encode(), "report.txt")
        assert report.organ
        assert report.organ in text
        assert report.year is not None
        assert f"{report.year}年" in text or f"{report.year}年度" in text
        assert report.edition == edition_for_year(report.year).id
        assert set(report.form.table_editions.values()) <= set(EDITIONS)
        assert set(report.form.table_editions.values()) == {report.edition}


def test_six_chapters_are_found(real_reports: Path) -> None:
    """And the one that says nothing is found empty, whatever footer stands behind it."""
    for path in expectations(real_reports):
        report = read(text_of(path).read_bytes(), "report.txt")
        assert set(CHAPTERS) <= set(report.sections), path.name
        empty_allowed = path.name.startswith("003")
        for chapter in ("overview", "problems"):
            assert (report.sections[chapter] or "").strip(), (path.name, chapter)
        assert bool((report.sections["other"] or "").strip()) != empty_allowed, path.name


def test_no_relation_is_broken_among_known_cells(real_reports: Path) -> None:
    """The five reports add up, so a broken sum would be a misreading."""
    for name, report, _ in readings(real_reports):
        for relation in report.form.relations:
            plus = [report.values[i] for i in relation.plus]
            minus = [report.values[i] for i in relation.minus]
            if None not in plus and None not in minus:
                assert sum(plus) == sum(minus), (name, relation.code, relation.at)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_nothing(real_reports: Path, line_end: str) -> None:
    for path in expectations(real_reports):
        text = text_of(path).read_text("utf-8")
        other = read(text.replace("\n", line_end).encode(), "report.txt")
        assert other.values == read(text.encode(), "report.txt").values
