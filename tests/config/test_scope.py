"""范围: no query reaches a page without the scope of the person who asks (decision 10)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.tree import ROOT

PACKAGE = ROOT / "src" / "gongkai"
FACES = ("views", "forms", "shown", "export", "listing", "page")
FORBIDDEN = {"objects", "_default_manager", "_base_manager", "connection", "connections", "ModelForm", "raw"}
"""Ways to records that pass by the queries: managers, the bare connection, and forms that ask a manager themselves."""

ASKING = {
    "all",
    "filter",
    "exclude",
    "order_by",
    "values_list",
    "exists",
    "first",
    "last",
    "iterator",
    "select_related",
}
"""Methods that ask for records: of what a query gave they narrow it, of a record's own attribute they go around it."""

WITHOUT_PERSON = {
    "gongkai.platform.accounts.queries.person_with_email": "who is meant by an address, told to nobody",
    "gongkai.organs.queries.history_of": "facts of an organ that the caller has found within scope",
    "gongkai.organs.queries.parent_of": "a fact of an organ that the caller has found within scope",
    "gongkai.organs.queries.into_of": "a fact of an organ that the caller has found within scope",
    "gongkai.organs.queries.actors_for": "ids alone, looked up among the organs within scope",
    "gongkai.organs.queries.statuses_of_day": "of organs that the caller has found within scope",
    "gongkai.organs.queries.facts_of_day": "ids alone, looked up among the organs within scope",
    "gongkai.organs.queries.running": "narrows a query that is scoped already",
    "gongkai.platform.auditor.queries.hash_after": "a fact of the chain itself, no entry's content",
    "gongkai.platform.auditor.queries.length": "a fact of the chain itself, no entry's content",
    "gongkai.platform.auditor.queries.last_seq": "a fact of the chain itself, no entry's content",
    "gongkai.platform.files.queries.names_of_people": "names for attachments found within scope",
}
"""Public functions of queries that take no person, and why."""


def modules(*names: str) -> Iterator[Path]:
    """The files of these names, and those in folders of these names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem in names or path.parent.name in names:
            yield path


def ways_around(tree: ast.AST) -> Iterator[str]:
    """What in this code asks for records without their scope."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN:
            yield f"line {node.lineno}: .{node.attr}"
        elif isinstance(node, ast.Attribute) and node.attr in ASKING and isinstance(node.value, ast.Attribute):
            yield f"line {node.lineno}: .{node.value.attr}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").endswith("organs.gate"):
            yield f"line {node.lineno}: the tree without its scope"
        elif isinstance(node, ast.Name) and node.id in FORBIDDEN:
            yield f"line {node.lineno}: {node.id}"
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("get_object_or_404", "get_list_or_404"):
            first = node.args[0] if node.args else None
            if first is None or (isinstance(first, ast.Name) and first.id[:1].isupper()):
                yield f"line {node.lineno}: a record found without a scope"
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                targets = inner.targets if isinstance(inner, ast.Assign) else []
                if any(getattr(target, "id", "") == "model" for target in targets):
                    yield f"line {inner.lineno}: a view or form that asks the manager of a model"


@pytest.mark.parametrize("path", list(modules(*FACES)), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pages_and_forms_ask_the_queries_alone(path: Path) -> None:
    found = [way.partition(": ")[2] for way in ways_around(ast.parse(path.read_text("utf-8")))]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "Organ.objects.all()",
        "Organ._base_manager.get(pk=1)",
        "organ.members.all()",
        "request.user.appointments.filter(role=role)",
        "from gongkai.organs.gate import below",
        "get_object_or_404(Organ, pk=number)",
        "from django.db import connection\nconnection.cursor()",
        "class Form(ModelForm):\n    pass",
        "class Page(ListView):\n    model = Organ",
    ],
)
def test_a_way_around_is_found(code: str) -> None:
    assert list(ways_around(ast.parse(code)))


def public_functions() -> Iterator[tuple[str, str]]:
    """Each public function of the queries: its name, and the name of its first argument."""
    for path in modules("queries"):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = [*node.args.posonlyargs, *node.args.args]
                yield f"{module}.{node.name}", arguments[0].arg if arguments else ""


def test_every_query_takes_the_person_first() -> None:
    without = {name for name, first in public_functions() if first != "person"}
    assert without == set(WITHOUT_PERSON)
    assert all(len(why.split()) >= 4 for why in WITHOUT_PERSON.values())
