"""The page of an event: its sources side by side, what they disagree on, its whole, its parts, and what was promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Moved, NotThere, Page
from banggiao.portal.parts import Dispute, EventLine, Source, Who, disputes_of, event_line, sources_of, stories_in, who_of


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment or agreement told in the same stories."""

    text: str
    href: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step in the life of an event: planned, ongoing, held, and since when it was told as that."""

    status: str
    since: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A field that a person set, who it was and why."""

    field: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event whole. `basis` says in a word how its date came about, `whole` is the visit it is part of."""

    line: EventLine
    level: str
    channel: str
    basis: str
    who: tuple[Who, ...]
    session: str
    session_href: str
    life: tuple[Told, ...]
    sources: tuple[Source, ...]
    voices: int
    disputes: tuple[Dispute, ...]
    whole: EventLine | None
    parts: tuple[EventLine, ...]
    promised: tuple[Promise, ...]
    judged: tuple[Judged, ...]
    relation: str
    wrong: bool


def event(ask: Ask) -> Page:
    """The page of an event; an id that was merged away leads to where it went."""
    t = ask.t
    found = thing_of(ask, "event", "/events/")
    line = event_line(found, t, most=30)
    parent = ask.view.show(found["parent"]) if found.get("parent") else None
    differing = found["conflicts"]
    titles = {s["story"]: s for s in found["statements"]}
    titles |= ask.overview.titles(sorted(stories_in(differing) - titles.keys()))
    title = ", ".join(
        filter(
            None, [line.what[:1].upper() + line.what[1:], line.mechanism, " – ".join(w.name for w in line.who[:2]), line.when]
        )
    )
    lands = found["countries"]
    session = f"/mechanisms?between={'-'.join(lands[:2])}" if found.get("mechanism") and len(lands) > 1 else ""
    return Page(
        "event.html",
        title,
        Event(
            line,
            t.name("visit", found["level"]),
            t.name("channel", found["channel"]),
            t.name("basis", (found["date"] or {}).get("basis")),
            tuple(who_of(p, t) for p in found["participants"]),
            line.mechanism,
            session,
            tuple(Told(t.name("status", step["status"]), t.day(step["first_told"])) for step in found.get("life", ())),
            sources_of(found["statements"], t),
            found.get("voices", 0),
            disputes_of(differing, titles, t),
            event_line(parent, t) if parent else None,
            tuple(event_line(part, t) for part in found["parts"]),
            tuple(_promises(ask, found["promised"])),
            judged_of(ask, found),
            f"/relations/{lands[0]}-{lands[1]}" if len(lands) == 2 else "",
            bool(found.get("wrong")),
        ),
        "events",
    )


def thing_of(ask: Ask, sort: str, path: str) -> dict[str, Any]:
    """The thing that the address names; raises `NotThere`, or `Moved` where it is found under another id."""
    identity = ask.names["id"]
    found = ask.view.show(identity)
    if found is None or found["sort"] != sort:
        raise NotThere(ask.t.say("The record has nothing under %(id)s.", id=visible(identity[:40])))
    if found["id"] != identity:
        raise Moved(path + found["id"])
    return found


def judged_of(ask: Ask, found: dict[str, Any]) -> tuple[Judged, ...]:
    """What people set of a thing by hand."""
    return tuple(
        Judged(ask.t.name("field", field), visible(by["by"]), ask.t.day(by["at"]), visible(by["reason"]))
        for field, by in found.get("judged", {}).items()
    )


def _promises(ask: Ask, found: Iterable[dict[str, Any]]) -> Iterable[Promise]:
    t = ask.t
    for one in found:
        if one["sort"] == "commitment":
            yield Promise(visible(one["text"]), f"/commitments/{one['id']}", t.name("act", one["act"]), t.countries(one["by"]))
        else:
            yield Promise(visible(one["name"]), f"/agreements/{one['id']}", t.name("agreement", one["status"]), "")
