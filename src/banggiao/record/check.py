"""Whether a record is whole: every quote a slice of its capture, every reference there, every derived row what a rebuild gives.

What is found wrong is told in lines, each of which names a row and says what is the matter with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, func, select

from banggiao.errors import CaptureError
from banggiao.record import fold
from banggiao.record import schema as t
from banggiao.record.copying import copy_given
from banggiao.record.record import BATCH, Record
from banggiao.record.sql import fetch, parcels
from banggiao.record.statements import READER
from banggiao.stories import open_page

#: Faults of one sort that are told one by one; of more their number is.
MANY: Final = 20

#: Columns that name a row of another table; None is no reference.
_REFERENCES: Final[Sequence[tuple[Column[Any], Column[Any]]]] = (
    (t.origins.c.capture, t.captures.c.id),
    (t.captures.c.id, t.origins.c.capture),
    (t.stories.c.capture, t.captures.c.id),
    (t.statements.c.story, t.stories.c.id),
    (t.names.c.person, t.persons.c.id),
    (t.persons.c.id, t.names.c.person),
    (t.tenures.c.person, t.persons.c.id),
    (t.doubts.c.one, t.persons.c.id),
    (t.doubts.c.other, t.persons.c.id),
    (t.events.c.parent, t.events.c.id),
    (t.events.c.id, t.statements.c.entity),
    (t.event_countries.c.event, t.events.c.id),
    (t.event_people.c.event, t.events.c.id),
    (t.sessions.c.event, t.events.c.id),
    (t.sessions.c.mechanism, t.mechanisms.c.id),
    (t.figures.c.id, t.statements.c.entity),
    (t.commitments.c.id, t.statements.c.entity),
    (t.agreements.c.id, t.statements.c.entity),
    (t.phrases.c.id, t.statements.c.entity),
)
#: The tables that `statements.entity`, `parties.id` and `conflicts.about` name, by sort.
_BY_SORT: Final[dict[str, Table]] = {
    "person": t.names, "event": t.events, "figure": t.figures, "commitment": t.commitments, "session": t.sessions,
    "agreement": t.agreements, "phrase": t.phrases, "mechanism": t.mechanisms,
}  # fmt: skip


def check(record: Record, *, jobs: int | None = 1, done: Callable[[int], None] = lambda _: None) -> list[str]:
    """What is wrong with a record, a line each; nothing where it is whole. `done` is told of every capture, twice.

    All of it is one state of the record, whoever writes to it meanwhile.
    """
    faults: list[str] = []
    with record.store.asking() as connection:
        faults += _few(_read_by_others(connection))
        faults += _few(_quotes(connection, done))
        sound = not any(": cannot be opened again" in fault for fault in faults)
        for column, other in _REFERENCES:
            faults += _few(_dangling(connection, column, other))
        for column, sort in ((t.statements.c.entity, t.statements.c.sort), (t.parties.c.id, t.parties.c.sort),
                             (t.conflicts.c.about, t.conflicts.c.sort)):  # fmt: skip
            faults += _few(_dangling_by_sort(connection, column, sort))
        if not sound:
            return [*faults, "what a rebuild would give is not known, as not every capture can be opened"]
        with TemporaryDirectory(prefix="banggiao-check-") as folder, Record.open(Path(folder) / "again.db") as again:
            copy_given(connection, again.store)
            again.rebuild(jobs=jobs, done=done)
            with again.store.asking() as afresh:
                for table in t.DERIVED:
                    faults += _few(_differences(table, connection, afresh))
    return faults


def count_of(record: Record) -> int:
    """How many captures there are to check."""
    with record.store.asking() as connection:
        return int(connection.execute(select(func.count()).select_from(t.captures)).scalar_one())


def _few(faults: Iterator[str]) -> Iterator[str]:
    more = 0
    for at, fault in enumerate(faults):
        if at < MANY:
            yield fault
        else:
            more += 1
    if more:
        yield f"… and {more} more of this sort"


def _read_by_others(connection: Connection) -> Iterator[str]:
    wanted = select(t.captures.c.reader, func.count()).where(t.captures.c.reader != READER).group_by(t.captures.c.reader)
    for reader, count in connection.execute(wanted.order_by(t.captures.c.reader)):
        yield f"captures: {count} are read by version {reader}, this is {READER}; banggiao rebuild reads them again"


def _quotes(connection: Connection, done: Callable[[int], None]) -> Iterator[str]:
    """Statements whose quotes are not in their captures, and captures that are not what their ids say."""
    ids = connection.execute(select(t.captures.c.id).order_by(t.captures.c.id)).scalars().all()
    for parcel in parcels(ids, BATCH):
        told: dict[str, list[Row[Any]]] = {}
        stories = fetch(connection, (t.stories.c.id, t.stories.c.capture), t.stories.c.capture, parcel)
        capture_of = {row.id: row.capture for row in stories}
        for row in fetch(
            connection, (t.statements.c.id, t.statements.c.story, t.statements.c.body), t.statements.c.story, capture_of
        ):
            told.setdefault(capture_of[row.story], []).append(row)
        for row in sorted(fetch(connection, t.captures, t.captures.c.id, parcel), key=lambda r: str(r.id)):
            yield from _quotes_of(row, told.get(row.id, []))
        done(len(parcel))


def _quotes_of(row: Row[Any], told: Sequence[Row[Any]]) -> Iterator[str]:
    try:
        capture = fold.capture_of(row)
        text = open_page(capture).text
    except CaptureError as error:
        yield f"captures {row.id}: cannot be opened again ({error.reason})"
        return
    if sha256(capture.content).hexdigest() != row.id:
        yield f"captures {row.id}: its content is not what it was when it was taken"
    for statement in sorted(told, key=lambda r: str(r.id)):
        for place in json.loads(statement.body)["evidence"]:
            if text[place["start"] : place["end"]] != place["quote"]:
                yield f"statements {statement.id}: “{place['quote']}” does not stand at {place['start']} of its capture"


def _dangling(connection: Connection, column: Column[Any], other: Column[Any]) -> Iterator[str]:
    there = other.table.alias()
    named = select(column).where(
        column.is_not(None), ~select(there.c[other.name]).where(there.c[other.name] == column).exists()
    )
    for value in connection.execute(named.distinct().order_by(column)).scalars():
        yield f"{column.table.name}.{column.name} {value}: not in {other.table.name}"


def _dangling_by_sort(connection: Connection, column: Column[Any], sort: Column[Any]) -> Iterator[str]:
    for name, table in _BY_SORT.items():
        there = table.alias()
        named = select(column).where(sort == name, ~select(there.c.id).where(there.c.id == column).exists())
        if name == "session":
            named = named.where(column != "")  # of no mechanism that is kept
        for value in connection.execute(named.distinct().order_by(column)).scalars():
            yield f"{column.table.name}.{column.name} {value or 'empty'}: not in {table.name}"


def _differences(table: Table, connection: Connection, afresh: Connection) -> Iterator[str]:
    """Rows that a rebuild would not give, or give otherwise; both are gone through once, by their keys."""
    key = [column.name for column in table.primary_key.columns]
    wanted = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    here, there = iter(connection.execute(wanted)), iter(afresh.execute(wanted))
    mine, theirs = next(here, None), next(there, None)
    while mine is not None or theirs is not None:
        at = None if mine is None else tuple(getattr(mine, name) for name in key)
        to = None if theirs is None else tuple(getattr(theirs, name) for name in key)
        if mine is not None and theirs is not None and at == to:
            changed = [c.name for c in table.columns if getattr(mine, c.name) != getattr(theirs, c.name)]
            if changed:
                yield f"{table.name} {_shown(at)}: a rebuild gives another {', '.join(changed)}"
            mine, theirs = next(here, None), next(there, None)
        elif to is None or (at is not None and at < to):
            yield f"{table.name} {_shown(at)}: follows from nothing that was given"
            mine = next(here, None)
        else:
            yield f"{table.name} {_shown(to)}: missing, though it follows from what was given"
            theirs = next(there, None)


def _shown(key: tuple[Any, ...] | None) -> str:
    return " ".join(str(part) for part in key or ())
