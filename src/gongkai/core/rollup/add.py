"""逐格相加: any number of reports of one year → a sum a cell, its contributors, and what could not be added and why.

A sum is known only where every report that counts has a value; a blank that the form's relations force to be 0 counts
as 0, and says so. Reports on another edition than the year's add what means the same in both (core/compare.py); the
rest is unknown. The order of the reports and how they are grouped change nothing.

Cases in which the reconsideration organ was only co-defendant count for the organ of the original act alone
(国办公开办函〔2016〕201号): what an organ counted all the same can be taken off its share (`co_defendant`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from gongkai.core.compare import comparable
from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, edition_for_year, mixed_form
from gongkai.core.relations import implied_zeros
from gongkai.core.report import KNOWN, FilledReport, State, bare_organ
from gongkai.core.rollup.children import Child

Why = Literal["blank", "missing", "unclear", "other_form", "given_twice"]
Remark = Literal["same_twice", "merged", "moved_out", "unlisted", "no_organ"]

LITIGATION = "remedies.litigation_after"


@dataclass(frozen=True, slots=True)
class Part:
    """A report to be added: the file it came from, and whether it is the area office's own."""

    name: str
    report: FilledReport
    own: bool = False

    @property
    def organ(self) -> str:
        """The organ, or the file where the report does not tell it."""
        return self.report.organ or self.name


@dataclass(frozen=True, slots=True)
class Share:
    """What one report gives to a cell. `implied` marks a blank that can only be 0, `less` what was taken off as counted
    by the organ of the original act."""

    part: Part
    value: Figure
    implied: bool = False
    less: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Why one report gives nothing to a cell."""

    part: Part
    why: Why


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell of the sum: its shares, and its gaps."""

    shares: tuple[Share, ...]
    gaps: tuple[Gap, ...]

    @property
    def known(self) -> Figure:
        """What the shares come to."""
        return sum((share.value for share in self.shares), start=0)

    @property
    def value(self) -> Figure | None:
        """The sum; None where a report that counts gives nothing."""
        return None if self.gaps else self.known


class OtherYear(ValueError):
    """Reports of different years were given together, or of none: they can't be added. `years` are those found, with
    the file of each."""

    def __init__(self, years: Mapping[str, int | None]) -> None:
        super().__init__(dict(years))
        self.years = dict(years)


class NotTaken(ValueError):
    """Cases that can't be taken off as an organ's: it has no report here ('organ'), or fewer of them ('more')."""

    def __init__(self, problem: str, organ: str, count: int, has: Figure | None = None) -> None:
        super().__init__(problem, organ, count, has)
        self.problem, self.organ, self.count, self.has = problem, organ, count, has


@dataclass(frozen=True)
class RollUp:
    """The sum of reports: its year, form and cells by key; the parts that count, in a fixed order; the organs expected
    of which there is none; and the parts that were left out, or are to be looked at, with why."""

    year: int
    form: Form
    cells: dict[str, Sum]
    parts: tuple[Part, ...]
    missing: tuple[Child, ...] = ()
    remarks: tuple[tuple[Remark, Part], ...] = ()
    into: dict[str, str] = field(default_factory=dict)
    """Merged organs → the ones they went into."""

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The organs whose reports are in the sum."""
        return tuple(part.organ for part in self.parts)

    def report(self, organ: str | None = None) -> FilledReport:
        """The sum as a report: cells without a sum are unclear, so that nobody takes them for 0."""
        sums = [self.cells[key] for key in self.form.keys]
        known = [found.value is not None for found in sums]
        return FilledReport(
            form=self.form,
            edition=edition_for_year(self.year).id,
            states=[State.PRINTED if has else State.UNCLEAR for has in known],
            values=[found.value for found in sums],
            texts=[None if found.value is None else str(found.value) for found in sums],
            starts=[-1] * len(sums),
            ends=[-1] * len(sums),
            place=lambda start, end: {},
            organ=organ,
            year=self.year,
        )


def roll_up(
    parts: Iterable[Part],
    children: Sequence[Child] = (),
    co_defendant: Mapping[str, Mapping[str, int]] | None = None,
) -> RollUp:
    """The reports added up. `children` are the organs expected (none: whoever is given counts); `co_defendant` maps an
    organ to result ('upheld', …) to the number of cases that are not its own. Raises OtherYear, NotTaken."""
    given = sorted(parts, key=lambda part: (not part.own, bare_organ(part.organ), part.name))
    year = _one_year(given)
    counting, remarks = _counting(given, children)
    form = _form(counting, year)
    less = {bare_organ(organ): cases for organ, cases in (co_defendant or {}).items()}
    there = {bare_organ(same[0].organ) for same in counting}
    for organ, cases in less.items():
        if organ not in there:
            raise NotTaken("organ", organ, sum(cases.values()))
    shares: dict[str, list[Share]] = defaultdict(list)
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for same in counting:
        _add(same, form, less, shares, gaps)
    cells = {key: Sum(tuple(shares[key]), tuple(gaps[key])) for key in form.keys}
    parts_in = tuple(same[0] for same in counting)
    into = {bare_organ(child.name): child.into for child in children if child.change == "merged"}
    return RollUp(year, form, cells, parts_in, _missing(parts_in, children), tuple(remarks), into)


def _one_year(given: Sequence[Part]) -> int:
    years = {part.name: part.report.year for part in given}
    distinct = set(years.values())
    if len(distinct) != 1 or None in distinct:
        raise OtherYear(years)
    (year,) = distinct
    assert year is not None
    return year


def _counting(given: Sequence[Part], children: Sequence[Child]) -> tuple[list[list[Part]], list[tuple[Remark, Part]]]:
    """The reports that count, those of one organ together, and what is to be said of the others."""
    listed = {bare_organ(child.name): child for child in children}
    of_organ: dict[str, list[Part]] = {}
    remarks: list[tuple[Remark, Part]] = []
    for part in given:
        child = listed.get(bare_organ(part.organ))
        if part.report.organ is None:
            remarks.append(("no_organ", part))
        if child is not None and not child.expected:
            remarks.append(("merged" if child.change == "merged" else "moved_out", part))
            continue
        same = of_organ.setdefault(bare_organ(part.organ), [])
        if children and child is None and not part.own and not same:
            remarks.append(("unlisted", part))
        if same:
            remarks.append(("same_twice", part))
        same.append(part)
    return list(of_organ.values()), remarks


def _form(counting: Sequence[Sequence[Part]], year: int) -> Form:
    """Each table in the edition of its year, or in another that all reports agree on."""
    due = edition_for_year(year).form.table_editions
    chosen = {}
    for table, edition in due.items():
        used = {part.report.form.table_editions[table] for same in counting for part in same}
        chosen[table] = used.pop() if len(used) == 1 else edition
    return mixed_form(*(chosen[table] for table in due))


def _add(
    same: Sequence[Part],
    form: Form,
    less: Mapping[str, Mapping[str, int]],
    shares: dict[str, list[Share]],
    gaps: dict[str, list[Gap]],
) -> None:
    """One organ's reports: given once, its cells; given several times, those that all agree on."""
    first = same[0]
    taken_off = _taken_off(less.get(bare_organ(first.organ), {}))
    readings = [_reading(part, form) for part in same]
    for key in form.keys:
        found = [read(key) for read in readings]
        if any(one != found[0] for one in found[1:]):
            gaps[key].append(Gap(first, "given_twice"))
            continue
        value, why = found[0]
        if value is None:
            gaps[key].append(Gap(first, why if why != "implied" else "blank"))
        else:
            off = taken_off.get(key, 0)
            if off > value:
                raise NotTaken("more", first.organ, off, value)
            shares[key].append(Share(first, value - off, implied=why == "implied", less=off))


def _taken_off(cases: Mapping[str, int]) -> dict[str, int]:
    found = {f"{LITIGATION}.{result}": count for result, count in cases.items()}
    return {**found, f"{LITIGATION}.total": sum(cases.values())} if found else {}


Reading = Callable[[str], "tuple[Figure | None, Why | Literal['implied']]"]


def _reading(part: Part, form: Form) -> Reading:
    """What the report says of a cell of `form`: its value, or why it has none; 'implied' for a blank that is 0."""
    report = part.report
    blank = [index for index, state in enumerate(report.states) if state == State.BLANK]
    zeros = implied_zeros(report.form, report.values, blank) if blank else {}
    reasons: dict[int, Why] = {State.BLANK: "blank", State.MISSING: "missing", State.UNCLEAR: "unclear"}

    def read(key: str) -> "tuple[Figure | None, Why | Literal['implied']]":
        index = report.form.index.get(key)
        if index is None or not comparable(key, report.form, form):
            return None, "other_form"
        if report.states[index] >= KNOWN:
            return report.values[index], "blank"
        return (0, "implied") if index in zeros else (None, reasons[report.states[index]])

    return read


def _missing(parts: Sequence[Part], children: Sequence[Child]) -> tuple[Child, ...]:
    """The organs expected of which there is no report, those that others went into among them."""
    there = {bare_organ(part.organ) for part in parts}
    listed = {bare_organ(child.name) for child in children}
    heirs = {bare_organ(child.into): Child(child.into) for child in children if child.into}
    expected = [child for child in children if child.expected]
    expected += [heir for organ, heir in heirs.items() if organ not in listed]
    return tuple(child for child in expected if bare_organ(child.name) not in there)
