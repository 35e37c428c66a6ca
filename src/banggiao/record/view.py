"""What can be asked of a record: lists under one set of filters, and any one thing whole.

All that is given out are objects in the names of the contract, with ids that other objects refer to; nothing here writes.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date as Day
from typing import Final

from sqlalchemy import Connection, func, select

from banggiao.errors import BangGiaoError
from banggiao.record import chronicle
from banggiao.record.filters import Filters
from banggiao.record.judged import read_judgements, undone_by
from banggiao.record.mechanism_names import mechanism_of
from banggiao.record.naming import plain
from banggiao.record.querying import (
    TABLES,
    conflicts_wanted,
    coverage_wanted,
    events_wanted,
    mechanisms_wanted,
    people_wanted,
    sources_wanted,
    tenures_wanted,
    wanted_by_parties,
)
from banggiao.record.schema import captures, doubts, mechanisms, persons, stories
from banggiao.record.showing import Thing, ledger_of, shown, story_of, with_people
from banggiao.record.sql import fetch
from banggiao.record.store import Store

#: Sittings without a number that a list of mechanisms tells of each.
_NEWEST: Final = 5

__all__ = ["Filters", "Thing", "View"]


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
            wanted = events_wanted(connection, filters)
            if wanted is None:
                return []
            rows = connection.execute(wanted.limit(filters.limit)).all()
            return with_people(connection, [json.loads(r.body) | {"parent": r.parent} for r in rows])

    def people(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Persons, those named most often first."""
        with self._store.asking() as connection:
            rows = connection.execute(people_wanted(connection, filters))
            return [person for r in rows if not (person := json.loads(r.body))["wrong"]]

    def tenures(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Who held which office from when to when, by country and office."""
        with self._store.asking() as connection:
            return [json.loads(r.body) for r in connection.execute(tenures_wanted(connection, filters))]

    def mechanisms(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Mechanisms with their ledgers: sessions, gaps, host in turn, next due."""
        with self._store.asking() as connection:
            found = [json.loads(r.body) for r in connection.execute(mechanisms_wanted(filters))]
            return [ledger_of(connection, mechanism, self.today, _NEWEST) for mechanism in found]

    def sessions(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Numbered sessions, the newest first."""
        return self._by_parties("session", filters)

    def figures(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Figures, the latest period first; `kind` is the indicator."""
        return self._by_parties("figure", filters)

    def commitments(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Commitments, the newest first; `kind` is the act, `status` one of open, done, overdue, silent."""
        found = map(self.followed, self._by_parties("commitment", filters))
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
        with self._store.asking() as connection:
            return [
                {"id": r.id, "sort": r.sort, "about": r.about, "field": r.field, "time": r.time, **json.loads(r.body)}
                for r in connection.execute(conflicts_wanted(filters))
            ]

    def sources(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Outlets with how much they told, and from when to when."""
        with self._store.asking() as connection:
            return [
                {"outlet": r.outlet or None, "stories": int(r.stories), "events": int(r.events),
                 "first": r.first, "last": r.last}
                for r in connection.execute(sources_wanted(filters))
            ]  # fmt: skip

    def coverage(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Stories, voices and events of each outlet in each month, the newest first."""
        with self._store.asking() as connection:
            return [
                {"outlet": r.outlet or None, "month": r.month or None, "stories": r.stories, "voices": r.voices,
                 "events": r.events}
                for r in connection.execute(coverage_wanted(filters))
            ]  # fmt: skip

    def doubts(self, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Pairs that may be one, for judging."""
        with self._store.asking() as connection:
            rows = connection.execute(select(doubts).order_by(doubts.c.id).limit(filters.limit)).all()
            asked = {identity for r in rows for identity in (r.one, r.other)}
            found = fetch(connection, (persons.c.id, persons.c.name), persons.c.id, asked)
        names_of = {r.id: r.name for r in found}
        return [
            {"id": r.id, "sort": r.sort, "one": {"id": r.one, "name": names_of.get(r.one)},
             "other": {"id": r.other, "name": names_of.get(r.other)}, "why": r.why}
            for r in rows
        ]  # fmt: skip

    def judgements(self) -> list[Thing]:
        """Every judgement ever made, the newest first, with whether it stands."""
        with self._store.asking() as connection:
            rows = read_judgements(connection)
        undone = undone_by(rows)
        return [
            {name: getattr(row, name) for name in row.__dataclass_fields__} | {"stands": row.id not in undone}
            for row in reversed(rows)
        ]

    def count(self) -> dict[str, int]:
        """How many of each sort there are."""
        tables = {"captures": captures, "stories": stories, **{f"{sort}s": t for sort, t in TABLES.items()}}
        tables["people"] = tables.pop("persons")
        with self._store.asking() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()
            }

    def mechanism_key(self, text: str) -> str:
        """The key of the one mechanism that a name, a part of it or an id means; raises `BangGiaoError` where it is not one."""
        with self._store.asking() as connection:
            known = [json.loads(r.body) for r in connection.execute(select(mechanisms.c.body).order_by(mechanisms.c.name))]
        named = mechanism_of(text)
        exact = [m for m in known if text in (m["id"], m["key"]) or (named is not None and named.key == m["key"])]
        found = exact or [m for m in known if plain(text) in plain(m["name"])]
        if not found:
            raise BangGiaoError(f"no mechanism in the record is called '{text}'; banggiao mechanisms lists them")
        if len(found) > 1:
            names = "; ".join(f"{m['name']} ({m['id']})" for m in found[:5])
            raise BangGiaoError(f"'{text}' may be any of {len(found)} mechanisms: {names}{' …' if len(found) > 5 else ''}")
        return str(found[0]["key"])

    # ── one thing whole ────────────────────────────────────────────────────────────────────────────────────────────────

    def show(self, identity: str) -> Thing | None:
        """One thing with every field, every source and every quote, and what disagrees; None where there is no such thing.

        An id that was merged away leads to where it went.
        """
        with self._store.asking() as connection:
            return shown(connection, identity, self.today)

    def story(self, identity: str) -> Thing | None:
        """A story with where its capture came from and what is told in it."""
        with self._store.asking() as connection:
            return story_of(connection, identity)

    def events_of(self, person: str, filters: Filters = Filters()) -> list[Thing]:  # noqa: B008  # frozen
        """Every event of a person by id, in the office held that day."""
        return self.events(replace(filters, person=person))

    # ── for who walks a record and has its things already ──────────────────────────────────────────────────────────────

    def with_people(self, connection: Connection, found: list[Thing]) -> list[Thing]:
        """Events with the ids of their participants' persons."""
        return with_people(connection, found)

    def ledger(self, connection: Connection, mechanism: Thing) -> Thing:
        """A mechanism with its sessions, and what follows from them on the day of the view."""
        return ledger_of(connection, mechanism, self.today)

    def followed(self, commitment: Thing) -> Thing:
        """A commitment with what became of it by the day of the view."""
        return chronicle.followed(commitment, self.today)

    def _by_parties(self, sort: str, filters: Filters) -> list[Thing]:
        with self._store.asking() as connection:
            rows = connection.execute(wanted_by_parties(sort, filters, self.today))
            return [thing for r in rows if not (thing := json.loads(r.body)).get("wrong")]
