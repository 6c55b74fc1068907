"""docs/glossary.md: one word for one thing, and the words that the code uses."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from gongkai.core.clock.events import kinds
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.law.editions import EDITIONS, TABLES, edition
from gongkai.core.report import State
from tests.docs.pages import DOCS, ROOT, code, rows

TEXT = (DOCS / "glossary.md").read_text("utf-8")
LINES = rows(TEXT, 3)
CORE = ROOT / "src/gongkai/core"

# English labels in the data that still say 'correct' for 补正. Empty this list when they don't.
AFTER = "cannot be provided: still unclear after"
STILL_OTHER_WORDS = {
    f"{AFTER} correction": f"{AFTER} supplement",
    "other: not corrected in time": "other: not supplemented in time",
}
# Modules of the core that are about no term of the field: packages that only gather others.
NO_TERM = {"__init__.py", "law/__init__.py", "readers/__init__.py"}


def terms(cell: str) -> list[str]:
    return cell.split(" / ")


@cache
def names_in_code() -> frozenset[str]:
    """Every name that the package defines (modules, classes, functions, fields, arguments, constants, and
    Class.NAME), every literal word, and every key of the forms and of the facts of a request."""
    found: set[str] = {"gongkai", *kinds(), *inquiry_kinds()}
    for path in (ROOT / "src/gongkai").rglob("*.py"):
        found.add(path.stem)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{name}" for name in _assigned(node)}
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for one in EDITIONS:
        found |= {chapter.key for chapter in edition(one).chapters}
        for cell in edition(one).form.cells:
            found |= {cell.table.key, cell.row.key, cell.column.key}
    return frozenset(found)


def _assigned(node: ast.ClassDef) -> list[str]:
    return [
        target.id
        for part in node.body
        if isinstance(part, ast.Assign)
        for target in part.targets
        if isinstance(target, ast.Name)
    ]


def test_the_glossary_is_read() -> None:
    assert len(LINES) > 120


def test_each_term_stands_once() -> None:
    counts = Counter(term for term, _, _ in LINES for term in terms(term))
    assert not [term for term, count in counts.items() if count > 1]


def test_each_english_word_stands_once() -> None:
    counts = Counter(english.casefold() for _, english, _ in LINES)
    assert not [english for english, count in counts.items() if count > 1]


@pytest.mark.parametrize(
    ("term", "english"),
    [("补正", "supplement"), ("更正", "rectification"), ("勘误", "erratum"), ("纠正", "corrected")],
)
def test_the_four_pairs_are_never_mixed(term: str, english: str) -> None:
    assert [line[1] for line in LINES if term in terms(line[0])] == [english]


def test_an_identifier_exists_or_stands_in_parentheses() -> None:
    for term, _, identifier in LINES:
        planned = re.fullmatch(r"\(`[\w.]+`\)", identifier)
        assert planned or (len(code(identifier)) == 1 and code(identifier)[0] in names_in_code()), (
            f"{term}: {identifier} is not in the code; put it in parentheses if it is planned"
        )


def test_rows_columns_and_chapters_have_the_english_that_the_forms_give_them() -> None:
    told = {(code(identifier)[0], english) for _, english, identifier in LINES}
    wanted = set()
    for one in EDITIONS:
        wanted |= {(chapter.key, chapter.english) for chapter in edition(one).chapters}
        for cell in edition(one).form.cells:
            wanted |= {(cell.row.key, cell.row.english), (cell.column.key, cell.column.english)}
    missing = {(key, STILL_OTHER_WORDS.get(english, english)) for key, english in wanted} - told
    assert not missing, "these labels of the forms lack their line"


def test_rows_columns_chapters_and_tables_have_the_form_s_own_words() -> None:
    told = {term for line in LINES for term in terms(line[0])}
    chapters = {chapter.title for one in EDITIONS for chapter in edition(one).chapters}
    titles = {edition(one).form.table(key).title for one in EDITIONS for key in TABLES}
    labels = {
        label.partition("(")[0]
        for one in EDITIONS
        for cell in edition(one).form.cells
        for label in (cell.row.label, cell.column.label)
    }
    named_with_more = {"其他": "其他(申请人)"}  # a row, and a column of applicants
    assert not {named_with_more.get(word, word) for word in chapters | titles | labels} - told


def test_every_state_has_its_line() -> None:
    told = {code(identifier)[0]: english for _, english, identifier in LINES}
    assert {f"State.{state.name}": state.name.lower() for state in State}.items() <= told.items()


def test_a_module_of_the_core_opens_with_its_chinese_term() -> None:
    """The words before the first colon of its docstring hold Chinese characters."""
    without = set()
    for path in CORE.rglob("*.py"):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        first = re.split(r"[:：]", docstring.partition("\n")[0])[0]
        if not re.search(r"[\u4e00-\u9fff]", first):
            without.add(path.relative_to(CORE).as_posix())
    assert without <= NO_TERM, "the first line of a module gives the Chinese term it implements"
