"""行政机关: what can happen to organs over time, and what can't."""

import json
from datetime import timedelta

import pytest

from gongkai.organs.actions.organs import (
    abolish_organ,
    change_organ_details,
    merge_organs,
    move_organ,
    rename_organ,
    set_reports_into,
    set_up_organ,
)
from gongkai.organs.models import Kind, Level, Organ
from gongkai.organs.queries import actors_for, into_of, parent_of, visible_to
from gongkai.platform.audit.models import Payload
from gongkai.platform.refusals import Forbidden, Refused
from tests.organs.examples import abolished, details, merged, moved, renamed, reporting, set_up


def refusal(act, world, given):
    """The sentence with which it is refused."""
    with pytest.raises(Refused) as refused:
        act(now=world.now, **given)
    return str(refused.value)


def days(world, number):
    """So many days after today."""
    return world.today + timedelta(days=number)


# ---- Identity and names ---------------------------------------------------------------------------------------------


def test_a_renamed_organ_is_the_same_under_the_name_of_the_day(world) -> None:
    rename_organ(now=world.now, **renamed(world, from_day=days(world, 30)))
    assert world.bureau.name_on(days(world, 29)) == "东湖区教育局"
    assert world.bureau.name_on(days(world, 30)) == "东湖区教育和体育局"
    listed = visible_to(world.admin, days(world, 30)).get(pk=world.bureau.pk)
    assert listed.name == str(listed) == "东湖区教育和体育局"


def test_a_name_of_the_same_day_is_corrected(world) -> None:
    rename_organ(now=world.now, **renamed(world, name="东湖区教肓局"))
    rename_organ(now=world.now, **renamed(world, name="东湖区教育体育局"))
    assert world.bureau.names.count() == 2
    assert world.bureau.name_on(world.today) == "东湖区教育体育局"


def test_a_name_is_borne_by_one_organ_at_a_time(world) -> None:
    rename_organ(now=world.now, **renamed(world, from_day=days(world, 5)))
    assert "东湖区教育局" in refusal(set_up_organ, world, set_up(world, name="东湖区教育局"))
    set_up_organ(now=world.now, **set_up(world, name="东湖区教育局", set_up_on=days(world, 5)))


UNSEEN = ["\u200b", "\u202e", "\u2060", "\u00ad", "\t", "\n", "\x00", "\ufeff", "\u3164", "\ufe0f", "\U000e0041"]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_name_has_no_signs_that_are_not_seen(world, sign) -> None:
    twin = f"东湖区{sign}教育局"
    for field, given in (("name", {"name": twin}), ("short_name", {"short_name": twin})):
        with pytest.raises(Refused, match="can't be seen") as refused:
            set_up_organ(now=world.now, **set_up(world, **given))
        assert refused.value.field == field
        with pytest.raises(Refused, match="can't be seen"):
            rename_organ(now=world.now, **renamed(world, **given))
    with pytest.raises(Refused, match="can't be seen"):
        change_organ_details(now=world.now, **details(world, contact_address=twin))


def test_the_list_goes_by_official_place_then_by_name(world) -> None:
    change_organ_details(now=world.now, **details(world, organ=world.town, position=1, kind=Kind.TOWNSHIP))
    names = list(visible_to(world.admin, world.today).values_list("name", flat=True))
    assert names == ["东湖区青山镇人民政府", "东湖区教育局", "东湖区人民政府", "临江市人民政府"]


# ---- Days -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1, 1026, 20260])
def test_a_year_that_is_a_slip_of_the_hand_is_refused(world, year) -> None:
    day = world.today.replace(year=min(year, 9999))
    assert "year" in refusal(set_up_organ, world, set_up(world, set_up_on=day))


def test_nothing_happens_to_an_organ_before_it_was_set_up(world) -> None:
    water = set_up_organ(now=world.now, **set_up(world))
    early = {"from_day": days(world, -1)}
    for act, given in (
        (rename_organ, renamed(world, organ=water, **early)),
        (move_organ, moved(world, organ=water, **early)),
        (set_reports_into, reporting(world, organ=water, **early)),
        (set_reports_into, reporting(world, into=water, **early)),
        (merge_organs, merged(world, organ=water, **early)),
        (abolish_organ, abolished(world, organ=water, **early)),
        (set_up_organ, set_up(world, name="东湖区供水站", parent=water, set_up_on=days(world, -1))),
    ):
        assert "was set up on" in refusal(act, world, given)
    assert "can't end on the day" in refusal(abolish_organ, world, abolished(world, organ=water))


def test_of_what_ended_nothing_new_is_accepted(world) -> None:
    merge_organs(now=world.now, **merged(world, organ=world.bureau, heir=world.town, from_day=days(world, 1)))
    ended = Organ.objects.get(pk=world.bureau.pk)
    assert (ended.ended_how, [link.heir for link in ended.successors.all()]) == ("merged", [world.town])
    later = {"from_day": days(world, 2)}
    for act, given in (
        (rename_organ, renamed(world)),
        (rename_organ, renamed(world, **later)),
        (move_organ, moved(world, organ=ended)),
        (move_organ, moved(world, parent=ended, **later)),
        (set_reports_into, reporting(world)),
        (set_reports_into, reporting(world, organ=world.town, into=ended, **later)),
        (merge_organs, merged(world, organ=ended, heir=world.town)),
        (merge_organs, merged(world, organ=world.town, heir=ended)),
        (abolish_organ, abolished(world)),
        (set_up_organ, set_up(world, parent=ended)),
        (change_organ_details, details(world)),
        (change_organ_details, details(world, organ=world.town, acts_through=ended)),
    ):
        assert refusal(act, world, given)


# ---- Tree and reporting ---------------------------------------------------------------------------------------------


def test_tree_and_reporting_are_told_apart(world) -> None:
    move_organ(now=world.now, **moved(world, from_day=days(world, 3)))
    assert parent_of(world.town, days(world, 2)) == world.district
    assert parent_of(world.town, days(world, 3)) == world.city
    assert into_of(world.town, days(world, 3)) == world.district
    set_reports_into(now=world.now, **reporting(world, into=None))
    assert into_of(world.bureau, world.today) is None
    assert parent_of(world.bureau, world.today) == world.district


def test_no_circle_in_the_tree(world) -> None:
    sentence = refusal(move_organ, world, moved(world, organ=world.district, parent=world.town))
    assert "东湖区青山镇人民政府" in sentence
    with pytest.raises(Refused):
        move_organ(now=world.now, **moved(world, organ=world.district, parent=world.district))


def test_no_circle_that_would_close_on_a_later_day(world) -> None:
    """Tomorrow the town will stand above the bureau; so from today on the town can't go below the bureau."""
    move_organ(now=world.now, **moved(world, organ=world.bureau, parent=world.town, from_day=days(world, 1)))
    assert "stands below" in refusal(move_organ, world, moved(world, parent=world.bureau))


def test_no_report_comes_back_to_its_organ(world) -> None:
    assert "report" in refusal(set_reports_into, world, reporting(world, organ=world.city, into=world.bureau))
    set_reports_into(now=world.now, **reporting(world, into=world.town, from_day=days(world, 9)))
    assert refusal(set_reports_into, world, reporting(world, organ=world.town, into=world.bureau))


# ---- Ends -----------------------------------------------------------------------------------------------------------


def test_an_organ_with_others_below_ends_only_when_they_have_moved(world) -> None:
    sentence = refusal(abolish_organ, world, abolished(world, organ=world.district, successors=[world.city]))
    assert "东湖区教育局" in sentence
    assert "东湖区青山镇人民政府" in sentence
    for organ in (world.bureau, world.town):
        move_organ(now=world.now, **moved(world, organ=organ, from_day=days(world, 2)))
    still = abolished(world, organ=world.district, successors=[world.city])
    assert "below" in refusal(abolish_organ, world, still | {"from_day": days(world, 1)})
    assert "report" in refusal(abolish_organ, world, still | {"from_day": days(world, 2)})
    for organ in (world.bureau, world.town):
        set_reports_into(now=world.now, **reporting(world, organ=organ, from_day=days(world, 2)))
    abolish_organ(now=world.now, **(still | {"from_day": days(world, 2)}))


def test_an_organ_through_which_another_acts_does_not_end(world) -> None:
    office = set_up_organ(now=world.now, **set_up(world, name="东湖区人民政府办公室", kind=Kind.GOVERNMENT_OFFICE))
    change_organ_details(
        now=world.now, **details(world, organ=world.district, kind=Kind.GOVERNMENT, acts_through=office)
    )
    end = abolished(world, organ=office, from_day=days(world, 1))
    assert "act through" in refusal(abolish_organ, world, end)
    acting = details(world, acts_through=world.district, organisation_code="", credit_code="")
    assert "itself acts through" in refusal(change_organ_details, world, acting)
    other = acting | {"organ": office, "acts_through": world.city, "kind": Kind.GOVERNMENT_OFFICE}
    assert "must act itself" in refusal(change_organ_details, world, other)


def test_its_own_successor_it_is_not(world) -> None:
    assert "own successor" in refusal(merge_organs, world, merged(world, heir=world.town))


# ---- Details --------------------------------------------------------------------------------------------------------


def test_codes_are_kept_without_hyphens_and_held_by_one_organ(world) -> None:
    change_organ_details(now=world.now, **details(world))
    found = Organ.objects.get(pk=world.bureau.pk)
    assert (found.organisation_code, found.credit_code) == ("006939748", "11441700007280420Y")
    assert "东湖区教育局" in refusal(change_organ_details, world, details(world, organ=world.town, credit_code=""))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation_code", "00693974-7"),
        ("organisation_code", "0069397"),
        ("credit_code", "11441700007280420X"),
        ("kind", "club"),
        ("level", ""),
        ("position", -1),
        ("site_address", "javascript:alert(1)"),
        ("contact_email", "not an address"),
        ("report_by", "02-30"),
        ("report_by", "1月20日"),
        ("report_by", "02-01"),
    ],
)
def test_a_wrong_detail_is_told_at_its_field(world, field, value) -> None:
    with pytest.raises(Refused) as refused:
        change_organ_details(now=world.now, **details(world, **{field: value}))
    assert refused.value.field == field


def test_the_day_of_the_report_is_the_law_s_or_an_earlier_one(world) -> None:
    assert str(world.city.report_day(2025)) == "2026-03-31"
    assert str(world.bureau.report_day(2025)) == "2026-01-31"
    change_organ_details(now=world.now, **details(world, report_by="01-15"))
    assert str(world.bureau.report_day(2025)) == "2026-01-31"
    assert str(world.bureau.report_day(2026)) == "2027-01-15"
    town = details(world, organ=world.town, kind=Kind.TOWNSHIP, report_by="02-10")
    change_organ_details(now=world.now, **town | {"organisation_code": "", "credit_code": ""})


# ---- Status: what it is, and who acts, as of a day ------------------------------------------------------------------

PLAIN = {"organisation_code": "", "credit_code": ""}


def test_who_acts_today_does_not_rewrite_who_acted_last_year(world) -> None:
    office = world.organ("东湖区人民政府办公室", world.district, Kind.GOVERNMENT_OFFICE)
    given = details(world, organ=world.district, kind=Kind.GOVERNMENT, **PLAIN)
    change_organ_details(now=world.now, **given | {"acts_through": office, "site_address": "https://example.gov.cn"})
    before, after = world.district.status_on(days(world, -1)), world.district.status_on(world.today)
    assert (before.acts_through, before.publishes_here) == (None, True)
    assert (after.acts_through, after.publishes_here) == (office, False)
    assert [row.organ for row in actors_for(office, world.today)] == [world.district]
    assert not actors_for(office, days(world, -1)).exists()


def test_the_report_day_of_past_years_stays_what_it_was(world) -> None:
    """The law asks governments by 31 March, departments by 31 January."""
    change_organ_details(now=world.now, **details(world, kind=Kind.GOVERNMENT))
    assert [str(world.bureau.report_day(year)) for year in (2024, 2025, 2026)] == [
        "2025-01-31", "2026-01-31", "2027-03-31",
    ]  # fmt: skip


def test_a_change_of_the_past_holds_until_a_later_row_says_something_else(world) -> None:
    """What is told late, of one column, leaves later rows of other columns alone."""
    later, last = days(world, 30), days(world, 60)
    town = details(world, organ=world.town, kind=Kind.TOWNSHIP, **PLAIN)
    change_organ_details(now=world.now, **town | {"from_day": later, "report_by": "01-20"})
    change_organ_details(now=world.now, **town | {"from_day": last, "report_by": "01-20", "acts_through": world.city})
    change_organ_details(now=world.now, **town | {"acts_through": world.bureau, "level": Level.TOWNSHIP})
    found = [world.town.status_on(day) for day in (days(world, -1), world.today, later, last)]
    assert [status.acts_through for status in found] == [None, world.bureau, world.bureau, world.city]
    assert [status.report_by for status in found] == ["", "", "01-20", "01-20"]
    assert [status.level for status in found] == [Level.TOWNSHIP, Level.TOWNSHIP, Level.COUNTY, Level.COUNTY]


def test_nobody_acts_through_one_who_will_act_through_another_or_is_not_there_yet(world) -> None:
    later = days(world, 30)
    change_organ_details(
        now=world.now, **details(world, organ=world.town, acts_through=world.city, from_day=later, **PLAIN)
    )
    through = details(world, acts_through=world.town, **PLAIN)
    assert str(later) in refusal(change_organ_details, world, through)
    city = details(world, organ=world.city, acts_through=world.bureau, **PLAIN)
    assert str(later) in refusal(change_organ_details, world, city)
    water = set_up_organ(now=world.now, **set_up(world, set_up_on=later))
    assert "was set up on" in refusal(change_organ_details, world, details(world, acts_through=water, **PLAIN))


def test_the_journal_keeps_what_details_were_and_are(world) -> None:
    change_organ_details(now=world.now, **details(world, contact_office="办公室", acts_through=world.district))
    told = json.loads(Payload.objects.order_by("-seq").first().text)
    assert told == {
        "from_day": str(world.today),
        "position": {"from": 9999, "to": 3},
        "organisation_code": {"from": "", "to": "006939748"},
        "credit_code": {"from": "", "to": "11441700007280420Y"},
        "acts_through": {"from": None, "to": world.district.pk},
        "contact_office": {"from": "", "to": "办公室"},
    }


# ---- Who may --------------------------------------------------------------------------------------------------------


def test_an_organ_is_not_taken_out_of_another_s_hands(world) -> None:
    """The bureau's own administrator may rename it; to move, merge or abolish it is for the one above."""
    own = {"by": world.person("administrator", world.bureau)}
    rename_organ(now=world.now, **renamed(world) | own)
    for act, given in (
        (move_organ, moved(world, organ=world.bureau)),
        (move_organ, moved(world, organ=world.bureau, parent=None)),
        (merge_organs, merged(world, organ=world.bureau, heir=world.town)),
        (abolish_organ, abolished(world, successors=[])),
        (set_reports_into, reporting(world)),
        (set_up_organ, set_up(world)),
        (set_up_organ, set_up(world, parent=None)),
        (rename_organ, renamed(world, organ=world.town)),
    ):
        with pytest.raises(Forbidden):
            act(now=world.now, **given | own)


def test_the_administrator_of_a_district_moves_within_it_and_not_beyond(world) -> None:
    own = {"by": world.person("administrator", world.district, below=True)}
    move_organ(now=world.now, **moved(world, parent=world.bureau) | own)
    with pytest.raises(Forbidden):
        move_organ(now=world.now, **moved(world, parent=world.city) | own)
    with pytest.raises(Forbidden):
        abolish_organ(now=world.now, **abolished(world, organ=world.district, successors=[]) | own)
