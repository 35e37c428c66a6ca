"""Set phrases of a relationship: since when, until when, how often. Counted as they come, so that no phrase grows too large."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from banggiao.record.folds.grouped import Said, said_in
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.schema import parties, phrases, statements, stories
from banggiao.record.sql import change, drop, fetch, put, replace
from banggiao.record.statements import Statement


def phrase_id(body: dict[str, Any]) -> str:
    """The id of a phrase of its countries."""
    return make_id("phrase", body["phrase"], *sorted(body["countries"]))


def add_phrases(connection: Connection, new: Sequence[Statement], judged: Judged) -> None:
    """Count the phrases that new statements use; the statements are in the record already."""
    told = {s.id: phrase_id(s.body) for s in new}
    change(connection, statements, statements.c.entity, told)
    change(connection, statements, statements.c.component, told)
    rows = {r.id: r for r in fetch(connection, stories, stories.c.id, {s.story for s in new})}
    said: dict[str, list[Said]] = {}
    for s in new:
        story = rows[s.story]
        said.setdefault(told[s.id], []).append(Said(s.id, s.story, story.voice, story.outlet, story.published, s.body))
    known = {r.id: json.loads(r.body) for r in fetch(connection, (phrases.c.id, phrases.c.body), phrases.c.id, said)}
    _write(connection, [_counted(identity, known.get(identity), found, judged) for identity, found in sorted(said.items())])


def recount(connection: Connection, gone: Collection[str], judged: Judged) -> None:
    """Count phrases anew from the statements that are left."""
    said = said_in(connection, "phrase", gone)
    drop(connection, parties, parties.c.id, gone)
    drop(connection, phrases, phrases.c.id, gone)
    _write(connection, [_counted(identity, None, found, judged) for identity, found in sorted(said.items()) if found])


def _counted(identity: str, before: dict[str, Any] | None, said: Sequence[Said], judged: Judged) -> dict[str, Any]:
    """A phrase with what new statements add to it."""
    head = said[0].body
    uses = [{"told": s.published, **s.quote()} for s in said]
    if before is not None:
        uses += [before["first"], before["last"]]
    dated = sorted((use for use in uses if use["told"]), key=lambda use: (use["told"], use["statement"]))
    first, last = (dated[0], dated[-1]) if dated else (min(uses, key=_statement), min(uses, key=_statement))
    body = {
        "id": identity, "phrase": head["phrase"], "kind": head["kind"],
        "countries": sorted(set(head["countries"]), key=lambda c: (c != "VN", c)),
        "times": len(said) + (before["times"] if before else 0),
        "first_told": first["told"], "last_told": last["told"], "first": first, "last": last,
    }  # fmt: skip
    return judged.corrected(body, [identity]) | {"wrong": judged.wrong([identity])}


def _statement(use: dict[str, Any]) -> str:
    return str(use["statement"])


def _write(connection: Connection, bodies: Sequence[dict[str, Any]]) -> None:
    replace(connection, phrases, phrases.c.id, [
        {"id": b["id"], "phrase": b["phrase"], "kind": b["kind"], "parties": ",".join(b["countries"]),
         "first": (b["first_told"] or "")[:10], "last": (b["last_told"] or "")[:10], "times": b["times"],
         "body": json.dumps(b, ensure_ascii=False)}
        for b in bodies
    ])  # fmt: skip
    drop(connection, parties, parties.c.id, {b["id"] for b in bodies})
    put(connection, parties, [
        {"country": code, "sort": "phrase", "time": (b["last_told"] or "")[:10], "id": b["id"]}
        for b in bodies for code in b["countries"]
    ])  # fmt: skip
