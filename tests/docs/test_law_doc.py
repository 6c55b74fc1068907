"""docs/law.md and the data of the law say the same."""

import runpy
import sys

import pytest

from gongkai.core.clock.events import kinds
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.parameters import keys
from tests.docs.pages import DOCS

PAGE = (DOCS / "law.md").read_text("utf-8")


def test_the_page_is_the_one_that_the_data_make(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "gongkai.core.writers.law_md", raising=False)
    runpy.run_module("gongkai.core.writers.law_md", run_name="__main__")
    assert capsys.readouterr().out == PAGE, "docs/law.md is stale: python -m gongkai.core.writers.law_md > docs/law.md"


def test_every_parameter_outcome_and_event_has_its_line() -> None:
    for name in (*keys(), *(f"outcome.{key}" for key in outcomes()), *kinds()):
        assert f"| `{name}` |" in PAGE
