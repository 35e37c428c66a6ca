"""Searches and answers as the API and the assistants' tools give them: plain objects with ids that lead on, and quotes."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

from banggiao.ask import answer, search
from banggiao.ask.search import Hit
from banggiao.record.search import Narrowing
from banggiao.record.store import Store

Thing = dict[str, Any]


def found(store: Store, text: str, narrowing: Narrowing, *, limit: int, after: str | None) -> Thing:
    """What has the words of `text`: people and mechanisms by name, and stories with the quotes that have them."""
    results = search(store, text, narrowing, limit=limit, after=after)
    return {
        "q": results.query, "exact": results.exact, "people": list(results.persons), "mechanisms": list(results.mechanisms),
        "stories": [_story(hit) for hit in results.hits], "facets": results.facets, "total": results.total,
        "after": results.after,
    }  # fmt: skip


def _story(hit: Hit) -> Thing:
    return {
        "id": hit.id, "kind": hit.kind, "title": hit.title and hit.title.text, "lead": hit.lead and hit.lead.text,
        "published": hit.published, "outlet": hit.outlet, "url": hit.url,
        "quotes": [{"sort": sort, "of": _leading_on(sort, of), "quote": quote.text} for sort, of, quote in hit.quotes],
    }  # fmt: skip


def _leading_on(sort: str, identity: str) -> str:
    """The id by which a thing is shown: of a name that a story gives, the person who bears it."""
    return f"pe-{identity[3:]}" if sort == "person" else identity


def answered(store: Store, question: str, today: Day) -> Thing:
    """The answer to a question as of a day, with its quotes; or that there is none, and what the record has of that time."""
    return answer(store, question, today=today).as_json()
