"""权限矩阵: every route stands in the table of tests/config/matrix.py, and answers as it says there."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.organs.roles import ROLES
from gongkai.platform.audit.models import Entry
from tests.config.matrix import ALL, LINES
from tests.databases import undone


def routes(patterns, namespace: str = "") -> Iterator[str]:
    """The names of all routes, with their namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"a route without a name: {pattern}"
            yield namespace + pattern.name


def test_every_route_has_its_line_and_every_line_its_route() -> None:
    assert sorted(set(routes(get_resolver().url_patterns))) == sorted(LINES)


def test_the_table_knows_every_role() -> None:
    assert set(ROLES) == ALL


def people(world) -> Iterator[tuple[tuple[str, str], object]]:
    """Role and place, and a person who holds it there, for all of the table's columns."""
    yield ("", ""), world.nobody(world.bureau)
    places = {"own": world.bureau, "above": world.district, "beside": world.town}
    for code, role in ROLES.items():
        for place, organ in places.items():
            yield (code, place), world.person(code, organ)
        if role.whole:
            yield (code, "over"), world.person(code, world.district, below=True)
            yield (code, "whole"), world.person(code, None)


def signed_in(person) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    client.force_login(person)
    return client


def asked(name: str, world, clients) -> tuple[dict[str, int], dict[str, int]]:
    """What a route answers to each, and what it should by its line. Whatever asking changed is undone."""
    line = LINES[name]
    found, expected = {}, {}
    address = reverse(name, kwargs=line.at(world))
    for who, client in [("anonymous", Client()), *clients.items()]:
        if line.alike and who[1] not in {"", "own", "whole", "n"}:
            continue
        entries = Entry.objects.count()
        with undone():
            response = getattr(client, line.method)(address)
            found[f"{name} {who}"] = response.status_code
            if response.streaming:
                list(response)  # or its file stays open
            assert line.method != "get" or Entry.objects.count() == entries, f"looking at {address} changed something"
        expected[f"{name} {who}"] = line.anonymous if who == "anonymous" else line.expects(*who)
    return found, expected


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_every_route_answers_each_as_the_table_says(world) -> None:
    clients = {who: signed_in(person) for who, person in people(world)}
    if connection.vendor == "postgresql":  # every role there in one place; in all places on SQLite
        clients = {who: client for who, client in clients.items() if who[1] in {"", "own"}}
    found, expected = {}, {}
    for name in sorted(LINES):
        with undone():
            answers, should = asked(name, world, clients)
        found |= answers
        expected |= should
    assert len(found) > (30 if connection.vendor == "sqlite" else 10) * len(LINES)
    assert {who: (status, expected[who]) for who, status in found.items() if status != expected[who]} == {}
