"""外键: a table points to tables of its own package or of a floor below, never upwards."""

from django.apps import apps
from django.contrib.auth import get_user_model

from tests.repository.tree import pyproject


def floors() -> dict[str, int]:
    """Package → how high it stands, by the import rules: rooms of the platform within their floor."""
    found: dict[str, int] = {}
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    height = 0
    for container in ("gongkai.platform", "gongkai"):
        (layers,) = (contract["layers"] for contract in contracts if contract.get("containers") == [container])
        for layer in reversed(layers):
            height += 1
            for room in layer.split("|"):
                found[f"{container}.{room.strip(' ()')}"] = height
    del found["gongkai.platform"]
    return found


def test_foreign_keys_point_down() -> None:
    heights = floors()

    def package(model: type) -> str:
        (found,) = (name for name in heights if f"{model.__module__}.".startswith(f"{name}."))
        return found

    seen = 0
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("gongkai."):
            continue
        for field in model._meta.get_fields(include_hidden=False):
            target = field.related_model
            if not field.concrete or target is None or not target.__module__.startswith("gongkai."):
                continue
            seen += 1
            here, there = package(model), package(target)
            is_down = here == there or heights[there] < heights[here]
            # Neighbours on the floor of people may name a person: Django itself resolves that key.
            is_person = target is get_user_model() and heights[there] == heights[here]
            assert is_down or is_person, f"{model._meta.label}.{field.name} points up"
    assert seen >= 10
