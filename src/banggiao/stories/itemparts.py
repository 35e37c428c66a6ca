"""Headline, lead and time of a story that a page points to, found inside its item or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from banggiao.stories.labels import label_kinds
from banggiao.stories.layout import LONG_LINE, Layout, folded, is_heading
from banggiao.stories.stamps import better, has_year, leading_stamp, marked_stamp, stamp_of
from banggiao.stories.times import time_in

if TYPE_CHECKING:
    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element

#: What may stand between a stamp and the headline on one line.
_MARKS: Final = " \t-–—:|•·*»>"
#: Labels that are set into a link before the headline: "Bài trước".
_POINTERS: Final = frozenset({"related", "button"})
_ARROWS_BEFORE: Final = ("« ", "‹ ", "← ", "< ", "» ", "> ", "- ", "• ")
_ARROWS_BEHIND: Final = (" »", " ›", " →", " >")
_BADGE: Final = 12
_LABEL: Final = 24


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
    """The span without a rank, pointer or badge that is an element of its own: "1 Tin", "Bài trước: Tin", "Tin Mới"."""
    for inner in layout.inside(element)[1:]:
        if not inner.own or inner.own != len(inner) or len(inner) > _LABEL:
            continue
        if inner.tag not in ("span", "i", "em", "b", "strong", "label", "a"):
            continue
        part = layout.text[inner.start : inner.end]
        if inner.start == start and (part.strip(". ").isdigit() or label_kinds(part) & _POINTERS):
            start = inner.end
        elif inner.end == end and inner.start > start and inner.attributes and len(inner) <= _BADGE:
            end = inner.start
    while start < end and (layout.text[start].isspace() or (start > element.start and layout.text[start] in ":»›")):
        start += 1
    while end > start and layout.text[end - 1].isspace():
        end -= 1
    if layout.text[start : start + 2] in _ARROWS_BEFORE:
        start += 2
    if layout.text[end - 2 : end] in _ARROWS_BEHIND:
        end -= 2
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
        if stamp_of(part) is not None or folded(part) == folded(layout.text[start:end]):
            continue
        span = _stripped(layout.text, span)
        span = (leading_stamp(layout.text, *span)[1], span[1])
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
    A time without a year ("13/12") is given where nothing tells more.
    """
    marked: str | None = None
    short: str | None = None
    for inner in layout.inside(element):
        if 3 <= len(inner) <= 70 and not title[0] <= inner.start < title[1]:
            found = stamp_of(layout.text[inner.start : inner.end], inner.names)
            if found is not None and has_year(found):
                return found
            short = short or found
        if marked is None and inner.attributes:
            marked = marked_stamp(inner)
    for block in layout.blocks_in(element.start, element.end):
        start = title[1] if block.start < title[1] and block.end > title[0] else block.start
        part = layout.text[start : block.end]
        if 8 <= len(part) <= 120 and (found_in := time_in(part)) and found_in.year_known and "T" in found_in.stamp:
            return found_in.stamp
        short = better(short, leading_stamp(layout.text, start, block.end)[0])
    return marked or short


def time_beside(layout: Layout, element: Element, title: Span, before: int, following: int) -> str | None:
    """The time on the rest of the headline's line: "Headline (05/03/2005)", "13/12: Headline".

    The rest begins behind `before` and ends before `following`, where the neighbours are.
    """
    line = layout.block_at(title[1])
    if line is None:
        return None
    behind = layout.text[max(element.end, title[1]) : min(line.end, following)]
    ahead = layout.text[max(line.start, before) : title[0]]
    return better(
        stamp_of(behind.strip(_MARKS)) if len(behind) <= 70 else None,
        stamp_of(ahead.strip(_MARKS)) if len(ahead) <= 70 else None,
    )
