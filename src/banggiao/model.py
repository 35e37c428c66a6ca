"""The one model: frozen, the same names in Python, JSON, SQL and exports.

The flow is ``Capture → Page → Story → findings → Reading``. Offsets are Unicode code points into `Page.text`.
`docs/contract.md` is the same in prose; `Reading.as_json` gives the object it describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["stated", "derived", "inferred"]
StoryKind = Literal["main", "teaser", "link"]
PageKind = Literal["article", "listing"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came from somewhere.

    `source` is a path or address, with ``#row`` for a row of a table; `media` one of ``text``, ``html``, ``row``;
    `captured` the ISO day on which the capture was taken, if anybody said so; `fields` the named columns of a row
    (any of url, title, lead, text, published), empty otherwise; `sha256` is of `content`.
    """

    source: str
    content: bytes
    media: Literal["text", "html", "row"]
    sha256: str
    url: str | None = None
    captured: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded capture: `text` as it came (for HTML all visible text in document order) and its stories.

    `language` is an ISO 639-1 code or None; `outlet` the site's or paper's name where the page says it.
    """

    source: str
    text: str
    kind: PageKind
    stories: tuple[Story, ...]
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a page.

    Its parts are spans into the page's text: `title_span`, `lead_span`, `body_spans` (paragraphs, in order). `title`,
    `lead` and `body` are the same parts as text. `published` is an ISO day, month or minute (``2024-08-28T08:49``).
    """

    id: str
    kind: StoryKind
    title: str | None
    lead: str | None
    body: str | None
    title_span: Span | None
    lead_span: Span | None
    body_spans: tuple[Span, ...]
    published: str | None = None
    published_basis: Basis | None = None
    published_why: str | None = None
    credit: str | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of the story in page order."""
        parts = (*self.body_spans,)
        if self.lead_span is not None:
            parts = (self.lead_span, *parts)
        if self.title_span is not None:
            parts = (self.title_span, *parts)
        return parts


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: ``text[start:end]`` of the page, found in `story` by the rule named `rule`."""

    story: str
    start: int
    end: int
    quote: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year, or a range of them (both ends inclusive), ISO 8601.

    `start` and `end` are equal for a single day (month, year). "28-29/6/2021" is ``2021-06-28`` to ``2021-06-29``.
    """

    start: str
    end: str
    precision: Literal["day", "month", "year"]
    basis: Basis
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a story, with the country acted for (ISO 3166-1 alpha-2) and every office given there."""

    story: str
    name: str
    country: str | None
    offices: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event, in which role."""

    name: str
    country: str | None
    role: Literal["host", "guest", "party", "chair", "signatory", "sender", "recipient"]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Who takes part by office alone: "hội đàm với Thủ tướng Lào" names no Prime Minister."""

    office: str
    country: str
    role: Literal["host", "guest", "party", "chair", "signatory", "sender", "recipient"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, happens, is planned or was called off; kinds and values as in the contract."""

    story: str
    kind: str
    status: str
    level: str | None
    channel: str | None
    date: Date | None
    place: str | None
    countries: tuple[str, ...]
    participants: tuple[Participant, ...]
    mechanism: str | None
    session: int | None
    evidence: tuple[Evidence, ...]
    unnamed: tuple[Unnamed, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about a relationship: `value` in `unit`, for `period`, with `change` in percent against `base`."""

    story: str
    indicator: str
    value: float
    unit: str | None
    parties: tuple[str, ...]
    period: Date | None
    change: float | None
    goal: bool
    evidence: tuple[Evidence, ...]
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a side agrees, pledges, proposes, plans or targets; `text` is the shortest span that says what."""

    story: str
    act: str
    by: tuple[str, ...]
    text: str
    due: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A numbered sitting of a mechanism: "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào" is number 46."""

    story: str
    mechanism: str
    number: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A document between parties: `name` as printed, `status` one of signed, planned, in_force, named."""

    story: str
    name: str
    kind: str
    status: str
    date: Date | None
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A set phrase of a relationship: "hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện" of VN and LA."""

    story: str
    phrase: str
    kind: str
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read on one page."""

    page: Page
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    sessions: tuple[Session, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    formulae: tuple[Formula, ...] = ()

    @property
    def stories(self) -> tuple[Story, ...]:
        """The page's stories, in page order."""
        return self.page.stories

    @property
    def text(self) -> str:
        """The page's text; every quote is a slice of it."""
        return self.page.text
