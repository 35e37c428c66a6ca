"""A source as all formats show it."""

from __future__ import annotations

from typing import NamedTuple

from banggiao.brief.content import Brief, Citation
from banggiao.brief.words import short, words_of


class Source(NamedTuple):
    """A numbered citation in words: outlet and day, the title, and the quote, shortened to what fits."""

    number: int
    where: str
    title: str
    quote: str
    url: str | None


def sources_of(brief: Brief, most: int = 200) -> list[Source]:
    """The sources of a brief in order, quotes of at most `most` characters."""
    return [_shown(brief, number, citation, most) for number, citation in brief.sources]


def _shown(brief: Brief, number: int, citation: Citation, most: int) -> Source:
    where = f"{citation.outlet}, {words_of(brief.language).day(citation.date)}"
    opening, closing = brief.labels.quote
    safe = citation.url if citation.url and citation.url.startswith(("http://", "https://")) else None
    return Source(number, where, short(citation.title, 120), f"{opening}{short(citation.quote, most)}{closing}", safe)
