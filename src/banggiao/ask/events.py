"""Answers on events: when, where, who, how often, whether, which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date as Day
from typing import Final

from banggiao.ask.found import Found, Thing, days_of_thing, quotes_of, speaks_of, stamp_of
from banggiao.ask.query import Query, Seat
from banggiao.ask.wording import countries as lands_in_words
from banggiao.ask.wording import date_in_words, joined, say, stamp_in_words, word
from banggiao.mentions.vocabulary import lexicon
from banggiao.record.filters import Filters
from banggiao.record.naming import name_key, plain
from banggiao.record.reference import holder_of
from banggiao.record.view import View

#: So many events are looked through, and so many are told of.
_LOOKED: Final = 2000
_TOLD: Final = 10
_SHOWN: Final = 5
_HOME: Final = "VN"
_GUEST: Final = ("guest",)
_ASIDE: Final = "ceremony"
#: Parts of a visit that a list has beside it.
_OWN: Final = ("session", "conference", "signing")


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
    filters = Filters(countries=tuple(dict.fromkeys((*lands, *query.origin))), start=query.start, end=query.end, kind=kind, person=person, limit=_LOOKED)
    return view.events(filters)


def _abroad(view: View, query: Query) -> list[Thing]:
    """What somebody did in a place of the country asked about: who met there was there, whether a visit is told of or not."""
    if len(query.destination) != 1 or not query.seats or query.level:
        return []
    anything = replace(query, kinds=(), destination=(), countries=(), origin=())
    found = [e for e in _fetched(view, anything) if e["place"] and e["date"] and _fits(e, anything)]
    lands = {place: _lands_of(place) for place in {e["place"] for e in found}}
    return [e for e in found if e["kind"] not in ("visit", "call", "message", "appointment") and lands[e["place"]] == set(query.destination)]


def _lands_of(place: str) -> set[str]:
    return {entry.extra for match in lexicon().find(place) for entry in match.entries if entry.sort == "place" and entry.extra}


def _fits(event: Thing, query: Query) -> bool:
    if event["status"] == "called_off" or (query.kinds and event["kind"] not in query.kinds):
        return False
    homes = {_HOME, *(seat.country for seat in query.seats if seat.name and seat.country)}
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
    return any(_holds(event, p, seat) for p in event["participants"] if seat.country or p["country"] in homes)


def _holds(event: Thing, participant: Thing, seat: Seat) -> bool:
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
    return any(_holds(event, p, seat) for p in guests)


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
                if any(p["person"] in seat.ids and any(office_like(h, o) for h in p["offices"] for o in seat.offices) for p in e["participants"])
            ]  # fmt: skip
            found = own or found
    return found


def _by_level(found: list[Thing], level: str | None) -> list[Thing]:
    if level is None:
        return found
    return [e for e in found if e["level"] == level] or [e for e in found if (e["level"] or "").startswith(level)] or [e for e in found if e["level"] is None]


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
    """Events that share days are told of as one, those of `kinds` and the best supported first; those without a day are one each."""
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
    return [sorted(group, key=lambda e: (e["kind"] not in kinds, -e["sources"], e["parent"] is not None, e["id"])) for group in out]


def answer_event(view: View, query: Query, today: Day) -> Found | None:
    """What the record says on an event, or None."""
    if not (query.seats or query.countries):
        return None
    if query.topic and not query.kinds and query.asks not in ("list", "what"):
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
        others = [p for p in event["participants"] if p["person"] not in asked and not any(not s.ids and s.name is None and _holds(event, p, s) for s in query.seats)]
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
    text = say(query.language, "countries", countries=lands_in_words(query.language, codes), dates=_dates(query, clusters(found)))
    return Found(text, tuple(codes), tuple(found[-_TOLD:]))


def _count(_view: View, query: Query, found: list[Thing]) -> Found | None:
    groups = clusters(found, query.kinds)
    best = tuple(group[0] for group in groups)
    return Found(say(query.language, "count", count=len(groups), dates=_dates(query, groups)), (str(len(groups)),), best[-_TOLD:])


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
    "when": _when, "since": _when, "where": _where, "who": _who, "countries": _countries, "count": _count, "yesno": _yes, "list": _list, "what": _list,
}  # fmt: skip


def answer_turn(view: View, query: Query) -> Found | None:
    """Whose turn it is to visit, between two countries: of the one that was visited last."""
    pair = tuple(dict.fromkeys((*query.countries, *([_HOME] if len(query.countries) == 1 else []))))
    if len(pair) != 2:
        return None
    found = [e for e in view.events(Filters(countries=pair, kind="visit", limit=_LOOKED)) if e["date"] and e["status"] not in ("planned", "called_off")]
    trips = [(e, homes.pop()) for e in found if len(homes := {p["country"] for p in e["participants"] if p["role"] == "guest"} & set(pair)) == 1]
    top = [(e, home) for e, home in trips if e["level"] in ("state", "official", "official_friendship")] or trips
    if not top:
        return None
    last, home = max(top, key=lambda trip: (trip[0]["date"]["start"], trip[0]["id"]))
    turn = pair[0] if home == pair[1] else pair[1]
    told = f"{_title(query, last)}, {date_in_words(query.language, last['date'])}"
    return Found(say(query.language, "turn_visit", country=lands_in_words(query.language, [turn]), last=told), (turn,), (last,))
