"""The action that marks the demo's journal."""

from typing import Any

from gongkai.demo.actions import mark_as_demo
from gongkai.platform.accounts.models import Person
from tests.examples import Example


def _call(world: Any) -> dict[str, Any]:
    return {"by": Person.objects.system()}


def _twice(world: Any) -> dict[str, Any]:
    mark_as_demo(by=Person.objects.system(), now=world.now)
    return _call(world)


EXAMPLES = [Example(mark_as_demo, right=_call, refused=_twice)]
