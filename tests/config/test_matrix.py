"""权限矩阵: every route stands in the table of tests/config/matrix.py, and answers as it says there."""

from collections.abc import Iterator

import pytest
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


def answers(world, clients, wanted) -> tuple[dict[str, int], dict[str, int]]:
    """What every route answers to those who are `wanted` for its line, and what it should."""
    found, expected = {}, {}
    for name in sorted(LINES):
        chosen = {who: client for who, client in clients.items() if wanted(LINES[name], *who)}
        with undone():
            answer, should = asked(name, world, chosen)
        found |= answer
        expected |= should
    return found, expected


def differing(found, expected) -> dict[str, tuple[int, int]]:
    """Whoever got another answer than the table says."""
    return {who: (status, expected[who]) for who, status in found.items() if status != expected[who]}


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_every_route_answers_each_as_the_table_says(world) -> None:
    """Every role at the organ itself; beside it those who may at their own, for whom the place makes the difference."""
    clients = {who: signed_in(person) for who, person in people(world)}

    def wanted(line, role, place) -> bool:
        return place in {"", "own"} or (place == "beside" and role in line.may and line.may != ALL)

    found, expected = answers(world, clients, wanted)
    assert len(found) > 10 * len(LINES)
    assert differing(found, expected) == {}


@pytest.mark.soak
@pytest.mark.usefixtures("clock")
def test_every_route_answers_everybody_everywhere_as_the_table_says(world) -> None:
    clients = {who: signed_in(person) for who, person in people(world)}
    found, expected = answers(world, clients, lambda line, role, place: True)
    assert len(found) > 30 * len(LINES)
    assert differing(found, expected) == {}
