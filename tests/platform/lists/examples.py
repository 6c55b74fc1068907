"""Examples of what people do to lists."""

from typing import Any

from gongkai.platform.guard import unguarded
from gongkai.platform.lists import actions
from gongkai.platform.lists.models import SavedView
from tests.examples import Example

QUERY = "state=active&sort=-login"


def a_view(world: Any, person: Any, name: str = "在岗人员", **given: Any) -> SavedView:
    """A view of the list of people that somebody saved."""
    usual = {"listing": "people", "query": QUERY, "saved_at": world.now}
    with unguarded("the world of the tests"):
        return SavedView.objects.create(person=person.pk, name=name, **{**usual, **given})


def saved(world: Any, **other: Any) -> dict[str, Any]:
    """A new view."""
    return {"by": world.admin, "listing": "people", "name": "在岗人员", "query": QUERY, "is_default": False} | other


def _taken(world: Any) -> dict[str, Any]:
    a_view(world, world.admin)
    return saved(world)


def _renamed(world: Any, name: str) -> dict[str, Any]:
    a_view(world, world.admin, "全部")
    return {"by": world.admin, "view": a_view(world, world.admin), "name": name}


def exported(world: Any, **other: Any) -> dict[str, Any]:
    """A list of two rows."""
    return {"by": world.admin, "listing": "people", "filters": {"q": True}, "count": 2, "organ": None} | other


EXAMPLES = [
    Example(actions.export_list, exported, lambda world: exported(world, count=0)),
    Example(actions.save_view, saved, _taken),
    Example(actions.rename_view, lambda world: _renamed(world, "在岗"), lambda world: _renamed(world, "全部")),
    Example(
        actions.choose_view,
        lambda world: {"by": world.admin, "view": a_view(world, world.admin), "is_default": True},
        lambda world: {"by": world.admin, "view": a_view(world, world.admin), "is_default": False},
    ),
    Example(
        actions.delete_view,
        lambda world: {"by": world.admin, "view": a_view(world, world.admin)},
        "nothing hinders a person from deleting their own view",
    ),
]
