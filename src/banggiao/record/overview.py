"""Sums over a whole record, and what lies behind its stories: what pages for people show beside the lists of `view`.

All of it only reads. Things have the names of the contract; counts are of what stands in the record, not of what happened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select, text
from sqlalchemy.orm import aliased

from banggiao.model import Capture
from banggiao.record.fold import capture_of
from banggiao.record.schema import (
    captures,
    conflicts,
    event_countries,
    event_people,
    events,
    figures,
    names,
    origins,
    parties,
    persons,
    statements,
    stories,
)
from banggiao.record.sql import fetch
from banggiao.record.store import Store

Thing = dict[str, Any]

#: Kinds of events in which people of two countries are in contact.
CONTACTS = ("visit", "talks", "reception", "call", "session", "conference", "signing")


@dataclass(frozen=True, slots=True)
class Relation:
    """Two countries, how many events concern both, and when the last of them was that has happened."""

    countries: tuple[str, str]
    events: int
    last: str


@dataclass(frozen=True, slots=True)
class Journey:
    """The last visit from one country to another at a level; `level` is None where no story says it."""

    guest: str
    level: str | None
    day: str
    event: str


class Overview:
    """A record, to be summed up."""

    def __init__(self, store: Store) -> None:
        """Ask `store`."""
        self._store = store

    def state(self) -> str:
        """Words that are other ones after anything was written; what was worked out under the same ones still holds."""
        if self._store.is_sqlite:
            marks = []
            for name in (self._store.where, f"{self._store.where}-wal"):
                try:
                    found = os.stat(name)
                except FileNotFoundError:
                    continue
                marks.append(f"{found.st_mtime_ns}.{found.st_size}.{found.st_ino}")
            return "-".join(marks)
        with self._store.asking() as connection:
            return str(connection.execute(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")).scalar_one())

    def relations(self, today: str) -> list[Relation]:
        """Every two countries with events in common, those with most first."""
        one, other = aliased(event_countries), aliased(event_countries)
        happened = func.max(one.c.time).filter(one.c.time <= today)
        wanted = (
            select(one.c.country, other.c.country, func.count(), happened)
            .join(other, and_(other.c.event == one.c.event, other.c.time == one.c.time, other.c.country > one.c.country))
            .join(events, and_(events.c.id == one.c.event, events.c.wrong == 0))
            .group_by(one.c.country, other.c.country)
        )
        with self._store.asking() as connection:
            rows = connection.execute(wanted).all()
        rows = sorted(rows, key=lambda r: (-r[2], r[0], r[1]))
        return [Relation(_vietnam_first(r[0], r[1]), r[2], r[3] or "") for r in rows]

    def tally(self, countries: Sequence[str]) -> list[tuple[str, str, str | None, int]]:
        """Year, kind, level and number of the contacts that concern all these countries and took place."""
        year = func.substr(events.c.start, 1, 4)
        wanted = select(year, events.c.kind, events.c.level, func.count()).where(
            events.c.wrong == 0,
            events.c.kind.in_(CONTACTS),
            events.c.status.in_(("held", "ongoing")),
            events.c.start.is_not(None),
        )
        for code in countries:
            wanted = wanted.where(events.c.id.in_(select(event_countries.c.event).where(event_countries.c.country == code)))
        with self._store.asking() as connection:
            rows = connection.execute(wanted.group_by(year, events.c.kind, events.c.level).order_by(year)).all()
        return [(r[0], r[1], r[2], r[3]) for r in rows]

    def journeys(self, one: str, other: str, today: str) -> list[Journey]:
        """The last visit each way at each level, told by who was the guest."""
        wanted = (
            select(event_people.c.country, events.c.level, events.c.start, events.c.id)
            .join(events, events.c.id == event_people.c.event)
            .where(
                events.c.wrong == 0,
                events.c.kind == "visit",
                events.c.status.in_(("held", "ongoing")),
                events.c.start <= today,
                event_people.c.role == "guest",
                event_people.c.country.in_((one, other)),
            )
            .where(events.c.id.in_(select(event_countries.c.event).where(event_countries.c.country == one)))
            .where(events.c.id.in_(select(event_countries.c.event).where(event_countries.c.country == other)))
            .order_by(events.c.start.desc(), events.c.id)
        )
        last: dict[tuple[str, str | None], Journey] = {}
        with self._store.asking() as connection:
            for guest, level, start, identity in connection.execute(wanted):
                last.setdefault((guest, level), Journey(guest, level, start, identity))
        return list(last.values())

    def carriers(self, countries: Sequence[str], limit: int = 12) -> list[tuple[Thing, int]]:
        """Who took part in most events that concern all these countries, with the number of events."""
        wanted = select(event_people.c.key, event_people.c.country, func.count()).where(event_people.c.country != "")
        for code in countries:
            wanted = wanted.where(
                event_people.c.event.in_(select(event_countries.c.event).where(event_countries.c.country == code))
            )
        wanted = wanted.group_by(event_people.c.key, event_people.c.country).order_by(func.count().desc(), event_people.c.key)
        with self._store.asking() as connection:
            rows = connection.execute(wanted.limit(limit * 4)).all()
            called = fetch(connection, (names.c.key, names.c.country, names.c.person), names.c.key, {r[0] for r in rows})
            person_of = {(r.key, r.country): r.person for r in called}
            counted: dict[str, int] = {}
            for key, country, count in rows:
                person = person_of.get((key, country)) or person_of.get((key, ""))
                if person is not None:
                    counted[person] = counted.get(person, 0) + count
            bodies = {
                r.id: json.loads(r.body) for r in fetch(connection, (persons.c.id, persons.c.body), persons.c.id, counted)
            }
        best = sorted(counted.items(), key=lambda found: (-found[1], found[0]))[:limit]
        return [(bodies[identity], count) for identity, count in best if identity in bodies]

    def contacts(self, keys: Sequence[str], country: str | None, limit: int = 400) -> list[Thing]:
        """The dated events of whoever bears these names, as they stand in the record, the newest first."""
        wanted = (
            select(events.c.body)
            .join(event_people, event_people.c.event == events.c.id)
            .where(events.c.wrong == 0, events.c.start.is_not(None), event_people.c.key.in_(keys))
            .where(event_people.c.country.in_((country or "", "")))
            .order_by(event_people.c.time.desc(), events.c.id)
        )
        with self._store.asking() as connection:
            return [json.loads(r.body) for r in connection.execute(wanted.limit(limit))]

    def most_sourced(self, limit: int = 8) -> list[str]:
        """Ids of the events that most stories tell."""
        wanted = (
            select(events.c.id)
            .where(events.c.wrong == 0, events.c.sources > 1)
            .order_by(events.c.sources.desc(), events.c.time.desc())
        )
        with self._store.asking() as connection:
            return list(connection.execute(wanted.limit(limit)).scalars())

    def years(self) -> list[tuple[str, int]]:
        """Events by the year in which they began."""
        year = func.substr(events.c.start, 1, 4)
        wanted = (
            select(year, func.count()).where(events.c.wrong == 0, events.c.start.is_not(None)).group_by(year).order_by(year)
        )
        with self._store.asking() as connection:
            return [(r[0], r[1]) for r in connection.execute(wanted)]

    def months(self) -> list[tuple[str, int]]:
        """Stories by the month in which they were published; an empty month for those without a time."""
        month = func.coalesce(func.substr(stories.c.published, 1, 7), "")
        with self._store.asking() as connection:
            return [(r[0], r[1]) for r in connection.execute(select(month, func.count()).group_by(month).order_by(month))]

    def series(self, identity: str) -> list[Thing]:
        """All figures of one series (an indicator, its parties, its unit), in the order of their periods."""
        wanted = (
            select(figures.c.body)
            .where(figures.c.series == identity)
            .order_by(figures.c.start, figures.c.end, figures.c.time, figures.c.id)
        )
        with self._store.asking() as connection:
            return [json.loads(r.body) for r in connection.execute(wanted)]

    def series_of(self, countries: Sequence[str]) -> list[tuple[str, int]]:
        """The series of figures about all these countries, those with most figures first."""
        wanted = (
            select(figures.c.series, func.count()).group_by(figures.c.series).order_by(func.count().desc(), figures.c.series)
        )
        for code in countries:
            wanted = wanted.where(
                figures.c.id.in_(select(parties.c.id).where(parties.c.country == code, parties.c.sort == "figure"))
            )
        with self._store.asking() as connection:
            return [(r[0], r[1]) for r in connection.execute(wanted)]

    def conflicting(self, ids: Sequence[str]) -> dict[str, list[Thing]]:
        """What sources say differently about these things, by their ids."""
        out: dict[str, list[Thing]] = {}
        with self._store.asking() as connection:
            for r in fetch(connection, (conflicts.c.about, conflicts.c.field, conflicts.c.body), conflicts.c.about, ids):
                out.setdefault(r.about, []).append({"field": r.field, **json.loads(r.body)})
        return out

    def conflicts_about(self, countries: Sequence[str]) -> int:
        """How many disagreements there are about these countries' events."""
        wanted = select(func.count()).select_from(conflicts)
        for code in countries:
            wanted = wanted.where(
                conflicts.c.about.in_(select(event_countries.c.event).where(event_countries.c.country == code))
            )
        with self._store.asking() as connection:
            return int(connection.execute(wanted).scalar_one())

    def capture(self, identity: str) -> Capture | None:
        """A capture as it came, with where it was found first as its source."""
        with self._store.asking() as connection:
            row = connection.execute(select(captures).where(captures.c.id == identity)).one_or_none()
            if row is None:
                return None
            place = (
                connection.execute(select(origins.c.source).where(origins.c.capture == identity).order_by(origins.c.source))
                .scalars()
                .first()
            )
        found = capture_of(row)
        return Capture(place or "", found.content, found.media, found.sha256, found.url, found.captured, found.fields)

    def stories_in(self, capture: str) -> list[Thing]:
        """The stories of a capture."""
        columns = (stories.c.id, stories.c.local, stories.c.kind, stories.c.title, stories.c.published, stories.c.outlet)
        with self._store.asking() as connection:
            rows = fetch(connection, columns, stories.c.capture, [capture])
        return [dict(r._mapping) for r in sorted(rows, key=lambda r: (len(r.local), r.local))]

    def told(self, ids: Sequence[str]) -> list[Thing]:
        """The statements of stories, each with the id of what it is told of: of a name the person who bears it."""
        with self._store.asking() as connection:
            rows = fetch(
                connection,
                (statements.c.id, statements.c.sort, statements.c.story, statements.c.entity, statements.c.body),
                statements.c.story,
                ids,
            )
            called = {r.entity for r in rows if r.sort == "person"}
            bearer = {r.id: r.person for r in fetch(connection, (names.c.id, names.c.person), names.c.id, called)}
        return [
            {"id": r.id, "sort": r.sort, "story": r.story, "of": bearer.get(r.entity, r.entity), "says": json.loads(r.body)}
            for r in sorted(rows, key=lambda r: r.id)
        ]

    def titles(self, ids: Sequence[str]) -> dict[str, Thing]:
        """Title, outlet and time of stories, by their ids."""
        columns = (stories.c.id, stories.c.title, stories.c.outlet, stories.c.published)
        with self._store.asking() as connection:
            return {r.id: dict(r._mapping) for r in fetch(connection, columns, stories.c.id, ids)}

    def stories_of(self, outlet: str | None, *, after: str = "", limit: int = 50) -> list[Thing]:
        """Stories of an outlet (None: of those that name none), the newest first; `after` is "time~id" of the last seen."""
        time = func.coalesce(stories.c.published, "")
        wanted = select(stories.c.id, stories.c.kind, stories.c.title, stories.c.lead, stories.c.published)
        wanted = wanted.where(stories.c.outlet == outlet if outlet else stories.c.outlet.is_(None))
        if after:
            at, _, last = after.partition("~")
            wanted = wanted.where((time < at) | and_(time == at, stories.c.id < last))
        with self._store.asking() as connection:
            return [
                dict(r._mapping) for r in connection.execute(wanted.order_by(time.desc(), stories.c.id.desc()).limit(limit))
            ]


def _vietnam_first(one: str, other: str) -> tuple[str, str]:
    return (other, one) if other == "VN" else (one, other)
