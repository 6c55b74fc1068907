"""The system's own chromium: found, started, or said to be missing."""

import os
import shutil

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""The first is the same browser without windows of its own, and opens a page in a third of the time."""
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The network is closed for the browser, too: it finds no name and no machine but this one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def found() -> str | None:
    """Where chromium is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def required() -> str:
    """Where chromium is. The test is skipped where there is none; in CI it fails."""
    path = found()
    if path is None:
        reason = "needs chromium (Debian: apt install chromium-headless-shell fonts-noto-cjk)"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(reason)
        pytest.skip(reason)
    return path
