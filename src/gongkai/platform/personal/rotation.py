"""密钥轮换: sealed values sealed anew with the current key, and which keys are still needed.

The order is: add a key (`config.keys.rotated`), restart whatever runs, reseal; when `keys_in_use` no longer names the
old key, it may leave the file of keys, as soon as no backup that is still kept needs it. Each batch is a transaction
of its own, and only rows under another key are looked for: interrupted, it goes on where it stopped, and done twice,
it finds nothing to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from gongkai.platform.guard import unguarded
from gongkai.platform.personal.fields import EncryptedTextField
from gongkai.platform.personal.sealing import prefix, seal, unseal

BATCH = 500

Progress = Callable[[EncryptedTextField, int], None]
"""Told after each batch: the field, and how many of its values were sealed anew until now."""


def encrypted_fields() -> Iterator[EncryptedTextField]:
    """Every encrypted field of every table, in the order of their places."""
    found = [
        field
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]
    return iter(sorted(found, key=lambda field: field.place))


def reseal(field: EncryptedTextField, progress: Progress | None = None) -> int:
    """Seals every value of the field with the current key that is under another one; how many there were. A value
    that was changed meanwhile is left as it is, for then it is under the current key. Raises SealBroken."""
    table, column, key = _quoted(field)
    current = prefix(settings.KEYS.current)
    select = (
        f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL AND substr({column}, 1, %s) <> %s "
        f"ORDER BY {key} LIMIT {BATCH}"
    )
    update = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"
    done = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor, unguarded("the same values under another key"):
            cursor.execute(select, [len(current), current])
            rows = cursor.fetchall()
            for row, stored in rows:
                cursor.execute(update, [seal(unseal(stored, field.place), field.place), row, stored])
        done += len(rows)
        if progress is not None and rows:
            progress(field, done)
        if len(rows) < BATCH:
            return done


def reseal_all(progress: Progress | None = None) -> int:
    """Does it for every encrypted field; how many values were sealed anew. The caller journals it
    (`actions.actions.record_rotation`)."""
    return sum(reseal(field, progress) for field in encrypted_fields())


@dataclass(frozen=True)
class KeysInUse:
    """How many values are sealed with which key, and how many with a key that is not in the file of keys."""

    values: dict[str, int]
    unknown: int

    def may_leave(self, key: str) -> bool:
        """Whether the key seals nothing any more and is not the current one."""
        return key != settings.KEYS.current and not self.values.get(key)


def keys_in_use() -> KeysInUse:
    """Which keys seal what is stored now."""
    values, total = dict.fromkeys(settings.KEYS.fields, 0), 0
    with connection.cursor() as cursor:
        for field in encrypted_fields():
            table, column, _ = _quoted(field)
            cursor.execute(f"SELECT count({column}) FROM {table}")
            total += cursor.fetchone()[0]
            for key in values:
                begins = prefix(key)
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE substr({column}, 1, %s) = %s", [len(begins), begins]
                )
                values[key] += cursor.fetchone()[0]
    return KeysInUse(values, total - sum(values.values()))


def _quoted(field: EncryptedTextField) -> tuple[str, str, str]:
    """Table, column and primary key of the field, as SQL."""
    meta = field.model._meta
    assert meta.pk is not None
    quote = connection.ops.quote_name
    return quote(meta.db_table), quote(field.column), quote(meta.pk.column)
