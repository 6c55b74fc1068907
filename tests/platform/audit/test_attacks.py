"""篡改日志: whatever is done to the stored rows is refused, or found by verifying, on both databases."""

import time

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.models import Entry, Erasure, Head, Payload
from gongkai.platform.audit.verify import verify
from gongkai.platform.auditor.actions import erase_payload
from gongkai.platform.guard import WriteOutsideAction, unguarded
from tests.platform.audit.attacks import forged, insert, lengthen, rows, sql, without_triggers, write, wrote

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("six_entries")]
REASON = "误写入了申请人的电话号码"


@pytest.fixture
def act(make_action):
    return make_action(wrote)


@pytest.fixture
def six_entries(db, act):
    """Five entries, and one that tells of the erasure of the second's content."""
    write(act, 5)
    erase_payload(by=Person.objects.system(), entry=Entry.objects.get(seq=2), reason=REASON)
    assert verify().faults == ()


# ---- Refused -------------------------------------------------------------------------------------------------------

BY_THE_ORM = {
    "change": lambda: Entry.objects.filter(seq=2).update(event="other"),
    "change one": lambda: Entry.objects.get(seq=2).save(),
    "drop": lambda: Entry.objects.filter(seq=2).delete(),
    "drop content": lambda: Payload.objects.filter(seq=1).delete(),
    "change content": lambda: Payload.objects.filter(seq=1).update(text="{}"),
    "erase quietly": lambda: Erasure(seq=1, reason="x", erased_at=Entry.objects.get(seq=1).at, erased_by=1).save(),
    "change reason": lambda: Erasure.objects.update(reason="x"),
    "set back": lambda: Head.objects.update(seq=3),
    "insert": lambda: Entry.objects.bulk_create([Entry(seq=7, at=Entry.objects.get(seq=1).at)]),
}  # fmt: skip


@pytest.mark.parametrize("attack", BY_THE_ORM)
def test_outside_an_action_nothing_is_written(attack: str) -> None:
    with pytest.raises(WriteOutsideAction):
        BY_THE_ORM[attack]()


BY_SQL = [
    "UPDATE audit_entry SET event = 'other' WHERE seq = 2",
    "UPDATE audit_entry SET seq = 7 WHERE seq = 6",
    "DELETE FROM audit_entry WHERE seq = 2",
    "DELETE FROM audit_entry WHERE seq = 6",
    "DELETE FROM audit_entry",
    "INSERT INTO audit_entry SELECT 9, at, event, person, about_kind, about, organ, text, previous, hash "
    "FROM audit_entry WHERE seq = 6",
    "INSERT INTO audit_entry SELECT 7, at, event, person, about_kind, about, organ, text, previous, hash "
    "FROM audit_entry WHERE seq = 6",
    "UPDATE audit_payload SET text = '{}' WHERE seq = 1",
    "DELETE FROM audit_payload WHERE seq = 1",
    "INSERT INTO audit_payload SELECT 2, salt, text FROM audit_payload WHERE seq = 1",
    "UPDATE audit_erasure SET reason = 'x'",
    "DELETE FROM audit_erasure",
    "UPDATE audit_head SET seq = 5",
    "UPDATE audit_head SET hash = '0'",
    "UPDATE audit_head SET seq = 7",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 5, '0')",
    "INSERT INTO audit_erasure SELECT 2, 'x', erased_at, erased_by FROM audit_erasure",
]


@pytest.mark.parametrize("statement", BY_SQL)
def test_the_database_refuses(statement: str) -> None:
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        sql(statement)
    assert verify().faults == ()


def test_sqlite_refuses_to_replace() -> None:
    if connection.vendor == "sqlite":
        for statement in (
            "INSERT OR REPLACE INTO audit_erasure SELECT 2, 'x', erased_at, erased_by FROM audit_erasure",
            "INSERT OR REPLACE INTO audit_payload SELECT 2, salt, text FROM audit_payload WHERE seq = 1",
            "UPDATE OR REPLACE audit_erasure SET reason = 'x'",
        ):
            with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
                sql(statement)


def test_a_trigger_that_never_fires_is_missed() -> None:
    if connection.vendor == "postgresql":
        for state in ("DISABLE", "ENABLE REPLICA"):
            with transaction.atomic():
                sql(f"ALTER TABLE audit_entry {state} TRIGGER audit_entry_update")
                assert triggers.missing(connection) == ["audit_entry_update"]
                transaction.set_rollback(True)


def test_another_trigger_under_the_same_name_is_missed() -> None:
    with transaction.atomic():
        if connection.vendor == "sqlite":
            sql("DROP TRIGGER audit_entry_update")
            sql("CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry BEGIN SELECT 1; END")
        else:
            sql("CREATE OR REPLACE FUNCTION audit_entry_update() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NEW; END $$")  # fmt: skip
        assert triggers.missing(connection) == ["audit_entry_update"]
        with unguarded("its owner"):
            triggers.create(connection)
        assert triggers.missing(connection) == []
        transaction.set_rollback(True)


def test_postgres_refuses_to_empty_the_tables() -> None:
    if connection.vendor == "postgresql":
        for table in ("audit_entry", "audit_payload", "audit_erasure", "audit_head"):
            with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
                sql(f"TRUNCATE {table}")


# ---- Found, by whoever takes the triggers off ----------------------------------------------------------------------


def swap(first: int, second: int) -> None:
    sql("UPDATE audit_entry SET seq = 99 WHERE seq = %s", first)
    sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", first, second)
    sql("UPDATE audit_entry SET seq = %s WHERE seq = 99", second)


def change_text_and_hash() -> None:
    """Changes an entry so that it fits in itself, as the one behind it shows."""
    before, row = rows("audit_entry")[1:3]
    row = forged(before, **{name: row[name] for name in ("event", "about", "about_kind", "at")}, person=99)
    sql("UPDATE audit_entry SET text = %s, hash = %s, person = 99 WHERE seq = 3", row["text"], row["hash"])


def make_a_gap() -> None:
    last = rows("audit_entry")[-1]
    insert("audit_entry", forged(last) | {"seq": 8})


FOUND = {
    "the text": (lambda: sql("UPDATE audit_entry SET text = replace(text, '1', '2') WHERE seq = 3"), {(3, "changed")}),
    "a column alone": (lambda: sql("UPDATE audit_entry SET person = 99 WHERE seq = 3"), {(3, "changed")}),
    "the organ alone": (lambda: sql("UPDATE audit_entry SET organ = 5 WHERE seq = 3"), {(3, "changed")}),
    "the moment alone": (
        lambda: sql("UPDATE audit_entry SET at = (SELECT at FROM audit_entry WHERE seq = 1) WHERE seq = 3"),
        {(3, "changed")},
    ),
    "text and hash": (change_text_and_hash, {(4, "moved")}),
    "no JSON": (lambda: sql("UPDATE audit_entry SET text = 'x' WHERE seq = 3"), {(3, "changed")}),
    "the content": (lambda: sql("UPDATE audit_payload SET text = '{\"n\":9}' WHERE seq = 3"), {(3, "payload")}),
    "the salt": (lambda: sql("UPDATE audit_payload SET salt = '00' WHERE seq = 3"), {(3, "payload")}),
    "the content dropped": (lambda: sql("DELETE FROM audit_payload WHERE seq = 3"), {(3, "payload")}),
    "the middle dropped": (
        lambda: [sql(f"DELETE FROM {table} WHERE seq = 3") for table in ("audit_entry", "audit_payload")],
        {(3, "missing")},
    ),
    "the first dropped": (lambda: sql("DELETE FROM audit_entry WHERE seq = 1"), {(1, "missing")}),
    "the last dropped": (lambda: sql("DELETE FROM audit_entry WHERE seq = 6"), {(0, "head"), (6, "extra")}),
    "all dropped": (lambda: sql("DELETE FROM audit_entry"), {(0, "head"), (1, "extra"), (6, "extra")}),
    "two swapped": (lambda: swap(3, 4), {(3, "changed"), (3, "moved")}),
    "one moved to the end": (lambda: sql("UPDATE audit_entry SET seq = 7 WHERE seq = 3"), {(3, "missing")}),
    "one doubled": (
        lambda: insert("audit_entry", rows("audit_entry")[2] | {"seq": 7}),
        {(7, "changed"), (7, "moved"), (0, "head")},
    ),
    "one before the first": (lambda: insert("audit_entry", rows("audit_entry")[2] | {"seq": 0}), {(0, "extra")}),
    "content of nothing": (lambda: insert("audit_payload", rows("audit_payload")[0] | {"seq": 9}), {(9, "extra")}),
    "one put in with a gap": (make_a_gap, {(7, "missing"), (0, "head")}),
    "one put in, the head forgotten": (
        lambda: insert("audit_entry", forged(rows("audit_entry")[-1])),
        {(0, "head"), (7, "payload")},
    ),
    "the head's hash": (lambda: sql("UPDATE audit_head SET hash = '0'"), {(0, "head")}),
    "the head's number": (lambda: sql("UPDATE audit_head SET seq = 5"), {(0, "head")}),
    "no head": (lambda: sql("DELETE FROM audit_head"), {(0, "head")}),
    "an erasure that the journal does not tell": (
        lambda: [
            insert("audit_erasure", rows("audit_erasure")[0] | {"seq": 3}),
            sql("DELETE FROM audit_payload WHERE seq = 3"),
        ],
        {(3, "payload")},
    ),
    "another reason": (lambda: sql("UPDATE audit_erasure SET reason = 'x'"), {(6, "payload")}),
    "another eraser": (lambda: sql("UPDATE audit_erasure SET erased_by = 99"), {(6, "payload")}),
    "an erasure forgotten": (lambda: sql("DELETE FROM audit_erasure"), {(2, "payload"), (6, "payload")}),
    "erased content put back, but other": (
        lambda: insert("audit_payload", rows("audit_payload")[0] | {"seq": 2}),
        {(2, "payload")},
    ),
}


@pytest.mark.parametrize("attack", FOUND)
def test_verifying_finds_it(attack: str) -> None:
    do, expected = FOUND[attack]
    with without_triggers():
        do()
    found = {(fault.seq, fault.kind) for fault in verify().faults}
    assert expected <= found


def test_a_clean_cut_at_the_end_is_found_by_an_anchor_alone() -> None:
    before = rows("audit_entry")
    anchors = {6: before[5]["hash"], 3: before[2]["hash"]}
    assert verify(anchors).faults == ()
    with without_triggers():
        sql("UPDATE audit_head SET seq = 5, hash = %s", before[4]["hash"])
        for table in ("audit_entry", "audit_payload"):
            sql(f"DELETE FROM {table} WHERE seq = 6")
        sql("DELETE FROM audit_erasure")
        insert("audit_payload", {"seq": 2, **_content_of_the_second()})
    assert {(fault.seq, fault.kind) for fault in verify().faults} <= {(2, "payload")}
    assert (6, "anchor") in {(fault.seq, fault.kind) for fault in verify(anchors).faults}


def _content_of_the_second() -> dict[str, str]:
    return {"salt": "00", "text": "{}"}


def test_a_history_written_anew_is_found_by_an_anchor_alone() -> None:
    """Whoever owns the database and knows how can compute every hash anew; only what was kept elsewhere tells."""
    stored = rows("audit_entry")
    anchors = {stored[5]["seq"]: stored[5]["hash"]}
    with without_triggers():
        previous = stored[1]
        for row in stored[2:]:
            kept = {name: row[name] for name in ("event", "person", "about", "about_kind", "at", "organ", "text")}
            changed = kept | ({"person": 99} if row["seq"] == 3 else {})
            previous = forged(previous, **changed)
            sql(
                "UPDATE audit_entry SET text = %s, previous = %s, hash = %s, person = %s WHERE seq = %s",
                *(previous[name] for name in ("text", "previous", "hash", "person", "seq")),
            )
        sql("UPDATE audit_head SET hash = %s", previous["hash"])
    assert verify().faults == ()
    assert [(fault.seq, fault.kind) for fault in verify(anchors).faults] == [(6, "anchor")]


def test_an_entry_forged_at_the_end_is_an_entry_like_any() -> None:
    """Nothing in the chain tells it from an act that was done: whoever may write to the database may add to the end,
    through the triggers too. It can't stand before an anchor, and what it tells of is not there (docs/journal.md)."""
    last = rows("audit_entry")[-1]
    row = forged(last, event="calendars.notice_adopted")
    insert("audit_entry", row)
    insert("audit_payload", rows("audit_payload")[-1] | {"seq": 7})
    sql("UPDATE audit_head SET seq = 7, hash = %s", row["hash"])
    verdict = verify({6: last["hash"]})
    assert (verdict.entries, verdict.faults) == (7, ())


# ---- Any change at all ---------------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 2**40)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@pytest.mark.slow
def test_any_single_change_is_found(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(["audit_entry", "audit_payload", "audit_erasure", "audit_head"]))
    stored = rows(table)
    row = data.draw(st.sampled_from(stored))
    key = "id" if table == "audit_head" else "seq"
    kind = data.draw(st.sampled_from(["change", "drop"]))
    around = transaction.atomic()
    around.__enter__()
    try:
        with without_triggers():
            if kind == "drop":
                sql(f"DELETE FROM {table} WHERE {key} = %s", row[key])
            else:
                column = data.draw(st.sampled_from(sorted(set(row) - {"id"})))
                value = data.draw(_another(table, column, row[column], {one[key] for one in stored}, stored))
                sql(f'UPDATE {table} SET "{column}" = %s WHERE {key} = %s', value, row[key])
        assert verify().faults
    finally:
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _another(table, column, value, taken, stored) -> st.SearchStrategy:
    """Another value for a column."""
    if column in ("seq", "person", "erased_by"):
        free = NUMBERS.filter(lambda one: one != value)
        return free if column != "seq" or table == "audit_head" else free.filter(lambda one: one not in taken)
    if column == "organ":
        return NUMBERS
    if column in ("at", "erased_at"):
        minute = "2026-01-01 00:00:%02d+00:00" if connection.vendor == "postgresql" else "2026-01-01 00:00:%02d"
        return st.integers(0, 59).map(lambda second: minute % second)
    if column in ("previous", "hash", "salt", "event", "about_kind", "about"):
        return TEXTS.map(lambda text: text[:30]).filter(lambda one: one != value)
    return TEXTS.filter(lambda one: one != value)


@pytest.mark.slow
def test_ten_thousand_entries_verify_in_seconds() -> None:
    lengthen(10_000)
    started = time.monotonic()
    verdict = verify()
    assert (verdict.entries, verdict.faults) == (10_006, ())
    assert time.monotonic() - started < 10
