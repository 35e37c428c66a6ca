"""The section on what comes next: sessions due, planned events, days by which something was promised, anniversaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta
from typing import Any, Final

from banggiao.brief.content import Sentence
from banggiao.brief.desk import Desk, first_day, last_day
from banggiao.brief.matters import of_the_pair, promised
from banggiao.brief.words import is_day, short
from banggiao.record.days import days_of

Thing = dict[str, Any]

_YEAR: Final = timedelta(days=366)
_MOST: Final = 6
#: A day as the press prints it, with its year: "18/7/1977".
_PRINTED: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
#: How much of a quote is told before the day for which it is told.
_BEFORE: Final = 90
#: What is younger is not commemorated.
_OLD: Final = 5


def ahead(desk: Desk) -> list[Sentence]:
    """What comes within a year, in the order of time."""
    found = [*_sessions(desk), *_planned(desk), *_due(desk), *_anniversaries(desk)]
    return [sentence for _, sentences in sorted(found, key=lambda one: one[0])[:_MOST] for sentence in sentences]


def _sessions(desk: Desk) -> Iterator[tuple[Day, list[Sentence]]]:
    """The next session of each mechanism of the two: as announced, or as its usual interval lets expect."""
    words = desk.words
    for mechanism in desk.view.mechanisms(desk.asked()):
        if frozenset(mechanism["countries"]) != desk.pair:
            continue
        host = words.form("host", country=words.country(mechanism["next_host"])) if mechanism["next_host"] else ""
        announced = [s for s in mechanism["sessions"] if (first_day(s["date"]) or Day.min) >= desk.today]
        for session in announced[:1]:
            text = words.say(
                "session_planned",
                mechanism=mechanism["name"],
                number=session["number"],
                days=words.days(session["date"]),
                host=words.form("host", country=words.country(session["host"])) if session["host"] else "",
            )
            yield first_day(session["date"]) or Day.max, desk.sentence(text, desk.cite(session["evidence"]))
        due = mechanism["next"]
        # numbers above that of the last held one are told already: what is due then is not this one
        if announced or due is None or any(s["number"] >= due["number"] for s in mechanism["sessions"]):
            continue
        last = next(s for s in mechanism["sessions"] if s["number"] == mechanism["last"])
        text = words.say(
            "session_overdue" if due["overdue"] else "session_due",
            mechanism=mechanism["name"],
            number=due["number"],
            month=words.day(due["about"]),
            host=host,
            before=mechanism["last"],
            days=words.days(last["date"]),
        )
        days = days_of(due["about"])
        if days is not None:
            yield days.first, desk.sentence(text, desk.cite(last["evidence"]))


def _planned(desk: Desk) -> Iterator[tuple[Day, list[Sentence]]]:
    words = desk.words
    for event in desk.events:
        day = last_day(event["date"])
        # a year in which something is to be held is no date to keep free
        if (
            event["status"] == "planned"
            and event["date"]["precision"] != "year"
            and day
            and desk.today <= day <= desk.today + _YEAR
        ):
            told = {"days": words.days(event["date"]), "kind": words.name("kinds", event["kind"]), "place": desk.place(event)}
            if event["participants"]:
                text = words.say("planned", people=desk.people(event), **told)
            else:
                text = words.say("planned_bare", quote=short(event["evidence"][0]["quote"]), **told)
            yield first_day(event["date"]) or day, desk.sentence(text, desk.cite_event(event))


def _due(desk: Desk) -> Iterator[tuple[Day, list[Sentence]]]:
    words = desk.words
    for commitment in of_the_pair(desk, desk.view.commitments(desk.asked())):
        days = days_of(commitment["due"])
        if (
            days is not None
            and commitment["by"]
            and commitment["state"] == "open"
            and desk.today <= days.last <= desk.today + _YEAR
        ):
            parts = {name: part for name, part in promised(desk, commitment).items() if name != "told"}
            yield (
                days.last,
                desk.sentence(words.say("due", days=words.day(commitment["due"]), **parts), desk.cite(commitment["evidence"])),
            )


def _anniversaries(desk: Desk) -> Iterator[tuple[Day, list[Sentence]]]:
    """Days of earlier years that ceremonies and documents of the two name, when they come round next; each day once."""
    words = desk.words
    seen: set[Day] = set()
    for day, printed, evidence in sorted(_remembered(desk), key=lambda one: (one[0], one[2]["story"], one[2]["start"])):
        coming = _next(day, desk.today)
        if day in seen or coming > desk.today + _YEAR:
            continue
        cited = desk.cite([evidence], most=1)
        if cited is not None:
            seen.add(day)
            text = words.say(
                "anniversary",
                days=words.day(coming.isoformat()),
                years=coming.year - day.year,
                day=words.day(day.isoformat()),
                quote=_around(cited[0].quote, printed),
            )
            yield coming, desk.sentence(text, cited)


def _remembered(desk: Desk) -> Iterator[tuple[Day, str, Thing]]:
    """Days with their years, as they are printed, and the quotes in which they are."""
    for event in desk.events:
        if event["kind"] == "ceremony" and frozenset(event["countries"]) == desk.pair:
            for evidence in event["evidence"]:
                for found in _PRINTED.finditer(evidence["quote"]):
                    stamp = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
                    if is_day(stamp) and Day.fromisoformat(stamp).year <= desk.today.year - _OLD:
                        yield Day.fromisoformat(stamp), found[0], evidence
    for agreement in of_the_pair(desk, desk.view.agreements(desk.asked())):
        date = agreement["date"]
        if date and is_day(date["start"]) and Day.fromisoformat(date["start"]).year <= desk.today.year - _OLD:
            yield Day.fromisoformat(date["start"]), "", agreement["evidence"][0]


def _around(quote: str, printed: str) -> str:
    """The part of a quote that stands before a day printed in it, and says what is remembered."""
    before = max(0, quote.find(printed) - _BEFORE)
    start = quote.find(" ", before) + 1 if before else 0
    return ("… " if start else "") + short(quote[start:], _BEFORE + 30)


def _next(day: Day, today: Day) -> Day:
    """When a day of the calendar comes next, today included."""
    for year in (today.year, today.year + 1):
        leap = day.month == 2 and day.day == 29
        coming = Day(year, 3, 1) if leap else day.replace(year=year)
        if coming >= today:
            return coming
    return day.replace(year=today.year + 1)
