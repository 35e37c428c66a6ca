"""The section on whom one will meet: offices over time, and when and in which office they met us before."""

from __future__ import annotations

from typing import Any, Final

from banggiao.brief.content import Sentence
from banggiao.brief.desk import HOME, Desk, first_day, level_of
from banggiao.errors import BangGiaoError
from banggiao.record.filters import Filters

Thing = dict[str, Any]

#: Events at which people see or hear each other.
MET: Final = ("visit", "talks", "reception", "call", "session", "conference", "signing", "ceremony", "activity", "credentials")
_MOST_OFFICES: Final = 4
_MOST_MEETINGS: Final = 6
_MOST_PERSONS: Final = 3


def person_called(desk: Desk, name: str) -> Thing:
    """The one person of either side whom a name, or an id, means. Raises `BangGiaoError` where it is not one."""
    found = [p for p in desk.view.people(Filters(person=name, limit=50)) if p["country"] in desk.pair]
    theirs = [p for p in found if p["country"] == desk.country] or found
    if not theirs:
        raise BangGiaoError(f"nobody of {HOME} or {desk.country} in the record is called '{name}'; banggiao people lists them")
    if len(theirs) > 1:
        who = "; ".join(f"{p['name']} ({p['id']})" for p in theirs[:5])
        raise BangGiaoError(f"'{name}' may be any of {len(theirs)} persons: {who}")
    return theirs[0]


def counterpart(desk: Desk, person: Thing | None) -> list[Sentence]:
    """A person's offices and meetings with the other side; without one, whom Vietnam met last of the other side's leaders."""
    if person is None:
        return _leaders(desk)
    return _offices(desk, person) + _meetings(desk, person)


def _offices(desk: Desk, person: Thing) -> list[Sentence]:
    """In which offices stories name a person, from the first to the last day on which they do."""
    shown = desk.view.show(person["id"])
    told: dict[str, list[Thing]] = {}
    for statement in (shown or {}).get("statements", ()):
        if not statement["published"]:
            continue
        for office in statement["says"].get("offices", ()):
            told.setdefault(desk.words.name("offices", office), []).append(statement)
    words, out = desk.words, []
    ranked = sorted(told.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_OFFICES]
    for office, said in sorted(ranked, key=lambda one: (one[1][0]["published"], one[0])):
        first, last = words.day(said[0]["published"]), words.day(said[-1]["published"])
        text = words.say(
            "office" if first != last else "office_once", name=person["name"], office=office, first=first, last=last
        )
        out += desk.sentence(
            text, *(desk.cite(_evidence(one), naming=[office, person["name"]], most=1) for one in (said[0], said[-1]))
        )
    return out


def _evidence(statement: Thing) -> list[Thing]:
    """The quotes of a statement, under the id of the story as the record has it."""
    return [quote | {"story": statement["story"]} for quote in statement["evidence"]]


def _meetings(desk: Desk, person: Thing) -> list[Sentence]:
    """When, and in which office, a person met the other side; the latest first, and the first of all."""
    theirs = desk.country if person["country"] == HOME else HOME
    met = [e for e in desk.past if any(p["person"] == person["id"] for p in e["participants"]) and _others(e, theirs)]
    met = [e for e in met if e["kind"] in MET]
    chosen = met if len(met) <= _MOST_MEETINGS else [*met[: _MOST_MEETINGS - 1], met[-1]]
    words, out = desk.words, []
    for event in chosen:
        own = next(p for p in event["participants"] if p["person"] == person["id"])
        told = {
            "days": words.days(event["date"]),
            "kind": words.name("kinds", event["kind"]),
            "place": desk.place(event),
            "others": words.people(_others(event, theirs), 3),
        }
        if own["office"]:
            text = words.say("met", office=words.name("offices", own["office"]), **told)
        else:
            text = words.say("met_no_office", **told)
        out += desk.sentence(text, desk.cite_event(event, 1))
    return out


def _leaders(desk: Desk) -> list[Sentence]:
    """The other side's leaders who were in contact with Vietnam last, each with the last time."""
    words, seen = desk.words, set[str]()
    out: list[Sentence] = []
    for event in desk.past:
        if event["kind"] not in MET:
            continue
        ours = _others(event, HOME)
        for p in event["participants"]:
            fit = (
                p["country"] == desk.country and p["person"] and p["person"] not in seen and level_of(p["offices"]) == "leader"
            )
            if not fit or not ours or first_day(event["date"]) is None or len(out) >= _MOST_PERSONS:
                continue
            seen.add(p["person"])
            text = words.say(
                "latest",
                who=words.person(p),
                days=words.days(event["date"]),
                kind=words.name("kinds", event["kind"]),
                place=desk.place(event),
                others=words.people(ours, 3),
            )
            out += desk.sentence(text, desk.cite_event(event, 1))
    return out


def _others(event: Thing, country: str) -> list[Thing]:
    return [p for p in event["participants"] if p["country"] == country]
