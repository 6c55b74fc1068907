"""Notices on holidays: what can't be right is refused when the file is loaded, in one sentence with its place."""

from datetime import date
from pathlib import Path

import pytest

import gongkai.core.law.calendars as calendars
from gongkai.core.findings import LANGUAGES, load_catalogue
from gongkai.core.law.calendars import area_years, in_order, national_years
from gongkai.core.law.notices import BadNotice, read_year

FOLDER = Path(calendars.__file__).parent / "calendars"
GOOD = (FOLDER / "2026.toml").read_text("utf-8")
CHANGED = (FOLDER / "2020.toml").read_text("utf-8")
AREA = (FOLDER / "areas" / "ningxia-2024.toml").read_text("utf-8")

LONGER = 'holidays = ["spring"]\nfrom = 2020-01-24\nto = 2020-02-02'

# what is done to a good file: (code that must come, file, old text, new text)
SPOILED = [
    ("not_toml", GOOD, "year = 2026", "year = "),
    ("key_missing", GOOD, "issued = 2025-11-04\n", ""),
    ("key_missing", GOOD, 'number = "国办发明电〔2025〕7号"\n', ""),
    ("key_missing", GOOD, "year = 2026\n", ""),
    ("key_missing", "year = 2027\nnotices = []\n", "x", "x"),
    ("unknown_key", GOOD, "worked = [2026-01-04]", "working = [2026-01-04]"),
    ("wrong_kind", GOOD, "from = 2026-01-01", 'from = "2026-01-01"'),
    ("wrong_kind", GOOD, "from = 2026-01-01", "from = 2026-01-01T00:00:00"),
    ("wrong_kind", GOOD, "worked = [2026-01-04]", 'worked = ["2026-01-04"]'),
    ("wrong_kind", GOOD, "year = 2026", "year = true"),
    ("wrong_kind", GOOD, 'holidays = ["new_year"]', "holidays = 5"),
    ("wrong_kind", GOOD, 'holidays = ["new_year"]', 'holidays = "ab"'),
    ("wrong_kind", AREA, "note = {", "note = 5 #"),
    ("wrong_kind", AREA, "note = {", "note = { fr = 'x' } #"),
    ("year_unknown", AREA, "year = 2024", "year = 9999"),
    ("wrong_kind", GOOD, 'holidays = ["new_year"]', "holidays = []"),
    ("wrong_kind", "year = 2027\nnotices = [1]\n", "x", "x"),
    ("mark", GOOD, 'mark = "V"', 'mark = "X"'),
    ("order", CHANGED, "published = 2020-01-27", "published = 2019-11-01"),
    ("published_before_issued", GOOD, "published = 2025-11-04", "published = 2025-11-03"),
    ("unknown_holiday", GOOD, '"dragon_boat"', '"dragonboat"'),
    ("holiday_twice", CHANGED, LONGER, LONGER.replace('"spring"', '"spring", "qingming"')),
    ("holiday_missing", GOOD, '"mid_autumn"', '"national"'),
    ("day_twice", GOOD, "worked = [2026-09-20, 2026-10-10]", "worked = [2026-09-26, 2026-10-10]"),
    ("backward", GOOD, "to = 2026-01-03", "to = 2025-12-31"),
    ("outside_year", GOOD, "worked = [2026-05-09]", "worked = [2027-05-08]"),
    ("worked_weekday", GOOD, "worked = [2026-05-09]", "worked = [2026-05-08]"),
    ("unbalanced", GOOD, "worked = [2026-05-09]", "worked = []"),
    ("unbalanced", GOOD, "to = 2026-02-23", "to = 2026-02-24"),
    ("unbalanced", CHANGED, "granted = 2", "granted = 1"),
    ("fixed_outside", GOOD, "from = 2026-05-01\nto = 2026-05-05", "from = 2026-05-02\nto = 2026-05-05"),
    ("year_unknown", GOOD, "year = 2026", "year = 1990"),
    ("worked_weekday", AREA, "worked = []", "worked = [2024-06-19]"),
]


@pytest.mark.parametrize(("code", "text", "old", "new"), SPOILED)
def test_what_can_not_be_right_is_refused(code: str, text: str, old: str, new: str) -> None:
    spoiled = text.replace(old, new, 1)
    assert spoiled != text or old == "x"
    with pytest.raises(BadNotice) as caught:
        read_year(spoiled, "given.toml")
    assert caught.value.code == code
    for language in LANGUAGES:
        sentence = caught.value.message(language)
        assert sentence.startswith("given.toml: ")
        assert "{" not in sentence


def test_every_sentence_is_said() -> None:
    said = {code for code, *_ in SPOILED} | {"gap", "year_twice", "country_missing"}
    assert said == set(load_catalogue("gongkai.core.law", "notices.toml"))


def test_years_follow_each_other() -> None:
    years = list(national_years())
    assert [year.year for year in years] == list(range(years[0].year, years[-1].year + 1))
    with pytest.raises(BadNotice) as caught:
        in_order([years[0], *years[2:]])
    assert (caught.value.code, caught.value.details) == ("gap", {"year": years[1].year})
    with pytest.raises(BadNotice) as caught:
        in_order([*years, years[0]])
    assert caught.value.code == "year_twice"


def test_the_years_of_an_area_follow_each_other() -> None:
    for area in {year.area for year in area_years()}:
        in_order([year for year in area_years() if year.area == area])


def test_a_changing_notice_replaces_only_what_it_names() -> None:
    year = read_year(CHANGED)
    before = year.known_on(year.notices[0].published)
    assert before is not None
    changed = {one.holidays for one in set(before.breaks()) ^ set(year.breaks())}
    assert changed == {("spring",)}
    assert year.known_on(year.notices[0].published.replace(day=20)) is None


def test_a_shorter_break_gives_its_days_back() -> None:
    shorter = CHANGED.replace("to = 2020-02-02", "to = 2020-01-26").replace("granted = 2", "granted = -3")
    marks = read_year(shorter).marks()
    assert date(2020, 1, 26) in marks
    assert date(2020, 1, 27) not in marks


@pytest.mark.parametrize("text", ["year = " + "[" * 50_000, "year = " + "9" * 50_000])
def test_a_file_made_to_break_the_reader_is_no_toml(text: str) -> None:
    with pytest.raises(BadNotice) as caught:
        read_year(text)
    assert caught.value.code == "not_toml"


def test_breaks_of_centuries_are_refused_before_their_days_are_listed() -> None:
    longer = AREA + "".join(
        f'\n[[notices.breaks]]\nholidays = ["节{n}"]\nfrom = 0001-01-01\nto = 9999-12-31\n' for n in range(500)
    )
    with pytest.raises(BadNotice) as caught:
        read_year(longer)
    assert caught.value.code == "outside_year"
