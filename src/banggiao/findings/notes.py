"""What is found in one story on its way to a reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from banggiao.findings.clocks import DatedStory
from banggiao.findings.commitments import Promise
from banggiao.findings.draft import Draft
from banggiao.findings.figures import Number
from banggiao.findings.people import Figurehead
from banggiao.findings.scene import Part, Scene
from banggiao.mentions.dates import DateMention
from banggiao.model import Span, Story


@dataclass(slots=True)
class StoryNotes:
    """All that was found in one story, on its way to a reading; offsets are into the folded page."""

    story: Story
    parts: list[tuple[Part, Span]]
    dates: list[DateMention] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    people: list[Figurehead] = field(default_factory=list)
    pair: tuple[str, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    sessions: list[tuple[str, int, Span]] = field(default_factory=list)
    agreements: list[tuple[str, str, str, Span]] = field(default_factory=list)
    formulae: list[tuple[str, str, tuple[str, ...], Span]] = field(default_factory=list)
    dated: DatedStory | None = None
