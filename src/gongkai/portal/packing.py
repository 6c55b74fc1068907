"""清单的随页形式: checked files as plain data that a page can carry, and back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gongkai.core.findings import Figure
from gongkai.core.writers.as_json import json_figure
from gongkai.core.writers.return_list import CheckedFile, ReturnItem
from gongkai.portal.checking import Digested

Packed = list[Any]


def packed(files: Sequence[Digested]) -> list[Packed]:
    """The files as lists of what JSON knows."""
    return [_packed(file, digest) for file, digest in files]


def unpacked(data: Sequence[Packed]) -> list[Digested]:
    """The files of `packed`."""
    return [_unpacked(*one) for one in data]


def _packed(file: CheckedFile, digest: str) -> Packed:
    items = [
        [
            *(item.severity, item.code, item.where, item.quote, item.cells),
            *(json_figure(item.found), json_figure(item.expected), item.message, item.basis),
        ]
        for item in file.items
    ]
    return [digest, file.file, file.organ, file.year, file.unread, items]


def _unpacked(
    digest: str, name: str, organ: str | None, year: int | None, unread: str, items: list[Packed]
) -> Digested:
    def item(severity: Any, code: str, where: str, quote: str, cells: str, *rest: Any) -> ReturnItem:
        found, expected, message, basis = rest
        return ReturnItem(severity, code, where, quote, cells, _figure(found), _figure(expected), message, basis)

    return CheckedFile(name, organ, year, tuple(item(*one) for one in items), unread), digest


def _figure(value: int | str | None) -> Figure | None:
    """An amount was written as text, so that no digit is lost."""
    return Decimal(value) if isinstance(value, str) else value
