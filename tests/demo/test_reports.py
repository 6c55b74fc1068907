"""演示的年度报告: invented reports that hold together, but for the mistakes that are planted in them."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from gongkai.core.checks import CHECKS, check
from gongkai.core.checks.known import Known
from gongkai.core.law.editions import edition_for_year
from gongkai.core.readers.reading import read
from gongkai.core.relations import broken
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part, roll_up
from gongkai.core.rollup.expect import expect
from gongkai.demo.figures import figures
from gongkai.demo.papers import PAPERS, layout_of, name_of, paper
from gongkai.demo.places import BY_KEY, EARLIEST, OFFICES, added_up, name_on, reporting, years
from gongkai.demo.planted import A_YEAR, FIRST_YEAR, PLANTS, planted_in
from gongkai.demo.reports import drafted
from tests.cli.calls import start

LAST = 2026


def written(until: int = LAST) -> Iterator[tuple[str, int]]:
    """Every report that the demo holds."""
    return ((key, year) for year in range(EARLIEST, until + 1) for key in reporting(year) if year in years(key))


@cache
def as_read(key: str, year: int) -> FilledReport:
    found = paper(key, year)
    return read(found.data, found.name)


def test_figures_satisfy_the_form_and_continue_last_year_s() -> None:
    for key, year in written():
        form, now = edition_for_year(year).form, figures(key, year)
        assert broken(form, [now[cell] for cell in form.keys]) == []
        if year - 1 in years(key):
            then = figures(key, year - 1)
            for column in ("natural", "business", "legal", "total"):
                assert now[f"requests.carried_in.{column}"] == then[f"requests.carried_out.{column}"]


def test_a_government_adds_up_those_below_it() -> None:
    for year in (2020, 2025):
        for key in OFFICES:
            below = [figures(one, year) for one in added_up(key, year)]
            assert figures(key, year) == {cell: sum(one[cell] for one in below) for cell in below[0]}
    assert "city_weather" in reporting(2025)
    assert "city_weather" not in added_up("city", 2025)
    assert "county_animals" not in added_up("county", 2025)


@pytest.mark.slow
def test_every_report_is_found_faulty_by_what_was_planted_in_it_and_by_nothing_else() -> None:
    seen: Counter[str] = Counter()
    for key, year in written():
        plant = planted_in(year).get(key)
        report = as_read(key, year)
        previous = as_read(key, year - 1) if year - 1 in years(key) else None
        found = {finding.code for finding in check(report, Known(previous=previous))}
        assert found == ({plant.code, *plant.also} if plant else set()), (key, year, layout_of(key, year))
        assert (report.organ, report.year) == (name_on(key, drafted(key, year).published), year)
        if plant is None:
            assert dict(zip(report.form.keys, report.values, strict=True)) == dict(drafted(key, year).figures)
        seen.update({plant.code} if plant else ())
    assert set(seen) == {code for codes, _ in CHECKS for code in codes}


def test_one_report_in_five_holds_a_mistake_each_in_its_turn() -> None:
    for year in range(FIRST_YEAR, 2031):
        planted = planted_in(year)
        assert len(planted) == A_YEAR
        assert 4 <= len(reporting(year)) / len(planted) <= 6
        assert not planted.keys() & planted_in(year - 1).keys()
        assert {plant.code for three in range(3) for plant in planted_in(year + three).values()} == {
            plant.code for plant in PLANTS
        }


@pytest.mark.slow
def test_the_reports_below_add_up_to_each_government_s_but_where_a_mistake_is_planted() -> None:
    year = 2025
    for key in OFFICES:
        parts = [Part(name_of(one, year), as_read(one, year)) for one in added_up(key, year)]
        found = expect(roll_up(parts), as_read(key, year))
        planted = [one for one in added_up(key, year) if one in planted_in(year)]
        off = {cell for one in planted for cell, value in drafted(one, year).figures.items()
               if value != figures(one, year).get(cell)}  # fmt: skip
        assert {mismatch.cell for mismatch in found.mismatches} == off
        assert found.equal > 150


def test_all_kinds_and_layouts_and_both_forms_occur() -> None:
    kinds = Counter(layout_of(key, year) for key, year in written(2025))
    assert set(kinds) == {*PAPERS, "pdf"}
    assert kinds["pdf"] <= 8
    assert {drafted(key, 2019).edition_id for key, year in written(2020) if year == 2019} == {"2019"}


def test_the_same_report_gives_the_same_bytes() -> None:
    for key in ("second_health", "district_office", "city_health", "street", "county_finance", "second_office"):
        first = paper(key, 2025)
        paper.cache_clear()
        drafted.cache_clear()
        assert paper(key, 2025).data == first.data, layout_of(key, 2025)


def test_no_organ_bears_another_s_name() -> None:
    names = [name_on(key, drafted(key, 2025).published) for key in reporting(2025)]
    assert len(set(names)) == len(names) == len(BY_KEY) - 1


@pytest.mark.slow
def test_the_command_writes_reports_that_the_check_command_finds_faulty(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    done = start("demo", "--reports", str(folder), "--until", "2026-06-30", "--language", "en")
    assert (done.returncode, b"of which 10 " in done.stdout) == (0, True)
    assert {file.name for file in folder.iterdir()} == {name_of(key, 2025) for key in reporting(2025)}
    checked = start("report", "check", "--json", "--quiet", str(folder))
    found = {Path(line["file"]).name: {one["code"] for one in line["findings"]}
             for line in map(json.loads, checked.stdout.splitlines())}  # fmt: skip
    wanted = {name_of(key, 2025): {plant.code, *plant.also} for key, plant in planted_in(2025).items()
              if not plant.needs_last_year}  # fmt: skip
    assert {name: codes for name, codes in found.items() if codes} == wanted


def test_reports_are_not_written_for_years_before_the_city(tmp_path: Path) -> None:
    assert start("demo", "--reports", str(tmp_path), "--until", "2020-06-30").returncode == 2
