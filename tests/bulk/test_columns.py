"""Reports in columns: the verdicts and sums of one by one; unknown stays unknown; Parquet keeps everything."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet as pq

from gongkai.bulk import parquet
from gongkai.bulk.columns import (
    LARGEST,
    LARGEST_SUM,
    Columns,
    OtherForm,
    TooLarge,
    chunks,
    columns,
    judge_all,
    known_sums,
    roll_up_all,
)
from gongkai.core.law.editions import edition
from gongkai.core.relations import Verdict, judge
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part, roll_up
from tests.builders import filled_report
from tests.strategies import consistent_form, some_cells

FORM = edition("2021").form
NEW = "requests.new_received.natural"
AMOUNT = "proactive.charges.amount"


@st.composite
def many(draw: st.DrawFn) -> list[FilledReport]:
    """Up to three reports of one year, some with blanks and some with a changed figure."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        report = filled_report(draw(consistent_form("2021")), blank=draw(some_cells("2021")) if number % 2 else ())
        report.organ = f"云溪县第{number}局"
        if draw(st.booleans()):
            index = draw(st.integers(0, len(FORM.cells) - 1))
            if report.values[index] is not None:
                report.values[index] += draw(st.integers(1, 5))
        found.append(report)
    return found


@settings(max_examples=15)
@given(many())
def test_the_verdicts_are_those_of_one_report_at_a_time(reports: list[FilledReport]) -> None:
    found = judge_all(columns(reports, FORM))
    for place, report in enumerate(reports):
        for number, judgement in enumerate(judge(FORM, report.values)):
            broken, unknown = found.broken[number, place], found.unknown[number, place]
            assert unknown == bool(judgement.unknown)
            if not judgement.unknown:
                assert broken == (judgement.verdict is Verdict.BROKEN)
            else:
                assert not broken


@settings(max_examples=15)
@given(many())
def test_the_sums_are_those_of_the_roll_up(reports: list[FilledReport]) -> None:
    both = roll_up_all(columns(reports, FORM), np.zeros(len(reports), dtype=np.int64), ["云溪县"], [2022])
    wanted = roll_up([Part(str(place), report) for place, report in enumerate(reports)])
    for key, cell in wanted.cells.items():
        if not any(share.implied for share in cell.shares):  # what the relations force is for the roll-up of a few
            assert both.value(key, 0) == cell.value


def test_groups_are_added_apart_and_those_of_none_left_out() -> None:
    reports = [filled_report({NEW: number}) for number in (1, 2, 4, 8)]
    groups = np.array([1, 0, 1, -1])
    found = roll_up_all(columns(reports, FORM), groups, ["甲", "乙"], [2022, 2023])
    assert [found.value(NEW, place) for place in (0, 1)] == [2, 5]
    assert (found.organs, list(found.years)) == (["甲", "乙"], [2022, 2023])
    whole = roll_up_all(columns(reports, FORM), np.zeros(4, dtype=np.int64), ["甲"], [2022])
    assert whole.value(NEW, 0) == 15


def test_what_one_lacks_the_group_lacks_but_the_known_sum_is_there() -> None:
    reports = [filled_report({NEW: 3}), filled_report({NEW: 4}, blank=[NEW])]
    found = columns(reports, FORM)
    groups = np.zeros(2, dtype=np.int64)
    assert roll_up_all(found, groups, ["甲"], [2022]).value(NEW, 0) is None
    assert known_sums(found, groups, 1)[FORM.index[NEW], 0] == 3


def test_amounts_are_exact_and_too_large_figures_refused() -> None:
    found = columns([filled_report({AMOUNT: Decimal("21552.912345")})], FORM)
    assert found.value(AMOUNT, 0) == Decimal("21552.912345")
    with pytest.raises(TooLarge):
        columns([filled_report({NEW: LARGEST + 1})], FORM)


def test_a_sum_that_may_have_been_rounded_is_refused() -> None:
    count = LARGEST_SUM // LARGEST + 1
    cells = np.full((len(FORM.cells), count), float(LARGEST))
    found = Columns(FORM, cells, [""] * count, np.zeros(count, dtype=np.int32))
    for add in (
        lambda: roll_up_all(found, np.zeros(count, int), [""], [2022]),
        lambda: known_sums(found, np.zeros(count, int), 1),
    ):
        with pytest.raises(TooLarge):
            add()


def test_another_form_is_refused() -> None:
    with pytest.raises(OtherForm):
        columns([filled_report(form="2019")], FORM)


def test_reports_come_in_chunks() -> None:
    assert [len(chunk) for chunk in chunks((filled_report() for _ in range(7)), FORM, 3)] == [3, 3, 1]
    assert len(columns([], FORM)) == 0
    assert judge_all(columns([], FORM)).broken.shape == (42, 0)


# ---- Parquet


@settings(max_examples=10)
@given(many())
def test_a_file_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, reports) -> None:
    path = tmp_path_factory.mktemp("parquet") / "reports.parquet"
    given_columns = columns(reports, FORM)
    assert parquet.write(path, [given_columns], FORM) == len(reports)
    (found,) = parquet.read(path)
    assert np.array_equal(found.cells, given_columns.cells, equal_nan=True)
    assert list(found.organs) == [report.organ for report in reports]
    assert list(found.years) == [2022] * len(reports)


def test_a_file_is_read_in_parts_and_knows_its_form(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    old = edition("2019").form
    parquet.write(path, chunks((filled_report(form="2019") for _ in range(5)), old, 2), old)
    assert parquet.form_of(path).table_editions == old.table_editions
    assert [len(part) for part in parquet.read(path, rows=2)] == [2, 2, 1]


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    path.write_bytes(b"not parquet at all")
    with pytest.raises(parquet.NotOurs):
        parquet.form_of(path)
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(parquet.NotOurs):
        parquet.form_of(path)
    wrong = parquet.schema_of(FORM).remove(3)
    pq.write_table(wrong.empty_table(), path)
    with pytest.raises(parquet.NotOurs):
        list(parquet.read(path))


def test_a_file_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    path.write_bytes(b"before")

    def failing():
        yield columns([filled_report()], FORM)
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        parquet.write(path, failing(), FORM)
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["reports.parquet"]


@pytest.mark.soak
def test_a_million_reports_stay_in_flat_memory(tmp_path: Path) -> None:
    """Written and judged part by part: memory does not grow with the number of reports."""
    import resource

    one = columns([filled_report({NEW: 1})] * 50_000, FORM)

    def parts(count: int):
        for _ in range(count):
            yield one

    path = tmp_path / "reports.parquet"
    peaks = []
    for count in (4, 20):
        parquet.write(path, parts(count), FORM)
        broken = sum(int(judge_all(part).broken.any(axis=0).sum()) for part in parquet.read(path))
        assert broken == count * 50_000
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[1] <= peaks[0] * 1.2


def test_columns_tell_their_size() -> None:
    empty = Columns(FORM, np.empty((200, 0)), [], np.array([], dtype=np.int32))
    assert len(empty) == 0
