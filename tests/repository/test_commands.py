"""The Makefile lists its commands, and names in one sentence what the machine lacks."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def make(*arguments: str, path: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run make; with a `path`, on a machine that has only the programs in it."""
    environment = {**os.environ, "PATH": path or os.environ["PATH"], "PYTHONHOME": "/nowhere"}
    environment.pop("MAKEFLAGS", None)
    return subprocess.run(
        [str(shutil.which("make")), *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def program(folder: Path, name: str, answer: str) -> None:
    """A program that only prints the answer."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {answer}\n", "utf-8")
    path.chmod(0o755)


def test_every_command_is_listed() -> None:
    phony = set(re.findall(r"^\.PHONY: (help .*)$", MAKEFILE, re.MULTILINE)[0].split()) - {"prerequisites"}
    listed = set(re.findall(r"^  make (\w+)", make().stdout, re.MULTILINE))
    assert listed == phony


@pytest.mark.parametrize(
    ("python", "git", "sentence"),
    [
        (None, "git version 2", "python3 is missing or does not start"),
        ("old", "git version 2", "python3 is too old"),
        ("no-venv", "git version 2", "install python3-venv"),
        ("3.11", None, "git is missing"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, python: str | None, git: str | None, sentence: str) -> None:
    if python:
        program(tmp_path, "python3", python)
    if git:
        program(tmp_path, "git", git)
    run = make("prerequisites", path=str(tmp_path))
    assert run.returncode == 2
    assert sentence in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_complete_machine_is_let_pass() -> None:
    assert make("prerequisites").returncode == 0
