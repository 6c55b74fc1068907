"""待采用的安排: what a notice's file must be before it is adopted, beyond what the core asks of it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.calendars.in_use import InUse
from gongkai.core.law.notices import BadNotice, HolidayYear, read_year
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now

LONGEST_TEXT = 100_000
"""Characters. A year's file has about 1 000."""
LONGEST_BREAK = 16
"""Days off in a row. The longest so far had 10."""
MOST_GRANTED = 7
"""Days off beyond the statutory ones in one break. The most so far were 2."""
MOST_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that may be adopted."""

    text: str
    digest: str
    year: HolidayYear
    before: InUse
    after: InUse


def draft(text: str, before: InUse, today: date) -> Draft:
    """What adopting that text would mean. Raises Refused where it can't be adopted."""
    text = text.replace("\r\n", "\n")  # as forms send it
    if len(text) > LONGEST_TEXT:
        raise Refused(
            _("The file is longer than %(most)s characters; a year's file is not. Check that it is the right one.")
            % {"most": LONGEST_TEXT},
            field="text",
        )
    try:
        year = read_year(text)
    except BadNotice as bad:
        raise Refused(bad.message(language_now()), field="text") from bad
    _check_sources(year, today)
    _check_size(year)
    _check_against(year, before)
    try:
        after = before.with_year(year)
    except BadNotice as bad:
        raise Refused(bad.message(language_now()), field="text") from bad
    return Draft(text, hashlib.sha256(text.encode()).hexdigest(), year, before, after)


def _check_sources(year: HolidayYear, today: date) -> None:
    texts = {"area": (year.area, 40)}
    for notice in year.notices:
        if not notice.number.strip() or notice.issued is None:
            raise Refused(
                _("%(notice)s needs its number and its day of issue.") % {"notice": notice.name}, field="text"
            )
        if notice.published > today:
            raise Refused(
                _("%(notice)s was published on %(day)s, which has not come yet. Check the day.")
                % {"notice": notice.name, "day": notice.published},
                field="text",
            )
        texts |= {f"number {notice.number}": (notice.number, 60), f"title {notice.number}": (notice.title, 200)}
    for value, most in texts.values():
        if len(value) > most or value != value.strip() or not (value.isprintable()):
            raise Refused(
                _("“%(value)s” is too long, or has signs that can't be seen. Write it as the notice does.")
                % {"value": "".join(sign for sign in value if sign.isprintable())[:80]},
                field="text",
            )


def _check_size(year: HolidayYear) -> None:
    if len(year.notices) > MOST_NOTICES:
        raise Refused(
            _("The file has %(count)s notices for one year. Check that it is the right one.")
            % {"count": len(year.notices)},
            field="text",
        )
    for notice in year.notices:
        for one in notice.breaks:
            length = (one.last - one.first).days + 1
            if length > LONGEST_BREAK or one.granted > MOST_GRANTED or len(one.worked) > length:
                raise Refused(
                    _(
                        "%(notice)s gives %(days)s days off from %(first)s to %(last)s, with %(granted)s beyond the"
                        " statutory ones and %(worked)s worked for them; no notice does. Check the days."
                    )
                    % {
                        "notice": notice.name,
                        "days": length,
                        "first": one.first,
                        "last": one.last,
                        "granted": one.granted,
                        "worked": len(one.worked),
                    },
                    field="text",
                )


def _check_against(year: HolidayYear, before: InUse) -> None:
    present = before.years.get((year.year, year.area))
    if present == year:
        raise Refused(_("This is the version that is in use already. There is nothing to adopt."), field="text")
    if present is not None and year.published < present.published:
        raise Refused(
            _("%(given)s is older than %(present)s, which is in use. Put the notices of the year into one file.")
            % {"given": year.notices[-1].name, "present": present.notices[-1].name},
            field="text",
        )
