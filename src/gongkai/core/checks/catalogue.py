"""校核目录: what each code means, its legal basis, and its sentences.

The entries stand in `catalogue.toml`; docs/checks.md is made from them by `gongkai.core.checks.document`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.core.findings import Finding, Language, Severity, load_catalogue, sentence


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue, each text in both languages.

    `severity` is that of a finding that is proved; what can't be decided is 'unproven', whatever the code.
    `basis` is the article or the note on the form, and says so where a rule is only implied by the form's
    layout.
    """

    code: str
    severity: Severity
    title: dict[Language, str]
    meaning: dict[Language, str]
    basis: dict[Language, str]
    example: dict[Language, str]


def _entries() -> dict[str, Any]:
    return load_catalogue("gongkai.core.checks", "catalogue.toml")


def codes() -> tuple[str, ...]:
    """Every code of the catalogue, in its order."""
    return tuple(_entries())


@cache
def rule(code: str) -> Rule:
    """The entry of a code. Raises KeyError, with the code and all known codes as its arguments, for an
    unknown one.

    >>> rule("T3.ROW").title["zh"]
    '表三各行：总计等于各类申请人之和'
    """
    if code not in _entries():
        raise KeyError(code, codes())
    entry = {name: value for name, value in _entries()[code].items() if name != "sentences"}
    return Rule(code=code, **entry)


def message(finding: Finding, language: Language) -> str:
    """What a finding says to a person, in one sentence or a few. Raises KeyError for a code, variant or blank
    that the catalogue lacks: a mistake in the program, never in a report."""
    return sentence(_entries(), finding.code, language, finding.details)
