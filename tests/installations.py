"""An installation of a test's own, on both databases: a home, keys, data, a journal; and the command as a process."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext_lazy

from gongkai.config import keys
from gongkai.config.environment import sqlite
from gongkai.config.records import reading
from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import ACTIONS, Recorded, action
from gongkai.platform.audit.events import EVENTS, Event
from tests.cli.calls import COMMAND, Finished
from tests.databases import Databases, in_use
from tests.world import World, make_world


@dataclass
class Installation:
    """A home and its database, which are the site's own meanwhile."""

    home: Path
    databases: Databases
    name: str
    world: World
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def is_sqlite(self) -> bool:
        return self.databases.kind == "sqlite"

    def environment(self, **more: str) -> dict[str, str]:
        """What tells another process of it."""
        return {**os.environ, "COLUMNS": "80", "GONGKAI_HOME": str(self.home), **self.variables, **more}

    def run(self, *arguments: object, stdin: str = "", **more: str) -> Finished:
        """Calls the command as a process of its own."""
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin.encode(),
            capture_output=True,
            timeout=120,
            env=self.environment(**more),
            check=False,
        )


@pytest.fixture
def installation(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """An installation with a small world and three entries in its journal."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    keys.write(home / "keys.json", settings.KEYS)
    monkeypatch.setattr(settings, "HOME", home)
    name = databases.copy()
    if databases.kind == "sqlite":
        shutil.move(databases.folder / f"{name}.sqlite3", home / "gongkai.sqlite3")
        own = reading.in_use(sqlite(home / "gongkai.sqlite3"))
    else:
        own = in_use(databases, name)
    with own:
        found = Installation(home, databases, name, make_world(), databases.variables(name))
        for n in range(3):
            act_on(found.world, n)
        yield found
    databases.drop(name)


def act_on(world: World, n: int) -> None:
    """One entry more in the journal."""
    code = "tests.acted"

    def acted(*, by, now, n):
        return Recorded(None, about=by, organ=world.bureau, payload={"n": n, "words": "云溪县 “引号” \n换行"})

    try:
        action(Event(code, gettext_lazy("Acted")), needs="a test")(acted)(
            by=Person.objects.system(), now=world.now, n=n
        )
    finally:
        del ACTIONS[code], EVENTS[code]
