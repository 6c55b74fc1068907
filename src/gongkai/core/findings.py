"""校核发现: what a check found, as a frozen value; and the place it was found at.

A finding carries codes and figures, never a sentence: the sentence is rendered from the catalogue of the checks, once,
by code, in Chinese or English. Tests assert codes and cells.
"""

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

Severity = Literal["error", "warning", "info", "unproven"]
Figure = int | Decimal
Place = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one check.

    `severity` is 'error' (proved wrong), 'warning' (likely wrong, or a duty not met), 'info' or 'unproven' (can't be
    decided because of blank or unclear cells, which `cells` then names). `expected` and `found` are None where no
    number fits. `details` fills the blanks of the catalogue's sentence.
    """

    code: str
    severity: Severity
    cells: tuple[str, ...] = ()
    expected: Figure | None = None
    found: Figure | None = None
    details: dict[str, Any] = field(default_factory=dict)
    quote: str = ""
    at: Place = field(default_factory=dict)


Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

PLACES: dict[str, dict[Language, str]] = {
    "line": {"zh": "第 {line} 行", "en": "line {line}"},
    "table": {"zh": "第 {table} 个表格第 {row} 行第 {column} 列", "en": "table {table}, row {row}, column {column}"},
    "paragraph": {"zh": "第 {paragraph} 段", "en": "paragraph {paragraph}"},
    "sheet": {"zh": "工作表“{sheet}” {cell} 格", "en": "sheet “{sheet}”, cell {cell}"},
    "page": {"zh": "第 {page} 页", "en": "page {page}"},
    "path": {"zh": "元素 {path}", "en": "element {path}"},
}
"""The keys of a place that tell its kind, the more telling first, and how a person would say it."""


def place_label(at: Place, language: Language) -> str:
    """Where something stands, as a person would say it; '' when nothing is known.

    >>> place_label({"line": 12}, "zh"), place_label({"page": 3}, "en"), place_label({}, "zh")
    ('第 12 行', 'page 3', '')
    """
    kind = next((key for key in PLACES if key in at), None)
    try:
        if kind is not None:
            return PLACES[kind][language].format(**at)
    except KeyError:  # a place out of a file of ours that somebody changed
        pass
    return " ".join(f"{key} {value}" for key, value in at.items())


@cache
def load_catalogue(package: str, file: str) -> dict[str, Any]:
    """The catalogue of sentences in `file` (TOML) of `package`: code → entry, where an entry's 'sentences' maps a
    variant ('main' where there is only one) to {'zh': …, 'en': …}. Raises FileNotFoundError for a file that is not
    there."""
    return tomllib.loads((resources.files(package) / file).read_text(encoding="utf-8"))


def sentence(catalogue: dict[str, Any], code: str, language: Language, details: dict[str, Any]) -> str:
    """The sentence of `code` with its blanks filled from `details`; 'variant' in `details` chooses among several, and a
    detail that is a dict of languages is said in the language asked for. Raises KeyError for an unknown code, variant
    or blank: that is a mistake in the program, never in a report."""
    template: str = catalogue[code]["sentences"][details.get("variant", "main")][language]
    spoken = {name: value[language] if isinstance(value, dict) else value for name, value in details.items()}
    return template.format(**spoken)
