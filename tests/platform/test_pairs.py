"""成对事实: wherever a table says when something was done it says by whom, and never one without the other."""

from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from gongkai.platform.guard import unguarded
from gongkai.platform.pairs import AT, BY

MODELS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]
MOMENT = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def columns(model):
    """Name → field, of the table's own columns."""
    return {field.name: field for field in model._meta.concrete_fields}


PAIRS = [
    (model, name.removesuffix(BY))
    for model in MODELS
    for name, field in columns(model).items()
    if name.endswith(BY) and field.null
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


def value_of(field):
    """Some value for a column that must have one; keys to other tables are looked at when a transaction ends, and
    this one does not."""
    if isinstance(field, models.DateTimeField):
        return MOMENT
    if isinstance(field, models.DateField):
        return date(2026, 3, 2)
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.BinaryField):
        return b"x"
    if isinstance(field, models.IntegerField | models.ForeignKey):
        return 1
    return "x"


def refusal(model, given):
    """What the database says to a row with these values, or nothing."""
    filled = {
        field.attname: value_of(field)
        for field in columns(model).values()
        if not (field.null or field.has_default() or isinstance(field, models.AutoField))
    }
    try:
        with unguarded("a row that must be refused"), transaction.atomic():
            model._base_manager.bulk_create([model(**filled | given)])
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("model", "verb"), PAIRS, ids=lambda part: getattr(part, "__name__", part))
def test_both_databases_refuse_one_without_the_other(db, model, verb) -> None:
    at, by = columns(model)[verb + AT], columns(model)[verb + BY]
    name = f"{model._meta.db_table}_{verb}_pair"
    flags = [field.attname for field in columns(model).values() if isinstance(field, models.BooleanField)]
    # Other rules of the table may speak first, so the flags are tried both ways: never a row, and once for this reason.
    states = [dict(zip(flags, state, strict=True)) for state in product((True, False), repeat=len(flags))]
    for half in ({at.attname: value_of(at)}, {by.attname: 1}):
        refusals = [refusal(model, state | half) for state in states]
        assert all(refusals)
        assert any(name in said for said in refusals)
    for whole in ({at.attname: value_of(at), by.attname: 1}, {}):
        assert not any(name in refusal(model, state | whole) for state in states)
