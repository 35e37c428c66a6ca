"""One thing of a record whole: with its people and sessions, what every story says of it, and what disagrees."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date as Day
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import Connection, func, select

from banggiao.record import chronicle
from banggiao.record.ids import sort_of
from banggiao.record.querying import TABLES, where_now
from banggiao.record.schema import (
    agreements,
    commitments,
    conflicts,
    doubts,
    events,
    names,
    origins,
    sessions,
    statements,
    stories,
    tenures,
)
from banggiao.record.sql import fetch

Thing = dict[str, Any]

#: Statements that are given of a thing, the first told first.
_STATEMENTS: Final = 200
#: Sittings without a number that are told of a mechanism at most.
ALL: Final = 1000


def shown(connection: Connection, identity: str, today: Day) -> Thing | None:
    """One thing with every field, every source and every quote, and what disagrees; see `View.show`."""
    sort = sort_of(identity)
    if sort is None:
        return None
    now = where_now(connection, sort, identity)
    if sort == "story":
        return story_of(connection, identity)
    if now is None or sort not in TABLES:
        return None
    table = TABLES[sort]
    row = connection.execute(select(table).where(table.c.id == now)).one_or_none()
    if row is None:
        return None
    thing: Thing = {"sort": sort, **json.loads(row.body)}
    if sort == "event":
        thing = with_people(connection, [thing])[0]
        thing["parent"] = row.parent
        thing["parts"] = _parts(connection, now)
        thing["promised"] = _promised(connection, now)
    elif sort == "person":
        thing["tenures"] = [json.loads(r.body) for r in fetch(connection, (tenures.c.body,), tenures.c.person, [now])]
        thing["doubts"] = _doubts_of(connection, now)
    elif sort == "mechanism":
        thing = {"sort": sort} | ledger_of(connection, thing, today)
    elif sort == "commitment":
        thing = chronicle.followed(thing, today)
    if now != identity:
        thing["was"] = identity
    thing["statements"] = _statements(connection, _entities(connection, sort, now))
    thing["conflicts"] = [
        {"field": r.field, **json.loads(r.body)}
        for r in fetch(connection, (conflicts.c.field, conflicts.c.body), conflicts.c.about, [now])
    ]
    return thing


def story_of(connection: Connection, identity: str) -> Thing | None:
    """A story with where its capture came from and what is told in it."""
    row = connection.execute(select(stories).where(stories.c.id == identity)).one_or_none()
    if row is None:
        return None
    places = connection.execute(select(origins).where(origins.c.capture == row.capture).order_by(origins.c.source)).all()
    told = fetch(
        connection,
        (statements.c.id, statements.c.sort, statements.c.entity, statements.c.body),
        statements.c.story,
        [identity],
    )
    carriers = fetch(connection, (stories.c.id, stories.c.outlet, stories.c.published), stories.c.voice, [row.voice])
    return {
        "sort": "story", "id": row.id, "kind": row.kind, "title": row.title, "lead": row.lead, "published": row.published,
        "outlet": row.outlet, "url": row.url, "credit": row.credit, "capture": row.capture, "local": row.local,
        "origins": [{"source": p.source, "url": p.url, "captured": p.captured} for p in places],
        "carriers": [{"story": c.id, "outlet": c.outlet, "published": c.published} for c in carriers if c.id != row.id],
        "statements": [
            {"id": r.id, "sort": r.sort, "of": r.entity, "says": json.loads(r.body)}
            for r in sorted(told, key=lambda r: r.id)
        ],
    }  # fmt: skip


def with_people(connection: Connection, found: list[Thing]) -> list[Thing]:
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


def ledger_of(connection: Connection, mechanism: Thing, today: Day, newest: int = ALL) -> Thing:
    """A mechanism with its sessions, and what follows from them on a day; `newest` of its sittings without a number."""
    rows = fetch(connection, (sessions.c.number, sessions.c.body), sessions.c.mechanism, [mechanism["id"]])
    numbered = [session for r in sorted(rows, key=lambda r: r.number) if not (session := json.loads(r.body))["wrong"]]
    sat = select(events.c.body).where(
        events.c.mechanism == mechanism["key"], events.c.session.is_(None), events.c.wrong == 0
    )
    last = connection.execute(sat.order_by(events.c.time.desc(), events.c.id.desc()).limit(newest)).all()
    others = [json.loads(r.body) for r in reversed(last)]
    return chronicle.ledger(mechanism, numbered, others, today)


def _named_first(connection: Connection, person: str) -> list[str]:
    """Rows of a person's names, by month: of somebody named ten thousand times those that hold the first statements."""
    rows = fetch(connection, (names.c.id, names.c.month, names.c.times), names.c.person, [person])
    months: Counter[str] = Counter()
    for r in rows:
        months[r.month or "9"] += r.times
    total = list(accumulate(months[month] for month in sorted(months)))
    enough = sorted(months)[: bisect_left(total, _STATEMENTS) + 1]
    return [r.id for r in rows if (r.month or "9") in enough]


def _entities(connection: Connection, sort: str, identity: str) -> list[str]:
    """What statements on a thing are told of: of a person, the rows of his names."""
    if sort == "person":
        return _named_first(connection, identity)
    if sort == "tenure":
        row = connection.execute(select(tenures.c.person).where(tenures.c.id == identity)).one()
        return _entities(connection, "person", row.person)
    if sort == "mechanism":
        return [r.id for r in fetch(connection, (sessions.c.id,), sessions.c.mechanism, [identity])]
    return [identity]


def _statements(connection: Connection, entities: Iterable[str], limit: int = _STATEMENTS) -> list[Thing]:
    """What every story says, with its quotes, the first told first."""
    wanted = (
        select(
            statements.c.id, statements.c.story, statements.c.body, stories.c.title, stories.c.outlet,
            stories.c.published, stories.c.url, stories.c.voice, stories.c.capture,
        )
        .join(stories, stories.c.id == statements.c.story).where(statements.c.entity.in_(list(entities)[:1000]))
        .order_by(func.coalesce(stories.c.published, "9"), statements.c.id).limit(limit)
    )  # fmt: skip
    return [
        {"id": r.id, "story": r.story, "title": r.title, "outlet": r.outlet, "published": r.published, "url": r.url,
         "voice": r.voice, "capture": r.capture,
         "says": {k: v for k, v in json.loads(r.body).items() if k not in ("story", "evidence")},
         "evidence": json.loads(r.body)["evidence"]}
        for r in connection.execute(wanted)
    ]  # fmt: skip


def _parts(connection: Connection, identity: str) -> list[Thing]:
    rows = fetch(connection, (events.c.id, events.c.time, events.c.body), events.c.parent, [identity])
    found = with_people(connection, [json.loads(r.body) for r in sorted(rows, key=lambda r: (r.time, r.id))])
    told = ("id", "kind", "status", "date", "place", "countries", "participants", "mechanism", "sources")
    return [{name: event[name] for name in told} for event in found]


def _promised(connection: Connection, identity: str) -> list[Thing]:
    """Commitments and agreements of the stories that tell an event."""
    told = {r.story for r in fetch(connection, (statements.c.story,), statements.c.entity, [identity])}
    rows = fetch(connection, (statements.c.sort, statements.c.entity), statements.c.story, told)
    out = []
    for sort, table in (("commitment", commitments), ("agreement", agreements)):
        ids = {r.entity for r in rows if r.sort == sort}
        out += [
            {"sort": sort, **json.loads(r.body)} for r in sorted(fetch(connection, table, table.c.id, ids), key=lambda r: r.id)
        ]
    return [
        {k: v for k, v in thing.items() if k in ("sort", "id", "act", "by", "text", "due", "name", "status", "date")}
        for thing in out
    ]


def _doubts_of(connection: Connection, identity: str) -> list[Thing]:
    wanted = select(doubts).where((doubts.c.one == identity) | (doubts.c.other == identity))
    return [{"id": r.id, "with": r.other if r.one == identity else r.one, "why": r.why} for r in connection.execute(wanted)]
