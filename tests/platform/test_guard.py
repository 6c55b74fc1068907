"""写保护: a write outside an action is refused, whichever way it comes through Django."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from gongkai.platform.accounts.models import Person
from gongkai.platform.guard import WriteOutsideAction, guarded_tables, unguarded
from gongkai.platform.numbering.models import Counter

pytestmark = pytest.mark.usefixtures("db")


def sql(statement):
    return lambda: connection.cursor().execute(statement)


WRITES = {
    "save": lambda: Counter(organ=1, kind="k", year=2026).save(),
    "create": lambda: Counter.objects.create(organ=1, kind="k", year=2026),
    "bulk": lambda: Counter.objects.bulk_create([Counter(organ=1, kind="k", year=2026)], ignore_conflicts=True),
    "update": lambda: Counter.objects.update(last=5),
    "delete": lambda: Counter.objects.all().delete(),
    "raw delete": lambda: Counter.objects.all()._raw_delete("default"),
    "insert": sql("INSERT INTO numbering_counter (organ, kind, year, last) VALUES (1, 'k', 2026, 0)"),
    "insert, small": sql("  insert into \"numbering_counter\" (organ, kind, year, last) values (1, 'k', 2026, 0)"),
    "delete by hand": sql("DELETE FROM numbering_counter"),
    "update by hand": sql("UPDATE numbering_counter SET last = 9"),
    "behind WITH": sql("WITH x AS (SELECT 1) UPDATE numbering_counter SET last = 9"),
    "behind a comment": sql("/* one */ UPDATE numbering_counter SET last = 9"),
    "with its schema": lambda: connection.cursor().execute(
        f"UPDATE {'main' if connection.vendor == 'sqlite' else 'public'}.numbering_counter SET last = 9"
    ),
    "behind another statement": sql("SELECT 1; UPDATE numbering_counter SET last = 9"),
    "or replace": sql("UPDATE OR REPLACE numbering_counter SET last = 9"),
    "only": sql("DELETE FROM ONLY numbering_counter"),
    "a column that is not free": lambda: Person.objects.update(name="别人"),
    "a free one and another": lambda: Person.objects.update(password="!", login="x"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_is_refused(write) -> None:
    with unguarded("a row to write to"):
        Counter.objects.create(organ=2, kind="k", year=2026)
    with pytest.raises(WriteOutsideAction), transaction.atomic():
        write()
    assert Counter.objects.get().last == 0


def test_reading_and_free_columns_pass() -> None:
    assert Counter.objects.count() == 0
    assert Person.objects.filter(is_system=True).update(password="!other") == 1


def test_it_can_be_opened_with_a_reason_and_closes_again() -> None:
    with unguarded("a test"):
        Person.objects.create(login="a", name="甲", added_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(WriteOutsideAction), transaction.atomic():
        Person.objects.filter(login="a").delete()


def test_every_table_of_ours_is_guarded_or_says_why_not() -> None:
    assert {"accounts_person", "audit_entry", "audit_head", "numbering_counter"} <= guarded_tables().keys()
