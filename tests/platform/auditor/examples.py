"""Examples of what an auditor does."""

from typing import Any

from gongkai.platform.audit.models import Entry
from gongkai.platform.auditor.actions import erase_payload, export_journal, verify_journal
from gongkai.platform.auditor.queries import Filter
from tests.examples import Example
from tests.world import World


def _verify(world: World) -> dict[str, Any]:
    return {"by": world.person("auditor", None)}


def _export(world: World) -> dict[str, Any]:
    verify_journal(by=world.admin, now=world.now)
    return {"by": world.person("auditor", None), "filters": Filter()}


def _export_nothing(world: World) -> dict[str, Any]:
    return {"by": world.person("auditor", world.district), "filters": Filter()}


def _erase(world: World) -> dict[str, Any]:
    verify_journal(by=world.admin, now=world.now)
    entry = Entry.objects.order_by("seq").last()
    return {"by": world.admin, "entry": entry, "reason": "误写入了申请人的电话号码"}


def _erase_without_a_reason(world: World) -> dict[str, Any]:
    return _erase(world) | {"reason": "错"}


EXAMPLES = [
    Example(verify_journal, _verify, "only the length of the journal refuses it, which no example reaches"),
    Example(export_journal, _export, _export_nothing),
    Example(erase_payload, _erase, _erase_without_a_reason),
]
