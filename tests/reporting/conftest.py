"""A place of their own for the files of each test; the present is that of the world; sentences are read in English."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """The folder in which this test's files are kept."""
    monkeypatch.setattr(
        settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, folder=tmp_path / "files", temporary=tmp_path / "tmp")
    )
    return tmp_path


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def city(world, monkeypatch):
    """The world, now."""
    monkeypatch.setattr(timezone, "now", lambda: world.now)
    return world


@pytest.fixture
def as_(city):
    """A browser with that person signed in; English, so that tests read."""

    def signed_in(person):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return signed_in
