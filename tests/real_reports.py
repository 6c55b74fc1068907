"""The real reports, which are not part of the repository."""

import os
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of real reports, which is not part of the repository; GONGKAI_REAL_REPORTS names it."""
    given = os.environ.get("GONGKAI_REAL_REPORTS", "")
    if given and Path(given).is_dir():
        return Path(given)
    reason = (
        f"GONGKAI_REAL_REPORTS names no folder: {given!r}"
        if given
        else "needs the folder of real reports; set GONGKAI_REAL_REPORTS to it"
    )
    if IN_CI or given:  # a name that leads nowhere is a mistake, not a choice
        pytest.fail(reason)
    pytest.skip(reason)
