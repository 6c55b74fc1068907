"""登录: signing in with a password, and what the site keeps to itself."""

import re

import pytest
from django.test import Client

from gongkai.platform.accounts.access import mark
from gongkai.platform.accounts.actions import record_failure
from gongkai.platform.accounts.models import Person, SignIn
from gongkai.platform.guard import unguarded
from gongkai.platform.moments import present
from tests.platform.accounts.people import PASSWORD, add_person, happened, payloads, told


def sign_in(client, login: str, password: str, **more):
    return client.post("/account/login/", {"login": login, "password": password, **more})


def without_token(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_person_signs_in_and_out(client, person) -> None:
    answer = sign_in(client, "  Wang.Fang ", PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/staff/")
    assert "王芳" in client.get("/staff/").content.decode()
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/staff/").status_code == 302
    assert happened() == ["signed_in", "signed_out"]
    assert {entry.person for entry in told("signed_in") + told("signed_out")} == {person.pk}
    assert not SignIn.objects.exists()


def test_the_site_is_closed_to_strangers(client, db) -> None:
    answer = client.get("/staff/settings/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/staff/settings/")


def test_signing_out_takes_a_sent_form(signed_in) -> None:
    assert signed_in.get("/account/logout/").status_code == 200
    assert signed_in.get("/staff/").status_code == 200


def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(client, person) -> None:
    known, unknown = (sign_in(client, login, "wrong password") for login in ("wang.fang", "nobody.here"))
    assert known.status_code == unknown.status_code
    assert without_token(known) == without_token(unknown).replace("nobody.here", "wang.fang")
    assert client.get("/staff/").status_code == 302


def test_failures_stand_in_the_journal_without_what_was_typed(client, person) -> None:
    sign_in(client, "wang.fang", "wrong password")
    sign_in(client, "my-password-in-the-wrong-field", "x")
    known, unknown = told("sign_in_failed")
    assert (known.person, known.about) == (person.pk, str(person.pk))
    assert (unknown.person, unknown.about) == (Person.objects.system().pk, "")
    kept = " ".join(payloads())
    assert "wrong" not in kept
    assert mark("My-Password-in-the-wrong-field ") in kept


def test_the_tables_of_the_lockout_keep_no_login_name_either(client, person) -> None:
    from axes.models import AccessAttempt

    sign_in(client, "wang.fang", "wrong password")
    attempt = AccessAttempt.objects.get()
    everything = " ".join(str(getattr(attempt, field.name)) for field in attempt._meta.fields)
    assert "wang" not in everything
    assert "wrong" not in everything


ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_leads_nowhere_else(client, person, address: str) -> None:
    assert sign_in(client, "wang.fang", PASSWORD, next=address)["Location"] == "/staff/"
    assert client.get("/account/login/", {"next": address})["Location"] == "/staff/"
    assert client.post("/account/language/", {"language": "en", "next": address})["Location"] == "/"
    assert client.post("/account/logout/", {"next": address})["Location"] == "/account/login/"


def test_signing_in_leads_to_where_one_wanted_to_go(client, person) -> None:
    assert sign_in(client, "wang.fang", PASSWORD, next="/staff/settings/")["Location"] == "/staff/settings/"


def test_nobody_registers(client, db) -> None:
    before = Person.objects.count()
    form = {"username": "new.person", "password1": PASSWORD, "email": "a@example.com"}
    for answer in (client.get("/account/signup/"), client.post("/account/signup/", form)):
        assert answer.status_code == 200
        assert "password1" not in answer.content.decode()
    assert Person.objects.count() == before


def test_the_system_itself_never_signs_in(client, db) -> None:
    for password in ("!", "", "system"):
        assert sign_in(client, "system", password).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_a_deactivated_person_is_out_at_the_next_request_and_stays_out(signed_in, person) -> None:
    with unguarded("a test"):
        Person.objects.filter(pk=person.pk).update(
            is_active=False, deactivated_at=present(), deactivated_by=Person.objects.system()
        )
    assert signed_in.get("/staff/")["Location"] == "/account/login/?next=/staff/"
    assert sign_in(signed_in, "wang.fang", PASSWORD)["Location"] == "/account/inactive/"
    assert signed_in.get("/account/inactive/").status_code == 200
    assert signed_in.get("/staff/").status_code == 302


def test_forms_are_protected_against_other_sites(person) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, "wang.fang", PASSWORD)
    assert answer.status_code == 403
    assert "再" in answer.content.decode() or "again" in answer.content.decode()


def test_a_failure_is_kept_although_the_request_fails(fresh_db) -> None:
    add_person("wang.fang")
    client = Client()
    assert sign_in(client, "wang.fang", "wrong password").status_code == 200
    assert sign_in(client, "wang.fang", PASSWORD).status_code == 302
    assert happened() == ["sign_in_failed", "signed_in"]


def test_a_failure_has_nothing_to_be_about_when_nobody_is_known(db) -> None:
    record_failure(by=Person.objects.system(), step="password", tried="m", address="")
    assert told("sign_in_failed")[0].about == ""
