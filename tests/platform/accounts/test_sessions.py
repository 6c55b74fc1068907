"""会话: how long a sign-in lasts, and how it ends elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from gongkai.platform.accounts.access import LONGEST, end_sign_ins
from gongkai.platform.accounts.models import SignIn
from gongkai.platform.moments import present
from tests.platform.accounts.people import PASSWORD, happened, told


def shift(**changes: timedelta) -> None:
    """Moves what the sign-in remembers into the past."""
    (sign_in,) = SignIn.objects.all()
    SignIn.objects.update(**{name: getattr(sign_in, name) - by for name, by in changes.items()})


def why() -> str:
    from gongkai.platform.audit.models import Payload

    return Payload.objects.get(seq=told("signed_out")[-1].seq).text


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_half_an_hour_without_a_request_ends_it(signed_in, minutes: int, stays: bool) -> None:
    shift(seen_at=timedelta(minutes=minutes))
    answer = signed_in.get("/staff/settings/")
    assert (answer.status_code == 200) is stays
    if not stays:
        assert answer["Location"] == "/account/login/?next=/staff/settings/"
        assert '"idle"' in why()
        assert "notice" in signed_in.get(answer["Location"]).content.decode()
        assert signed_in.get("/staff/").status_code == 302


@override_settings(IDLE_MINUTES=5)
def test_the_time_can_be_set(signed_in) -> None:
    shift(seen_at=timedelta(minutes=6))
    assert signed_in.get("/staff/").status_code == 302


@pytest.mark.parametrize(("by", "stays"), [(timedelta(minutes=-1), True), (timedelta(minutes=1), False)])
def test_nobody_stays_longer_than_half_a_day(signed_in, by: timedelta, stays: bool) -> None:
    shift(began_at=LONGEST + by)
    assert (signed_in.get("/staff/").status_code == 200) is stays
    if not stays:
        assert '"too_long"' in why()


def test_the_last_request_is_written_once_a_minute(signed_in) -> None:
    before = SignIn.objects.get().seen_at
    signed_in.get("/staff/")
    assert SignIn.objects.get().seen_at == before
    shift(seen_at=timedelta(seconds=61))
    signed_in.get("/staff/")
    assert SignIn.objects.get().seen_at > before - timedelta(seconds=1)


def test_a_form_sent_too_late_changes_nothing(signed_in, person) -> None:
    shift(seen_at=timedelta(minutes=31))
    signed_in.post("/account/language/", {"language": "en"})
    person.refresh_from_db()
    assert person.language == ""


def test_a_person_ends_their_other_sign_ins(signed_in, person, other) -> None:
    elsewhere = Client(headers={"User-Agent": "An old <browser>"})
    elsewhere.post("/account/login/", {"login": person.login, "password": PASSWORD})
    page = signed_in.get("/staff/settings/").content.decode()
    assert "An old &lt;browser&gt;" in page
    number = SignIn.objects.get(browser__startswith="An old").pk
    assert f"/sign-ins/{number}/end/" in page
    assert signed_in.get(f"/staff/settings/sign-ins/{number}/end/").status_code == 405
    assert signed_in.post(f"/staff/settings/sign-ins/{number}/end/").status_code == 302
    assert elsewhere.get("/staff/").status_code == 302
    assert signed_in.get("/staff/").status_code == 200
    assert happened() == ["signed_in", "signed_in", "sign_in_ended", "signed_out"]
    assert '"ended"' in why()


def test_a_browser_that_was_only_closed_is_not_shown_and_goes_in_time(signed_in, person) -> None:
    shift(seen_at=timedelta(minutes=31), began_at=LONGEST + timedelta(minutes=1))
    again = Client(headers={"User-Agent": "The second"})
    again.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert [sign_in.browser for sign_in in SignIn.objects.all()] == ["The second"]
    SignIn.objects.create(
        person=person, began_at=present(), seen_at=present() - timedelta(minutes=31), browser="Idle one"
    )
    assert "Idle one" not in again.get("/staff/settings/").content.decode()


def test_nobody_ends_or_sees_the_sign_ins_of_others(signed_in, other) -> None:
    stranger = Client(headers={"User-Agent": "A stranger"})
    stranger.post("/account/login/", {"login": other.login, "password": PASSWORD})
    number = SignIn.objects.get(person=other).pk
    assert "A stranger" not in signed_in.get("/staff/settings/").content.decode()
    assert signed_in.post(f"/staff/settings/sign-ins/{number}/end/").status_code == 404
    assert stranger.get("/staff/").status_code == 200


def test_the_session_of_one_person_never_counts_for_another(signed_in, other) -> None:
    stranger = Client()
    stranger.post("/account/login/", {"login": other.login, "password": PASSWORD})
    session = stranger.session
    session["sign_in"] = signed_in.session["sign_in"]
    session.save()
    assert stranger.get("/staff/").status_code == 302
    assert signed_in.get("/staff/").status_code == 200


def test_taking_something_away_ends_every_sign_in(signed_in, person) -> None:
    assert end_sign_ins(person) == 1
    assert signed_in.get("/staff/").status_code == 302


def test_the_session_gets_a_new_key_when_somebody_signs_in(client, person) -> None:
    client.get("/account/login/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert client.cookies["sessionid"].value != session.session_key


def test_the_cookie_is_kept_from_scripts_and_ends_with_the_browser(client, person) -> None:
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
