"""Examples of the actions of calendars."""

from typing import Any

from gongkai.calendars.actions import adopt_notice, after_withdrawal, withdraw_notice
from gongkai.calendars.in_use import in_use
from gongkai.calendars.preview import preview
from gongkai.core.law.notice_text import write_year
from tests.calendars.files import adopt, changed_2026, seen, year
from tests.examples import Example
from tests.world import World


def _adopt(world: World) -> dict[str, Any]:
    text = write_year(year(2027, "2026-03-01"))
    return {"by": world.admin, "text": text, "seen": seen(text, world.today)}


def _adopt_what_is_in_use(world: World) -> dict[str, Any]:
    return {"by": world.admin, "text": write_year(changed_2026()), "seen": ""}


def _withdraw(world: World) -> dict[str, Any]:
    notice = adopt(world, year(2027, "2026-03-01"))
    before = in_use()
    shown = preview(before, after_withdrawal(notice, before), 2027, "")
    return {"by": world.admin, "notice": notice, "reason": "日期写错了，另行采用", "seen": shown.fingerprint}


def _withdraw_without_a_reason(world: World) -> dict[str, Any]:
    return _withdraw(world) | {"reason": "错"}


EXAMPLES = [
    Example(adopt_notice, _adopt, _adopt_what_is_in_use),
    Example(withdraw_notice, _withdraw, _withdraw_without_a_reason),
]
