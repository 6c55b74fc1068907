"""A visitor without an account, and a place of their own for what is uploaded."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.platform.often import Counts
from gongkai.portal import gate, turning_away
from tests.portal.shown import Send


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which uploads of this test stand while they are read."""
    monkeypatch.setattr(
        settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, folder=tmp_path / "files", temporary=tmp_path / "tmp")
    )
    return tmp_path


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has come yet."""
    counts = {kind: Counts(most, gate.PERIOD) for kind, most in turning_away._MOST.items()}
    monkeypatch.setattr(turning_away, "_COUNTS", counts)


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody has signed in. No database is there: the page must do without."""
    return Client(headers={"accept-language": "zh-hans"})


@pytest.fixture
def send(visitor: Client) -> Send:
    """Sends a report as a file, with what else the form asks."""

    def sent(data: bytes, name: str = "报告.txt", **more: Any) -> Any:
        return visitor.post("/tools/report/", {"report": SimpleUploadedFile(name, data), "complete": "1", **more})

    return sent
