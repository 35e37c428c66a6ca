"""Records written out again: a backup of a file as it is, or what was given of any record into a new file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from banggiao.errors import RecordDamaged, RecordError
from banggiao.record.record import BATCH, Record
from banggiao.record.schema import GIVEN, captures
from banggiao.record.sql import parcels, put
from banggiao.record.store import Store

Done = Callable[[int], None]


def _nothing(_: int) -> None:
    """Tell nobody."""


def backup(record: Record, file: Path, *, force: bool = False, jobs: int | None = 1, done: Done = _nothing) -> int:
    """Write a record to a new file that `Record.open` opens; gives how many captures it holds.

    A file is copied as it stands, also while others write to it. Of a PostgreSQL record its captures and judgements are
    written, and the rest is derived from them (`done` is told of captures). The new file is there whole or not at all.
    Raises `RecordError` where a file is in the way, unless `force`, or it cannot be written.
    """
    if file.exists() and not force:
        raise RecordError(str(file), "there already; --force replaces it")
    if record.store.is_sqlite and file.exists() and file.samefile(record.store.where):
        raise RecordError(str(file), "the record itself; name another file")
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if record.store.is_sqlite:
            _copy_pages(record.store, draft)
        else:
            with Record.open(draft) as copy:
                with record.store.asking() as connection:
                    copy_given(connection, copy.store)
                copy.rebuild(jobs=jobs, done=done)
        count = _verified(draft, file)
        for name in (f"{file}-wal", f"{file}-shm"):  # of a record that stood there: they are not of the new one
            Path(name).unlink(missing_ok=True)
        draft.replace(file)
    except sqlite3.Error as error:
        raise RecordError(str(file), f"cannot be written ({error})") from error
    except OSError as error:
        raise RecordError(str(file), (error.strerror or str(error)).lower()) from error
    finally:
        for name in (str(draft), f"{draft}-wal", f"{draft}-shm"):
            Path(name).unlink(missing_ok=True)
    return count


def copy_given(connection: Connection, target: Store) -> None:
    """Write captures, origins and judgements into another record, which is to be rebuilt then."""
    with target.writing() as out:
        for table in GIVEN:
            wanted = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
            for parcel in parcels(connection.execute(wanted), BATCH):
                put(out, table, [dict(row._mapping) for row in parcel])


def _copy_pages(store: Store, draft: Path) -> None:
    with closing(store.engine.raw_connection()) as pooled, closing(sqlite3.connect(draft)) as out:
        source: Any = pooled.driver_connection
        source.backup(out)


def _verified(draft: Path, file: Path) -> int:
    """How many captures the new file holds; raises `RecordDamaged` where it is not sound."""
    try:
        with Record.open(draft, create=False) as copy, copy.store.asking() as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            count = connection.execute(select(func.count()).select_from(captures)).scalar_one()
    except RecordError as error:
        raise RecordError(str(file), f"cannot be written ({error.reason})") from error
    if said != "ok":
        raise RecordDamaged(
            str(file), f"the copy is not sound ({said}), so nothing was written; is the record? banggiao check tells"
        )
    return int(count)
