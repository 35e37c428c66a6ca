"""Pages of lists: the cursor with which the next page goes on, and a token that changes whenever the record does."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, func, select, text

from banggiao.record.filters import Filters
from banggiao.record.schema import (
    SCHEMA,
    agreements,
    commitments,
    conflicts,
    events,
    figures,
    judgements,
    persons,
    phrases,
    sessions,
)
from banggiao.record.store import Store
from banggiao.record.view import View

Thing = dict[str, Any]

#: Lists that go on after a cursor ``time~id``, with the column they go by.
_BY_TIME: Final[dict[str, tuple[Column[Any], Column[Any]]]] = {
    "events": (events.c.time, events.c.id),
    "people": (persons.c.times, persons.c.id),
    "sessions": (sessions.c.time, sessions.c.id),
    "figures": (figures.c.time, figures.c.id),
    "commitments": (commitments.c.time, commitments.c.id),
    "agreements": (agreements.c.time, agreements.c.id),
    "phrases": (phrases.c.last, phrases.c.id),
    "conflicts": (conflicts.c.time, conflicts.c.id),
}
#: Lists that are short, and go on after so many.
_BY_NUMBER: Final = ("tenures", "mechanisms", "sources", "coverage", "doubts")
LISTS: Final = (*_BY_TIME, *_BY_NUMBER, "judgements")
#: A list without a time to go by is not walked further than this.
MOST: Final = 9_999


def cursor_pattern(name: str) -> str:
    """What the cursors of a list look like."""
    if name not in _BY_TIME:
        return r"^~[0-9]{1,4}$"
    return r"^[0-9]{1,9}~pe-[0-9a-f]{16}$" if name == "people" else r"^[-0-9T:]{0,16}~[a-z]{2}-[0-9a-f]{16}$"


class Page(NamedTuple):
    """Things of a list, and the cursor of the next page; None at the end."""

    things: list[Thing]
    after: str | None


def page(store: Store, view: View, name: str, filters: Filters) -> Page:
    """One page of the list `name`, one of `LISTS`. Raises `ValueError` where its cursor is none of this list."""
    if filters.after is not None and re.fullmatch(cursor_pattern(name), filters.after) is None:
        raise ValueError("no cursor of this list")
    if name not in _BY_TIME:
        return _by_number(view, name, filters)
    found: list[Thing] = getattr(view, name)(replace(filters, limit=filters.limit + 1))
    things = found[: filters.limit]
    if len(found) <= filters.limit or not things:
        return Page(things, None)
    time, key = _BY_TIME[name]
    with store.asking() as connection:
        at = connection.execute(select(time).where(key == things[-1]["id"])).scalar_one()
    return Page(things, f"{at}~{things[-1]['id']}")


def _by_number(view: View, name: str, filters: Filters) -> Page:
    passed = 0
    if filters.after is not None:
        passed = int(filters.after[1:])
    upto = passed + filters.limit
    wanted = replace(filters, limit=upto + 1, after=None)
    found: list[Thing] = view.judgements() if name == "judgements" else getattr(view, name)(wanted)
    more = len(found) > upto and upto <= MOST
    return Page(found[passed:upto], f"~{upto}" if more else None)


def state(store: Store) -> str:
    """A short token of the record as it stands: another one after anything was written, the same one while nothing is.

    Of a file it is made of the sizes and times of its parts, of a server of the transactions that it knows: neither reads a
    table. It is never the same after a change; it may change without one.
    """
    parts: list[object] = [SCHEMA, store.where]
    if store.is_sqlite:
        for name in (store.where, f"{store.where}-wal"):
            path = Path(name)
            found = path.stat() if path.exists() else None
            parts.append((found.st_mtime_ns, found.st_size) if found else None)
        with store.asking() as connection:
            parts.append(connection.execute(select(func.count()).select_from(judgements)).scalar_one())
    else:
        with store.asking() as connection:
            parts.append(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one())
    return blake2b(repr(parts).encode(), digest_size=9).hexdigest()
