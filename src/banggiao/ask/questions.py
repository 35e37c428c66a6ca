"""From a question to a query, by the project's own grammar: names, offices, countries, dates, and the words of questions.

Whatever a question says that is none of these is its topic; an answer has to speak of it, and so nothing is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Day
from typing import Final, Literal

from banggiao.ask import english, named, vocabulary
from banggiao.ask.named import Draft
from banggiao.ask.periods import Period, period_of
from banggiao.ask.query import Language, Query, Seat
from banggiao.ask.restoring import restored
from banggiao.grammar.fold import fold
from banggiao.mentions.actor import Actor
from banggiao.mentions.actors import ActorReader
from banggiao.mentions.marks import Sheet
from banggiao.mentions.vocabulary import countries_in, lexicon
from banggiao.model import Span
from banggiao.record.called import Called, mechanisms_called
from banggiao.record.naming import plain
from banggiao.record.store import Store

#: So much of a question is read.
LONGEST: Final = 1000
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{2,200})[\"“”»]")
_TOKEN = re.compile(r"\w+")
#: The first that a question has is what it asks.
_ASKS: Final = (
    "since",
    "growth",
    "count",
    "number",
    "turn",
    "phrase",
    "office",
    "where",
    "who",
    "countries",
    "when",
    "much",
    "list",
    "what",
    "yesno",
)
_EVENTS: Final[dict[str, tuple[str, ...]]] = {
    "visit": ("visit",), "meeting": ("talks", "reception", "session", "ceremony"), "reception": ("reception", "talks"),
    "call": ("call",), "message": ("message",), "chair": ("session", "conference"), "signing": ("signing",),
    "credentials": ("credentials",), "ceremony": ("ceremony",),
}  # fmt: skip
#: Asked of somebody, they ask for an event.
_OF_EVENTS: Final = frozenset({"when", "where", "who", "count", "list", "what", "yesno", "countries", "number"})


def understand(text: str, store: Store, today: Day) -> Query:
    """The query that a question is."""
    whole = text[: LONGEST * 4].encode("utf-8", "replace").decode()  # half a letter, as JSON may hold, is in no database
    asked = " ".join(_INVISIBLE.sub("", whole).split())[:LONGEST]
    folded = fold(asked).text
    language = _language(folded)
    said = fold(english.in_vietnamese(folded, _names(folded))).text if language == "en" else restored(folded, store)
    bare = language == "vi" and plain(folded) == folded.casefold()
    draft = Draft(said)
    quoted = tuple(m.group(1).strip() for m in _QUOTED.finditer(said))
    draft.blank(m.span() for m in _QUOTED.finditer(said))
    draft.words = vocabulary.words_in(draft.left, bare=bare)
    when = frozenset(word.sets["time"] for word in draft.words if "time" in word.sets)
    period = period_of(draft.left, today, when)
    draft.blank(period.spans)
    of_mechanisms = any(word.sets.get("about") == "mechanism" for word in draft.words)
    mechanisms = () if of_mechanisms else mechanisms_called(store, draft.left, countries_in(draft.left))
    _blank_mechanisms(draft, mechanisms)
    actors = _actors(draft.left)
    draft.words = vocabulary.words_in(_without(draft.left, actors), bare=bare)
    for word in draft.words:
        for slot, value in word.sets.items():
            draft.sets.setdefault(slot, []).append(value)
    return _compose(draft, actors, mechanisms, period, quoted, Query(asked, language), store)


def _language(text: str) -> Language:
    bare = plain(text) == text.casefold()
    vietnamese = sum(len(_TOKEN.findall(text[w.start : w.end])) for w in vocabulary.words_in(text, bare=bare))
    return "en" if english.english_words(text) > vietnamese else "vi"


def _names(text: str) -> list[Span]:
    """Where persons are named."""
    return [actor.name_span for actor in _actors(text) if actor.kind == "person" and actor.name_span is not None]


def _actors(text: str) -> list[Actor]:
    sheet = Sheet.of(text, lexicon().find(text))
    return ActorReader(sheet).read((0, len(text)), sheet.matches)


def _without(text: str, actors: Iterable[Actor]) -> str:
    draft = Draft(text)
    draft.blank((a.start, a.end) for a in actors)
    return draft.left


def _blank_mechanisms(draft: Draft, found: tuple[Called, ...]) -> None:
    """Blank a mechanism's name, its countries kept; what of its further name is said besides goes as well."""
    for called in found[:1]:
        words = called.stem.split()[: called.words]
        pattern = re.compile(r"\W+".join(re.escape(word) for word in words))
        if match := pattern.search(vocabulary.bare_letters(draft.left)):
            draft.blank([match.span()])


def _compose(
    draft: Draft,
    actors: list[Actor],
    mechanisms: tuple[Called, ...],
    period: Period,
    quoted: tuple[str, ...],
    query: Query,
    store: Store,
) -> Query:
    """All that was found, as one query."""
    sets = draft.sets
    one = {slot: values[0] for slot, values in sets.items()}
    asks = next((a for a in _ASKS if a in sets.get("asks", ())), "much" if "unit" in sets else None)
    spoken = (
        [] if "agreement" not in sets.get("about", ()) or "unit" in sets else [w for w in draft.words if "indicator" in w.sets]
    )
    topic = [draft.left[w.start : w.end] for w in spoken]
    verb = next((w.start for w in draft.words if "kind" in w.sets or "act" in w.sets), len(draft.left))
    froms = frozenset(w.end for w in draft.words if "from" in w.sets)
    seats, countries, before, after, unknown = named.who(actors, verb, froms, store)
    draft.blank((a.start, a.end) for a in actors)
    draft.blank((w.start, w.end) for w in draft.words)
    places, homes, more = named.places(draft)
    countries += [code for code in more if code not in countries]
    number = named.session_number(draft, bool(mechanisms) or "sitting" in sets)
    unknown += named.capitals(draft, store, seats)
    kinds = [kind for name in dict.fromkeys(sets.get("kind", ())) for kind in _EVENTS[name]]
    if (
        not kinds
        and seats
        and (before or after)
        and asks in ("when", "count")
        and "about" not in sets
        and "indicator" not in sets
    ):
        kinds, after = ["visit"], [*before, *after]  # "When was he last in Vietnam?"
        before = []
    if "visit" in kinds and places and not after:  # who comes to a city comes to its country
        after, places = homes, []
        countries += [code for code in homes if code not in countries]
    order: Literal["first", "last", "next"] | None = None
    for value in sets.get("order", ()):
        order = "next" if value == "next" else "last" if value == "last" else "first"
    if asks == "what" and "leaders" in sets:
        asks = "who"  # "Những lãnh đạo Trung Quốc nào …?"
    about = _about(asks, one, seats, bool(mechanisms), kinds, bool(quoted), order)
    called = mechanisms[0].name if mechanisms else None
    return replace(
        query,
        asks=asks,
        about=about,
        seats=tuple(seats),
        countries=tuple(dict.fromkeys(countries)),
        origin=tuple(before),
        destination=tuple(after),
        mechanism=called,
        mechanisms=tuple(m.id for m in mechanisms),
        session=number,
        kinds=tuple(dict.fromkeys(kinds)),
        level=_last(sets.get("level")),
        indicator=_indicator(sets),
        unit=_last(sets.get("unit")),
        goal="goal" in sets,
        act=one.get("act"),
        state=one.get("state"),
        order=order,
        start=period.start,
        end=period.end,
        places=tuple(places),
        topic=(*topic, *_topic(draft, mechanisms)),
        quoted=quoted,
        unknown=tuple(unknown),
    )


def _last(values: list[str] | None) -> str | None:
    return values[-1] if values else None


def _indicator(sets: dict[str, list[str]]) -> str | None:
    """The narrowest: of "dự án đầu tư" projects, of "viện trợ … liều vắc-xin" aid."""
    found = sets.get("indicator", [])
    for narrow in ("projects", "export", "import", "scholarships", "aid", "investment"):
        if narrow in found:
            return narrow
    return found[0] if found else None


def _topic(draft: Draft, mechanisms: tuple[Called, ...]) -> tuple[str, ...]:
    """What is left, in runs of words; without what is of a mechanism's name."""
    of_names = {word for m in mechanisms for word in plain(m.name).split()}
    runs = [run.group() for run in re.finditer(r"\w+(?: \w+)*", draft.left)]
    return tuple(run for run in runs if not set(plain(run).split()) <= of_names)


def _about(
    asks: str | None, one: dict[str, str], seats: list[Seat], mechanism: bool, kinds: list[str], quoted: bool, order: str | None
) -> str | None:
    """What the answer is to be looked for among."""
    named = one.get("about")
    if asks == "turn":
        return "session" if mechanism or "host" in one or "sitting" in one else "visits"
    if asks == "phrase" or named == "phrase" or (quoted and asks in ("since", "when", "what")):
        return "phrase"
    if named in ("relation", "mechanism", "session"):
        return named
    if ("act" in one or "state" in one) and asks != "count" and not (asks in ("much", "growth") and "indicator" in one):
        return "commitment"
    if named == "agreement" and "unit" not in one and asks not in ("who", "where"):
        return "agreement"
    if asks in ("much", "growth") or "goal" in one or ("indicator" in one and not mechanism and not kinds):
        return "figure"
    if asks == "office" or (named == "tenure" and seats):
        return "tenure"
    if mechanism or (one.get("sitting") and order in ("next", "last")):
        return "session"
    office = [seat for seat in seats if seat.offices and seat.name is None]
    alone = asks == "who" and len(seats) == 1
    if not kinds and seats and "host" not in one and (alone or (asks in (None, "yesno", "who") and office)):
        return "tenure"  # "Who is he?", "Who is the Prime Minister?", "Is he the Prime Minister?"
    if asks in _OF_EVENTS or kinds:
        return "event"
    return None
