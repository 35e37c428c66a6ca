"""A question and its answer: what was understood, what the record says, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from banggiao.ask import answer
from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Page
from banggiao.portal.filtering import words_asked
from banggiao.portal.language import Tongue
from banggiao.portal.parts import href, quote_href, what_of

#: So many of the things that an answer rests on are listed.
_FACTS: Final = 20


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a story, with the address of its place there."""

    text: str
    href: str
    title: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer; `status` is empty where nothing was asked yet. `covered` is true
    where the answer is how much there is of that time."""

    question: str
    status: str
    text: str
    understood: str
    covered: bool
    facts: tuple[tuple[str, str], ...]
    others: int
    quotes: tuple[Said, ...]


def ask_page(ask: Ask) -> Page:
    """The page of a question; raises `Absurd` where it is longer than any question."""
    t = ask.t
    question = words_asked(ask.query)
    if not question:
        return Page("ask.html", t.say("Ask"), Question("", "", "", "", False, (), 0, ()), "ask")
    found = answer(ask.store, question, today=ask.today, language="vi" if t.code == "vi" else "en")
    titles = ask.overview.titles(sorted({q.story for q in found.quotes}))
    quotes = []
    for q in found.quotes:
        of = titles.get(q.story) or {}
        title = visible(of.get("title") or "") or t.say("Without a title")
        quotes.append(Said(visible(q.quote), quote_href(q.story, {"start": q.start}), title, visible(of.get("outlet") or "")))
    facts = [(name_of(ask.view.show(identity) or {}, t) or identity, href(identity) or "") for identity in found.facts[:_FACTS]]
    page = Question(
        visible(question),
        found.status,
        visible(found.text),
        visible(found.understood),
        found.coverage is not None,
        tuple(facts),
        max(0, len(found.facts) - _FACTS),
        tuple(quotes),
    )
    return Page("ask.html", f"{t.say('Ask')}: {visible(question)[:80]}", page, "ask")


def name_of(thing: Mapping[str, Any], t: Tongue) -> str:
    """What a thing of the record is called in a line of its own; empty where there is none."""
    match thing.get("sort"):
        case "event":
            words = [t.dated(thing["date"]), what_of(thing, t), t.countries(thing.get("countries") or ())]
        case "figure":
            words = [t.name("indicator", thing["indicator"]), t.amount(thing["value"], thing["unit"]), t.dated(thing["period"])]
        case "session":
            words = [thing["mechanism"], t.say("no. %(number)s", number=thing["number"]), t.dated(thing["date"])]
        case "tenure":
            words = [thing["name"], thing["office"]]
        case _:
            words = [next((str(thing[field]) for field in ("name", "text", "phrase", "title") if thing.get(field)), "")]
    return visible(" · ".join(filter(None, words)))
