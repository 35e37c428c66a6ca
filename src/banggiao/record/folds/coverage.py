"""Coverage: how much each outlet told in each month, so that "not in the record" is never sold as "did not happen"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, and_, delete, func, select

from banggiao.record.schema import coverage, statements, stories
from banggiao.record.sql import fetch, put

#: What stands for an outlet or a month that no story tells.
UNKNOWN: Final = ""


def settle(connection: Connection, touched: Collection[str]) -> None:
    """Count the outlets and months of these stories anew."""
    count(connection, cells(connection, touched))


def cells(connection: Connection, told: Collection[str]) -> set[tuple[str, str]]:
    """Outlets and months of stories."""
    rows = fetch(connection, (stories.c.outlet, stories.c.published), stories.c.id, told)
    return {(r.outlet or UNKNOWN, (r.published or UNKNOWN)[:7]) for r in rows}


def count(connection: Connection, of: Collection[tuple[str, str]]) -> None:
    """Count the stories, voices and events of these outlets and months anew."""
    for outlet, month in sorted(of):
        own = stories.c.outlet == outlet if outlet else stories.c.outlet.is_(None)
        then = and_(stories.c.published >= month, stories.c.published < f"{month}~") if month else stories.c.published.is_(None)
        told = connection.execute(select(func.count(), func.count(stories.c.voice.distinct())).where(own, then)).one()
        found = connection.execute(
            select(func.count()).select_from(stories).join(statements, statements.c.story == stories.c.id)
            .where(own, then, statements.c.sort == "event")
        ).scalar_one()  # fmt: skip
        connection.execute(delete(coverage).where(coverage.c.outlet == outlet, coverage.c.month == month))
        if told[0]:
            put(
                connection,
                coverage,
                [{"outlet": outlet, "month": month, "stories": told[0], "voices": told[1], "events": found}],
            )
