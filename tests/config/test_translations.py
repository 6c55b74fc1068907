"""Chinese and English are complete: no sentence without its Chinese, none that nobody says, every .mo as its .po."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.translations import PACKAGE, PLACE, Msgid, as_mo, as_po, of_template, of_tree, read, renewed, wanted

WANTED = wanted()
HOMES = sorted(WANTED)
NAMES = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def _name(home: Path) -> str:
    return str(home.relative_to(PACKAGE))


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_the_catalogue_holds_what_the_code_says_and_no_more(home: Path) -> None:
    kept = (home / PLACE).read_bytes()
    assert kept == as_po(renewed(home, WANTED[home])), "run `make messages`, and give every sentence its Chinese"


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_what_is_read_at_run_time_is_what_was_translated(home: Path) -> None:
    assert (home / PLACE).with_suffix(".mo").read_bytes() == as_mo(read(home)), "run `make messages`"


def _texts(message: Message) -> tuple[list[str], list[str]]:
    ids = list(message.id) if isinstance(message.id, tuple) else [message.id]
    strings = list(message.string) if isinstance(message.string, tuple) else [message.string]
    return ids, strings


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_every_sentence_is_translated_with_the_same_blanks(home: Path) -> None:
    for message in read(home):
        if not message.id:
            continue
        ids, strings = _texts(message)
        assert all(strings), message.id
        assert not message.fuzzy, message.id
        blanks = {name for text in ids for name in NAMES.findall(text)}
        for string in strings:
            assert set(NAMES.findall(string)) == blanks, message.id


def test_a_sentence_has_one_chinese() -> None:
    chinese: dict[Msgid, str] = {}
    for home in HOMES:
        for message in filter(lambda message: message.id, read(home)):
            key = (message.context or "", str(message.id), "")
            assert chinese.setdefault(key, str(message.string)) == str(message.string), (home, message.id)


def test_no_catalogue_is_left_of_an_application_that_says_nothing() -> None:
    assert {path.parents[2] for path in PACKAGE.rglob("*.po")} == {home / "locale" for home in HOMES}


def test_sentences_are_found() -> None:
    import ast

    code = 'f(_("One"), ngettext("a", "b", n), pgettext("c", "d")); g.gettext("no")'
    assert set(of_tree(ast.parse(code))) == {("", "One", ""), ("", "a", "b"), ("c", "d", "")}
    template = """{% load i18n %}<p title="{% translate "It's (one)" %}">{% blocktranslate count n=n %}a{% plural %}b
    {% endblocktranslate %}{% translate "d" context "c" %}"""
    assert ("", "It's (one)", "") in set(of_template(template, "x"))
    assert ("c", "d", "") in set(of_template(template, "x"))
    with pytest.raises(ValueError, match="literally"):
        list(of_tree(ast.parse("_(name)")))
