"""Commitments and what became of them: said again, fulfilled, each link with its evidence and its reason.

What depends on today, overdue or never mentioned since, is not kept but told by `view`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from banggiao.record.days import days_of
from banggiao.record.folds.grouped import Settled, write
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.linking import clusters, components
from banggiao.record.mechanism_names import bare_stem
from banggiao.record.promises import Awaited, Promise, awaited, keys_of, one_promise, promise_of
from banggiao.record.schema import agreements, commitments, figures, keys, sessions, statements, stories
from banggiao.record.sql import change, fetch, parcels, put
from banggiao.record.statements import Statement

_COLUMNS: Final = (
    statements.c.id, statements.c.component, statements.c.body, statements.c.story,
    stories.c.voice, stories.c.outlet, stories.c.published,
)  # fmt: skip
#: A document of so few words is of a kind and has no name: "Biên bản thỏa thuận".
_A_NAME: Final = 4
_DONE: Final = frozenset({"signed", "in_force"})


class Level(NamedTuple):
    """Figures that changed: the greatest value among them, and the earliest time."""

    most: float
    since: str


@dataclass(frozen=True, slots=True)
class Happened:
    """What commitments may have waited for: sessions, documents by `document_key`, levels of figures by their parties."""

    sessions: Collection[str] = ()
    documents: Collection[str] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)

    def keys(self) -> list[str]:
        """Keys under which commitments wait for the sessions and documents; see `Awaited.keys`."""
        return [*(f"w:s:{session}" for session in self.sessions), *self.documents]


def add_commitments(
    connection: Connection, new: Sequence[Statement], judged: Judged, revoiced: Collection[str], happened: Happened
) -> None:
    """Settle the commitments that new statements make, and those that waited for what `happened`."""
    things = _promises(connection, statements.c.id, [s.id for s in new])
    own = {identity: keys_of(promise) for identity, promise in things.items()}
    waits = {i: awaited(p.body["text"], p.act, p.sides).keys(p.sides) for i, p in things.items()}
    put(connection, keys, [{"key": key, "id": i} for i in own for key in dict.fromkeys(own[i] + waits[i])])
    _join(connection, things, own, judged, revoiced, happened)


def leave(connection: Connection, emptied: Collection[str]) -> None:
    """Take away the commitments of components that lost a statement; what is left is to `join_again`."""
    gone = {r.id for r in fetch(connection, (commitments.c.id, commitments.c.component), commitments.c.component, emptied)}
    write(connection, commitments, "commitment", (), gone)


def join_again(
    connection: Connection, alone: Collection[str], judged: Judged, revoiced: Collection[str], happened: Happened
) -> None:
    """Settle statements that are in the record but alone, since others of their components went."""
    things = _promises(connection, statements.c.id, alone)
    _join(connection, things, {identity: keys_of(promise) for identity, promise in things.items()}, judged, revoiced, happened)


def _join(
    connection: Connection,
    things: dict[str, Promise],
    own: dict[str, list[str]],
    judged: Judged,
    revoiced: Collection[str],
    happened: Happened,
) -> None:
    near = fetch(connection, (keys.c.key, keys.c.id), keys.c.key, {key for found in own.values() for key in found})
    by_id: dict[str, list[str]] = {}
    for row in near:
        by_id.setdefault(row.id, []).append(row.key)
    things |= _promises(connection, statements.c.id, by_id.keys() - own)
    for identity in own:
        things[identity].component = ""
    pairs = [tuple(sorted(pair)) for pair in judged.one("commitment")]
    things |= _promises(connection, statements.c.id, {one for pair in pairs for one in pair} - things.keys()) if pairs else {}
    joined = components(things, by_id, list(own), one_promise, [(one, other) for one, other in pairs])
    roots = {name: root for root, names in joined.items() for name in names}
    dirty = _waiting(connection, happened)
    dirty += [
        r.component
        for r in fetch(connection, (statements.c.component, statements.c.sort), statements.c.story, revoiced)
        if r.sort == "commitment"
    ]
    settle(connection, roots | {name: roots.get(name, name) for name in dirty}, judged)


def settle(connection: Connection, roots: dict[str, str], judged: Judged) -> None:
    """Settle whole components: `roots` maps the name of each to the one that it has from now on."""
    members: dict[str, list[Promise]] = {}
    for promise in _promises(connection, statements.c.component, roots).values():
        members.setdefault(roots[promise.component], []).append(promise)
    change(
        connection,
        statements,
        statements.c.component,
        {p.id: root for root, all_of in members.items() for p in all_of if p.component != root},
    )
    gone = {
        r.id
        for r in fetch(
            connection, (commitments.c.id, commitments.c.component), commitments.c.component, set(roots) | set(roots.values())
        )
    }
    one, two = judged.one("commitment"), judged.two("commitment")
    settled = [
        _commitment(connection, root, _in_order(cluster), judged)
        for root, promises in sorted(members.items())
        for cluster in clusters(_in_order(promises), lambda a, b: not one_promise(a, b), one_promise, one, two)
    ]
    write(connection, commitments, "commitment", settled, gone)


def _in_order(promises: Iterable[Promise]) -> list[Promise]:
    """As they were told."""
    return sorted(promises, key=lambda p: (p.published or "9", p.id))


def _promises(connection: Connection, where: Any, among: Collection[str]) -> dict[str, Promise]:
    out: dict[str, Promise] = {}
    for parcel in parcels(sorted(set(among))):
        wanted = (
            select(*_COLUMNS)
            .join(stories, stories.c.id == statements.c.story)
            .where(where.in_(parcel), statements.c.sort == "commitment")
        )
        for r in connection.execute(wanted):
            out[r.id] = promise_of(
                r.id, r.component, json.loads(r.body), story=r.story, voice=r.voice, outlet=r.outlet, published=r.published
            )
    return out


def _commitment(connection: Connection, root: str, said: Sequence[Promise], judged: Judged) -> Settled:
    head = said[0]
    acts = Counter(p.act for p in said)
    dues = Counter(p.body["due"] for p in said if p.body["due"])
    days = sorted({p.day for p in said if p.day})
    links = [_link("repeated", p.day, f"said again on {p.day}", _quote(p)) for p in _later(said)]
    waits = awaited(head.body["text"], head.act, head.sides)
    links += _fulfilled(connection, head, waits, days[0] if days else "")
    body: dict[str, Any] = {
        "id": f"co-{head.id}", "act": min(acts, key=lambda a: (-acts[a], a)),
        "by": sorted({c for p in said for c in p.body["by"]}, key=lambda c: (c != "VN", c)),
        "text": head.body["text"], "due": min(dues, key=lambda d: (-dues[d], d), default=None), "countries": list(head.sides),
        "first_told": head.published, "last_told": said[-1].published, "sources": len({p.story for p in said}),
        "voices": len({p.voice for p in said}), "done": any(link["kind"] == "done" for link in links), "links": links,
        "evidence": [_quote(head)],
    }  # fmt: skip
    anchors = [p.id for p in said]
    body = judged.corrected(body, anchors) | {"wrong": judged.wrong(anchors)}
    row = {
        "id": body["id"], "component": root, "act": body["act"], "parties": ",".join(head.sides), "due": body["due"],
        "time": days[0] if days else "", "last": days[-1] if days else "", "sources": body["sources"],
        "level": waits.level,
        "reached": min((link["day"] for link in links if (link["of"] or "").startswith("fi-")), default=None),
        "done": int(bool(body["done"])),
        "until": due.last.isoformat() if (due := days_of(body["due"])) is not None else None,
        "body": json.dumps(body, ensure_ascii=False),
    }  # fmt: skip
    return Settled(row, head.sides, days[0] if days else "", anchors)


def _later(said: Sequence[Promise]) -> list[Promise]:
    """The first telling of every later day by another voice."""
    out: list[Promise] = []
    voices, days = {said[0].voice}, {said[0].day}
    for promise in said[1:]:
        if promise.day and promise.day not in days and promise.voice not in voices:
            out.append(promise)
        voices.add(promise.voice)
        days.add(promise.day)
    return out


def _quote(promise: Promise) -> dict[str, Any]:
    place = promise.body["evidence"][0]
    return {
        "statement": promise.id,
        "story": promise.story,
        "start": place["start"],
        "end": place["end"],
        "quote": place["quote"],
    }


def _link(kind: str, day: str, why: str, evidence: dict[str, Any], of: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "day": day, "why": why, "of": of, "evidence": [evidence]}


def _fulfilled(connection: Connection, promise: Promise, waits: Awaited, since: str) -> list[dict[str, Any]]:
    """What came to pass, after it was promised, that was promised."""
    out: list[dict[str, Any]] = []
    held = {make_id("session", *session.rsplit(":", 1)): session for session in waits.sessions}
    for row in fetch(connection, sessions, sessions.c.id, held):
        session = json.loads(row.body)
        if session["status"] == "held" and row.start and row.start >= since and session["evidence"]:
            out.append(
                _link("done", row.start, f"session {row.number} of {session['name']} was held", session["evidence"][0], row.id)
            )
    if waits.level is not None and (row := _first_figure(connection, promise.sides, waits, since[:7])) is not None:
        out.append(
            _link(
                "done",
                row.time,
                f"{row.indicator} reached {row.value:,.0f} {row.unit}",
                json.loads(row.body)["evidence"][0],
                row.id,
            )
        )
    if waits.openings:
        words = f" {' '.join(bare_stem(promise.body['text']).split())} "
        named = fetch(connection, agreements, agreements.c.opening, waits.openings)
        for row in sorted(named, key=lambda r: (r.time, r.id)):
            if (
                row.parties == ",".join(promise.sides)
                and row.status in _DONE
                and row.time >= since
                and f" {bare_stem(row.name)} " in words
            ):
                agreement = json.loads(row.body)
                out.append(
                    _link("done", row.time, f"{row.name}: {row.status.replace('_', ' ')}", agreement["evidence"][0], row.id)
                )
    return out


def _first_figure(connection: Connection, sides: tuple[str, ...], waits: Awaited, since: str) -> Any:
    """The figure with which what is waited for was reached first, or None."""
    wanted = (
        select(figures).where(figures.c.parties == ",".join(sides), figures.c.indicator == waits.indicator, figures.c.goal == 0)
        .where(figures.c.unit == "USD", figures.c.value >= waits.level, figures.c.time >= since)
    )  # fmt: skip
    return connection.execute(wanted.order_by(figures.c.time, figures.c.id).limit(1)).first()


def _waiting(connection: Connection, happened: Happened) -> list[str]:
    """Components of the commitments to which what happened may make a difference."""
    ids = [r.id for r in fetch(connection, (keys.c.key, keys.c.id), keys.c.key, happened.keys())]
    out = [r.component for r in fetch(connection, (statements.c.component, statements.c.id), statements.c.id, ids)]
    columns = (commitments.c.component, commitments.c.parties, commitments.c.level, commitments.c.reached)
    for row in fetch(connection, columns, commitments.c.parties, happened.levels):
        level = happened.levels[row.parties]
        if row.level is not None and row.level <= level.most and (row.reached is None or row.reached >= level.since):
            out.append(row.component)
    return out
