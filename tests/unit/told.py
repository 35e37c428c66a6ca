"""Short ways to have one's own sentences read, for tests of what comes out of them."""

from __future__ import annotations

from hashlib import sha256

import banggiao
from banggiao.model import Capture, Commitment, Date, Event, Figure, Person, Reading, Session
from banggiao.reading import read_capture


def read(text: str, *, captured: str | None = None) -> Reading:
    """The reading of `text`."""
    return banggiao.read_text(text, captured=captured)


def row(*, captured: str | None = None, **fields: str) -> Reading:
    """The reading of one row of a table: title, lead, text, published."""
    content = "\n".join(fields.values()).encode()
    return read_capture(
        Capture("table.csv#1", content, "row", sha256(content).hexdigest(), captured=captured, fields=fields)
    )


def people(text: str) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Name → country and offices."""
    return {person.name: (person.country, person.offices) for person in read(text).people}


def person(text: str, name: str) -> Person:
    """The one person of that name."""
    (found,) = (p for p in read(text).people if p.name == name)
    return found


def events(reading: Reading, kind: str) -> list[Event]:
    """The events of one kind, in order."""
    return [event for event in reading.events if event.kind == kind]


def event(text: str, kind: str, *, captured: str | None = None) -> Event:
    """The one event of that kind."""
    (found,) = events(read(text, captured=captured), kind)
    return found


def names(event: Event) -> set[str]:
    """Who takes part."""
    return {participant.name for participant in event.participants}


def roles(event: Event) -> dict[str, str]:
    """Name → role."""
    return {participant.name: participant.role for participant in event.participants}


def days(date: Date | None) -> tuple[str, str] | None:
    """Start and end, or None."""
    return (date.start, date.end) if date is not None else None


def figure(text: str, indicator: str) -> Figure:
    """The one figure of that indicator."""
    (found,) = (f for f in read(text).figures if f.indicator == indicator)
    return found


def promises(text: str) -> list[Commitment]:
    """The commitments, in order."""
    return list(read(text).commitments)


def sittings(text: str) -> list[Session]:
    """The numbered sittings, in order."""
    return list(read(text).sessions)
