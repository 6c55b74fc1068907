"""核对页: what a page says of a report that was read and checked: its head, its findings by number, its notes, its
chapters, its figures and the sentence that sums up.

A finding has one number, wherever it is named: in the list, at its sentence, at its cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from gongkai.core.checks.catalogue import message, rule
from gongkai.core.checks.labels import keys_named
from gongkai.core.findings import Finding, Severity, place_label
from gongkai.core.law.editions import edition
from gongkai.core.report import FilledReport, Note, State
from gongkai.core.writers.as_json import cells_read, note_message, plain_notation
from gongkai.core.writers.official import plain_figure
from gongkai.core.writers.printable import printable
from gongkai.core.writers.return_list import SEVERITIES
from gongkai.platform.ui.charts import BarChart
from gongkai.platform.ui.language import language_now
from gongkai.reporting import drawing
from gongkai.reporting.layout import Layout
from gongkai.reporting.places import Span
from gongkai.reporting.reading import Examined
from gongkai.reporting.unchecked import in_words

MOST_SHOWN = 500
"""Findings, and notes, that a page shows. A report written by an office has some dozens at most."""

MOST_CELLS = 8
"""Cells of a finding that are named one by one, each with its link; more are named together."""

SEVERITY_WORDS = {
    "error": gettext_lazy("Error"),
    "warning": gettext_lazy("Warning"),
    "unproven": gettext_lazy("Can't be decided"),
    "info": gettext_lazy("For information"),
}
SEVERITY_TAGS: dict[Severity, str] = {"error": "bad", "warning": "warn", "unproven": "mute", "info": ""}

LONGEST_NAME = 18
"""Characters of a row's name beside its bar."""


@dataclass(frozen=True, slots=True)
class LinkedCell:
    """A cell of the form: its place among those of the form, and its name in words."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in words. `number` is its own in this page; `is_placed` tells whether it stands in the source
    shown, `names_few` whether it names so few cells that each of them refers to it."""

    number: int
    code: str
    severity: Severity
    word: str
    tag: str
    message: str
    quote: str
    cells: tuple[LinkedCell, ...]
    expected: str
    found: str
    basis: str
    place: str
    is_placed: bool
    names_few: bool


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note of the reading in words."""

    number: int
    code: str
    message: str
    cells: tuple[LinkedCell, ...]
    place: str
    is_placed: bool


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter: its heading, and what is in it; `is_placed` tells whether its heading stands in the source."""

    key: str
    title: str
    state: str
    tag: str
    is_placed: bool


class Answer:
    """All that the page shows. It works at plain data alone, in time that grows with the report's length."""

    def __init__(self, examined: Examined) -> None:
        if examined.report is None or examined.layout is None:
            raise ValueError("there is no report to show")
        self.name = examined.name
        self.report: FilledReport = examined.report
        self.layout: Layout = examined.layout
        self.unchecked = in_words(examined.unchecked)
        self.language = language_now()
        self._ordered = sorted(enumerate(examined.findings), key=lambda one: _rank(one[1], examined.spans[one[0]]))
        self._shown = self._ordered[:MOST_SHOWN]
        self.numbers = {place: number for number, (place, _finding) in enumerate(self._shown, 1)}

    # ---- The head ----------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """Organ and year, as far as they are known."""
        organ = printable(self.report.organ or "") or _("Organ not recognised")
        year = _("report for %(year)s") % {"year": self.report.year} if self.report.year else _("year unknown")
        return f"{organ} · {year}"

    @property
    def editions(self) -> str:
        """The form of the tables, each named where they differ."""
        by_table = [table.edition for table in self.report.form.tables]
        return "/".join(by_table) if len(set(by_table)) > 1 else by_table[0]

    @property
    def published(self) -> str:
        """The day of publication that the page itself tells."""
        return printable(self.report.metadata.get("published_on") or "")

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, those that occur, the worst first."""
        found = [finding.severity for _place, finding in self._ordered]
        return {severity: found.count(severity) for severity in SEVERITIES if severity in found}

    @property
    def worst(self) -> str:
        """How the notice that sums up looks."""
        severity = next(iter(self.counts), None)
        return {"error": "error", "warning": "warning", None: "success"}.get(severity, "info")

    @property
    def summary(self) -> str:
        """What was found, in one sentence."""
        counted = {
            "error": ngettext("%(n)s error", "%(n)s errors", self.counts.get("error", 0)),
            "warning": ngettext("%(n)s warning", "%(n)s warnings", self.counts.get("warning", 0)),
            "unproven": pgettext("findings", "%(n)s that can't be decided"),
            "info": pgettext("findings", "%(n)s for information"),
        }
        parts = [counted[severity] % {"n": count} for severity, count in self.counts.items()]
        return pgettext("between counts", ", ").join(parts) or _("Nothing was found to be wrong")

    @property
    def cells_in_words(self) -> str:
        """How many cells were read, and what became of the others."""
        states = self.report.states
        return _("%(read)s cells read, %(unclear)s unclear, %(blank)s blank, %(missing)s missing") % {
            "read": cells_read(self.report),
            "unclear": states.count(State.UNCLEAR),
            "blank": states.count(State.BLANK),
            "missing": states.count(State.MISSING),
        }

    # ---- Findings, notes, chapters -----------------------------------------------------------------------------------

    @cached_property
    def findings(self) -> list[ShownFinding]:
        """Those to be put right first, then as they stand in the report."""
        return [self._in_words(number, place, finding) for number, (place, finding) in enumerate(self._shown, 1)]

    @property
    def found(self) -> int:
        """How many findings there are."""
        return len(self._ordered)

    @property
    def more_findings(self) -> int:
        """How many stand in the JSON alone."""
        return self.found - len(self._shown)

    @cached_property
    def findings_of_cell(self) -> Mapping[str, Sequence[ShownFinding]]:
        """The findings that name a cell, by its key."""
        found: dict[str, list[ShownFinding]] = {}
        for (_place, finding), shown in zip(self._shown, self.findings, strict=True):
            for key in finding.cells:
                found.setdefault(key, []).append(shown)
        return found

    @cached_property
    def notes(self) -> list[ShownNote]:
        """What a person should know of the reading."""
        return [self._shown_note(place, note) for place, note in enumerate(self.report.notes[:MOST_SHOWN])]

    @property
    def noted(self) -> int:
        """How many notes there are."""
        return len(self.report.notes)

    @property
    def more_notes(self) -> int:
        """How many of them are not shown."""
        return self.noted - len(self.notes)

    @cached_property
    def note_of_cell(self) -> Mapping[str, int]:
        """The number of the first note that names a cell, by its key."""
        found: dict[str, int] = {}
        for number, note in enumerate(self.report.notes[:MOST_SHOWN], 1):
            for key in note.cells:
                found.setdefault(key, number)
        return found

    @cached_property
    def chapters(self) -> list[ShownChapter]:
        """The six chapters, in the form's order."""
        placed = {key for block in self.layout.blocks for line in block.lines for key in line.chapters}
        found = []
        for number, chapter in enumerate(edition(self.report.edition).chapters, 1):
            title = f"{chapter.number}、{chapter.title}" if self.language == "zh" else f"{number}. {chapter.english}"
            state, tag = self._chapter_state(chapter.key)
            found.append(ShownChapter(chapter.key, title, state, tag, chapter.key in placed))
        return found

    def _chapter_state(self, key: str) -> tuple[str, str]:
        section = self.report.sections.get(key)
        if section is None:
            return _("missing"), "bad"
        characters = len("".join(section.split()))
        if characters:
            return _("%(n)s characters") % {"n": characters}, "mute"
        first, end = self.report.form.spans.get(key, (0, 0))
        return (_("table only"), "mute") if any(self.report.states[first:end]) else (_("empty"), "warn")

    def _in_words(self, number: int, place: int, finding: Finding) -> ShownFinding:
        return ShownFinding(
            number,
            finding.code,
            finding.severity,
            str(SEVERITY_WORDS[finding.severity]),
            SEVERITY_TAGS[finding.severity],
            printable(message(finding, self.language)),
            printable(finding.quote),
            self._cells(finding.cells),
            _figure(finding.expected),
            _figure(finding.found),
            rule(finding.code).basis[self.language],
            self.place_in_words(finding.at),
            place in self.layout.placed,
            len(finding.cells) <= MOST_CELLS,
        )

    def _shown_note(self, place: int, note: Note) -> ShownNote:
        at = self.report.place(*note.span) if note.span else {}
        words = printable(note_message(note, self.language))
        return ShownNote(
            place + 1,
            printable(note.code),
            words,
            self._cells(note.cells),
            self.place_in_words(at),
            place in self.layout.noted,
        )

    def _cells(self, keys: Sequence[str]) -> tuple[LinkedCell, ...]:
        """The cells, each by its name; many together, by that of them all, with a link to the first."""
        known = [key for key in keys if key in self.report.form.index]
        if len(known) > MOST_CELLS:
            return (self._linked(known),)
        return tuple(self._linked([key]) for key in known)

    def _linked(self, keys: Sequence[str]) -> LinkedCell:
        form = self.report.form
        return LinkedCell(form.index[keys[0]], keys_named(form, keys)[self.language])

    def place_in_words(self, at: Mapping[str, object]) -> str:
        """Where something stands; '' where only the file's own path tells it, which says nothing to a person."""
        if set(at) <= {"path", "start", "end"}:
            return ""
        return printable(place_label(dict(at), self.language))[: drawing.LONGEST_PLACE]

    # ---- Figures -----------------------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[tuple[str, str, SafeString]]:
        """The three tables: key, title, and how the form prints them."""
        return drawing.tables(self)

    @property
    def source(self) -> SafeString:
        """The source with everything marked."""
        return drawing.source(self)

    @property
    def kinds_of_state(self) -> set[State]:
        """The states that occur, for the key below the tables."""
        return {State(state) for state in self.report.states}

    @property
    def states_in_words(self) -> list[tuple[str, str]]:
        """What the signs in the tables mean, those that occur."""
        words = {
            State.BLANK: (_("blank"), _("the cell is there and nothing is in it; it is not taken for 0")),
            State.MISSING: (pgettext("cell", "missing"), _("its row or its table is not in the document")),
            State.UNCLEAR: (
                "?",
                _("something is printed, but it can't be known what, or of which cell; the note says why"),
            ),
            State.SPLIT: ("*", _("digits ran together, and the form's own sums leave one way to part them")),
        }
        return [said for state, said in words.items() if state in self.kinds_of_state]

    @cached_property
    def outcomes(self) -> BarChart | None:
        """How the requests ended, where table 3 tells it: the rows of results that have a figure."""
        rows = []
        for row in self.report.form.table("requests").rows:
            value = self.report.value(f"requests.{row.key}.total")
            if row.group and row.key != "results_total" and isinstance(value, int) and value:
                name = row.label.partition("(")[0] if self.language == "zh" else row.english
                rows.append((name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…", [value]))
        return BarChart(_("How the requests ended"), [_("requests")], rows) if len(rows) > 1 else None

    def figure(self, index: int) -> str:
        """What a known cell says, as the form prints it."""
        value = self.report.values[index]
        assert value is not None
        return plain_figure(value, signed=self.report.form.cells[index].column.kind == "signed")


def _rank(finding: Finding, span: Span | None) -> tuple[int, int]:
    """What findings are ordered by: those to be put right first, then as they stand in the report."""
    return SEVERITIES.index(finding.severity), -1 if span is None else span[0]


def _figure(value: int | Decimal | None) -> str:
    if value is None:
        return ""
    return plain_notation(value) if isinstance(value, Decimal) else str(value)
