"""办理结果数据: the outcomes of a request's items, as ``outcomes.toml`` has them: article, row of table 3, facts,
letter.

>>> outcome("refused.third_party", date(2026, 1, 5)).rows["2021"]
'refused.third_party'
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import Mark, Words


@dataclass(frozen=True)
class Outcome:
    """办理结果: one way in which an item of a request may end.

    `rows` names the row of table 3 by edition; `other_rows` those that an office may choose instead. `facts` must be on
    record, `rules_out` must not be. `withheld_by` are the outcomes of which one is the ground for what is withheld;
    `whole` outcomes end the whole request. `letter` and `remedy` name what goes with it; `remedy_of_rest` the remedy
    against the rest of a reply of which a part is withheld.
    """

    key: str
    title: Words
    start: date
    mark: Mark
    source: Words
    rows: dict[str, str]
    facts: tuple[str, ...]
    letter: str
    remedy: str
    rules_out: tuple[str, ...] = ()
    withheld_by: tuple[str, ...] = ()
    other_rows: tuple[str, ...] = ()
    whole: bool = False
    remedy_of_rest: str = ""


def table(name: str) -> dict[str, Any]:
    """A data file of the law by its name."""
    file = resources.files("gongkai.core.law") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by key, in the order of the form."""
    return {key: _outcome(key, entry) for key, entry in table("outcomes").items()}


def _outcome(key: str, entry: dict[str, Any]) -> Outcome:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items() if name != "from"
    }
    return Outcome(key=key, start=entry["from"], **values)


def outcome(key: str, on: date) -> Outcome:
    """The outcome of that key, for a decision of that day. Raises KeyError; OutsideTheLaw where there was no such
    outcome yet."""
    found = outcomes()[key]
    if on < found.start:
        raise OutsideTheLaw(f"no outcome {key} before {found.start}")
    return found


@cache
def facts() -> dict[str, Words]:
    """Every fact that an outcome demands or is ruled out by, with its words."""
    return table("outcome_facts")


@cache
def letters() -> dict[str, Words]:
    """Every letter that goes with an outcome, with its title."""
    return table("letters")
