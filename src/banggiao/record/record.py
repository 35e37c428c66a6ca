"""An open record: what a program does with one.

>>> from banggiao.record import Record
>>> with Record.open("banggiao.db") as record:  # doctest: +SKIP
...     record.add(["samples"])
...     record.view.events(Filters(with_=("LA",)))
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from sqlalchemy import Connection, delete, func, select

from banggiao.errors import CaptureError
from banggiao.many import each
from banggiao.model import Capture
from banggiao.record import fold
from banggiao.record.judged import Judgement, read_judgements, standing
from banggiao.record.schema import DERIVED, captures, judgements, metadata, origins
from banggiao.record.sql import fetch, parcels
from banggiao.record.statements import READER, Taken, known_already, take
from banggiao.record.store import Store
from banggiao.record.view import View

#: Captures that are written in one transaction: what a crash can cost is the reading of so many.
BATCH: Final = 256


@dataclass(slots=True)
class Summary:
    """What an `add` came to."""

    new: int = 0
    known: int = 0
    stories: int = 0
    found: dict[str, int] = field(default_factory=dict)
    failed: list[CaptureError] = field(default_factory=list)

    def take_in(self, added: fold.Added) -> None:
        """Add what one batch came to."""
        self.new += added.new
        self.known += added.known
        self.stories += added.stories
        for sort, count in added.found.items():
            self.found[sort] = self.found.get(sort, 0) + count


class Record:
    """A record of diplomacy, kept in a `Store`."""

    def __init__(self, store: Store) -> None:
        """Use `Record.open`."""
        self.store = store

    @classmethod
    def open(cls, where: str | os.PathLike[str] | None = None, *, create: bool = True) -> Record:
        """Open a record or make one; see `Store.open` for `where` and what can be wrong."""
        return cls(Store.open(where, create=create))

    def __enter__(self) -> Record:
        """The record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give its connections back."""
        self.store.close()

    @property
    def view(self) -> View:
        """What can be asked of it."""
        return View(self.store)

    def add(
        self, found: Iterable[Capture | CaptureError], *, jobs: int | None = 1, done: Callable[[int], None] = lambda _: None
    ) -> Summary:
        """Read captures and keep them; what is known already is not read again. `done` is told of every batch written.

        Each batch is kept whole or not at all, so that breaking off loses nothing that was reported, and adding the same again
        goes on where it stopped. Raises `RecordError` where the record cannot be written.
        """
        summary = Summary()
        known: list[Taken] = []
        stream = self._unknown(found, known)
        with closing(each(take, stream, jobs=jobs)) as readings:
            for batch in _batches(readings, known):
                taken = [one for one in batch if isinstance(one, Taken)]
                summary.failed += [one for one in batch if isinstance(one, CaptureError)]
                self.keep(taken, summary)
                done(len(batch))
        return summary

    def keep(self, taken: Sequence[Taken], summary: Summary | None = None) -> None:
        """Keep what was read, in one transaction."""
        if taken:
            with self.store.writing() as connection:
                added = fold.add(connection, taken)
            if summary is not None:
                summary.take_in(added)

    def _unknown(self, found: Iterable[Capture | CaptureError], known: list[Taken]) -> Iterator[Capture | CaptureError]:
        """Pass on what is to be read; what the record has already goes into `known`."""
        stream = iter(found)
        while batch := list(islice(stream, BATCH)):
            ids = {one.sha256 for one in batch if isinstance(one, Capture)}
            columns = (captures.c.id, captures.c.url, captures.c.captured, captures.c.reader)
            with self.store.asking() as connection:
                rows = {row.id: row for row in fetch(connection, columns, captures.c.id, ids)}
            for one in batch:
                row = rows.get(one.sha256) if isinstance(one, Capture) else None
                if row is None or not isinstance(one, Capture):
                    yield one
                elif fold.precedence(one.captured, one.url) < fold.precedence(row.captured, row.url):
                    yield one  # the same bytes, of which more is known now
                else:
                    known.append(known_already(one))

    def outdated(self) -> int:
        """How many captures were read by an older reader, or settled under older tables: `rebuild` reads them again."""
        with self.store.asking() as connection:
            wanted = select(func.count()).select_from(captures).where(captures.c.reader != READER)
            return connection.execute(wanted).scalar_one()

    def rebuild(self, *, jobs: int | None = 1, done: Callable[[int], None] = lambda _: None) -> int:
        """Read every capture again and settle the whole record anew, in one transaction; gives how many captures there are.

        Judgements stand. Whoever reads meanwhile sees the record as it was.
        """
        count = 0
        with self.store.writing() as connection:
            rows = connection.execute(select(captures.c.id).order_by(captures.c.id)).scalars().all()
            for table in DERIVED:
                connection.execute(delete(table))
            judged = standing(read_judgements(connection))
            kept = _kept(connection, rows)
            with closing(each(take, kept, jobs=jobs)) as readings:
                for batch in _batches(readings, []):
                    fresh = [one for one in batch if isinstance(one, Taken)]
                    fold.settle_new(connection, fresh, judged)
                    count += len(batch)
                    done(len(batch))
            connection.execute(captures.update().values(reader=READER))
        return count

    def addresses(self) -> set[str]:
        """The web addresses of all captures, as they were asked for and as they answered."""
        with self.store.asking() as connection:
            rows = connection.execute(select(origins.c.source, origins.c.url))
            return {one for row in rows for one in row if one and one.startswith(("http://", "https://"))}

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement and settle what it is about, at once."""
        with self.store.writing() as connection:
            connection.execute(judgements.insert().prefix_with(*self._or_ignore()), [_row(judgement)])
            fold.settle_judged(connection, judgement)

    def _or_ignore(self) -> tuple[str, ...]:
        return ("OR IGNORE",) if self.store.is_sqlite else ()

    def dump(self) -> Iterator[str]:
        """Every row of the record in a fixed order, one a line: two records of the same captures and judgements are equal."""
        with self.store.asking() as connection:
            for table in metadata.sorted_tables:
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                    yield f"{table.name} {tuple(row)!r}"


def _row(judgement: Judgement) -> dict[str, str | None]:
    return {name: getattr(judgement, name) for name in Judgement.__dataclass_fields__}


def _batches(readings: Iterable[Taken | CaptureError], known: list[Taken]) -> Iterator[list[Taken | CaptureError]]:
    """What was read, in batches, with what was known already put in between."""
    batch: list[Taken | CaptureError] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) + len(known) >= BATCH:
            yield batch + list(known)
            batch = []
            known.clear()
    if batch or known:
        yield batch + list(known)


def _kept(connection: Connection, ids: Sequence[str]) -> Iterator[Capture | CaptureError]:
    for parcel in parcels(ids, BATCH):
        for row in fetch(connection, captures, captures.c.id, parcel):
            yield fold.capture_of(row)
