"""锚点: what is written down elsewhere shows that the journal was rewritten."""

import json

import pytest

from gongkai.platform.audit.anchor import (
    AnchorsDamaged,
    JournalContradictsAnchors,
    read_anchors,
    write_anchor,
)
from gongkai.platform.audit.models import Entry
from gongkai.platform.audit.verify import verify
from tests.platform.jobs.clock import START


@pytest.fixture
def path(tmp_path):
    return tmp_path / "elsewhere" / "anchors.jsonl"


def test_an_empty_journal_has_no_anchor(db, path) -> None:
    assert not write_anchor(path, START)
    assert not path.exists()


def test_anchors_are_written_once_an_entry_and_verify(db, path, journal_entry) -> None:
    journal_entry()
    assert write_anchor(path, START)
    assert not write_anchor(path, START)
    journal_entry()
    assert write_anchor(path, START)
    anchors = read_anchors(path)
    assert anchors == dict(Entry.objects.values_list("seq", "hash"))
    assert verify(anchors).faults == ()
    assert json.loads(path.read_text().splitlines()[0])["at"] == "2026-03-02T01:00:00.000000Z"


@pytest.mark.parametrize("told", [{"seq": 1, "hash": "0" * 64}, {"seq": 2, "hash": "0" * 64}])
def test_a_journal_that_tells_something_else_gets_no_further_anchor(db, path, journal_entry, told) -> None:
    journal_entry()
    path.parent.mkdir()
    path.write_text(json.dumps(told) + "\n")
    with pytest.raises(JournalContradictsAnchors):
        write_anchor(path, START)
    assert read_anchors(path) == {told["seq"]: told["hash"]}
    assert [fault.kind for fault in verify(read_anchors(path)).faults] == ["anchor"]


@pytest.mark.parametrize(
    "line", ["", "{", '{"seq": 1}', "[1]", '{"seq": "x", "hash": "y"}', '{"seq": 1, "hash": "other"}']
)
def test_a_damaged_line_is_named(path, line) -> None:
    path.parent.mkdir()
    path.write_text(f'{{"seq": 1, "hash": "one"}}\n{line}\n')
    with pytest.raises(AnchorsDamaged) as caught:
        read_anchors(path)
    assert caught.value.line == 2
