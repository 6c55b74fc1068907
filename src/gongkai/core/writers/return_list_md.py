"""退改清单(Markdown): the return list as GitHub Flavored Markdown, in which no text from a file is markup."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.writers.as_json import plain_notation
from gongkai.core.writers.return_list import ReturnList, Table, Value

_MARKUP = re.compile(r"""[\\`*_\[\]<>|~&#]|^[-+=]|^\d+(?=[.)])""")


def markdown(found: ReturnList) -> bytes:
    """The list as one document in UTF-8: the summary, then a section a report."""
    return ("\n\n".join(_blocks(found)) + "\n").encode()


def _blocks(found: ReturnList) -> Iterator[str]:
    yield f"# {escaped(found.title)}"
    yield from map(escaped, found.overview)
    yield f"## {escaped(found.summary_title)}"
    yield _table(found.summary)
    for sheet in found.sheets:
        yield f"## {escaped(sheet.name)}"
        yield escaped(sheet.about)
        yield f"### {escaped(sheet.letter_title)}"
        yield from map(escaped, sheet.letter)
        yield f"### {escaped(sheet.items_title)}"
        yield _table(sheet.items)


def _table(table: Table) -> str:
    rule = tuple("---" for _ in table.head)
    lines = [map(escaped, table.head), rule, *(map(_cell, row) for row in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Value) -> str:
    return escaped(value) if isinstance(value, str) else as_text(value)


def as_text(value: Value) -> str:
    """The value as it is read: an amount in plain notation."""
    return plain_notation(value) if isinstance(value, Decimal) else str(value)


def escaped(text: str) -> str:
    r"""The text with a backslash before whatever would be markup in a paragraph, a heading or a table's cell.

    >>> print(escaped("a|b*c*"), escaped("- 一"), escaped("1. 二"), escaped("2024年"))
    a\|b\*c\* \- 一 1\. 二 2024年
    """
    return _MARKUP.sub(lambda match: match[0] + "\\" if match[0][0].isdigit() else "\\" + match[0], text)
