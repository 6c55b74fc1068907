"""All checks together: silent on what is right, loud on what is wrong, never sure of what can't be known."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.checks import CHECKS, check
from gongkai.core.checks.catalogue import message, rule
from gongkai.core.findings import LANGUAGES
from gongkai.core.law.editions import edition
from gongkai.core.report import FilledReport
from tests.builders import filled_report
from tests.strategies import Filled, consistent_form, editions, some_cells


@given(st.data(), editions)
def test_a_consistent_form_is_silent(data: Any, name: str) -> None:
    assert check(filled_report(data.draw(consistent_form(name)), form=name)) == []


@given(st.data(), editions)
def test_one_summed_cell_changed_by_one_is_reported(data: Any, name: str) -> None:
    filled: Filled = data.draw(consistent_form(name))
    key = data.draw(st.sampled_from([key for key in filled if not key.startswith("proactive.")]))
    filled[key] += 1 if filled[key] == 0 else data.draw(st.sampled_from([1, -1]))
    found = check(filled_report(filled, form=name))
    assert found
    assert all(finding.severity == "error" and key in finding.cells for finding in found)


@given(st.data(), editions)
def test_gaps_in_a_consistent_form_are_never_an_error(data: Any, name: str) -> None:
    filled: Filled = data.draw(consistent_form(name))
    states = {state: data.draw(some_cells(name)) for state in ("blank", "missing", "unclear")}
    found = check(filled_report(filled, form=name, **states))
    assert {finding.severity for finding in found} <= {"warning", "unproven"}
    assert all(len(finding.cells) == len(set(finding.cells)) > 0 for finding in found)


def arbitrary(data: Any, name: str) -> FilledReport:
    """A report with any small figures and any gaps."""
    form = edition(name).form
    keys = st.sampled_from(form.keys)
    values = data.draw(st.dictionaries(keys, st.integers(0, 3), max_size=30))
    states = {state: data.draw(some_cells(name)) for state in ("blank", "missing", "unclear")}
    return filled_report(values, form=name, year=data.draw(st.sampled_from([None, 2018, 2020, 2022])), **states)


@given(st.data(), editions)
def test_every_finding_keeps_its_check_s_codes_and_has_a_message_in_both_languages(data: Any, name: str) -> None:
    report = arbitrary(data, name)
    for codes, run in CHECKS:
        for finding in run(report):
            assert finding.code in codes
            assert finding.severity in (rule(finding.code).severity, "unproven")
            assert set(finding.cells) <= set(report.form.keys)
            for language in LANGUAGES:
                said = message(finding, language)
                assert said
                assert "{" not in said
                assert "None" not in said


@given(st.data(), editions)
def test_one_unproven_finding_a_code_and_two_blank_findings_a_table_at_most(data: Any, name: str) -> None:
    found = check(arbitrary(data, name))
    unproven = Counter(finding.code for finding in found if finding.severity == "unproven")
    warnings = Counter(finding.code for finding in found if finding.severity == "warning")
    assert all(count == 1 for count in unproven.values())
    assert all(count <= 2 for count in warnings.values())
