"""编号: ids that were looked up, inside another question of the database.

As parameters, hundreds of them take longer than the question: Django takes them apart one by one, and psycopg anew each
time.
"""

from collections.abc import Iterable

from django.db.models.expressions import RawSQL


def these(ids: Iterable[int]) -> RawSQL:
    """For `__in`.

    >>> these([3, 5]).sql
    '3, 5'
    """
    return RawSQL(", ".join(str(int(one)) for one in ids) or "NULL", ())
