"""Answers on sittings of mechanisms: when, where, in whose chair, how many, the last, the next, whose turn."""

from __future__ import annotations

from datetime import date as Day

from banggiao.ask.events import people_of
from banggiao.ask.found import Found, Thing, asked_days, days_of_thing, speaks_of, stamp_of
from banggiao.ask.query import Query
from banggiao.ask.wording import country, date_in_words, joined, say, stamp_in_words
from banggiao.record.view import View


def answer_session(view: View, query: Query, today: Day) -> Found | None:
    """What the record says on a sitting, or None."""
    ledgers = [ledger for identity in query.mechanisms if (ledger := view.show(identity)) is not None]
    if not ledgers or not speaks_of([ledger["name"] for ledger in ledgers], query.topic):
        return None
    if query.order == "next" or query.asks == "turn":
        return _next(query, ledgers)
    found = _sessions(ledgers)
    if query.session is not None:
        found = [s for s in found if s["number"] == query.session]
    days = asked_days(query)
    if days is not None:
        found = [s for s in found if (own := days_of_thing(s)) is not None and own.meets(days)]
    if query.order in ("last", "first"):
        held = [s for s in found if (own := days_of_thing(s)) is not None and own.first <= today]
        found = (held[-1:] if query.order == "last" else held[:1]) if held else []
    if not found:
        return None
    return _told(view, query, ledgers[0]["name"], found)


def _sessions(ledgers: list[Thing]) -> list[Thing]:
    """The sittings of one mechanism under several names, each number once, the best known row of it."""
    by_number: dict[int, Thing] = {}
    for session in (s for ledger in ledgers for s in ledger["sessions"]):
        known = by_number.get(session["number"])
        if (
            known is None
            or (session["date"] and not known["date"])
            or (session.get("place") and not known.get("place") and bool(session["date"]) == bool(known["date"]))
        ):
            by_number[session["number"]] = session
    return [by_number[number] for number in sorted(by_number)]


def _told(view: View, query: Query, name: str, found: list[Thing]) -> Found | None:
    language = query.language
    numbers = ", ".join(str(s["number"]) for s in found)
    one = found[-1]
    if query.asks == "count":
        return Found(
            say(language, "session_count", count=len(found), mechanism=name, numbers=numbers), (str(len(found)),), tuple(found)
        )
    if query.asks in ("when", "since", "yesno"):
        dated = [s for s in found if s["date"]]
        stamps = tuple(stamp for s in dated if (stamp := stamp_of(s["date"])))
        dates = joined(language, (date_in_words(language, s["date"]) for s in dated))
        values = ("yes",) if query.asks == "yesno" else stamps
        return (
            Found(say(language, "session_when", number=numbers, mechanism=name, dates=dates), values, tuple(dated))
            if stamps
            else None
        )
    if query.asks == "where":
        places = tuple(dict.fromkeys(s["place"] for s in found if s.get("place")))
        return (
            Found(
                say(language, "session_where", number=numbers, mechanism=name, places=joined(language, places)),
                places,
                tuple(found),
            )
            if places
            else None
        )
    if query.asks == "who":
        sittings = [event for s in found if s.get("event") and (event := view.show(s["event"])) is not None]
        names = people_of(view, query, sittings)
        return (
            Found(
                say(language, "session_who", number=numbers, mechanism=name, names=joined(language, names)),
                names,
                tuple(sittings),
            )
            if names
            else None
        )
    if len(found) > 1:
        return Found(
            say(language, "session_list", mechanism=name, numbers=numbers), tuple(str(s["number"]) for s in found), tuple(found)
        )
    text = say(language, "session_number", number=one["number"], mechanism=name, dates=date_in_words(language, one["date"]))
    return Found(text, (str(one["number"]),), (one,))


def _next(query: Query, ledgers: list[Thing]) -> Found | None:
    """The sitting after the last, by the ledger that knows the latest."""
    language = query.language
    known = [ledger for ledger in ledgers if ledger["last"] is not None]
    if not known:
        return None
    ledger = max(known, key=lambda one: (one["last"], one["next_host"] is not None))
    number = ledger["last"] + 1
    last = tuple(s for s in ledger["sessions"] if s["number"] == ledger["last"])
    name = ledger["name"]
    if query.session not in (None, number):
        return None
    if query.asks in ("turn", "countries", "where"):
        host = ledger["next_host"]
        return (
            Found(say(language, "session_turn", country=country(language, host), number=number, mechanism=name), (host,), last)
            if host
            else None
        )
    due = ledger["next"]
    if query.asks == "when" or query.asks is None:
        if due is None or due["number"] != number:
            return None
        text = say(
            language, "session_next", number=number, mechanism=name, due=stamp_in_words(language, due["about"]), why=due["why"]
        )
        return Found(text, (due["about"],), last)
    return Found(say(language, "session_next_number", number=number, mechanism=name), (str(number),), last)
