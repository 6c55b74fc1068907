"""People who sign in, and who of them must have a second factor."""

import pytest
from django.test import Client

from gongkai.platform import permissions
from tests.platform.accounts.people import PASSWORD, Gate, add_person


@pytest.fixture
def person(db):
    """Somebody with a login, a password and an e-mail address."""
    return add_person("wang.fang", "王芳", email="wang.fang@example.gov.cn")


@pytest.fixture
def other(db):
    """Somebody else."""
    return add_person("li.wei", "李伟", email="li.wei@example.gov.cn")


@pytest.fixture
def client():
    return Client()


@pytest.fixture
def signed_in(person):
    """A browser in which the person signed in with the password."""
    client = Client()
    answer = client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert answer.status_code == 302
    return client


@pytest.fixture
def gate(monkeypatch):
    """Who answers about roles, in the place of `organs`; the test says who needs a second factor."""
    gate = Gate()
    monkeypatch.setattr(permissions, "_gates", [gate])
    return gate
