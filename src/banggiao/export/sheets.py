"""CSV: one file a table, as Excel in Vietnam opens it: UTF-8 with a byte order mark, commas, CRLF.

A cell that a spreadsheet would take for a formula (a headline that begins with "=", a name with "@") is written with an
apostrophe before it, which the spreadsheet shows as text. Cells of numbers are numbers and stay as they are.
"""

from __future__ import annotations

import csv
from datetime import date as Day
from typing import Any, Final

from banggiao.export.folder import Folder
from banggiao.export.tables import plain_number, rows_of, tables
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

#: What begins a formula in Excel, LibreOffice or Google Sheets, full-width forms included.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Between the values of a list in one cell.
BETWEEN: Final = "; "


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write every table."""
    for table, columns in tables().items():
        with folder.text(f"{table}.csv", bom=True) as (out, draft):
            lines = csv.writer(out, lineterminator="\r\n")
            lines.writerow(column.name for column in columns)
            for row in rows_of(now, table, filters):
                lines.writerow(map(cell, row))
                draft.rows += 1


def cell(value: Any) -> str:
    """A value as it stands in a cell.

    >>> cell("=cmd|' /C calc'!A0"), cell(1100000000.0), cell(["VN", "LA"])
    ("'=cmd|' /C calc'!A0", '1100000000', 'VN; LA')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return plain_number(value)
    if isinstance(value, Day):
        return value.isoformat()
    text = BETWEEN.join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
