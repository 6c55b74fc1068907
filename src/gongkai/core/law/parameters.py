"""法定参数: every number and counting rule of the law, by the day it holds from, with its article and how sure we are.

A parameter is addressed by the file it stands in and its name: 'requests.reply' is ``[reply]`` in
``parameters/requests.toml``. Its values do not overlap in time; before the first, after the last, and in a gap, there
is no law to apply, and asking raises. Marks: V, read in the text named; M, from memory; D, decided here where no rule
was found.

>>> from datetime import date
>>> value_of("requests.reply", date(2026, 9, 18))
20
>>> value_of("holidays.statutory", date(2025, 1, 1))["labour"]
2
>>> value_of("fees.payment", date(2020, 12, 31))
Traceback (most recent call last):
gongkai.core.law.OutsideTheLaw: fees.payment has no value on 2020-12-31
"""

import itertools
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from gongkai.core.findings import Language
from gongkai.core.law import OutsideTheLaw

Mark = Literal["V", "M", "D"]
Unit = Literal[
    "working_days",
    "calendar_days",
    "calendar_months",
    "calendar_years",
    "day_of_next_year",
    "most_working_days",
    "times",
    "yuan_each",
    "forms",
    "weekdays",
    "days_of_each",
    "days_of_the_year",
    "rule",
]
PERIODS: tuple[Unit, ...] = (
    "working_days",
    "calendar_days",
    "calendar_months",
    "calendar_years",
    "day_of_next_year",
)
"""The units whose values are periods of time: from a day, the last day can be told."""

Words = dict[Language, str]
CHAPTERS = ("requests", "publication", "report", "fees", "remedies", "counting", "holidays")
"""The data files, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and the days it holds, both included; `until` is None while nothing later is known. `source` names the
    article or notice, `mark` how sure it is, `note` what a reader should know beside it."""

    start: date
    value: Any
    mark: Mark
    source: Words
    until: date | None = None
    note: Words | None = None

    def holds(self, day: date) -> bool:
        """Whether it is the law on that day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter with all the values it has had, in the order of their days."""

    key: str
    title: Words
    unit: Unit
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The value that holds on the day. Raises OutsideTheLaw where there is none."""
        for dated in self.values:
            if dated.holds(day):
                return dated
        raise OutsideTheLaw(f"{self.key} has no value on {day}")


@cache
def _chapter(name: str) -> dict[str, Parameter]:
    file = resources.files("gongkai.core.law") / "parameters" / f"{name}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{name}.{key}": _parameter(f"{name}.{key}", entry) for key, entry in data.items()}


def _parameter(key: str, entry: dict[str, Any]) -> Parameter:
    values = [Dated(start=value.pop("from"), **value) for value in map(dict, entry["values"])]
    values.sort(key=lambda dated: dated.start)
    for earlier, later in itertools.pairwise(values):
        if earlier.until is None or earlier.until >= later.start:
            raise ValueError(f"{key}: the value from {earlier.start} has not ended when that from {later.start} begins")
    return Parameter(key, entry["title"], entry["unit"], tuple(values))


@cache
def keys() -> tuple[str, ...]:
    """Every key, in the order of the data files."""
    return tuple(key for chapter in CHAPTERS for key in _chapter(chapter))


@cache
def parameter(key: str) -> Parameter:
    """The parameter of that key. Raises KeyError for a key there is not."""
    chapter = key.partition(".")[0]
    if chapter not in CHAPTERS:
        raise KeyError(key)
    return _chapter(chapter)[key]


def on(key: str, day: date) -> Dated:
    """The value of a parameter on a day, with its source. Raises OutsideTheLaw, KeyError."""
    return parameter(key).on(day)


def value_of(key: str, day: date) -> Any:
    """The bare value of a parameter on a day. Raises OutsideTheLaw, KeyError."""
    return parameter(key).on(day).value
