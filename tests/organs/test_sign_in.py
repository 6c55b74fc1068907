"""登录凭据: an administrator helps people in, and nobody else, and nobody beyond their reach."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from gongkai.organs.actions.sign_in import (
    end_all_sign_ins,
    give_password,
    link_identity,
    remove_second_factors,
    unlink_identity,
)
from gongkai.platform.accounts import access
from gongkai.platform.accounts.models import SignIn
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.refusals import Forbidden, Refused
from tests.world import PASSWORD

pytestmark = pytest.mark.usefixtures("clock")

NEW = "a quiet river bank"
ACTS = {
    give_password: {"password": NEW},
    remove_second_factors: {},
    end_all_sign_ins: {},
    link_identity: {"subject": "s-1"},
    unlink_identity: {},
}
each = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.do.__name__)


def equipped(world, person, *, linked=True):
    """Gives the person a second factor, a browser where they are signed in, and an identity."""
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES, data={})
    SignIn.objects.create(person=person, began_at=world.now, seen_at=world.now)
    if linked:
        access.link_identity(person, f"s-{person.pk}")
    return person


def state(person):
    """All by which the person signs in."""
    person.refresh_from_db()
    factors = Authenticator.objects.filter(user_id=person.pk).count()
    return person.password, person.must_change_password, factors, access.identity_of(person), sign_ins(person)


def sign_ins(person) -> int:
    return SignIn.objects.filter(person=person).count()


def do(world, act, by, person):
    return act(by=by, now=world.now, person=person, **ACTS[act])


@pytest.fixture
def chief(world):
    """Administrator of the district and all below it."""
    return world.person("administrator", world.district, below=True)


# ---- What each does -------------------------------------------------------------------------------------------------


def test_a_given_password_is_changed_at_the_next_sign_in(world, chief) -> None:
    person = equipped(world, world.person("drafter", world.bureau))
    do(world, give_password, chief, person)
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert person.must_change_password
    assert sign_ins(person) == 0
    assert access.has_second_factor(person)
    Authenticator.objects.filter(user_id=person.pk).delete()
    browser = Client()
    assert browser.post("/account/login/", {"login": person.login, "password": PASSWORD}).status_code != 302
    assert browser.post("/account/login/", {"login": person.login, "password": NEW}).status_code == 302
    assert browser.get("/staff/organs/")["Location"] == "/account/password/change/"


@pytest.mark.parametrize("password", ["", "short", "123456789012"])
def test_the_given_password_is_a_good_one(world, chief, password) -> None:
    with pytest.raises(Refused) as refused:
        give_password(by=chief, now=world.now, person=world.nobody(world.bureau), password=password)
    assert refused.value.field == "password"


def test_a_lost_second_factor_goes_with_its_recovery_codes_and_all_browsers(world, chief) -> None:
    person = equipped(world, world.nobody(world.bureau))
    do(world, remove_second_factors, chief, person)
    assert not Authenticator.objects.filter(user_id=person.pk).exists()
    assert sign_ins(person) == 0


def test_all_sign_ins_end_at_the_next_request(world, chief) -> None:
    person = world.nobody(world.bureau)
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(person)
        assert browser.get("/staff/organs/").status_code == 200
    do(world, end_all_sign_ins, chief, person)
    assert [browser.get("/staff/organs/").status_code for browser in browsers] == [302, 302]


def test_a_sign_in_that_is_over_is_none(world, chief) -> None:
    person, long_ago = world.nobody(world.bureau), world.now - timedelta(days=3)
    SignIn.objects.create(person=person, began_at=long_ago, seen_at=long_ago)
    with pytest.raises(Refused, match="nowhere"):
        do(world, end_all_sign_ins, chief, person)


def test_an_identity_is_linked_to_one_person_and_a_person_to_one(world, chief) -> None:
    person, other = world.nobody(world.bureau), world.nobody(world.bureau)
    link_identity(by=chief, now=world.now, person=person, subject=" s-1 ")
    assert access.identity_of(person) == "s-1"
    for whom, subject, words in ((person, "s-2", "already"), (other, "s-1", "somebody else"), (other, " ", "empty")):
        with pytest.raises(Refused, match=words):
            link_identity(by=chief, now=world.now, person=whom, subject=subject)
    unlink_identity(by=chief, now=world.now, person=person)
    link_identity(by=chief, now=world.now, person=other, subject="s-1")
    assert access.identity_of(person) == ""


# ---- Who may not ----------------------------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("who", ["beside", "alone", "colleague", "auditor"])
def test_not_from_another_organ_nor_without_the_permission(world, act, who) -> None:
    by = {
        "beside": lambda: world.person("administrator", world.town, below=True),
        "alone": lambda: world.person("administrator", world.district),
        "colleague": lambda: world.person("officer", world.bureau),
        "auditor": lambda: world.person("auditor", None),
    }[who]()
    person = equipped(world, world.nobody(world.bureau), linked=act is not link_identity)
    before, entries = state(person), Entry.objects.count()
    with pytest.raises(Forbidden):
        do(world, act, by, person)
    assert (state(person), Entry.objects.count()) == (before, entries)


@each
@pytest.mark.parametrize("how", ["administrator", "later", "deputy"])
def test_not_over_one_of_their_own_who_holds_more(world, chief, act, how) -> None:
    """Whoever sets the password of an administrator of the installation, is one."""
    person = equipped(world, world.nobody(world.bureau), linked=act is not link_identity)
    if how == "deputy":
        from gongkai.organs.actions.appointments import name_deputy

        days = {"from_day": world.today, "until_day": world.today}
        name_deputy(by=world.admin, now=world.now, appointment=world.admin.appointments.get(), person=person, **days)
    else:
        from gongkai.organs.actions.appointments import appoint

        day = world.today + timedelta(days=5 if how == "later" else 0)
        given = {"role": "administrator", "organ": None, "with_below": False, "from_day": day, "until_day": None}
        appoint(by=world.admin, now=world.now, person=person, **given)
    before = state(person)
    with pytest.raises(Forbidden):
        do(world, act, chief, person)
    assert state(person) == before
    do(world, act, world.admin, person)
    assert state(person) != before


@each
def test_not_for_one_s_own_account(world, act) -> None:
    equipped(world, world.admin, linked=act is not link_identity)
    before = state(world.admin)
    with pytest.raises(Refused, match="own account"):
        do(world, act, world.admin, world.admin)
    assert state(world.admin) == before


@pytest.mark.parametrize("act", [give_password, link_identity], ids=["password", "identity"])
def test_who_left_gets_no_way_in(world, act) -> None:
    from tests.organs.examples import deactivated

    with pytest.raises(Refused, match="deactivated"):
        do(world, act, world.admin, deactivated(world))


# ---- The journal ----------------------------------------------------------------------------------------------------


@each
def test_the_journal_tells_of_whom_and_where_and_no_secret(world, chief, act) -> None:
    person = equipped(world, world.nobody(world.bureau), linked=act is not link_identity)
    do(world, act, chief, person)
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.person, entry.about, entry.organ) == (chief.pk, str(person.pk), world.bureau.pk)
    text = Payload.objects.get(seq=entry.seq).text
    assert f'"organ":{world.bureau.pk},"person":{person.pk}' in text
    assert NEW not in text
    assert "s-" not in text


# ---- The pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def as_(world):
    def signed_in(person):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return signed_in


WAYS = ("password/", "second-factor/remove/", "sign-ins/end/", "identity/link/", "identity/unlink/")


def test_the_page_offers_what_can_be_done(world, as_, chief) -> None:
    plain, full = world.nobody(world.bureau), equipped(world, world.nobody(world.bureau))
    browser = as_(chief)

    def offered(person) -> list[str]:
        page = browser.get(f"/staff/organs/people/{person.pk}/").content.decode()
        return [way for way in WAYS if f"/staff/organs/people/{person.pk}/{way}" in page]

    assert offered(plain) == ["password/"]
    assert offered(full) == ["password/", "second-factor/remove/", "sign-ins/end/", "identity/unlink/"]
    with override_settings(IDENTITY_PROVIDER={"name": "x"}):
        assert offered(plain) == ["password/", "identity/link/"]
    assert offered(chief) == []
    above = world.nobody(world.bureau)
    world.appointment(above, "auditor", None)
    assert offered(above) == []


def test_each_is_done_by_its_form(world, as_, chief) -> None:
    person = equipped(world, world.nobody(world.bureau))
    browser, address = as_(chief), f"/staff/organs/people/{person.pk}/"
    for way in ("sign-ins/end/", "second-factor/remove/", "identity/unlink/"):
        before = state(person)
        assert browser.get(address + way).status_code == 200
        assert state(person) == before, "asking first changes nothing"
        assert browser.post(address + way).status_code == 302
        assert state(person) != before
        assert browser.get(address + way).status_code == 409
        SignIn.objects.create(person=person, began_at=world.now, seen_at=world.now)
    page = browser.post(address + "password/", {"password": "short"})
    assert page.status_code == 422
    assert "short" not in page.content.decode().replace("too short", "")
    assert browser.post(address + "password/", {"password": f" {NEW}"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(f" {NEW}"), "blanks belong to a password"


def test_an_identity_is_linked_on_the_page_where_there_is_a_provider(world, as_, chief) -> None:
    person = world.nobody(world.bureau)
    address = f"/staff/organs/people/{person.pk}/identity/link/"
    assert as_(chief).post(address, {"subject": "s-9"}).status_code == 404
    with override_settings(IDENTITY_PROVIDER={"name": "x"}):
        for by, status in (
            (world.person("officer", world.bureau), 403),
            (world.person("administrator", world.town), 404),
            (chief, 302),
        ):
            assert access.identity_of(person) == ""
            assert as_(by).post(address, {"subject": "s-9"}).status_code == status
    assert access.identity_of(person) == "s-9"


def test_one_s_own_page_tells_one_s_roles(world, as_) -> None:
    person = world.nobody(world.bureau)
    world.appointment(person, "drafter", world.bureau, until=world.today + timedelta(days=30))
    world.appointment(person, "supervisor", world.district, below=True)
    gone = world.appointment(person, "auditor", None, until=world.today - timedelta(days=1))
    assert gone.until_day < world.today
    from tests.organs.examples import deputising, name_deputy

    given = deputising(world, person=person)
    name_deputy(now=world.now, **given)
    page = as_(person).get("/staff/settings/").content.decode()
    for words in ("Drafter", "2026-04-01", "东湖区教育局", "Supervisor", "and in all organs below it", "for good"):
        assert words in page
    assert given["by"].name in page
    assert "OGI officer" in page
    assert "Auditor" not in page
    other = as_(world.nobody(world.bureau)).get("/staff/settings/").content.decode()
    assert "You hold no role yet" in other
    assert "Drafter" not in other
