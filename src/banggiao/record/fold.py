"""The fold: readings come in, the record is what follows from all of them and from what people judged.

`add` settles only what new stories touch; what it leaves is the same as if all had come at once, in whatever order.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, delete

from banggiao.errors import CaptureError
from banggiao.model import Capture
from banggiao.record.folds import agreements, commitments, coverage, events, figures, mechanisms, people, phrases
from banggiao.record.folds.commitments import Happened
from banggiao.record.folds.grouped import groups_told_in as revoiced_groups
from banggiao.record.folds.stories import add_stories, link_again
from banggiao.record.judged import Judged, Judgement, read_judgements, standing
from banggiao.record.schema import captures, keys, names, origins, statements, stories, texts
from banggiao.record.sql import change, drop, fetch, put, replace
from banggiao.record.statements import READER, Statement, Taken
from banggiao.record.texts import text_rows


@dataclass(slots=True)
class Added:
    """What a batch came to: captures that were new, and known ones."""

    new: int = 0
    known: int = 0
    stories: int = 0
    found: dict[str, int] = field(default_factory=dict)


def add(connection: Connection, batch: Sequence[Taken]) -> Added:
    """Add what was read to the record, in the caller's transaction."""
    judged = standing(read_judgements(connection))
    fresh, known = _captures(connection, batch, judged)
    out = Added(new=len(fresh), known=known)
    settle_new(connection, fresh, judged)
    for taken in fresh:
        out.stories += len(taken.stories)
        for statement in taken.statements:
            out.found[statement.sort] = out.found.get(statement.sort, 0) + 1
    return out


def _captures(connection: Connection, batch: Sequence[Taken], judged: Judged) -> tuple[list[Taken], int]:
    """Keep captures and where they came from; gives those that were not there, each once, and how many were."""
    by_id: dict[str, list[Taken]] = {}
    for taken in batch:
        by_id.setdefault(taken.capture, []).append(taken)
    known = {
        row.id: row for row in fetch(connection, (captures.c.id, captures.c.url, captures.c.captured), captures.c.id, by_id)
    }
    fresh: list[Taken] = []
    for identity, same in sorted(by_id.items()):
        best = min(same, key=lambda t: precedence(t.captured, t.url))
        row = known.get(identity)
        if row is None or (best.read and precedence(best.captured, best.url) < precedence(row.captured, row.url)):
            fresh.append(best)
    forget(connection, [t.capture for t in fresh if t.capture in known], judged)
    _keep_origins(connection, by_id)
    replace(connection, captures, captures.c.id, [
        {"id": t.capture, "media": t.media, "content": t.content, "fields": t.fields, "url": t.url,
         "captured": t.captured, "reader": READER}
        for t in fresh
    ])  # fmt: skip
    return fresh, len(known.keys() - {t.capture for t in fresh}) + len(batch) - len(by_id)


def _keep_origins(connection: Connection, by_id: Mapping[str, Sequence[Taken]]) -> None:
    """Keep where captures were found; of one place found again the earlier day."""
    before = {(row.capture, row.source): row for row in fetch(connection, origins, origins.c.capture, by_id)}
    found: dict[tuple[str, str], Taken] = {}
    for identity, same in by_id.items():
        for taken in same:
            old = found.get((identity, taken.source)) or before.get((identity, taken.source))
            if old is None or precedence(taken.captured, taken.url) < precedence(old.captured, old.url):
                found[identity, taken.source] = taken
    for identity, source in sorted(found.keys() & before.keys()):
        connection.execute(delete(origins).where(origins.c.capture == identity, origins.c.source == source))
    put(connection, origins, [
        {"capture": identity, "source": source, "url": taken.url, "captured": taken.captured}
        for (identity, source), taken in sorted(found.items(), key=itemgetter(0))
    ])  # fmt: skip


def precedence(captured: str | None, url: str | None) -> tuple[str, str]:
    """Which of two takes of the same bytes is kept: the earlier day, the lesser address, whichever came first."""
    return captured or "9", url or "~"


def forget(connection: Connection, gone: Collection[str], judged: Judged) -> None:
    """Take the readings of captures out of the record; what others told is settled anew."""
    if not gone:
        return
    told = fetch(connection, (stories.c.id, stories.c.voice), stories.c.capture, gone)
    lost = fetch(
        connection,
        (statements.c.id, statements.c.sort, statements.c.entity, statements.c.component),
        statements.c.story,
        {r.id for r in told},
    )
    cells = coverage.cells(connection, {r.id for r in told})
    drop(connection, keys, keys.c.id, {r.id for r in told} | {r.id for r in lost})
    drop(connection, texts, texts.c.story, {r.id for r in told})
    drop(connection, stories, stories.c.capture, gone)
    drop(connection, statements, statements.c.story, {r.id for r in told})
    voices = fetch(connection, (stories.c.id, stories.c.voice), stories.c.voice, {r.voice for r in told})
    revoiced = link_again(connection, [r.id for r in voices])
    touched: dict[str, set[str]] = {}
    for row in lost:
        touched.setdefault(row.sort, set()).add(row.entity if row.sort in ("person", "phrase") else row.component)
    people.recount(connection, touched.get("person", ()), judged)
    alone = {sort: _alone(connection, sort, touched.get(sort, ())) for sort in ("event", "commitment")}
    changed = events.leave(connection, touched.get("event", ())) | events.join_again(
        connection, alone["event"], judged, revoiced
    )
    sat = mechanisms.settle(connection, (), changed, judged, touched.get("session", ()))
    series = figures.settle(
        connection,
        touched.get("figure", set()) | revoiced_groups(connection, "figure", revoiced),
        judged,
        {r.entity for r in lost if r.sort == "figure"},
    )
    named = agreements.settle(
        connection,
        touched.get("agreement", set()) | revoiced_groups(connection, "agreement", revoiced),
        judged,
        {r.entity for r in lost if r.sort == "agreement"},
    )
    phrases.recount(connection, touched.get("phrase", ()), judged)
    commitments.leave(connection, touched.get("commitment", ()))
    commitments.join_again(connection, alone["commitment"], judged, revoiced, Happened(sat, named, series))
    coverage.count(connection, cells)


def _alone(connection: Connection, sort: str, components: Collection[str]) -> list[str]:
    """What is left of these components, each statement for itself."""
    left = fetch(connection, (statements.c.id, statements.c.sort), statements.c.component, components)
    ids = [r.id for r in left if r.sort == sort]
    change(connection, statements, statements.c.component, {identity: identity for identity in ids})
    return ids


def settle_new(connection: Connection, fresh: Sequence[Taken], judged: Judged) -> None:
    """Add the stories and statements of captures that are in the record already, and settle what they touch."""
    told = [s for taken in fresh for s in taken.stories]
    revoiced = add_stories(connection, told)
    day = {s.id: (s.published or "")[:10] or None for s in told}
    by_sort: dict[str, list[Statement]] = {}
    for taken in fresh:
        for statement in taken.statements:
            by_sort.setdefault(statement.sort, []).append(statement)
    met = [(s, day[s.story]) for s in by_sort.get("person", ())]
    _, row_of = people.name_rows(met)
    put(connection, statements, [
        {"id": s.id, "sort": s.sort, "story": s.story, "entity": row_of.get(s.id, ""), "component": s.id,
         "body": json.dumps(s.body, ensure_ascii=False)}
        for found in by_sort.values() for s in found
    ])  # fmt: skip
    put(connection, texts, [row for taken in fresh for row in text_rows(taken)])
    people.add_people(connection, met, judged)
    changed = events.add_events(connection, by_sort.get("event", ()), judged, revoiced)
    sat = mechanisms.settle(connection, by_sort.get("session", ()), changed, judged)
    series = figures.add_figures(connection, by_sort.get("figure", ()), judged, revoiced)
    named = agreements.add_agreements(connection, by_sort.get("agreement", ()), judged, revoiced, changed)
    phrases.add_phrases(connection, by_sort.get("phrase", ()), judged)
    commitments.add_commitments(connection, by_sort.get("commitment", ()), judged, revoiced, Happened(sat, named, series))
    coverage.settle(connection, {s.id for s in told} | revoiced)


def settle_judged(connection: Connection, judgement: Judgement) -> None:
    """Settle what a judgement is about anew, now that it stands, or no longer stands."""
    everything = read_judgements(connection)
    judged = standing(everything)
    if judgement.verdict == "undo":
        by_id = {j.id: j for j in everything}
        undone = by_id.get(judgement.subject)
        while undone is not None and undone.verdict == "undo":  # what was undone stands again
            undone = by_id.get(undone.subject)
        if undone is not None:
            settle_judged_sort(connection, undone, judged)
        return
    settle_judged_sort(connection, judgement, judged)


def settle_judged_sort(connection: Connection, judgement: Judgement, judged: Judged) -> None:
    """Settle the things of one sort that a judgement names."""
    named = [anchor for anchor in (judgement.subject, judgement.object) if anchor]
    sort = judgement.sort
    if sort == "person":
        rows = fetch(connection, (names.c.id, names.c.key, names.c.block), names.c.id, named)
        rows += fetch(connection, (names.c.id, names.c.key, names.c.block), names.c.key, named)
        people.settle_blocks(connection, {r.block for r in rows}, judged)
        return
    rows = fetch(connection, (statements.c.id, statements.c.component), statements.c.id, named)
    components = {r.component for r in rows}
    sat: set[str] = set()
    series: dict[str, commitments.Level] = {}
    named_in: set[str] = set()
    if sort == "event":
        alone = _alone(connection, sort, components)
        changed = events.leave(connection, components) | events.join_again(connection, alone, judged, ())
        sat = mechanisms.settle(connection, (), changed, judged)
        named_in = agreements.add_agreements(connection, (), judged, (), changed)
    elif sort == "session":
        sat = mechanisms.settle(connection, (), (), judged, components)
    elif sort == "figure":
        series = figures.settle(connection, components, judged)
    elif sort == "agreement":
        named_in = agreements.settle(connection, components, judged)
    elif sort == "phrase":
        phrases.recount(connection, named, judged)
    alone = []
    if sort == "commitment":
        alone = _alone(connection, sort, components)
        commitments.leave(connection, components)
    commitments.join_again(connection, alone, judged, (), Happened(sat, named_in, series))


def capture_of(row: Any) -> Capture:
    """The capture that a row of `captures` keeps. Raises `CaptureError` where the row is damaged."""
    try:
        content, fields = zlib.decompress(row.content), json.loads(row.fields)
    except (zlib.error, ValueError) as error:
        raise CaptureError(
            f"capture {row.id}", f"what is stored of it is damaged ({error}); banggiao check tells of all such"
        ) from error
    return Capture("", content, row.media, row.id, row.url, row.captured, fields)
