"""The page of a person: offices over time, and every contact in the office held that day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Page
from banggiao.portal.charts import Bar, Chart, spans, year_of
from banggiao.portal.filtering import asked
from banggiao.portal.pages.event import thing_of
from banggiao.portal.parts import EventLine, Quoted, cursor_of, event_line, quote_href, time_of

_CONTACTS = 30


@dataclass(frozen=True, slots=True)
class TenureLine:
    """An office and when it was held; `seen` is when pages named it, `why` how its ends are known."""

    office: str
    country: str
    held: str
    seen: str
    times: int
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class Contact:
    """An event with the office in which the person took part, and the role."""

    line: EventLine
    office: str
    role: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another person who may be the same."""

    name: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met, and how often."""

    name: str
    href: str
    country: str
    times: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A story that names the person: how, with which offices, and the quote."""

    title: str
    href: str
    when: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person whole; `feed` is the id, `reasons` say why several names are held to be one person's."""

    feed: str
    name: str
    country: str
    also: tuple[str, ...]
    times: int
    first: str
    last: str
    now: str
    chart: Chart | None
    tenures: tuple[TenureLine, ...]
    contacts: tuple[Contact, ...]
    older: str
    met: tuple[Met, ...]
    doubts: tuple[Doubt, ...]
    reasons: tuple[str, ...]
    named: tuple[Naming, ...]


def person(ask: Ask) -> Page:
    """The page of a person; raises `NotThere`."""
    t = ask.t
    found = thing_of(ask, "person", "/people/")
    wanted = asked(ask.query)
    events = ask.view.events_of(found["id"], wanted.filters(limit=_CONTACTS))
    tenures = sorted(found["tenures"], key=lambda x: (x["start"] or x["first_seen"] or "", x["office"]))
    chart = tenures_chart(ask, found)
    others: Counter[tuple[str, str, str]] = Counter()
    for one in events:
        for p in one["participants"]:
            if p.get("person") and p["person"] != found["id"] and p["country"] != found["country"]:
                others[p["person"], p["name"], p["country"] or ""] += 1
    last = max(tenures, key=lambda x: (x["end"] is None and x["start"] is not None, x["last_seen"] or ""), default=None)
    return Page(
        "person.html",
        found["name"],
        Person(
            found["id"],
            found["name"],
            t.country(found["country"]),
            tuple(found["also"]),
            found["times"],
            t.day(found["first_told"]),
            t.day(found["last_told"]),
            last["office"] if last else ", ".join(found["offices"][:1]),
            chart,
            tuple(_tenure(ask, x) for x in tenures),
            tuple(_contact(ask, e, found["id"]) for e in events[:_CONTACTS]),
            wanted.address(ask.path, after=cursor_of(events[_CONTACTS - 1])) if len(events) > _CONTACTS else "",
            tuple(Met(name, f"/people/{who}", t.country(land), n) for (who, name, land), n in others.most_common(10)),
            tuple(Doubt(_name_of(ask, d["with"]), f"/people/{d['with']}", visible(d["why"])) for d in found["doubts"]),
            tuple(visible(str(r)) for r in found.get("reasons", ())),
            tuple(
                Naming(
                    visible(s["title"] or "") or t.say("Without a title"),
                    f"/stories/{s['story']}",
                    t.day(s["published"]),
                    tuple(
                        Quoted(visible(e["quote"]), quote_href(s["story"], e), e.get("rule") or "") for e in s["evidence"][:2]
                    ),
                )
                for s in found["statements"][-25:][::-1]
            ),
        ),
        "people",
    )


def tenures_chart(ask: Ask, found: dict[str, Any]) -> Chart | None:
    """Offices over time with the contacts in each; None where none has a time."""
    t = ask.t
    events = ask.keep(("contacts", found["id"]), lambda: ask.overview.contacts(found["keys"], found["country"]))
    dots: dict[str, list[tuple[float, str]]] = {}
    for event in events:
        mine = next((p for p in event["participants"] if p["key"] in found["keys"]), None)
        if mine and mine.get("office"):
            line = event_line(event, t)
            dots.setdefault(mine["office"], []).append((year_of(time_of(event)), f"{line.when} {line.what} {line.lands}"))
    bars, rows = [], []
    for tenure in sorted(found["tenures"], key=lambda x: (x["start"] or x["first_seen"] or "", x["office"])):
        start, end = tenure["start"] or tenure["first_seen"], tenure["end"] or tenure["last_seen"]
        if tenure["start"] and not tenure["end"]:
            end = max(filter(None, (tenure["last_seen"], tenure["start"])))
        if not start or not end:
            continue
        first, last = year_of(start), max(year_of(end), year_of(start))
        held = t.span(start, end)
        here = tuple(d for d in dots.get(tenure["office"], ()) if first - 0.2 <= d[0] <= last + 0.2)
        bars.append(Bar(tenure["office"], first, last, bool(tenure["start"]), f"{tenure['office']}: {held}", here))
        rows.append((tenure["office"], start, end, str(len(here))))
    if not bars:
        return None
    title = t.say("Offices of %(name)s over time", name=found["name"])
    columns = (t.say("office"), t.say("from"), t.say("until"), t.say("contacts"))
    return spans(title, f"/charts/person/{found['id']}", bars[:14], columns, rows)


def _tenure(ask: Ask, x: dict[str, Any]) -> TenureLine:
    t = ask.t
    held = t.span(x["start"], x["end"]) if x["start"] and x["end"] else ""
    if not held and x["start"]:
        held = t.say("from %(day)s", day=t.day(x["start"]))
    elif not held and x["end"]:
        held = t.say("until %(day)s", day=t.day(x["end"]))
    return TenureLine(
        x["office"],
        t.country(x["country"]),
        held,
        t.span(x["first_seen"], x["last_seen"]),
        x["times"],
        t.name("basis", x["basis"]),
        x["why"] or "",
    )


def _contact(ask: Ask, event: dict[str, Any], identity: str) -> Contact:
    mine = next((p for p in event["participants"] if p.get("person") == identity), None)
    others = [p for p in event["participants"] if p is not mine]
    line = event_line(event | {"participants": others}, ask.t)
    return Contact(line, (mine or {}).get("office") or "", ask.t.name("role", (mine or {}).get("role")))


def _name_of(ask: Ask, identity: str) -> str:
    found = ask.view.show(identity)
    return str(found["name"]) if found else identity
