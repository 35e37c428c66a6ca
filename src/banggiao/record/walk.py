"""A whole record from end to end in constant memory: every thing of a sort, by id, as `view` gives it.

What a list answers is a handful of rows; an export walks all of them. All walks of one `Standing` see one state of the record,
whoever writes meanwhile, and what depends on a day (what is due, what is overdue) is told as of the last day of which the
record has a story: the same record walks the same whenever it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Day
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, and_, func, or_, select, union_all

from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.fold import capture_of
from banggiao.record.judged import read_judgements, standing
from banggiao.record.schema import (
    agreements,
    captures,
    commitments,
    conflicts,
    event_countries,
    event_people,
    events,
    figures,
    mechanisms,
    names,
    origins,
    parties,
    persons,
    phrases,
    sessions,
    statements,
    stories,
    tenures,
)
from banggiao.record.sql import fetch
from banggiao.record.store import Store
from banggiao.record.view import Thing, View
from banggiao.stories import open_page

#: What can be walked: each list of the contract, the stories, and every quote of every statement.
SORTS: Final = (
    "events", "people", "tenures", "mechanisms", "sessions", "figures", "commitments", "agreements", "phrases", "conflicts",
    "stories", "quotes",
)  # fmt: skip
#: Rows that are held at once.
PAGE: Final = 500
_ALL: Final = Filters()

#: Sort → its table and the columns of its first and last time, where it has any.
_TABLES: Final[dict[str, tuple[Table, Column[Any] | None, Column[Any] | None]]] = {
    "events": (events, events.c.time, events.c.end),
    "people": (persons, persons.c.first, persons.c.last),
    "tenures": (tenures, tenures.c.start, tenures.c.end),
    "mechanisms": (mechanisms, None, None),
    "sessions": (sessions, sessions.c.time, sessions.c.end),
    "figures": (figures, figures.c.time, figures.c.end),
    "commitments": (commitments, commitments.c.time, commitments.c.last),
    "agreements": (agreements, agreements.c.time, None),
    "phrases": (phrases, phrases.c.first, phrases.c.last),
    "conflicts": (conflicts, conflicts.c.time, None),
}
#: Of these a story tells in statements of their own; the rest follows from them.
_TOLD: Final = ("events", "people", "figures", "commitments", "sessions", "agreements", "phrases")


@contextmanager
def standing_of(store: Store) -> Iterator[Standing]:
    """The record as it stands now, for as many walks as are wanted."""
    with store.asking() as connection:
        yield Standing(store, connection)


def walk(store: Store, sort: str, filters: Filters = _ALL) -> Iterator[Thing]:
    """Every thing of one of `SORTS`, by id; see `Standing.walk`."""
    with standing_of(store) as now:
        yield from now.walk(sort, filters)


class Standing:
    """One state of a record. `as_of` is the last day on which a story of it was told."""

    def __init__(self, store: Store, connection: Connection) -> None:
        """Use `standing_of`."""
        self._connection = connection
        last = connection.execute(select(func.max(stories.c.published))).scalar_one()
        days = days_of((last or "1970-01-01")[:10])
        self.as_of = days.last if days is not None else Day(1970, 1, 1)
        self._view = View(store, today=self.as_of)
        self._text: tuple[str, str] = ("", "")

    def walk(self, sort: str, filters: Filters = _ALL) -> Iterator[Thing]:
        """Every thing of `sort` that the filters (countries, from, to) let through, without what was judged wrong.

        People and tenures are narrowed to those who took part in the events let through, stories and quotes to those that tell
        of the things let through. Raises `ValueError` for an unknown sort.
        """
        if sort == "stories":
            return self._stories(filters)
        if sort == "quotes":
            return self._quotes(filters)
        if sort == "conflicts":
            return self._conflicts(filters)
        if sort not in _TABLES:
            raise ValueError(f"'{sort}' is none of {', '.join(SORTS)}")
        return self._things(sort, filters)

    def offices(self, filters: Filters = _ALL) -> Iterator[tuple[str | None, str]]:
        """Every country with every office that somebody of it held, once."""
        wanted = select(tenures.c.country, tenures.c.office).group_by(tenures.c.country, tenures.c.office)
        if _narrow(filters):
            wanted = wanted.where(tenures.c.id.in_(_ids("tenures", filters)))
        rows = self._connection.execute(wanted.order_by(func.coalesce(tenures.c.country, ""), tenures.c.office))
        return ((r.country, r.office) for r in rows)

    def countries(self) -> list[str]:
        """Every country that an event concerns."""
        country = event_countries.c.country
        return list(self._connection.execute(select(country).distinct().order_by(country)).scalars())

    def text(self, capture: str) -> str:
        """The text of a capture's page, which the places of its quotes count in."""
        if self._text[0] != capture:
            row = self._connection.execute(select(captures).where(captures.c.id == capture)).one()
            self._text = (capture, open_page(capture_of(row)).text)
        return self._text[1]

    # ── how ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pages(self, wanted: Select[Any], key: Column[Any]) -> Iterator[list[Row[Any]]]:
        """The rows of a query by their ids, a page at a time."""
        last = ""
        while rows := list(self._connection.execute(wanted.where(key > last).order_by(key).limit(PAGE)).all()):
            yield rows
            last = rows[-1].id

    def _things(self, sort: str, filters: Filters) -> Iterator[Thing]:
        table = _TABLES[sort][0]
        columns = [table.c.id, table.c.body] + ([table.c.parent] if sort == "events" else [])
        wanted = select(*columns)
        if _narrow(filters):
            wanted = wanted.where(table.c.id.in_(_ids(sort, filters)))
        for rows in self._pages(wanted, table.c.id):
            found: list[Thing] = [json.loads(r.body) for r in rows]
            if sort == "events":
                found = [event | {"parent": r.parent} for event, r in zip(found, rows, strict=True)]
                found = self._view.with_people(self._connection, found)
            elif sort == "mechanisms":
                found = [self._view.ledger(self._connection, mechanism) for mechanism in found]
            elif sort == "commitments":
                found = [self._view.followed(commitment) for commitment in found]
            yield from (thing for thing in found if not thing.get("wrong"))

    def _conflicts(self, filters: Filters) -> Iterator[Thing]:
        wanted = select(conflicts)
        if _narrow(filters):
            wanted = wanted.where(conflicts.c.id.in_(_ids("conflicts", filters)))
        for rows in self._pages(wanted, conflicts.c.id):
            for r in rows:
                yield {"id": r.id, "sort": r.sort, "about": r.about, "field": r.field, "time": r.time, **json.loads(r.body)}

    def _stories(self, filters: Filters) -> Iterator[Thing]:
        columns = [c for c in stories.c if c.name != "sketch"]
        wanted = select(*columns)
        if _narrow(filters):
            wanted = wanted.where(stories.c.id.in_(select(statements.c.story).where(_telling(filters))))
        for rows in self._pages(wanted, stories.c.id):
            places: dict[str, list[str]] = {}
            for place in fetch(self._connection, origins, origins.c.capture, {r.capture for r in rows}):
                places.setdefault(place.capture, []).append(place.source)
            for r in rows:
                yield {c.name: getattr(r, c.name) for c in columns} | {"origins": sorted(places.get(r.capture, ()))}

    def _quotes(self, filters: Filters) -> Iterator[Thing]:
        """Quotes by capture, so that no page need be opened twice."""
        wrong = self._wrong()
        columns = (
            statements.c.id, statements.c.sort, statements.c.entity, statements.c.story, statements.c.body,
            stories.c.capture, stories.c.outlet, stories.c.published, stories.c.url,
        )  # fmt: skip
        wanted = select(*columns).join(stories, stories.c.id == statements.c.story).order_by(stories.c.capture, statements.c.id)
        if _narrow(filters):
            wanted = wanted.where(_telling(filters))
        for parcel in self._pages(select(captures.c.id), captures.c.id):
            rows = self._connection.execute(wanted.where(stories.c.capture.in_([r.id for r in parcel]))).all()
            named = {r.entity for r in rows if r.sort == "person"}
            owner = {r.id: r.person for r in fetch(self._connection, (names.c.id, names.c.person), names.c.id, named)}
            for r in rows:
                of = owner.get(r.entity, r.entity) or None  # None of a sitting whose mechanism is not told
                if of in wrong:
                    continue
                for number, place in enumerate(json.loads(r.body)["evidence"], 1):
                    yield {
                        "id": f"{r.id}.{number}", "statement": r.id, "sort": r.sort, "of": of, "story": r.story,
                        "capture": r.capture, "outlet": r.outlet, "published": r.published, "url": r.url,
                        "start": place["start"], "end": place["end"], "quote": place["quote"], "rule": place["rule"],
                    }  # fmt: skip

    def _wrong(self) -> set[str]:
        """What was judged wrong, and is not walked; so few that they can be held."""
        verdicts = standing(read_judgements(self._connection)).verdicts
        anchors = {anchor for anchor, verdict in verdicts.items() if verdict == "wrong"}
        return {r.entity for r in fetch(self._connection, (statements.c.entity,), statements.c.id, anchors)}


def _narrow(filters: Filters) -> bool:
    return bool(filters.countries or filters.start or filters.end)


def _ids(sort: str, filters: Filters) -> Select[Any]:
    """The ids of the things of a sort that the filters let through."""
    table, begins, ends = _TABLES[sort]
    wanted = select(table.c.id)
    if sort in ("people", "tenures") and _narrow(filters):
        return wanted.where((table.c.id if sort == "people" else tenures.c.person).in_(_people(filters)))
    for code in filters.countries:
        wanted = wanted.where(_concerning(sort, table, code))
    if begins is None:
        return wanted
    first: ColumnElement[Any] = begins
    until: ColumnElement[Any] = begins if ends is None else func.coalesce(ends, begins)
    if (day := filters.first_day) is not None:  # what ended in "2024" may have ended after any day of it
        wanted = wanted.where(or_(until >= day, until.in_([day[:4], day[:7]])))
    if (day := filters.last_day) is not None:
        wanted = wanted.where(first <= day)
    return wanted


def _concerning(sort: str, table: Table, code: str) -> Any:
    """That a thing concerns a country."""
    of_events = select(event_countries.c.event).where(event_countries.c.country == code)
    if sort == "events":
        return table.c.id.in_(of_events)
    of_others = select(parties.c.id).where(parties.c.country == code)
    if sort == "conflicts":
        return or_(conflicts.c.about.in_(of_events), conflicts.c.about.in_(of_others))
    return table.c.id.in_(of_others)


def _people(filters: Filters) -> Select[Any]:
    """The persons who may have taken part in an event that the filters let through: no name of it leads nowhere."""
    seats = event_people.alias()
    there = and_(seats.c.key == names.c.key, or_(names.c.country == seats.c.country, names.c.country == ""))
    return select(names.c.person).join(seats, there).where(seats.c.event.in_(_ids("events", filters)))


def _telling(filters: Filters) -> Any:
    """That a statement tells of a thing that the filters let through."""
    told = union_all(*(_ids(sort, filters) for sort in _TOLD if sort != "people")).subquery()
    people = select(names.c.id).where(names.c.person.in_(_ids("people", filters)))
    return or_(statements.c.entity.in_(select(told.c.id)), statements.c.entity.in_(people))
