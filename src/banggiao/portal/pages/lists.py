"""The lists: events, people, mechanisms, figures, commitments, agreements and phrases under one form of filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Page
from banggiao.portal.filtering import ACTS, INDICATORS, KINDS, LEVELS, PAGE, SIGNED, STATES, STATUSES, Asked, asked
from banggiao.portal.pages.lines import commitment_line, mechanism_line, phrase_line
from banggiao.portal.pages.series import series_name
from banggiao.portal.parts import EventLine, cursor_of, event_line

#: How many lines a list has that cannot be paged.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a list: what was asked, and the choices that it offers; an empty one leaves its field out.

    `context` says in which sense kinds are named ("kind", "indicator", "act" …).
    """

    asked: Asked
    path: str
    kinds: tuple[str, ...]
    context: str
    levels: tuple[str, ...]
    statuses: tuple[str, ...]
    states: str
    person: bool
    source: bool


@dataclass(frozen=True, slots=True)
class Events:
    """A list of events; `older` leads to its next page, empty at its end."""

    form: Form
    lines: tuple[EventLine, ...]
    older: str
    newest: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, where they lead, and `sort`: name, number, quote, note or plain."""

    words: str
    href: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table; `more` is true where only its beginning is shown."""

    title: str
    note: str
    form: Form | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool


def events(ask: Ask) -> Page:
    """All events, the newest first, page by page."""
    wanted = asked(ask.query)
    found = ask.view.events(wanted.filters())
    older = wanted.address("/events", after=cursor_of(found[PAGE - 1])) if len(found) > PAGE else ""
    form = Form(wanted, "/events", KINDS, "kind", LEVELS, STATUSES, "status", True, True)
    newest = wanted.address("/events") if wanted.after else ""
    return Page(
        "events.html",
        ask.t.say("Events"),
        Events(form, tuple(event_line(e, ask.t) for e in found[:PAGE]), older, newest),
        "events",
    )


def people(ask: Ask) -> Page:
    """Persons, those named most often first."""
    t = ask.t
    rows = [
        (
            Cell(p["name"], f"/people/{p['id']}", "name"),
            Cell(t.country(p["country"])),
            Cell(", ".join(p["offices"][:3]), "", "record"),
            Cell(t.number(p["times"]), "", "number"),
            Cell(t.span((p["first_told"] or "")[:10], (p["last_told"] or "")[:10])),
        )
        for p in _some(ask, ask.view.people)
    ]
    columns = (t.say("name"), t.say("country"), t.say("offices"), t.say("times named"), t.say("seen"))
    return _page("people", t.say("People"), columns, rows, Form(asked(ask.query), "/people", (), "", (), (), "", True, False))


def mechanisms(ask: Ask) -> Page:
    """Mechanisms with their last session, what is due and whose turn it is."""
    t = ask.t
    lines = [mechanism_line(m, t) for m in _some(ask, ask.view.mechanisms)]
    rows = [
        (
            Cell(m.name, m.href, "record"),
            Cell(m.lands),
            Cell(t.number(m.sessions), "", "number"),
            Cell(" · ".join(filter(None, (m.last, m.last_when))), m.last_href),
            Cell(m.next, "", "overdue" if m.overdue else ""),
            Cell(m.turn),
        )
        for m in lines
    ]
    columns = (
        t.say("mechanism"),
        t.say("countries"),
        t.say("sessions"),
        t.say("last"),
        t.say("next due"),
        t.say("whose turn to host"),
    )
    return _page(
        "mechanisms",
        t.say("Mechanisms"),
        columns,
        rows,
        Form(asked(ask.query), "/mechanisms", (), "", (), (), "", False, False),
    )


def figures(ask: Ask) -> Page:
    """Figures, the latest period first."""
    t = ask.t
    wanted = asked(ask.query, kinds=INDICATORS)
    rows = [
        (
            Cell(series_name(f, t), f"/series/{f['series']}"),
            Cell(t.countries(f["parties"])),
            Cell(t.amount(f["value"], f["unit"]), f"/figures/{f['id']}", "number"),
            Cell(t.change(f["change"]), "", "number"),
            Cell(t.dated(f["period"])),
            Cell(t.say("goal") if f["goal"] else ""),
            Cell(t.number(f["sources"]), "", "number"),
        )
        for f in _some(ask, ask.view.figures, INDICATORS)
    ]
    columns = (
        t.say("indicator"),
        t.say("between"),
        t.say("value"),
        t.say("change"),
        t.say("period"),
        t.say("goal"),
        t.say("sources"),
    )
    return _page(
        "figures",
        t.say("Figures"),
        columns,
        rows,
        Form(wanted, "/figures", INDICATORS, "indicator", (), (), "", False, False),
    )


def commitments(ask: Ask) -> Page:
    """Commitments, the newest first, with what became of them."""
    t = ask.t
    wanted = asked(ask.query, kinds=ACTS, statuses=STATES)
    rows = [
        (Cell(c.text, c.href, "record"), Cell(c.act), Cell(c.by), Cell(c.told), Cell(c.due), Cell(c.state_name, "", c.state))
        for c in (commitment_line(c, t) for c in _some(ask, ask.view.commitments, ACTS, STATES))
    ]
    columns = (t.say("what"), t.say("act"), t.say("by"), t.say("told"), t.say("due"), t.say("state"))
    return _page(
        "commitments",
        t.say("Commitments"),
        columns,
        rows,
        Form(wanted, "/commitments", ACTS, "act", (), STATES, "state", False, False),
    )


def agreements(ask: Ask) -> Page:
    """Agreements, the newest first."""
    t = ask.t
    wanted = asked(ask.query, kinds=(), statuses=SIGNED)
    rows = [
        (
            Cell(visible(a["name"]), f"/agreements/{a['id']}", "record"),
            Cell(t.countries(a["countries"])),
            Cell(t.name("agreement", a["status"])),
            Cell(t.dated(a["date"])),
            Cell(t.day(a["first_told"])),
            Cell(t.number(a["sources"]), "", "number"),
        )
        for a in _some(ask, ask.view.agreements, (), SIGNED)
    ]
    columns = (t.say("agreement"), t.say("countries"), t.say("status"), t.say("date"), t.say("first told"), t.say("sources"))
    return _page(
        "agreements",
        t.say("Agreements"),
        columns,
        rows,
        Form(wanted, "/agreements", (), "", (), SIGNED, "agreement", False, False),
    )


def phrases(ask: Ask) -> Page:
    """Set phrases, the one told last first."""
    t = ask.t
    rows = [
        (
            Cell(p.phrase, p.href, "record"),
            Cell(p.lands),
            Cell(p.kind_name),
            Cell(p.first, p.first_href),
            Cell(p.last, p.last_href),
            Cell(t.number(p.times), "", "number"),
        )
        for p in (phrase_line(p, t) for p in _some(ask, ask.view.phrases))
    ]
    columns = (t.say("phrase"), t.say("countries"), t.say("sort"), t.say("first told"), t.say("last told"), t.say("times"))
    return _page(
        "phrases",
        t.say("Set phrases"),
        columns,
        rows,
        Form(asked(ask.query), "/phrases", (), "", (), (), "", False, False),
    )


def _some(
    ask: Ask,
    ask_for: Callable[[Any], list[dict[str, Any]]],
    kinds: tuple[str, ...] = KINDS,
    statuses: tuple[str, ...] = STATUSES,
) -> list[dict[str, Any]]:
    return ask_for(asked(ask.query, kinds=kinds, statuses=statuses).filters(limit=_MOST))


def _page(name: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], form: Form) -> Page:
    return Page("table.html", title, Table(title, "", form, columns, tuple(rows[:_MOST]), len(rows) > _MOST), name)
