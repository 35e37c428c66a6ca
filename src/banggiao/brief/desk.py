"""What every section of a brief works with: the record, the two countries, the words, and citing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date as Day
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import urlsplit

from banggiao.brief.content import Citation, Citations, Sentence
from banggiao.brief.words import Words, short
from banggiao.grammar.tables import rows
from banggiao.record.citing import stories_cited
from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View

Thing = dict[str, Any]

HOME: Final = "VN"
#: Levels at which contacts are told apart, the highest first; which offices they are stands in the list `office_levels`.
LEVELS: Final = ("leader", "deputy", "minister", "vice_minister", "envoy", "other")
#: More things of one list than any brief can use.
_MANY: Final = 1000
#: Marks that turn the direction of writing would turn what stands behind a quote, too.
_TURNING: Final = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


class Desk:
    """A record, asked about Vietnam and one other country as of one day."""

    def __init__(self, store: Store, country: str, words: Words, today: Day) -> None:
        """Ask `store` about `country` (ISO 3166-1 alpha-2)."""
        self.store, self.country, self.words, self.today = store, country, words, today
        self.view = View(store, today=today)
        self._stories: dict[str, Thing] = {}

    @property
    def pair(self) -> frozenset[str]:
        """The two countries."""
        return frozenset((HOME, self.country))

    def asked(self, **more: Any) -> Filters:
        """Filters for what concerns both countries."""
        return Filters(countries=(HOME, self.country), limit=_MANY, **more)

    @cached_property
    def _all(self) -> list[Thing]:
        return [e for e in self.view.events(self.asked()) if e["evidence"]]

    @cached_property
    def undated(self) -> list[Thing]:
        """Events that took place, one does not know when, but by the time of a story; the latest told first."""
        told = [e for e in self._all if e["date"] is None and e["first_told"] and e["status"] in ("held", "ongoing")]
        return sorted(told, key=lambda e: (e["first_told"], e["id"]), reverse=True)

    @cached_property
    def events(self) -> list[Thing]:
        """Every event of the two countries with a date, the latest first."""
        dated = [e for e in self._all if last_day(e["date"]) is not None]
        return sorted(dated, key=lambda e: (last_day(e["date"]) or Day.min, e["sources"], e["id"]), reverse=True)

    @cached_property
    def past(self) -> list[Thing]:
        """Those that took place, the latest first."""
        return [
            e for e in self.events if e["status"] in ("held", "ongoing") and (first_day(e["date"]) or Day.max) <= self.today
        ]

    def sentence(self, text: str, *cited: Citations | None) -> list[Sentence]:
        """The sentence if it can be cited, or none: nothing without evidence."""
        found = [citation for some in cited if some for citation in some]
        kept = tuple(dict.fromkeys(found))
        return [Sentence(unicodedata.normalize("NFC", clean(text)), (kept[0], *kept[1:]))] if kept else []

    def cite(self, evidence: Iterable[Thing], *, naming: Sequence[str] = (), most: int = 2) -> Citations | None:
        """Citations of at most `most` stories: first those that name more of `naming`, then those with outlet and day."""
        rows = [e for e in evidence if e.get("quote", "").strip()]
        self._learn({e["story"] for e in rows})
        best: dict[str, tuple[Any, Citation]] = {}
        for row in rows:
            story = self._stories.get(row["story"])
            if story is None:
                continue
            quote = clean(row["quote"])
            named = sum(name in quote for name in naming)
            rank = (
                -named,
                story["outlet"] is None,
                story["published"] is None,
                story["published"] or "",
                -min(len(quote), 80),
                row["start"],
            )
            if story["id"] not in best or rank < best[story["id"]][0]:
                best[story["id"]] = (rank, _citation(story, quote))
        ranked = [citation for _, citation in sorted(best.values(), key=lambda one: (one[0], one[1].story))][:most]
        return (ranked[0], *ranked[1:]) if ranked else None

    def cite_event(self, event: Thing, most: int = 2) -> Citations | None:
        """Citations of an event, by quotes that name who took part."""
        return self.cite(event["evidence"], naming=[p["name"] for p in event["participants"]], most=most)

    def place(self, event: Thing) -> str:
        """Where an event was: ", tại Vientiane"."""
        return self.words.form("at_place", place=event["place"]) if event["place"] else ""

    def people(self, event: Thing) -> str:
        """Who took part, ours first, by level."""
        order = sorted(event["participants"], key=lambda p: (p["country"] != HOME, LEVELS.index(level_of(p["offices"]))))
        return self.words.people([p for p in order if p["country"] in self.pair] or order)

    def _learn(self, ids: set[str]) -> None:
        unknown = ids - self._stories.keys()
        if unknown:
            self._stories |= stories_cited(self.store, unknown)


def _citation(story: Thing, quote: str) -> Citation:
    host = urlsplit(story["url"] or "").hostname if (story["url"] or "").startswith("http") else None
    # a text without an address is known by the name of the file in which it was found
    outlet = story["outlet"] or story["credit"] or host or PurePath(story["source"] or story["id"]).name
    title = clean(story["title"] or "") or short(clean(story["lead"] or "") or quote, 80)
    return Citation(
        story["id"], clean(outlet) or story["id"], (story["published"] or "")[:10] or None, title, quote, story["url"]
    )


def clean(text: str) -> str:
    """A text of a page on one line, without control characters and marks that turn the direction of writing."""
    kept = "".join(c if ord(c) >= 32 and not 127 <= ord(c) < 160 else " " for c in text if ord(c) not in _TURNING)
    return " ".join(kept.encode("utf-8", "replace").decode("utf-8").replace("\ufffe", "").replace("\uffff", "").split())


def level_of(offices: Iterable[str]) -> str:
    """The highest level of a person's offices: ``leader`` of "Tổng Bí thư, Chủ tịch nước"; ``other`` where none is known."""
    found = [_office_level(office) for office in offices]
    return min(found, key=LEVELS.index, default="other")


def _office_level(office: str) -> str:
    # the longest beginning decides: "Phó Thủ tướng Thường trực" is no "Phó Thủ tướng" by chance but by its words
    matching = [r for r in rows("office_levels") if office == r["form"] or office.startswith(r["form"] + " ")]
    return max(matching, key=lambda r: len(r["form"]))["canonical"] if matching else "other"


def first_day(date: Thing | None) -> Day | None:
    """The first day of a date."""
    days = days_of(date["start"], date["end"]) if date else None
    return days.first if days else None


def last_day(date: Thing | None) -> Day | None:
    """The last day of a date."""
    days = days_of(date["start"], date["end"]) if date else None
    return days.last if days else None
