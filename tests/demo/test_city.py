"""演示: a small city, invented, the same whenever it is made, through actions alone."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from gongkai.calendars.models import Notice
from gongkai.demo import city
from gongkai.demo.places import LATER, PLACES, hands_in, reporting, years
from gongkai.demo.reports import drafted
from gongkai.demo.staff import NEWCOMERS, STAFF, officers
from gongkai.organs.models import Appointment, Deputy, Organ, ReportsInto
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
from gongkai.platform.audit.verify import verify
from gongkai.platform.files.models import Attachment
from gongkai.reporting.models import Answer, Collection, ReceivedReport, Return
from tests.cli.calls import start
from tests.config.browser import Browser, served

pytestmark = pytest.mark.slow

PATIENCE = 240
"""Seconds for a first start on a machine with much else to do."""


def told() -> list[tuple[object, ...]]:
    """What there is, without what is random in it (hashes of passwords, salts)."""
    return [
        *Organ.objects.order_by("pk").values_list("pk", "names__name", "names__from_day", "ended_on", "position"),
        *Person.objects.filter(is_system=False).order_by("pk").values_list("pk", "login", "name", "added_at"),
        *Appointment.objects.order_by("pk").values_list("person", "role", "organ", "from_day", "ended_at"),
        *Deputy.objects.order_by("pk").values_list("appointment", "person", "from_day", "until_day"),
        *Attachment.objects.order_by("pk").values_list("organ", "name", "stored__sha256", "added_at", "removed_at"),
        *Notice.objects.order_by("pk").values_list("year", "area", "version", "digest", "withdrawn_at"),
        *Entry.objects.order_by("seq").values_list("seq", "event", "at", "person", "about"),
    ]


@pytest.mark.slow
def test_the_same_day_gives_the_same_city(databases) -> None:
    from tests.databases import in_use

    made = []
    for _ in range(2):
        name = databases.copy()
        with in_use(databases, name):
            city.build(until=date(2024, 3, 20))
            made.append(told())
            assert verify().faults == ()
        databases.drop(name)
    assert made[0] == made[1]


@pytest.mark.usefixtures("fresh_db")
def test_a_year_more_adds_to_it_and_changes_nothing_before() -> None:
    city.build(until=date(2024, 1, 2))
    assert Entry.objects.filter(at__date__gt=date(2024, 1, 2)).count() == 0
    assert set(Organ.objects.values_list("names__name", flat=True)) == {place.name for place in PLACES}
    assert Attachment.objects.count() == sum(len(years(key, 2022)) for key in reporting(2022))


@pytest.mark.parametrize("until", [date(2024, 2, 3), pytest.param(date(2026, 2, 21), marks=pytest.mark.soak)])
@pytest.mark.usefixtures("fresh_db")
def test_on_any_day_every_organ_holds_the_reports_that_are_out(until: date) -> None:
    built = city.build(until=until)
    mended = Answer.objects.exclude(report=None).values("report__attachment")
    dropped = ReceivedReport.objects.filter(collection__title__contains="汇总").values("attachment")
    reports = Attachment.objects.filter(name__contains="政府信息公开工作年度报告").exclude(pk__in=mended)
    reports = reports.exclude(pk__in=dropped)
    due = [(key, year) for year in range(2019, until.year) for key in reporting(year) if year in years(key)]
    out = [one for one in due if one[1] <= 2022 or drafted(*one).published <= until]
    assert reports.count() == len(out) == built.reports
    assert len(out) > 100
    adopted = {year for year in (2024, 2025, 2026) if date(year, 2, 20) <= until}
    assert set(Notice.objects.filter(withdrawn_at=None).values_list("year", flat=True)) == adopted


@pytest.mark.usefixtures("fresh_db")
def test_something_waits_for_the_supervisors_and_for_the_bureaus_with_accounts() -> None:
    city.build(until=date(2024, 11, 30))
    collection = Collection.objects.get(organ__names__name="望川市人民政府")
    assert collection.closed_at is None
    assert collection.reports.exclude(accepted_at=None).count() > 25
    sent = Return.objects.exclude(sent_at=None)
    late = sent.filter(answers=None, correct_by__lt=date(2024, 11, 30))
    waiting = sent.filter(answers=None, correct_by__gt=date(2024, 11, 30))
    assert late.count() >= 2
    assert {str(one.organ) for one in waiting} == {"望川市教育局", "青渚区教育局"}
    assert Answer.objects.exclude(report=None).count() == 4
    assert Answer.objects.filter(report=None).count() == 1
    mended = [one.report for one in Answer.objects.exclude(report=None)]
    assert not any(report.reading.errors or report.reading.warnings for report in mended)


def test_every_role_has_an_account_in_the_city_and_in_a_district() -> None:
    for at, roles in (("city", ROLES), ("district", ROLES)):
        there = {post.role for post in STAFF if post.says and (not post.at or post.at.startswith(at))}
        assert there >= set(roles), at
    everybody = (*STAFF, *officers())
    assert len({post.login for post in everybody}) == len({post.name for post in everybody}) == len(everybody)


@pytest.mark.soak
@pytest.mark.usefixtures("fresh_db")
def test_organs_change_over_time() -> None:
    built = city.build(until=date(2025, 12, 31))
    assert (built.organs, built.people) == (len(PLACES) + len(LATER), len(STAFF) + len(officers()) + 2)
    elsewhere = ReportsInto.objects.filter(into=None, organ__parents__parent__isnull=False).distinct()
    assert {str(one.organ) for one in elsewhere} == {one.name for one in PLACES if one.below and not hands_in(one.key)}
    assert set(NEWCOMERS[:2]) <= set(Person.objects.values_list("name", flat=True))
    land = Organ.objects.get(names__name="望川市国土资源局")
    assert [land.name_on(date(2024, 3, day)) for day in (14, 15)] == ["望川市国土资源局", "望川市自然资源和规划局"]
    merged = Organ.objects.get(ended_how="merged")
    assert [str(found.heir) for found in merged.successors.all()] == ["石澜县农业农村局"]
    assert Deputy.objects.count() == 2
    assert set(city.ACCOUNTS) <= set(Person.objects.values_list("login", flat=True))
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.slow
def test_the_demo_is_made_once_and_served(tmp_path: Path) -> None:
    variables = {"GONGKAI_HOME": str(tmp_path / "var"), "GONGKAI_LANGUAGE": "en"}
    done = start("demo", "--no-serve", "--until", "2024-01-31", timeout=PATIENCE, **variables)
    assert done.returncode == 0, done
    assert city.PASSWORD in done.stdout.decode()
    assert start("demo", "--no-serve", **variables).returncode == 0
    other = start("demo", "--no-serve", "--until", "2025-01-31", **variables)
    assert (other.returncode, b"up to 2024-01-31" in other.stderr) == (2, True)
    production = start("serve", GONGKAI_MODE="production", GONGKAI_HOSTS="a.example", **variables)
    assert (production.returncode, b"invented data" in production.stderr) == (2, True)
    assert start("audit", "verify", **variables).returncode == 0
    import os

    with served({**os.environ, **variables}, command="demo") as (address, _):
        browser = Browser(address)
        for login in ("guanli", "zhuanban"):
            browser = Browser(address)
            browser.sign_in(login, city.PASSWORD)
        assert "望川市教育局" in browser.go("staff/organs/")


@pytest.mark.soak
def test_its_accounts_need_no_second_factor_from_the_first_start_on(tmp_path: Path) -> None:
    import os

    variables = {**os.environ, "GONGKAI_HOME": str(tmp_path / "var")}
    with served(variables, "--until", "2024-01-31", command="demo") as (address, _):
        browser = Browser(address)
        browser.sign_in("guanli", city.PASSWORD)
        assert "望川市教育局" in browser.go("staff/organs/")
        assert "/account/" not in browser.place


@pytest.mark.slow
def test_a_demo_is_never_made_over_data(tmp_path: Path) -> None:
    variables = {"GONGKAI_HOME": str(tmp_path / "var"), "GONGKAI_LANGUAGE": "en"}
    assert start("migrate", **variables).returncode == 0
    start(
        "createadmin",
        "--login",
        "wang",
        "--name",
        "W",
        "--password-stdin",
        stdin=b"a long word for a test\n",
        **variables,
    )
    done = start("demo", "--no-serve", **variables)
    assert (done.returncode, b"are no demo" in done.stderr) == (2, True)
    early = start("demo", "--no-serve", "--until", "2020-01-01", GONGKAI_HOME=str(tmp_path / "other"))
    assert early.returncode == 2
    assert start("demo", GONGKAI_MODE="production", GONGKAI_HOME=str(tmp_path / "other")).returncode == 2
