"""What the splitting of a page into stories gives back, whatever the page was made of, and an article under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from banggiao.model import PageKind, Span, Story
    from banggiao.pages.elements import Element


class StoriesFound(NamedTuple):
    """The kind of a page and its stories in page order, with what the page says of itself.

    `outlet` is the site's or paper's name ("Báo Chính phủ"), `url` the canonical address, `language` the ISO
    639-1 code which the page declares; each is None where the page does not say it.
    """

    kind: PageKind
    stories: tuple[Story, ...]
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass
class Article:
    """The parts of the main story; `outer` is the element that holds its text."""

    title: Span | None
    lead: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    published: str | None = None
    credit: str | None = None
    outer: Element | None = None
