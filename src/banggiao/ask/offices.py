"""Answers on offices: who held one on a day, which somebody held, since when."""

from __future__ import annotations

from datetime import date as Day
from typing import Final

from banggiao.ask.choosing import office_like
from banggiao.ask.found import Found, Thing
from banggiao.ask.query import Query, Seat
from banggiao.ask.wording import country, joined, say, stamp_in_words
from banggiao.record.days import Days, days_of
from banggiao.record.filters import Filters
from banggiao.record.view import View

_HOME: Final = "VN"
_LOOKED: Final = 2000


def answer_tenure(view: View, query: Query, today: Day) -> Found | None:
    """What the record says on who held what, or None."""
    days = days_of(query.start or query.end, query.end or query.start) or Days(today, today)
    person = next((seat for seat in query.seats if seat.ids), None)
    if query.topic or any(seat.name and not seat.ids for seat in query.seats):
        return None
    if person is None:
        return _who(view, query, days)
    held = [t for identity in person.ids for t in view.tenures(Filters(person=identity, limit=_LOOKED))]
    offices = [office for seat in query.seats for office in seat.offices]
    if query.asks in ("since", "when") and offices:
        return _since(view, query, [t for t in held if any(office_like(t["office"], office) for office in offices)])
    now = [t for t in held if (own := _term(t)) is not None and own.meets(days)]
    if offices:  # "Is he the Prime Minister?"
        now = [t for t in now if any(office_like(t["office"], office) for office in offices)]
    now = [
        t
        for t in now
        if not any(o is not t and o["office"] != t["office"] and office_like(o["office"], t["office"]) for o in now)
    ]
    if not now and query.asks == "who" and held and not offices:  # "Who is he?": what he was last
        last = max(t["end"] or t["last_seen"] or t["start"] or "" for t in held)
        now = [t for t in held if (t["end"] or t["last_seen"] or t["start"] or "") == last]
    if not now:
        return None
    held_now = list(dict.fromkeys(t["office"] for t in now))
    terms = joined(query.language, (_in_words(query, t) for t in now))
    text = say(query.language, "tenure_office", names=now[0]["name"], offices=", ".join(held_now), terms=terms)
    return Found(text, ("yes", *held_now) if offices else tuple(held_now), _borne(view, now))


def _who(view: View, query: Query, days: Days) -> Found | None:
    """Who held an office; a term of the list goes before what was seen in pages."""
    seat = next((seat for seat in query.seats if seat.offices), Seat())
    land = seat.country or next(iter(query.countries), _HOME)
    held = [
        t
        for t in view.tenures(Filters(countries=(land,), limit=_LOOKED))
        if any(office_like(t["office"], o) for o in seat.offices)
    ]
    listed = [t for t in held if t["start"] and (own := _term(t)) is not None and own.meets(days)]
    found = [t for t in listed if any(t["office"].casefold() == o.casefold() for o in seat.offices)] or listed
    if not found:
        seen = [t for t in held if not t["start"] and t["first_seen"] and t["first_seen"] <= days.last.isoformat()]
        then = [t for t in seen if (term := _term(t)) is not None and term.meets(days)]
        found = then or (
            [max(seen, key=lambda t: (t["last_seen"], t["id"]))] if seen and not (query.start or query.end) else []
        )
    if not found:
        return None
    names = tuple(dict.fromkeys(t["name"] for t in found))
    terms = joined(query.language, (_in_words(query, t) for t in found))
    named = joined(query.language, names)
    where = country(query.language, land)
    text = say(query.language, "tenure_who", names=named, office=found[0]["office"], country=where, terms=terms)
    return Found(text, names, _borne(view, found))


def _since(view: View, query: Query, held: list[Thing]) -> Found | None:
    known = [t for t in held if t["start"]] or [t for t in held if t["first_seen"]]
    if not known:
        return None
    best = max(known, key=lambda t: (t["start"] or t["first_seen"], t["id"]))
    since = best["start"] or best["first_seen"]
    text = say(
        query.language, "tenure_since", names=best["name"], office=best["office"], date=stamp_in_words(query.language, since)
    )
    return Found(text, (since,), _borne(view, [best]))


def _term(tenure: Thing) -> Days | None:
    """The days of a term; of one only seen, from the first to the last day it was."""
    if tenure["start"]:
        return days_of(tenure["start"], tenure["end"] or "9999")
    return days_of(tenure["first_seen"], tenure["last_seen"])


def _in_words(query: Query, tenure: Thing) -> str:
    language = query.language
    if tenure["start"]:
        end = stamp_in_words(language, tenure["end"]) if tenure["end"] else say(language, "still")
        return say(language, "tenure_term", start=stamp_in_words(language, tenure["start"]), end=end)
    return say(
        language,
        "tenure_seen",
        first=stamp_in_words(language, tenure["first_seen"]),
        last=stamp_in_words(language, tenure["last_seen"]),
    )


def _borne(view: View, tenures: list[Thing]) -> tuple[Thing, ...]:
    """Terms with what stories say of them in that office."""
    out = []
    for tenure in tenures[:3]:
        told = view.show(tenure["id"]) or {}
        rows = [
            s
            for s in told.get("statements", ())
            if any(office_like(office, tenure["office"]) for office in s["says"].get("offices", ()))
        ]
        rows = rows or list(told.get("statements", ()))  # of the person; that office is the list's alone
        out.append(tenure | {"evidence": [{**e, "story": s["story"]} for s in rows[-2:] for e in s["evidence"][:1]]})
    return tuple(out)
