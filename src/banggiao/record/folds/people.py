"""Persons and tenures in the record: names are counted as they come, and settled block by block where something is new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from banggiao.record.identity import Doubt, Identity, NameRow, block_of, identities
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.naming import name_key, plain
from banggiao.record.schema import doubts, names, persons, statements, tenures
from banggiao.record.sql import drop, fetch, put, replace
from banggiao.record.statements import Statement
from banggiao.record.tenures import tenures_of


def name_rows(new: Iterable[tuple[Statement, str | None]]) -> tuple[dict[str, NameRow], dict[str, str]]:
    """The rows of `names` that statements on people add, with the day each was told; and the row of each statement."""
    out: dict[str, NameRow] = {}
    row_of: dict[str, str] = {}
    for statement, day in new:
        body = statement.body
        country = body["country"] or ""
        offices = tuple(sorted(body["offices"]))
        identity = make_id("reference", body["name"], country, *offices, "", (day or "")[:7])
        row_of[statement.id] = identity
        old = out.get(identity)
        key = name_key(body["name"], body["country"])
        out[identity] = NameRow(
            identity, key, body["name"], country, offices, (day or "")[:7],
            _least(old.first if old else None, day), _most(old.last if old else None, day), 1 + (old.times if old else 0),
        )  # fmt: skip
    return out, row_of


def _least(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)


def _most(one: str | None, other: str | None) -> str | None:
    return max(filter(None, (one, other)), default=None)


def add_people(connection: Connection, new: Sequence[tuple[Statement, str | None]], judged: Judged) -> set[str]:
    """Count the names that were met and settle the blocks in which anything is new; gives the ids of statements' name rows."""
    rows, row_of = name_rows(new)
    known = {row.id: row for row in fetch(connection, names, names.c.id, rows)}
    merged: list[dict[str, Any]] = []
    for identity, row in rows.items():
        old = known.get(identity)
        merged.append({
            "id": identity, "block": block_of(row.key), "key": row.key, "name": row.name, "country": row.country,
            "office": json.dumps(row.offices, ensure_ascii=False), "month": row.month,
            "first": _least(old.first if old else None, row.first), "last": _most(old.last if old else None, row.last),
            "times": row.times + (old.times if old else 0), "person": old.person if old else "",
        })  # fmt: skip
    replace(connection, names, names.c.id, merged)
    settle_blocks(connection, {row["block"] for row in merged}, judged)
    return set(row_of.values())


def recount(connection: Connection, gone: Collection[str], judged: Judged) -> None:
    """Count the name rows `gone` anew from the statements that are left, and settle their blocks."""
    from banggiao.record.schema import stories

    blocks = {row.block for row in fetch(connection, (names.c.id, names.c.block), names.c.id, gone)}
    blocks = set(_brought_together(connection, blocks, judged))  # before the row goes that a judgement names
    drop(connection, names, names.c.id, gone)
    left = fetch(connection, statements, statements.c.entity, gone)
    days = {
        r.id: r.published for r in fetch(connection, (stories.c.id, stories.c.published), stories.c.id, {r.story for r in left})
    }
    new = [(Statement(r.id, r.sort, r.story, json.loads(r.body)), (days[r.story] or "")[:10] or None) for r in left]
    add_people(connection, new, judged)
    settle_blocks(connection, blocks, judged)


def settle_blocks(connection: Connection, blocks: Collection[str], judged: Judged) -> None:
    """Settle who is who in whole blocks, with their tenures and doubts; blocks that a judgement brings together as one."""
    root_of = _brought_together(connection, blocks, judged)
    blocks = root_of.keys()
    everybody = fetch(connection, names, names.c.block, blocks)
    by_block: dict[str, list[NameRow]] = {}
    for r in everybody:
        by_block.setdefault(root_of[r.block], []).append(_name_row(r))
    found: list[tuple[str, Identity]] = []
    unsure: list[tuple[str, Doubt]] = []
    for block in sorted(by_block):
        one, two = identities(by_block[block], judged.one("person"), judged.two("person"))
        found += [(block, person) for person in one]
        unsure += [(block, doubt) for doubt in two]
    gone = {row.id for row in fetch(connection, (persons.c.id, persons.c.block), persons.c.block, blocks)}
    drop(connection, tenures, tenures.c.person, gone | {person.id for _, person in found})
    replace(connection, persons, persons.c.id, [_person(block, person, judged) for block, person in found], gone)
    put(connection, tenures, [row for _, person in found if not _wrong(person, judged) for row in tenures_of(person)])
    drop(connection, doubts, doubts.c.block, blocks)
    put(connection, doubts, [
        {"id": make_id("doubt", d.one, d.other), "sort": "person", "block": block, "one": d.one, "other": d.other, "why": d.why}
        for block, d in unsure
    ])  # fmt: skip
    owner = {row.id: person.id for _, person in found for row in person.rows}
    moved = [dict(r._mapping) | {"person": owner[r.id]} for r in everybody if r.person != owner[r.id]]
    replace(connection, names, names.c.id, moved)


def _brought_together(connection: Connection, blocks: Collection[str], judged: Judged) -> dict[str, str]:
    """From each block, and every other that judgements make one with it, to the least of those."""
    root: dict[str, str] = {}

    def find(block: str) -> str:
        while root.setdefault(block, block) != block:
            block = root[block]
        return block

    pairs = [tuple(sorted(pair)) for pair in judged.one("person") if len(pair) == 2]
    rows = fetch(connection, (names.c.id, names.c.block), names.c.id, {anchor for pair in pairs for anchor in pair})
    block_of_row = {r.id: r.block for r in rows}
    for pair in pairs:
        one, other = sorted(find(block_of_row.get(anchor) or block_of(anchor)) for anchor in pair)
        root[other] = one
    wanted = {find(block) for block in blocks}
    return {block: find(block) for block in [*root] if find(block) in wanted}


def _wrong(person: Identity, judged: Judged) -> bool:
    return judged.wrong(row.id for row in person.rows)


def _name_row(row: Any) -> NameRow:
    return NameRow(
        row.id, row.key, row.name, row.country, tuple(json.loads(row.office)), row.month, row.first, row.last, row.times
    )


def _person(block: str, person: Identity, judged: Judged) -> dict[str, Any]:
    spelt = person.names
    offices = Counter({office: 0 for row in person.rows for office in row.offices})
    for row in person.rows:
        for office in row.offices:
            offices[office] += row.times
    days = sorted(day for row in person.rows for day in (row.first, row.last) if day)
    body: dict[str, Any] = {
        "id": person.id, "name": person.name, "country": person.country,
        "also": [name for name, _ in sorted(spelt.items(), key=lambda pair: (-pair[1], pair[0])) if name != person.name],
        "offices": [office for office, _ in sorted(offices.items(), key=lambda pair: (-pair[1], pair[0]))],
        "times": sum(spelt.values()), "first_told": days[0] if days else None, "last_told": days[-1] if days else None,
        "keys": sorted({row.key for row in person.rows}), "reasons": person.reasons,
    }  # fmt: skip
    body = judged.corrected(body, [row.id for row in person.rows]) | {"wrong": _wrong(person, judged)}
    return {
        "id": person.id, "block": block, "name": body["name"], "country": body["country"], "folded": plain(body["name"]),
        "times": body["times"], "first": body["first_told"], "last": body["last_told"],
        "body": json.dumps(body, ensure_ascii=False),
    }  # fmt: skip
