"""收入: the rows of a workbook held to the same rules as every single change, and written down; inside an action alone.

Every problem is told by row and column. New organs come first, each behind the one above it; then names, places in the
tree, where reports go, and details, since these may speak of organs that are new.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from gongkai.organs import records, rules
from gongkai.organs.actions import organs as single
from gongkai.organs.models import Organ, OrganParent, OrganStatus, ReportsInto
from gongkai.organs.names import with_names
from gongkai.organs.queries import facts_of_day, statuses_of_day, visible_to
from gongkai.organs.workbook.columns import BY_HEADING, COLUMNS, HEADING_OF, KINDS, LEVELS, NONE, SHEET
from gongkai.platform.permissions import Permission, may
from gongkai.platform.refusals import Forbidden, Refused

FIRST_ROW = 2
"""The number of the first row below the headings, as the program that shows the workbook counts."""
STAYS = object()
Values: TypeAlias = dict[str, tuple[Any, Any]]
CODED = {"kind": KINDS, "level": LEVELS}


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    row: int
    column: str
    """The heading, or empty where it is about the whole row."""
    sentence: str

    def __str__(self) -> str:
        where = _("Sheet %(sheet)s, row %(row)s") % {"sheet": SHEET, "row": self.row}
        if self.column:
            where = _("%(where)s, column %(column)s") % {"where": where, "column": self.column}
        return _("%(where)s: %(sentence)s") % {"where": where, "sentence": self.sentence}


@dataclass(frozen=True)
class Change:
    """What a row adds or changes."""

    row: int
    organ: Organ
    """A new one that was only looked at is nowhere any more."""
    name: str
    is_new: bool
    values: Values
    """What changes: the field, what it was and what it is."""

    @property
    def columns(self) -> list[str]:
        """The headings of what changes."""
        return [HEADING_OF[column] for column in self.values]


class Problems(Refused):
    """The workbook can't be taken in; `problems` tells everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)), field="rows")
        self.problems = problems


@dataclass
class _Row:
    number: int
    cells: dict[str, str]
    organ: Any = None
    is_new: bool = False
    failed: bool = False
    changed: Values = field(default_factory=dict)


@dataclass
class Intake:
    """One workbook on its way in. `from_day`: from when on whatever is dated holds."""

    by: Any
    now: datetime
    from_day: date
    today: date
    problems: list[Problem] = field(default_factory=list)
    organs: dict[int, Any] = field(default_factory=dict)
    """Those that the person may see, and those that are new, with their names of `from_day`."""
    parents: dict[int, int | None] = field(default_factory=dict)
    intos: dict[int, int | None] = field(default_factory=dict)
    statuses: dict[int, OrganStatus] = field(default_factory=dict)
    changeable: set[int | None] = field(default_factory=set)
    """The ids of those that the person may change; None: the whole installation, so the top of the tree."""
    by_name: dict[str, Any] = field(default_factory=dict)
    """Those of them that are there on `from_day`."""

    def take(self, rows: list[list[str]]) -> list[Change]:
        """Writes everything down and says what it was. Raises Problems, and then the caller undoes all of it."""
        taken = self._rows(rows)
        self._find(taken)
        self._each(self._set_up, self._by_dependence([row for row in taken if row.is_new and not row.failed]))
        for step in (self._rename, self._move, self._report, self._details):
            self._each(step, [row for row in taken if not row.failed])
        if self.problems:
            raise Problems(sorted(self.problems, key=lambda problem: problem.row))
        return [
            Change(row.number, row.organ, row.organ.name, row.is_new, row.changed)
            for row in taken
            if row.is_new or row.changed
        ]

    # ---- Reading --------------------------------------------------------------------------------------------------

    def _rows(self, rows: list[list[str]]) -> list[_Row]:
        headings = rows[0] if rows else []
        for column in COLUMNS[:2]:
            if column.heading not in headings:
                self._problem(1, column.heading, _("This column is missing: take the headings of the template."))
        for heading in headings:
            if heading and heading not in BY_HEADING:
                self._problem(1, heading, _("There is no such column: take the headings of the template."))
            elif heading and headings.count(heading) > 1:
                self._problem(1, heading, _("This column stands there twice: keep one."))
        if self.problems:
            raise Problems(list(dict.fromkeys(self.problems)))
        taken = []
        for number, cells in enumerate(rows[1:], start=FIRST_ROW):
            found = {BY_HEADING[head].field: cell for head, cell in zip(headings, cells, strict=False) if head}
            if any(found.values()):
                taken.append(_Row(number, {column.field: found.get(column.field, "") for column in COLUMNS}))
        return taken

    def _find(self, rows: list[_Row]) -> None:
        visible = visible_to(self.by, self.today).values("pk")
        self.organs = with_names(Organ.objects.filter(pk__in=visible), self.from_day).in_bulk()
        self.by_name = {organ.name: organ for organ in self.organs.values() if not organ.has_ended(self.from_day)}
        self.changeable = set(visible_to(self.by, self.today, Permission.ORGANS_CHANGE).values_list("pk", flat=True))
        if may(self.by, Permission.ORGANS_CHANGE, None, self.today):
            self.changeable.add(None)
        self.parents = facts_of_day(OrganParent, "parent_id", self.from_day)
        self.statuses = statuses_of_day(self.from_day)
        self.intos = facts_of_day(ReportsInto, "into_id", self.from_day)
        seen: dict[str, int] = {}
        for row in rows:
            for column in COLUMNS:
                if len(row.cells[column.field]) > column.length:
                    self._fail(row, column.field, _("At most %(n)s characters.") % {"n": column.length})
            given = row.cells["number"]
            row.is_new = not given
            if not row.is_new:
                if given in seen:
                    self._fail(row, "number", _("Row %(row)s is about the same organ.") % {"row": seen[given]})
                seen.setdefault(given, row.number)
                row.organ = self.organs.get(int(given)) if given.isdecimal() else None
                if row.organ is None:
                    self._fail(row, "number", _("There is no organ of this number that you may see."))
            for name, words in CODED.items():
                if row.cells[name]:
                    code = next((c for c, word in words.items() if row.cells[name] in (c, word)), "")
                    if not code:
                        self._fail(row, name, _("Write one of: %(words)s.") % {"words": "、".join(words.values())})
                    row.cells[name] = code
            if row.cells["position"] and not row.cells["position"].isdecimal():
                self._fail(row, "position", _("Write a whole number."))

    def _by_dependence(self, new: list[_Row]) -> list[_Row]:
        """The new organs, each behind the one above it."""
        by_name = {row.cells["name"]: row for row in new}
        ordered: list[_Row] = []
        for row in new:
            chain: list[_Row] = []
            at: _Row | None = row
            while at is not None and at not in ordered and at not in chain:
                chain.append(at)
                at = by_name.get(at.cells["parent"])
            ordered += reversed(chain)
        return ordered

    # ---- Steps ----------------------------------------------------------------------------------------------------

    def _set_up(self, row: _Row) -> None:
        cells = row.cells
        for name in ("name", "parent", "set_up_on", "kind", "level"):
            if not cells[name]:
                self._fail(row, name, _("A new organ needs this."))
        if row.failed:
            return
        try:
            day = date.fromisoformat(cells["set_up_on"])
        except ValueError:
            raise Refused(_("Write the day like 2026-03-02."), field="set_up_on") from None
        parent = self._organ(cells["parent"], "parent")
        facts: dict[str, Any] = {name: cells[name] for name in ("name", "short_name", "kind", "level")}
        facts |= {"set_up_on": day, "parent": parent}
        self._require(parent)
        single.can_be_set_up(by=self.by, now=self.now, **facts)
        row.organ = records.add_organ(**facts, now=self.now)
        row.changed = {column: (None, value) for column, value in facts.items()}
        row.organ.name, row.organ.short_name = cells["name"], self._text(cells["short_name"], "")
        self.organs[row.organ.pk] = self.by_name[cells["name"]] = row.organ
        self.changeable.add(row.organ.pk)
        self.statuses[row.organ.pk] = row.organ.status_on(day)
        self.parents[row.organ.pk] = self.intos[row.organ.pk] = parent.pk if parent else None

    def _rename(self, row: _Row) -> None:
        if row.is_new:
            return
        named, cells = row.organ, row.cells
        name, short_name = cells["name"] or named.name, self._text(cells["short_name"], named.short_name)
        if (name, short_name) == (named.name, named.short_name):
            return
        given = {"organ": named, "name": name, "short_name": short_name, "from_day": self.from_day}
        self._require(row.organ)
        single.can_be_renamed(by=self.by, now=self.now, **given)
        records.set_name(**given)
        for column, value in (("name", name), ("short_name", short_name)):
            if value != getattr(named, column):
                row.changed[column] = (getattr(named, column), value)
        named.name, named.short_name = name, short_name
        self.by_name[name] = named

    def _move(self, row: _Row) -> None:
        parent = self._other(row, "parent", self.parents)
        if parent is not STAYS and not row.is_new:
            given = {"organ": row.organ, "parent": parent, "from_day": self.from_day}
            self._require(row.organ)
            single.can_be_moved(by=self.by, now=self.now, **given)
            records.set_parent(**given)
            row.changed["parent"] = (self.parents.get(row.organ.pk), parent)

    def _report(self, row: _Row) -> None:
        into = self._other(row, "into", self.intos)
        if into is not STAYS:
            from_day = row.organ.set_up_on if row.is_new else self.from_day
            given = {"organ": row.organ, "into": into, "from_day": from_day}
            self._require(row.organ)
            single.can_report_into(by=self.by, now=self.now, **given)
            records.set_into(**given)
            row.changed["into"] = (self.intos.get(row.organ.pk), into)

    def _other(self, row: _Row, column: str, facts: dict[int, int | None]) -> Any:
        """The other organ that the row names, or STAYS. Where one stands that the person may not see, the workbook
        said 'none', and it stays."""
        before = facts.get(row.organ.pk)
        if not row.cells[column] or (before is not None and before not in self.organs):
            return STAYS
        wanted = self._organ(row.cells[column], column)
        return STAYS if (wanted.pk if wanted else None) == before else wanted

    def _details(self, row: _Row) -> None:
        organ, cells = row.organ, row.cells
        from_day = organ.set_up_on if row.is_new else self.from_day
        before = rules.details_of(organ, self.statuses[organ.pk])
        details = dict(before)
        for column in rules.DETAILS:
            if column in ("kind", "level"):
                details[column] = cells[column] or details[column]
            elif column == "position":
                details[column] = int(cells[column]) if cells[column] else details[column]
            elif column == "acts_through":
                details[column] = self._organ(cells[column], column) if cells[column] else details[column]
            else:
                details[column] = self._text(cells[column], details[column])
        if details == before:
            return
        self._require(row.organ)
        single.can_have_details(by=self.by, now=self.now, organ=organ, from_day=from_day, **details)
        row.changed |= records.set_details(organ, details, from_day)

    # ---- What they share ------------------------------------------------------------------------------------------

    def _text(self, cell: str, before: str) -> str:
        return "" if cell == NONE else cell or before

    def _require(self, organ: Organ | None) -> None:
        if (organ.pk if organ else None) not in self.changeable:
            raise Forbidden(Permission.ORGANS_CHANGE)

    def _organ(self, name: str, column: str) -> Organ | None:
        """The organ of that full name among those that the person may see."""
        if name == NONE:
            return None
        found = self.by_name.get(name)
        if found is None:
            raise Refused(_("There is no organ called %(name)s that you may see.") % {"name": name}, field=column)
        return found

    def _each(self, step: Callable[[_Row], None], rows: list[_Row]) -> None:
        for row in rows:
            with self._told(row):
                step(row)

    @contextmanager
    def _told(self, row: _Row) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self._fail(row, refused.field, str(refused))
        except Forbidden:
            self._fail(row, "", _("Your roles do not allow this change."))

    def _fail(self, row: _Row, column: str, sentence: str) -> None:
        row.failed = True
        self._problem(row.number, HEADING_OF.get(column, ""), sentence)

    def _problem(self, row: int, heading: str, sentence: str) -> None:
        self.problems.append(Problem(row, heading, sentence))
