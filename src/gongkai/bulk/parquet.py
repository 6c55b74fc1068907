"""列式文件: columns of reports from and to Parquet (zstd), a group of rows at a time.

A file holds reports of one form: organ, year, and a column a cell under the cell's key, whole numbers or null; amounts
are millionths of 万元. Its metadata names the edition of each table, so that nothing is read as another form's.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from gongkai.bulk.columns import Columns
from gongkai.core.law.editions import TABLES, Form, mixed_form

_FORM = b"gongkai.form"
_UNIT = {b"gongkai.unit": b"millionths of 10 000 CNY"}


class NotOurs(ValueError):
    """A Parquet file that does not hold reports."""


def schema_of(form: Form) -> Any:
    """The columns of a file for that form."""
    cells = [
        pa.field(cell.key, pa.int64(), metadata=_UNIT if cell.column.kind == "amount_wan" else None)
        for cell in form.cells
    ]
    fields = [pa.field("organ", pa.string()), pa.field("year", pa.int32()), *cells]
    return pa.schema(fields, metadata={_FORM: json.dumps(form.table_editions).encode()})


def write(path: Path, parts: Iterable[Columns], form: Form) -> int:
    """Writes the parts to the file, each as a group of rows, and gives the number of reports. The file is there whole
    or not at all."""
    schema, count = schema_of(form), 0
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for part in parts:
                writer.write_table(_table(part, schema))
                count += len(part)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _table(part: Columns, schema: Any) -> Any:
    arrays = [pa.array(part.organs, pa.string()), pa.array(part.years, pa.int32())]
    for numbers in part.cells:
        unknown = np.isnan(numbers)
        whole = np.where(unknown, 0, numbers).astype(np.int64)
        arrays.append(pa.array(whole, pa.int64(), mask=unknown))
    return pa.Table.from_arrays(arrays, schema=schema)


def form_of(path: Path) -> Form:
    """The form of the reports in the file. Raises NotOurs."""
    try:
        found = parquet.read_schema(path)
    except pa.ArrowInvalid as error:
        raise NotOurs(str(error)) from error
    editions = json.loads((found.metadata or {}).get(_FORM, b"{}"))
    if set(editions) != set(TABLES):
        raise NotOurs(f"{path.name}: no form is named")
    form = mixed_form(*(editions[table] for table in TABLES))
    if found.names != schema_of(form).names:
        raise NotOurs(f"{path.name}: its columns are not the cells of the form")
    return form


def read(path: Path, rows: int = 65_536) -> Iterator[Columns]:
    """The reports in the file, so many at a time. Raises NotOurs."""
    form = form_of(path)
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=rows):
            cells = np.empty((len(form.cells), batch.num_rows), dtype=np.float64)
            for place, column in enumerate(batch.columns[2:]):
                cells[place] = column.to_numpy(zero_copy_only=False)
            yield Columns(form, cells, batch.column(0).to_pylist(), batch.column(1).to_numpy().astype(np.int32))
