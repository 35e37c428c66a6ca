"""Commitments, mechanisms and set phrases in a line each, as several pages list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.language import Tongue

Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment: who binds himself to what, since when, until when, and what became of it."""

    text: str
    href: str
    act: str
    by: str
    told: str
    due: str
    state: str
    state_name: str
    why: str
    sources: int


@dataclass(frozen=True, slots=True)
class MechanismLine:
    """A mechanism: its last session with day, host and page, what comes next and whose turn it is."""

    name: str
    href: str
    lands: str
    sessions: int
    last: str
    last_when: str
    last_href: str
    next: str
    overdue: bool
    turn: str
    missing: str


@dataclass(frozen=True, slots=True)
class PhraseLine:
    """A set phrase: from when to when it was told, how often, with the quotes of the first and the last time."""

    phrase: str
    href: str
    kind: str
    kind_name: str
    lands: str
    first: str
    first_href: str
    last: str
    last_day: str
    last_href: str
    times: int


def commitment_line(c: Thing, t: Tongue) -> CommitmentLine:
    """A commitment in a line."""
    return CommitmentLine(
        visible(c["text"]),
        f"/commitments/{c['id']}",
        t.name("act", c["act"]),
        t.countries(c["by"]),
        t.day(c["first_told"]),
        t.day(c["due"]),
        c["state"],
        t.name("state", c["state"]),
        c["state_why"],
        c["sources"],
    )


def mechanism_line(m: Thing, t: Tongue) -> MechanismLine:
    """A mechanism in a line; where its sessions have no numbers, the last sitting stands for the last session."""
    numbered = [s for s in m["sessions"] if s["number"] == m["last"]]
    last, when, link = "", "", ""
    if numbered:
        session = numbered[0]
        last = t.say("no. %(number)s", number=session["number"])
        when = t.dated(session["date"])
        link = f"/events/{session['event']}" if session["event"] else f"/sessions/{session['id']}"
    elif m["sessions"]:
        session = m["sessions"][-1]
        last, when, link = (
            t.say("no. %(number)s", number=session["number"]),
            t.dated(session["date"]),
            f"/sessions/{session['id']}",
        )
    elif m["unnumbered"]:
        sitting = m["unnumbered"][-1]
        when, link = t.dated(sitting["date"]) or t.say("undated"), f"/events/{sitting['id']}"
    due = m["next"]
    return MechanismLine(
        m["name"],
        f"/mechanisms/{m['id']}",
        t.countries(m["countries"]),
        len(m["sessions"]) + len(m["unnumbered"]),
        last,
        when,
        link,
        t.say("no. %(number)s about %(month)s", number=due["number"], month=t.day(due["about"])) if due else "",
        bool(due and due["overdue"]),
        t.country(m["next_host"]),
        ", ".join(map(str, m["missing"])),
    )


def phrase_line(p: Thing, t: Tongue) -> PhraseLine:
    """A set phrase in a line."""

    def place(end: str) -> str:
        found = p.get(end) or {}
        return f"/stories/{found['story']}#q{found['start']}" if found.get("story") else ""

    return PhraseLine(
        p["phrase"],
        f"/phrases/{p['id']}",
        p["kind"],
        t.name("phrase", p["kind"]),
        t.countries(p["countries"]),
        t.day(p["first_told"]),
        place("first"),
        t.day(p["last_told"]),
        p["last_told"] or "",
        place("last"),
        p["times"],
    )
