"""权限矩阵: every route stands in the table of tests/config/matrix.py, and answers as it says there."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.organs.roles import ROLES
from gongkai.platform.audit.models import Entry
from tests.config.matrix import ALL, LINES


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


def people(world) -> Iterator[tuple[str, str, object]]:
    """Role, place and person, for all of the table's columns."""
    yield "", "", world.nobody(world.bureau)
    places = {"own": world.bureau, "above": world.district, "beside": world.town}
    for code, role in ROLES.items():
        for place, organ in places.items():
            yield code, place, world.person(code, organ)
        if role.whole:
            yield code, "over", world.person(code, world.district, below=True)
            yield code, "whole", world.person(code, None)


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("name", sorted(LINES))
def test_a_route_answers_each_as_the_table_says(name, world) -> None:
    line = LINES[name]
    address = reverse(name, kwargs=line.at(world))
    found, expected = {}, {}

    def ask(who, client, status) -> None:
        before = Entry.objects.count()
        found[who], expected[who] = getattr(client, line.method)(address).status_code, status
        assert line.method != "get" or Entry.objects.count() == before, "looking at a page changed something"

    ask("anonymous", Client(), line.anonymous)
    for role, place, person in people(world):
        client = Client()
        client.force_login(person)
        ask((role, place), client, line.expects(role, place))
    assert found == expected
