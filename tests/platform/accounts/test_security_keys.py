"""安全密钥: adding one and signing in with it, and answers that no key gave."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.platform.accounts.people import PASSWORD, add_person, confirm, happened
from tests.platform.accounts.soft_key import SoftKey

pytestmark = pytest.mark.slow

ADD, STEP = "/account/2fa/webauthn/add/", "/account/2fa/authenticate/"


def options(client, address: str, name: str):
    page = client.get(address).content.decode()
    data = re.search(r'<script id="key-data" type="application/json">(.*?)</script>', page, re.S)[1]
    return json.loads(data)[name]


def add(client, key: SoftKey, **how):
    confirm(client)
    answer = key.register(options(client, ADD, "creation_options"), **how)
    return client.post(ADD, {"name": "办公室的钥匙", "credential": answer})


def half_way(login: str = "wang.fang"):
    client = Client()
    answer = client.post("/account/login/", {"login": login, "password": PASSWORD})
    assert answer["Location"].startswith(STEP)
    return client


@pytest.fixture
def key(signed_in):
    key = SoftKey()
    assert add(signed_in, key).status_code == 302
    return key


def test_a_key_is_added_and_opens(key, person) -> None:
    client = half_way()
    answer = key.sign(options(client, STEP, "request_options"))
    assert client.post(STEP, {"credential": answer})["Location"] == "/staff/"
    assert client.get("/staff/").status_code == 200
    assert Authenticator.objects.get(type="webauthn").user_id == person.pk


def test_what_the_journal_tells_of_a_key(fresh_db) -> None:
    person, key, client = add_person("wang.fang"), SoftKey(), Client()
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert add(client, key).status_code == 302
    number = Authenticator.objects.get(type="webauthn").pk
    assert "办公室的钥匙" in client.get("/account/2fa/webauthn/").content.decode()
    assert client.post(f"/account/2fa/webauthn/keys/{number}/edit/", {"name": "新名字"}).status_code == 302
    assert "新名字" in client.get(f"/account/2fa/webauthn/keys/{number}/remove/").content.decode()
    assert client.post(f"/account/2fa/webauthn/keys/{number}/remove/").status_code == 302
    assert happened() == [
        "signed_in",
        "second_factor_added",
        "recovery_codes_made",
        "second_factor_removed",
        "second_factor_removed",
    ]


def test_an_answer_works_once(key) -> None:
    client = half_way()
    answer = key.sign(options(client, STEP, "request_options"))
    client.post(STEP, {"credential": answer})
    again = half_way()
    options(again, STEP, "request_options")
    assert again.post(STEP, {"credential": answer}).status_code == 200
    assert again.get("/staff/").status_code == 302


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver", "https://testserver.evil.example"])
def test_an_answer_for_another_site_is_refused(signed_in, origin: str) -> None:
    assert add(signed_in, SoftKey(), origin=origin).status_code == 200
    assert add(signed_in, SoftKey("evil.example")).status_code == 200
    assert not Authenticator.objects.exists()


def test_the_key_of_somebody_else_opens_nothing(key, other) -> None:
    client = Client()
    client.post("/account/login/", {"login": other.login, "password": PASSWORD})
    assert add(client, SoftKey()).status_code == 302
    victim = half_way(other.login)
    answer = key.sign(options(victim, STEP, "request_options"))
    assert victim.post(STEP, {"credential": answer}).status_code == 200
    assert victim.get("/staff/").status_code == 302
    assert happened()[-1] == "sign_in_failed"
    statuses = [
        victim.post(STEP, {"credential": key.sign(options(victim, STEP, "request_options"))}).status_code
        for _ in range(4)
    ]
    assert statuses == [200, 200, 200, 429]
    assert happened()[-1] == "locked_out"


def test_nobody_changes_the_key_of_somebody_else(key, other) -> None:
    number = Authenticator.objects.get(type="webauthn").pk
    client = Client()
    client.post("/account/login/", {"login": other.login, "password": PASSWORD})
    confirm(client)
    for verb in ("edit", "remove"):
        assert client.post(f"/account/2fa/webauthn/keys/{number}/{verb}/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=number).exists()


NO_ANSWERS = [
    "",
    "no json",
    "1",
    "null",
    "[]",
    "{}",
    '{"id":"x"}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA",'
    '"authenticatorData":"AA","signature":"AA"},"clientExtensionResults":{}}',
    '{"id":"eA","rawId":"e","type":"x","response":7,"clientExtensionResults":[]}',
]


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_what_is_no_answer_of_a_key_is_told_and_adds_nothing(signed_in, answer: str) -> None:
    confirm(signed_in)
    options(signed_in, ADD, "creation_options")
    page = signed_in.post(ADD, {"name": "x", "credential": answer})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_what_is_no_answer_of_a_key_lets_nobody_in(key, answer: str) -> None:
    client = half_way()
    options(client, STEP, "request_options")
    assert client.post(STEP, {"credential": answer}).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_confirming_with_a_key(key, person, signed_in) -> None:
    address = "/account/2fa/webauthn/reauthenticate/"
    answer = key.sign(options(signed_in, address, "request_options"))
    assert signed_in.post(address, {"credential": answer, "next": "/account/2fa/"})["Location"] == "/account/2fa/"
    assert signed_in.post(address, {"credential": "{}"}).status_code in {200, 302}
