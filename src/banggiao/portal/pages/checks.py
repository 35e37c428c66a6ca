"""What the record rests on and what is doubtful in it: outlets, coverage, disagreements, doubts, judgements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, NotThere, Page
from banggiao.portal.charts import Chart, stacked
from banggiao.portal.filtering import asked
from banggiao.portal.pages.lists import Cell, Table
from banggiao.portal.parts import Dispute, disputes_of, event_line, href, outlet_href, stories_in
from banggiao.record.filters import Filters

_MOST = 300
_STORIES = 50
_CONFLICTS = 40


@dataclass(frozen=True, slots=True)
class Coverage:
    """From where and when the record's stories are: what it does not hold may still have happened."""

    months: Chart
    undated: int
    outlets: Table


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a line."""

    title: str
    href: str
    lead: str
    kind: str
    when: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet and its stories, the newest first."""

    name: str
    stories: tuple[StoryLine, ...]
    older: str
    months: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something sources disagree on: what it is about, with its page, and the versions."""

    about: str
    href: str
    when: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two that may be one, and why that is thought."""

    one: str
    one_href: str
    other: str
    other_href: str
    why: str


@dataclass(frozen=True, slots=True)
class Checks:
    """The queues: disagreements, undecided pairs, and what was judged so far."""

    conflicts: tuple[Conflict, ...]
    more: bool
    doubts: tuple[Doubt, ...]
    judgements: Table


def coverage(ask: Ask) -> Page:
    """Outlets and months."""
    t = ask.t
    chart, undated = coverage_chart(ask)
    rows = tuple(
        (
            Cell(s["outlet"] or t.say("no outlet named"), outlet_href(s["outlet"]), "record"),
            Cell(t.number(s["stories"]), "", "number"),
            Cell(t.number(s["events"]), "", "number"),
            Cell(t.span(s["first"], s["last"])),
        )
        for s in ask.keep("outlets", lambda: ask.view.sources(Filters(limit=_MOST)))
    )
    columns = (t.say("outlet"), t.say("stories"), t.say("events told"), t.say("seen"))
    table = Table(t.say("Outlets"), "", None, columns, rows, len(rows) >= _MOST)
    return Page("coverage.html", t.say("Sources and coverage"), Coverage(chart, undated, table), "sources")


def coverage_chart(ask: Ask) -> tuple[Chart, int]:
    """Stories by year of publication, and how many have no time."""
    t = ask.t
    found = ask.keep("months", ask.overview.months)
    years: dict[str, int] = {}
    for month, number in found:
        if month:
            years[month[:4]] = years.get(month[:4], 0) + number
    chart = stacked(
        t.say("Stories by year of publication"),
        "/charts/coverage",
        [(y, (n,)) for y, n in sorted(years.items())[-30:]],
        (t.say("stories"),),
        t.say("year"),
    )
    rows = tuple((month, str(number)) for month, number in found if month)
    return replace(chart, columns=(t.say("month"), t.say("stories")), rows=rows), sum(n for month, n in found if not month)


def outlet(ask: Ask) -> Page:
    """An outlet's stories; raises `NotThere`."""
    t = ask.t
    name = None if ask.names["outlet"] == "-" else ask.names["outlet"]
    wanted = asked(ask.query)
    found = ask.overview.stories_of(name, after=wanted.after, limit=_STORIES + 1)
    if not found:
        raise NotThere(t.say("The record has no story of this outlet."))
    last = found[min(len(found), _STORIES) - 1]
    older = wanted.address(ask.path, after=f"{last['published'] or ''}~{last['id']}") if len(found) > _STORIES else ""
    lines = tuple(
        StoryLine(
            visible(s["title"] or "") or t.say("Without a title"),
            f"/stories/{s['id']}",
            visible((s["lead"] or "")[:240]),
            t.name("story", s["kind"]),
            t.day(s["published"]),
        )
        for s in found[:_STORIES]
    )
    months = ask.view.coverage(Filters(source=name, limit=120)) if name else []
    label = name or t.say("no outlet named")
    return Page(
        "outlet.html",
        label,
        Outlet(label, lines, older, tuple((t.day(m["month"]), m["stories"], m["voices"], m["events"]) for m in months)),
        "sources",
    )


def checks(ask: Ask) -> Page:
    """What is doubtful."""
    t = ask.t
    wanted = asked(ask.query, kinds=("event", "figure", "session", "tenure"))
    found = ask.view.conflicts(wanted.filters(limit=_CONFLICTS))
    titles = ask.overview.titles(sorted(stories_in(found)))
    doubts = tuple(
        Doubt(
            d["one"]["name"] or d["one"]["id"],
            href(d["one"]["id"]) or "",
            d["other"]["name"] or d["other"]["id"],
            href(d["other"]["id"]) or "",
            visible(d["why"]),
        )
        for d in ask.view.doubts(Filters(limit=200))
    )
    judged = ask.view.judgements()[:200]
    rows = tuple(
        (
            Cell(t.day(j["at"])),
            Cell(visible(j["author"])),
            Cell(t.name("verdict", j["verdict"])),
            Cell(visible(" ".join(filter(None, (j["subject"], j["object"], j["field"], j["value"]))))),
            Cell(visible(j["reason"])),
            Cell(t.say("yes") if j["stands"] else t.say("taken back")),
        )
        for j in judged
    )
    columns = (t.say("day"), t.say("who"), t.say("verdict"), t.say("on what"), t.say("reason"), t.say("stands"))
    return Page(
        "checks.html",
        t.say("Disagreements and doubts"),
        Checks(
            tuple(_conflict(ask, c, titles) for c in found[:_CONFLICTS]),
            len(found) > _CONFLICTS,
            doubts,
            Table(t.say("Judgements"), "", None, columns, rows, False),
        ),
        "checks",
    )


def _conflict(ask: Ask, conflict: dict[str, Any], titles: dict[str, Any]) -> Conflict:
    t = ask.t
    about = ask.view.show(conflict["about"])
    name, unit = conflict["about"], None
    if about is not None and about["sort"] == "event":
        line = event_line(about, t)
        name = " · ".join(filter(None, (line.what, ", ".join(w.name for w in line.who[:2]), line.lands)))
    elif about is not None and about["sort"] == "figure":
        unit = about["unit"]
        name = f"{t.name('indicator', about['indicator'])}, {t.countries(about['parties'])}, {t.dated(about['period'])}"
    elif about is not None:
        name = about.get("name") or conflict["about"]
    return Conflict(
        visible(name), href(conflict["about"]) or "", t.day(conflict["time"]), disputes_of([conflict], titles, t, unit=unit)
    )
