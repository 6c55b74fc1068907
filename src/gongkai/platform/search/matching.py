"""匹配: the rows of the index that an expression finds, as part of a query."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from gongkai.platform.search.expression import Nothing, Term, for_postgres, for_sqlite
from gongkai.platform.search.models import Row
from gongkai.platform.search.sources import scope

_SCANS = "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"


def visible_to(person: Any, on: date) -> QuerySet[Row]:
    """The rows that the person may see on that day. A search asks several questions within one scope, and making its
    SQL takes longer than a question: it is made once, and stands in each of them."""
    query = Row.objects.filter(scope(person, on)).query
    sql, params = query.get_compiler(connection=connection).compile(query.where)
    return Row.objects.extra(where=[sql], params=params)


def matching(rows: QuerySet[Row], term: Term) -> QuerySet[Row]:
    """Of these rows those that the expression finds, the ones added last first."""
    if term == Nothing():
        return rows.none()
    if connection.vendor == "sqlite":
        return rows.extra(
            tables=["search_words"],
            where=["search_words.rowid = search_row.id", "search_words MATCH %s"],
            params=[for_sqlite(term)],
            order_by=["-search_words.rowid"],  # in which FTS5 finds them; by our own id, all would be sorted first
        )
    return rows.extra(where=["search_row.words @@ %s::tsquery"], params=[for_postgres(term)]).order_by("-pk")


def among(rows: QuerySet[Row], pks: Iterable[int]) -> QuerySet[Row]:
    """Of these rows those with the ids. Django takes a list of ids apart one by one, which takes longer than the
    question."""
    return rows.extra(where=[f"search_row.id IN ({', '.join(str(int(pk)) for pk in pks) or 'NULL'})"])


def brought(found: QuerySet[Row], *columns: str) -> list[list[Any]]:
    """These columns of what was found, days as text. SQLite hands them over in one piece: for each row by itself every
    other thread of the site would get its turn first, and a search goes through thousands."""
    values = found.values_list(*columns)
    if connection.vendor != "sqlite":
        return [[one.isoformat() if isinstance(one, date) else one for one in row] for row in values]
    try:
        sql, params = values.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:  # of nothing, Django makes no question
        return []
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_group_array(json_array({names})) FROM ({sql})", params)
        told: list[list[Any]] = json.loads(cursor.fetchone()[0])
    return told


@contextmanager
def by_the_index() -> Iterator[None]:
    """While it is open PostgreSQL looks words up in their index. Left to itself it goes through the rows one by one,
    the newest first, where it expects many finds: it does not count what unpacking a row's words costs, and where there
    are few it takes a hundred times as long."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SCANS, ["off", "off"])
        yield
        cursor.execute(_SCANS, ["on", "on"])


def with_phrases(rows: QuerySet[Row], phrases: tuple[str, ...]) -> QuerySet[Row]:
    """Of these rows those whose text has each of the phrases, in shape."""
    for number, phrase in enumerate(phrases):
        place: dict[str, Any] = {f"phrase{number}": StrIndex("text__shape", Value(phrase))}
        rows = rows.alias(**place).filter(**{f"phrase{number}__gt": 0})
    return rows
