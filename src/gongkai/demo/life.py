"""虚构的日常: what else happens in the city: people sign in and out, a local holiday is adopted, a wrong file taken
back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gongkai.calendars.actions import adopt_notice, after_withdrawal, preview_of, withdraw_notice
from gongkai.calendars.drafts import draft
from gongkai.calendars.in_use import in_use, shipped
from gongkai.calendars.preview import preview
from gongkai.core.law.notice_text import write_year
from gongkai.core.law.notices import Break, HolidayYear, Notice
from gongkai.demo.keeping import keep
from gongkai.platform.accounts.actions import record_failure, record_sign_in, record_sign_out
from gongkai.platform.files.actions import add_files, remove_file

if TYPE_CHECKING:
    from gongkai.demo.city import City

Happening = Callable[..., None]

AREA = "望川市"
"""The area with a holiday of its own."""
_WEDNESDAY, _THURSDAY = 2, 3
_DESK = "192.0.2.15"
"""An address that no machine has (RFC 5737)."""


def of_year(year: int) -> Iterator[tuple[date, Happening]]:
    """What happens every year, with its day."""
    for month in range(1, 13):
        yield date(year, month, 15), _sign_in
    yield date(year, 2, 25), _wrong_file
    yield date(year, 4, 16), _mistyped
    yield date(year, 5, 20), _open_day
    if (year, "") in shipped():
        yield date(year, 2, 20), _local_holiday
        if year % 5 == 0:
            yield date(year, 2, 24), _local_holiday_moved


def _sign_in(city: "City", year: int) -> None:
    for login in ("guanli", "zhuguan", "zhuanban", "shencha"):
        person = city.people[login]
        found = city.do(record_sign_in, person, means=("password",), browser="演示浏览器", address=_DESK)
        city.do(record_sign_out, person, why="asked", sign_in=found.pk)


def _mistyped(city: "City", year: int) -> None:
    city.do(record_failure, city.people["qujiao"], step="password", tried="", address=_DESK)


def _open_day(city: "City", year: int) -> None:
    words = (
        f"关于举办{year}年政务公开开放日活动的通知\n\n"
        f"各科室：定于{year}年6月18日上午在市民学习中心举办政务公开开放日活动，请各科室准备一件群众最关心的事，现场讲解。\n\n"
        f"望川市教育局\n{year}年5月20日\n"
    )
    files = [keep(f"关于举办{year}年政务公开开放日活动的通知.txt", words.encode())]
    city.do(add_files, city.people["nigao"], organ=city.organs["city_education"], files=files)


def _wrong_file(city: "City", year: int) -> None:
    """The land bureau keeps a file that belongs elsewhere, and takes it back."""
    person, organ = city.people["ziran"], city.organs["city_land"]
    words = f"会议室使用登记（{year}年2月）\n\n25日上午：政务公开例会。\n"
    (wrong,) = city.do(add_files, person, organ=organ, files=[keep(f"会议室登记{year}.txt", words.encode())])
    city.do(remove_file, person, attachment=wrong)


# ---- The calendar ----------------------------------------------------------------------------------------------------


def _holiday(year: int, weekday: int) -> str:
    """The file of the year: one day off in August, the festival of the river lamps."""
    first = date(year, 8, 8)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    issued = date(year, 2, 19)
    found = Notice(
        f"望政办发〔{year}〕3号",
        f"关于{year}年河灯节放假的通知",
        issued,
        issued,
        "M",
        (Break(("河灯节",), day, day, (), 0),),
    )
    return write_year(HolidayYear(year, (found,), AREA))


def _adopt(city: "City", text: str) -> Any:
    seen = preview_of(draft(text, in_use(), city.day)).fingerprint
    return city.do(adopt_notice, text=text, seen=seen)


def _local_holiday(city: "City", year: int) -> None:
    _adopt(city, _holiday(year, _THURSDAY))


def _local_holiday_moved(city: "City", year: int) -> None:
    """The day was copied wrong: the notice is withdrawn and adopted anew."""
    from gongkai.calendars.models import Notice as Adopted

    wrong = Adopted.objects.get(year=year, area=AREA, withdrawn_at=None)
    before = in_use()
    seen = preview(before, after_withdrawal(wrong, before), year, AREA).fingerprint
    city.do(withdraw_notice, notice=wrong, reason="放假日期录入有误，按通知原文重新采用。", seen=seen)
    _adopt(city, _holiday(year, _WEDNESDAY))
