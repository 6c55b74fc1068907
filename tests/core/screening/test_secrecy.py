"""Marks of state secrets, situation by situation (tests/situations/secrecy_marks.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.screening.secrecy import mark_in

SITUATIONS = Path(__file__).parents[2] / "situations" / "secrecy_marks.yaml"
CASES = yaml.safe_load(SITUATIONS.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["情况"])
def test_situation(case: dict[str, Any]) -> None:
    text = case["文字"]
    assert mark_in(text if isinstance(text, list) else [text]) == case.get("标志", "")


def test_a_long_text_is_looked_through_quickly() -> None:
    """Text made to be slow: what each pattern begins with, many times."""
    for piece in (
        "密级：□",
        "秘密 ",
        "机 ",
        "密 级：秘 密 级 ",
        "绝密\n",
        "机密 " * 5 + "\n",
        "密级和保密期限 ",
        "机\n",
        "机\n\n \n",
        "（机密",
        "★ 机",
        "机密\n★",
    ):
        assert mark_in([piece * 20_000 + "\n绝密\n机密\n秘密"]) in ("", "秘密★")
