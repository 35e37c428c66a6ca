"""What a name may mean in a record: persons by any spelling, standing mechanisms by the beginning of their names."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy import Connection, or_, select

from banggiao.record.naming import name_key, plain
from banggiao.record.schema import mechanisms, names, persons
from banggiao.record.sql import fetch
from banggiao.record.store import Store

#: So many words of a mechanism's name must be said, or all where it has fewer.
_SAID: Final = 3


class Called(NamedTuple):
    """A mechanism that a text names by the first `words` words of its `stem`, the name without its countries, folded."""

    id: str
    name: str
    stem: str
    countries: tuple[str, ...]
    words: int


def persons_called(store: Store, name: str, country: str | None) -> tuple[str, ...]:
    """Ids of the persons a name may mean, those of `country` where there are any: "Xi Jinping" of CN.

    A name of one word is a person's who alone bears it.
    """
    with store.asking() as connection:
        keys = {name_key(name, land) for land in (None, "VN", "LA", country)}
        rows = fetch(connection, (names.c.person, names.c.country), names.c.key, keys)
        found = {(r.person, r.country) for r in rows} or _by_words(connection, plain(name))
    own = {person for person, land in found if country and land == country}
    return tuple(sorted(own or {person for person, _ in found}))


def _by_words(connection: Connection, folded: str) -> set[tuple[str, str]]:
    """Persons by the whole folded name, or the one who alone has this one word in it."""
    column = persons.c.folded
    rows = connection.execute(select(persons.c.id, persons.c.country).where(column == folded)).all()
    if not rows and folded and " " not in folded:
        escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        like = (
            column.like(f"{escaped} %", escape="\\"),
            column.like(f"% {escaped}", escape="\\"),
            column.like(f"% {escaped} %", escape="\\"),
        )
        rows = connection.execute(select(persons.c.id, persons.c.country).where(or_(*like))).all()
        rows = rows if len(rows) == 1 else []
    return {(r.id, r.country or "") for r in rows}


def mechanisms_called(store: Store, text: str, between: Collection[str]) -> tuple[Called, ...]:
    """The mechanisms named in a text, those most fully named; of countries `between` which nothing else is."""
    folded = f" {plain(text)} "
    with store.asking() as connection:
        rows = connection.execute(select(mechanisms.c.id, mechanisms.c.name, mechanisms.c.body)).all()
    found = []
    for row in rows:
        body = json.loads(row.body)
        stem = body["key"].partition("|")[0]
        lands = tuple(body["countries"])
        said = _said(stem.split(), folded)
        if said and (not between or not lands or set(between) <= set(lands)):
            found.append(Called(row.id, row.name, stem, lands, said))
    most = max((one.words for one in found), default=0)
    return tuple(sorted((one for one in found if one.words == most), key=lambda one: (len(one.stem), one.id)))


def _said(words: list[str], folded: str) -> int:
    for count in range(len(words), min(_SAID, len(words)) - 1, -1):
        if f" {' '.join(words[:count])} " in folded:
            return count
    return 0
