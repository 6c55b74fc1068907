"""What follows from the facts of a request, situation by situation (tests/situations/clock.yaml)."""

from datetime import date
from typing import Any

import pytest

from gongkai.core.calendar import calendar
from gongkai.core.clock.request import Clock, derive
from tests.core.clock.situations import STATUS_WORDS, UNKNOWN, event, situations

CASES = situations("clock.yaml")
DAYS = {"收到": "received", "届满": "due", "交邮": "post_by", "最晚": "latest", "稳妥": "safe", "预计": "expected"}


def day(clock: Clock, name: str) -> date | None:
    return clock.receipt.received if name == "received" else getattr(clock, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["情况"])
def test_situation(case: dict[str, Any]) -> None:
    events = [event(fact) for fact in case["事实"]]
    as_of = case["截至"]
    known = case.get("所知")
    clock = derive(events, as_of, calendar(known or as_of, case.get("地区", "")), known)
    expected = case["应为"]
    assert clock.status == STATUS_WORDS[expected["状态"]]
    for word, name in DAYS.items():
        if word in expected:
            wanted = None if expected[word] == UNKNOWN else expected[word]
            assert day(clock, name) == wanted, word
    if "逾期" in expected:
        assert clock.late is {"是": True, "否": False, UNKNOWN: None}[expected["逾期"]]
    assert [remark.code for remark in clock.defects] == expected.get("问题", [])
    if "下一步" in expected:
        assert [remark.code for remark in clock.next] == expected["下一步"]


def test_there_are_situations() -> None:
    assert len(CASES) >= 50
