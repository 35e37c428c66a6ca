"""Answers on events: when, where, who, how often, whether, which; and whose turn it is to visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date as Day
from typing import Final

from banggiao.ask.choosing import HOME, LOOKED, clusters, events_asked, holds
from banggiao.ask.found import Found, Thing, days_of_thing, stamp_of
from banggiao.ask.query import Query
from banggiao.ask.wording import countries as lands_in_words
from banggiao.ask.wording import date_in_words, joined, say, stamp_in_words, word
from banggiao.record.filters import Filters
from banggiao.record.view import View

#: So many events are told of, and so many dates.
_TOLD: Final = 10
_SHOWN: Final = 5
#: Parts of a visit that a list has beside it.
_OWN: Final = ("session", "conference", "signing")


def answer_event(view: View, query: Query, today: Day) -> Found | None:
    """What the record says on an event, or None."""
    if not (query.seats or query.countries):
        return None
    if query.topic and not query.kinds and query.asks != "list":
        return None  # what was done is not understood, and an event that only speaks of it is no answer
    found = events_asked(view, query)
    if query.order in ("last", "first"):
        past = [e for e in found if (days := days_of_thing(e)) is None or days.first <= today]
        groups = clusters(past, query.kinds)
        found = (groups[-1] if query.order == "last" else groups[0]) if groups else []
    if not found:
        return None
    return _WAYS.get(query.asks or "list", _list)(view, query, found)


def _dates(query: Query, groups: Sequence[Sequence[Thing]]) -> str:
    return joined(query.language, (_day(query, group[0]) for group in groups))


def _day(query: Query, event: Thing) -> str:
    if event["date"] or not event["first_told"]:
        return date_in_words(query.language, event["date"])
    return say(query.language, "told_day", day=stamp_in_words(query.language, event["first_told"]))


def _when(_view: View, query: Query, found: list[Thing]) -> Found | None:
    groups = clusters(found, query.kinds)[-_SHOWN:]
    best = [group[0] for group in groups]
    stamps = [stamp for event in best if (stamp := _stamp(event))]
    if not stamps:
        return None
    who = joined(query.language, (_title(query, event) for event in best[:3]))
    return Found(say(query.language, "when", who=who, dates=_dates(query, groups)), tuple(dict.fromkeys(stamps)), tuple(best))


def _stamp(event: Thing) -> str | None:
    """The days of an event; of one without a day, that it was by the day on which it was told: "../2023-09-08"."""
    told = event["first_told"] if event["status"] != "planned" else None
    return stamp_of(event["date"]) or (f"../{told[:10]}" if told else None)


def _where(_view: View, query: Query, found: list[Thing]) -> Found | None:
    placed = [e for e in found if e["place"]][-_SHOWN:]
    if not placed:
        return None
    places = tuple(dict.fromkeys(e["place"] for e in placed))
    text = say(query.language, "where", dates=_dates(query, [[e] for e in placed]), places=joined(query.language, places))
    return Found(text, places, tuple(placed))


def _who(view: View, query: Query, found: list[Thing]) -> Found | None:
    names = people_of(view, query, found)
    if not names:
        return None
    told = [e for e in found if e["participants"]]
    text = say(query.language, "who", names=joined(query.language, names), dates=_dates(query, clusters(told)))
    return Found(text, names, tuple(told[-_TOLD:]))


def people_of(view: View, query: Query, found: Sequence[Thing]) -> tuple[str, ...]:
    """Who else takes part, by the names the record goes by."""
    asked = {identity for seat in query.seats for identity in seat.ids}
    out: dict[str, str] = {}
    for event in found:
        others = [
            p
            for p in event["participants"]
            if p["person"] not in asked and not any(not s.ids and s.name is None and holds(event, p, s) for s in query.seats)
        ]
        for role in _roles(event, query):
            others = [p for p in others if p["role"] == role] or others
        if query.kinds == ("visit",):
            others = [p for p in others if p["role"] == "guest" and (len(query.origin) != 1 or p["country"] == query.origin[0])]
        for p in others:
            if p["person"] not in out:
                known = view.people(Filters(person=p["person"], limit=1)) if p["person"] else []
                out[p["person"] or p["name"]] = known[0]["name"] if known else p["name"]
    return tuple(dict.fromkeys(out.values()))


def _roles(event: Thing, query: Query) -> tuple[str, ...]:
    """Which part somebody asked for plays: whoever asks for a guest's host means the host."""
    if event["kind"] == "reception":
        return ("guest",) if any(seat.before for seat in query.seats) else ("host",)
    if event["kind"] == "message":
        return ("recipient",) if any(seat.before for seat in query.seats) else ("sender",)
    return ("chair",) if event["kind"] == "session" else ()


def _countries(_view: View, query: Query, found: list[Thing]) -> Found | None:
    codes: dict[str, None] = {}
    for event in found:
        homes = {p["country"] for p in event["participants"] if p["role"] == "guest"}
        codes |= dict.fromkeys(code for code in event["countries"] if code not in homes)
    if not codes:
        return None
    text = say(
        query.language, "countries", countries=lands_in_words(query.language, codes), dates=_dates(query, clusters(found))
    )
    return Found(text, tuple(codes), tuple(found[-_TOLD:]))


def _count(_view: View, query: Query, found: list[Thing]) -> Found | None:
    groups = clusters(found, query.kinds)
    best = tuple(group[0] for group in groups)
    return Found(
        say(query.language, "count", count=len(groups), dates=_dates(query, groups)), (str(len(groups)),), best[-_TOLD:]
    )


def _yes(_view: View, query: Query, found: list[Thing]) -> Found | None:
    groups = clusters(found, query.kinds)[-_SHOWN:]
    return Found(say(query.language, "yes", dates=_dates(query, groups)), ("yes",), tuple(group[0] for group in groups))


def _list(_view: View, query: Query, found: list[Thing]) -> Found | None:
    whole = [e for e in found if e["parent"] is None or e["kind"] in _OWN] if not query.kinds else found
    told = (whole or found)[-_TOLD:]
    lines = joined(query.language, (f"{date_in_words(query.language, e['date'])} {_title(query, e)}" for e in told))
    stamps = tuple(dict.fromkeys(stamp for e in told if (stamp := stamp_of(e["date"]))))
    return Found(say(query.language, "list", lines=lines), stamps, tuple(told))


def _title(query: Query, event: Thing) -> str:
    """An event in few words: its kind and who takes part."""
    kind = word(query.language, "kind", event["kind"])
    who = ", ".join(p["name"] for p in event["participants"][:3]) or lands_in_words(query.language, event["countries"])
    return f"{kind} ({who})"


_WAYS: Final[dict[str, Callable[[View, Query, list[Thing]], Found | None]]] = {
    "when": _when, "since": _when, "where": _where, "who": _who, "countries": _countries, "count": _count, "yesno": _yes,
    "list": _list, "what": _list,
}  # fmt: skip


def answer_turn(view: View, query: Query) -> Found | None:
    """Whose turn it is to visit, between two countries: of the one that was visited last."""
    pair = tuple(dict.fromkeys((*query.countries, *([HOME] if len(query.countries) == 1 else []))))
    if len(pair) != 2:
        return None
    found = [
        e
        for e in view.events(Filters(countries=pair, kind="visit", limit=LOOKED))
        if e["date"] and e["status"] not in ("planned", "called_off")
    ]
    trips = [
        (e, homes.pop())
        for e in found
        if len(homes := {p["country"] for p in e["participants"] if p["role"] == "guest"} & set(pair)) == 1
    ]
    top = [(e, home) for e, home in trips if e["level"] in ("state", "official", "official_friendship")] or trips
    if not top:
        return None
    last, home = max(top, key=lambda trip: (trip[0]["date"]["start"], trip[0]["id"]))
    turn = pair[0] if home == pair[1] else pair[1]
    told = f"{_title(query, last)}, {date_in_words(query.language, last['date'])}"
    return Found(say(query.language, "turn_visit", country=lands_in_words(query.language, [turn]), last=told), (turn,), (last,))
