"""What a feed is about, and what the record tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any

from banggiao.brief.words import Words, words_of
from banggiao.errors import BangGiaoError
from banggiao.grammar.tables import rows
from banggiao.record.filters import Filters
from banggiao.record.ids import sort_of
from banggiao.record.store import Store
from banggiao.record.view import View

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A relationship (``VN-LA``), a person or a mechanism (by id), as of a day.

    `name` is what the feed is called; `events` are the newest first, `mechanisms` have their ledgers, `commitments` what
    became of them.
    """

    id: str
    name: str
    language: str
    events: tuple[Thing, ...]
    mechanisms: tuple[Thing, ...]
    commitments: tuple[Thing, ...]

    @property
    def words(self) -> Words:
        """The words of the feed's language."""
        return words_of(self.language)


def subject_of(store: Store, which: str, *, language: str = "vi", today: Day | None = None, limit: int = 100) -> Subject:
    """The subject of the feed called `which`, with its newest `limit` events.

    Raises `BangGiaoError` where it is neither two countries nor the id of a person or mechanism in the record.
    """
    view = View(store, today=today)
    words = words_of(language)
    asked = Filters(limit=limit)
    sort = sort_of(which)
    if sort is None:
        codes = _countries(which)
        asked = replace(asked, countries=codes)
        name = " – ".join(words.country(code) for code in codes)
        return Subject(
            which.upper(),
            name,
            language,
            tuple(view.events(asked)),
            tuple(m for m in view.mechanisms(asked) if set(m["countries"]) == set(codes)),
            tuple(c for c in view.commitments(asked) if set(c["countries"]) == set(codes)),
        )
    found = view.show(which) if sort in ("person", "mechanism") else None
    if found is None:
        raise BangGiaoError(f"'{which}' is no relationship such as VN-LA and no person or mechanism of the record")
    if sort == "person":
        return Subject(found["id"], found["name"], language, tuple(view.events_of(found["id"], asked)), (), ())
    sat = tuple(view.events(replace(asked, mechanism=found["key"])))
    return Subject(found["id"], found["name"], language, sat, (found,), ())


def _countries(which: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(which.upper().split("-")))
    known = {row["canonical"] for row in rows("countries")}
    if len(codes) < 2 or not known.issuperset(codes):
        raise BangGiaoError(f"'{which}' is no relationship such as VN-LA and no person or mechanism of the record")
    return codes


def caption(event: Thing, words: Words) -> str:
    """An event in one line: "Thăm cấp Nhà nước: Tô Lâm (Việt Nam – Lào)"."""
    kind = words.name("visits", event["level"]) if event["level"] else words.name("kinds", event["kind"])
    lands = " – ".join(words.country(code) for code in event["countries"])
    if event["mechanism"]:
        told = event["mechanism"] + (f", {event['session']}" if event["session"] else "")
    else:
        told = words.people(event["participants"])
    text = f"{kind}: {told} ({lands})" if told and lands else f"{kind}: {told or lands}"
    return text[:1].upper() + text[1:]
