"""Things by their names: exact on diacritics, and without them for whoever types none."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, select

from banggiao.record.naming import plain
from banggiao.record.schema import agreements, mechanisms, names, persons, phrases, sessions, statements
from banggiao.record.sql import fetch
from banggiao.record.store import Store

Thing = dict[str, Any]

_NAMED: Final[tuple[tuple[str, Table, Column[Any]], ...]] = (
    ("mechanism", mechanisms, mechanisms.c.name),
    ("agreement", agreements, agreements.c.name),
    ("phrase", phrases, phrases.c.phrase),
)


def named(store: Store, text: str, limit: int = 20) -> list[Thing]:
    """People, mechanisms, agreements and set phrases with `text` in their names: ``sort, id, name, countries, evidence``.

    A text with diacritics finds only names with these: "án" does not find "an". One without finds both: "Dang" finds "Đảng".
    People come first, those named most often; then the others, short names before long ones.
    """
    sought, bare = _exact(text), plain(text)
    if not bare:
        return []
    accented = sought != bare
    with store.asking() as connection:
        rows = connection.execute(
            select(persons.c.id, persons.c.name, persons.c.country, persons.c.body)
            .where(persons.c.folded.contains(bare, autoescape=True))
            .order_by(persons.c.times.desc(), persons.c.id)
        ).all()
        people = [
            r for r in rows if not accented or any(_begins(sought, _exact(n)) for n in (r.name, *json.loads(r.body)["also"]))
        ]
        quotes = _quotes(connection, [r.id for r in people[:limit]])
        out: list[Thing] = [
            {
                "sort": "person",
                "id": r.id,
                "name": r.name,
                "countries": [r.country] if r.country else [],
                "evidence": quotes.get(r.id, []),
            }
            for r in people[:limit]
        ]
        others: list[Thing] = []
        for sort, table, column in _NAMED:
            others += [
                {"sort": sort, "id": r.id, "name": r.name, **_about(sort, json.loads(r.body))}
                for r in connection.execute(select(table.c.id, column.label("name"), table.c.body))
                if (_begins(sought, _exact(r.name)) if accented else _begins(bare, plain(r.name)))
            ]
        others.sort(key=lambda thing: (len(thing["name"]), thing["id"]))
        found = [*out, *others][:limit]
        sat = fetch(connection, (sessions.c.mechanism, sessions.c.body), sessions.c.mechanism, [t["id"] for t in found])
    told = {r.mechanism: json.loads(r.body)["evidence"][:1] for r in sat}
    return [thing | {"evidence": thing["evidence"] or told.get(thing["id"], [])} for thing in found]


def _about(sort: str, body: Thing) -> Thing:
    evidence = body["evidence"][:1] if "evidence" in body else [body["first"]] if sort == "phrase" else []
    return {"countries": body["countries"], "evidence": evidence}


def _quotes(connection: Connection, ids: list[str]) -> dict[str, list[Thing]]:
    """One quote that names each of these persons."""
    rows = fetch(connection, (names.c.id, names.c.person), names.c.person, ids)
    person_of = {r.id: r.person for r in rows}
    columns = (statements.c.id, statements.c.entity, statements.c.story, statements.c.body)
    out: dict[str, list[Thing]] = {}
    for r in sorted(fetch(connection, columns, statements.c.entity, person_of), key=lambda r: r.id):
        evidence = json.loads(r.body)["evidence"]
        if evidence:
            out.setdefault(person_of[r.entity], [evidence[0] | {"statement": r.id, "story": r.story}])
    return out


def _begins(sought: str, name: str) -> bool:
    """True where `sought` begins a word of `name`."""
    return f" {sought}" in f" {name}"


def _exact(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
