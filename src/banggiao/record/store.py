"""Where a record is kept: a file (SQLite) or a PostgreSQL database, opened, upgraded and locked.

Everything is written in transactions, so that whatever breaks off leaves what stood before. One writes at a time; readers are
never kept waiting.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from banggiao.errors import RecordBusy, RecordDamaged, RecordError
from banggiao.record import upgrade
from banggiao.record.schema import SCHEMA

#: How long a writer waits for another, in seconds.
PATIENCE: Final = 60
DEFAULT: Final = "banggiao.db"
_LOCK: Final = 0x62616E67  # the advisory lock of a PostgreSQL record
_RESTORE: Final = "restore a backup, or add the captures to a new record"
_SHOWN: Final = 120  # characters of what a driver says
_SQLITE_HEAD: Final = b"SQLite format 3\x00"


class Store:
    """An open record. `where` is its path or address without a password."""

    def __init__(self, engine: Engine, where: str) -> None:
        """Use `Store.open`."""
        self.engine = engine
        self.where = where

    @classmethod
    def open(cls, where: str | os.PathLike[str] | None = None, *, create: bool = True, patience: float = PATIENCE) -> Store:
        """Open a record, make it where there is none, bring an older one up to date.

        `where` is a path or a ``postgresql://`` address; by default ``BANGGIAO_RECORD`` or ``banggiao.db``. Raises
        `RecordError` where there is none and `create` is false, or where it cannot be opened.
        """
        address = os.fspath(where) if where is not None else os.environ.get("BANGGIAO_RECORD") or DEFAULT
        if address.startswith(("postgresql:", "postgres:", "postgresql+")):
            store = cls(_postgres(address, patience), _shown(address))
        else:
            path = Path(address.removeprefix("sqlite:///"))
            _check_file(path, create)
            store = cls(_sqlite(path, patience), str(path))
        try:
            store._ready(create)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def is_sqlite(self) -> bool:
        """True for a file, false for a server."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection that sees one state of the record and writes nothing."""
        with self._translated(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the one writer: all of it is kept, or nothing."""
        with self._translated(), self.engine.connect().execution_options(writer=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _meaning(error, self.where) from error
        except (JSONDecodeError, zlib.error) as error:
            raise RecordDamaged(self.where, f"a row is damaged ({error}); {_RESTORE}") from error

    def _ready(self, create: bool) -> None:
        with self._translated():
            tables = set(inspect(self.engine).get_table_names())
        if "captures" not in tables:
            if tables - {"alembic_version"} and self.is_sqlite:
                raise RecordDamaged(self.where, "a database, but not a record of Bang Giao")
            if not create:
                raise RecordError(self.where, "no record there; banggiao add makes one")
            upgrade.to_newest(self)
            return
        found = upgrade.version(self)
        if found == SCHEMA:
            return
        if found is None or found > SCHEMA:
            raise RecordError(self.where, f"made by a newer Bang Giao (schema {found}, this one knows {SCHEMA})")
        upgrade.to_newest(self)


def _check_file(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise RecordError(str(path), "a folder, not a record")
        if not path.exists():
            if not create:
                raise RecordError(str(path), "no record there; banggiao add makes one")
            if not path.parent.is_dir():
                raise RecordError(str(path), f"there is no folder {path.parent}")
            return
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE_HEAD))
    except OSError as error:
        raise RecordError(str(path), (error.strerror or str(error)).lower()) from error
    if head and head != _SQLITE_HEAD:
        raise RecordDamaged(str(path), "not a record: the file is of another kind or damaged")


def _sqlite(path: Path, patience: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below and not by the driver
        # a transaction that is told to be kept is kept: FULL costs little, as batches are large
        for pragma in ("synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables or "captures" in tables:  # the mode is kept in the file, and other people's files are not ours to change
            connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # the writer says so at once: a reader that turns writer halfway could be refused halfway
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writer") else "BEGIN")

    return engine


def _postgres(address: str, patience: float) -> Engine:
    url = "postgresql+psycopg://" + address.split("://", 1)[1]
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"options": f"-c lock_timeout={int(patience * 1000)}"})
    except ImportError as error:
        raise RecordError(_shown(address), "PostgreSQL needs psycopg: pip install 'banggiao[postgres]'") from error


def _shown(address: str) -> str:
    """An address without its password."""
    scheme, _, rest = address.partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}://{login.split(':', 1)[0]}{at}{host}"


def _meaning(error: DBAPIError, where: str) -> RecordError:
    """What a driver's error means to whoever keeps the record."""
    said = " ".join(str(error.orig).split())
    low = said.lower()
    if "locked" in low or "lock timeout" in low or "locknotavailable" in low:
        return RecordBusy(where, "somebody else is writing to it; try again when that is done")
    if "malformed" in low or "not a database" in low or "corrupt" in low or "could not decode" in low:
        return RecordDamaged(where, f"the file is damaged ({said[:_SHOWN]}); {_RESTORE}")
    if "disk is full" in low or "no space left" in low or "disk full" in low:
        return RecordError(where, "the disk is full; nothing of what was being added was kept")
    if "disk i/o error" in low:
        return RecordError(where, "the disk cannot be read or written, or files may not grow; nothing half-done was kept")
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return RecordError(where, "may not be written to")
    if "unable to open" in low:
        return RecordError(where, "cannot be opened; is the folder there and may it be written to?")
    lost = error.connection_invalidated or any(word in low for word in ("connect", "terminat", "server"))
    if isinstance(error, OperationalError) and lost:
        return RecordError(where, f"the database does not answer ({said[:_SHOWN]}); nothing half-done was kept")
    return RecordError(where, said[:200])
