"""Exports of a record: one module a format, files whole or not at all, the same record to the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from banggiao.errors import ExportError
from banggiao.export.folder import Draft, Folder
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.walk import Standing, standing_of

#: Format → the module that writes it.
FORMATS: Final = {
    "csv": "sheets", "parquet": "parquet", "jsonl": "lines", "jsonld": "linked", "plover": "plover", "ftm": "ftm",
    "popolo": "popolo", "ics": "calendar",
}  # fmt: skip


def export(store: Store, where: Path, form: str, filters: Filters = Filters()) -> list[Draft]:  # noqa: B008  # frozen
    """Write a record into the folder `where` in one of `FORMATS`; gives the files with their numbers of rows.

    Only `countries`, `start` and `end` of the filters count. All files are replaced at once, and only those that an export
    wrote before. Raises `ExportError` where a file cannot be written or the format is unknown.
    """
    if form not in FORMATS:
        raise ExportError(f"'{form}' is no format; there are {', '.join(FORMATS)}")
    write: Callable[[Standing, Folder, Filters], None] = import_module(f"banggiao.export.{FORMATS[form]}").write
    with standing_of(store) as now:
        about = {"as_of": now.as_of.isoformat(), "with": list(filters.countries), "from": filters.start, "to": filters.end}
        with Folder(where, form, about) as folder:
            write(now, folder, filters)
        return folder.written


def check(where: Path, form: str) -> int:
    """Hold an export to its format; gives how many things were checked.

    Raises `ExportError` for the first that is not valid, and for a format that has no check beyond the library that wrote it.
    """
    found: Callable[[Path], int] | None = getattr(import_module(f"banggiao.export.{FORMATS[form]}"), "check", None)
    if found is None:
        raise ExportError(f"{form} has no check of its own; it is written by the library that reads it")
    return found(where)


__all__ = ["FORMATS", "Draft", "check", "export"]
