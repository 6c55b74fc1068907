"""Output that the READMEs quote: `<!-- output of: COMMAND -->`, then a block of text; `[…]` leaves lines out.

`python -m tests.docs.quotes` brings the quoted stretches up to date: each from its first line to its last.
"""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from gongkai.cli.main import PROGRAM, root
from tests.docs.pages import ROOT

READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
LEFT_OUT = "[…]"
QUOTE = re.compile(r"<!-- output of: (?P<command>.+?) -->\n```text\n(?P<text>.*?)```", re.DOTALL)


def output_of(command: str) -> list[str]:
    """The lines that the command prints today, 80 columns wide."""
    name, *arguments = shlex.split(command)
    assert name == PROGRAM, command
    run = CliRunner(env={"COLUMNS": "80"}).invoke(root, arguments, prog_name=PROGRAM)
    return run.stdout.splitlines()


def stretches(text: str) -> list[list[str]]:
    """The quoted stretches of lines, without what parts them."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line == LEFT_OUT:
            found.append([])
        else:
            found[-1].append(line)
    return [stretch for stretch in found if stretch]


def place_of(stretch: list[str], output: list[str], start: int) -> int:
    """Where the stretch stands in the output from line `start` on, or -1."""
    last = len(output) - len(stretch)
    return next((i for i in range(start, last + 1) if output[i : i + len(stretch)] == stretch), -1)


def renewed(text: str, output: list[str]) -> str:
    """The quoted text with each stretch as the output has it today. Raises ValueError where its first or last
    line is gone: then a person chooses anew."""
    for stretch in stretches(text):
        first = output.index(stretch[0])
        last = output.index(stretch[-1], first)
        text = text.replace("\n".join(stretch), "\n".join(output[first : last + 1]))
    return text


def renew(path: Path) -> None:
    """Brings what the page quotes up to date."""

    def again(match: re.Match[str]) -> str:
        return match[0].replace(match["text"], renewed(match["text"], output_of(match["command"])))

    path.write_text(QUOTE.sub(again, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for readme in READMES:
        renew(readme)
