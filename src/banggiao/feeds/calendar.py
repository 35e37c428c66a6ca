"""iCalendar (RFC 5545): events of a subject with their days, sessions that are due, days by which something was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import date as Day
from typing import Any, Final

from icalendar import Calendar, Event

from banggiao.brief.desk import clean
from banggiao.feeds.subjects import Subject, caption
from banggiao.record.days import Days, days_of

Thing = dict[str, Any]

#: What is known to the year alone is no entry of a calendar.
_LONGEST: Final = timedelta(days=62)
_STATUS: Final = {"planned": "TENTATIVE", "called_off": "CANCELLED"}
_LONG_AGO: Final = Day(1970, 1, 1)


def calendar(subject: Subject, *, address: Callable[[str], str]) -> bytes:
    """The calendar; `address` gives the address of a thing by its id."""
    made = Calendar()
    made.add("prodid", "-//Bang Giao//record of diplomacy//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Bang Giao: {clean(subject.name)}")
    entries = [*_events(subject), *_sessions(subject), *_promises(subject)]
    for days, identity, summary, quote, stamp, status, place in sorted(entries, key=lambda e: (e[0], e[1])):
        entry = Event()
        entry.add("uid", f"{identity}@banggiao")
        # the time at which it was last told: a calendar that reads the feed again sees whether anything is new
        entry.add("dtstamp", datetime.combine(stamp, datetime.min.time(), UTC))
        entry.add("summary", clean(summary))
        entry.add("dtstart", days.first)
        entry.add("dtend", days.last + timedelta(days=1))
        entry.add("description", clean(quote))
        entry.add("status", status)
        entry.add("transp", "TRANSPARENT")
        entry.add("url", address(identity))
        if place:
            entry.add("location", clean(place))
        made.add_component(entry)
    written: bytes = made.to_ical(sorted=True)
    return written


_Entry = tuple[Days, str, str, str, Day, str, str | None]


def _events(subject: Subject) -> list[_Entry]:
    out = []
    for event in subject.events:
        days = days_of(event["date"]["start"], event["date"]["end"]) if event["date"] else None
        if days is not None and days.last - days.first <= _LONGEST and event["evidence"]:
            status = _STATUS.get(event["status"], "CONFIRMED")
            summary, quote = caption(event, subject.words), event["evidence"][0]["quote"]
            out.append((days, event["id"], summary, quote, _stamp(event["last_told"]), status, event["place"]))
    return out


def _sessions(subject: Subject) -> list[_Entry]:
    """The next session of each mechanism, in the month in which it is due."""
    out: list[_Entry] = []
    for mechanism in subject.mechanisms:
        due = mechanism["next"]
        days = days_of(due["about"]) if due else None
        if due is not None and days is not None and not any(s["number"] >= due["number"] for s in mechanism["sessions"]):
            last = next(s for s in mechanism["sessions"] if s["number"] == mechanism["last"])
            stamp = _stamp((last["date"] or {}).get("start"))
            quote = last["evidence"][0]["quote"] if last["evidence"] else due["why"]
            out.append((days, mechanism["id"], f"{mechanism['name']}, {due['number']}", quote, stamp, "TENTATIVE", None))
    return out


def _promises(subject: Subject) -> list[_Entry]:
    """The last days by which something was promised that is not done."""
    out: list[_Entry] = []
    for commitment in subject.commitments:
        days = days_of(commitment["due"])
        if days is not None and not commitment["done"] and commitment["evidence"]:
            summary = f"{subject.words.name('acts', commitment['act'])}: {commitment['text']}"
            stamp, quote = _stamp(commitment["last_told"]), commitment["evidence"][0]["quote"]
            out.append((Days(days.last, days.last), commitment["id"], summary, quote, stamp, "TENTATIVE", None))
    return out


def _stamp(told: str | None) -> Day:
    days = days_of((told or "")[:10] or None)
    return days.first if days else _LONG_AGO
