"""密码: changing it, being made to change it, and getting a new one by e-mail."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from gongkai.platform.accounts.access import give_initial_password, link_identity
from gongkai.platform.accounts.models import Person, SignIn, email_key
from gongkai.platform.accounts.queries import person_with_email
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs import schedule
from gongkai.platform.jobs.job import DELAYS
from gongkai.platform.jobs.worker import Worker
from gongkai.platform.moments import present
from tests.platform.accounts.people import PASSWORD, add_person, give_app, happened

NEW = "another long horse"


@pytest.fixture(autouse=True)
def no_schedule(monkeypatch) -> None:
    """The jobs of every day stay out of these tests."""
    monkeypatch.setattr(schedule, "SCHEDULE", [])


def ask(client, address: str) -> list:
    """Asks for a link to a new password, lets the workers do what is to be done; the letters that they sent."""
    mail.outbox.clear()
    answer = client.post("/account/password/reset/", {"email": address})
    assert answer["Location"] == "/account/password/reset/done/"
    assert not mail.outbox
    worker = Worker()
    while worker.step():
        pass
    return list(mail.outbox)


def change(client, old: str = PASSWORD, new: str = NEW, again: str = ""):
    form = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/account/password/change/", form)


def test_a_changed_password_ends_the_other_sign_ins_and_keeps_this_one(signed_in, person) -> None:
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert change(signed_in)["Location"] == "/staff/settings/"
    assert signed_in.get("/staff/").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302
    assert SignIn.objects.count() == 1
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert happened()[:3] == ["signed_in", "signed_in", "password_changed"]


@pytest.mark.parametrize("new", ["short", "1234567890123", "password1234", "wang.fang-1234", PASSWORD, ""])
def test_weak_passwords_are_refused(signed_in, person, new: str) -> None:
    assert change(signed_in, new=new).status_code == 200
    assert change(signed_in, old="not the old one").status_code == 200
    assert change(signed_in, again="something else entirely").status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_guessing_the_present_password_is_told_and_locks(signed_in, person) -> None:
    answers = [change(signed_in, old="not the old one").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert happened() == ["signed_in", *["sign_in_failed"] * 5, "locked_out"]
    assert change(signed_in).status_code == 429
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_an_initial_password_must_be_changed_first(client, db) -> None:
    person = add_person("new.person", must_change_password=True)
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    for address in ("/staff/", "/staff/settings/", "/account/2fa/"):
        assert client.get(address)["Location"] == "/account/password/change/"
    assert change(client, new=PASSWORD).status_code == 200
    assert client.get("/staff/")["Location"] == "/account/password/change/"
    assert change(client).status_code == 302
    assert client.get("/staff/").status_code == 200


def test_an_administrator_gives_an_initial_password(person) -> None:
    give_initial_password(person, NEW)
    assert person.must_change_password
    assert person.check_password(NEW)


@override_settings(MAIL_IS_SET_UP=True)
def test_a_new_password_by_e_mail(client, signed_in, person) -> None:
    (sent,) = ask(client, "Wang.Fang@example.gov.cn")
    assert sent.to == ["wang.fang@example.gov.cn"]
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", sent.body)[1]
    form = client.get(link, follow=True)
    where = form.redirect_chain[-1][0]
    assert link not in where
    assert client.post(where, {"password1": "short", "password2": "short"}).status_code == 200
    assert client.post(where, {"password1": NEW, "password2": NEW})["Location"].endswith("/key/done/")
    assert client.get("/staff/").status_code == 302
    assert signed_in.get("/staff/").status_code == 302
    assert client.post("/account/login/", {"login": person.login, "password": NEW}).status_code == 302
    assert happened()[:2] == ["signed_in", "password_reset"]
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


@override_settings(MAIL_IS_SET_UP=True)
def test_who_was_added_without_a_password_sets_the_first_one_by_e_mail(client, db) -> None:
    person = add_person("new.person", email="new@example.gov.cn", password=None)
    (sent,) = ask(client, "new@example.gov.cn")
    where = client.get(re.search(r"http://testserver(\S+/key/\S+)", sent.body)[1])["Location"]
    assert client.post(where, {"password1": NEW, "password2": NEW}).status_code == 302
    assert client.post("/account/login/", {"login": person.login, "password": NEW}).status_code == 302
    assert client.get("/staff/").status_code == 200


@override_settings(MAIL_IS_SET_UP=True)
def test_a_new_password_does_not_stand_in_for_the_second_factor(client, person) -> None:
    give_app(person)
    with unguarded("a test"):
        person.set_password(NEW)
        person.save()
    answer = client.post("/account/login/", {"login": person.login, "password": NEW})
    assert answer["Location"].startswith("/account/2fa/authenticate/")


@override_settings(MAIL_IS_SET_UP=True)
def test_the_letter_goes_to_the_stored_address_in_its_own_spelling(client, db) -> None:
    add_person("su", email="Su.Hua@Shilan.example")
    (sent,) = ask(client, "sU.hUA@shilan.example")
    assert sent.to == ["Su.Hua@Shilan.example"]


@override_settings(MAIL_IS_SET_UP=True)
@pytest.mark.parametrize("typed", ["su@\u017fh\u0131lan.example", "\u017fu@shilan.example", "su@sh\u0130lan.example"])
def test_an_address_of_other_letters_is_nobody_s(client, db, typed: str) -> None:
    """A database that folds them would find the person, and a stranger may own the domain."""
    add_person("su", email="su@shilan.example")
    assert email_key(typed) == ""
    assert person_with_email(typed) is None
    assert ask(client, typed) == []


@override_settings(MAIL_IS_SET_UP=True)
def test_nobody_is_found_by_no_address(client, db) -> None:
    add_person("one", email="")
    assert person_with_email("") is None
    assert person_with_email("one@example.com") is None


@override_settings(MAIL_IS_SET_UP=True)
@pytest.mark.parametrize("address", ["nobody@example.com", "out@example.gov.cn", "wang.fang@\u0131.example.gov.cn"])
def test_other_addresses_get_no_letter_and_the_page_does_the_same_work(client, person, address: str) -> None:
    elsewhere = add_person("three", email="out@example.gov.cn", password=None)
    link_identity(elsewhere, "s-3")
    ask(client, "first@example.gov.cn")
    done = []
    for typed in (person.email, address):
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as asked:
            client.post("/account/password/reset/", {"email": typed})
        assert not mail.outbox
        done.append([query["sql"].split()[0] for query in asked.captured_queries])
    assert done[0] == done[1]
    assert [sent.to for sent in ask(client, address)] == [[person.email]]


@override_settings(MAIL_IS_SET_UP=True)
def test_a_mail_server_that_fails_is_tried_again(client, person, monkeypatch) -> None:
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.message.EmailMessage.send", refuse)
        assert ask(client, person.email) == []
    worker = Worker(clock=lambda: present() + DELAYS[0])
    assert worker.step()
    assert [sent.to for sent in mail.outbox] == [[person.email]]


def test_without_mail_the_administrator_is_named(client, person) -> None:
    mail.outbox.clear()
    assert 'type="email"' not in client.get("/account/password/reset/").content.decode()
    assert client.post("/account/password/reset/", {"email": person.email}).status_code == 200
    assert not mail.outbox


def test_who_has_no_password_here_can_not_change_one(client, db) -> None:
    client.force_login(add_person("through.provider", password=None))
    assert client.get("/account/password/change/").status_code == 409
    assert client.get("/account/password/set/").status_code == 404


def test_the_hash_of_the_system_fits_nothing(db) -> None:
    assert not Person.objects.system().check_password("!")
