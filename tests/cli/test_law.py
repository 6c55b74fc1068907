"""The commands about the law: deadlines, a request's clock, fees, calendars, parameters."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli.bilingual import columns
from gongkai.cli.law.commands import entries
from gongkai.cli.law.days import plain_words
from gongkai.cli.law.deadline import periods
from gongkai.cli.law.words import WEEKDAYS, WORDS, word
from gongkai.cli.main import run
from gongkai.core.calendar import calendar
from gongkai.core.findings import LANGUAGES
from gongkai.core.writers.law_words import STATUSES
from tests.cli.calls import call, lines, start
from tests.cli.snapshots import assert_snapshot

FOLDER = Path(__file__).parents[2] / "src/gongkai/core/law/calendars"
# ---- deadline


def test_json_has_the_keys_of_the_contract() -> None:
    (found,) = lines(call("deadline", "2026-09-18", "--json").stdout)
    assert {"received": "2026-09-18", "days": 20, "due": "2026-10-22", "provisional": False}.items() <= found.items()
    assert len(found["steps"]) == (date(2026, 10, 22) - date(2026, 9, 18)).days
    assert [step["number"] for step in found["steps"] if step["number"]] == list(range(1, 21))
    worked = {step["date"]: step for step in found["steps"]}["2026-09-20"]
    assert (worked["works"], worked["number"], worked["why"]) == (True, 1, "worked")
    assert worked["notice"] == "国办发明电〔2025〕7号"


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        ("2026-09-18", "2026-10-22"),
        ("2026-09-18 --days 7", "2026-09-29"),
        ("2026-02-02 --extend 20", "2026-04-03"),
        ("2026-02-02 --exclude 2026-02-03..2026-02-06", "2026-03-12"),
        ("2026-02-02 --exclude 2026-02-03..2026-02-05 --exclude 2026-02-04..2026-02-06", "2026-03-12"),
        ("2026-01-05 --restart 2026-02-02", "2026-03-06"),
        ("2020-01-10 --as-of 2020-01-26", "2020-02-12"),
        ("2020-01-10 --as-of 2020-01-27", "2020-02-14"),
        ("2020-01-10", "2020-02-14"),
        ("2024-06-11 --days 5", "2024-06-18"),
        ("2024-06-11 --days 5 --area 宁夏回族自治区", "2024-06-20"),
        ("2026-09-11 --for publication.budget", "2026-10-08"),
        ("2025-12-31 --for report.department", "2026-01-31"),
        ("2026年9月18日", "2026-10-22"),
        ("2026/9/18", "2026-10-22"),
        ("20260918", "2026-10-22"),
    ],
)
def test_a_deadline(arguments: str, due: str) -> None:
    result = call("deadline", *arguments.split(), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["due"] == due


def test_a_year_without_notice_is_never_certain() -> None:
    result = call("deadline", "2026-11-20", "--days", "40", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 3
    assert (found["due"], found["post_by"], found["provisional"]) == (None, None, True)
    assert (found["expected"], found["unannounced_year"]) == ("2027-01-18", 2027)
    assert {step["expected"] for step in found["steps"] if step["date"] > "2026-12-31"} == {True}
    drawn = call("deadline", "2026-11-20", "--days", "40")
    assert drawn.exit_code == 3
    assert "不能确定：2027 年" in drawn.stdout
    assert call("deadline", "2025-10-20", "--as-of", "2025-11-03", "--days", "60").exit_code == 3


def test_a_new_notice_comes_in_as_a_file(notice: str) -> None:
    result = call("deadline", "2026-11-20", "--days", "40", "--json", "--notice", notice)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["due"] == "2027-01-18"
    before = call("deadline", "2026-11-20", "--days", "40", "--json", "--notice", notice, "--as-of", "2026-11-30")
    assert before.exit_code == 3
    assert call("calendar", "show", "2027-02-08", "--notice", notice).exit_code == 0


def test_before_the_regulation_the_law_was_another_and_that_is_said() -> None:
    found = json.loads(call("deadline", "2019-04-22", "--as-of", "2019-03-01", "--json").stdout)
    assert found["due"] == "2019-05-21"
    assert "2019-05-15" in found["notes"][0]
    assert json.loads(call("deadline", "2019-04-22", "--days", "20", "--json").stdout)["notes"] == []


def test_what_is_from_memory_is_said() -> None:
    found = json.loads(call("deadline", "2025-06-03", "--area", "宁夏回族自治区", "--json").stdout)
    assert any("没有读到通知全文" in note for note in found["notes"])


# ---- clock


def test_the_clock_of_a_request(case: str) -> None:
    (found,) = lines(call("clock", case, "--as-of", "2026-03-20", "--json").stdout)
    assert (found["received"], found["due"], found["status"]) == ("2026-02-03", "2026-04-28", "handling")
    assert found["left_out"] == [{"from": "2026-02-11", "to": "2026-03-09"}]
    assert [step["code"] for step in found["next"]] == ["record_delivery", "do_reply"]


def test_the_clock_knows_only_what_was_known(case: str) -> None:
    for day, status in (("2026-02-02", "unconfirmed"), ("2026-02-05", "handling"), ("2026-02-20", "consulting")):
        assert json.loads(call("clock", case, "--as-of", day, "--json").stdout)["status"] == status


def test_exit_statuses_of_the_clock(case: str, tmp_path: Path) -> None:
    assert call("clock", case, "--as-of", "2026-03-20").exit_code == 0
    assert call("clock", case, "--as-of", "2026-05-20").exit_code == 1
    december = tmp_path / "december.toml"
    december.write_text('[[events]]\nkind = "submitted"\nchannel = "post"\non = 2026-12-14\n', "utf-8")
    assert call("clock", str(december), "--as-of", "2026-12-20").exit_code == 3


def test_without_a_day_the_clock_is_today_s(case: str) -> None:
    found = json.loads(call("clock", case, "--json").stdout)
    assert found["as_of"] >= "2026-11-29"


def test_facts_may_be_json_with_days_as_people_write_them(tmp_path: Path) -> None:
    events = [
        {"kind": "submitted", "channel": "post", "on": "2026年9月18日", "recorded_at": "2026-09-18T09:00:00+08:00"},
        {"kind": "reasons_given", "on": "2026-09-29"},
        {"kind": "delayed", "on": "2026-10-08", "until": "2026/11/30"},
    ]
    for data in ({"events": events}, events):
        found = call("clock", "-", "--as-of", "2026-10-09", "--json", stdin=json.dumps(data).encode())
        assert json.loads(found.stdout)["due"] == "2026-11-30"


def test_brackets_in_words_of_json_are_no_toml() -> None:
    events = [{"kind": "submitted", "channel": "post", "on": "2026-03-02"}]
    events.append({"kind": "organ_asked", "on": "2026-03-03", "about": "甲[[乙"})
    result = call("clock", "-", "--as-of", "2026-03-04", "--json", stdin=json.dumps({"events": events}).encode())
    assert json.loads(result.stdout)["error"] is None


def test_a_terminal_of_one_column_is_served_too(case: str) -> None:
    for arguments in (("clock", case, "--as-of", "2026-03-20"), ("fee", "--items", "11"), ("rule", "T3.ROW")):
        assert call(*arguments, columns=1).exit_code == 0


def test_a_named_day_is_certain_whatever_year_it_is_in() -> None:
    result = call("deadline", "2026-06-30", "--for", "report.department", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["due"], found["steps"]) == (0, "2027-01-31", [])


def test_calendar_days_are_numbered_by_the_calendar() -> None:
    found = json.loads(call("deadline", "2026-03-02", "--for", "publication.budget", "--json").stdout)
    assert [step["number"] for step in found["steps"]][:20] == list(range(1, 21))
    months = json.loads(call("deadline", "2026-01-05", "--for", "remedies.suit", "--json").stdout)
    assert {step["number"] for step in months["steps"]} == {None}


def test_an_area_s_missing_year_is_not_blamed_on_the_country() -> None:
    shown = call("deadline", "2024-12-20", "--area", "凉山彝族自治州")
    assert shown.exit_code == 3
    assert "没有 凉山彝族自治州 2025 年的地方假日数据" in shown.stdout
    assert "2025 年的放假安排没有公布" not in shown.stdout


def test_statutory_holidays_may_be_named_in_chinese(notice: str) -> None:
    path = Path(notice)
    path.write_text(path.read_text("utf-8").replace('"new_year"', '"元旦"'), "utf-8")
    assert call("calendar", "check", notice).exit_code == 0


# ---- fee


def test_the_fee_in_json() -> None:
    assert json.loads(call("fee", "--items", "31", "--json").stdout) == {"items": 31, "fee": 200, "month_total": 2200}
    assert json.loads(call("fee", "--pages", "101", "--json").stdout) == {"pages": 101, "fee": 720}


def test_the_fee_shows_how_it_comes_about() -> None:
    shown = call("fee", "--items", "51").stdout
    assert "第 51 件：400 元；当月累计 7400 元" in shown
    sums = [int(found) for found in re.findall(r"= (\d+) 元", shown)]
    assert sum(sums) == 7400


# ---- calendar


def test_a_year_is_drawn_with_its_notices() -> None:
    shown = call("calendar", "show", "2020").stdout
    assert "工作日 249 天" in shown
    assert "国办发明电〔2020〕1号（2020-01-27 公布）" in shown
    months = shown.partition("休 =")[0]
    assert months.count("班") == 6


def test_a_day_says_why() -> None:
    for language, said in (
        ("zh", "2026-02-14 星期六，上班：春节调休上班（国办发明电〔2025〕7号）"),
        ("en", "2026-02-14 Saturday, works: worked for Spring Festival (国办发明电〔2025〕7号)"),
    ):
        assert call("calendar", "show", "2026-02-14", "--language", language).stdout.startswith(said)


def test_days_in_json() -> None:
    (found,) = lines(call("calendar", "show", "2026-02-13..2026-02-16", "--json").stdout)
    assert [day["works"] for day in found["days"]] == [True, True, False, False]
    assert [day["why"] for day in found["days"]] == ["weekday", "worked", "holiday", "holiday"]
    assert found["days"][0]["text"] == plain_words(calendar().day(date(2026, 2, 13)), "zh")


def test_a_year_that_is_not_announced_is_not_shown() -> None:
    result = call("calendar", "show", "2027")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "2027 年的放假安排没有公布" in result.stderr
    area = call("calendar", "show", "2025", "--area", "凉山彝族自治州")
    assert area.exit_code == 3
    assert "没有 凉山彝族自治州 2025 年的地方假日数据" in area.stderr


def test_the_calendars_on_record_are_in_order() -> None:
    result = call("calendar", "check")
    assert result.exit_code == 0
    assert "2019 年至 2026 年的放假安排前后相连" in result.stdout
    assert {line["error"] for line in lines(call("calendar", "check", "--json").stdout)} == {None}


def test_a_new_notice_is_checked(notice: str, tmp_path: Path) -> None:
    assert call("calendar", "check", notice).exit_code == 0
    text = Path(notice).read_text("utf-8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace("2027-09-26, ", ""), "utf-8")
    result = call("calendar", "check", str(wrong), notice)
    assert result.exit_code == 1
    assert "应等于法定 3 天" in result.stdout
    late = tmp_path / "2029.toml"
    late.write_text(text.replace("2027", "2028").replace("year = 2028", "year = 2028"), "utf-8")
    assert call("calendar", "check", str(late)).exit_code == 1
    (first, last) = lines(call("calendar", "check", "--json", str(wrong), str(tmp_path / "none.toml")).stdout)
    assert "法定 3 天" in first["error"]
    assert "找不到" in last["error"]


def test_a_year_that_is_given_twice_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    area = tmp_path / "area.toml"
    area.write_text((FOLDER / "areas/ningxia-2026.toml").read_text("utf-8"), "utf-8")
    assert call("calendar", "check", str(area)).exit_code == 0
    twice = tmp_path / "2026.toml"
    twice.write_text((FOLDER / "2026.toml").read_text("utf-8"), "utf-8")
    result = call("calendar", "check", str(twice))
    assert result.exit_code == 1
    assert "2026 年的安排给出了两次" in result.stdout
    assert "给出了两次" in lines(call("calendar", "check", "--json", str(twice)).stdout)[-1]["error"]
    assert run(["deadline", "2026-09-18", "--notice", str(twice)]) == 2
    assert "给出了两次" in capfd.readouterr().err


# ---- law


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_listed_and_shown(language: str) -> None:
    listed = call("law", "list", "--language", language).stdout
    assert all(columns(line) <= 80 for line in listed.splitlines())
    for key in entries():
        assert f"  {key} " in listed
        for day in ((), ("--on", "2026-01-05")):
            result = call("law", "show", key, *day, "--language", language)
            assert result.exit_code == 0
            assert result.stdout.startswith(key)
            assert "{" not in result.stdout


def test_every_entry_has_its_line_in_json() -> None:
    found = [line["key"] for line in lines(call("law", "list", "--json").stdout)]
    assert found == list(entries())
    for key in found:
        (line,) = lines(call("law", "show", key, "--json", "--on", "2026-01-05").stdout)
        assert line["key"] == key


def test_the_law_of_a_day_is_the_law_of_that_day() -> None:
    for day, days in (("2024-12-31", 1), ("2025-01-01", 2)):
        (line,) = lines(call("law", "show", "holidays.statutory", "--on", day, "--json").stdout)
        assert [value["value"]["labour"] for value in line["values"]] == [days]
    for day, route in (("2024-06-01", "复议前置"), ("2025-06-01", "也可以直接起诉")):
        assert route in call("law", "show", "remedy.unavailable", "--on", day).stdout


def test_the_organ_decides_where_to_go() -> None:
    shown = call("law", "show", "outcome.refused.process", "--on", "2026-01-05", "--organ", "government").stdout
    assert "上一级人民政府" in shown
    assert "中级人民法院" in shown


# ---- all


@pytest.mark.slow
def test_periods_areas_and_keys_are_completed() -> None:
    assert "publication.information" in periods()
    assert "requests.extensions" not in periods()
    done = start(_GONGKAI_COMPLETE="bash_complete", COMP_WORDS="gongkai deadline 2026-09-18 --for pub", COMP_CWORD="4")
    assert "publication.budget" in done.stdout.decode()
    done = start(_GONGKAI_COMPLETE="bash_complete", COMP_WORDS="gongkai law show requests.re", COMP_CWORD="3")
    assert "requests.reply" in done.stdout.decode()
    done = start(_GONGKAI_COMPLETE="bash_complete", COMP_WORDS="gongkai deadline --area 宁", COMP_CWORD="3")
    assert "宁夏回族自治区" in done.stdout.decode()


def test_every_word_has_both_languages() -> None:
    for words in (*WORDS.values(), *STATUSES.values()):
        assert set(words) == set(LANGUAGES)
    assert {len(names) for names in WEEKDAYS.values()} == {7}
    assert word("weekday", "zh") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_at_80_columns(language: str, case: str) -> None:
    calls = [
        ("deadline", "2026-09-18", "--explain"),
        ("deadline", "2026-02-02", "--extend", "5", "--exclude", "2026-02-10..2026-02-12", "--restart", "2026-02-09"),
        ("deadline", "2026-11-20", "--days", "40"),
        ("deadline", "2025-12-31", "--for", "report.department"),
        ("clock", case, "--as-of", "2026-02-20"),
        ("clock", case, "--as-of", "2026-03-20", "--explain"),
        ("fee", "--items", "51"),
        ("fee", "--pages", "201"),
        ("calendar", "show", "2026"),
        ("law", "show", "outcome.partial"),
        ("law", "show", "remedy.lookup"),
    ]
    texts = []
    for arguments in calls:
        shown = call(*arguments, "--language", language).stdout
        name = " ".join(arguments).replace(case, "case.toml")
        texts.append(f"$ gongkai {name}\n{shown}")
        assert "None" not in shown
    assert_snapshot(f"law_{language}.txt", "\n".join(texts))


@pytest.mark.parametrize("width", [40, 50, 80, 200])
def test_every_line_fits_the_screen(width: int, case: str) -> None:
    for arguments in (("fee", "--items", "51"), ("law", "show", "outcome.partial"), ("calendar", "show", "2026")):
        shown = call(*arguments, columns=width).stdout.splitlines()
        assert max(map(columns, shown)) <= max(width, 41)
