"""Coverage-guided fuzzing of every reader, and what it found before.

What a run finds goes into tests/fuzz/found as KIND-what-it-was, cut to the few bytes that matter; every file there is
read again by each run of the tests.
"""

import importlib.util
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from gongkai.core.readers import Unreadable, read

FOUND = sorted((Path(__file__).parent / "found").iterdir())
KINDS = ("text", "html", "docx", "xlsx", "pdf")
ROOT = Path(__file__).resolve().parents[2]
needs_atheris = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris has no package for this platform"
)


@pytest.mark.parametrize("path", FOUND, ids=lambda one: one.name)
def test_what_was_found_stays_mended(path: Path) -> None:
    with suppress(Unreadable):
        read(path.read_bytes())


def fuzz(kind: str, folder: Path, *options: str) -> None:
    """Runs the fuzzer; fails with what it printed where it found something."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz.target", kind, str(folder)]
    limits = ["-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={folder}/"]
    ran = subprocess.run([*command, *limits, *options], cwd=ROOT, capture_output=True, text=True, errors="replace")
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert "Done " in ran.stderr


@needs_atheris
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_few_hundred_broken_files(kind: str, tmp_path: Path) -> None:
    fuzz(kind, tmp_path, "-runs=300", "-seed=1")


@needs_atheris
@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_broken_files_for_minutes(kind: str, tmp_path: Path) -> None:
    seconds = os.environ.get("GONGKAI_FUZZ_SECONDS", "120")
    fuzz(kind, tmp_path, f"-max_total_time={seconds}", "-max_len=30000")
