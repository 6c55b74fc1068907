"""通知正文: reads the days out of a notice's own words, and writes a year's data file.

A notice on holidays is worded by formula: numbered items, each `name: first day 至 last day 放假调休, 共N天.` and
`day、day 上班.` What is said twice must agree: a weekday in brackets with the date, 共N天 with the days. A sentence of
an item that is not understood whole is refused, and so is a sentence outside the items that speaks of days off or
worked; nothing is guessed. What comes out is checked like any file (`notices.read_year`) before it is used.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from gongkai.core.law.notices import FIRST_YEAR, LAST_YEAR, BadNotice, Break, HolidayYear
from gongkai.core.law.outcomes import table
from gongkai.core.law.parameters import value_of

_WEEKDAYS = "一二三四五六日"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_PARTS = re.compile(r"(?:(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\((?P<told>[^()]*)\))?")
_OFF = re.compile(
    rf"(?P<first>{_DAY})(?:至(?P<last>{_DAY}))?放假(?:调休)?(?:(?P<short>\d{{1,3}})天)?"
    r"(?P<weekend>,与周末连休)?(?:,共(?P<count>\d{1,3})天)?(?P<plain>,不调休)?"
)
_WORKED = re.compile(rf"{_DAY}(?:[、,和]{_DAY})*(?:照常|正常)?上班")
_ITEM = re.compile(r"(?:^|(?<=[。\n\s]))[一二三四五六七八九十]{1,3}、\s*([^::。、\d]{1,12}(?:、[^::。、\d]{1,12})*):")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_LUNAR = re.compile(r"(?:农历)?(?:[一-龥]{1,3}月)?(?:初|十|廿|二十|三十)[一二三四五六七八九十]?|(?:农历)?除夕")
_ASIDE = re.compile(r"鼓励")
_DAYS_TOLD = re.compile(r"\d日.*(?:放假|上班|调休|休息)")
_NUMBER = re.compile(
    r"(?:^|(?<=[\s(知]))(?P<office>[一-龥]{2,8})[〔\[](?P<year>\d{4})[〕\]](?P<serial>\d{1,4})号", re.MULTILINE
)
_TITLE = re.compile(r"[一-龥]{2,24}关于(?:调整|做好)?(\d{4})年[一-龥“”]{1,24}?通知")
_TRAILER = re.compile(r"\(此件[^()]{1,20}\)")
_DATED = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日$")


@dataclass(frozen=True, slots=True)
class TextOfNotice:
    """What was read. Number, title and the day of issue are empty where the text does not have them."""

    year: int
    number: str
    title: str
    issued: date | None
    breaks: tuple[Break, ...]


class NotUnderstood(BadNotice):
    """A notice's text that can't be read, or does not agree with itself."""

    catalogue = "notice_text.toml"


def read_text(text: str, year: int | None = None) -> TextOfNotice:
    """The days off and the days worked that a notice's text names. `year` is asked for where its title has none.
    Raises NotUnderstood with the sentence that was not understood, or in which two figures do not agree."""
    plain = _TRAILER.sub("", unicodedata.normalize("NFKC", text)).rstrip()
    title = _TITLE.search(_glued(plain))
    if title is not None:
        told = int(title[1])
        if year is not None and year != told:
            raise NotUnderstood("year_differs", told=told, year=year)
        year = told
    if year is None:
        raise NotUnderstood("no_year")
    number = _NUMBER.search(plain)
    dated = _DATED.search(plain)
    return TextOfNotice(
        year,
        "{office}〔{year}〕{serial}号".format(**number.groupdict()) if number else "",
        title[0] if title else "",
        _day(int(dated["year"]), int(dated["month"]), int(dated["day"]), dated[0]) if dated else None,
        tuple(_breaks(plain[: dated.start()] if dated else plain, year)),
    )


def _glued(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _breaks(text: str, year: int) -> Iterator[Break]:
    """The break of each item. Behind the last stand the closing sentences, of which none may name a day."""
    items = list(_ITEM.finditer(text))
    if not items:
        raise NotUnderstood("no_holidays")
    for sentence in _sentences(text[: items[0].start()]):
        if _DAYS_TOLD.search(sentence):
            raise NotUnderstood("sentence", text=sentence)
    for item, following in zip(items, [*items[1:], None], strict=True):
        sentences = _sentences(text[item.end() : following.start() if following else len(text)])
        if following is None:
            count = 1 + len(list(takewhile(_has_a_known_shape, sentences[1:])))
            for sentence in sentences[count:]:
                if _PARTS.search(sentence):
                    raise NotUnderstood("sentence", text=sentence)
            sentences = sentences[:count]
        yield _break(holiday_keys(item[1]), sentences, year)


def _has_a_known_shape(sentence: str) -> bool:
    return bool(_WORKED.fullmatch(sentence) or _OFF.fullmatch(sentence) or _ASIDE.match(sentence))


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"[。;]", _glued(text)) if one]


def holiday_keys(text: str) -> tuple[str, ...]:
    """The holidays named, with 、 between them: keys of the statutory ones in the order of the year, then other names
    as they stand."""
    keys = {words["zh"]: key for key, words in table("holiday_names").items()}
    order = list(keys.values())
    names = [keys.get(name, name) for name in _glued(text).split("、")]
    return tuple(sorted(names, key=lambda name: order.index(name) if name in order else len(order)))


def _break(names: tuple[str, ...], sentences: list[str], year: int) -> Break:
    off: tuple[date, date] | None = None
    unworked = False
    worked: list[date] = []
    for sentence in sentences:
        if (match := _OFF.fullmatch(sentence)) and off is None:
            off, unworked = _off(match, year), bool(match["plain"])
        elif off is not None and _WORKED.fullmatch(sentence) and not unworked:
            worked += _days(sentence, year)
        elif off is None or not _ASIDE.match(sentence):
            raise NotUnderstood("sentence", text=sentence)
    if off is None:
        raise NotUnderstood("no_days", name="、".join(names))
    return Break(names, *off, tuple(sorted(worked)))


def _off(match: re.Match[str], year: int) -> tuple[date, date]:
    days = _days(match["first"] + (match["last"] or ""), year)
    first, last = days[0], days[-1]
    total = (last - first).days + 1
    with_weekend = total
    if match["weekend"]:
        joined = _with_weekend(first, last)
        if joined == total:
            raise NotUnderstood("weekend", text=match[0])
        with_weekend = joined
    for counted, allowed in ((match["short"], {total}), (match["count"], {total, with_weekend})):
        if counted is not None and int(counted) not in allowed:
            raise NotUnderstood("count", text=match[0], told=counted, counted=total)
    return first, last


def _with_weekend(first: date, last: date) -> int:
    """How many days the days off are together with the days of rest that touch them."""
    rest, one = value_of("holidays.rest_days", first), timedelta(days=1)
    while (first - one).isoweekday() in rest:
        first -= one
    while (last + one).isoweekday() in rest:
        last += one
    return (last - first).days + 1


def _days(text: str, year: int) -> list[date]:
    """Each day named in a sentence; a month or year left out is that of the day before it."""
    found: list[date] = []
    month = 0
    for parts in _PARTS.finditer(text):
        if parts["month"]:
            month = int(parts["month"])
            year = int(parts["year"] or year)
        if not month:
            raise NotUnderstood("sentence", text=text)
        day = _day(year, month, int(parts["day"]), parts[0])
        _agree(day, parts["told"], parts[0])
        found.append(day)
    return found


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise NotUnderstood("no_such_day", text=text) from error
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise NotUnderstood("no_such_day", text=text)
    return found


def _agree(day: date, told: str | None, text: str) -> None:
    """What stands in brackets behind a day: its weekday, which must be right, and its day in the lunar calendar."""
    for part in re.split("[、,]", told) if told is not None else ():
        weekday = _WEEKDAY.fullmatch(part)
        if weekday is not None:
            right = _WEEKDAYS[day.weekday()]
            if weekday[1].replace("天", "日") != right:
                raise NotUnderstood("wrong_weekday", text=text, day=day, right=right)
        elif not _LUNAR.fullmatch(part):
            raise NotUnderstood("sentence", text=text)


# ---- Writing a year's file -------------------------------------------------------------------------------------------


def write_year(year: HolidayYear) -> str:
    """The data file of a year, as `notices.read_year` reads it."""
    lines = [f"year = {year.year}"]
    if year.area:
        lines.append(f"area = {_quoted(year.area)}")
    for notice in year.notices:
        lines += ["", "[[notices]]"]
        if notice.number:
            lines.append(f"number = {_quoted(notice.number)}")
        lines.append(f"title = {_quoted(notice.title)}")
        if notice.issued is not None:
            lines.append(f"issued = {notice.issued}")
        lines += [f"published = {notice.published}", f"mark = {_quoted(notice.mark)}"]
        if notice.note is not None:
            lines.append(f"note = {{ zh = {_quoted(notice.note['zh'])}, en = {_quoted(notice.note['en'])} }}")
        if not notice.breaks:
            lines.append("breaks = []")
        for one in notice.breaks:
            lines += ["", "[[notices.breaks]]", f"holidays = [{', '.join(map(_quoted, one.holidays))}]"]
            lines += [f"from = {one.first}", f"to = {one.last}", f"worked = [{', '.join(map(str, one.worked))}]"]
            if one.granted:
                lines.append(f"granted = {one.granted}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A string of TOML: written as in JSON, and the one control character that JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
