"""成对事实: who and when are both set or both empty, by constraint of the database."""

from django.db import models

from gongkai.platform.refusals import ProgrammingMistake

AT, BY = "_at", "_by"


def paired(table: str, verb: str) -> models.CheckConstraint:
    """The constraint for `verb`_at and `verb`_by of a table, both nullable.

    >>> paired("accounts_person", "deactivated").name
    'accounts_person_deactivated_pair'
    """
    name = f"{table}_{verb}_pair"
    if len(name) > 60:
        raise ProgrammingMistake(f"the name of the constraint is too long: {name}")
    at, by = f"{verb}{AT}__isnull", f"{verb}{BY}__isnull"
    return models.CheckConstraint(
        condition=models.Q(**{at: True, by: True}) | models.Q(**{at: False, by: False}), name=name
    )
