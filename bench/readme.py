"""The figures that both READMEs quote: written between two marks by `python -m bench --write`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.figure import Figure, table

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
MARKS = {
    name: (f"<!-- {name}: python -m bench --write -->", f"<!-- end of {name} -->")
    for name in ("kinds", "figures", "pages")
}
"""What stands before and behind each table."""

OF_THEIR_OWN = {"kinds": "kind: ", "pages": "site: "}
"""Table → how the names of the figures begin that stand in it; the others stand among the figures."""


def write_figures(machine: str, figures: Sequence[Figure]) -> None:
    """Puts the machine and the tables between their marks in both READMEs; a table without a figure stays as it was."""
    tables = {
        name: [replace(one, name=one.name.removeprefix(begins)) for one in figures if one.name.startswith(begins)]
        for name, begins in OF_THEIR_OWN.items()
    }
    tables["figures"] = [one for one in figures if not one.name.startswith(tuple(OF_THEIR_OWN.values()))]
    for path in READMES:
        text = path.read_text("utf-8")
        for mark, group in tables.items():
            if not group:
                continue
            begin, end = MARKS[mark]
            marked = f"{begin}\n\n`{machine}`\n\n{table(group)}\n\n{end}"
            text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _, new=marked: new, text, flags=re.DOTALL)
        path.write_text(text, "utf-8")
