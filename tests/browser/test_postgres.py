"""The same on PostgreSQL, walked through once: the city served, its links followed, its main pages opened."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.browser.city import Site, make_city, serving
from tests.browser.crawl import may_end_so, walk
from tests.browser.visitors import Visitors
from tests.databases import GIVEN
from tests.postgres import programs, server

NAME = "browser"


@pytest.fixture
def on_postgres(tmp_path: Path) -> Iterator[Site]:
    """The demo city in a database of its own."""
    given = os.environ.get(GIVEN, "")
    if not given and programs() is None:
        reason = f"needs PostgreSQL: its programs, the package pgserver, or an address in {GIVEN}"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(reason)
        pytest.skip(reason)
    with ExitStack() as stack:
        address = given or stack.enter_context(server())
        stack.callback(execute, address, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        execute(address, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        execute(address, f"CREATE DATABASE {NAME}")
        database = {"GONGKAI_DATABASE": address.format(name=NAME)}
        make_city(tmp_path / "city", **database)
        yield stack.enter_context(serving(tmp_path / "city", **database))


def execute(address: str, statement: str) -> None:
    """Runs one statement on the server, outside of our database."""
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(statement)


@pytest.mark.soak
def test_every_page_opens_on_postgres_too(opened: Browser, on_postgres: Site) -> None:
    visitors = Visitors(opened, on_postgres)
    walked = walk(visitors, most=1)
    assert [one for one in walked.found if one.linked and not may_end_so(one)] == []
    assert on_postgres.crashes() == ""
    for role in ("administrator", "supervisor", "officer"):
        with visitors.page(role, "/staff/", width=390) as page:
            page.wait_for_selector("main h1")
