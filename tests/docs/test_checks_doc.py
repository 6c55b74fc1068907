"""docs/checks.md and the catalogue of the checks say the same, and no check goes without its entry."""

import runpy
import string
import sys
from pathlib import Path

import pytest

from gongkai.core.checks import CHECKS
from gongkai.core.checks.catalogue import codes, rule
from gongkai.core.findings import LANGUAGES, load_catalogue

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
CATALOGUE = load_catalogue("gongkai.core.checks", "catalogue.toml")
SENTENCES = [
    (code, variant, words) for code, entry in CATALOGUE.items() for variant, words in entry["sentences"].items()
]


def test_the_page_is_the_one_that_the_catalogue_makes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "gongkai.core.checks.document", raising=False)
    runpy.run_module("gongkai.core.checks.document", run_name="__main__")
    assert capsys.readouterr().out == PAGE.read_text("utf-8"), (
        "docs/checks.md is stale: python -m gongkai.core.checks.document > docs/checks.md"
    )


def test_every_code_of_a_check_has_an_entry_and_every_entry_a_check() -> None:
    checked = [code for check_codes, _ in CHECKS for code in check_codes]
    assert len(checked) == len(set(checked))
    assert tuple(checked) == codes()


@pytest.mark.parametrize("code", codes())
def test_an_entry_is_complete_in_both_languages(code: str) -> None:
    one = rule(code)
    for text in (one.title, one.meaning, one.basis, one.example):
        assert set(text) == set(LANGUAGES)
        assert all(text.values())


@pytest.mark.parametrize(("code", "variant", "words"), SENTENCES)
def test_a_sentence_has_both_languages_and_fills_the_same_blanks(
    code: str, variant: str, words: dict[str, str]
) -> None:
    assert set(words) == set(LANGUAGES), (code, variant)
    blanks = [{name for _, name, _, _ in string.Formatter().parse(words[language]) if name} for language in LANGUAGES]
    assert blanks[0] == blanks[1], (code, variant)


def test_an_unknown_code_is_answered_with_the_known_ones() -> None:
    with pytest.raises(KeyError) as caught:
        rule("T3.SUM")
    assert caught.value.args == ("T3.SUM", codes())
