"""页面: organs, people and roles through the browser, without script."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.organs.models import Appointment, Organ
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
from gongkai.platform.guard import unguarded
from gongkai.platform.permissions import Permission, may
from tests.organs.examples import DETAILS, a_deputy, an_appointment, appoint, appointed, change_person

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("clock")]


@pytest.fixture
def as_(world):
    """A browser with that person signed in; English, so that tests read."""

    def signed_in(person):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return signed_in


def text_of(response) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def options(response, field: str) -> list[str]:
    """What can be chosen in a field."""
    found = re.search(rf'<select name="{field}".*?</select>', response.content.decode(), re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)</option>", found[0])


def test_the_walk_from_an_organ_to_a_person_with_a_role(world, as_) -> None:
    browser = as_(world.admin)
    given = {"name": "东湖区水务局", "short_name": "", "kind": "department", "level": "county"}
    sent = browser.post(
        "/staff/organs/new/", given | {"set_up_on": "2026-03-02", "parent": world.district.pk}, follow=True
    )
    assert "东湖区水务局" in text_of(sent)
    water = Organ.objects.get(names__name="东湖区水务局")
    sent = browser.post(
        "/staff/organs/people/new/",
        {"login": "wangfang", "name": "王芳", "email": "", "password": "a quiet river bank", "organ": water.pk},
        follow=True,
    )
    assert "王芳" in text_of(sent)
    person = Person.objects.get(login="wangfang")
    sent = browser.post(
        f"/staff/organs/people/{person.pk}/appoint/",
        {"role": "officer", "organ": water.pk, "from_day": "2026-03-02", "until_day": ""},
        follow=True,
    )
    assert "OGI officer" in text_of(sent)
    assert may(person, Permission.FILES_ADD, water.pk, world.today)
    assert "王芳" in text_of(browser.get(f"/staff/organs/{water.pk}/"))


def test_the_organ_is_shown_as_of_the_day(world, as_) -> None:
    browser = as_(world.admin)
    later = world.today + timedelta(days=30)
    given = {"name": "东湖区教育和体育局", "short_name": "", "from_day": later.isoformat()}
    assert browser.post(f"/staff/organs/{world.bureau.pk}/rename/", given).status_code == 302
    address = f"/staff/organs/{world.bureau.pk}/"
    assert "<h1>东湖区教育局</h1>" in browser.get(address).content.decode()
    assert "<h1>东湖区教育和体育局</h1>" in browser.get(address, {"on": later.isoformat()}).content.decode()
    for on in ("soon", "0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01"):
        assert browser.get(address, {"on": on}).status_code == 409
        assert browser.get("/staff/organs/", {"on": on}).status_code == 422
    assert browser.get(address, {"on": "2199-12-31"}).status_code == 200


def test_what_is_not_seen_does_not_get_into_a_name(world, as_) -> None:
    given = {
        "name": "东湖区\u200b教育\u202e\u00ad委员会\u2060",
        "short_name": "\u200b",
        "from_day": world.today.isoformat(),
    }
    assert as_(world.admin).post(f"/staff/organs/{world.bureau.pk}/rename/", given).status_code == 302
    assert world.bureau.name_on(world.today) == "东湖区教育委员会"


def test_who_acts_and_what_it_is_are_shown_as_of_the_day(world, as_) -> None:
    browser = as_(world.admin)
    given = DETAILS | {"from_day": "2026-03-02", "acts_through": world.city.pk, "kind": "vertical"}
    assert browser.post(f"/staff/organs/{world.bureau.pk}/details/", given).status_code == 302

    def shown(on: str) -> list[str]:
        page = browser.get(f"/staff/organs/{world.bureau.pk}/", {"on": on}).content.decode()
        found = re.search(r"<dl>(.*?)</dl>", page, re.DOTALL)
        return [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<dd>(.*?)</dd>", found[1])]

    before, after = shown("2026-03-01"), shown("2026-03-02")
    assert ("Department of a government" in before, "It acts itself" in before) == (True, True)
    assert ("Organ under vertical management" in after, "临江市人民政府" in after) == (True, True)
    assert "Acts for" in text_of(browser.get(f"/staff/organs/{world.city.pk}/"))
    assert "Acts for" not in text_of(browser.get(f"/staff/organs/{world.city.pk}/", {"on": "2026-03-01"}))
    listed = [browser.get("/staff/organs/", {"on": day}).content.decode() for day in ("2026-03-01", "2026-03-02")]
    assert ["vertical management</td>" in page for page in listed] == [False, True]


def test_a_refusal_is_told_at_its_field_and_nothing_typed_is_lost(world, as_) -> None:
    given = DETAILS | {
        "from_day": "2026-03-02",
        "organisation_code": "00001434-8",
        "acts_through": "",
        "contact_office": "办公室",
    }
    page = as_(world.admin).post(f"/staff/organs/{world.bureau.pk}/details/", given)
    assert page.status_code == 422
    assert "check digit" in text_of(page)
    assert "00001434-8" in page.content.decode()
    assert "办公室" in page.content.decode()


def test_the_list_shows_what_the_person_may_see_and_finds_by_name_and_code(world, as_) -> None:
    browser = as_(world.person("supervisor", world.district, below=True))
    page = text_of(browser.get("/staff/organs/"))
    assert "东湖区教育局" in page
    assert "临江市" not in page
    found = text_of(browser.get("/staff/organs/", {"q": "青山"}))
    assert "青山镇" in found
    assert "教育局" not in found
    nothing = browser.get("/staff/organs/", {"q": "没有"})
    assert "fits these filters" in text_of(nothing)
    assert "There is no organ" in text_of(as_(world.nobody(world.city)).get("/staff/organs/"))


def test_what_can_be_chosen_is_what_the_person_may_choose(world, as_) -> None:
    chief = world.person("administrator", world.district, below=True)
    page = as_(chief).get("/staff/organs/new/")
    assert set(options(page, "parent")) == {"---------", "东湖区人民政府", "东湖区教育局", "东湖区青山镇人民政府"}
    page = as_(world.admin).get("/staff/organs/new/")
    assert {"None: at the top", "临江市人民政府"} <= set(options(page, "parent"))


@pytest.mark.parametrize("organ", ["city", "none"])
def test_what_was_not_offered_is_not_taken(world, as_, organ) -> None:
    chief = world.person("administrator", world.district, below=True)
    before = Entry.objects.filter(event__startswith="organs.").count()
    given = {
        "login": "spy", "name": "某人", "email": "", "password": "a quiet river bank",
        "organ": world.city.pk if organ == "city" else "",
    }  # fmt: skip
    assert as_(chief).post("/staff/organs/people/new/", given).status_code == 422
    assert Entry.objects.filter(event__startswith="organs.").count() == before


def test_names_are_text_whatever_they_hold(world, as_) -> None:
    nasty = world.nobody(world.bureau, name="<script>alert(1)</script>")
    for address in ("/staff/organs/people/", f"/staff/organs/people/{nasty.pk}/"):
        page = as_(world.admin).get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("what", ["take back", "end deputy", "deactivate"])
def test_what_takes_away_asks_first(world, as_, what) -> None:
    browser = as_(world.admin)
    if what == "take back":
        record = an_appointment(world)
        address = f"/staff/organs/appointments/{record.pk}/end/"
    elif what == "end deputy":
        record = a_deputy(world)
        address = f"/staff/organs/deputies/{record.pk}/end/"
    else:
        record = world.nobody(world.bureau)
        address = f"/staff/organs/people/{record.pk}/deactivate/"
    assert 'method="post"' in browser.get(address).content.decode()
    record.refresh_from_db()
    assert not getattr(record, "ended_at", None)
    assert getattr(record, "is_active", True)
    assert browser.post(address).status_code == 302
    record.refresh_from_db()
    assert getattr(record, "ended_at", None) or not record.is_active
    assert browser.post(address).status_code == 422


def test_a_holder_names_their_deputy_on_their_own_page(world, as_) -> None:
    appointment = an_appointment(world)
    colleague = world.person("section", world.bureau, name="赵敏")
    browser = as_(appointment.person)
    page = browser.get(f"/staff/organs/people/{appointment.person_id}/")
    assert f"/staff/organs/appointments/{appointment.pk}/deputy/" in page.content.decode()
    sent = browser.post(
        f"/staff/organs/appointments/{appointment.pk}/deputy/",
        {"person": colleague.pk, "from_day": "2026-03-02", "until_day": "2026-03-06"},
        follow=True,
    )
    assert "赵敏" in text_of(sent)
    assert may(colleague, Permission.MESSAGES_READ, world.bureau.pk, world.today)


def test_an_administrator_sends_by_hand_what_the_page_would_not_offer(world, as_) -> None:
    """The form of a district's administrator, filled in by hand for the whole installation."""
    chief = world.person("administrator", world.district, below=True)
    address = f"/staff/organs/people/{chief.pk}/appoint/"
    for organ in ("", world.city.pk):
        given = {"role": "administrator", "organ": organ, "with_below": "on", "from_day": "2026-03-02"}
        assert as_(chief).post(address, given).status_code in (403, 422)
    assert Appointment.objects.filter(person=chief).count() == 1


def test_every_page_binds_its_labels_and_runs_no_script(world, as_) -> None:
    person, appointment = world.nobody(world.bureau), an_appointment(world)
    browser = as_(world.admin)
    for address in (
        "", "new/", "roles/", "people/", "people/new/", f"{world.bureau.pk}/", f"{world.bureau.pk}/details/",
        f"{world.bureau.pk}/move/", f"{world.bureau.pk}/abolish/", f"people/{person.pk}/",
        f"people/{person.pk}/appoint/", f"appointments/{appointment.pk}/deputy/",
    ):  # fmt: skip
        page = browser.get(f"/staff/organs/{address}").content.decode()
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= ids
        named = re.findall(r"<(?:input|select|textarea)\b(?![^>]*(?:hidden|aria-label))[^>]*\bid=\"([^\"]+)\"", page)
        assert all(f'for="{name}"' in page for name in named)
        assert "<script>" not in page
        assert " onclick" not in page
        assert " style=" not in page
        assert page.count("<table") <= page.count('<div class="wide"')


def test_a_long_list_of_people_asks_no_more_than_a_short_one(world, as_) -> None:
    browser = as_(world.admin)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/staff/organs/people/").status_code == 200
        return len(queries)

    world.person("officer", world.bureau)
    asked()
    few = asked()
    for _ in range(10):
        world.person("officer", world.bureau)
    assert asked() == few


def test_an_entry_of_the_journal_tells_in_words_who_got_what_where(world, as_) -> None:
    given = appointed(world, role="supervisor", organ=world.district, with_below=True)
    appoint(now=world.now, **given)
    seq = Entry.objects.order_by("-seq").first().seq
    page = text_of(as_(world.admin).get(f"/staff/journal/{seq}/"))
    name = given["person"].name
    for words in (
        f"Person concerned {name} (",
        "Role Supervisor",
        "Organ 东湖区人民政府",
        "And in all organs below it yes",
    ):
        assert words in page
    assert "Last day for good" in page
    everywhere = appointed(world, role="auditor", organ=None)
    appoint(now=world.now, **everywhere)
    assert "Organ The whole installation" in text_of(as_(world.admin).get(f"/staff/journal/{seq + 2}/"))


def test_a_name_stays_an_id_for_whoever_may_not_see_the_person(world, as_) -> None:
    """The person is looked after elsewhere by now; the entry stays with the organ."""
    person = world.nobody(world.bureau)
    change_person(by=world.admin, now=world.now, person=person, name="欧阳娜娜", email="")
    seq = Entry.objects.order_by("-seq").first().seq
    with unguarded("a test"):
        person.membership.organ = world.city
        person.membership.save()
    page = text_of(as_(world.person("auditor", world.bureau)).get(f"/staff/journal/{seq}/"))
    assert "欧阳娜娜" not in page
    assert f"Person concerned {person.pk} " in page
    assert "Organ 东湖区教育局" in page
