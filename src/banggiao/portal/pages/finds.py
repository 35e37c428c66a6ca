"""A search: stories with its words, the sentences that have them, and what the stories found may be narrowed by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from banggiao.ask.search import Hit, Marked, Results
from banggiao.ask.search import search as search_in
from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Page
from banggiao.portal.filtering import KINDS, Absurd, words_asked
from banggiao.portal.parts import href, outlet_href
from banggiao.record.search import Narrowing

#: What narrows a search: the name in an address, what it may be, and an example for whoever wrote it otherwise.
_NARROWS: Final = {
    "with": ("[A-Z]{2}", "LA"),
    "kind": ("|".join(KINDS), ", ".join(KINDS)),
    "year": ("[12][0-9]{3}", "2024"),
    "person": ("pe-[0-9a-f]{16}", "pe-0f3a9c5be1d27786"),
    "source": ("[^\x00]{1,200}", "Báo Mẫu"),
    "after": ("[0-9]{1,18}", "1"),
}
#: The facets of a search, as the address calls them.
_FACETS: Final = {"country": "with", "kind": "kind", "year": "year", "outlet": "source", "person": "person"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; `found` is true where it has what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A story found; `quotes` are sentences of it that have the words, each with the page of what it tells."""

    href: str
    title: tuple[Run, ...]
    lead: tuple[Run, ...]
    outlet: str
    outlet_href: str
    when: str
    quotes: tuple[tuple[tuple[Run, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: in words, in how many stories, and the address of the search with it, or without it if it is `on`."""

    name: str
    number: int
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search found; `names` are persons and mechanisms. `bare` is true where diacritics were not looked at."""

    query: str
    asked: bool
    bare: bool
    cut: bool
    total: str
    names: tuple[tuple[str, str, str], ...]
    stories: tuple[Story, ...]
    facets: tuple[tuple[str, tuple[Choice, ...]], ...]
    older: str
    covered: str


def search(ask: Ask) -> Page:
    """The page of a search; raises `Absurd`."""
    t = ask.t
    words = words_asked(ask.query)
    narrowed = _narrowed(ask)
    title = f"{t.say('Search')}: {visible(words)[:80]}" if words else t.say("Search")
    if not words:
        return Page("search.html", title, Finds("", False, False, False, "", (), (), (), "", ""), "search")
    narrowing = Narrowing(*(narrowed.get(name) for name in ("with", "kind", "year", "person", "source")))
    found = search_in(ask.store, words, narrowing, after=narrowed.get("after"))
    kept = {"q": words} | {name: value for name, value in narrowed.items() if name != "after"}
    total = t.count("%(num)s story", "%(num)s stories", found.total)
    covered = ""
    if not found.hits:
        stories = t.count("%(num)s story", "%(num)s stories", ask.view.count()["stories"])
        covered = t.say("The record holds %(stories)s in all; none has these words.", stories=stories)
    people = [(visible(p["name"]), href(p["id"]) or "", t.country(p["country"])) for p in found.persons]
    mechanisms = [(visible(m["name"]), href(m["id"]) or "", t.countries(m["countries"])) for m in found.mechanisms[:20]]
    page = Finds(
        visible(words),
        True,
        not found.exact,
        found.shortened,
        t.say("at least %(stories)s", stories=total) if found.total >= found.counted else total,
        (*people, *mechanisms),
        tuple(_story(ask, hit) for hit in found.hits),
        _facets(ask, found, kept),
        f"/search?{urlencode(kept | {'after': found.after})}" if found.after else "",
        covered,
    )
    return Page("search.html", title, page, "search")


def _narrowed(ask: Ask) -> dict[str, str]:
    out = {}
    for name, (shape, allowed) in _NARROWS.items():
        value = ask.query.get(name, "").strip()
        if value and not re.fullmatch(shape, value):
            raise Absurd(name, value, allowed)
        if value:
            out[name] = value
    return out


def runs(marked: Marked | None) -> tuple[Run, ...]:
    """A text cut where what was found in it begins and ends."""
    if marked is None:
        return ()
    out, at = [], 0
    for start, end in marked.marks:
        out += [Run(visible(marked.text[at:start]), False), Run(visible(marked.text[start:end]), True)]
        at = end
    return tuple(run for run in (*out, Run(visible(marked.text[at:]), False)) if run.text)


def _story(ask: Ask, hit: Hit) -> Story:
    title = runs(hit.title) or (Run(ask.t.say("Without a title"), False),)
    quotes = tuple((runs(quote), href(_whole(sort, of)) or "") for sort, of, quote in hit.quotes)
    return Story(
        f"/stories/{hit.id}",
        title,
        runs(hit.lead),
        visible(hit.outlet or ""),
        outlet_href(hit.outlet),
        ask.t.day(hit.published),
        quotes,
    )


def _whole(sort: str, identity: str) -> str:
    """The id by which a thing is shown: of a name that a story gives, the person who bears it."""
    return f"pe-{identity[3:]}" if sort == "person" else identity


def _facets(ask: Ask, found: Results, kept: dict[str, Any]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    t = ask.t
    heads = {
        "country": t.say("country"),
        "kind": t.say("Kind"),
        "year": t.say("year"),
        "outlet": t.say("Outlet"),
        "person": t.say("Person"),
    }
    out = []
    for facet, name in _FACETS.items():
        choices = []
        for value, number in list(found.facets.get(facet, {}).items())[:10]:
            words = {
                "country": t.country(value),
                "kind": t.name("kind", value),
                "person": found.names.get(value, value),
            }.get(facet, value)
            on = kept.get(name) == value
            others = {key: v for key, v in kept.items() if key != name} | ({} if on else {name: value})
            choices.append(Choice(visible(words), number, f"/search?{urlencode(others)}", on))
        if choices:
            out.append((heads[facet], tuple(choices)))
    return tuple(out)
