"""The figures that both READMEs quote: written between two marks by `python -m bench --write`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.figure import Figure, table

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
MARKS = {
    name: (f"<!-- {name}: python -m bench --write -->", f"<!-- end of {name} -->") for name in ("kinds", "figures")
}
"""What stands before and behind each table."""

KINDS = "kind: "
"""How the names of figures begin that stand in a table of their own."""


def write_figures(machine: str, figures: Sequence[Figure]) -> None:
    """Puts the machine and the tables between their marks in both READMEs; a table without a figure stays as it was."""
    kinds = [replace(one, name=one.name.removeprefix(KINDS)) for one in figures if one.name.startswith(KINDS)]
    others = [one for one in figures if not one.name.startswith(KINDS)]
    for path in READMES:
        text = path.read_text("utf-8")
        for mark, group in (("kinds", kinds), ("figures", others)):
            if not group:
                continue
            begin, end = MARKS[mark]
            marked = f"{begin}\n\n`{machine}`\n\n{table(group)}\n\n{end}"
            text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _, new=marked: new, text, flags=re.DOTALL)
        path.write_text(text, "utf-8")
