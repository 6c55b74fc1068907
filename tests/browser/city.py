"""The demo city, made once and served on one day, and who comes to it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.config.browser import served

DAY = date(2026, 3, 2)
"""The day on which the tests look at the site; a Monday, a month after the reports of the year before were due."""
COMMAND = [sys.executable, "-P", str(Path(__file__).with_name("on_day.py")), f"{DAY}T09:00+08:00"]

ANONYMOUS = "anonymous"
LOGINS = {"officer": "zhuanban", "supervisor": "zhuguan", "auditor": "shencha", "administrator": "guanli"}
"""Role → the account of the demo city that holds it."""
VISITORS = (ANONYMOUS, *LOGINS)


@dataclass(frozen=True)
class Site:
    """A running site."""

    address: str
    home: Path
    log: Path

    def crashes(self) -> str:
        """What it wrote about requests that it could not answer."""
        text = self.log.read_text("utf-8", "replace")
        return "\n".join(line for line in text.splitlines() if "Traceback" in line or "Internal Server Error" in line)


def variables(home: Path, **more: str) -> dict[str, str]:
    """What tells a process of the home, in English."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**environment, "GONGKAI_HOME": str(home), "GONGKAI_LANGUAGE": "en", **more}


def make_city(home: Path, **more: str) -> None:
    """The demo city, up to the day."""
    done = subprocess.run(
        [*COMMAND, "demo", "--no-serve", "--until", DAY.isoformat()],
        env=variables(home, **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(home: Path, **more: str) -> Iterator[Site]:
    """The city of that home, served."""
    log = home.parent / f"{home.name}.log"
    with (
        log.open("wb") as writing,
        served(variables(home, **more), program=COMMAND, log=writing) as (address, _),
    ):
        yield Site(address, home, log)


@contextmanager
def copied(home: Path, to: Path) -> Iterator[Site]:
    """A copy of the city, served, for tests that change it. Made while nobody writes into the original."""
    shutil.copytree(home, to)
    with serving(to) as site:
        yield site
