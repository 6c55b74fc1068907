"""What a person sees, kept as snapshots of 80 columns; and that it stays within them."""

from decimal import Decimal

import pytest

from gongkai.cli.bilingual import columns, wrap
from gongkai.cli.findings_screen import draw_findings
from gongkai.cli.report_screen import draw_report
from gongkai.cli.screen import Look
from gongkai.core.checks import check
from gongkai.core.findings import LANGUAGES, Language
from gongkai.core.report import FilledReport, Note, State
from tests.builders import filled_report
from tests.cli.calls import EXAMPLE, call
from tests.cli.snapshots import assert_snapshot


def marked_report() -> FilledReport:
    """A report with every mark that a cell can have."""
    report = filled_report(
        {"proactive.charges.amount": Decimal("1234.5")},
        blank=["requests.disclosed.natural", "proactive.rules.made"],
        missing=["requests.carried_out"],
        unclear=["requests.partial"],
        notes=[Note("READ.DAMAGED", {"count": count}, span=(count, count + 1)) for count in range(1, 6)],
    )
    report.states[report.form.index["remedies.reconsideration.total"]] = State.SPLIT
    report.sections = {"overview": "一 二", "problems": " ", "requests": ""}
    report.section_spans = dict.fromkeys(report.sections, (0, 1))
    return report


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", ["read", "check"])
def test_the_example_at_80_columns(action: str, language: Language) -> None:
    result = call("report", action, "--language", language, "-", stdin=EXAMPLE)
    assert_snapshot(f"example_{action}_{language}.txt", result.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_at_80_columns(language: Language) -> None:
    report = marked_report()
    look = Look(language)
    text = draw_report("标记.txt", report, look) + draw_findings("标记.txt", report, check(report), look)
    assert_snapshot(f"marks_{language}.txt", text.decode())


@pytest.mark.parametrize("width", [80, 100, 120, 160, 220])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_no_line_is_wider_than_the_screen(form: str, language: Language, width: int) -> None:
    report = filled_report({"requests.new_received.natural": 123456}, form=form, missing=["remedies"])
    look = Look(language, width=width)
    text = draw_report("a.txt", report, look) + draw_findings("a.txt", report, check(report), look)
    assert max(columns(line) for line in text.decode().splitlines()) <= width


@pytest.mark.parametrize("width", [50, 80])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_no_line_of_the_findings_is_wider_than_the_screen(form: str, language: Language, width: int) -> None:
    report = filled_report(form=form, unclear=["requests", "remedies"])
    lines = draw_findings("a.txt", report, check(report), Look(language, width=width)).decode().splitlines()
    assert any("refused" in line for line in lines)
    assert max(map(columns, lines)) <= width


@pytest.mark.parametrize("width", [1, 2, 7, 80])
def test_a_word_of_any_length_is_wrapped_and_nothing_lost(width: int) -> None:
    text = "a/b" * 1000 + "〔" * 3 + "x" * 1000
    found = wrap(text, width)
    assert "".join(found) == text
    assert max(map(columns, found)) <= max(width, 2)


def test_a_wide_screen_shows_labels_in_full() -> None:
    text = call("report", "read", "-", stdin=EXAMPLE, columns=160).stdout
    assert "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" in text
    assert "社会公益组织" in text
    assert "…" not in text


def test_colour_is_for_a_terminal_alone() -> None:
    assert "\x1b" not in call("report", "check", "-", stdin=EXAMPLE).stdout
    report = marked_report()
    drawn = draw_findings("a", report, check(report), Look("zh", colour=True))
    assert b"\x1b[" in drawn
    assert "空" in draw_report("a", report, Look("zh", colour=True)).decode()


def test_an_unknown_organ_or_year_is_said() -> None:
    report = filled_report(form="2021", year=None)
    report.organ = None
    assert draw_report("a", report, Look("zh")).decode().startswith("（未识别出机关名称）  年度不明")
