"""Brings the translations up to date: `make messages`, also in tests, which fail where something is missing.

Every application keeps its own under its folder locale; what stands outside of any application goes to config.
The .po files say neither dates nor lines, so that they change only with the sentences.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gongkai"
PLACE = Path("locale") / "zh_Hans" / "LC_MESSAGES" / "django.po"

Msgid = tuple[str, str, str]
"""Context, singular, plural; empty where there is none."""

CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
"""Name of a function → where its context, singular and plural stand."""

START = re.compile(rf"(?<![\w.])(?:{'|'.join(CALLS)})\(")


def of_tree(tree: ast.AST) -> Iterator[Msgid]:
    """The messages of Python code."""
    for node in ast.walk(tree):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name in CALLS:
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            places = CALLS[name]
            found = ["" if place is None or place >= len(texts) else texts[place] for place in places]
            if found[1] is None:
                raise ValueError(f"a translated sentence must stand there literally: {ast.unparse(node)}")
            yield tuple(text or "" for text in found)  # type: ignore[misc]


def of_template(text: str, name: str) -> Iterator[Msgid]:
    """The messages of a template, by way of what Django makes of it for translators."""
    from django.utils.translation.template import templatize

    code = templatize(text, origin=name)
    for start in START.finditer(code):
        end = start.end()
        while True:
            end = code.index(")", end) + 1
            try:
                tree = ast.parse(code[start.start() : end], mode="eval")
            except SyntaxError:
                continue
            yield from of_tree(tree)
            break


def home_of(path: Path) -> Path:
    """The application that the file belongs to: the nearest folder with an apps.py; else config."""
    for folder in path.parents:
        if (folder / "apps.py").exists():
            return folder
        if folder == PACKAGE:
            break
    return PACKAGE / "config"


def wanted() -> dict[Path, set[Msgid]]:
    """Application → the messages that it must have."""
    found: dict[Path, set[Msgid]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if (
            path.suffix == ".py"
            and not path.is_relative_to(PACKAGE / "core")
            and not path.is_relative_to(PACKAGE / "cli")
        ):
            messages = of_tree(ast.parse(path.read_text("utf-8")))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            messages = of_template(path.read_text("utf-8"), str(path))
        else:
            continue
        found.setdefault(home_of(path), set()).update(messages)
    return {home: messages for home, messages in found.items() if messages}


def read(home: Path) -> Catalog:
    """The translations of an application as they stand."""
    path = home / PLACE
    if not path.exists():
        return Catalog("zh_Hans")
    with path.open("rb") as file:
        return read_po(file, "zh_Hans")


def renewed(home: Path, messages: set[Msgid]) -> Catalog:
    """The translations with exactly these messages."""
    before = read(home)
    fixed = datetime(2026, 1, 1, tzinfo=UTC)
    after = Catalog(
        "zh_Hans", project="gongkai", version="1", copyright_holder="", msgid_bugs_address="-", creation_date=fixed,
        revision_date=fixed, last_translator="-", language_team="zh-Hans", fuzzy=False,
        header_comment="# Chinese of this application.",
    )  # fmt: skip
    for context, singular, plural in sorted(messages):
        old = before.get(singular, context or None)
        string = old.string if old else ""
        after.add(
            (singular, plural) if plural else singular, string or (("",) if plural else ""), context=context or None
        )
    return after


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as a .po file."""
    out = io.BytesIO()
    write_po(out, catalog, width=118, sort_output=True)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Writes all files; says how many sentences still want their Chinese."""
    empty = 0
    for home, messages in wanted().items():
        catalog = renewed(home, messages)
        (home / PLACE).parent.mkdir(parents=True, exist_ok=True)
        (home / PLACE).write_bytes(as_po(catalog))
        (home / PLACE).with_suffix(".mo").write_bytes(as_mo(catalog))
        lacking = [message for message in catalog if message.id and not any(message.string or "")]
        empty += len(lacking)
        for message in lacking:
            print(f"{home.relative_to(PACKAGE)}: {message.id!r}")
    print(f"without Chinese: {empty}")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
