"""docs/administration.md: its tables say what the code does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gongkai
from gongkai.config import attachments, environment
from gongkai.platform.files.limits import LARGEST_FILE, LARGEST_REQUEST, MOST_FILES
from gongkai.platform.jobs.schedule import SCHEDULE
from gongkai.platform.outbox.channels.configured import QUIET, VARIABLES
from tests.docs.pages import DOCS, code, rows

PAGE = (DOCS / "administration.md").read_text("utf-8")
TABLE = {name: default for (name,), default in ((code(row[0]), row[1]) for row in rows(PAGE, 3))}
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted(Path(gongkai.__file__).parent.rglob("*.py")))


class Asked(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.names: set[str] = set()

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        self.names.add(name)
        return super().get(name, default)


def asked() -> Iterator[str]:
    """Every variable: named in the source, asked for there, or under a name that is put together."""
    yield from (name for name in re.findall(r"(?<!_)GONGKAI_[A-Z0-9_]+", SOURCE) if not name.endswith("_"))
    calls = r'(?i:environment|self|site)\.(?:get|number)\(\s*"([A-Z0-9_]+)"'
    yield from (f"GONGKAI_{name}" for name in re.findall(calls, SOURCE))
    yield from (f"GONGKAI_{name}" for name in VARIABLES.values())
    variables = Asked({"GONGKAI_FILES": "s3://b", "GONGKAI_S3_KEY": "k", "GONGKAI_S3_SECRET": "s"})
    found = environment.read(variables)
    attachments.read(found)
    environment.mail(found)
    environment.identity_provider(found)
    yield from variables.names


def test_every_variable_that_the_code_asks_for_is_in_the_table() -> None:
    wanted = set(asked())
    assert len(wanted) > 25
    assert set(TABLE) == wanted


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("GONGKAI_HOME", environment.DEFAULT_HOME),
        ("GONGKAI_MODE", environment.MODES[0]),
        ("GONGKAI_QUIET", QUIET),
        ("GONGKAI_IDLE_MINUTES", "30"),
    ],
)
def test_a_default_is_the_one_in_the_code(name: str, default: str) -> None:
    assert code(TABLE[name])[0] == default
    assert f'"{default}"' in SOURCE or f" {default}," in SOURCE


def test_the_limits_of_uploads_are_those_of_the_code() -> None:
    megabytes = LARGEST_FILE >> 20, MOST_FILES, LARGEST_REQUEST >> 20
    assert "at most {} MB, a form at most {} files, a request at most {} MB".format(*megabytes) in PAGE
    sizes = set(re.findall(r"client_max_body_size (\d+)m", PAGE))
    assert [int(size) > LARGEST_REQUEST >> 20 for size in sizes] == [True]


def test_every_daily_job_is_listed_at_its_time() -> None:
    told = [at for at, _ in rows(PAGE, 2)]
    assert told == sorted(entry.at.strftime("%H:%M") for entry in SCHEDULE)
