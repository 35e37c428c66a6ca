"""Figures, commitments, agreements, set phrases, sessions and mechanisms: each one thing whole, with its sources and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from banggiao.explain.words import visible
from banggiao.portal.ask import Ask, Moved, NotThere, Page
from banggiao.portal.pages.event import Judged, judged_of, thing_of
from banggiao.portal.pages.series import series_name
from banggiao.portal.parts import Dispute, Source, disputes_of, href, quote_href, sources_of, stories_in


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its name, in words; `href` leads on, `why` says how it is known."""

    name: str
    value: str
    href: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a commitment: said again, done; with its quote."""

    kind: str
    day: str
    why: str
    quote: str
    href: str
    of: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing whole. `sort` is in words; `quoted` is true where its name is a quote."""

    sort: str
    name: str
    quoted: bool
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Dispute, ...]
    judged: tuple[Judged, ...]
    wrong: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of a mechanism: its number, empty where nobody said one."""

    number: str
    when: str
    place: str
    host: str
    href: str
    sources: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism whole (`feed` is its id): its ledger with the gaps in it, what is due next, and why that is held."""

    feed: str
    name: str
    lands: str
    relation: str
    sittings: tuple[Sitting, ...]
    unnumbered: tuple[Sitting, ...]
    next: str
    next_why: str
    overdue: bool
    turn: str
    missing: str
    sources: tuple[Source, ...]


def figure(ask: Ask) -> Page:
    """The page of a figure."""
    t = ask.t
    f = thing_of(ask, "figure", "/figures/")
    period = f["period"] or {}
    facts = [
        Fact(t.say("indicator"), series_name(f, t), f"/series/{f['series']}"),
        _lands(ask, f["parties"]),
        Fact(t.say("value"), t.amount(f["value"], f["unit"])),
        Fact(t.say("change"), t.change(f["change"])),
        Fact(t.say("against"), f["base"] or ""),
        Fact(t.say("period"), t.dated(f["period"]), why=period.get("why") or ""),
        Fact(t.say("goal"), t.say("yes") if f["goal"] else ""),
        Fact(t.say("first told"), t.day(f["first_told"])),
    ]
    return _page(
        ask,
        f,
        t.say("Figure"),
        f"{t.amount(f['value'], f['unit'])}, {t.dated(f['period'])}".rstrip(", "),
        facts,
        "figures",
        unit=f["unit"],
    )


def commitment(ask: Ask) -> Page:
    """The page of a commitment, with what became of it."""
    t = ask.t
    c = thing_of(ask, "commitment", "/commitments/")
    facts = [
        Fact(t.say("act"), t.name("act", c["act"])),
        Fact(t.say("by"), t.countries(c["by"])),
        Fact(t.say("state"), t.name("state", c["state"]), why=c["state_why"]),
        Fact(t.say("due"), t.day(c["due"])),
        Fact(t.say("first told"), t.day(c["first_told"])),
        Fact(t.say("last told"), t.day(c["last_told"])),
    ]
    return _page(ask, c, t.say("Commitment"), c["text"], facts, "commitments", quoted=True)


def agreement(ask: Ask) -> Page:
    """The page of an agreement."""
    t = ask.t
    a = thing_of(ask, "agreement", "/agreements/")
    facts = [
        Fact(t.say("status"), t.name("agreement", a["status"])),
        _lands(ask, a["countries"]),
        Fact(t.say("date"), t.dated(a["date"]), why=(a["date"] or {}).get("why") or ""),
        Fact(t.say("event"), t.say("signed there") if a.get("event") else "", f"/events/{a.get('event')}"),
        Fact(t.say("first told"), t.day(a["first_told"])),
    ]
    return _page(ask, a, t.say("Agreement"), a["name"], facts, "agreements", quoted=True)


def phrase(ask: Ask) -> Page:
    """The page of a set phrase: since when it is used."""
    t = ask.t
    p = thing_of(ask, "phrase", "/phrases/")
    facts = [
        _lands(ask, p["countries"]),
        Fact(t.say("sort"), t.name("phrase", p["kind"])),
        Fact(t.say("first told"), t.day(p["first_told"])),
        Fact(t.say("last told"), t.day(p["last_told"])),
        Fact(t.say("times"), t.number(p["times"])),
    ]
    return _page(ask, p, t.say("Set phrase"), p["phrase"], facts, "phrases", quoted=True)


def session(ask: Ask) -> Page:
    """The page of a session; where its event is known, that page says more."""
    t = ask.t
    s = thing_of(ask, "session", "/sessions/")
    if s.get("event") and not s.get("conflicts"):
        raise Moved(f"/events/{s['event']}")
    facts = [
        Fact(t.say("mechanism"), s["name"], f"/mechanisms/{s['mechanism']}"),
        Fact(t.say("number"), str(s["number"])),
        _lands(ask, s["countries"]),
        Fact(t.say("date"), t.dated(s["date"])),
        Fact(t.say("place"), s["place"] or ""),
        Fact(t.say("host"), t.country(s["host"])),
    ]
    return _page(
        ask,
        s,
        t.say("Session"),
        f"{s['name']} · {t.say('no. %(number)s', number=s['number'])}",
        facts,
        "mechanisms",
        quoted=True,
    )


def tenure(ask: Ask) -> Page:
    """A tenure stands on the page of its person."""
    found = ask.view.show(ask.names["id"])
    if found is None or found["sort"] != "tenure":
        raise NotThere(ask.t.say("The record has nothing under %(id)s.", id=visible(ask.names["id"][:40])))
    raise Moved(f"/people/{found['person']}#offices")


def mechanism(ask: Ask) -> Page:
    """The page of a mechanism."""
    t = ask.t
    m = thing_of(ask, "mechanism", "/mechanisms/")
    by_number = {s["number"]: s for s in m["sessions"]}
    numbers = (
        range(max(by_number), min(by_number) - 1, -1)
        if by_number and max(by_number) - min(by_number) < 500
        else sorted(by_number, reverse=True)
    )
    sittings = []
    for number in numbers:
        s = by_number.get(number)
        if s is None:
            sittings.append(Sitting(str(number), "", "", "", "", 0, True))
        else:
            link = f"/events/{s['event']}" if s["event"] else f"/sessions/{s['id']}"
            sittings.append(
                Sitting(str(number), t.dated(s["date"]), s["place"] or "", t.country(s["host"]), link, s["sources"], False)
            )
    unnumbered = tuple(
        Sitting("", t.dated(e["date"]) or t.say("undated"), e["place"] or "", "", f"/events/{e['id']}", e["sources"], False)
        for e in m["unnumbered"]
    )
    due = m["next"]
    lands = m["countries"]
    return Page(
        "mechanism.html",
        m["name"],
        Mechanism(
            m["id"],
            m["name"],
            t.countries(lands),
            _relation(lands),
            tuple(sittings),
            unnumbered,
            t.say("no. %(number)s about %(month)s", number=due["number"], month=t.day(due["about"])) if due else "",
            due["why"] if due else "",
            bool(due and due["overdue"]),
            t.country(m["next_host"]),
            ", ".join(map(str, m["missing"])),
            sources_of(m["statements"][-60:], t),
        ),
        "mechanisms",
    )


def _page(
    ask: Ask,
    found: dict[str, Any],
    sort: str,
    name: str,
    facts: list[Fact],
    active: str,
    *,
    quoted: bool = False,
    unit: str | None = None,
) -> Page:
    t = ask.t
    titles = {s["story"]: s for s in found["statements"]}
    titles |= ask.overview.titles(sorted(stories_in(found["conflicts"]) - titles.keys()))
    steps = []
    for link in found.get("links", ()):
        quote = link["evidence"][0] if link["evidence"] else None
        steps.append(
            Step(
                t.name("link", link["kind"]),
                t.day(link["day"]),
                link["why"],
                visible(quote["quote"]) if quote else "",
                quote_href(quote["story"], quote) if quote else "",
                href(link["of"]) or "" if link["of"] else "",
            )
        )
    thing = Thing(
        sort,
        visible(name),
        quoted,
        tuple(f for f in facts if f.value),
        tuple(steps),
        sources_of(found["statements"], t),
        disputes_of(found["conflicts"], titles, t, unit=unit),
        judged_of(ask, found),
        bool(found.get("wrong")),
    )
    return Page("thing.html", f"{sort}: {visible(name)[:80]}", thing, active)


def _lands(ask: Ask, lands: list[str]) -> Fact:
    return Fact(ask.t.say("countries"), ask.t.countries(lands), _relation(lands))


def _relation(lands: list[str]) -> str:
    return f"/relations/{'-'.join(sorted(lands, key=lambda code: (code != 'VN', code)))}" if len(lands) == 2 else ""
