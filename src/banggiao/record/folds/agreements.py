"""Agreements: one row for a document that stories name, sign and put in force."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from banggiao.record.folds.grouped import Said, Settled, join, said_in, write
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.mechanism_names import bare_stem
from banggiao.record.promises import document_key, opening_of
from banggiao.record.schema import agreements, events, statements
from banggiao.record.sql import fetch, parcels
from banggiao.record.statements import Statement
from banggiao.record.voting import supported

#: The further one goes before: what is signed was once planned.
_WEIGHT: Final = {"in_force": 3, "signed": 2, "planned": 1, "named": 0}


def add_agreements(
    connection: Connection, new: Sequence[Statement], judged: Judged, revoiced: Collection[str], changed: Collection[str]
) -> set[str]:
    """Settle the agreements that new statements name, and those told with signings that `changed`.

    Gives the keys of what waited for them.
    """
    groups = join(connection, "agreement", new, _group, revoiced)
    signed = fetch(connection, (events.c.id, events.c.kind), events.c.id, changed)
    told = fetch(
        connection,
        (statements.c.story, statements.c.entity),
        statements.c.entity,
        {r.id for r in signed if r.kind == "signing"},
    )
    beside = fetch(connection, (statements.c.component, statements.c.sort), statements.c.story, {r.story for r in told})
    return settle(connection, groups | {r.component for r in beside if r.sort == "agreement"}, judged)


def _group(body: dict[str, Any], told: str) -> str:
    """One document of one set of countries; a joint statement, of which there are many, also of one half of a year."""
    half = f"{told[:4]}-{'1' if told[5:7] < '07' else '2'}" if body["kind"] == "statement" else ""
    return make_id("reference", "agreement", bare_stem(body["name"]), *sorted(body["countries"]), "", half)


def settle(connection: Connection, groups: Collection[str], judged: Judged, lost: Collection[str] = ()) -> set[str]:
    """Settle whole groups; gives the keys under which commitments waited for their agreements.

    `lost` are ids of those of which a statement went.
    """
    said = said_in(connection, "agreement", groups)
    gone = {s.entity for found in said.values() for s in found if s.entity} | set(lost)
    before = {
        (r.parties, r.opening) for r in fetch(connection, (agreements.c.parties, agreements.c.opening), agreements.c.id, gone)
    }
    signings = _signings(connection, {s.story for found in said.values() for s in found})
    settled = [_agreement(said[group], signings, judged) for group in sorted(said) if said[group]]
    write(connection, agreements, "agreement", settled, gone)
    return {
        document_key(lands, opening)
        for lands, opening in before | {(s.row["parties"], s.row["opening"]) for s in settled}
        if opening
    }


def _signings(connection: Connection, told: Collection[str]) -> dict[str, dict[str, Any]]:
    """From a story to the one dated signing that it tells."""
    found: dict[str, list[dict[str, Any]]] = {}
    for parcel in parcels(sorted(told)):
        wanted = (
            select(statements.c.story, events.c.body).join(events, events.c.id == statements.c.entity)
            .where(statements.c.story.in_(parcel), statements.c.sort == "event", events.c.kind == "signing")
        )  # fmt: skip
        for row in connection.execute(wanted):
            event = json.loads(row.body)
            if event["date"] and not event["wrong"] and event not in found.setdefault(row.story, []):
                found[row.story].append(event)
    return {story: all_of[0] for story, all_of in found.items() if len(all_of) == 1}


def _agreement(said: Sequence[Said], signings: dict[str, dict[str, Any]], judged: Judged) -> Settled:
    names = Counter(s.body["name"] for s in said)
    statuses = supported(said, lambda s: s.body["status"], lambda status: _WEIGHT[status])
    lands = sorted({code for s in said for code in s.body["countries"]}, key=lambda c: (c != "VN", c))
    seed = make_id(
        "agreement", bare_stem(said[0].body["name"]), *lands, "", said[0].day[:7] if said[0].body["kind"] == "statement" else ""
    )
    signed = [signings[s.story] for s in said if s.story in signings and s.body["status"] == "signed"]
    days = Counter(event["date"]["start"] for event in signed)
    day = min(days, key=lambda d: (-days[d], d), default=None)
    event = next((e for e in signed if e["date"]["start"] == day), None)
    body: dict[str, Any] = {
        "id": seed, "name": min(names, key=lambda n: (-names[n], n)), "also": sorted(names)[:8], "kind": said[0].body["kind"],
        "status": statuses[0][0],
        "date": {**event["date"], "basis": "derived", "why": "the signing that the same story tells"} if event else None,
        "event": event["id"] if event else None, "countries": lands, "sources": len({s.story for s in said}),
        "voices": len({s.voice for s in said}), "first_told": said[0].published, "last_told": said[-1].published,
        "evidence": [s.quote() for s in said[:5]],
    }  # fmt: skip
    anchors = [s.id for s in said]
    body = judged.corrected(body, anchors) | {"wrong": judged.wrong(anchors)}
    time = (body["date"] or {}).get("start") or said[0].day
    row = {
        "id": seed, "name": body["name"], "opening": opening_of(body["name"]), "kind": body["kind"],
        "status": body["status"], "parties": ",".join(lands),
        "start": (body["date"] or {}).get("start"), "time": time, "sources": body["sources"],
        "body": json.dumps(body, ensure_ascii=False),
    }  # fmt: skip
    return Settled(row, lands, time, anchors)
