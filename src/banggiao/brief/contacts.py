"""The sections on how relations stand and on contacts: the set phrase of today, the last visits each way, whose turn it is."""

from __future__ import annotations

from datetime import date as Day
from typing import Any, Final

from banggiao.brief.content import Sentence
from banggiao.brief.desk import HOME, LEVELS, Desk, first_day, last_day, level_of

Thing = dict[str, Any]

#: Levels whose visits are told each way.
_TOLD_LEVELS: Final = ("leader", "deputy", "minister")
_MEETINGS: Final = ("talks", "reception", "call", "session", "conference", "signing", "visit")
_MOST_MEETINGS: Final = 4


def relations(desk: Desk) -> list[Sentence]:
    """What the press calls the relationship today and since when, what it said before, and the partnership."""
    words, out = desk.words, []
    told = [p for p in desk.view.phrases(desk.asked()) if frozenset(p["countries"]) == desk.pair and p["last_told"]]
    for kind, name in (("quality", "phrase"), ("partnership", "partnership")):
        ranked = sorted(
            (p for p in told if p["kind"] == kind), key=lambda p: (p["last_told"], p["times"], p["id"]), reverse=True
        )
        if not ranked:
            continue
        # a short phrase ("quan hệ đặc biệt") is what the press says in passing beside the whole one
        whole = max(len(p["phrase"]) for p in ranked) / 2
        ranked = [p for p in ranked if len(p["phrase"]) >= whole]
        now = ranked[0]
        first, last = words.day(now["first_told"]), words.day(now["last_told"])
        template = name if first != last else f"{name}_once"
        text = words.say(template, country=words.country(desk.country), phrase=now["phrase"], first=first, last=last)
        out += desk.sentence(text, desk.cite([now["first"]], most=1), desk.cite([now["last"]], most=1))
        before = next((p for p in ranked[1:] if now["first_told"] and p["last_told"] < now["first_told"]), None)
        if before is not None:
            text = words.say("phrase_before", phrase=before["phrase"], last=words.day(before["last_told"]))
            out += desk.sentence(text, desk.cite([before["last"]], most=1))
    return out


def contacts(desk: Desk, since: Day) -> list[Sentence]:
    """The last visit each way at each level and whose turn it is; then the latest meetings since a day."""
    words, shown = desk.words, set[str]()
    out: list[Sentence] = []
    for level in _TOLD_LEVELS:
        last = {side: _last_visit(desk, side, level) for side in (HOME, desk.country)}
        for side, event in sorted(last.items(), key=lambda one: _last(one[1]), reverse=True):
            if event is None:
                continue
            shown.add(event["id"])
            text = words.say(
                "visit_out" if side == HOME else "visit_in",
                level=words.name("levels", level),
                country=words.country(desk.country),
                days=words.days(event["date"]),
                **_visitors(desk, event, side, level),
            )
            out += desk.sentence(text, desk.cite_event(event))
        undated = [told for side in last if (told := _undated(desk, side, level, last[side])) is not None]
        for side, event in undated:
            when = words.form("told", day=words.day(event["first_told"]))
            text = words.say(
                "undated",
                level=words.name("levels", level),
                country=words.country(side),
                told=when,
                **_visitors(desk, event, side, level),
            )
            out += desk.sentence(text, desk.cite_event(event, 1))
        if not undated:  # or else nobody can say which visit was the last
            out += _turn(desk, level, last)
    out += _meetings(desk, since, shown)
    return out


def _last_visit(desk: Desk, side: str, level: str) -> Thing | None:
    """The last visit that somebody of a side and level paid to the other side."""
    for event in desk.past:
        if _is_visit(event) and side_of_guests(event, desk) == side and _guests(event, side, level):
            return event
    return None


def _undated(desk: Desk, side: str, level: str, last: Thing | None) -> tuple[str, Thing] | None:
    """A visit of a side that was told, without its days, after that side's last dated one."""
    since = _last(last).isoformat()
    for event in desk.undated:
        if (
            _is_visit(event)
            and side_of_guests(event, desk) == side
            and event["first_told"] > since
            and _guests(event, side, level)
        ):
            return side, event
    return None


def _is_visit(event: Thing) -> bool:
    """True for what one side owes the other: whoever comes for a conference comes to all who meet there."""
    return bool(event["kind"] == "visit" and event["level"] != "attend")


def _guests(event: Thing, side: str, level: str) -> list[Thing]:
    return [
        p for p in event["participants"] if p["role"] == "guest" and p["country"] == side and level_of(p["offices"]) == level
    ]


def _visitors(desk: Desk, event: Thing, side: str, level: str) -> dict[str, str]:
    """Who travelled and in which manner, for a sentence."""
    words = desk.words
    manner = words.form("manner", manner=words.name("visits", event["level"])) if event["level"] else ""
    guests = [
        guest | {"office": next(o for o in guest["offices"] if level_of([o]) == level)} for guest in _guests(event, side, level)
    ]
    return {"who": words.people(guests, 2), "manner": manner}


def side_of_guests(event: Thing, desk: Desk) -> str | None:
    """Which of the two sides travels; None where the guests are of both or of neither."""
    sides = {p["country"] for p in event["participants"] if p["role"] == "guest"} & desk.pair
    return sides.pop() if len(sides) == 1 else None


def _turn(desk: Desk, level: str, last: dict[str, Thing | None]) -> list[Sentence]:
    """Whose turn it is: the side whose last visit is longer ago. Nothing where one way is not in the record."""
    home, away = last[HOME], last[desk.country]
    if home is None or away is None or _last(home) == _last(away):
        return []
    later, earlier = (HOME, desk.country) if _last(home) > _last(away) else (desk.country, HOME)
    newest, other = (home, away) if later == HOME else (away, home)
    words = desk.words
    text = words.say(
        "turn",
        level=words.name("levels", level),
        last=words.country(later),
        turn=words.country(earlier),
        days=words.days(newest["date"]),
        before=words.days(other["date"]),
    )
    return desk.sentence(text, desk.cite_event(newest, 1), desk.cite_event(other, 1))


def _meetings(desk: Desk, since: Day, shown: set[str]) -> list[Sentence]:
    """The latest meetings at the highest levels since a day, the latest first."""
    words = desk.words
    met = []
    for event in desk.past:
        sides = {p["country"] for p in event["participants"]}
        if (
            event["kind"] in _MEETINGS
            and event["id"] not in shown
            and desk.pair <= sides
            and (first_day(event["date"]) or Day.min) >= since
        ):
            # a meeting is as high as the lower of its two sides: a minister with an envoy is one of envoys
            met.append((max(_highest(event, side) for side in desk.pair), event))
    chosen = [event for _, event in sorted(met, key=lambda one: one[0])[:_MOST_MEETINGS]]
    out = []
    for event in sorted(chosen, key=lambda e: (_last(e), e["id"]), reverse=True):
        kind = words.name("kinds", event["kind"])
        text = words.say(
            "meeting", days=words.days(event["date"]), kind=kind, place=desk.place(event), people=desk.people(event)
        )
        out += desk.sentence(text, desk.cite_event(event, 1))
    return out


def _highest(event: Thing, side: str) -> int:
    return min(LEVELS.index(level_of(p["offices"])) for p in event["participants"] if p["country"] == side)


def _last(event: Thing | None) -> Day:
    return (last_day(event["date"]) if event else None) or Day.min
