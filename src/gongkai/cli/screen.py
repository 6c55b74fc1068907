"""屏幕: what every drawing shares. Results are drawn into bytes, so that a worker can do it; colour only
where a person looks on, and what comes from a file can never steer the terminal.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from gongkai.cli.bilingual import wrap
from gongkai.cli.output import standard_output
from gongkai.core.findings import Language
from gongkai.core.writers.printable import printable as printable

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Look:
    """How results are shown: as JSON Lines, or drawn for a screen of that width, in colour or not; or kept for the
    return list, and nothing shown."""

    language: Language
    as_json: bool = False
    width: int = 80
    colour: bool = False
    as_list: bool = False


def look_of_output(language: Language, as_json: bool = False) -> Look:
    """How to show results on the standard output that there is. Raises Unwritten when there is none."""
    stream = standard_output()
    return Look(language, as_json, shutil.get_terminal_size().columns, not as_json and _takes_colour(stream))


def _takes_colour(stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal that can, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", None)


def canvas(look: Look) -> "Console":
    """A console of that look that draws into memory."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=look.width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        no_color=not look.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def write(console: "Console", text: str, *, indent: int = 0, style: str = "") -> None:
    """A paragraph, wrapped as Chinese is: also between characters, never before a stop."""
    from rich.text import Text

    for line in wrap(text, console.width - indent):
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)


def drawn(console: "Console") -> bytes:
    """What was drawn on the canvas, as UTF-8, no line with blanks at its end."""
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).encode("utf-8", "replace")


@contextmanager
def progress_bar(words: str, total: int) -> Iterator[tuple[Callable[[], object], Callable[[str], object]]]:
    """A bar on standard error; gives what advances it and what prints a line above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield (lambda: progress.advance(task)), (lambda line: console.print(line, soft_wrap=True))
