"""The text of a page cut at every boundary of a story's part and of a finding's quote.

Quotes overlap: a person stands inside the sentence of an event, which shares words with a commitment. Each
piece of text says to which story and which quotes it belongs, so that any way of showing them only has to
walk over the pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from banggiao.explain.words import HEADS, Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banggiao.model import Evidence, Reading, Span, Story

Part: TypeAlias = Literal["title", "lead", "body"]

#: The letter in a finding's tag, as in ``p3`` for the third person.
LETTERS = dict(zip(HEADS, "pefcmax", strict=True))


@dataclass(frozen=True, slots=True)
class Mark:
    """One quote of a finding: `tag` names the finding, `place` counts its quotes from 0."""

    tag: str
    finding: Shown
    place: int
    evidence: Evidence

    @property
    def length(self) -> int:
        """Code points marked."""
        return self.evidence.end - self.evidence.start


class Region(NamedTuple):
    """A part of a story, or with `story` None what lies between stories: menus, buttons, captions, stamps."""

    start: int
    end: int
    story: Story | None
    part: Part | None


class Piece(NamedTuple):
    """A stretch of text without a boundary in it; `marks` are those it lies in, the shortest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    #: Marks that end where this piece ends; their tags are shown here.
    closing: tuple[Mark, ...]


def tagged(reading: Reading) -> list[tuple[str, Shown]]:
    """Every finding of a reading with its tag: p1, p2, e1 …"""
    counts = dict.fromkeys(HEADS, 0)
    tags = []
    for finding in shown(reading):
        counts[finding.kind] += 1
        tags.append((f"{LETTERS[finding.kind]}{counts[finding.kind]}", finding))
    return tags


def marks_of(findings: Iterable[tuple[str, Shown]]) -> list[Mark]:
    """The quotes of all findings in page order."""
    marks = [
        Mark(tag, finding, place, evidence)
        for tag, finding in findings
        for place, evidence in enumerate(finding.evidence)
    ]
    return sorted(marks, key=lambda mark: (mark.evidence.start, -mark.evidence.end, mark.tag))


def regions(reading: Reading) -> Iterator[Region]:
    """The whole text as regions in page order; where stories claim the same text, the first has it."""
    at = 0
    for start, end, story, part in sorted(_parts(reading.stories), key=lambda region: region[:2]):
        start = max(start, at)
        if start >= end:
            continue
        if start > at:
            yield Region(at, start, None, None)
        yield Region(start, end, story, part)
        at = end
    if at < len(reading.text):
        yield Region(at, len(reading.text), None, None)


def _parts(stories: Iterable[Story]) -> Iterator[Region]:
    for story in stories:
        parts: list[tuple[Span | None, Part]] = [(story.title_span, "title"), (story.lead_span, "lead")]
        parts.extend((span, "body") for span in story.body_spans)
        for span, part in parts:
            if span is not None:
                yield Region(*span, story, part)


def pieces(marks: Iterable[Mark], areas: Iterable[Region]) -> Iterator[tuple[Region, list[Piece]]]:
    """Every region with its pieces; `marks` and `areas` are in page order, as from `marks_of`, `regions`."""
    waiting = [mark for mark in marks if mark.length > 0]
    waiting.reverse()
    active: list[Mark] = []
    for area in areas:
        cuts: list[Piece] = []
        at = area.start
        while at < area.end:
            while waiting and waiting[-1].evidence.start <= at:
                active.append(waiting.pop())
            active = [mark for mark in active if mark.evidence.end > at]
            until = min(
                [area.end, *(mark.evidence.end for mark in active)]
                + ([waiting[-1].evidence.start] if waiting else [])
            )
            inner = tuple(sorted(active, key=lambda mark: (mark.length, mark.tag)))
            cuts.append(Piece(at, until, inner, tuple(m for m in inner if m.evidence.end == until)))
            at = until
        yield area, cuts
