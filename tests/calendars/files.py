"""Notices for the tests: invented ones of 2027 and 2028, in the shape of the core's files."""

from datetime import date

from gongkai.calendars.actions import adopt_notice, preview_of
from gongkai.calendars.drafts import draft
from gongkai.calendars.in_use import in_use, shipped
from gongkai.core.law.notice_text import write_year
from gongkai.core.law.notices import Break, HolidayYear, Notice


def days(name: str, first: str, last: str, *worked: str, granted: int = 0) -> Break:
    return Break(
        (name,), date.fromisoformat(first), date.fromisoformat(last), tuple(map(date.fromisoformat, worked)), granted
    )


BREAKS = {
    2027: (
        days("new_year", "2027-01-01", "2027-01-03"),
        days("spring", "2027-02-05", "2027-02-11", "2027-02-20"),
        days("qingming", "2027-04-03", "2027-04-05"),
        days("labour", "2027-05-01", "2027-05-04"),
        days("dragon_boat", "2027-06-09", "2027-06-09"),
        days("mid_autumn", "2027-09-15", "2027-09-15"),
        days("national", "2027-10-01", "2027-10-05"),
    ),
    2028: (
        days("new_year", "2028-01-01", "2028-01-03"),
        days("spring", "2028-01-25", "2028-01-28"),
        days("qingming", "2028-04-04", "2028-04-04"),
        days("labour", "2028-05-01", "2028-05-02"),
        days("dragon_boat", "2028-05-29", "2028-05-29"),
        days("mid_autumn", "2028-10-06", "2028-10-06"),
        days("national", "2028-10-01", "2028-10-05", "2028-10-07"),
    ),
}


def notice(year: int, published: str, breaks: tuple[Break, ...], number: str = "") -> Notice:
    day = date.fromisoformat(published)
    return Notice(
        number or f"试办〔{day.year}〕{day:%m%d}号", f"关于{year}年部分节假日安排的通知", day, day, "M", breaks
    )


def year(of: int, published: str, *later: Notice, area: str = "") -> HolidayYear:
    return HolidayYear(of, (notice(of, published, BREAKS[of]), *later), area)


def changed_2026(*later: Notice) -> HolidayYear:
    """The shipped year with notices added to it."""
    present = shipped()[2026, ""]
    return HolidayYear(2026, (*present.notices, *later))


LONGER_NATIONAL = notice(
    2026,
    "2026-02-27",
    (days("national", "2026-10-01", "2026-10-08", "2026-09-20", "2026-10-10", granted=1),),
)
"""A notice midway in 2026, which gives 8 October off."""
LOCAL = HolidayYear(
    2026,
    (notice(2026, "2026-02-20", (days("火把节", "2026-08-05", "2026-08-07", "2026-08-08"),)),),
    "某彝族自治州",
)


def seen(text: str, today: date) -> str:
    """The fingerprint of the preview of that text."""
    return preview_of(draft(text, in_use(), today)).fingerprint


def adopt(world, given: HolidayYear | str, by=None, now=None):
    """Adopts it, as somebody would who has seen the preview."""
    text = given if isinstance(given, str) else write_year(given)
    moment = now or world.now
    return adopt_notice(by=by or world.admin, now=moment, text=text, seen=seen(text, moment.date()))
