"""Rows in and out by the thousand, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, bindparam, delete, insert, select, update

#: Values that one statement may name; SQLite takes 32,766 parameters, PostgreSQL 65,535.
_MANY: Final = 5000


def parcels(values: Iterable[Any], size: int = _MANY) -> Iterator[list[Any]]:
    """The values in lists of at most `size`."""
    stream = iter(values)
    while parcel := list(islice(stream, size)):
        yield parcel


def fetch(
    connection: Connection, columns: Table | Sequence[Column[Any]], where: Column[Any], among: Collection[Any]
) -> list[Row[Any]]:
    """The rows in which the column `where` has one of the values `among`."""
    wanted = select(columns) if isinstance(columns, Table) else select(*columns)
    out: list[Row[Any]] = []
    for parcel in parcels(sorted(set(among))):
        out += connection.execute(wanted.where(where.in_(parcel))).all()
    return out


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows."""
    for parcel in parcels(rows, 1000):
        connection.execute(insert(table), parcel)


def drop(connection: Connection, table: Table, where: Column[Any], among: Collection[Any]) -> None:
    """Take the rows away in which the column has one of the values."""
    for parcel in parcels(sorted(set(among))):
        connection.execute(delete(table).where(where.in_(parcel)))


def replace(
    connection: Connection, table: Table, key: Column[Any], rows: Sequence[Mapping[str, Any]], gone: Collection[Any] = ()
) -> None:
    """Put rows in the place of those with the same key, and of those with a key in `gone`."""
    drop(connection, table, key, {row[key.name] for row in rows} | set(gone))
    put(connection, table, rows)


def change(connection: Connection, table: Table, column: Column[Any], values: Mapping[str, Any]) -> None:
    """Set one column of the rows with the ids that are the keys of `values`."""
    if not values:
        return
    key = table.c.id
    connection.execute(
        update(table).where(key == bindparam("at")).values({column: bindparam("now")}),
        [{"at": at, "now": now} for at, now in sorted(values.items())],
    )
