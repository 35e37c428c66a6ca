"""Headline, lead and time of a story that a page points to, found inside its item or beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from banggiao.pages.metadata import local_stamp
from banggiao.stories.layout import LONG_LINE, Layout, folded, is_heading
from banggiao.stories.times import printed_time, time_in

if TYPE_CHECKING:
    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element

_STAMP_ATTRIBUTES: Final = ("datetime", "data-time", "data-date", "data-published", "data-timestamp", "title")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def title_of(layout: Layout, element: Element, links: list[Element]) -> Span:
    """Where the headline stands: a heading around or inside a link, else a part named title, else a link."""
    named: Element | None = None
    for inner in layout.inside(element):
        if not 8 <= len(inner) <= 300:
            continue
        heading = is_heading(inner)
        if not heading and (named is not None or not layout.has_role(inner, "title")):
            continue
        link = next((k for k in links if inner.number <= k.number <= inner.last), None)
        if link is None and not any(k.number < inner.number <= k.last for k in links):
            continue  # a label of the box, "Xem thêm"
        if heading:
            return _first_line(layout, link if link is not None else inner)
        named = link if link is not None else inner
    return _first_line(layout, named if named is not None else links[0])


def _first_line(layout: Layout, element: Element) -> Span:
    """The element's first line that is no number or label, without a badge that is an element of its own."""
    blocks = layout.blocks_in(element.start, element.end)
    start, end = element.start, element.end
    if len(blocks) > 1 and not is_heading(element):
        best = next((b for b in blocks if b.end - b.start >= 20), blocks[0])
        start, end = max(best.start, element.start), min(best.end, element.end)
    return _without_badges(layout, element, start, end)


def _without_badges(layout: Layout, element: Element, start: int, end: int) -> Span:
    """The span without a rank or a badge that is an element of its own: "1 Tin", "Tin Nổi bật"."""
    for inner in layout.inside(element)[1:]:
        if (
            inner.own
            and inner.own == len(inner) <= 12
            and inner.tag in ("span", "i", "em", "b", "strong", "label", "a")
        ):
            if inner.start == start and layout.text[inner.start : inner.end].strip(". ").isdigit():
                start = inner.end
            elif inner.end == end and inner.start > start and inner.attributes:
                end = inner.start
    while start < end and layout.text[start].isspace():
        start += 1
    while end > start and layout.text[end - 1].isspace():
        end -= 1
    return start, end


def lead_in(layout: Layout, blocks: list[Block], title: Span) -> Span | None:
    """The lead among `blocks`: what is named so, else the longest line of text beside the headline."""
    start, end = title
    best: Span | None = None
    for block in blocks:
        span = (block.start, block.end)
        if (
            block.start < end and block.end > start
        ):  # the headline's own line: what stands beside it may be the lead
            span = (max(end, block.start), block.end) if block.end - end >= LONG_LINE else (0, 0)
        part = layout.text[span[0] : span[1]].strip()
        if layout.has_role(block.element, "caption") or len(part) < 20:
            continue
        marked = layout.has_role(block.element, "lead") or layout.has_role(
            block.element.parent or block.element, "lead"
        )
        if not marked and (
            len(part) < 35 or part.count(" ") < 6 or block.element.tag in ("h1", "h2", "h3", "h4")
        ):
            continue
        if printed_time(part) is not None or folded(part) == folded(layout.text[start:end]):
            continue
        span = _stripped(layout.text, span)
        if marked:
            return span
        if best is None or span[1] - span[0] > best[1] - best[0]:
            best = span
    return best


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "-–—:|"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def time_inside(layout: Layout, element: Element, title: Span) -> str | None:
    """The time printed in an item, alone or at a line's end, else an ISO stamp in an attribute.

    Attributes are asked last and only in ISO form: beside a printed "05/03/2026" stands ``title="3/5/2026"``.
    """
    attribute: str | None = None
    for inner in layout.inside(element):
        if 5 <= len(inner) <= 70 and not title[0] <= inner.start < title[1]:
            found = printed_time(layout.text[inner.start : inner.end])
            if found is not None and found.year_known:
                return found.stamp
        if attribute is None and inner.attributes:
            attribute = next((s for n in _STAMP_ATTRIBUTES if (s := _iso(inner.get(n)))), None)
    for block in layout.blocks_in(element.start, element.end):
        start = title[1] if block.start < title[1] and block.end > title[0] else block.start
        part = layout.text[start : block.end]
        if 8 <= len(part) <= 120 and (found := time_in(part)) and found.year_known and "T" in found.stamp:
            return found.stamp
    return attribute


def time_behind(layout: Layout, element: Element, title: Span, following: int) -> str | None:
    """The time on the rest of the line, where the item is no more than the link: "Headline (05/03/2005)"."""
    line = layout.block_at(title[1])
    if line is None or element.end >= line.end:
        return None
    found = printed_time(layout.text[element.end : min(line.end, following)])
    return found.stamp if found is not None and found.year_known else None


def _iso(value: str) -> str | None:
    return local_stamp(value) if _ISO_DAY.match(value) else None
