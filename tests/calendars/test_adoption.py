"""采用放假安排: a year comes in as data, is changed midway, is overlaid by an area, is withdrawn; attacks fail."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.calendars import queries
from gongkai.calendars.actions import adopt_notice, after_withdrawal, withdraw_notice
from gongkai.calendars.drafts import draft
from gongkai.calendars.in_use import _assembled, calendar_in_use, in_use, shipped
from gongkai.calendars.models import Notice
from gongkai.calendars.months import areas_in
from gongkai.calendars.movers import MOVERS, Moved
from gongkai.calendars.preview import preview
from gongkai.core.calendar import NoSuchArea, Unannounced, calendar
from gongkai.core.law.notice_text import write_year
from gongkai.core.law.notices import HolidayYear
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.guard import WriteOutsideAction
from gongkai.platform.refusals import Forbidden, Refused
from tests.calendars.files import BREAKS, LOCAL, LONGER_NATIONAL, adopt, changed_2026, days, notice, seen, year
from tests.world import World

pytestmark = pytest.mark.slow

LOCAL_2027 = HolidayYear(2027, (notice(2027, "2026-02-20", (days("火把节", "2027-08-05", "2027-08-06"),)),), "某自治州")
REASON = "写错了日期，另行采用"


def withdraw(world: World, given: Notice, reason: str = REASON, now=None) -> Notice:
    before = in_use()
    shown = preview(before, after_withdrawal(given, before), given.year, given.area)
    return withdraw_notice(by=world.admin, now=now or world.now, notice=given, reason=reason, seen=shown.fingerprint)


@pytest.mark.usefixtures("db")
def test_without_notices_the_shipped_calendar_is_in_use() -> None:
    assert calendar_in_use().notices == calendar().notices
    assert calendar_in_use(date(2019, 3, 1)).works(date(2019, 5, 2))
    assert calendar_in_use(date(2000, 1, 1)).notices == ()


def test_a_new_year_comes_in_as_data(world: World) -> None:
    with pytest.raises(Unannounced):
        calendar_in_use().works(date(2027, 2, 5))
    adopted = adopt(world, year(2027, "2026-03-01"))
    assert (adopted.version, adopted.number, adopted.issued_on) == (1, "试办〔2026〕0301号", date(2026, 3, 1))
    assert not calendar_in_use().works(date(2027, 2, 5))
    assert calendar_in_use().works(date(2027, 2, 20))
    assert calendar_in_use().day(date(2027, 2, 20)).notice.number == adopted.number
    with pytest.raises(Unannounced):
        calendar_in_use(known_on=date(2026, 2, 28)).works(date(2027, 2, 5))
    with pytest.raises(Unannounced):
        calendar_in_use(at=world.now - timedelta(seconds=1)).works(date(2027, 2, 5))
    told = Payload.objects.get(seq=Entry.objects.get(event="calendars.notice_adopted").seq).text
    assert '"year":2027' in told


def test_a_year_is_changed_midway(world: World) -> None:
    day = date(2026, 10, 8)
    assert calendar_in_use().works(day)
    adopt(world, changed_2026(LONGER_NATIONAL))
    assert not calendar_in_use().works(day)
    assert calendar_in_use(known_on=date(2026, 2, 26)).works(day)
    assert not calendar_in_use(known_on=date(2026, 2, 27)).works(day)


def test_versions_as_known_at_a_moment(world: World) -> None:
    day = date(2026, 10, 8)
    first = adopt(world, changed_2026(LONGER_NATIONAL))
    second = adopt(
        world,
        changed_2026(
            LONGER_NATIONAL,
            notice(2026, "2026-03-01", (days("national", "2026-10-01", "2026-10-07", "2026-09-20", "2026-10-10"),)),
        ),
        now=world.now + timedelta(days=1),
    )
    assert (first.version, second.version) == (1, 2)
    assert calendar_in_use().works(day)
    assert not calendar_in_use(at=world.now).works(day)
    assert calendar_in_use(at=world.now - timedelta(days=1)).works(day)


def test_an_area_overlays_the_country(world: World) -> None:
    with pytest.raises(NoSuchArea):
        calendar_in_use(area="某自治州")
    adopt(world, LOCAL)
    area = LOCAL.area
    assert calendar_in_use().works(date(2026, 8, 5))
    assert not calendar_in_use(area=area).works(date(2026, 8, 5))
    assert calendar_in_use(area=area).works(date(2026, 8, 8))
    assert not calendar_in_use(area=area).works(date(2026, 10, 1))


def test_an_area_waits_for_the_country(world: World) -> None:
    with pytest.raises(Refused, match="2027"):
        adopt(world, LOCAL_2027)
    adopt(world, year(2027, "2026-03-01"))
    adopt(world, LOCAL_2027)
    assert not calendar_in_use(area="某自治州").works(date(2027, 8, 5))
    assert not calendar_in_use(area="某自治州").works(date(2027, 2, 5))


def test_a_withdrawn_notice_stays_on_record_and_out_of_use(world: World) -> None:
    adopted = adopt(world, changed_2026(LONGER_NATIONAL))
    withdrawn = withdraw(world, adopted, now=world.now + timedelta(days=1))
    assert calendar_in_use().works(date(2026, 10, 8))
    assert not calendar_in_use(at=world.now).works(date(2026, 10, 8))
    assert (withdrawn.withdrawn_by, withdrawn.withdrawal_reason) == (world.admin, REASON)
    assert Notice.objects.count() == 1
    again = adopt(world, changed_2026(LONGER_NATIONAL))
    assert again.version == 2
    with pytest.raises(Refused):
        withdraw(world, withdrawn)
    with pytest.raises(WriteOutsideAction):
        again.delete()


def test_the_version_before_is_in_use_again(world: World) -> None:
    first = adopt(world, year(2027, "2026-03-01"))
    second = adopt(world, year(2027, "2026-03-01", notice(2027, "2026-03-02", BREAKS[2027][4:5])))
    with pytest.raises(Refused):
        withdraw(world, first)
    withdraw(world, second)
    assert in_use().years[2027, ""] == year(2027, "2026-03-01")
    withdraw(world, first)
    assert (2027, "") not in in_use().years


def test_no_year_is_withdrawn_between_two(world: World) -> None:
    first = adopt(world, year(2027, "2026-03-01"))
    adopt(world, year(2028, "2026-03-02"))
    with pytest.raises(Refused, match="2027"):
        withdraw(world, first)


def test_the_country_is_not_withdrawn_under_an_area(world: World) -> None:
    country = adopt(world, year(2027, "2026-02-19"))
    local = adopt(world, LOCAL_2027)
    with pytest.raises(Refused, match="2027"):
        withdraw(world, country)
    assert not calendar_in_use(area=LOCAL_2027.area).works(date(2027, 8, 5))
    withdraw(world, local)
    withdraw(world, country)
    assert (2027, "") not in in_use().years


def brought(monkeypatch: pytest.MonkeyPatch, *years: HolidayYear) -> None:
    """Another release, which brings these years beside those of this one."""
    with_them = shipped() | {(one.year, one.area): one for one in years}
    for module in ("in_use", "versions", "queries"):
        monkeypatch.setattr(f"gongkai.calendars.{module}.shipped", lambda: dict(with_them))
    _assembled.cache_clear()


@pytest.fixture
def _another_release(monkeypatch: pytest.MonkeyPatch):
    yield
    monkeypatch.undo()
    _assembled.cache_clear()


@pytest.mark.usefixtures("_another_release")
def test_a_release_brings_a_later_notice_than_the_adopted_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    adopted = adopt(world, year(2027, "2026-02-01"))
    assert calendar_in_use().works(date(2027, 10, 6))
    shorter = notice(2027, "2026-02-20", (days("national", "2027-10-01", "2027-10-06", "2027-10-10"),))
    brought(monkeypatch, year(2027, "2026-02-01", shorter))
    assert calendar_in_use().works(date(2027, 10, 10))
    shown = {one.number: one for one in queries.versions(world.admin) if one.year.year == 2027}
    assert [(one.is_in_use, one.used, one.used_since) for one in shown.values()] == [
        (False, 0, date(2026, 2, 20)),
        (True, 0, date(2026, 2, 20)),
    ]
    with pytest.raises(Refused, match="新版本"):
        withdraw(world, adopted)
    later = adopt(world, year(2027, "2026-02-01", shorter, notice(2027, "2026-02-25", BREAKS[2027][6:7])))
    assert calendar_in_use().works(date(2027, 10, 6))
    withdraw(world, later)
    assert in_use().years[2027, ""].published == date(2026, 2, 20)


@pytest.mark.usefixtures("_another_release")
def test_of_one_day_the_adopted_version_is_in_use(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    adopted = adopt(world, year(2027, "2026-02-20"))
    brought(monkeypatch, year(2027, "2026-02-20", area=""))
    assert [one.number for one in queries.versions(world.admin) if one.is_in_use and one.year.year == 2027] == [1]
    withdraw(world, adopted)
    assert [one.number for one in queries.versions(world.admin) if one.is_in_use and one.year.year == 2027] == [0]


@pytest.mark.parametrize("reason", ["", "   short   "])
def test_a_withdrawal_says_why(world: World, reason: str) -> None:
    adopted = adopt(world, year(2027, "2026-03-01"))
    with pytest.raises(Refused) as refused:
        withdraw(world, adopted, reason)
    assert refused.value.field == "reason"


def test_who_may_not_change_calendars(world: World) -> None:
    text = write_year(year(2027, "2026-03-01"))
    with pytest.raises(Forbidden):
        adopt_notice(by=world.person("officer", world.city), now=world.now, text=text, seen=seen(text, world.today))
    with pytest.raises(Forbidden):  # an administrator of one organ does not set the law for all
        adopt_notice(
            by=world.person("administrator", world.city), now=world.now, text=text, seen=seen(text, world.today)
        )


# ---- Refusals and attacks ------------------------------------------------------------------------------------------

ATTACKS = {
    "identical to the shipped year": lambda: write_year(changed_2026()),
    "only another comment": lambda: "# new\n" + write_year(changed_2026()),
    "older than what is in use": lambda: write_year(year(2026 + 1, "2026-03-01")).replace("2027", "2026"),
    "a year is missing before it": lambda: write_year(year(2028, "2026-03-01")),
    "another year's days": lambda: write_year(year(2027, "2026-03-01")).replace("year = 2027", "year = 2030"),
    "not published yet": lambda: write_year(year(2027, "2026-03-03")),
    "no toml": lambda: "一、元旦：1月1日放假。",
    "empty": lambda: "",
    "one megabyte": lambda: write_year(year(2027, "2026-03-01")) + "#" * 1_000_000,
    "300 days off": lambda: local("2026-01-01", "2026-10-27"),
    "300 days off, granted": lambda: write_year(year(2027, "2026-03-01")).replace(
        "from = 2027-10-01\nto = 2027-10-05\nworked = []",
        "from = 2027-03-01\nto = 2027-12-25\nworked = []\ngranted = 207",
    ),
    "overlapping breaks": lambda: local("2026-08-01", "2026-08-05", ("乙节", "2026-08-05", "2026-08-06")),
    "worked on more days than off": lambda: write_year(
        HolidayYear(2026, (notice(2026, "2026-02-20", (days(
            "甲节", "2026-08-05", "2026-08-05", "2026-08-08", "2026-08-09"),)),), "某州")
    ),
    "no number": lambda: local("2026-08-01", "2026-08-05").replace("number = ", "# "),
    "no day of issue": lambda: local("2026-08-01", "2026-08-05").replace("issued = ", "# "),
    "a number that hides signs": lambda: local("2026-08-01", "2026-08-05").replace("试办", "试\\u202e办"),
    "an endless title": lambda: local("2026-08-01", "2026-08-05").replace("的通知", "的" * 300),
    "an endless area": lambda: local("2026-08-01", "2026-08-05").replace("某州", "州" * 50),
    "hundreds of notices": lambda: write_year(
        HolidayYear(2026, tuple(notice(2026, "2026-02-20", (), f"试办〔2026〕{n}号") for n in range(300)), "某州")
    ),
    "brackets without end": lambda: "year = " + "[" * 90_000,
    "a fixed day worked": lambda: write_year(year(2027, "2026-03-01")).replace(
        "from = 2027-01-01\nto = 2027-01-03", "from = 2027-01-04\nto = 2027-01-04"
    ),
}  # fmt: skip


def local(first: str, last: str, *more: tuple[str, str, str]) -> str:
    breaks = (days("甲节", first, last), *(days(*one) for one in more))
    return write_year(HolidayYear(2026, (notice(2026, "2026-02-20", breaks),), "某州"))


@pytest.mark.parametrize("name", ATTACKS)
def test_what_no_notice_says_is_refused(world: World, name: str) -> None:
    text = ATTACKS[name]()
    with pytest.raises(Refused) as refused:
        draft(text, in_use(), world.today)
    assert refused.value.field == "text"
    with pytest.raises(Refused):
        adopt_notice(by=world.admin, now=world.now, text=text, seen="")
    assert not Notice.objects.exists()
    assert not Entry.objects.exists()


def test_the_same_again_is_refused(world: World) -> None:
    adopt(world, year(2027, "2026-03-01"))
    with pytest.raises(Refused):
        adopt(world, year(2027, "2026-03-01"))


def test_what_was_not_seen_is_not_confirmed(world: World) -> None:
    text = write_year(year(2027, "2026-03-01"))
    fingerprint = seen(text, world.today)
    adopt(world, changed_2026(LONGER_NATIONAL))
    with pytest.raises(Refused):
        adopt_notice(by=world.admin, now=world.now, text=text, seen=fingerprint)


# ---- What moves ------------------------------------------------------------------------------------------------------


def test_the_preview_names_the_days_that_change(world: World) -> None:
    found = draft(write_year(changed_2026(LONGER_NATIONAL)), in_use(), world.today)
    shown = preview(found.before, found.after, 2026, "")
    assert [(one.day, one.before.works, one.after.works) for one in shown.days] == [(date(2026, 10, 8), True, False)]
    assert not shown.is_new
    assert len(shown.dues) == 30
    moving = [one for one in shown.dues if one.moves]
    assert moving[0].received < date(2026, 10, 8)
    assert all(one.before.due < one.after.due for one in moving)
    assert moving[0].before.due == date(2026, 10, 8)


def test_the_preview_of_a_new_year_makes_due_days_certain(world: World) -> None:
    found = draft(write_year(year(2027, "2026-03-01")), in_use(), world.today)
    shown = preview(found.before, found.after, 2027, "")
    assert shown.is_new
    assert date(2027, 2, 5) in {one.day for one in shown.days}
    assert date(2027, 1, 1) not in {one.day for one in shown.days}  # expected to be off, and is
    assert {one.before.due for one in shown.dues} == {None}
    assert None not in {one.after.due for one in shown.dues}


def test_the_preview_of_an_area_compares_with_the_country(world: World) -> None:
    found = draft(local("2026-08-03", "2026-08-04"), in_use(), world.today)
    shown = preview(found.before, found.after, 2026, "某州")
    assert [one.day for one in shown.days] == [date(2026, 8, 3), date(2026, 8, 4)]


def test_open_periods_that_move_are_confirmed_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    received = date(2026, 9, 1)

    def requests(before, after):
        old, new = (years.calendar().add(received, 20) for years in (before, after))
        if old != new:
            yield Moved(f"2026-{len(others)}", "/requests/1/", old, new)

    others: list[int] = []
    monkeypatch.setattr("gongkai.calendars.preview.MOVERS", [requests])
    assert requests not in MOVERS
    text = write_year(changed_2026(LONGER_NATIONAL))
    found = draft(text, in_use(), world.today)
    assert preview(found.before, found.after, 2026, "").moved == ()
    received = date(2026, 9, 18)
    fingerprint = seen(text, world.today)
    others.append(1)  # another request came in while the preview was looked at
    with pytest.raises(Refused):
        adopt_notice(by=world.admin, now=world.now, text=text, seen=fingerprint)
    adopt(world, text)
    assert '"moved":["2026-1"]' in Payload.objects.get(seq=Entry.objects.get().seq).text


def test_the_calendar_is_kept_in_the_process(world: World) -> None:
    adopt(world, year(2027, "2026-03-01"))
    calendar_in_use()
    with CaptureQueriesContext(connection) as asked:
        assert calendar_in_use() is calendar_in_use()
    assert len(asked) == 2


def test_the_preview_of_an_area_s_first_year_counts_what_can_be_counted(world: World) -> None:
    """Its calendar begins with its first year: before, and again after the withdrawal, no period is counted in it."""
    first, second = (
        HolidayYear(of, (notice(of, f"{of}-02-20", (days("甲节", f"{of}-08-04", f"{of}-08-05"),)),), "某州")
        for of in (2025, 2026)
    )
    adopt(world, second)
    found = draft(write_year(first), in_use(), world.today)
    shown = preview(found.before, found.after, 2025, "某州")
    assert {one.before for one in shown.dues} == {None}
    assert all(one.after and one.after.due and one.moves for one in shown.dues)
    given = adopt(world, first)
    assert "某州" in areas_in(2025)
    shown = preview(in_use(), after_withdrawal(given, in_use()), 2025, "某州")
    assert {one.after for one in shown.dues} == {None}
    assert all(one.before and one.before.due and one.moves for one in shown.dues)
    withdraw(world, given)
    assert ("某州" in areas_in(2025), "某州" in areas_in(2026)) == (False, True)
