"""What each list of a record shows: its columns for people, its fields for spreadsheets, and the filters that narrow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from banggiao.explain.words import number

Thing = Mapping[str, Any]
Cells = Callable[[Thing], tuple[str, ...]]

#: Quotes that a row shows; `banggiao show` has them all.
_QUOTES: Final = 2
_TIME: Final = ("from", "to")
_BY_COUNTRY: Final = ("with", "between")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its `name` is the command's and the view's; `takes` are the options that narrow it.

    `cells` gives what stands under `heads`, the key first; `fields` are the columns of CSV, as paths into a thing.
    """

    name: str
    about: str
    heads: tuple[str, ...]
    cells: Cells
    fields: tuple[str, ...]
    takes: tuple[str, ...]
    key_width: int = 12

    @property
    def title(self) -> str:
        """The heading of its table."""
        return self.name.capitalize()


def quotes_of(thing: Thing) -> list[str]:
    """The first quotes behind a thing."""
    found = [place["quote"] for place in thing.get("evidence", ())]
    found += [thing[name]["quote"] for name in ("first", "last") if isinstance(thing.get(name), dict)]
    return list(dict.fromkeys(" ".join(quote.split()) for quote in found))[:_QUOTES]


def days(date: Thing | None) -> str:
    """A date or range; ``~`` before what was inferred.

    >>> days({"start": "2024-07-11", "end": "2024-07-12", "basis": "inferred"})
    '~2024-07-11 – 2024-07-12'
    """
    if not date:
        return ""
    mark = "~" if date.get("basis") == "inferred" else ""
    return mark + (date["start"] if date["start"] == date["end"] else f"{date['start']} – {date['end']}")


def lands(codes: Sequence[str]) -> str:
    """Countries beside each other: ``VN–LA``."""
    return "–".join(codes)


def counted(count: int, one: str, many: str = "") -> str:
    """``1 story``, ``2 stories``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sources(thing: Thing) -> str:
    """How many stories tell it, and how many voices they are where they copy each other."""
    told, voices = thing["sources"], thing.get("voices", thing["sources"])
    return counted(told, "source") + (f", {counted(voices, 'voice')}" if voices != told else "")


def when(event: Thing) -> str:
    """The days of an event, or else when it was first told."""
    return days(event["date"]) or (f"told {event['first_told'][:10]}" if event["first_told"] else "")


def what_of(event: Thing) -> str:
    """An event in a few words: ``state visit``, ``session (planned): Ủy ban liên Chính phủ, no. 46``."""
    words = " ".join(filter(None, [(event.get("level") or "").replace("_", " "), event["kind"]]))
    if event.get("status") not in (None, "held"):
        words += f" ({event['status'].replace('_', ' ')})"
    if event.get("channel") not in (None, "in_person"):
        words += " online" if event["channel"] == "online" else f" by {event['channel']}"
    if event.get("mechanism"):
        words += f": {event['mechanism']}" + (f", no. {event['session']}" if event.get("session") else "")
    return words


def who_of(people: Sequence[Thing]) -> str:
    """Participants with country: ``Tô Lâm (VN), Thongloun Sisoulith (LA)``."""
    return ", ".join(p["name"] + (f" ({p['country']})" if p["country"] else "") for p in people)


def amount(figure: Thing) -> str:
    """Value and unit: ``1 100 000 000 USD``."""
    unit = figure["unit"] or ""
    return number(figure["value"]) + ("" if unit == "%" or not unit else " ") + unit


def change_of(figure: Thing) -> str:
    """Growth: ``+16.7 %``."""
    if figure["change"] is None or figure["unit"] == "%":
        return ""
    return f"{figure['change']:+g} %" + (f" on {figure['base']}" if figure["base"] else "")


def _event(e: Thing) -> tuple[str, ...]:
    who = "; ".join(filter(None, [lands(e["countries"]), who_of(e["participants"])]))
    return when(e), what_of(e), who, e["place"] or "", sources(e), e["id"]


def _person(p: Thing) -> tuple[str, ...]:
    span = " – ".join(dict.fromkeys(day[:10] for day in (p["first_told"], p["last_told"]) if day))
    also = f"also {', '.join(p['also'][:4])}" if p["also"] else ""
    return (
        p["name"],
        p["country"] or "",
        ", ".join(p["offices"][:4]),
        also,
        f"named {counted(p['times'], 'time')}",
        span,
        p["id"],
    )


def _tenure(t: Thing) -> tuple[str, ...]:
    held = f"{t['start'] or ''} – {t['end'] or ''}" if t["start"] or t["end"] else ""
    seen = " – ".join(dict.fromkeys(day for day in (t["first_seen"], t["last_seen"]) if day))
    return t["name"], t["country"] or "", t["office"], held, f"seen {seen}" if seen else "", t["basis"], t["id"]


def _mechanism(m: Thing) -> tuple[str, ...]:
    numbers = [s["number"] for s in m["sessions"]]
    sat = counted(m["sittings"], "sitting")
    if numbers:
        sat = f"no. {min(numbers)}" if len(numbers) == 1 else f"no. {min(numbers)} to {max(numbers)}"
    missing = f"missing {', '.join(map(str, m['missing']))}" if m["missing"] else ""
    due = m["next"]
    next_one = f"no. {due['number']} due about {due['about']}{' (overdue)' if due['overdue'] else ''}" if due else ""
    turn = f"{m['next_host']} to host" if m["next_host"] else ""
    return m["name"], lands(m["countries"]), sat, missing, next_one, turn, m["id"]


def _session(s: Thing) -> tuple[str, ...]:
    status = (s["status"] or "").replace("_", " ")
    return (
        days(s["date"]),
        f"{s['name']}, no. {s['number']}",
        status,
        s["place"] or "",
        (s["host"] and f"host {s['host']}") or "",
        s["id"],
    )


def _figure(f: Thing) -> tuple[str, ...]:
    what = " ".join(filter(None, [f["indicator"], lands(f["parties"]), "(goal)" if f["goal"] else ""]))
    disputed = f"disputed: {', '.join(f['disputed'])}" if f["disputed"] else ""
    return amount(f), what, days(f["period"]), change_of(f), disputed, sources(f), f["id"]


def _commitment(c: Thing) -> tuple[str, ...]:
    due = f"due {c['due']}" if c["due"] else ""
    text = "" if c["evidence"] and " ".join(c["text"].split()) in quotes_of(c) else c["text"]
    return (
        (c["first_told"] or "")[:10],
        f"{lands(c['by'])} {c['act']}",
        text,
        due,
        f"{c['state']}: {c['state_why']}",
        sources(c),
        c["id"],
    )


def _agreement(a: Thing) -> tuple[str, ...]:
    return days(a["date"]), a["name"], lands(a["countries"]), a["status"].replace("_", " "), sources(a), a["id"]


def _phrase(p: Thing) -> tuple[str, ...]:
    span = " – ".join(dict.fromkeys(day[:10] for day in (p["first_told"], p["last_told"]) if day))
    after = f"then {p['replaced_by']}" if p.get("replaced_by") else ""
    return lands(p["countries"]), p["phrase"], span, counted(p["times"], "time"), after, p["id"]


def _conflict(c: Thing) -> tuple[str, ...]:
    said = " / ".join(
        f"{said_value(v['value'])} ({v['sources']})" if "sources" in v else said_value(v["value"]) for v in c["values"]
    )
    return c["time"], f"{c['sort']}: {c['field']}", said, c["about"]


def said_value(value: object) -> str:
    """A value on which sources differ, as text."""
    return number(value) if isinstance(value, int | float) else str(value)


def _source(s: Thing) -> tuple[str, ...]:
    span = " – ".join(dict.fromkeys(month for month in (s["first"], s["last"]) if month))
    return s["outlet"] or "(not named)", counted(s["stories"], "story", "stories"), counted(s["events"], "event"), span


def _covered(c: Thing) -> tuple[str, ...]:
    return c["month"] or "(no time)", c["outlet"] or "(not named)", *_told(c)


def _told(c: Thing) -> tuple[str, ...]:
    return counted(c["stories"], "story", "stories"), counted(c["voices"], "voice"), counted(c["events"], "event")


def _doubt(d: Thing) -> tuple[str, ...]:
    return f"{d['one']['name']}?", d["other"]["name"] or "", d["why"], d["one"]["id"], d["other"]["id"]


_EVIDENCE: Final = ("evidence.quote", "evidence.story")
_DATE: Final = ("date.start", "date.end", "date.basis")

LISTINGS: Final = (
    Listing(
        "events", "Who met whom, when and where: events, the newest first.",
        ("date", "what", "who", "where", "sources", "id"), _event,
        ("id", "kind", "level", "status", "channel", *_DATE, "place", "countries", "participants.name", "participants.country",
         "participants.office", "participants.role", "mechanism", "session", "sources", "voices", "outlets", "parent",
         *_EVIDENCE),
        (*_BY_COUNTRY, *_TIME, "kind", "level", "person", "status", "source", "mechanism"),
    ),
    Listing(
        "people", "Persons with their spellings and offices, those named most often first. --with is whom they act for.",
        ("name", "for", "offices", "also", "named", "when", "id"), _person,
        ("id", "name", "country", "also", "offices", "times", "first_told", "last_told"),
        (*_BY_COUNTRY, *_TIME, "person"), 22,
    ),
    Listing(
        "tenures", "Who held which office from when to when, by country and office. --kind is the office.",
        ("name", "for", "office", "held", "seen", "basis", "id"), _tenure,
        ("id", "person", "name", "country", "office", "start", "end", "first_seen", "last_seen", "times", "basis", "why"),
        (*_BY_COUNTRY, *_TIME, "kind", "person"), 22,
    ),
    Listing(
        "mechanisms", "Standing mechanisms as ledgers: sessions, gaps, whose turn it is, when the next is due.",
        ("mechanism", "between", "sessions", "missing", "next", "host", "id"), _mechanism,
        ("id", "name", "countries", "sessions.number", "sessions.date.start", "missing", "sittings", "next.number",
         "next.about", "next_host"),
        (*_BY_COUNTRY, "mechanism"), 24,
    ),
    Listing(
        "sessions", "Numbered sessions of mechanisms, the newest first.",
        ("date", "session", "status", "where", "host", "id"), _session,
        ("id", "mechanism", "name", "number", "event", *_DATE, "status", "place", "host", "countries", "sources", *_EVIDENCE),
        (*_BY_COUNTRY, *_TIME, "source", "mechanism"),
    ),
    Listing(
        "figures", "Figures, the latest period first. --kind is the indicator.",
        ("figure", "what", "period", "change", "disputed", "sources", "id"), _figure,
        ("id", "indicator", "value", "unit", "parties", "period.start", "period.end", "period.basis", "change", "base", "goal",
         "sources", "voices", "outlets", *_EVIDENCE),
        (*_BY_COUNTRY, *_TIME, "kind", "source"), 20,
    ),
    Listing(
        "commitments", "What was promised and what became of it, the newest first. --kind is the act.",
        ("said", "who", "what", "due", "state", "sources", "id"), _commitment,
        ("id", "act", "by", "text", "due", "state", "state_why", "countries", "first_told", "last_told", "sources", "voices",
         "links.kind", "links.day", "links.why", *_EVIDENCE),
        (*_BY_COUNTRY, *_TIME, "kind", "status", "source"),
    ),
    Listing(
        "agreements", "Documents signed, planned, in force or named, the newest first.",
        ("date", "name", "between", "status", "sources", "id"), _agreement,
        ("id", "name", "kind", "status", *_DATE, "event", "countries", "first_told", "last_told", "sources", "voices",
         *_EVIDENCE),
        (*_BY_COUNTRY, *_TIME, "kind", "status", "source"),
    ),
    Listing(
        "phrases", "Set phrases of relationships: since when, until when, how often; with countries, what came after.",
        ("between", "phrase", "when", "times", "then", "id"), _phrase,
        ("id", "phrase", "kind", "countries", "times", "first_told", "last_told", "replaced_by", "first.quote", "last.quote"),
        (*_BY_COUNTRY, *_TIME, "kind", "source"),
    ),
    Listing(
        "conflicts", "Where sources say different things, the newest first. --kind is event or figure.",
        ("time", "field", "values", "about"), _conflict,
        ("id", "sort", "about", "field", "time", "values.value", "values.sources", "values.stories"),
        (*_BY_COUNTRY, *_TIME, "kind"),
    ),
    Listing(
        "sources", "Outlets: how much each told, and from when to when.",
        ("outlet", "stories", "events", "months"), _source, ("outlet", "stories", "events", "first", "last"), (), 24,
    ),
    Listing(
        "coverage", "What the record rests on, month by month and outlet by outlet: what is not here may still have happened.",
        ("month", "outlet", "stories", "voices", "events"), _covered,
        ("month", "outlet", "stories", "voices", "events"), (*_TIME, "source"),
    ),
    Listing(
        "doubts", "Pairs of persons who may be one, for 'banggiao judge same' or 'banggiao judge different'.",
        ("one", "other", "why", "ids", "id"), _doubt,
        ("id", "sort", "one.id", "one.name", "other.id", "other.name", "why"), (), 22,
    ),
)  # fmt: skip
