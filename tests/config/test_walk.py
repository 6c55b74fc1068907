"""The whole way on foot: start, administrator, organs, people, roles, journal verified, killed, started again, backed
up, wiped, restored. As the README tells it, with real processes, on both databases."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calls import Finished, start
from tests.config.browser import Browser, kill, served
from tests.databases import Databases

pytestmark = pytest.mark.slow

PASSWORD = "four words, easily kept"


class Walk:
    """One installation, from nothing."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.variables = {"GONGKAI_HOME": str(self.home), "GONGKAI_LANGUAGE": "en", **variables}

    def run(self, *arguments: object, stdin: str = "") -> Finished:
        done = start(*map(str, arguments), stdin=stdin.encode(), **self.variables)
        assert done.returncode == 0, done.stderr.decode()
        return done

    def environment(self) -> dict[str, str]:
        import os

        return {**os.environ, **self.variables}

    def entries(self) -> int:
        verdict = json.loads(self.run("audit", "verify", "--json").stdout)
        assert verdict["faults"] == []
        return int(verdict["entries"])


@pytest.fixture
def walk(databases: Databases, tmp_path: Path) -> Iterator[Walk]:
    name = databases.create()
    yield Walk(tmp_path, databases.variables(name))
    databases.drop(name)


def seen(browser: Browser) -> list[str]:
    """What the lists show: organs and people."""
    return [
        *re.findall(r">([^<>]*(?:政府|教育局)[^<>]*)</a>", browser.go("staff/organs/")),
        *re.findall(r">\s*(李某|王某)\s*<", browser.go("staff/organs/people/")),
    ]


def set_up(browser: Browser, name: str, kind: str, level: str, below: str) -> None:
    parent = browser.choice("staff/organs/new/", "parent", below) if below else ""
    browser.send(
        "staff/organs/new/", name=name, short_name="", kind=kind, level=level, set_up_on="2001-01-01", parent=parent
    )
    assert browser.status == 200, browser.page


def test_from_nothing_to_a_restored_city(walk: Walk, databases: Databases) -> None:
    walk.run("migrate")
    created = walk.run("createadmin", "--login", "wang", "--name", "王某", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert b"wang" in created.stdout

    with served(walk.environment()) as (address, process):
        admin = Browser(address)
        admin.go("staff/organs/")
        assert "/account/login" in admin.place
        admin.sign_in("wang", PASSWORD)
        codes = admin.enroll(PASSWORD)
        set_up(admin, "望川市人民政府", "government", "prefecture", "")
        set_up(admin, "望川市教育局", "department", "prefecture", "望川市人民政府")
        organ = admin.choice("staff/organs/people/new/", "organ", "望川市教育局")
        admin.send("staff/organs/people/new/", login="li", name="李某", email="", password=PASSWORD, organ=organ)
        assert admin.status == 200, admin.page
        person = re.search(r"staff/organs/people/(\d+)/\"[^>]*>\s*李某", admin.go("staff/organs/people/"))
        assert person, admin.page
        place = f"staff/organs/people/{person[1]}/appoint/"
        first_day = re.search(r'name="from_day" value="([0-9-]+)"', admin.go(place))
        assert first_day, admin.page
        admin.send(place, role="officer", organ=organ, from_day=first_day[1], until_day="")
        assert admin.status == 200, admin.page
        before, entries = seen(admin), walk.entries()
        assert {"望川市人民政府", "望川市教育局", "李某", "王某"} <= set(before)
        assert entries >= 6
        kill(process)

    with served(walk.environment()) as (address, process):
        admin = Browser(address)
        admin.sign_in("wang", PASSWORD)
        admin.confirm(codes[0])
        assert seen(admin) == before
        backup = walk.folder / "backup.zip"
        walk.run("backup", "-o", backup)  # while the site runs
        backed_up = walk.entries()
        assert backed_up > entries
        set_up(admin, "望川市民政局", "department", "prefecture", "望川市人民政府")
        process.terminate()
        assert process.wait(30) == 0

    kept_apart = (walk.home / "keys.json").read_bytes()
    shutil.rmtree(walk.home)
    if databases.kind == "postgres":
        import psycopg

        with psycopg.connect(walk.variables["GONGKAI_DATABASE"], autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    walk.home.mkdir(mode=0o700)
    (walk.home / "keys.json").write_bytes(kept_apart)
    (walk.home / "keys.json").chmod(0o600)
    walk.run("restore", backup)
    assert walk.entries() == backed_up + 1  # the restore itself

    with served(walk.environment()) as (address, _):
        admin = Browser(address)
        admin.sign_in("wang", PASSWORD)
        admin.confirm(codes[1])
        assert seen(admin) == before
        officer = Browser(address)
        officer.sign_in("li", PASSWORD)
        assert "/account/" in officer.place  # a first password has to be changed
