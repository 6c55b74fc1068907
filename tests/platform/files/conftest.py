"""A place of their own for the files of each test, and a clerk who may upload."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from gongkai.bulk.inspect import look
from gongkai.platform.files import receive as receiving
from gongkai.platform.files.storage import store


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """The folder in which this test's files are kept."""
    monkeypatch.setattr(
        settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, folder=tmp_path / "files", temporary=tmp_path / "tmp")
    )
    return tmp_path


@pytest.fixture(autouse=True)
def trusted(request, monkeypatch):
    """Files of ours are looked at in this process, which is quicker; a test that asks for `in_children` does as the
    site does."""
    if "in_children" not in request.fixturenames:
        monkeypatch.setattr(receiving, "inspect", lambda files, pages: [look(data, pages=pages) for data in files])


@pytest.fixture
def in_children():
    """Files are looked at in child processes."""


@pytest.fixture
def at_world_time(monkeypatch):
    """Lets the present be that of a world."""

    def at(world):
        monkeypatch.setattr(timezone, "now", lambda: world.now)
        return world

    return at


@pytest.fixture
def city(world, at_world_time):
    """The world, now."""
    return at_world_time(world)


@pytest.fixture
def fresh_city(fresh_world, at_world_time):
    """The same in a database in which transactions end."""
    return at_world_time(fresh_world)


@pytest.fixture
def signed_in():
    """A browser in which that person is signed in."""

    def browser(person, **settings):
        client = Client(**settings)
        client.force_login(person)
        return client

    return browser


def kept_names():
    """What the store holds."""
    return [name for name, _ in store().names()]


def everything_in(folder):
    """Every file below the folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
