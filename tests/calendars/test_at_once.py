"""同时: a notice withdrawn and another adopted at the same moment leave no gap between the years."""

from threading import Barrier, Thread, local

import pytest
from django.db import connection

from gongkai.calendars import actions
from gongkai.calendars.in_use import calendar_in_use, in_use
from gongkai.calendars.preview import preview
from gongkai.core.law.notice_text import write_year
from gongkai.platform.refusals import Refused
from tests.calendars.files import adopt, seen, year

pytestmark = pytest.mark.slow


@pytest.fixture
def together(monkeypatch):
    """Two threads have both looked at the years before either goes on. SQLite lets only one of them begin."""
    gate, thread = Barrier(2), local()

    def looked():
        found = in_use()
        if connection.vendor == "postgresql" and not getattr(thread, "has_looked", False):
            thread.has_looked = True
            gate.wait(timeout=30)
        return found

    monkeypatch.setattr(actions, "in_use", looked)


@pytest.mark.usefixtures("together")
def test_withdrawing_a_year_while_the_next_is_adopted(fresh_world, monkeypatch) -> None:
    world = fresh_world
    with monkeypatch.context() as alone:
        alone.setattr(actions, "in_use", in_use)
        first = adopt(world, year(2027, "2026-03-01"))
    text = write_year(year(2028, "2026-03-02"))
    shown = preview(in_use(), actions.after_withdrawal(first, in_use()), 2027, "").fingerprint
    given, other = {"now": world.now}, world.person("administrator", None)
    acts = (
        (
            actions.withdraw_notice,
            {"by": world.admin, "notice": first, "reason": "写错了日期，另行采用", "seen": shown},
        ),
        (actions.adopt_notice, {"by": other, "text": text, "seen": seen(text, world.today)}),
    )
    refused = []

    def run(act, more) -> None:
        try:
            act(**given, **more)
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(refused) == 1
    in_use().checked()
    assert calendar_in_use().last_year in (2026, 2028)
