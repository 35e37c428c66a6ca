"""Stories by their words, on SQLite (FTS5) and PostgreSQL (tsvector) alike, and what they may be narrowed by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, column, select, table, text

from banggiao.record.schema import event_countries, events, mechanisms, names, persons, statements, stories, texts
from banggiao.record.sql import fetch
from banggiao.record.store import Store

Thing = dict[str, Any]
#: So many of the newest stories found are counted for what they may be narrowed by.
COUNTED: Final = 1000
_PERSONS: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: every phrase of `phrases`, a word being a phrase of one.

    As written where `exact`, else without diacritics.
    """

    phrases: tuple[tuple[str, ...], ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What stories are narrowed by; None lets everything through.

    `person` is an id, `kind` that of an event told, `year` the story's.
    """

    country: str | None = None
    kind: str | None = None
    year: str | None = None
    person: str | None = None
    outlet: str | None = None


def stories_with(
    store: Store, wanted: Wanted, narrowing: Narrowing, *, limit: int, before: int | None = None
) -> tuple[list[Thing], int | None]:
    """Stories with these words, the newest day first, and the number to go on before, None at the end."""
    with store.asking() as connection:
        query = _query(store, wanted, narrowing, before).limit(limit + 1)
        found = connection.execute(query, _match(wanted, store.is_sqlite)).all()
        page = found[:limit]
        rows = {r.id: r for r in fetch(connection, stories, stories.c.id, [r.story for r in page])}
        told = _quotes(connection, list(rows))
    out = [
        {"id": r.id, "title": r.title, "lead": r.lead, "published": r.published, "outlet": r.outlet, "url": r.url,
         "kind": r.kind, "voice": r.voice, "quotes": told.get(r.id, [])}
        for r in (rows[one.story] for one in page)
    ]  # fmt: skip
    return out, page[-1].number if len(found) > limit else None


def facets_of(store: Store, wanted: Wanted, narrowing: Narrowing) -> tuple[int, dict[str, dict[str, int]]]:
    """How many stories there are, up to `COUNTED`, and how many of them are of each country, kind, year, person and outlet."""
    with store.asking() as connection:
        query = _query(store, wanted, narrowing, None).limit(COUNTED)
        found = connection.execute(query, _match(wanted, store.is_sqlite)).all()
        ids = [r.story for r in found]
        counted: dict[str, Counter[str]] = {name: Counter() for name in ("country", "kind", "year", "person", "outlet")}
        for row in fetch(connection, (stories.c.published, stories.c.outlet), stories.c.id, ids):
            counted["year"].update([row.published[:4]] if row.published else [])
            counted["outlet"].update([row.outlet] if row.outlet else [])
        told = fetch(connection, (statements.c.story, statements.c.sort, statements.c.entity), statements.c.story, ids)
        happened = {(r.story, r.entity) for r in told if r.sort == "event"}
        kinds = {
            r.id: r.kind
            for r in fetch(connection, (events.c.id, events.c.kind), events.c.id, {entity for _, entity in happened})
        }
        lands: dict[str, set[str]] = {}
        concerned = (event_countries.c.event, event_countries.c.country)
        for row in fetch(connection, concerned, event_countries.c.event, kinds):
            lands.setdefault(row.event, set()).add(row.country)
        counted["kind"].update(kind for _, kind in {(s, kinds[e]) for s, e in happened if e in kinds})
        counted["country"].update(land for _, land in {(s, land) for s, e in happened for land in lands.get(e, ())})
        met = {(r.story, r.entity) for r in told if r.sort == "person"}
        person = {
            r.id: r.person for r in fetch(connection, (names.c.id, names.c.person), names.c.id, {entity for _, entity in met})
        }
        counted["person"].update(who for _, who in {(s, person[e]) for s, e in met if e in person})
    return len(found), {name: _most(count) for name, count in counted.items()}


def _most(count: Counter[str]) -> dict[str, int]:
    return dict(sorted(count.items(), key=lambda one: (-one[1], one[0]))[:_PERSONS])


def persons_with(store: Store, words: Sequence[str]) -> list[Thing]:
    """Persons whose names have all these words without diacritics, those named most often first."""
    if not words:
        return []
    wanted = select(persons.c.id, persons.c.name, persons.c.country, persons.c.folded, persons.c.times)
    wanted = wanted.order_by(persons.c.times.desc(), persons.c.id)
    for word in words:
        wanted = wanted.where(persons.c.folded.contains(word, autoescape=True))
    with store.asking() as connection:
        rows = connection.execute(wanted.limit(10 * _PERSONS)).all()
    named = [r for r in rows if set(words) <= set(r.folded.split())]
    return [{"id": r.id, "name": r.name, "country": r.country, "times": r.times} for r in named[:_PERSONS]]


def all_mechanisms(store: Store) -> list[Thing]:
    """Every mechanism by name."""
    with store.asking() as connection:
        wanted = select(mechanisms.c.id, mechanisms.c.name, mechanisms.c.body).order_by(mechanisms.c.name, mechanisms.c.id)
        rows = connection.execute(wanted).all()
    return [{"id": r.id, "name": r.name, "countries": json.loads(r.body)["countries"]} for r in rows]


def names_of(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The names of persons by id."""
    with store.asking() as connection:
        return {r.id: r.name for r in fetch(connection, (persons.c.id, persons.c.name), persons.c.id, ids)}


def _query(store: Store, wanted: Wanted, narrowing: Narrowing, before: int | None) -> Select[Any]:
    out = select(texts.c.number, texts.c.story)
    number: Any = texts.c.number
    if store.is_sqlite:  # the index gives the rows in their order, so that a common word costs no more than a rare one
        index = table("texts_words", column("rowid"))
        number = index.c.rowid
        out = out.join_from(index, texts, texts.c.number == index.c.rowid).where(text("texts_words MATCH :looked"))
    else:
        side = "words" if wanted.exact else "plain"
        for at in range(len(wanted.phrases)):
            out = out.where(text(f"to_tsvector('simple', texts.{side}) @@ phraseto_tsquery('simple', :looked{at})"))
    if before is not None:
        out = out.where(number < before)
    if narrowing.year or narrowing.outlet:
        out = out.join(stories, stories.c.id == texts.c.story)
        if narrowing.year:
            out = out.where(stories.c.published >= narrowing.year, stories.c.published < narrowing.year + "~")
        if narrowing.outlet:
            out = out.where(stories.c.outlet == narrowing.outlet)
    entity = statements.c.entity
    for value, sort, own in (
        (narrowing.kind, "event", and_(events.c.id == entity, events.c.kind == narrowing.kind)),
        (narrowing.country, "event", and_(event_countries.c.event == entity, event_countries.c.country == narrowing.country)),
        (narrowing.person, "person", and_(names.c.id == entity, names.c.person == narrowing.person)),
    ):
        if value:
            told = select(statements.c.id).where(statements.c.story == texts.c.story, statements.c.sort == sort, own)
            out = out.where(told.correlate(texts).exists())
    return out.order_by(number.desc())


def _match(wanted: Wanted, sqlite: bool) -> dict[str, str]:
    """What is looked for, as the database wants it told; the words are letters and digits only."""
    if not sqlite:
        return {f"looked{at}": " ".join(phrase) for at, phrase in enumerate(wanted.phrases)}
    side = "words" if wanted.exact else "plain"
    return {"looked": " AND ".join(f'{side} : "{" ".join(phrase)}"' for phrase in wanted.phrases)}


def _quotes(connection: Connection, ids: Sequence[str]) -> dict[str, list[Thing]]:
    """The quotes of each story's statements, each once."""
    out: dict[str, dict[str, Thing]] = {}
    told = (statements.c.story, statements.c.sort, statements.c.entity, statements.c.body)
    for row in fetch(connection, told, statements.c.story, ids):
        for e in json.loads(row.body)["evidence"]:
            quote = {"sort": row.sort, "of": row.entity, "quote": e["quote"], "start": e["start"], "end": e["end"]}
            out.setdefault(row.story, {}).setdefault(e["quote"], quote)
    return {story: sorted(quotes.values(), key=lambda one: (one["start"], one["quote"])) for story, quotes in out.items()}
