"""Events in the record: what new stories tell joins what is there, and is parted into events anew where it touches."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date as Day
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, select

from banggiao.record.events import conflict_rows, consolidated, parent_of, parted, time_of
from banggiao.record.judged import Judged
from banggiao.record.linking import components
from banggiao.record.matching import may_be_one
from banggiao.record.schema import conflicts, event_countries, event_people, events, keys, statements, stories
from banggiao.record.sql import change, drop, fetch, parcels, put
from banggiao.record.statements import Statement
from banggiao.record.told import Told, keys_of, sought_by, told_of

#: No visit is longer: how far back of an event its visit may have begun.
_LONGEST_VISIT: Final = timedelta(days=31)
_COLUMNS: Final = (
    statements.c.id, statements.c.component, statements.c.body, statements.c.story,
    stories.c.voice, stories.c.outlet, stories.c.published,
)  # fmt: skip


def add_events(connection: Connection, new: Sequence[Statement], judged: Judged, revoiced: Collection[str]) -> set[str]:
    """Settle the events that `new` statements tell, and those told in stories whose voice changed.

    The new statements are in the record already, each alone in its component. Gives the ids of events that changed or went.
    """
    things = _told(connection, statements.c.id, [s.id for s in new])
    put(connection, keys, [{"key": key, "id": identity} for identity, told in things.items() for key in keys_of(told)])
    return _join(connection, things, judged, revoiced)


def leave(connection: Connection, emptied: Collection[str]) -> set[str]:
    """Take away the events of components that lost a statement; gives their ids. What is left is to `join_again`."""
    gone = {r.id for r in fetch(connection, (events.c.id, events.c.component), events.c.component, emptied)}
    _write(connection, (), gone)
    _hang(connection, (), gone)
    return gone


def join_again(connection: Connection, alone: Collection[str], judged: Judged, revoiced: Collection[str]) -> set[str]:
    """Settle statements that are in the record but alone, since others of their components went."""
    things = _told(connection, statements.c.id, alone)
    return _join(connection, things, judged, revoiced)


def _join(connection: Connection, things: dict[str, Told], judged: Judged, revoiced: Collection[str]) -> set[str]:
    own = {identity: sought_by(told) for identity, told in things.items()}
    near = fetch(connection, (keys.c.key, keys.c.id), keys.c.key, {key for found in own.values() for key in found})
    by_id = {identity: list(sought) for identity, sought in own.items()}
    for row in near:
        if row.id not in own:
            by_id.setdefault(row.id, []).append(row.key)
    things |= _told(connection, statements.c.id, by_id.keys() - own)
    for told in things.values():
        if told.id in own:
            told.component = ""
    pairs = [tuple(sorted(pair)) for pair in judged.one("event")]
    things |= _told(connection, statements.c.id, {one for pair in pairs for one in pair} - things.keys()) if pairs else {}
    joined = components(things, by_id, list(own), may_be_one, [(one, other) for one, other in pairs])
    touched = {name: root for root, names in joined.items() for name in names}
    voiced = {
        r.component
        for r in fetch(connection, (statements.c.component, statements.c.sort), statements.c.story, revoiced)
        if r.sort == "event"
    }
    return settle(connection, touched | {name: touched.get(name, name) for name in voiced}, judged)


def settle(connection: Connection, roots: dict[str, str], judged: Judged) -> set[str]:
    """Settle whole components: `roots` maps the name of each to the one that it has from now on."""
    members: dict[str, list[Told]] = {}
    for told in _told(connection, statements.c.component, roots.keys()).values():
        members.setdefault(roots[told.component], []).append(told)
    moved = {t.id: root for root, told in members.items() for t in told if t.component != root}
    change(connection, statements, statements.c.component, moved)
    made: list[tuple[str, dict[str, Any], list[Told]]] = []
    for root, tellers in sorted(members.items()):
        for cluster in parted(tellers, judged.one("event"), judged.two("event")):
            anchors = sorted(t.id for t in cluster)
            event = judged.corrected(consolidated(cluster), anchors)
            event["wrong"] = judged.wrong(anchors)
            made.append((root, event, cluster))
    before = fetch(connection, (events.c.id, events.c.component), events.c.component, set(roots) | set(roots.values()))
    changed = {row.id for row in before} | {event["id"] for _, event, _ in made}
    _write(connection, made, {row.id for row in before})
    _hang(connection, [event for _, event, _ in made], {row.id for row in before})
    return changed


def _told(connection: Connection, where: Any, among: Collection[str]) -> dict[str, Told]:
    """Statements of events, by a column, ready to be compared."""
    out: dict[str, Told] = {}
    for parcel in parcels(sorted(set(among))):
        wanted = (
            select(*_COLUMNS)
            .join(stories, stories.c.id == statements.c.story)
            .where(where.in_(parcel), statements.c.sort == "event")
        )
        for row in connection.execute(wanted):
            out[row.id] = told_of(
                row.id, row.component, json.loads(row.body),
                story=row.story, voice=row.voice, outlet=row.outlet, published=row.published,
            )  # fmt: skip
    return out


def _write(connection: Connection, made: Sequence[tuple[str, dict[str, Any], list[Told]]], gone: set[str]) -> None:
    columns = (events.c.id, event_countries.c.event, event_people.c.event, conflicts.c.about)
    for table, column in zip((events, event_countries, event_people, conflicts), columns, strict=True):
        drop(connection, table, column, gone)
    put(connection, events, [_row(root, event) for root, event, _ in made])
    put(connection, event_countries, [
        {"country": country, "time": time_of(event), "event": event["id"]}
        for _, event, _ in made for country in event["countries"]
    ])  # fmt: skip
    seats = {
        (p["key"], p["country"] or "", time_of(event), event["id"]): p["role"]
        for _, event, _ in made
        for p in event["participants"]
    }
    put(connection, event_people, [
        {"key": key, "country": country, "time": time, "event": event, "role": role}
        for (key, country, time, event), role in seats.items()
    ])  # fmt: skip
    put(connection, conflicts, [
        row | {"body": json.dumps(row["body"], ensure_ascii=False)} for _, event, _ in made for row in conflict_rows(event)
    ])  # fmt: skip
    entity = {told.id: event["id"] for _, event, cluster in made for told in cluster}
    now = {row.id: row.entity for row in fetch(connection, (statements.c.id, statements.c.entity), statements.c.id, entity)}
    change(connection, statements, statements.c.entity, {at: to for at, to in entity.items() if now[at] != to})


def _row(root: str, event: dict[str, Any]) -> dict[str, Any]:
    date = event["date"] or {}
    return {
        "id": event["id"], "component": root, "kind": event["kind"], "status": event["status"], "level": event["level"],
        "start": date.get("start"), "end": date.get("end"), "time": time_of(event), "place": event["place"],
        "mechanism": event["mechanism_key"], "session": event["session"], "parent": None, "sources": event["sources"],
        "voices": event["voices"], "wrong": int(event["wrong"]), "body": json.dumps(event, ensure_ascii=False),
    }  # fmt: skip


def _hang(connection: Connection, made: Sequence[dict[str, Any]], gone: set[str]) -> None:
    """Hang events on the visits that they are part of: those that changed, and those near a visit that changed."""
    orphans = {row.id for row in fetch(connection, (events.c.id, events.c.parent), events.c.parent, gone)}
    near = {event["id"] for event in made} | orphans
    for event in made:
        if event["kind"] == "visit" and event["date"] and event["date"]["precision"] == "day":
            near |= _beside(connection, event)
    todo = [json.loads(row.body) for row in fetch(connection, (events.c.id, events.c.body), events.c.id, near)]
    visits = _visits_of(connection, todo)
    parents = {event["id"]: parent_of(event, [v for v in visits if v["id"] != event["id"]]) for event in todo}
    now = {row.id: row.parent for row in fetch(connection, (events.c.id, events.c.parent), events.c.id, parents)}
    change(connection, events, events.c.parent, {at: to for at, to in parents.items() if now[at] != to})


def _beside(connection: Connection, visit: dict[str, Any]) -> set[str]:
    """Events of a visit's guests within its days."""
    guests = [p["key"] for p in visit["participants"] if p["role"] == "guest"]
    if not guests:
        return set()
    wanted = select(event_people.c.event).where(
        event_people.c.key.in_(guests),
        event_people.c.time >= visit["date"]["start"],
        event_people.c.time <= visit["date"]["end"],
    )
    return set(connection.execute(wanted).scalars())


def _visits_of(connection: Connection, todo: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Visits of the people of these events, about their days."""
    asked: dict[str, list[str]] = {}
    for event in todo:
        if event["date"] and event["date"]["precision"] == "day":
            for person in event["participants"]:
                asked.setdefault(person["key"], []).append(event["date"]["start"])
    found: set[str] = set()
    for key, days in asked.items():
        earliest = (Day.fromisoformat(min(days)) - _LONGEST_VISIT).isoformat()
        wanted = (
            select(events.c.id).join(event_people, event_people.c.event == events.c.id)
            .where(event_people.c.key == key, event_people.c.role == "guest", events.c.kind == "visit")
            .where(event_people.c.time >= earliest, event_people.c.time <= max(days))
        )  # fmt: skip
        found.update(connection.execute(wanted).scalars())
    return [json.loads(row.body) for row in fetch(connection, (events.c.id, events.c.body), events.c.id, found)]
