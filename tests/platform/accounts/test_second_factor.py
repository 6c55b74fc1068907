"""第二因素: the app, the recovery codes, and who must have them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client, override_settings

from gongkai.platform.accounts.access import has_second_factor, remove_second_factors
from gongkai.platform.accounts.adapters import SecondFactorAdapter, is_compulsory
from gongkai.platform.accounts.models import SignIn
from tests.platform.accounts.people import (
    PASSWORD,
    SECRET,
    add_person,
    code,
    confirm,
    confirm_with_code,
    give_app,
    happened,
    told,
    with_code,
    wrong_code,
)

ENFORCED = override_settings(SECOND_FACTOR_IS_ENFORCED=True)


def half_way(client, person):
    """The browser after the password, before the second step."""
    answer = client.post("/account/login/", {"login": person.login, "password": PASSWORD, "next": "/staff/settings/"})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    return client


def test_password_and_code_sign_in_without_any_script(client, person) -> None:
    give_app(person)
    page = half_way(client, person).get("/account/2fa/authenticate/").content.decode()
    assert 'name="code"' in page
    assert client.get("/staff/")["Location"].startswith("/account/login/")
    answer = client.post("/account/2fa/authenticate/", {"code": code()})
    assert answer["Location"] == "/staff/settings/"
    assert client.get("/staff/").status_code == 200
    assert '"means":["password","totp"]' in _payload("signed_in")


def test_a_code_works_once(client, person) -> None:
    give_app(person)
    shown = code()
    half_way(client, person).post("/account/2fa/authenticate/", {"code": shown})
    again = half_way(Client(), person)
    assert again.post("/account/2fa/authenticate/", {"code": shown}).status_code == 200
    assert again.get("/staff/").status_code == 302


def test_a_recovery_code_stands_in_once(client, person) -> None:
    give_app(person)
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    half_way(client, person).post("/account/2fa/authenticate/", {"code": spare})
    assert client.get("/staff/").status_code == 200
    again = half_way(Client(), person)
    assert again.post("/account/2fa/authenticate/", {"code": spare}).status_code == 200
    assert again.get("/staff/").status_code == 302


def test_wrong_codes_are_told_and_lock_like_wrong_passwords(client, person) -> None:
    give_app(person)
    half_way(client, person)
    answers = [client.post("/account/2fa/authenticate/", {"code": wrong_code()}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert happened() == ["sign_in_failed"] * 5 + ["locked_out"]
    assert '"step":"second_factor"' in _payload("sign_in_failed")
    assert client.post("/account/2fa/authenticate/", {"code": code()}).status_code == 429
    assert client.get("/staff/").status_code == 302
    assert happened() == ["sign_in_failed"] * 5 + ["locked_out"]


def enrol(client) -> str:
    """Sets up an app by the pages; its secret."""
    confirm(client)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    assert "data:image/svg+xml" in page
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    step = list(totp.yield_hotp_counters_from_time())[1]
    shown = totp.format_hotp_value(totp.hotp_value(secret, step))
    assert client.post("/account/2fa/totp/activate/", {"code": shown})["Location"] == "/account/2fa/recovery-codes/"
    return secret


def test_setting_up_and_removing_an_app(fresh_db) -> None:
    person = add_person("wang.fang")
    client = Client()
    client.post("/account/login/", {"login": "wang.fang", "password": PASSWORD})
    secret = enrol(client)
    assert has_second_factor(person)
    assert secret not in str(Authenticator.objects.get(type="totp").data)

    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"\b\d{8}\b", codes)) == 10
    assert not re.findall(r"\b\d{8}\b", client.get("/account/2fa/recovery-codes/").content.decode())
    assert client.get("/account/2fa/recovery-codes/download/").status_code == 403
    assert client.get("/account/2fa/recovery-codes/generate/").status_code == 200
    assert client.post("/account/2fa/recovery-codes/generate/").status_code == 302

    assert client.get("/account/2fa/totp/deactivate/").status_code == 200
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not has_second_factor(person)
    assert happened() == [
        "signed_in",
        "second_factor_added",
        "recovery_codes_made",
        "recovery_codes_made",
        "second_factor_removed",
        "second_factor_removed",
    ]
    assert {entry.person for entry in told("second_factor_added")} == {person.pk}


def test_a_wrong_code_and_a_recovery_code_where_transactions_end(fresh_db) -> None:
    person = add_person("wang.fang")
    give_app(person)
    client = half_way(Client(), person)
    assert client.post("/account/2fa/authenticate/", {"code": wrong_code()}).status_code == 200
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]
    assert client.post("/account/2fa/authenticate/", {"code": spare}).status_code == 302
    assert happened() == ["sign_in_failed", "signed_in"]


def test_who_has_no_password_sets_up_a_factor_without_one(db, client) -> None:
    person = add_person("wang.fang", password=None)
    client.force_login(person)
    assert client.get("/account/2fa/totp/activate/").status_code == 200


def test_changing_a_factor_asks_for_the_password_again(signed_in, person) -> None:
    answer = signed_in.get("/account/2fa/totp/activate/")
    assert answer["Location"].startswith("/account/reauthenticate/")
    page = signed_in.get(answer["Location"])
    assert 'name="password"' in page.content.decode()
    assert signed_in.post(answer["Location"], {"password": "wrong password"}).status_code == 200
    assert happened()[-1] == "sign_in_failed"
    assert signed_in.post(answer["Location"], {"password": PASSWORD})["Location"] == "/account/2fa/totp/activate/"


def test_a_sign_in_by_the_password_alone_ends_once_there_is_a_second_factor(signed_in, person) -> None:
    give_app(person)
    for address in ("/staff/settings/", "/account/2fa/", "/account/2fa/recovery-codes/generate/"):
        assert signed_in.get(address)["Location"].startswith("/account/login/"), address
    assert '"second_factor"' in _payload("signed_out")
    assert with_code(person).get("/staff/settings/").status_code == 200


def test_setting_one_up_ends_the_other_sign_ins_and_keeps_this_one(fresh_db) -> None:
    person, thief, client = add_person("wang.fang"), Client(), Client()
    for browser in (thief, client):
        browser.post("/account/login/", {"login": person.login, "password": PASSWORD})
    confirm(thief)
    enrol(client)
    assert '"ended":1' in _payload("second_factor_added")
    assert SignIn.objects.count() == 1
    assert client.get("/staff/").status_code == 200
    for address in ("/staff/settings/", "/account/2fa/webauthn/add/", "/account/2fa/recovery-codes/"):
        assert thief.get(address)["Location"].startswith("/account/login/"), address
    assert happened()[-1] == "signed_out"


def test_the_password_alone_confirms_nothing_where_there_is_a_second_factor(person) -> None:
    give_app(person)
    client = with_code(person)
    for address in ("/account/2fa/recovery-codes/generate/", "/account/2fa/webauthn/add/"):
        assert client.get(address)["Location"].startswith("/account/2fa/reauthenticate/")
        answer = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": address})
        assert answer["Location"].startswith("/account/2fa/reauthenticate/")
        assert client.get(address).status_code == 302
    confirm_with_code(client)
    assert client.get("/account/2fa/recovery-codes/generate/").status_code == 200


@ENFORCED
def test_who_must_have_a_second_factor_gets_nowhere_without(gate, signed_in, person) -> None:
    assert signed_in.get("/staff/").status_code == 200
    gate.demanding.add(person.pk)
    for address in ("/staff/", "/staff/settings/", "/staff/journal/", "/account/2fa/recovery-codes/"):
        assert signed_in.get(address).headers.get("Location", "") in {"/account/2fa/", ""}, address
        assert signed_in.get(address).status_code in {302, 404}, address
    confirm(signed_in)
    for address in ("/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/logout/"):
        assert signed_in.get(address).status_code == 200, address
    assert "Your roles demand a second factor" in _english(signed_in, "/account/2fa/")
    give_app(person)
    assert signed_in.get("/staff/").status_code == 302
    assert with_code(person).get("/staff/").status_code == 200


def test_in_the_demo_it_is_only_a_note(gate, signed_in, person) -> None:
    gate.demanding.add(person.pk)
    assert signed_in.get("/staff/").status_code == 200
    for address in ("/staff/settings/", "/account/2fa/"):
        assert "演示数据是虚构的" in signed_in.get(address).content.decode()
    give_app(person)
    assert "演示数据是虚构的" not in with_code(person).get("/staff/settings/").content.decode()


@ENFORCED
def test_the_last_factor_stays_where_a_role_demands_it(gate, person) -> None:
    app = give_app(person)
    assert SecondFactorAdapter().can_delete_authenticator(app)
    gate.demanding.add(person.pk)
    assert is_compulsory(person)
    client = with_code(person)
    confirm_with_code(client)
    assert client.post("/account/2fa/totp/deactivate/").status_code == 200
    assert has_second_factor(person)
    assert remove_second_factors(person) == 2
    assert not has_second_factor(person)


def test_the_secret_is_encrypted_and_bound_to_its_key(db) -> None:
    adapter = SecondFactorAdapter()
    sealed = adapter.encrypt(SECRET)
    assert SECRET not in sealed
    assert sealed != adapter.encrypt(SECRET)
    assert adapter.decrypt(sealed) == SECRET
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        adapter.decrypt(("B" if sealed[0] == "A" else "A") + sealed[1:])


def _payload(event: str) -> str:
    from gongkai.platform.audit.models import Payload

    return Payload.objects.get(seq=told(event)[-1].seq).text


def _english(client, address: str) -> str:
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()
