"""Situations of requests, as an official writes them down: facts with Chinese names, and what follows from them."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from gongkai.core.clock.events import CHINA, Event, check_event, kinds
from gongkai.core.clock.receipt import channels
from gongkai.core.writers.law_words import STATUSES

FOLDER = Path(__file__).parents[2] / "situations"
UNKNOWN = "未定"

_NAMES = {
    "事": "kind",
    "日": "on",
    "记录": "recorded_at",
    "编号": "id",
    "对象": "about",
    "渠道": "channel",
    "天数": "days",
    "至": "until",
    "同意人": "consent_by",
    "意见": "answer",
    "结果": "outcome",
    "方式": "route",
    "原因": "reason",
}
_WORDS = {
    "kind": {entry["title"]["zh"]: kind for kind, entry in kinds().items()},
    "channel": {entry["title"]["zh"]: channel for channel, entry in channels().items()},
    "answer": {"同意": "consent", "不同意": "objection"},
    "outcome": {"逾期不补正": "uncorrected", "逾期不缴费": "unpaid"},
    "route": {"邮寄": "post", "当面": "in_person", "转交": "through_organ", "电子": "electronic"},
}
STATUS_WORDS = {words["zh"]: status for status, words in STATUSES.items()}


def event(fact: dict[str, Any]) -> Event:
    """The event that a fact tells; a record's day stands for its noon."""
    given = {_NAMES[name]: value for name, value in fact.items()}
    for name, words in _WORDS.items():
        if name in given:
            given[name] = words[given[name]]
    if isinstance(given.get("recorded_at"), date):
        given["recorded_at"] = datetime.combine(given["recorded_at"], time(12), CHINA)
    found = Event(**given)
    check_event(found)
    return found


def situations(name: str) -> list[dict[str, Any]]:
    """The situations of a file."""
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
