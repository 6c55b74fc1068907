"""表、行、列的叫法: how a finding names tables, rows, columns and cells, in both languages.

Labels are the form's own words; a row of table 3 is also known by its number (三(三)1), and a long list of
such rows names them by number alone, so that it stays short and leaves nothing out.
"""

from collections.abc import Iterable, Sequence

from gongkai.core.findings import Language
from gongkai.core.law.editions import Cell, Column, Form, Row, Table

Words = dict[Language, str]

FEW_ROWS = 3
"""So many rows are named in full, more by number; when only so few are left out, it is 'all rows but …'."""

FEW_COLUMNS = 3
"""More columns than these, when only one is left out, are 'all columns but …'."""


def table_name(table: Table) -> Words:
    """'表三', 'table 3'."""
    return {"zh": f"表{table.number}", "en": f"table {'一二三四'.index(table.number) + 1}"}


def row_number(row: Row) -> str:
    """'一', '三(三)1'; the row's label where the form gives it no number."""
    if not row.number:
        return row.full_label
    return row.full_label.removesuffix(row.label).rstrip("、.")


def row_name(row: Row) -> Words:
    """'三(三)1.属于国家秘密', '三(三)1 (refused: state secret)'; an instruction in the label is left out."""
    if not row.number:
        return {"zh": row.full_label, "en": row.english}
    instruction = row.label.removeprefix(row.label.partition("(")[0])
    return {"zh": row.full_label.removesuffix(instruction), "en": f"{row_number(row)} ({row.english})"}


def column_name(column: Column) -> Words:
    """'自然人', 'natural persons'."""
    return {"zh": column.label, "en": column.english}


def rows_named(table: Table, rows: Sequence[Row], in_full: bool = True) -> Words:
    """The rows: all of the table, all but a few, a few in full (if `in_full`), many by number."""
    named = {row.key for row in rows}
    rest = [row for row in table.rows if row.key not in named]
    if not rest:
        return {"zh": f"全部 {len(rows)} 行", "en": f"all {len(rows)} rows"}
    if len(rest) <= FEW_ROWS < len(rows):
        but = _listed([_row_in_short(row) for row in rest])
        return {"zh": f"{but['zh']}以外的 {len(rows)} 行", "en": f"all rows but {but['en']}"}
    name = row_name if in_full and len(rows) <= FEW_ROWS else _row_in_short
    listed = _listed([name(row) for row in rows])
    return {"zh": listed["zh"], "en": f"{'row' if len(rows) == 1 else 'rows'} {listed['en']}"}


def columns_named(columns: Sequence[Column], whole: Sequence[Column]) -> Words:
    """The columns: all of `whole`, all but one, or each by its label."""
    named = {column.key for column in columns}
    rest = [column for column in whole if column.key not in named]
    if not rest and len(columns) > 1:
        return {"zh": f"全部 {len(columns)} 列", "en": f"all {len(columns)} columns"}
    if len(rest) == 1 and len(columns) > FEW_COLUMNS:
        but = column_name(rest[0])
        return {"zh": f"{but['zh']}以外的 {len(columns)} 列", "en": f"all columns but {but['en']}"}
    listed = _listed([column_name(column) for column in columns])
    return {"zh": listed["zh"], "en": f"{'column' if len(columns) == 1 else 'columns'} {listed['en']}"}


def cells_named(cells: Iterable[Cell]) -> Words:
    """The cells of one table; rows that share the same columns are named together.

    >>> from gongkai.core.law.editions import edition
    >>> form = edition("2021").form
    >>> cells_named([form.cells[form.index["requests.carried_in.natural"]]])["zh"]
    '二、上年结转政府信息公开申请数量的自然人'
    """
    cells_of_row: dict[str, list[Cell]] = {}
    for cell in cells:
        cells_of_row.setdefault(cell.row.key, []).append(cell)
    groups: dict[tuple[str, ...], list[list[Cell]]] = {}
    for found in cells_of_row.values():
        whole_row = len(found) == len(found[0].row.columns)
        columns = () if whole_row else tuple(cell.column.key for cell in found)
        groups.setdefault(columns, []).append(found)
    in_full = len(cells_of_row) <= FEW_ROWS
    named = [_group_named(rows, in_full) for rows in groups.values()]
    return {"zh": "；".join(name["zh"] for name in named), "en": "; ".join(name["en"] for name in named)}


def keys_named(form: Form, keys: Iterable[str]) -> Words:
    """The cells of these keys, table by table; '' where there are none. Raises KeyError for a key the form has not.

    >>> from gongkai.core.law.editions import edition
    >>> keys_named(edition("2021").form, ["requests.carried_in.natural", "proactive.rules.made"])["zh"]
    '表三：二、上年结转政府信息公开申请数量的自然人；表二：规章的本年制发件数'
    """
    cells_of_table: dict[str, list[Cell]] = {}
    for key in keys:
        cell = form.cells[form.index[key]]
        cells_of_table.setdefault(cell.table.key, []).append(cell)
    named = [(table_name(cells[0].table), cells_named(cells)) for cells in cells_of_table.values()]
    return {
        "zh": "；".join(f"{table['zh']}：{cells['zh']}" for table, cells in named),
        "en": "; ".join(f"{table['en']}: {cells['en']}" for table, cells in named),
    }


def _group_named(group: list[list[Cell]], in_full: bool) -> Words:
    """Rows, each given as its cells, that all lack the same columns, or all lack every column."""
    first = group[0][0]
    rows = rows_named(first.table, [cells[0].row for cells in group], in_full)
    if len(group[0]) == len(first.row.columns):
        return rows
    columns = columns_named([cell.column for cell in group[0]], first.row.columns)
    return {"zh": f"{rows['zh']}的{columns['zh']}", "en": f"{columns['en']} of {rows['en']}"}


def _row_in_short(row: Row) -> Words:
    number = row_number(row)
    return {"zh": number, "en": number if row.number else row.english}


def _listed(names: Sequence[Words]) -> Words:
    return {"zh": "、".join(name["zh"] for name in names), "en": ", ".join(name["en"] for name in names)}
