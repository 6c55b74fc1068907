"""The READMEs quote commands that exist, output that they print today, figures that the bench measures."""

import re
import shlex
from pathlib import Path

import click
import pytest

from bench.readme import MARKS
from gongkai.cli.main import PROGRAM, root
from tests.docs.pages import ROOT, code
from tests.docs.quotes import QUOTE, READMES, output_of, place_of, renewed, stretches

TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
PAGES = sorted([*READMES, *(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])


def named(path: Path) -> str:
    return path.name


def commands(path: Path) -> list[str]:
    """The calls that the page shows: lines of its `sh` blocks, and code in its text."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.partition("  #")[0] for block in blocks for line in block.splitlines()]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [line.strip() for line in [*lines, *code(prose)] if line.strip()]


def wrong_with(call: str) -> str:
    """What is wrong with a call of make or gongkai; '' for other calls and right ones."""
    words = shlex.split(re.sub(r"^(?:GONGKAI_\w+=\w+ )?(?:\.venv/bin/)?", "", call).partition(" > ")[0])
    if words[:1] == ["make"] and len(words) > 1:
        return "" if words[1] in TARGETS else f"make has no {words[1]}"
    if words[:1] != [PROGRAM] or "…" in words:
        return ""
    command: click.Command = root
    options = {"--help"}
    for word in words[1:]:
        context = click.Context(command)
        options |= {opt for parameter in command.get_params(context) for opt in parameter.opts}
        if isinstance(command, click.Group) and word in command.list_commands(context):
            command = command.get_command(context, word) or command
        elif word.startswith("--") and word not in options:
            return f"{command.name} has no {word}"
        elif isinstance(command, click.Group) and not word.startswith("-") and word not in ("zh", "en"):
            return f"{command.name} has no command {word}"
    return ""


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("make run", False),
        ("make nothing", True),
        ("gongkai report read --json --jobs 4 folder", False),
        (".venv/bin/gongkai report read --fast", True),
        ("gongkai report raed", True),
        ("gongkai --language en example", False),
    ],
)
def test_the_rule_finds_a_wrong_call(call: str, wrong: bool) -> None:
    assert bool(wrong_with(call)) == wrong


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_that_are_shown_exist(page: Path) -> None:
    assert not [wrong for call in commands(page) if (wrong := wrong_with(call))]


@pytest.mark.parametrize("page", READMES, ids=named)
def test_both_commands_are_shown(page: Path) -> None:
    assert {"make run", "make test"} <= set(commands(page))


@pytest.mark.parametrize("page", READMES, ids=named)
def test_what_is_quoted_is_what_the_command_prints_today(page: Path) -> None:
    quotes = list(QUOTE.finditer(page.read_text("utf-8")))
    assert quotes
    for quote in quotes:
        output = output_of(quote["command"])
        found = stretches(quote["text"])
        assert sum(map(len, found)) > 10
        end = 0
        for stretch in found:
            place = place_of(stretch, output, end)
            assert place >= 0, f"renew the quotes: python -m tests.docs.quotes\n{chr(10).join(stretch)}"
            end = place + len(stretch)


def test_a_quote_is_renewed_from_its_first_line_to_its_last() -> None:
    output = ["a", "b", "new", "c", "d", "e"]
    assert renewed("b\nold\nc\n[…]\ne\n", output) == "b\nnew\nc\n[…]\ne\n"


@pytest.mark.parametrize("page", READMES, ids=named)
def test_figures_are_quoted_with_the_machine(page: Path) -> None:
    text = page.read_text("utf-8")
    tables = (MARKS["figures"], MARKS["kinds"], MARKS["pages"])
    quoted, by_kind, pages = (text.partition(begin)[2].partition(end)[0] for begin, end in tables)
    for one in (quoted, by_kind, pages):
        assert re.search(r"`\d+ cores, \d+ GB, .*CPython 3\.\d+\.\d+, 20\d\d-\d\d-\d\d`", one)
    for name in ("cells: ", "json: ", "odd: ", "check: ", "start: ", "jobs: ", "accuracy: "):
        assert f"| {name}" in quoted, f"renew the figures: python -m bench --write ({name}is not among them)"
    for name in ("home alone, SQLite ", "search alone, PostgreSQL ", "weight of / afterwards "):
        assert f"| {name}" in pages, f"renew the figures: python -m bench --write ({name}is not among them)"
    for name in ("text", "html", "docx", "xlsx", "pdf"):
        assert f"| {name} (" in by_kind, f"renew the figures: python -m bench --write ({name} is not among them)"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_chinese_page_is_set_as_chinese() -> None:
    """No half-width comma, semicolon, colon or question mark behind a Chinese character."""
    text = re.sub(r"```.*?```|`[^`]*`", "", READMES[1].read_text("utf-8"), flags=re.DOTALL)
    assert not re.findall(r".{0,8}[\u4e00-\u9fff][,;:?!].{0,4}", text)
