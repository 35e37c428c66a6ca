"""What can be asked of a record: lists under one set of filters, and any one thing whole.

All that is given out are objects in the names of the contract, with ids that other objects refer to; nothing here writes.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Day
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, and_, false, func, not_, or_, select

from banggiao.record import chronicle
from banggiao.record.filters import Filters
from banggiao.record.identity import block_of
from banggiao.record.ids import sort_of
from banggiao.record.judged import read_judgements
from banggiao.record.naming import name_key, plain
from banggiao.record.schema import (
    agreements, captures, commitments, conflicts, coverage, doubts, event_countries, event_people, events, figures, mechanisms, names,
    origins, parties, persons, phrases, sessions, statements, stories, tenures,
)  # fmt: skip
from banggiao.record.sql import fetch
from banggiao.record.store import Store

Thing = dict[str, Any]

#: Lists that go by countries through `parties`, and the column of their time.
_BY_PARTIES: Final = {
    "figure": (figures, figures.c.time), "commitment": (commitments, commitments.c.time), "agreement": (agreements, agreements.c.time),
    "phrase": (phrases, phrases.c.last), "mechanism": (mechanisms, mechanisms.c.name), "session": (sessions, sessions.c.time),
}  # fmt: skip
_TABLES: Final[dict[str, Table]] = {
    "event": events, "person": persons, "tenure": tenures, "mechanism": mechanisms, "session": sessions, "figure": figures,
    "commitment": commitments, "agreement": agreements, "phrase": phrases,
}  # fmt: skip


#: Stories of an outlet that tells little.
_FEW: Final = 2000
#: Sittings without a number that a list of mechanisms tells of each; `show` tells up to so many.
_NEWEST: Final = 5
_ALL: Final = 1000
#: Statements that `show` gives of a thing, the first told first.
_STATEMENTS: Final = 200


class View:
    """A record, to be asked. `today` is the day on which what is due is overdue."""

    def __init__(self, store: Store, *, today: Day | None = None) -> None:
        """Ask `store`, as of `today`."""
        self._store = store
        self.today = today or Day.today()

    # ── lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def events(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Events, the newest first."""
        with self._store.asking() as connection:
            wanted = self._event_query(connection, filters)
            if wanted is None:
                return []
            rows = connection.execute(wanted.limit(filters.limit)).all()
            return self._with_people(connection, [json.loads(r.body) | {"parent": r.parent} for r in rows])

    def people(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Persons, those named most often first."""
        wanted = select(persons.c.body)
        if filters.countries:
            wanted = wanted.where(persons.c.country.in_(filters.countries))
        if filters.start:
            wanted = wanted.where(persons.c.last >= filters.first_day)
        if filters.end:
            wanted = wanted.where(persons.c.first <= filters.last_day)
        with self._store.asking() as connection:
            if filters.person:
                wanted = wanted.where(persons.c.id.in_(self._persons_named(connection, filters.person)))
            wanted = wanted.order_by(persons.c.times.desc(), persons.c.id).limit(filters.limit)
            return [json.loads(r.body) for r in connection.execute(wanted)]

    def tenures(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Who held which office from when to when, by country and office."""
        wanted = select(tenures.c.body)
        if filters.countries:
            wanted = wanted.where(tenures.c.country.in_(filters.countries))
        if filters.kind:
            wanted = wanted.where(tenures.c.office == filters.kind)
        until, since = func.coalesce(tenures.c.end, tenures.c.last_seen, "9999"), func.coalesce(tenures.c.start, tenures.c.first_seen, "")
        if filters.start:
            wanted = wanted.where(until >= filters.first_day)
        if filters.end:
            wanted = wanted.where(since <= filters.last_day)
        with self._store.asking() as connection:
            if filters.person:
                wanted = wanted.where(tenures.c.person.in_(self._persons_named(connection, filters.person)))
            wanted = wanted.order_by(tenures.c.country, tenures.c.office, since, tenures.c.id).limit(filters.limit)
            return [json.loads(r.body) for r in connection.execute(wanted)]

    def mechanisms(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Mechanisms with their ledgers: sessions, gaps, host in turn, next due."""
        with self._store.asking() as connection:
            wanted = _of_countries(select(mechanisms.c.body), mechanisms.c.id, filters.countries, "mechanism")
            found = [json.loads(r.body) for r in connection.execute(wanted.order_by(mechanisms.c.name, mechanisms.c.id).limit(filters.limit))]
            return [self._ledger(connection, mechanism, _NEWEST) for mechanism in found]

    def sessions(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Numbered sessions, the newest first."""
        return self._by_parties("session", filters)

    def figures(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Figures, the latest period first; `kind` is the indicator."""
        return self._by_parties("figure", filters)

    def commitments(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Commitments, the newest first; `kind` is the act, `status` one of open, done, overdue, silent."""
        found = map(self._followed, self._by_parties("commitment", filters))
        return [c for c in found if filters.status in (None, c["state"])]

    def agreements(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Agreements, the newest first."""
        return self._by_parties("agreement", filters)

    def phrases(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Set phrases of relationships, each with the one that took its place."""
        found = self._by_parties("phrase", filters)
        return chronicle.with_successors(found) if filters.countries else found

    def conflicts(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """What sources say differently, the newest first."""
        wanted = select(conflicts)
        if filters.kind:
            wanted = wanted.where(conflicts.c.sort == filters.kind)
        if filters.start:
            wanted = wanted.where(conflicts.c.time >= filters.first_day)
        if filters.end:
            wanted = wanted.where(conflicts.c.time <= filters.last_day)
        rare = [code for code in filters.countries if code != "VN"] or list(filters.countries)
        for code in filters.countries:
            concerned = select(event_countries.c.event).where(event_countries.c.country == code)
            party = select(parties.c.id).where(parties.c.country == code)
            if code in rare:
                wanted = wanted.where(conflicts.c.about.in_(concerned.union(party)))
            else:  # nearly all are about Vietnam: it is asked of those alone that are about the others
                there = concerned.where(event_countries.c.event == conflicts.c.about).correlate(conflicts).exists()
                wanted = wanted.where(or_(there, party.where(parties.c.id == conflicts.c.about).correlate(conflicts).exists()))
        with self._store.asking() as connection:
            rows = connection.execute(wanted.order_by(conflicts.c.time.desc(), conflicts.c.id).limit(filters.limit))
            return [{"id": r.id, "sort": r.sort, "about": r.about, "field": r.field, "time": r.time, **json.loads(r.body)} for r in rows]

    def sources(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Outlets with how much they told, and from when to when."""
        wanted = select(
            coverage.c.outlet, func.sum(coverage.c.stories).label("stories"), func.sum(coverage.c.events).label("events"),
            func.min(func.nullif(coverage.c.month, "")).label("first"), func.max(func.nullif(coverage.c.month, "")).label("last"),
        ).group_by(coverage.c.outlet)  # fmt: skip
        with self._store.asking() as connection:
            rows = connection.execute(wanted.order_by(func.sum(coverage.c.stories).desc(), coverage.c.outlet).limit(filters.limit))
            return [{"outlet": r.outlet or None, "stories": int(r.stories), "events": int(r.events), "first": r.first, "last": r.last} for r in rows]

    def coverage(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Stories, voices and events of each outlet in each month, the newest first."""
        wanted = select(coverage)
        if filters.source:
            wanted = wanted.where(coverage.c.outlet == filters.source)
        if filters.first_day:
            wanted = wanted.where(coverage.c.month >= filters.first_day[:7])
        if filters.last_day:
            wanted = wanted.where(coverage.c.month <= filters.last_day[:7])
        with self._store.asking() as connection:
            rows = connection.execute(wanted.order_by(coverage.c.month.desc(), coverage.c.outlet).limit(filters.limit))
            return [
                {"outlet": r.outlet or None, "month": r.month or None, "stories": r.stories, "voices": r.voices, "events": r.events} for r in rows
            ]

    def doubts(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Pairs that may be one, for judging."""
        with self._store.asking() as connection:
            rows = connection.execute(select(doubts).order_by(doubts.c.id).limit(filters.limit)).all()
            names_of = {r.id: r.name for r in fetch(connection, (persons.c.id, persons.c.name), persons.c.id, {i for r in rows for i in (r.one, r.other)})}
            return [
                {"id": r.id, "sort": r.sort, "one": {"id": r.one, "name": names_of.get(r.one)}, "other": {"id": r.other, "name": names_of.get(r.other)},
                 "why": r.why} for r in rows
            ]  # fmt: skip

    def judgements(self) -> list[Thing]:
        """Every judgement ever made, the newest first, with whether it stands."""
        with self._store.asking() as connection:
            rows = read_judgements(connection)
        undone: set[str] = set()
        for row in reversed(rows):
            if row.verdict == "undo" and row.id not in undone:
                undone.add(row.subject)
        return [{name: getattr(row, name) for name in row.__dataclass_fields__} | {"stands": row.id not in undone} for row in reversed(rows)]

    def count(self) -> dict[str, int]:
        """How many of each sort there are."""
        tables = {"captures": captures, "stories": stories, **{f"{sort}s": t for sort, t in _TABLES.items()}}
        tables["people"] = tables.pop("persons")
        with self._store.asking() as connection:
            return {name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()}

    # ── one thing whole ────────────────────────────────────────────────────────────────────────────────────────────────

    def show(self, identity: str) -> Thing | None:
        """One thing with every field, every source and every quote, and what disagrees; None where there is no such thing.

        An id that was merged away leads to where it went.
        """
        with self._store.asking() as connection:
            sort = sort_of(identity)
            if sort is None:
                return None
            now = self._where(connection, sort, identity)
            if sort == "story":
                return self._story(connection, identity)
            if now is None or sort not in _TABLES:
                return None
            table = _TABLES[sort]
            row = connection.execute(select(table).where(table.c.id == now)).one_or_none()
            if row is None:
                return None
            thing: Thing = {"sort": sort, **json.loads(row.body)}
            if sort == "event":
                thing = self._with_people(connection, [thing])[0]
                thing["parent"] = row.parent
                thing["parts"] = self._parts(connection, now)
                thing["promised"] = self._promised(connection, now)
            elif sort == "person":
                thing["tenures"] = [json.loads(r.body) for r in fetch(connection, (tenures.c.body,), tenures.c.person, [now])]
                thing["doubts"] = [d for d in self._doubts_of(connection, now)]
            elif sort == "mechanism":
                thing = {"sort": sort} | self._ledger(connection, thing)
            elif sort == "commitment":
                thing = self._followed(thing)
            if now != identity:
                thing["was"] = identity
            thing["statements"] = self._statements(connection, self._entities(connection, sort, now))
            thing["conflicts"] = [
                {"field": r.field, **json.loads(r.body)} for r in fetch(connection, (conflicts.c.field, conflicts.c.body), conflicts.c.about, [now])
            ]
            return thing

    def story(self, identity: str) -> Thing | None:
        """A story with where its capture came from and what is told in it."""
        with self._store.asking() as connection:
            return self._story(connection, identity)

    def events_of(self, person: str, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Every event of a person by id, in the office held that day."""
        from dataclasses import replace

        return self.events(replace(filters, person=person))

    # ── how ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _event_query(self, connection: Connection, filters: Filters) -> Select[Any] | None:
        """The query of a list of events; None where a filter can match nothing."""
        wanted = select(events.c.id, events.c.body, events.c.parent, events.c.time).where(events.c.wrong == 0)
        time: Column[Any] = events.c.time
        rare = [code for code in filters.countries if code != "VN"] or list(filters.countries)
        if rare:  # the index of the rarer country bears the order, too
            wanted = wanted.join(event_countries, and_(event_countries.c.event == events.c.id, event_countries.c.country == rare[0]))
            time = event_countries.c.time
        for code in {*filters.countries} - {*rare[:1]}:
            wanted = wanted.where(_concerns(code))
        if filters.person:
            found = self._persons_named(connection, filters.person)
            seats = self._keys_of(connection, found)
            if not seats:
                return None
            keys = sorted({key for key, _ in seats})
            there = select(event_people.c.event).where(event_people.c.key.in_(keys))
            if len({country for _, country in seats if country}) == 1:
                there = there.where(event_people.c.country.in_(sorted({country for _, country in seats} | {""})))
            wanted = wanted.where(events.c.id.in_(there))
        if filters.abroad:
            wanted = wanted.where(_concerns(None))
        for column, value in ((events.c.kind, filters.kind), (events.c.level, filters.level), (events.c.status, filters.status),
                              (events.c.mechanism, filters.mechanism)):  # fmt: skip
            if value:
                wanted = wanted.where(column == value)
        if filters.source:
            told = select(statements.c.entity).join(stories, stories.c.id == statements.c.story).where(stories.c.outlet == filters.source)
            few = select(stories.c.id).where(stories.c.outlet == filters.source).limit(_FEW)
            if connection.execute(select(func.count()).select_from(few.subquery())).scalar_one() < _FEW:
                wanted = wanted.where(events.c.id.in_(told.where(statements.c.sort == "event")))
            else:  # the newest of an outlet that tells much are soon found among all
                wanted = wanted.where(told.where(statements.c.entity == events.c.id).correlate(events).exists())
        if filters.first_day:
            wanted = wanted.where(func.coalesce(events.c.end, events.c.time) >= filters.first_day, time >= _month_before(filters.first_day))
        if filters.last_day:
            wanted = wanted.where(time <= filters.last_day)
        if filters.after:
            at, _, last = filters.after.partition("~")
            beyond = time < at if filters.newest_first else time > at
            within = events.c.id < last if filters.newest_first else events.c.id > last
            wanted = wanted.where(beyond | and_(time == at, within))
        order = (time.desc(), events.c.id.desc()) if filters.newest_first else (time, events.c.id)
        return wanted.order_by(*order)

    def _by_parties(self, sort: str, filters: Filters) -> list[Thing]:
        table, time = _BY_PARTIES[sort]
        wanted = _of_countries(select(table.c.body), table.c.id, filters.countries, sort)
        kind = {"figure": "indicator", "commitment": "act", "agreement": "kind", "phrase": "kind"}.get(sort)
        if filters.kind and kind:
            wanted = wanted.where(table.c[kind] == filters.kind)
        if filters.status and sort == "agreement":
            wanted = wanted.where(table.c.status == filters.status)
        if filters.status and sort == "commitment":
            wanted = wanted.where(*self._in_state(filters.status))
        if filters.first_day:
            wanted = wanted.where(time >= filters.first_day[:7])
        if filters.last_day:
            wanted = wanted.where(time <= filters.last_day)
        with self._store.asking() as connection:
            rows = connection.execute(wanted.order_by(time.desc(), table.c.id).limit(filters.limit))
            return [thing for r in rows if not (thing := json.loads(r.body)).get("wrong")]

    def _in_state(self, state: str) -> list[Any]:
        """What is true of commitments in a state as of today; see `chronicle.followed`."""
        today, long_ago = self.today.isoformat(), (self.today - chronicle.SILENCE).isoformat()
        silent = and_(commitments.c.last != "", commitments.c.last < func.substr(long_ago, 1, func.length(commitments.c.last)))
        overdue = and_(commitments.c.until.is_not(None), commitments.c.until < today)
        states = {"done": [commitments.c.done == 1], "overdue": [commitments.c.done == 0, overdue],
                  "silent": [commitments.c.done == 0, not_(overdue), silent], "open": [commitments.c.done == 0, not_(overdue), not_(silent)]}  # fmt: skip
        return states.get(state, [false()])

    def _persons_named(self, connection: Connection, text: str) -> list[str]:
        """Ids of the persons that a name in any spelling, or an id, may mean."""
        if sort_of(text) == "person":
            now = self._where(connection, "person", text)
            return [now] if now else []
        keys = {name_key(text, country) for country in (None, "VN", "LA")}
        rows = fetch(connection, (names.c.person, names.c.key), names.c.block, {block_of(key) for key in keys})
        found = {r.person for r in rows if r.key in keys}
        if not found:
            found = {r.id for r in connection.execute(select(persons.c.id).where(persons.c.folded == plain(text)))}
        return sorted(found)

    def _keys_of(self, connection: Connection, found: Sequence[str]) -> set[tuple[str, str]]:
        return {(r.key, r.country) for r in fetch(connection, (names.c.key, names.c.country), names.c.person, found)}

    def _with_people(self, connection: Connection, found: list[Thing]) -> list[Thing]:
        """Events with the ids of their participants' persons."""
        asked = {p["key"] for event in found for p in event["participants"]}
        known: dict[str, list[Any]] = {}
        for row in fetch(connection, (names.c.key, names.c.country, names.c.person, names.c.office), names.c.key, asked):
            known.setdefault(row.key, []).append(row)
        for event in found:
            for p in event["participants"]:
                rows = [r for r in known.get(p["key"], ()) if r.country in (p["country"], "")]
                offices = set(p["offices"])
                best = max(rows, key=lambda r: (len(offices & set(json.loads(r.office))), r.person), default=None)
                p["person"] = best.person if best is not None else None
        return found

    def _ledger(self, connection: Connection, mechanism: Thing, newest: int | None = None) -> Thing:
        rows = fetch(connection, (sessions.c.number, sessions.c.body), sessions.c.mechanism, [mechanism["id"]])
        numbered = [json.loads(r.body) for r in sorted(rows, key=lambda r: r.number)]
        sat = select(events.c.body).where(events.c.mechanism == mechanism["key"], events.c.session.is_(None))
        rows = connection.execute(sat.order_by(events.c.time.desc(), events.c.id.desc()).limit(newest or _ALL)).all()
        others = [json.loads(r.body) for r in reversed(rows)]
        return chronicle.ledger(mechanism, numbered, others, self.today)

    def _followed(self, commitment: Thing) -> Thing:
        return chronicle.followed(commitment, self.today)

    def _where(self, connection: Connection, sort: str, identity: str) -> str | None:
        """Where the thing with this id is now."""
        table = _TABLES.get(sort)
        if table is None or connection.execute(select(table.c.id).where(table.c.id == identity)).first():
            return identity
        if sort in ("event", "commitment"):
            row = connection.execute(select(statements.c.entity).where(statements.c.id == identity[3:])).first()
            return row.entity if row else None
        if sort == "person":
            row = connection.execute(select(names.c.person).where(names.c.id == "re-" + identity[3:])).first()
            return row.person if row else None
        return None

    def _entities(self, connection: Connection, sort: str, identity: str) -> list[str]:
        """What statements on a thing are told of: of a person, the rows of his names."""
        if sort == "person":
            rows = fetch(connection, (names.c.id, names.c.month, names.c.times), names.c.person, [identity])
            months: Counter[str] = Counter()
            for r in rows:
                months[r.month or "9"] += r.times
            # rows are by month: of somebody named ten thousand times those are enough that hold the first statements
            total = list(accumulate(months[month] for month in sorted(months)))
            enough = sorted(months)[: bisect_left(total, _STATEMENTS) + 1]
            return [r.id for r in rows if (r.month or "9") in enough]
        if sort == "tenure":
            row = connection.execute(select(tenures.c.person).where(tenures.c.id == identity)).one()
            return self._entities(connection, "person", row.person)
        if sort == "mechanism":
            return [r.id for r in fetch(connection, (sessions.c.id,), sessions.c.mechanism, [identity])]
        return [identity]

    def _statements(self, connection: Connection, entities: Iterable[str], limit: int = _STATEMENTS) -> list[Thing]:
        """What every story says, with its quotes, the first told first."""
        wanted = (
            select(statements.c.id, statements.c.story, statements.c.body, stories.c.title, stories.c.outlet, stories.c.published, stories.c.url,
                   stories.c.voice, stories.c.capture)
            .join(stories, stories.c.id == statements.c.story).where(statements.c.entity.in_(list(entities)[:1000]))
            .order_by(func.coalesce(stories.c.published, "9"), statements.c.id).limit(limit)
        )  # fmt: skip
        return [
            {"id": r.id, "story": r.story, "title": r.title, "outlet": r.outlet, "published": r.published, "url": r.url, "voice": r.voice,
             "capture": r.capture, "says": {k: v for k, v in json.loads(r.body).items() if k not in ("story", "evidence")},
             "evidence": json.loads(r.body)["evidence"]}
            for r in connection.execute(wanted)
        ]  # fmt: skip

    def _parts(self, connection: Connection, identity: str) -> list[Thing]:
        rows = fetch(connection, (events.c.id, events.c.time, events.c.body), events.c.parent, [identity])
        found = [json.loads(r.body) for r in sorted(rows, key=lambda r: (r.time, r.id))]
        return [{name: event[name] for name in ("id", "kind", "date", "place", "participants", "mechanism", "sources")} for event in found]

    def _promised(self, connection: Connection, identity: str) -> list[Thing]:
        """Commitments and agreements of the stories that tell an event."""
        told = {r.story for r in fetch(connection, (statements.c.story,), statements.c.entity, [identity])}
        rows = fetch(connection, (statements.c.sort, statements.c.entity), statements.c.story, told)
        out = []
        for sort, table in (("commitment", commitments), ("agreement", agreements)):
            ids = {r.entity for r in rows if r.sort == sort}
            out += [{"sort": sort, **json.loads(r.body)} for r in sorted(fetch(connection, table, table.c.id, ids), key=lambda r: r.id)]
        return [{k: v for k, v in thing.items() if k in ("sort", "id", "act", "by", "text", "due", "name", "status", "date")} for thing in out]

    def _doubts_of(self, connection: Connection, identity: str) -> list[Thing]:
        wanted = select(doubts).where((doubts.c.one == identity) | (doubts.c.other == identity))
        return [{"id": r.id, "with": r.other if r.one == identity else r.one, "why": r.why} for r in connection.execute(wanted)]

    def _story(self, connection: Connection, identity: str) -> Thing | None:
        row = connection.execute(select(stories).where(stories.c.id == identity)).one_or_none()
        if row is None:
            return None
        places = connection.execute(select(origins).where(origins.c.capture == row.capture).order_by(origins.c.source)).all()
        told = fetch(connection, (statements.c.id, statements.c.sort, statements.c.entity, statements.c.body), statements.c.story, [identity])
        carriers = fetch(connection, (stories.c.id, stories.c.outlet, stories.c.published), stories.c.voice, [row.voice])
        return {
            "sort": "story", "id": row.id, "kind": row.kind, "title": row.title, "lead": row.lead, "published": row.published, "outlet": row.outlet,
            "url": row.url, "credit": row.credit, "capture": row.capture, "local": row.local,
            "origins": [{"source": p.source, "url": p.url, "captured": p.captured} for p in places],
            "carriers": [{"story": c.id, "outlet": c.outlet, "published": c.published} for c in carriers if c.id != row.id],
            "statements": [{"id": r.id, "sort": r.sort, "of": r.entity, "says": json.loads(r.body)} for r in sorted(told, key=lambda r: r.id)],
        }  # fmt: skip


def _concerns(code: str | None) -> Any:
    """That an event concerns a country; with None, any besides Vietnam."""
    other = event_countries.alias()
    there = select(other.c.event).where(other.c.event == events.c.id, other.c.time == events.c.time)
    return there.where(other.c.country == code if code else other.c.country != "VN").correlate(events).exists()


def _of_countries(wanted: Select[Any], key: Column[Any], countries: Sequence[str], sort: str) -> Select[Any]:
    for code in countries:
        wanted = wanted.where(key.in_(select(parties.c.id).where(parties.c.country == code, parties.c.sort == sort)))
    return wanted


def _month_before(day: str) -> str:
    """An event may have begun before the first day and still be under way."""
    then = Day.fromisoformat(day).toordinal() - 31
    return Day.fromordinal(max(1, then)).isoformat()
