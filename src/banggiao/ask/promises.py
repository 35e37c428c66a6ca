"""Answers on what was agreed, promised and signed, on set phrases, on relations and mechanisms."""

from __future__ import annotations

from typing import Final

from banggiao.ask.found import Found, Thing, asked_days, days_of_thing, quotes_of, speaks_of, stamp_of
from banggiao.ask.query import Query
from banggiao.ask.vocabulary import forms_of
from banggiao.ask.wording import date_in_words, joined, say, stamp_in_words
from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.naming import plain
from banggiao.record.view import View

_HOME: Final = "VN"
_LOOKED: Final = 2000
#: So many commitments of one side are looked at for whom they were told with.
_NEAR: Final = 300
_TOLD: Final = 8
_OPEN: Final = ("open", "overdue", "silent")
#: A phrase of so many words says what a relationship is; a shorter one praises it.
_WHOLE: Final = 6


def answer_commitment(view: View, query: Query) -> Found | None:
    """What was agreed, pledged, proposed; what is open, done, overdue."""
    if query.unknown or query.seats:
        return None
    lands = set(query.countries) | ({_HOME} if len(query.countries) == 1 else set())
    found = [c for c in _of(view, query, lands) if _fits(c, query)]
    if query.state:
        wanted = _OPEN[:2] if query.state == "open" else (query.state,)
        found = [c for c in found if c["state"] in wanted] or [
            c for c in found if query.state == "open" and c["state"] in _OPEN
        ]
    if not found:
        return None
    found = sorted(found, key=lambda c: (c["last_told"] or c["first_told"] or "", c["id"]), reverse=True)[:_TOLD]
    texts = joined(query.language, (f"“{c['text']}”" for c in found))
    return Found(
        say(query.language, "commitments", count=len(found), texts=texts), tuple(c["text"] for c in found), tuple(found)
    )


def _of(view: View, query: Query, lands: set[str]) -> list[Thing]:
    """Commitments between these countries: by both, or by one in a story that tells of both."""
    start, end = query.start, query.end
    if not lands:
        return view.commitments(Filters(start=start, end=end, limit=_NEAR))
    found = {c["id"]: c for c in view.commitments(Filters(countries=tuple(sorted(lands)), start=start, end=end, limit=_LOOKED))}
    spoken: dict[str, set[str]] = {}
    for land in sorted(lands):
        for c in view.commitments(Filters(countries=(land,), start=start, end=end, limit=_NEAR)):
            if c["id"] in found or not set(c["by"]) <= lands:
                continue
            told = set(c["by"])
            for story in {e["story"] for e in c["evidence"]}:
                told |= spoken.setdefault(story, _countries_of(view, story))
            if lands <= told:
                found[c["id"]] = c
    return list(found.values())


def _countries_of(view: View, story: str) -> set[str]:
    """The countries of the events a story tells."""
    told = view.story(story)
    return {code for s in (told or {}).get("statements", ()) if s["sort"] == "event" for code in s["says"]["countries"]}


def _fits(commitment: Thing, query: Query) -> bool:
    if query.act not in (None, "any") and commitment["act"] != query.act:
        return False
    if query.act in ("pledge", "propose") and len(query.origin) == 1 and commitment["by"] != [query.origin[0]]:
        return False
    days = asked_days(query)
    told = days_of((commitment["first_told"] or "")[:10] or None)
    if days is not None and (told is None or not days.meets(told)):
        return False
    return speaks_of([commitment["text"], *quotes_of(commitment)], query.topic)


def answer_agreement(view: View, query: Query) -> Found | None:
    """Which documents there are, and when they were signed."""
    if query.unknown or query.seats or not query.countries:
        return None
    lands = tuple(dict.fromkeys((*query.countries, *([_HOME] if len(query.countries) == 1 else []))))
    found = [
        a
        for a in view.agreements(Filters(countries=lands, limit=_LOOKED))
        if speaks_of([a["name"], *a.get("also", ())], query.topic)
    ]
    days = asked_days(query)
    if days is not None:
        found = [a for a in found if (own := days_of_thing(a)) is not None and own.meets(days)]
    if "signing" in query.kinds:
        found = [a for a in found if a["status"] in ("signed", "in_force")]
    if query.asks == "when":
        found = [a for a in found if a["date"]]
        stamps = tuple(dict.fromkeys(stamp for a in found if (stamp := stamp_of(a["date"]))))
        dates = joined(query.language, (date_in_words(query.language, a["date"]) for a in found))
        names = joined(query.language, (a["name"] for a in found))
        return Found(say(query.language, "agreement_when", names=names, dates=dates), stamps, tuple(found)) if stamps else None
    found = found[:_TOLD]
    if not found:
        return None
    return Found(
        say(query.language, "agreements", names=joined(query.language, (a["name"] for a in found))),
        tuple(dict.fromkeys(a["name"] for a in found)),
        tuple(found),
    )


def answer_phrase(view: View, query: Query) -> Found | None:
    """How a relationship is called, and since when."""
    found = [p for p in view.phrases(Filters(countries=query.countries, limit=_LOOKED)) if p["kind"] != "motto" or query.quoted]
    if query.quoted:
        found = [p for p in found if all(plain(quoted) in plain(p["phrase"]) for quoted in query.quoted) and p["first_told"]]
        if not found:
            return None
        first = min(found, key=lambda p: (p["first_told"], p["id"]))
        day = first["first_told"][:10]
        text = say(query.language, "phrase_since", phrase=first["phrase"], first=stamp_in_words(query.language, day))
        return Found(text, (day,), (_borne(first, "first"),))
    found = [p for p in found if p["last_told"]] if query.countries and not query.topic else []
    if not found:
        return None
    whole = [p for p in found if len(p["phrase"].split()) > _WHOLE] or found
    last = max(whole, key=lambda p: (p["last_told"], p["id"]))
    text = say(query.language, "phrase", phrase=last["phrase"], last=stamp_in_words(query.language, last["last_told"]))
    return Found(text, (last["phrase"],), (_borne(last, "last"),))


def _borne(phrase: Thing, side: str) -> Thing:
    return phrase | {"evidence": [phrase[side]] if phrase.get(side) else []}


def answer_relation(view: View, query: Query) -> Found | None:
    """Since when two states have relations: the earliest day on which stories say so, as exactly as any says it."""
    lands = tuple(dict.fromkeys((*query.countries, *([_HOME] if len(query.countries) == 1 else []))))
    if len(lands) != 2 or query.topic:
        return None
    said = [plain(form) for form in forms_of("relations between states")]
    events = view.events(Filters(countries=lands, newest_first=False, limit=_LOOKED))
    told = [e for e in events if e["date"] and any(form in plain(quote) for quote in quotes_of(e) for form in said)]
    if not told:
        return None
    year = min(e["date"]["start"][:4] for e in told)
    best = max(
        (e for e in told if e["date"]["start"][:4] == year), key=lambda e: (len(e["date"]["start"]), e["sources"], e["id"])
    )
    return Found(
        say(query.language, "relation", date=date_in_words(query.language, best["date"])), (best["date"]["start"],), (best,)
    )


def answer_mechanism(view: View, query: Query) -> Found | None:
    """Which mechanisms two countries have."""
    lands = tuple(dict.fromkeys((*query.countries, *([_HOME] if len(query.countries) == 1 else []))))
    if len(lands) < 2 or query.topic:
        return None
    found = [m for m in view.mechanisms(Filters(countries=lands, limit=_LOOKED)) if m["countries"]]
    if not found:
        return None
    events = [{"id": m["id"], "evidence": [e for s in m["sessions"][-1:] for e in s.get("evidence", ())]} for m in found]
    return Found(
        say(query.language, "mechanisms", names=joined(query.language, (m["name"] for m in found))),
        tuple(m["name"] for m in found),
        tuple(events),
    )
