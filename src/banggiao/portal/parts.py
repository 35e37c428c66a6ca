"""The parts of which contexts are made: an event in a line, a source with its quotes, a disagreement. All frozen, all in words.

What a page says of the record is put into words here, in the language asked for, so that templates only place it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit

from banggiao.explain.words import visible
from banggiao.portal.language import Tongue
from banggiao.record.ids import sort_of

Thing = Mapping[str, Any]

#: Where the pages of each sort of thing are.
PATHS: Final = {
    "event": "/events/",
    "person": "/people/",
    "mechanism": "/mechanisms/",
    "session": "/sessions/",
    "figure": "/figures/",
    "commitment": "/commitments/",
    "agreement": "/agreements/",
    "phrase": "/phrases/",
    "story": "/stories/",
    "tenure": "/tenures/",
}


def href(identity: str) -> str | None:
    """The address of a thing's page; None where it has none."""
    path = PATHS.get(sort_of(identity) or "")
    return path + identity if path else None


def outward(url: str | None) -> str | None:
    """An address that a page may lead to: http or https and nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def outlet_href(outlet: str | None) -> str:
    """The address of an outlet's page; of those stories that name none, ``/sources/-``."""
    return f"/sources/{quote(outlet, safe='')}" if outlet else "/sources/-"


@dataclass(frozen=True, slots=True)
class Who:
    """A participant: `office` is the one held that day, `role` in words, `href` the person's page if it is known who it is."""

    name: str
    href: str | None
    office: str
    country: str
    role: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a line. `what`, `who` and `when` are in words; `told` is when it was first told, if it has no day of its own;
    `why` says how its date came about where it is not printed."""

    id: str
    href: str
    when: str
    told: str
    why: str
    what: str
    kind: str
    who: tuple[Who, ...]
    others: int
    lands: str
    place: str
    status: str
    status_name: str
    mechanism: str
    sources: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the address of its place in its story; `rule` is the name of what found it."""

    text: str
    href: str
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one story says: its title, outlet and time, its quotes, and the fields it tells, in words.

    `carried` is true where an earlier source is of the same voice: agency copy.
    """

    story: str
    href: str
    title: str
    outlet: str
    outlet_href: str
    when: str
    url: str | None
    quotes: tuple[Quoted, ...]
    says: tuple[tuple[str, str], ...]
    carried: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One of several values that sources give: in words, by how many sources, and their titles with addresses."""

    value: str
    sources: int
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field about which sources disagree, in words: its versions, the best supported first; `note` says what follows."""

    field: str
    versions: tuple[Version, ...]
    note: str


def what_of(event: Thing, t: Tongue) -> str:
    """What an event is in words: "thăm chính thức", "hội đàm, gặp gỡ"."""
    if event["kind"] == "visit" and event.get("level"):
        return t.name("visit", event["level"])
    name = t.name("kind", event["kind"])
    if event.get("channel") in ("phone", "online") and event["kind"] != "visit":
        name += f" ({t.name('channel', event['channel'])})"
    return name


def who_of(participant: Thing, t: Tongue) -> Who:
    """A participant in words."""
    person = participant.get("person")
    return Who(
        participant["name"],
        href(person) if person else None,
        participant.get("office") or "",
        t.country(participant["country"]),
        t.name("role", participant.get("role")),
    )


def event_line(event: Thing, t: Tongue, *, most: int = 4) -> EventLine:
    """An event in a line, with at most so many participants."""
    date = event.get("date")
    people = sorted(event["participants"], key=lambda p: (_ROLES.get(p["role"], 5), -p.get("sources", 1)))
    mechanism = event.get("mechanism") or ""
    if mechanism and event.get("session"):
        mechanism += " · " + t.say("no. %(number)s", number=event["session"])
    status = event.get("status") or "held"
    told = t.say("told %(day)s", day=t.day(event["first_told"])) if not date and event.get("first_told") else ""
    return EventLine(
        event["id"],
        f"/events/{event['id']}",
        t.dated(date),
        told,
        (date or {}).get("why") or "",
        what_of(event, t),
        event["kind"],
        tuple(who_of(p, t) for p in people[:most]),
        max(0, len(people) - most),
        t.countries(event.get("countries") or ()),
        event.get("place") or "",
        status,
        t.name("status", status),
        mechanism,
        event["sources"],
        bool(event.get("disputed")),
    )


#: Who is named first: whoever came.
_ROLES: Final = {"guest": 0, "sender": 0, "host": 1, "chair": 1, "party": 2, "signatory": 3, "recipient": 4}


def time_of(event: Thing) -> str:
    """What lists of events go by: the first day, or else the day of the first story."""
    return (event.get("date") or {}).get("start") or (event.get("first_told") or "")[:10]


def cursor_of(event: Thing) -> str:
    """Where a list of events goes on after this one."""
    return f"{time_of(event)}~{event['id']}"


def quote_href(story: str, evidence: Thing) -> str:
    """The address of a quote in its story."""
    return f"/stories/{story}#q{evidence['start']}"


def sources_of(statements: Sequence[Thing], t: Tongue) -> tuple[Source, ...]:
    """What every story says, those that say the same thing twice once."""
    out: list[Source] = []
    voices: set[str] = set()
    for one in statements:
        quotes = tuple(
            dict.fromkeys(
                Quoted(visible(e["quote"]), quote_href(one["story"], e), e.get("rule") or "") for e in one["evidence"]
            )
        )
        out.append(
            Source(
                one["story"],
                f"/stories/{one['story']}",
                visible(one["title"] or "") or t.say("Without a title"),
                one["outlet"] or "",
                outlet_href(one["outlet"]),
                t.day(one["published"]),
                outward(one["url"]),
                quotes,
                says_of(one["says"], t),
                one["voice"] in voices,
            )
        )
        voices.add(one["voice"])
    return tuple(out)


def says_of(says: Thing, t: Tongue) -> tuple[tuple[str, str], ...]:
    """The fields that a story tells, each with its name, in words."""
    out: list[tuple[str, str]] = []
    for name in (
        "kind",
        "level",
        "status",
        "date",
        "period",
        "place",
        "channel",
        "value",
        "change",
        "act",
        "due",
        "number",
        "participants",
        "offices",
        "also",
    ):
        value = says.get(name)
        if value in (None, [], ""):
            continue
        words = t.name("indicator", says["indicator"]) if name == "value" and "indicator" in says else ""
        shown = value_in_words(name, value, t, unit=says.get("unit"))
        out.append((t.name("field", name), f"{words}: {shown}" if words else shown))
    return tuple(out)


def value_in_words(field: str, value: Any, t: Tongue, *, unit: str | None = None) -> str:
    """A value of a field of the contract, in words."""
    match field, value:
        case _, None:
            return t.say("not said")
        case (("date" | "period"), {"start": _}):
            return t.dated(value)
        case (("date" | "period"), str()):
            start, _, end = value.partition("/")
            return t.span(start, end or start)
        case "participants", list():
            return "; ".join(p["name"] + (f" ({t.country(p['country'])})" if p["country"] else "") for p in value)
        case "countries", list():
            return t.countries(value)
        case _, list():
            return ", ".join(map(str, value))
        case (("kind" | "level" | "status" | "channel" | "act"), str()):
            return t.name({"level": "visit"}.get(field, field), value)
        case (("value" | "growth"), int() | float()):
            return t.amount(value, unit)
        case "change", int() | float():
            return t.change(value)
        case "due", str():
            return t.day(value)
        case _, float() | int():
            return t.number(value)
    return visible(str(value))


def disputes_of(
    found: Iterable[Thing], titles: Mapping[str, Thing], t: Tongue, *, unit: str | None = None
) -> tuple[Dispute, ...]:
    """Disagreements in words; `titles` are of the stories named in them."""
    out = []
    for one in found:
        versions = tuple(_version(one["field"], value, titles, t, unit) for value in one["values"])
        note = (
            t.say("By growth, %(value)s would be expected.", value=t.amount(one["expected"], unit))
            if one.get("expected")
            else ""
        )
        out.append(Dispute(t.name("field", one["field"]), versions, note))
    return tuple(out)


def _version(field: str, value: Thing, titles: Mapping[str, Thing], t: Tongue, unit: str | None) -> Version:
    by = tuple((visible((titles.get(s) or {}).get("title") or s), f"/stories/{s}") for s in value.get("stories", ()))
    shown = value_in_words(field, value["value"], t, unit=value.get("unit", unit))
    if "of" in value:
        by = ((t.dated(value.get("period")) or shown, f"/figures/{value['of']}"),)
    return Version(shown, value.get("sources", 1), by)


def stories_in(found: Iterable[Thing]) -> set[str]:
    """The stories that disagreements name."""
    return {story for one in found for value in one["values"] for story in value.get("stories", ())}
