"""Tenures: who held which office from when to when, by the reference list and by what pages said on which days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from banggiao.record.days import days_of
from banggiao.record.identity import Identity, NameRow
from banggiao.record.ids import make_id
from banggiao.record.reference import Held

_AS_NAMED: Final = "from the first to the last day on which pages named it"


def tenures_of(person: Identity) -> list[dict[str, Any]]:
    """The rows of a person's tenures: a term of the list with what was seen of it, or what was seen alone.

    An office met outside every listed term ("nguyên" left out, a slip of the pen, a term the list does not know) has a row of
    its own without start and end.
    """
    out = [_row(person, term.office, term, _seen(person, term.office, term)) for term in person.reference]
    listed: dict[str, list[Held]] = {}
    for term in person.reference:
        listed.setdefault(term.office, []).append(term)
    for office in sorted({office for row in person.rows for office in row.offices}):
        terms = listed.get(office, ())
        rows = [row for row in _seen(person, office, None) if not any(_within(row, term) for term in terms)]
        if terms:
            rows = [row for row in rows if row.first]  # told on no known day, it is the listed term
        if rows:
            out.append(_row(person, office, None, rows))
    return list({row["id"]: row for row in out}.values())


def _seen(person: Identity, office: str, term: Held | None) -> list[NameRow]:
    return [row for row in person.rows if office in row.offices and (term is None or _within(row, term))]


def _within(row: NameRow, term: Held) -> bool:
    days = days_of(row.first, row.last)
    return days is not None and term.covers(days)


def _row(person: Identity, office: str, term: Held | None, rows: list[NameRow]) -> dict[str, Any]:
    days = sorted(day for row in rows for day in (row.first, row.last) if day)
    body = {
        "person": person.id, "name": person.name, "office": office, "country": person.country,
        "start": term.start if term else None, "end": term.end if term else None,
        "first_seen": days[0] if days else None, "last_seen": days[-1] if days else None,
        "times": sum(row.times for row in rows),
        "basis": "stated" if term else "derived",
        "why": f"the list of office holders ({term.source})" if term else _AS_NAMED,
        "spells": list(_spells(rows)),
    }  # fmt: skip
    identity = make_id("tenure", person.id, office, body["start"], "" if term else "seen")
    return {
        "id": identity, "person": person.id, "name": person.name, "office": office, "country": person.country,
        "start": body["start"], "end": body["end"], "first_seen": body["first_seen"], "last_seen": body["last_seen"],
        "times": body["times"], "body": json.dumps({"id": identity, **body}, ensure_ascii=False),
    }  # fmt: skip


def _spells(rows: list[NameRow]) -> Iterator[str]:
    """The months in which the office was told, without repeating one."""
    yield from sorted({row.month for row in rows if row.month})
