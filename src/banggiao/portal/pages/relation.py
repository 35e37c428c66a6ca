"""The dossier of a relationship: what a desk officer opens before a meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from banggiao.portal.ask import Ask, NotThere, Page
from banggiao.portal.charts import Chart, stacked
from banggiao.portal.filtering import KINDS, LEVELS, STATES, STATUSES, Asked, asked, pair_of
from banggiao.portal.pages.home import ago
from banggiao.portal.pages.lines import CommitmentLine, MechanismLine, PhraseLine, commitment_line, mechanism_line, phrase_line
from banggiao.portal.pages.series import SeriesLine, figures_chart, series_line
from banggiao.portal.parts import EventLine, cursor_of, event_line
from banggiao.record.filters import Filters
from banggiao.record.overview import CONTACTS, Journey

#: Parts of the chart of contacts, from the most solemn down: its name, kinds of events and levels of visits.
PARTS: Final = (
    ("state visits", ("visit",), ("state",)),
    ("official visits", ("visit",), ("official", "official_friendship")),
    ("other visits", ("visit",), ("working", "attend", None)),
    ("talks and receptions", ("talks", "reception"), (None, *LEVELS)),
    ("sessions, conferences, signings", ("session", "conference", "signing"), (None, *LEVELS)),
    ("calls", ("call",), (None, *LEVELS)),
)
_TIMELINE: Final = 25


@dataclass(frozen=True, slots=True)
class Way:
    """The last visit one way at a level: when, how long ago, and its page; `day` is empty where the record has none."""

    day: str
    ago: str
    href: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Visits at one level: the last from the first country to the second, the last back, and whose turn it is."""

    level: str
    there: Way
    back: Way
    turn: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A person who takes part in many of the events of a relationship."""

    name: str
    href: str
    country: str
    offices: str
    events: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Commitments in one state: how many there are, and the newest."""

    state: str
    state_name: str
    number: int
    newest: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in a line."""

    name: str
    href: str
    status: str
    when: str
    sources: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A dossier. `phrase` is the set phrase used last, `phrases` all of them as they came; `older` leads on in the timeline.

    `path` is the dossier's own address, `between` the pair as filters write it, `feed` as its feeds are called.
    `brief` is the country that a brief is about, empty where Vietnam is none of the two.
    """

    name: str
    path: str
    between: str
    one: str
    other: str
    events: int
    last: EventLine | None
    last_ago: str
    next: tuple[EventLine, ...]
    phrase: PhraseLine | None
    contacts: Chart
    pace: tuple[Pace, ...]
    timeline: tuple[EventLine, ...]
    asked: Asked
    older: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    statuses: tuple[str, ...]
    mechanisms: tuple[MechanismLine, ...]
    series: tuple[SeriesLine, ...]
    figures: Chart | None
    commitments: tuple[Kept, ...]
    agreements: tuple[AgreementLine, ...]
    phrases: tuple[PhraseLine, ...]
    carriers: tuple[Carrier, ...]
    feed: str
    brief: str
    disagreements: int


def relation(ask: Ask) -> Page:
    """The dossier of two countries; raises `NotThere` where the record has nothing on both."""
    t = ask.t
    pair = pair_of(ask.names["pair"])
    if pair is None:
        raise NotThere(t.say("A relationship is written as two countries: VN-LA."))
    if pair[1] == "VN":
        pair = (pair[1], pair[0])
    both = Filters(countries=pair)
    known = ask.keep("relations", lambda: ask.overview.relations(ask.today.isoformat()))
    mine = next((r for r in known if set(r.countries) == set(pair)), None)
    if mine is None:
        raise NotThere(t.say("The record has nothing on %(pair)s together.", pair=t.countries(pair)))
    today = ask.today.isoformat()
    wanted = asked(ask.query)
    found = ask.view.events(wanted.filters(countries=pair, limit=_TIMELINE))
    last = [
        e
        for e in ask.view.events(replace(both, end=today, limit=40))
        if e["kind"] in CONTACTS and e["date"] and e["status"] != "planned"
    ][:1]
    to_come = ask.view.events(replace(both, start=today, status="planned", newest_first=False, limit=5))
    path = f"/relations/{pair[0]}-{pair[1]}"
    phrases = _phrases(ask, pair)
    series = [
        series_line(ask, identity) for identity, _ in ask.keep(("series", pair), lambda: ask.overview.series_of(pair))[:10]
    ]
    series = [s for s in series if s.lands == len(pair)]
    drawn = next((s for s in series if s.drawn), None)
    agreements = ask.view.agreements(replace(both, limit=12))
    return Page(
        "relation.html",
        t.countries(pair),
        Relation(
            t.countries(pair),
            path,
            "-".join(pair),
            t.country(pair[0]),
            t.country(pair[1]),
            mine.events,
            event_line(last[0], t) if last else None,
            ago(ask, (last[0]["date"] or {}).get("end", "")) if last else "",
            tuple(event_line(e, t) for e in to_come if (e["date"] or {}).get("end", "") >= today),
            _current(phrases),
            contacts_chart(ask, pair),
            _pace(ask, pair),
            tuple(event_line(e, t) for e in found[:_TIMELINE]),
            wanted,
            wanted.address(path, after=cursor_of(found[_TIMELINE - 1])) + "#timeline" if len(found) > _TIMELINE else "",
            KINDS,
            LEVELS,
            STATUSES,
            tuple(mechanism_line(m, t) for m in ask.keep(("ledgers", pair), lambda: _ledgers(ask, pair))),
            tuple(s for s in series if s.figures),
            figures_chart(ask, drawn.id) if drawn else None,
            _kept(ask, pair),
            tuple(
                AgreementLine(
                    a["name"],
                    f"/agreements/{a['id']}",
                    t.name("agreement", a["status"]),
                    t.dated(a["date"]) or t.day(a["first_told"]),
                    a["sources"],
                )
                for a in agreements
            ),
            phrases,
            _carriers(ask, pair),
            "-".join(pair),
            next((code for code in pair if code != "VN"), "") if "VN" in pair else "",
            ask.keep(("disagree", pair), lambda: ask.overview.conflicts_about(pair)),
        ),
        "relations",
    )


def contacts_chart(ask: Ask, pair: tuple[str, str]) -> Chart:
    """Contacts by year, the most solemn at the foot; years longer ago than twenty are left out."""
    t = ask.t
    rows = ask.keep(("tally", pair), lambda: ask.overview.tally(pair))
    since = ask.today.year - 20
    years = sorted({int(year) for year, *_ in rows if int(year) > since})
    sums: dict[tuple[int, int], int] = {}
    for year, kind, level, number in rows:
        part = next(place for place, (_, kinds, levels) in enumerate(PARTS) if kind in kinds and level in levels)
        sums[int(year), part] = sums.get((int(year), part), 0) + number
    span = range(years[0], years[-1] + 1) if years else ()
    bars = [(str(year), [sums.get((year, part), 0) for part in range(len(PARTS))]) for year in span]
    title = t.say("Contacts of %(pair)s by year and level", pair=t.countries(pair))
    return stacked(
        title, f"/charts/contacts/{pair[0]}-{pair[1]}", bars, [t.name("part", name) for name, *_ in PARTS], t.say("year")
    )


def _pace(ask: Ask, pair: tuple[str, str]) -> tuple[Pace, ...]:
    """The last visit each way at each level; whose last is longer ago, or missing, has its turn."""
    journeys = ask.keep(("journeys", pair), lambda: ask.overview.journeys(*pair, ask.today.isoformat()))
    out = []
    for level in (*LEVELS, None):
        there, back = (next((j for j in journeys if j.guest == guest and j.level == level), None) for guest in pair)
        if there is None and back is None:
            continue
        days = (there.day if there else "", back.day if back else "")
        turn = (
            "" if level in ("attend", None) or days[0] == days[1] else ask.t.country(pair[0] if days[0] < days[1] else pair[1])
        )
        out.append(Pace(ask.t.name("visit", level or "unsaid"), _way(ask, there), _way(ask, back), turn))
    return tuple(out)


def _way(ask: Ask, journey: Journey | None) -> Way:
    return Way(ask.t.day(journey.day), ago(ask, journey.day), f"/events/{journey.event}") if journey else Way("", "", "")


def _ledgers(ask: Ask, pair: tuple[str, str]) -> list[dict[str, Any]]:
    """The mechanisms of just these two, and then those with others, those that sat last first."""
    found = ask.view.mechanisms(Filters(countries=pair, limit=60))
    return sorted(
        found, key=lambda m: (set(m["countries"]) != set(pair), -len(m["sessions"]), -m.get("sittings", 0), m["name"])
    )[:15]


def _phrases(ask: Ask, pair: tuple[str, str]) -> tuple[PhraseLine, ...]:
    found = [p for p in ask.view.phrases(Filters(countries=pair, limit=200)) if set(p["countries"]) == set(pair)]
    found.sort(key=lambda p: (p["first_told"] or "", p["id"]))
    return tuple(phrase_line(p, ask.t) for p in found)


def _current(phrases: tuple[PhraseLine, ...]) -> PhraseLine | None:
    """The phrase that is used today: of those that say what the relationship is, the one told last; the fuller one of two."""
    return max(
        (p for p in phrases if p.kind in ("partnership", "quality")),
        key=lambda p: (p.last_day[:10], len(p.phrase)),
        default=None,
    )


def _kept(ask: Ask, pair: tuple[str, str]) -> tuple[Kept, ...]:
    found = ask.keep(("promises", pair), lambda: ask.view.commitments(Filters(countries=pair, limit=2000)))
    out = []
    for state in STATES:
        these = [c for c in found if c["state"] == state]
        out.append(Kept(state, ask.t.name("state", state), len(these), tuple(commitment_line(c, ask.t) for c in these[:6])))
    return tuple(out)


def _carriers(ask: Ask, pair: tuple[str, str]) -> tuple[Carrier, ...]:
    found = ask.keep(("carriers", pair), lambda: ask.overview.carriers(pair))
    return tuple(
        Carrier(p["name"], f"/people/{p['id']}", ask.t.country(p["country"]), ", ".join(p["offices"][:2]), number)
        for p, number in found
    )
