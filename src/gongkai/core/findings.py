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
