"""What is needed to cite a story: its title, where it was published and when."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from banggiao.record.schema import origins, stories
from banggiao.record.sql import fetch
from banggiao.record.store import Store

Thing = dict[str, Any]


def stories_cited(store: Store, ids: Collection[str]) -> dict[str, Thing]:
    """The stories of these ids: ``id, title, lead, outlet, credit, published, url, source``; unknown ids are left out.

    `source` is the first place, in order of name, where the story's capture was found.
    """
    columns = (
        stories.c.id,
        stories.c.capture,
        stories.c.title,
        stories.c.lead,
        stories.c.outlet,
        stories.c.credit,
        stories.c.published,
        stories.c.url,
    )
    with store.asking() as connection:
        rows = fetch(connection, columns, stories.c.id, ids)
        places = fetch(connection, (origins.c.capture, origins.c.source), origins.c.capture, {r.capture for r in rows})
    found: dict[str, str] = {}
    for place in sorted(places, key=lambda p: p.source, reverse=True):
        found[place.capture] = place.source
    return {
        r.id: {
            "id": r.id,
            "title": r.title,
            "lead": r.lead,
            "outlet": r.outlet,
            "credit": r.credit,
            "published": r.published,
            "url": r.url,
            "source": found.get(r.capture),
        }
        for r in rows
    }
