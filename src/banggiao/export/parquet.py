"""Parquet: the tables of `tables` with typed columns; lists are lists, days are days. Needs pyarrow (the extra `export`)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from banggiao.errors import ExportError
from banggiao.export.folder import Folder
from banggiao.export.tables import ColumnOf, rows_of, tables
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows that are held at once, and stand in one group.
GROUP: Final = 10_000


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write every table. Raises `ExportError` where pyarrow is not there."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError("parquet needs pyarrow: pip install 'banggiao[export]'") from error
    for table, columns in tables().items():
        schema = pa.schema([pa.field(c.name, _type(c), metadata={"meaning": c.meaning}) for c in columns])
        with folder.draft(f"{table}.parquet") as draft, pq.ParquetWriter(draft.path, schema, compression="zstd") as out:
            rows = rows_of(now, table, filters)
            while group := list(islice(rows, GROUP)):
                cells = [_column([row[at] for row in group], column) for at, column in enumerate(columns)]
                arrays = [pa.array(values, field.type) for values, field in zip(cells, schema, strict=True)]
                out.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
                draft.rows += len(group)


def _type(column: ColumnOf) -> pa.DataType:
    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "text": pa.string(), "date": pa.string(), "first": pa.date32(), "last": pa.date32(), "integer": pa.int64(),
        "number": pa.float64(), "flag": pa.bool_(), "list": pa.list_(pa.string()),
    }  # fmt: skip
    return types[column.type]


def _column(cells: list[Any], column: ColumnOf) -> list[Any]:
    return [None if cell is None else float(cell) for cell in cells] if column.type == "number" else cells
