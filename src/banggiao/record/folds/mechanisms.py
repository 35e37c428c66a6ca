"""Mechanisms as ledgers: their numbered sessions, each with its event, its days and its host."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from banggiao.record.days import days_of
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.mechanism_names import Mechanism, mechanism_of
from banggiao.record.placing import country_of_place
from banggiao.record.schema import events, mechanisms, parties, sessions, statements, stories
from banggiao.record.sql import change, drop, fetch, put
from banggiao.record.statements import Statement


def settle(
    connection: Connection, new: Sequence[Statement], changed: Collection[str], judged: Judged, left: Collection[str] = ()
) -> set[str]:
    """Settle the mechanisms that `new` statements name or whose events changed.

    Gives keys ``mechanism:number`` of their sessions. The new statements are in the record already; `left` are ids of
    mechanisms of which a statement went.
    """
    known: dict[str, Mechanism] = {}
    entity: dict[str, str] = {}
    component: dict[str, str] = {}
    for statement in new:
        mechanism = mechanism_of(statement.body["mechanism"])
        if mechanism is not None:
            known[mechanism.key] = mechanism
            entity[statement.id] = make_id("session", mechanism.key, statement.body["number"])
            component[statement.id] = make_id("mechanism", mechanism.key)
    change(connection, statements, statements.c.entity, entity)
    change(connection, statements, statements.c.component, component)
    dirty = {make_id("mechanism", key): key for key in known}
    for row in fetch(connection, (events.c.mechanism, events.c.id), events.c.id, changed):
        if row.mechanism:
            dirty[make_id("mechanism", row.mechanism)] = row.mechanism
    before = fetch(connection, (sessions.c.mechanism, sessions.c.event), sessions.c.event, changed)
    for row in fetch(connection, mechanisms, mechanisms.c.id, ({r.mechanism for r in before} | set(left)) - dirty.keys()):
        dirty[row.id] = json.loads(row.body)["key"]
    return _settle(connection, dirty, judged)


def _settle(connection: Connection, dirty: dict[str, str], judged: Judged) -> set[str]:
    before = fetch(connection, (sessions.c.id, sessions.c.mechanism, sessions.c.number), sessions.c.mechanism, dirty)
    drop(connection, parties, parties.c.id, {r.id for r in before} | set(dirty))
    drop(connection, sessions, sessions.c.mechanism, dirty)
    drop(connection, mechanisms, mechanisms.c.id, dirty)
    held: dict[str, list[dict[str, Any]]] = {}
    for row in fetch(connection, (events.c.mechanism, events.c.body), events.c.mechanism, dirty.values()):
        if not (event := json.loads(row.body))["wrong"]:
            held.setdefault(row.mechanism, []).append(event)
    said: dict[str, list[Any]] = {}
    for row in fetch(connection, statements, statements.c.component, dirty):
        said.setdefault(row.component, []).append(row)
    told = {row.story for found in said.values() for row in found}
    time = {r.id: r.published for r in fetch(connection, (stories.c.id, stories.c.published), stories.c.id, told)}
    touched = {f"{dirty[r.mechanism]}:{r.number}" for r in before}
    for identity, key in sorted(dirty.items()):
        sittings = sorted(held.get(key, ()), key=lambda e: (e["date"] or {}).get("start") or "9" + e["id"])
        rows = _sessions(identity, key, sittings, said.get(identity, []), time, judged)
        if not rows and not sittings:
            continue
        _by_the_year(rows, {row.story: time[row.story] for row in said.get(identity, ())}, said.get(identity, ()))
        lands = key.split("|")[1].split("-") if key.split("|")[1] else []
        names = Counter(s["mechanism"] for s in sittings if s["mechanism"])
        names.update(json.loads(row.body)["mechanism"] for row in said.get(identity, ()))
        body = {
            "id": identity, "name": min(names, key=lambda n: (-names[n], n)), "key": key, "countries": lands,
            "sessions": len(rows), "sittings": len(sittings),
        }  # fmt: skip
        put(
            connection,
            mechanisms,
            [
                {
                    "id": identity,
                    "name": body["name"],
                    "countries": ",".join(lands),
                    "body": json.dumps(body, ensure_ascii=False),
                }
            ],
        )
        put(connection, sessions, rows)
        times = [row["time"] for row in rows] + [
            (s["date"] or {}).get("start") or (s["first_told"] or "")[:10] for s in sittings
        ]
        put(connection, parties, [
            *({"country": land, "sort": "mechanism", "time": max(times, default=""), "id": identity} for land in lands),
            *({"country": land, "sort": "session", "time": row["time"], "id": row["id"]} for land in lands for row in rows),
        ])  # fmt: skip
        touched |= {f"{key}:{row['number']}" for row in rows}
    return touched


def _sessions(
    mechanism: str, key: str, sittings: list[dict[str, Any]], said: list[Any], time: dict[str, str | None], judged: Judged
) -> list[dict[str, Any]]:
    numbers = {s["session"] for s in sittings if s["session"]} | {json.loads(row.body)["number"] for row in said}
    out = []
    for number in sorted(numbers):
        own = [s for s in sittings if s["session"] == number]
        event = max(own, key=lambda e: (e["status"] == "held", e["sources"], e["id"]), default=None)
        tellers = [row for row in said if json.loads(row.body)["number"] == number]
        if event is None:  # "Hội nghị Cấp cao ASEAN lần thứ 44, 45": two numbers, one sitting
            told = {row.story for row in tellers}
            beside = [s for s in sittings if told & {e["story"] for e in s["evidence"]}]
            event = beside[0] if len(beside) == 1 else None
        identity = make_id("session", key, number)
        date = event["date"] if event else None
        places = Counter(land for s in own if (land := country_of_place(s["place"])))
        first = min(filter(None, (time[row.story] for row in tellers)), default="")
        body: dict[str, Any] = {
            "id": identity, "mechanism": mechanism, "name": _name(key, own, tellers), "number": number,
            "event": event["id"] if event else None, "date": date, "status": event["status"] if event else None,
            "place": event["place"] if event else None,
            "host": min(places, key=lambda c: (-places[c], c)) if places else _host(own),
            "countries": event["countries"] if event else key.split("|")[1].split("-"),
            "sources": len({row.story for row in tellers} | {e["story"] for s in own for e in s["evidence"]}),
            "evidence": [_quote(row) for row in sorted(tellers, key=lambda r: (time[r.story] or "9", r.id))[:3]]
            or (event["evidence"][:3] if event else []),
        }  # fmt: skip
        anchors = [row.id for row in tellers]
        body = judged.corrected(body, anchors) | {"wrong": judged.wrong(anchors)}
        days = days_of(body["date"]["start"]) if body["date"] else None
        out.append({
            "id": identity, "mechanism": mechanism, "number": number, "event": body["event"],
            "start": body["date"]["start"] if days else None, "end": body["date"]["end"] if days else None,
            "host": body["host"],
            "time": body["date"]["start"] if days else first[:10], "body": json.dumps(body, ensure_ascii=False),
        })  # fmt: skip
    return out


def _by_the_year(rows: list[dict[str, Any]], time: dict[str, str | None], said: Sequence[Any]) -> None:
    """Give undated sessions their year, where the dated ones around them are one a year and nothing told speaks against it.

    Session 39 sat in 2017 and session 47 in 2025: session 46, which was spoken of in August 2024, sat in 2024.
    """
    dated = {row["number"]: int(row["start"][:4]) for row in rows if row["start"]}
    for row in rows:
        before = [number for number in dated if number < row["number"]]
        after = [number for number in dated if number > row["number"]]
        if row["start"] or not before or not after:
            continue
        low, high = max(before), min(after)
        year = str(dated[low] + row["number"] - low)
        told = min(filter(None, (time[s.story] for s in said if json.loads(s.body)["number"] == row["number"])), default="9")
        if dated[high] - dated[low] != high - low or year > told[:4]:
            continue
        why = f"one session a year from {low} in {dated[low]} to {high} in {dated[high]}"
        body = json.loads(row["body"])
        body["date"] = {"start": year, "end": year, "precision": "year", "basis": "inferred", "why": why}
        row |= {"start": year, "end": year, "time": year, "body": json.dumps(body, ensure_ascii=False)}


def _name(key: str, own: list[dict[str, Any]], tellers: list[Any]) -> str:
    names = Counter([s["mechanism"] for s in own if s["mechanism"]] + [json.loads(row.body)["mechanism"] for row in tellers])
    return min(names, key=lambda n: (-names[n], n), default=key)


def _host(own: list[dict[str, Any]]) -> str | None:
    hosts = Counter(p["country"] for s in own for p in s["participants"] if p["role"] == "host" and p["country"])
    return min(hosts, key=lambda c: (-hosts[c], c), default=None)


def _quote(row: Any) -> dict[str, Any]:
    place = json.loads(row.body)["evidence"][0]
    return {"statement": row.id, "story": row.story, "start": place["start"], "end": place["end"], "quote": place["quote"]}
