"""The figures that both READMEs quote: written between two marks by `python -m bench --write`."""

import re
from collections.abc import Sequence
from pathlib import Path

from bench.figure import Figure, table

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
BEGIN, END = "<!-- figures: python -m bench --write -->", "<!-- end of figures -->"


def write_figures(machine: str, figures: Sequence[Figure]) -> None:
    """Puts the machine and the table between the marks of both READMEs."""
    block = f"{BEGIN}\n\n`{machine}`\n\n{table(figures)}\n\n{END}"
    for path in READMES:
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, text, flags=re.DOTALL), "utf-8"
        )
