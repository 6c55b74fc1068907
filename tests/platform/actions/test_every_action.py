"""动作: what the mechanism promises of an action, proven for every one of them by its example."""

import json
from collections import Counter
from importlib import import_module
from inspect import Parameter, signature

import pytest
from django.apps import apps
from django.utils.translation import gettext_lazy

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import ACTIONS, Recorded, action
from gongkai.platform.audit import journal
from gongkai.platform.audit.events import EVENTS, Event
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.auditor.words import KINDS, LABELS
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden, ProgrammingMistake, Refused
from tests.repository.tree import ROOT

pytestmark = pytest.mark.slow

MODULES = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*/examples.py"))
EXAMPLES = [example for path in MODULES for example in import_module(".".join(path.with_suffix("").parts)).EXAMPLES]
every = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.act.event.code)
refusable = pytest.mark.parametrize(
    "example",
    [example for example in EXAMPLES if not isinstance(example.refused, str)],
    ids=lambda example: example.act.event.code,
)
permitted = pytest.mark.parametrize(
    "example",
    [example for example in EXAMPLES if isinstance(example.act.needs, Permission)],
    ids=lambda example: example.act.event.code,
)


def fingerprint(*, journal_too: bool = True):
    """All that all tables of ours hold."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=lambda row: str(row[0]))
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("gongkai.") and (journal_too or model._meta.app_label != "audit")
    }


RECORDS_ALONE = {
    # told by the libraries of signing in, which keep passwords, factors and identities in tables of their own
    "accounts.sign_in_failed", "accounts.locked_out", "accounts.signed_out", "accounts.password_changed",
    "accounts.password_reset", "accounts.second_factor_added", "accounts.second_factor_removed",
    "accounts.recovery_codes_made", "accounts.guessed_at",
    "organs.second_factors_removed", "organs.identity_linked", "organs.identity_unlinked",
    # about the journal itself
    "audit.journal_verified", "audit.journal_exported", "audit.payload_erased",
    # nothing of the file is kept; the values were sealed anew before it is told
    "files.marked_refused", "keys.rotated",
    "demo.built",
    # nothing of what is exported changes
    "lists.exported",
}  # fmt: skip
"""Events of actions that change none of our tables but those of the journal."""


@pytest.fixture
def outer():
    """An action that does whatever it is given, so also another action."""

    @action(Event("tests.outer", gettext_lazy("Outer")), needs="a test")
    def does(*, by, now, inside):
        inside()
        return Recorded(None, about=None)

    yield does
    del ACTIONS["tests.outer"], EVENTS["tests.outer"]


def test_each_has_exactly_one_example() -> None:
    ours = [code for code, act in ACTIONS.items() if act.do.__module__.startswith("gongkai.")]
    assert Counter(example.act.event.code for example in EXAMPLES) == Counter(ours)


@every
def test_it_takes_keywords_alone_and_says_what_it_needs(example) -> None:
    parameters = signature(example.act.do).parameters
    assert {"by", "now"} <= parameters.keys()
    assert {parameter.kind for parameter in parameters.values()} == {Parameter.KEYWORD_ONLY}
    assert isinstance(example.act.needs, Permission) or len(example.act.needs.split()) >= 3
    assert example.act.do.__doc__
    if isinstance(example.refused, str):
        assert len(example.refused.split()) >= 3, "say why no state refuses it"


@every
def test_it_leaves_one_entry_of_its_person_and_moment_in_a_journal(example, world) -> None:
    """One that changes several organs leaves one in the journal of each."""
    given = example.right(world)
    before = fingerprint(journal_too=False)
    last = Entry.objects.count()
    example.act(now=world.now, **given)
    entries = list(Entry.objects.filter(seq__gt=last))
    assert {(entry.event, entry.person, entry.at) for entry in entries} == {
        (example.act.event.code, given["by"].pk, world.now)
    }
    assert len({entry.organ for entry in entries}) == len(entries)
    assert {entry.about_kind for entry in entries} <= {"", *KINDS}, "a kind of record that the journal has no word for"
    changed = fingerprint(journal_too=False) != before
    assert changed != (example.act.event.code in RECORDS_ALONE)
    texts = list(Payload.objects.filter(seq__gt=last).values_list("text", flat=True))
    for text in texts:
        assert set(json.loads(text)) <= set(LABELS), "a key that the page of an entry has no word for"
    written = " ".join(texts)
    for secret in ("password", "token", "code"):
        value = given.get(secret)
        assert not isinstance(value, str) or not value or value not in written


@every
def test_without_its_entry_nothing_is_done(example, world, monkeypatch) -> None:
    given = example.right(world)
    before = fingerprint()

    def broken(*_, **__):
        raise RuntimeError("the journal can't be written")

    monkeypatch.setattr(journal, "append", broken)
    with pytest.raises(RuntimeError, match="the journal"):
        example.act(now=world.now, **given)
    assert fingerprint() == before


@permitted
def test_a_person_without_roles_may_not(example, world) -> None:
    given = example.right(world) | {"by": world.nobody(world.district)}
    before = fingerprint()
    with pytest.raises(Forbidden):
        example.act(now=world.now, **given)
    assert fingerprint() == before


@refusable
def test_a_wrong_state_refuses_it_and_nothing_changes(example, world) -> None:
    given = example.refused(world)
    before = fingerprint()
    with pytest.raises(Refused) as refused:
        example.act(now=world.now, **given)
    assert str(refused.value).strip()
    assert refused.value.field == "" or refused.value.field in signature(example.act.do).parameters
    assert fingerprint() == before


@every
def test_inside_another_it_is_a_mistake_of_the_program(example, world, outer) -> None:
    given = example.right(world)
    before = fingerprint()
    with pytest.raises(ProgrammingMistake, match="inside another action"):
        outer(by=Person.objects.system(), inside=lambda: example.act(now=world.now, **given))
    assert fingerprint() == before
