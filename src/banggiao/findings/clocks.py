"""The clock of a story: when it was told, how exactly, and why we say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day

from banggiao.findings.tenure import Tenure
from banggiao.mentions.dates import DateMention
from banggiao.model import Basis, Span


@dataclass(slots=True)
class Clock:
    """When a story was told: `day` as exact as known, with its basis and a sentence that says why.

    `exact` is False where only the year or month of `day` is known; `low` and `high` bound it; `about` is what the
    neighbours of an undated story allow ("2022-08"), for events without a date of their own.
    """

    day: Day | None = None
    exact: bool = False
    year_only: bool = False
    basis: Basis = "stated"
    why: str | None = None
    own: bool = False
    printed: bool = False
    about: str | None = None
    about_why: str | None = None


@dataclass(slots=True)
class DatedStory:
    """What dating needs of a story: its id, printed time, text spans' dates, and whether it is the main one.

    `since` is the year in which the first of those named in it came to a high office, None where nobody known is named;
    `tenures` are when those named with their offices held them.
    """

    id: str
    main: bool
    published: str | None
    dates: list[DateMention]
    text: str
    spans: tuple[Span, ...]
    since: int | None = None
    tenures: list[Tenure] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)

    def is_printed(self) -> bool:
        """True where the story's own time is printed with its year: nothing else need then be asked."""
        return bool(self.published) and not (self.published or "").startswith("--")


def first_floating(story: DatedStory) -> tuple[int, int] | None:
    """Month and day of the first day printed without a year."""
    for mention in story.dates:
        year, month, day = mention.first
        if year is None and month and day:
            return month, day
    return None
