"""成对事实: wherever a table says when something was done it says by whom, and never one without the other."""

from itertools import product

import pytest
from django.apps import apps
from django.db import connection, models

from gongkai.platform.pairs import AT, BY

MODELS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def columns(model):
    """Name → field, of the table's own columns."""
    return {field.name: field for field in model._meta.concrete_fields}


PAIRS = [
    (model, name.removesuffix(BY))
    for model in MODELS
    for name, field in columns(model).items()
    if name.endswith(BY) and field.null and isinstance(field, models.ForeignKey)
]


def test_there_are_some() -> None:
    assert len(PAIRS) >= 3


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nobody_stands_without_a_moment(model) -> None:
    found = columns(model)
    for name, field in found.items():
        if name.endswith(BY) and (isinstance(field, models.ForeignKey) or name.removesuffix(BY) + AT in found):
            moment = found.get(name.removesuffix(BY) + AT)
            assert moment is not None, f"{name} without {name.removesuffix(BY)}{AT}"
            assert moment.null == field.null, f"{name} may be empty where its moment may not, or the other way round"


def rule(model, verb) -> str:
    """The condition of the pair's constraint, as it stands in the database itself."""
    (name,) = (found.name for found in model._meta.constraints if found.name.endswith(f"_{verb}_pair"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
            return cursor.fetchone()[0].removeprefix("CHECK ")
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [model._meta.db_table])
        after = cursor.fetchone()[0].partition(f'CONSTRAINT "{name}" CHECK ')[2]
    depth = 0
    for end, sign in enumerate(after, start=1):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return after[:end]
    raise AssertionError(f"{name} is not in the database")


@pytest.mark.parametrize(("model", "verb"), PAIRS, ids=lambda part: getattr(part, "__name__", part))
def test_both_databases_refuse_one_without_the_other(db, model, verb) -> None:
    at, by = (columns(model)[verb + end].column for end in (AT, BY))
    condition = rule(model, verb)
    with connection.cursor() as cursor:
        for moment, person in product(("NULL", "'2026-03-02'"), ("NULL", "1")):
            cursor.execute(f'SELECT {condition} FROM (SELECT {moment} AS "{at}", {person} AS "{by}") AS row_of_it')
            assert bool(cursor.fetchone()[0]) == ((moment == "NULL") == (person == "NULL"))
