"""docs/reading.md tells of every note and every state that a reading may have, and of no other."""

import re

from gongkai.core.findings import load_catalogue
from gongkai.core.readers import reading
from gongkai.core.report import State
from tests.docs.pages import DOCS, ROOT, code, rows

TEXT = (DOCS / "reading.md").read_text("utf-8")
NOTES = load_catalogue("gongkai.core.readers", "notes.toml")


def test_every_note_has_its_line() -> None:
    assert {code(row[0])[0] for row in rows(TEXT, 3) if row[0].startswith("`READ.")} == set(NOTES)


def test_every_state_has_its_line() -> None:
    told = [code(row[0])[0] for row in rows(TEXT, 3) if code(row[0]) and row[0].islower()]
    assert sorted(told) == sorted(state.name.lower() for state in State)


def test_every_module_of_the_readers_is_on_the_map() -> None:
    page = (DOCS / "architecture.md").read_text("utf-8")
    table = page.partition("### The modules of `core/readers`")[2].partition("###")[0]
    told = {name for row in rows(table, 2) for name in code(row[0])}
    folder = ROOT / "src/gongkai/core/readers"
    there = {path.stem for path in folder.rglob("*.py") if path.stem != "__init__"} | {"notes.toml"}
    assert told == there
    assert reading.read.__doc__


def test_every_layout_is_counted() -> None:
    from tests.layouts import LAYOUTS

    assert re.search(rf"in {len(LAYOUTS)} layouts", TEXT)
    assert f"{len(LAYOUTS)} text layouts" in (DOCS / "features.md").read_text("utf-8")
