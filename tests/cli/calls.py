"""Calls of the command, inside this process and as one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from gongkai.cli.example import example_report
from gongkai.cli.main import root

COMMAND = [sys.executable, "-m", "gongkai.cli"]
EXAMPLE = example_report()
SOUND = EXAMPLE.replace(b"| 1 | 1 | 0 | 13 |", b"| 1 | 1 | 0 | 12 |")
"""The example without its mistake."""


Finished = subprocess.CompletedProcess[bytes]


def call(*arguments: str, stdin: bytes = b"", columns: int = 80) -> Result:
    """Calls the command inside this process."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(root, arguments, input=stdin, prog_name="gongkai")


def start(*arguments: str | Path, stdin: bytes = b"", timeout: float = 60, **environment: str) -> Finished:
    """Calls the command as a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, "COLUMNS": "80", **environment},
        check=False,
    )


def lines(output: bytes | str) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in output.splitlines()]


def files(folder: Path, contents: Sequence[bytes]) -> list[str]:
    """Files with these contents, named in their order."""
    paths = [folder / f"{place:03}.txt" for place in range(len(contents))]
    for path, data in zip(paths, contents, strict=True):
        path.write_bytes(data)
    return [str(path) for path in paths]
