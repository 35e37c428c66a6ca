"""iCalendar: what is to come of a record, and the days that come back every year.

Planned events, the sessions that are due next, the days by which something was promised, and (from the list `yearly`)
national days and the days on which relations were established, of the countries that the record is about. Ids are those of
the record and stamps are its last day: a calendar that reads the file again sees the same entries. Needs icalendar (the
extra `export`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import date as Day
from datetime import time as Clock
from typing import Any, Final, NamedTuple

from banggiao.errors import ExportError
from banggiao.export.folder import Folder
from banggiao.export.naming import caption, captions, vietnamese
from banggiao.grammar.tables import rows
from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

Thing = dict[str, Any]
FILE: Final = "calendar.ics"
#: A day that is known to the year alone is no entry of a calendar.
_LONGEST: Final = timedelta(days=62)
#: Calendars begin here: some programs know no day before.
_EARLIEST: Final = 1972


class Entry(NamedTuple):
    """An entry: from the first day to the last, both inclusive; `yearly` where it comes back."""

    id: str
    summary: str
    first: Day
    last: Day
    description: str
    category: str
    place: str | None = None
    certain: bool = True
    yearly: bool = False


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write `calendar.ics`. Raises `ExportError` where icalendar is not there."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise ExportError("ics needs icalendar: pip install 'banggiao[export]'") from error
    stamp = datetime.combine(now.as_of, Clock(), UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//Bang Giao//record of diplomacy//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Bang Giao")
    with folder.draft(FILE) as draft:
        for entry in sorted(entries(now, filters), key=lambda e: (e.first, e.id)):
            calendar.add_component(_component(entry, stamp))
            draft.rows += 1
        draft.path.write_bytes(calendar.to_ical(sorted=True))


def entries(now: Standing, filters: Filters) -> Iterator[Entry]:
    """What the calendar holds; of a commitment only what is not done."""
    for event in now.walk("events", filters):
        if event["status"] == "planned" and event["date"]:
            quote = event["evidence"][0]["quote"]
            yield from _dated(event["id"], caption(event), event["date"], quote, "event", place=event["place"], certain=False)
    for mechanism in now.walk("mechanisms", filters):
        due = mechanism["next"]
        if due is not None:
            host = f", {vietnamese(mechanism['next_host'])}" if mechanism["next_host"] else ""
            summary = f"{captions('due')['session']}: {mechanism['name']}, {due['number']}{host}"
            about = {"start": due["about"], "end": due["about"]}
            yield from _dated(mechanism["id"], summary, about, due["why"], "session", certain=False)
    for commitment in now.walk("commitments", filters):
        if commitment["due"] and not commitment["done"] and (days := days_of(commitment["due"])) is not None:
            summary = f"{captions('due')['commitment']}: {commitment['text']}"
            quote = commitment["evidence"][0]["quote"]
            yield Entry(commitment["id"], summary, days.last, days.last, quote, "commitment", certain=False)
    lands = set(now.countries()) | {"VN"}
    for row in rows("yearly"):
        if row["country"] in lands and (not filters.countries or row["country"] in filters.countries):
            since = Day.fromisoformat(row["canonical"])
            day = since.replace(year=max(since.year, _EARLIEST))
            yield Entry(f"{row['kind']}-{row['country']}", row["form"], day, day, row["canonical"], row["kind"], yearly=True)


def _dated(identity: str, summary: str, date: Thing, description: str, category: str, **more: Any) -> Iterator[Entry]:
    days = days_of(date["start"], date["end"])
    if days is not None and days.last - days.first <= _LONGEST:
        yield Entry(identity, summary, days.first, days.last, description, category, **more)


def _component(entry: Entry, stamp: datetime) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.id}@banggiao")
    event.add("dtstamp", stamp)
    event.add("summary", entry.summary)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("description", entry.description)
    event.add("categories", [entry.category])
    event.add("status", "CONFIRMED" if entry.certain else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if entry.yearly:
        leap = (entry.first.month, entry.first.day) == (2, 29)
        event.add("rrule", {"freq": "yearly", "bymonth": 2, "bymonthday": -1} if leap else {"freq": "yearly"})
    return event
