"""A sentence as the finders see it: actors, triggers, dates, gatherings, places, documents, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from banggiao.findings.clocks import Clock
from banggiao.findings.resolving import resolve
from banggiao.grammar.cues import words
from banggiao.grammar.lexicon import Match
from banggiao.grammar.tomlrules import rule_file
from banggiao.mentions.actor import Actor
from banggiao.mentions.dates import DateMention
from banggiao.mentions.gatherings import Gathering
from banggiao.model import Date, Span

Part = Literal["title", "lead", "body"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule of ``vi/rules/events.toml`` as the finder uses it."""

    name: str
    kind: str
    shape: str
    subject: str
    object: str
    needs: str
    level: str | None
    channel: str | None


@cache
def frames() -> dict[str, Frame]:
    """Rule name → frame."""
    out: dict[str, Frame] = {}
    for rule in rule_file("events")["rule"]:
        if rule.get("sort") == "trigger":
            get: Any = rule.get
            out[rule["name"]] = Frame(
                rule["name"], rule["kind"], get("shape", "verb"), get("subject", "party"), get("object", "party"),
                get("needs", ""), get("level"), get("channel"),
            )
    return out


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that begins a frame."""

    start: int
    end: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class Place:
    """A place named: its words and the country it lies in."""

    start: int
    end: int
    name: str
    country: str | None
    kind: str


@dataclass(slots=True)
class Scene:
    """One sentence with all that was found in it; offsets are into the folded page.

    `documents` and `formulae` are (start, end, kind, canonical form); `acts` are (match, kind, by, rule).
    """

    span: Span
    part: Part
    text: str
    actors: list[Actor]
    dates: list[DateMention]
    gatherings: list[Gathering]
    triggers: list[Trigger] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    documents: list[tuple[int, int, str, str]] = field(default_factory=list)
    acts: list[tuple[Match, str, str, str]] = field(default_factory=list)
    formulae: list[tuple[int, int, str, str]] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    last_day: Date | None = None

    def date(self, mention: DateMention) -> Date | None:
        """The mention's date on the story's clock; "cùng ngày" is the day told last."""
        if mention.relative == "same day":
            own = next((d for d in self.dates if d.end <= mention.start and d.precision == "day" and not d.relative), None)
            return self.date(own) if own is not None else self.last_day
        return resolve(mention, self.clock)

    def words(self, start: int, end: int) -> str:
        """The folded text between two offsets."""
        return self.text[start:end]


_OF_ITS_NAME = tuple(sorted(words("words before a place that are of its name")))


def scene(text: str, found: tuple[Match, ...], span: Span, part: Part, actors: list[Actor], dates: list[DateMention],
          named: list[Gathering]) -> Scene:
    """Put together what was `found` in the sentence at `span`."""
    made = Scene(span, part, text, actors, dates, named)
    known = frames()
    taken = [(a.start, a.end) for a in actors if a.kind != "body" or a.rule != "organisation"]
    floor = -1
    for match in found:
        start, end, entries = match
        for entry in entries:
            sort = entry.sort
            if sort not in _ON_THE_SCENE:
                continue
            if sort == "trigger":
                if not _inside(start, taken):
                    made.triggers.append(Trigger(start, end, known[entry.canonical]))
            elif sort == "place":
                if start >= floor and not _inside(start, taken):
                    begin = start
                    if text.endswith(_OF_ITS_NAME, span[0], start):
                        begin -= max(len(w) - 1 for w in _OF_ITS_NAME if text.endswith(w, span[0], start))
                    made.places.append(Place(begin, end, text[begin:end], entry.extra or None, entry.kind))
                    floor = end
            elif sort == "document":
                made.documents.append((start, end, entry.kind, entry.canonical))
            elif sort == "act":
                made.acts.append((match, entry.kind, entry.extra, entry.canonical))
            else:
                made.formulae.append((start, end, entry.kind, entry.canonical))
    return made


_ON_THE_SCENE = frozenset({"trigger", "place", "document", "act", "formula"})


def _inside(at: int, spans: list[Span]) -> bool:
    for start, end in spans:  # noqa: SIM110  # asked of every trigger and place: a generator costs more than the answer
        if start <= at < end:
            return True
    return False


__all__ = ["Frame", "Part", "Place", "Scene", "Trigger", "frames", "scene"]
