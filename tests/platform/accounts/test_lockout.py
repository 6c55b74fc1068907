"""锁定: five failures lock a login at an address for a quarter of an hour."""

import json
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client, override_settings

from gongkai.platform.accounts import lockout
from gongkai.platform.accounts.lockout import FAILURES, MINUTES
from gongkai.platform.audit.models import Entry, Payload
from tests.platform.accounts.people import PASSWORD, code, give_app, happened, told, wrong_code

pytestmark = pytest.mark.slow


def fail(client, times: int, login: str = "wang.fang", **meta) -> list[int]:
    form = {"login": login, "password": "wrong password"}
    return [client.post("/account/login/", form, **meta).status_code for _ in range(times)]


def succeeds(client, login: str = "wang.fang", **meta) -> bool:
    return client.post("/account/login/", {"login": login, "password": PASSWORD}, **meta).status_code == 302


def test_the_fifth_failure_locks_and_says_for_how_long(client, person) -> None:
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    answer = client.post("/account/login/", {"login": "Wang.Fang", "password": PASSWORD})
    assert answer.status_code == 429
    assert str(MINUTES) in answer.content.decode()
    assert happened() == ["sign_in_failed"] * FAILURES + ["locked_out"]


@pytest.mark.parametrize(
    ("proxied", "meta", "seen"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.7"),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.7"}, "192.0.2.7"),
    ],
)
def test_the_journal_keeps_the_address_in_what_can_be_erased(client, person, proxied, meta, seen) -> None:
    with override_settings(IS_BEHIND_PROXY=proxied):
        assert succeeds(client, **meta)
        client.post("/account/logout/")
        fail(client, 5, **meta)
    for event, count in (("signed_in", 1), ("sign_in_failed", 5), ("locked_out", 1)):
        entries = Entry.objects.filter(event=f"accounts.{event}")
        assert entries.count() == count
        for entry in entries:
            assert json.loads(Payload.objects.get(seq=entry.seq).text)["address"] == seen
            assert seen not in entry.text


def test_an_unknown_login_is_locked_alike(client, db) -> None:
    assert fail(client, 6, "nobody.here") == [200, 200, 200, 200, 429, 429]
    assert happened() == ["sign_in_failed"] * FAILURES + ["locked_out"]


def test_the_lock_holds_for_this_login_at_this_address(client, person, other) -> None:
    fail(client, 5)
    assert succeeds(client, REMOTE_ADDR="192.0.2.7")
    client.post("/account/logout/")
    assert succeeds(client, "li.wei")


def test_success_before_the_limit_begins_the_count_anew(client, person) -> None:
    fail(client, 4)
    assert succeeds(client)
    client.post("/account/logout/")
    assert fail(client, 4) == [200] * 4


def test_after_a_quarter_of_an_hour_it_is_over(client, person) -> None:
    fail(client, 5)
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(
            attempt_time=attempt.attempt_time - timedelta(minutes=MINUTES, seconds=1)
        )
    assert succeeds(client)


def test_trying_during_the_lock_does_not_prolong_it(client, person) -> None:
    fail(client, 5)
    before = list(AccessAttempt.objects.values("attempt_time", "failures_since_start"))
    fail(client, 3)
    assert list(AccessAttempt.objects.values("attempt_time", "failures_since_start")) == before


def test_what_a_stranger_says_of_their_address_is_not_believed(client, person) -> None:
    answers = [fail(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")[0] for n in range(5)]
    assert answers[-1] == 429
    assert not succeeds(client, HTTP_X_FORWARDED_FOR="198.51.100.99")


@override_settings(IS_BEHIND_PROXY=True)
def test_behind_our_proxy_the_address_that_it_saw_counts(client, person) -> None:
    fail(client, 5, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.1")
    assert not succeeds(client, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert not succeeds(client, HTTP_X_FORWARDED_FOR="made up, 198.51.100.1")
    assert succeeds(client, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.2")


@override_settings(IS_BEHIND_PROXY=True)
@pytest.mark.parametrize("header", ["", "no address", "1.2.3.4, "])
def test_a_proxy_that_says_nothing_counts_itself(client, person, header: str) -> None:
    fail(client, 5, HTTP_X_FORWARDED_FOR=header)
    assert not succeeds(client)


def test_nobody_elsewhere_holds_up_a_login(client, person) -> None:
    assert {fail(client, 1, REMOTE_ADDR=f"192.0.2.{n}")[0] for n in range(40)} == {200}
    assert succeeds(client, REMOTE_ADDR="192.0.2.200")


@override_settings(ADMINS=[("", "admin@example.com")])
def test_many_failures_of_one_person_are_told_once_an_hour(client, person, monkeypatch) -> None:
    monkeypatch.setattr(lockout, "ALARMING", 6)
    mail.outbox.clear()
    for n in range(8):
        fail(client, 1, REMOTE_ADDR=f"192.0.2.{n}")
        fail(client, 1, "nobody.here", REMOTE_ADDR=f"192.0.2.{n}")
    assert [entry.person for entry in told("guessed_at")] == [person.pk]
    assert happened().index("guessed_at") == 11
    (sent,) = mail.outbox
    assert str(person.pk) in sent.subject + sent.body
    assert person.login not in sent.subject + sent.body


def test_codes_are_counted_wherever_they_are_typed(client, person) -> None:
    give_app(person)
    for n in range(30):
        browser = Client(REMOTE_ADDR=f"192.0.2.{n}")
        browser.post("/account/login/", {"login": person.login, "password": PASSWORD})
        assert browser.post("/account/2fa/authenticate/", {"code": wrong_code()}).status_code == 200
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert client.post("/account/2fa/authenticate/", {"code": code()}).status_code == 200
    assert client.get("/staff/").status_code == 302
