"""The first page: what the record holds, what is new in it, what most sources tell, and the relationships."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Day

from banggiao.portal.ask import Ask, Page
from banggiao.portal.charts import Chart, stacked
from banggiao.portal.parts import EventLine, event_line
from banggiao.record.filters import Filters
from banggiao.record.overview import Relation


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one sort the record holds; `href` leads to their list."""

    name: str
    number: str
    href: str | None


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relationship in a line: its events, its last contact and how long that is ago."""

    name: str
    href: str
    events: int
    last: str
    ago: str


@dataclass(frozen=True, slots=True)
class Home:
    """`newest` happened last, `sourced` is told by most stories, `planned` is to come."""

    tallies: tuple[Tally, ...]
    relations: tuple[RelationLine, ...]
    more_relations: int
    newest: tuple[EventLine, ...]
    sourced: tuple[EventLine, ...]
    planned: tuple[EventLine, ...]
    years: Chart
    empty: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """All relationships."""

    relations: tuple[RelationLine, ...]


def home(ask: Ask) -> Page:
    """The first page."""
    t = ask.t
    counts = ask.keep("counts", ask.view.count)
    tallies = tuple(
        Tally(t.name("sorts", name), t.number(counts[name]), path)
        for name, path in (
            ("stories", "/coverage"),
            ("events", "/events"),
            ("people", "/people"),
            ("mechanisms", "/mechanisms"),
            ("figures", "/figures"),
            ("commitments", "/commitments"),
            ("agreements", "/agreements"),
            ("phrases", "/phrases"),
        )
    )
    today = ask.today.isoformat()
    relations = relation_lines(ask)
    newest = ask.view.events(Filters(end=today, limit=8))
    sourced = [
        event for identity in ask.keep("sourced", ask.overview.most_sourced) if (event := ask.view.show(identity)) is not None
    ]
    to_come = [
        e
        for e in ask.view.events(Filters(start=today, status="planned", newest_first=False, limit=8))
        if (e["date"] or {}).get("end", "") >= today
    ]
    return Page(
        "home.html",
        t.say("Bang Giao: a sourced record of diplomacy"),
        Home(
            tallies,
            relations[:12],
            max(0, len(relations) - 12),
            tuple(event_line(e, t) for e in newest),
            tuple(event_line(e, t) for e in sourced),
            tuple(event_line(e, t) for e in to_come),
            years_chart(ask),
            counts["captures"] == 0,
        ),
        "home",
    )


def relations(ask: Ask) -> Page:
    """All relationships, those with most events first."""
    return Page("relations.html", ask.t.say("Relationships"), Relations(relation_lines(ask)), "relations")


def years_chart(ask: Ask) -> Chart:
    """Events by year; years long gone are told of in anniversaries, and left out of the picture but not out of the numbers."""
    t = ask.t
    found = ask.keep("years", ask.overview.years)
    of = {int(year): number for year, number in found if int(year) > ask.today.year - 20}
    shown = [(str(year), (of.get(year, 0),)) for year in range(min(of), max(of) + 1)] if of else []
    chart = stacked(t.say("Events by year"), "/charts/years", shown, (t.say("events"),), t.say("year"))
    return replace(chart, rows=tuple((year, str(number)) for year, number in found))


def relation_lines(ask: Ask) -> tuple[RelationLine, ...]:
    """Every relationship in a line; Vietnam's own stand before those of others."""
    found = ask.keep("relations", lambda: ask.overview.relations(ask.today.isoformat()))
    return tuple(relation_line(ask, r) for r in sorted(found, key=lambda r: ("VN" not in r.countries, -r.events, r.countries)))


def relation_line(ask: Ask, relation: Relation) -> RelationLine:
    """A relationship in a line."""
    path = f"/relations/{relation.countries[0]}-{relation.countries[1]}"
    return RelationLine(
        ask.t.countries(relation.countries), path, relation.events, ask.t.day(relation.last), ago(ask, relation.last)
    )


def ago(ask: Ask, stamp: str) -> str:
    """How long a day is ago in words; empty where it is not a whole date or lies ahead."""
    if not stamp:
        return ""
    parts = [int(part) for part in stamp[:10].split("-")]
    months = (ask.today.year - parts[0]) * 12 + (ask.today.month - parts[1] if len(parts) > 1 else 0)
    if len(parts) > 2 and months > 0 and ask.today.day < Day(*parts).day:
        months -= 1
    return "" if months < 0 or len(parts) < 2 else ask.t.months(months) if months else ask.t.say("under a month")
