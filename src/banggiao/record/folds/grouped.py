"""Facts that are one where they have one key: figures and agreements. A key's statements are settled together."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from banggiao.record.schema import conflicts, parties, statements, stories
from banggiao.record.sql import change, drop, fetch, parcels, put, replace
from banggiao.record.statements import Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what the record knows of its story."""

    id: str
    story: str
    voice: str
    outlet: str | None
    published: str | None
    body: dict[str, Any]
    entity: str = ""  # what it was told of before

    @property
    def day(self) -> str:
        """The day on which it was told, empty where no one knows."""
        return (self.published or "")[:10]

    def quote(self) -> dict[str, Any]:
        """Its evidence, as rows carry it."""
        place = self.body["evidence"][0]
        return {
            "statement": self.id,
            "story": self.story,
            "start": place["start"],
            "end": place["end"],
            "quote": place["quote"],
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """A thing that follows from a group: its row, its countries and time, the statements behind it, what is in conflict."""

    row: dict[str, Any]
    countries: Sequence[str]
    time: str
    statements: Sequence[str]
    conflicts: Sequence[dict[str, Any]] = ()


def join(
    connection: Connection,
    sort: str,
    new: Sequence[Statement],
    group_of: Callable[[dict[str, Any], str], str],
    revoiced: Collection[str],
) -> set[str]:
    """Put new statements, which are in the record already, into their groups; gives the groups that are to be settled."""
    published = {
        r.id: r.published for r in fetch(connection, (stories.c.id, stories.c.published), stories.c.id, {s.story for s in new})
    }
    groups = {s.id: group_of(s.body, (published[s.story] or "")[:10]) for s in new}
    change(connection, statements, statements.c.component, groups)
    return set(groups.values()) | groups_told_in(connection, sort, revoiced)


def groups_told_in(connection: Connection, sort: str, told: Collection[str]) -> set[str]:
    """The groups of which these stories tell."""
    rows = fetch(connection, (statements.c.component, statements.c.sort), statements.c.story, told)
    return {row.component for row in rows if row.sort == sort}


def said_in(connection: Connection, sort: str, groups: Collection[str]) -> Mapping[str, list[Said]]:
    """The statements of each group, the first told first."""
    out: dict[str, list[Said]] = {group: [] for group in groups}
    columns = (
        statements.c.id,
        statements.c.component,
        statements.c.story,
        statements.c.body,
        statements.c.entity,
        stories.c.voice,
        stories.c.outlet,
        stories.c.published,
    )
    for parcel in parcels(sorted(groups)):
        wanted = (
            select(*columns)
            .join(stories, stories.c.id == statements.c.story)
            .where(statements.c.component.in_(parcel), statements.c.sort == sort)
        )
        for r in connection.execute(wanted):
            out[r.component].append(Said(r.id, r.story, r.voice, r.outlet, r.published, json.loads(r.body), r.entity))
    for found in out.values():
        found.sort(key=lambda s: (s.published or "9", s.id))
    return out


def write(connection: Connection, table: Table, sort: str, settled: Sequence[Settled], gone: Collection[str]) -> None:
    """Put settled things in the place of those that were there: `gone` are the ids of all that the groups had before."""
    drop(connection, parties, parties.c.id, set(gone) | {s.row["id"] for s in settled})
    drop(connection, conflicts, conflicts.c.about, set(gone) | {s.row["id"] for s in settled})
    replace(connection, table, table.c.id, [s.row for s in settled], gone)
    put(connection, parties, [
        {"country": country, "sort": sort, "time": s.time, "id": s.row["id"]}
        for s in settled for country in dict.fromkeys(s.countries)
    ])  # fmt: skip
    put(connection, conflicts, [
        row | {"body": json.dumps(row["body"], ensure_ascii=False)} for s in settled for row in s.conflicts
    ])  # fmt: skip
    entity = {statement: s.row["id"] for s in settled for statement in s.statements}
    now = {r.id: r.entity for r in fetch(connection, (statements.c.id, statements.c.entity), statements.c.id, entity)}
    change(connection, statements, statements.c.entity, {at: to for at, to in entity.items() if now[at] != to})
