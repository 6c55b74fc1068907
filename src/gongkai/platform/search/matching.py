"""匹配: the rows of the index that an expression finds, as part of a query."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import StrIndex

from gongkai.platform.search.expression import Nothing, Term, for_postgres, for_sqlite
from gongkai.platform.search.models import Row
from gongkai.platform.search.sources import scope

_LAST = "search_row.id > (SELECT max(id) - 600 FROM search_row)"
_ALL_ROWS = "SELECT set_config('enable_seqscan', %s, true)"


def visible_to(person: Any, on: date) -> QuerySet[Row]:
    """The rows that the person may see on that day. A search asks several questions within one scope, and making its
    SQL takes longer than a question: it is made once, and stands in each of them."""
    query = Row.objects.filter(scope(person, on)).query
    sql, params = query.get_compiler(connection=connection).compile(query.where)
    # The sign keeps SQLite from going through all rows of these kinds where it is asked for a few by their ids.
    return Row.objects.extra(where=[f"+({sql})" if connection.vendor == "sqlite" else sql], params=params)


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


def brought(found: QuerySet[Row], *columns: str) -> Sequence[Sequence[Any]]:
    """These columns of what was found. SQLite hands them over in one piece, days as text: for each row by itself every
    other thread of the site would get its turn first, and a search goes through thousands."""
    values = found.values_list(*columns)
    try:
        sql, params = values.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:  # of nothing, Django makes no question
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f"SELECT json_group_array(json_array({names})) FROM ({sql})", params)
            return list(json.loads(cursor.fetchone()[0]))
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def newest(found: QuerySet[Row], most: int, *columns: str) -> Sequence[Sequence[Any]]:
    """These columns of so many of what `matching` found, the ones added last. PostgreSQL would bring together all finds
    of a frequent word to take those: it is asked for those among the last rows first, one by one. All the others it is
    to look up in the index of words: one by one it would go through them as well where it expects many, for it does not
    count what unpacking a row's words costs; so they are not ordered by the id as such."""
    if connection.vendor == "sqlite":
        return brought(found[:most], *columns)
    told = brought(found.extra(where=[_LAST])[:most], *columns)
    if len(told) == most:
        return told
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ALL_ROWS, ["off"])
        told = by_their_words(found, most, *columns)
        cursor.execute(_ALL_ROWS, ["on"])
    return told


def by_their_words(found: QuerySet[Row], most: int, *columns: str) -> Sequence[Sequence[Any]]:
    """The same for words of which few are expected: looked up in the index of words at once."""
    if connection.vendor == "sqlite":
        return brought(found[:most], *columns)
    return brought(found.order_by(-(F("pk") + 0))[:most], *columns)


def with_phrases(rows: QuerySet[Row], phrases: tuple[str, ...]) -> QuerySet[Row]:
    """Of these rows those whose text has each of the phrases, in shape."""
    for number, phrase in enumerate(phrases):
        place: dict[str, Any] = {f"phrase{number}": StrIndex("text__shape", Value(phrase))}
        rows = rows.alias(**place).filter(**{f"phrase{number}__gt": 0})
    return rows
