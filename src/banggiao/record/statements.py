"""What a record keeps of a reading: its stories, and one statement for every finding. Pure, so that it runs on every core.

A statement is a fact as one story tells it; `fold` brings together those that tell of one thing. Its id comes from the
capture and the place of its quote, and so survives every rebuild.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any, Final

from banggiao.jsonform import reading_as_json
from banggiao.model import Capture, Reading
from banggiao.record.ids import make_id
from banggiao.record.naming import home_of
from banggiao.record.phases import phase_of, travels
from banggiao.record.reference import holder_of
from banggiao.record.voices import sketch_of

#: The version of what is read; readings of an older one are read again by `rebuild`.
READER: Final = "1"

#: Kinds in which who is named by a foreign office is there, writes, or is written to.
_MET: Final = ("talks", "reception", "call", "visit", "session", "message")
#: Kinds that people travel to.
_SITTINGS: Final = ("session", "conference")
#: The lists of a reading and the sort of thing each of their findings is told of.
FOUND: Final = {
    "people": "person", "events": "event", "figures": "figure", "commitments": "commitment", "sessions": "session",
    "agreements": "agreement", "formulae": "phrase",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as the record keeps it; near-duplicates have like sketches."""

    id: str
    capture: str
    local: str
    kind: str
    title: str | None
    lead: str | None
    published: str | None
    outlet: str | None
    url: str | None
    credit: str | None
    sketch: bytes = b""


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding of `sort` in the story `story`; `body` is its object in the contract."""

    id: str
    sort: str
    story: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """All that the record keeps of one capture."""

    capture: str
    source: str
    media: str
    content: bytes  # compressed
    fields: str
    url: str | None
    captured: str | None
    stories: tuple[StoryRow, ...] = ()
    statements: tuple[Statement, ...] = ()
    read: bool = True  # false where the record knows it already, and only its place is kept


def take(capture: Capture) -> Taken:
    """Read a capture and keep what the record needs; raises `CaptureError` where it is no text."""
    from banggiao.reading import read_capture

    return taken_of(capture, read_capture(capture))


def taken_of(capture: Capture, reading: Reading) -> Taken:
    """What the record keeps of a capture and its reading."""
    page = reading.page
    found = reading_as_json(reading)
    story_ids: dict[str, str] = {}
    stories: list[StoryRow] = []
    for story in page.stories:
        identity = make_id("story", capture.sha256, story.id)
        story_ids[story.id] = identity
        text = " ".join(filter(None, (story.title, story.lead, story.body)))
        stories.append(
            StoryRow(identity, capture.sha256, story.id, story.kind, story.title, story.lead, story.published, page.outlet,
                     page.url, story.credit, sketch_of(text))
        )  # fmt: skip
    statements: list[Statement] = []
    used: dict[str, int] = {}
    for name, sort in FOUND.items():
        for body in found[name]:
            place = body["evidence"][0]
            told = (sort, capture.sha256, place["start"], place["end"], body.get("kind") or body.get("name") or body.get("act"))
            identity = make_id("reference", *told)[3:]
            used[identity] = used.get(identity, 0) + 1
            if used[identity] > 1:  # two findings on one quote: "gửi điện mừng" of three leaders
                identity = make_id("reference", *told, used[identity])[3:]
            statements.append(Statement(identity, sort, story_ids[body["story"]], body))
    _with_offices(statements)
    _with_holders(statements, {story.id: story.published for story in stories})
    statements = [part for statement in statements for part in _by_country(statement)]
    _mark_trips(statements)
    _mark_phases(statements, {story.id: story.published for story in stories})
    return Taken(
        capture.sha256, capture.source, capture.media, zlib.compress(capture.content, 6),
        json.dumps(dict(capture.fields), ensure_ascii=False, sort_keys=True), capture.url, capture.captured,
        tuple(stories), tuple(statements),
    )  # fmt: skip


def _with_holders(statements: list[Statement], published: dict[str, str | None]) -> None:
    """Name those who take part by their office alone, where the reference list knows who held it that day."""
    for statement in statements:
        body = statement.body
        if statement.sort != "event" or body["kind"] not in _MET:
            continue
        day = (body["date"] or {}).get("start") or (published[statement.story] or "")[:10]
        for part in body["unnamed"]:
            if part["country"] == "VN":
                continue  # "Quyết định của Thủ tướng": at home an office is named for much besides taking part
            held = holder_of(part["office"], part["country"], day) if day else None
            if held is not None and held.name not in {p["name"] for p in body["participants"]}:
                body["participants"].append({
                    "name": held.name, "country": part["country"], "role": part["role"], "offices": [part["office"]],
                    "basis": "inferred", "why": f"held the office of {part['office']} on {day}, by the list of office holders",
                })  # fmt: skip


def _by_country(statement: Statement) -> list[Statement]:
    """A journey told in one breath to several countries ("thăm Hungary và Romania") as a visit to each."""
    body = statement.body
    abroad = [code for code in body.get("countries", ()) if code != "VN"]
    guests = {p["country"] for p in body.get("participants", ()) if p["role"] == "guest"}
    if statement.sort != "event" or body["kind"] != "visit" or guests != {"VN"} or len(abroad) < 2:
        return [statement]
    hosts = {p["country"] for p in body["participants"]} & set(abroad)
    out = []
    for at, code in enumerate(abroad):
        people = [p for p in body["participants"] if p["country"] in ("VN", None, code) or p["country"] not in hosts]
        identity = statement.id if not at else make_id("reference", statement.id, code)[3:]
        out.append(
            Statement(
                identity, "event", statement.story, body | {"countries": ["VN", code], "participants": people, "journey": True}
            )
        )
    return out


def _mark_trips(statements: list[Statement]) -> None:
    """Mark the days of a whole journey.

    One story gives them for visits to several countries, or for a trip and what it was for.
    """
    told: dict[tuple[Any, ...], list[Statement]] = {}
    for statement in statements:
        date = statement.body.get("date")
        if statement.sort == "event" and statement.body["kind"] == "visit" and date and date["start"] != date["end"]:
            guests = tuple(sorted(p["name"] for p in statement.body["participants"] if p["role"] == "guest"))
            told.setdefault((statement.story, guests, date["start"], date["end"]), []).append(statement)
    for group in told.values():
        if len({code for statement in group for code in statement.body["countries"]} - {"VN"}) > 1:
            for statement in group:
                statement.body["journey"] = True
    trips = {(story, start, end) for story, _, start, end in told}
    for statement in statements:
        date = statement.body.get("date")
        if statement.sort != "event" or statement.body["kind"] not in _SITTINGS or not date:
            continue
        if (statement.story, date["start"], date["end"]) in trips or travels(statement.body):
            statement.body["journey"] = True


def _mark_phases(statements: list[Statement], published: dict[str, str | None]) -> None:
    """Say of a visit's statement which day of it is told, where that is its first or its last."""
    for statement in statements:
        body = statement.body
        if statement.sort == "event" and body["kind"] == "visit":
            phase = phase_of(body, published[statement.story])
            body |= {name: value for name, value in phase._asdict().items() if value}


def known_already(capture: Capture) -> Taken:
    """A capture that the record has, for the sake of where it was found this time."""
    return Taken(capture.sha256, capture.source, capture.media, b"", "{}", capture.url, capture.captured, read=False)


def _with_offices(statements: list[Statement]) -> None:
    """Give each participant the offices in which the same story names him."""
    for statement in statements:
        for named in (statement.body, *statement.body.get("participants", ())):
            if "name" in named and "country" in named:
                named["country"] = home_of(named["name"], named["country"])
    people = {(s.story, s.body["name"]): s.body for s in statements if s.sort == "person"}
    for statement in statements:
        for participant in statement.body.get("participants", ()):
            person = people.get((statement.story, participant["name"]))
            if person is not None:
                participant["offices"] = person["offices"]
                participant["country"] = participant["country"] or person["country"]
