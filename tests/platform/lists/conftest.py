"""What the tests of lists share: a browser that reads English, and the words of a list."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook


@pytest.fixture
def browser(world, clock) -> Callable[[Any], Client]:
    """A browser in which that person is signed in."""

    def signed_in(person: Any) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(person)
        return client

    return signed_in


def numbers(client: Client, address: str, **asked: Any) -> list[Any]:
    """The ids of the rows that a list shows."""
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.content.decode()
    return [row.number for row in answer.context["shown"].rows]


def exported(client: Client, key: str, query: str = "") -> list[tuple[Any, ...]]:
    """The rows of the workbook of a list, headings first."""
    return list(load_workbook(BytesIO(raw(client, key, query))).worksheets[0].values)


def raw(client: Client, key: str, query: str = "") -> bytes:
    """The workbook itself."""
    answer = client.post(reverse("lists:export", args=[key]), {"query": query})
    assert answer.status_code == 200, answer.content.decode()
    return b"".join(answer.streaming_content)


def words(answer: Any) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sees_all(world: Any) -> Any:
    """Somebody who sees every list, with whatever can be done there."""
    world.appointment(world.admin, "auditor", None)
    world.appointment(world.admin, "drafter", world.bureau)
    return world.admin
