"""Which events a question is about: who takes part, in which office that day, from where to where, when, of which kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from banggiao.ask.found import Thing, days_of_thing, quotes_of, speaks_of
from banggiao.ask.query import Query, Seat
from banggiao.mentions.vocabulary import lexicon
from banggiao.record.filters import Filters
from banggiao.record.naming import name_key, plain
from banggiao.record.reference import holder_of
from banggiao.record.view import View

#: So many events are looked through.
LOOKED: Final = 2000
HOME: Final = "VN"
_GUEST: Final = ("guest",)
_ASIDE: Final = "ceremony"


def events_asked(view: View, query: Query) -> list[Thing]:
    """The events a query is about, the earliest first: those with a day where any has one."""
    found = [e for e in _fetched(view, query) if _fits(e, query)]
    if query.order in ("last", "first") and query.kinds == ("visit",):
        found += _abroad(view, query)
    found = _by_status(found, query.order == "next")
    found = _by_office(found, query.seats)
    found = _by_level(found, query.level)
    if query.kinds[:1] == ("reception",):
        found = [e for e in found if e["kind"] == "reception"] or found
    elif len(query.kinds) > 1:  # a meeting: a ceremony is one where there is no better
        found = [e for e in found if e["kind"] != _ASIDE] or found
    found = _without_echoes(found)
    return sorted(found, key=lambda e: ((e["date"] or {}).get("start") or "", e["id"]))


def _fetched(view: View, query: Query) -> list[Thing]:
    lands = query.destination if "visit" in query.kinds and query.destination else query.countries
    kind = query.kinds[0] if len(query.kinds) == 1 else None
    person = next((seat.ids[0] for seat in query.seats if len(seat.ids) == 1), None)
    filters = Filters(
        countries=tuple(dict.fromkeys((*lands, *query.origin))),
        start=query.start,
        end=query.end,
        kind=kind,
        person=person,
        limit=LOOKED,
    )
    return view.events(filters)


def _abroad(view: View, query: Query) -> list[Thing]:
    """What somebody did in a place of the country asked about: who met there was there, whether a visit is told of or not."""
    if len(query.destination) != 1 or not query.seats or query.level:
        return []
    anything = replace(query, kinds=(), destination=(), countries=(), origin=())
    found = [e for e in _fetched(view, anything) if e["place"] and e["date"] and _fits(e, anything)]
    lands = {place: _lands_of(place) for place in {e["place"] for e in found}}
    return [
        e
        for e in found
        if e["kind"] not in ("visit", "call", "message", "appointment") and lands[e["place"]] == set(query.destination)
    ]


def _lands_of(place: str) -> set[str]:
    return {entry.extra for match in lexicon().find(place) for entry in match.entries if entry.sort == "place" and entry.extra}


def _fits(event: Thing, query: Query) -> bool:
    if event["status"] == "called_off" or (query.kinds and event["kind"] not in query.kinds):
        return False
    homes = {HOME, *(seat.country for seat in query.seats if seat.name and seat.country)}
    if not all(seat_in(event, seat, homes) for seat in query.seats):
        return False
    if query.places and not all(plain(place) in plain(event["place"] or "") for place in query.places):
        return False
    if "visit" in query.kinds and not _travels(event, query):
        return False
    if not query.topic:
        return True
    offices = [office for p in event["participants"] for office in (p["name"], *p["offices"])]
    return speaks_of([*quotes_of(event), event["mechanism"], event["place"], *offices], query.topic)


def seat_in(event: Thing, seat: Seat, homes: Collection[str]) -> bool:
    """True where somebody the question names takes part: by person, or by the office held on that day.

    An office of no country said is one of `homes`: of Vietnam, or of the country of somebody named beside it.
    """
    if seat.ids:
        return any(p["person"] in seat.ids for p in event["participants"])
    if seat.name is not None:
        return False
    return any(holds(event, p, seat) for p in event["participants"] if seat.country or p["country"] in homes)


def holds(event: Thing, participant: Thing, seat: Seat) -> bool:
    """True where a participant holds the office of a seat that has nobody's name."""
    if seat.country and participant["country"] != seat.country:
        return False
    if any(office_like(held, office) for held in participant["offices"] for office in seat.offices):
        return True
    country = seat.country or participant["country"]
    day = (event["date"] or {}).get("start")
    if not day or not country:
        return False
    holders = [holder_of(office, country, day) for office in seat.offices]
    key = name_key(participant["name"], country)
    return any(held is not None and name_key(held.name, country) == key for held in holders)


def office_like(held: str, asked: str) -> bool:
    """True where an office is the one asked for, or one named longer: "Thủ tướng Chính phủ" for "Thủ tướng"."""
    one, other = held.casefold(), asked.casefold()
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def _travels(event: Thing, query: Query) -> bool:
    """True where a visit goes where it was asked, by somebody from elsewhere."""
    guests = [p for p in event["participants"] if p["role"] in _GUEST]
    homes = {p["country"] for p in guests if p["country"]}
    if query.seats and guests and not any(_is_guest(event, guests, seat) for seat in query.seats):
        return False
    if len(query.destination) == 1 and homes & set(query.destination):
        return False
    return not query.origin or len(query.origin) > 1 or not homes or bool(homes & set(query.origin))


def _is_guest(event: Thing, guests: Sequence[Thing], seat: Seat) -> bool:
    if seat.ids:
        return any(p["person"] in seat.ids for p in guests)
    return any(holds(event, p, seat) for p in guests)


def _by_status(found: list[Thing], ahead: bool) -> list[Thing]:
    """What took place; what is only planned where nothing did, or where that was asked."""
    if ahead:
        return [e for e in found if e["status"] == "planned"]
    return [e for e in found if e["status"] != "planned"] or found


def _by_office(found: list[Thing], seats: Sequence[Seat]) -> list[Thing]:
    """Of a person asked for in an office, the events in that office, where there are any."""
    for seat in seats:
        if seat.ids and seat.offices:
            own = [
                e for e in found
                if any(p["person"] in seat.ids and _in_office(p, seat) for p in e["participants"])
            ]  # fmt: skip
            found = own or found
    return found


def _in_office(participant: Thing, seat: Seat) -> bool:
    return any(office_like(held, office) for held in participant["offices"] for office in seat.offices)


def _by_level(found: list[Thing], level: str | None) -> list[Thing]:
    if level is None:
        return found
    return (
        [e for e in found if e["level"] == level]
        or [e for e in found if (e["level"] or "").startswith(level)]
        or [e for e in found if e["level"] is None]
    )


def _without_echoes(found: list[Thing]) -> list[Thing]:
    """Leave out what has no day where an event with one has the same people: it is most likely told of that.

    It cannot be where it was told before that event began.
    """
    dated = [e for e in found if e["date"]]
    return [e for e in found if e["date"] or not dated or (e["participants"] and not any(_echoes(e, other) for other in dated))]


def _echoes(event: Thing, dated: Thing) -> bool:
    told = (event["first_told"] or "9")[:10]
    people = {p["key"] for p in event["participants"]}
    return told >= dated["date"]["start"] and any(p["key"] in people for p in dated["participants"])


def clusters(found: Sequence[Thing], kinds: Sequence[str] = ()) -> list[list[Thing]]:
    """Events that share days are told of as one, those of `kinds` first; those without a day are one each."""
    out: list[list[Thing]] = []
    last = None
    for event in found:
        days = days_of_thing(event)
        if out and days is not None and last is not None and days.meets(last):
            out[-1].append(event)
            last = last._replace(last=max(last.last, days.last))
        else:
            out.append([event])
            last = days
    return [
        sorted(group, key=lambda e: (e["kind"] not in kinds, -e["sources"], e["parent"] is not None, e["id"])) for group in out
    ]
