"""年度报告格式: the editions of the annual report form, in the regulator's own words.

Two national forms exist: 国办公开办函〔2019〕60号 for the report years 2019 and 2020, 国办公开办函〔2021〕30号 from the
report year 2021 on. Each is a data file in ``editions/``: tables, rows, columns, units, printed labels with their known
variants, relations as lists of rows or columns, chapters. The year is the one that the figures are about, never the
year of publication. A real report may mix editions by table, so what a filled report follows is a :class:`Form`:
one table from each edition.

>>> edition_for_year(2020).id, edition_for_year(2024).id
('2019', '2021')
>>> len(edition("2021").form.cells), len(edition("2019").form.cells)
(200, 198)
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from gongkai.core.law import OutsideTheLaw

Kind = Literal["count", "signed", "amount_wan"]

TABLES = ("proactive", "requests", "remedies")
EDITIONS = ("2019", "2021")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key, the label as printed, known variants of the label, the kind of its figures."""

    key: str
    label: str
    english: str
    variants: tuple[str, ...] = ()
    kind: Kind = "count"

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed label and its variants, the printed one first."""
        return (self.label, *self.variants)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row that takes figures: key, number and label as printed, the group or Article 20 item it stands under."""

    key: str
    label: str
    english: str
    columns: tuple[Column, ...]
    number: str = ""
    group: str = ""
    variants: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed label and its variants, the printed one first."""
        return (self.label, *self.variants)

    @property
    def full_label(self) -> str:
        """The label as a person names it: '三(三)1.属于国家秘密', '行政诉讼/未经复议直接起诉'."""
        if not self.number:
            return f"{self.group}/{self.label}" if self.group == "行政诉讼" else self.label
        if self.group.startswith("("):
            return f"三{self.group[:3]}{self.number}{self.label}"
        return f"{'三' if self.group else ''}{self.number}{self.label}"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One statutory table of one edition. `own_words` are labels that no other edition prints."""

    key: str
    edition: str
    number: str
    title: str
    basis: str
    rows: tuple[Row, ...]
    own_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell of a form: `index` is its place in the arrays of a filled report, `key` that of the command line."""

    index: int
    key: str
    table: Table
    row: Row
    column: Column


@dataclass(frozen=True, slots=True)
class Relation:
    """勾稽关系: the cells of `plus` add up to those of `minus`. `at` names the row or column it is stated for."""

    code: str
    table: str
    at: str
    plus: tuple[int, ...]
    minus: tuple[int, ...]
    words: str
    basis: str
    printed: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter (章) of the report: key, Chinese number, heading and its known variants."""

    key: str
    number: str
    title: str
    english: str
    variants: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The heading's words and their variants, the form's own first."""
        return (self.title, *self.variants)


@dataclass(frozen=True, eq=False)
class Form:
    """The cells that one report has: each table in the edition it was printed in."""

    tables: tuple[Table, ...]
    relation_data: tuple[dict[str, Any], ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in the form's own order."""
        found: list[Cell] = []
        for table in self.tables:
            for row in table.rows:
                for column in row.columns:
                    key = f"{table.key}.{row.key}.{column.key}"
                    found.append(Cell(len(found), key, table, row, column))
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the cells, in order."""
        return tuple(cell.key for cell in self.cells)

    @cached_property
    def index(self) -> dict[str, int]:
        """Key of a cell → its place in the arrays."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def table_editions(self) -> dict[str, str]:
        """Key of a table → edition it follows."""
        return {table.key: table.edition for table in self.tables}

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """Key of a table → first cell, and the one after its last, in the arrays."""
        spans: dict[str, tuple[int, int]] = {}
        for cell in self.cells:
            first, _ = spans.get(cell.table.key, (cell.index, 0))
            spans[cell.table.key] = (first, cell.index + 1)
        return spans

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation of the form, spelled out as lists of cells."""
        return tuple(relation for data in self.relation_data for relation in self._spell_out(data))

    def table(self, key: str) -> Table:
        """The table of that key."""
        return next(table for table in self.tables if table.key == key)

    def _spell_out(self, data: dict[str, Any]) -> list[Relation]:
        table = self.table(data["table"])
        columns = [column.key for column in table.rows[0].columns]
        rows = [row.key for row in table.rows]
        across = columns if "rows" in data else rows
        sides = data["rows"] if "rows" in data else data["columns"]

        def cells(names: list[str], at: str) -> tuple[int, ...]:
            pairs = [(name, at) if "rows" in data else (at, name) for name in names]
            return tuple(self.index[f"{table.key}.{row}.{column}"] for row, column in pairs)

        return [
            Relation(
                code=data["code"],
                table=table.key,
                at=at,
                plus=cells(sides["plus"], at),
                minus=cells(sides["minus"], at),
                words=data["words"],
                basis=data["basis"],
                printed=data["printed"],
            )
            for at in across
        ]


@dataclass(frozen=True, eq=False)
class Edition:
    """One national form with the report years it is due for."""

    id: str
    title: str
    document: str
    first_report_year: int
    last_report_year: int | None
    form: Form
    chapters: tuple[Chapter, ...]


def _columns(data: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(**{**item, "variants": tuple(item.get("variants", ()))}) for item in data)


def _rows(data: list[dict[str, Any]], columns: tuple[Column, ...], group: str = "") -> list[Row]:
    return [
        Row(**{"group": group, **item, "variants": tuple(item.get("variants", ())), "columns": columns})
        for item in data
    ]


def _table(key: str, edition_id: str, data: dict[str, Any]) -> Table:
    rows: list[Row] = []
    if "blocks" in data:
        for block in data["blocks"]:
            rows += _rows(block["rows"], _columns(block["columns"]), block["item"])
    else:
        rows = _rows(data["rows"], _columns(data["columns"]))
    words = tuple(data["own_words"])
    return Table(key, edition_id, data["number"], data["title"], data["basis"], tuple(rows), words)


@cache
def _data(edition_id: str) -> dict[str, Any]:
    file = resources.files("gongkai.core.law") / "editions" / f"{edition_id}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def mixed_form(proactive: str, requests: str, remedies: str) -> Form:
    """The form whose tables follow the editions named, for reports that mix them (国办公开办函〔2021〕30号 table 2
    with a table 3 of 2019 occurs). Relations follow the edition of their table."""
    chosen = dict(zip(TABLES, (proactive, requests, remedies), strict=True))
    tables = tuple(_table(key, edition_id, _data(edition_id)["tables"][key]) for key, edition_id in chosen.items())
    relations = tuple(
        data for key, edition_id in chosen.items() for data in _data(edition_id)["relations"] if data["table"] == key
    )
    return Form(tables, relations)


@cache
def edition(edition_id: str) -> Edition:
    """The edition by its id, '2019' or '2021'. Raises KeyError for any other."""
    if edition_id not in EDITIONS:
        raise KeyError(edition_id)
    data = _data(edition_id)
    return Edition(
        id=data["id"],
        title=data["title"],
        document=data["document"],
        first_report_year=data["first_report_year"],
        last_report_year=data.get("last_report_year"),
        form=mixed_form(edition_id, edition_id, edition_id),
        chapters=tuple(Chapter(**{**item, "variants": tuple(item.get("variants", ()))}) for item in data["chapters"]),
    )


def edition_for_year(report_year: int) -> Edition:
    """The edition due for figures of `report_year`. Raises OutsideTheLaw before 2019, the first year of a national form
    (国办公开办函〔2019〕60号); the form of 2021 has no end, since no later one is known."""
    for edition_id in EDITIONS:
        found = edition(edition_id)
        if found.first_report_year <= report_year <= (found.last_report_year or report_year):
            return found
    raise OutsideTheLaw(f"no national form for the report year {report_year}: the first is for 2019")
