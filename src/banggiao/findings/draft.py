"""An event as one sentence tells it, and what a sentence may take from its story."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from banggiao.grammar.cues import cue
from banggiao.grammar.tables import rows
from banggiao.mentions.actor import Actor
from banggiao.mentions.gatherings import Gathering
from banggiao.model import Date, Span


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it, before those of a story are brought together.

    `people` gives for each name country and role, `unnamed` for each office of a country, named without its holder, the role.
    """

    kind: str
    rule: str
    part: str
    spans: list[Span]
    status: str = "held"
    level: str | None = None
    channel: str | None = None
    date: Date | None = None
    place: str | None = None
    countries: set[str] = field(default_factory=set)
    people: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    unnamed: dict[tuple[str, str], str] = field(default_factory=dict)
    mechanism: str | None = None
    session: int | None = None
    frame: bool = False
    nominal: bool = False
    visitor: str | None = None
    target: str | None = None
    sure: bool = False


@dataclass(slots=True)
class StoryView:
    """What a sentence may take from its story: the countries the story is about and its last subject."""

    pair: tuple[str, ...] = ()
    subject: list[Actor] = field(default_factory=list)
    day: Date | None = None


_CONFERENCE = cue("a conference by its name")


def gathering_kind(gathering: Gathering) -> str:
    """The event kind of a gathering: a sitting of a standing body is a session, a meeting of many a conference."""
    if gathering.kind in ("mechanism", "assembly") or (gathering.kind in ("domestic", "sitting") and gathering.sitting):
        return "session"
    if gathering.kind == "domestic" and not _CONFERENCE.match(gathering.name):
        return "activity"
    return "conference"


@cache
def commemorated() -> frozenset[str]:
    """Names of people who are honoured, not acting."""
    return frozenset(row["form"] for row in rows("commemorated"))
