"""A row of a table as a page: its text is title, lead and text with an empty line between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from banggiao.model import Span, Story
from banggiao.stories.credits import closing_credit, dateline_credit
from banggiao.stories.found import StoriesFound
from banggiao.stories.lines import split_lines
from banggiao.stories.times import time_in

if TYPE_CHECKING:
    from collections.abc import Mapping


class RowPage(NamedTuple):
    """The text made of a row and the one story in it."""

    text: str
    found: StoriesFound


def read_row(fields: Mapping[str, str]) -> RowPage:
    """The page that a row makes: an article with one main story, from title, lead, text and published.

    ``{"title": "Thủ tướng thăm Lào", "published": "2025-01-09T08:10"}`` gives the text "Thủ tướng thăm Lào"
    and a story published 2025-01-09T08:10. A row that has only ``text`` is split as a text dump is.
    """
    published = _published(fields.get("published", ""))
    url = fields.get("url", "").strip() or None
    if not ("title" in fields or "lead" in fields):
        found = split_lines(fields.get("text", ""))
        stories = tuple(
            _dated(story, published) if story.kind == "main" else story for story in found.stories
        )
        return RowPage(fields.get("text", ""), found._replace(stories=stories, url=url or found.url))
    parts = {name: fields[name] for name in ("title", "lead", "text") if name in fields}
    spans: dict[str, Span] = {}
    at = 0
    for name, part in parts.items():
        spans[name] = (at, at + len(part))
        at += len(part) + 2
    text = "\n\n".join(parts.values())
    title = _trimmed(text, spans.get("title"))
    lead = _trimmed(text, spans.get("lead"))
    body = _paragraphs(text, spans["text"]) if "text" in spans else []
    credit = None
    if lead is not None:
        lead, credit = dateline_credit(text, lead)
    if body:
        body[0], site = dateline_credit(text, body[0])
        body[-1], closing = closing_credit(text, body[-1])
        credit = closing or credit or site
    body = [span for span in body if span[0] < span[1]]
    story = Story(
        id="s1",
        kind="main",
        title=text[slice(*title)] if title else None,
        lead=text[slice(*lead)] if lead else None,
        body="\n".join(text[slice(*span)] for span in body) or None,
        title_span=title,
        lead_span=lead,
        body_spans=tuple(body),
        published=published,
        published_basis="stated" if published else None,
        credit=credit,
    )
    return RowPage(text, StoriesFound("article", (story,), url=url))


def _published(cell: str) -> str | None:
    found = time_in(cell)
    return found.stamp if found is not None and found.year_known else None


def _dated(story: Story, published: str | None) -> Story:
    return replace(story, published=published, published_basis="stated") if published else story


def _trimmed(text: str, span: Span | None) -> Span | None:
    """`span` without white space at its ends; None where nothing is left."""
    if span is None:
        return None
    part = text[slice(*span)]
    start = span[0] + len(part) - len(part.lstrip())
    end = span[0] + len(part.rstrip())
    return (start, end) if start < end else None


def _paragraphs(text: str, span: Span) -> list[Span]:
    spans: list[Span] = []
    at = span[0]
    for line in text[slice(*span)].split("\n"):
        trimmed = _trimmed(text, (at, at + len(line)))
        if trimmed:
            spans.append(trimmed)
        at += len(line) + 1
    return spans
