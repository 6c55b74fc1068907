"""Tests that need the real reports: skipped with a reason at home, failed in CI, run where the folder is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tree import ROOT


@pytest.mark.parametrize(
    ("in_ci", "given", "outcome"),
    [
        ("", None, "1 skipped"),
        ("", "absent", "1 error"),
        ("", "present", "1 passed"),
        ("true", None, "1 error"),
        ("true", "absent", "1 error"),
        ("true", "present", "1 passed"),
    ],
)
def test_the_fixture(tmp_path: Path, in_ci: str, given: str | None, outcome: str) -> None:
    shutil.copy(ROOT / "tests/real_reports.py", tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text("def test_it(real_reports):\n    assert real_reports.is_dir()\n", "utf-8")
    (tmp_path / "present").mkdir()
    environment = {**os.environ, "CI": in_ci}
    environment.pop("GONGKAI_REAL_REPORTS", None)
    if given:
        environment["GONGKAI_REAL_REPORTS"] = str(tmp_path / given)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert outcome in run.stdout
    assert ("GONGKAI_REAL_REPORTS" in run.stdout) == (outcome != "1 passed")
