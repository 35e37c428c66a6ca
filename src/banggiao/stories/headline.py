"""The headline of the story that a page is about, found in its rendered text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from banggiao.stories.labels import is_imprint, label_kinds
from banggiao.stories.layout import LONG_LINE, Layout, folded, is_heading
from banggiao.stories.stamps import stamp_of

if TYPE_CHECKING:
    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element, Rendered
    from banggiao.pages.metadata import Metadata

#: So many elements inside a headline are looked at.
_FEW: Final = 12
#: A headline stands at most so many lines above its text, and so many lines above or under its time.
_ABOVE: Final = 8
_BESIDE: Final = 2
_SURE: Final = 2.0
_MARK: Final = re.compile(r"\s+[-–—|•·»]\s+|\s*[|»]\s*")
_SENTENCE_ENDS: Final = (".", ";", ":", ".”", '."', ".)")
_LARGE: Final = re.compile(
    r' size="(?:[4-7]|\+[1-6])"'
    r"|font-size\s*:\s*(?:(?:1[6-9]|[2-4]\d)(?:\.\d+)?p[xt]|1\.[2-9]\d*r?em|[2-3](?:\.\d+)?r?em|x?x?-?larger?)",
    re.I,
)


def find_headline(page: Rendered, meta: Metadata) -> Element | None:
    """The element that prints the page's headline: the h1, or what says the same as the metadata.

    A heading that is a link or a section's name ("Kinh doanh") is none.
    """
    wanted = {folded(title): rank for rank, title in reversed(list(enumerate(meta.titles)))}
    best: tuple[float, int, Element] | None = None
    for element in _title_candidates(page):
        text = page.text[element.start : element.end]
        rank = wanted.get(folded(text))
        if rank is None and (element.tag != "h1" or len(text.split()) < 4):
            continue
        score = (4.0 - min(rank, 3) * 0.2 if rank is not None and len(text.split()) >= 3 else 0.0) + _rank_of(
            element
        )
        inside = page.elements[element.number : min(element.last + 1, element.number + _FEW)]
        if any(e.tag == "a" and 2 * len(e) > len(element) for e in inside):
            score -= 3.0 if rank is None else 1.0  # a page's headline often links to the page itself
        if score >= 3.0 and (best is None or (score, -element.number) > best[:2]):
            best = (score, -element.number, element)
    return best[2] if best else None


def _rank_of(element: Element) -> float:
    """How much an element, or one around it with the same text, looks like the page's headline."""
    score = 0.0
    here: Element | None = element
    for _ in range(5):
        if here is None or len(here) > len(element):
            break
        score = max(
            score, {"h1": 3.0, "h2": 1.0, "h3": 0.5}.get(here.tag, 0.0) + 0.5 * ("tit" in here.names.lower())
        )
        score = -1.0 if here.tag in ("a", "nav") else score
        here = here.parent
    return score


def _title_candidates(page: Rendered) -> list[Element]:
    """Every h1, and for every line of a headline's length the innermost element that holds just that line."""
    lines = {(b.start, b.end) for b in page.blocks if 8 <= b.end - b.start <= 300}
    found: dict[Span, Element] = {}
    for element in page.elements:
        span = (element.start, element.end)
        if (element.tag == "h1" and 8 <= len(element) <= 400) or (
            span in lines and (span not in found or found[span].tag != "h1")
        ):
            found[span] = element
    return list(found.values())


def guess_headline(layout: Layout, meta: Metadata, text: list[Span]) -> Element | None:
    """The headline of a page without h1 that its metadata do not name, of which `text` are the paragraphs.

    It is the line above the text that looks most like one: by a class name, by bold or larger letters, by the
    time printed beside it, by words that the document's title shares.
    """
    titles = [f" {form} " for title in meta.titles for part in _MARK.split(title) if (form := folded(part)).count(" ") >= 2]
    if not text:
        return None
    first = next((start for start, end in text if layout.text[end - 2 : end].endswith(_SENTENCE_ENDS)), text[-1][0])
    blocks = layout.blocks_in(0, first)
    best: tuple[float, int, Element] | None = None
    for at in range(max(0, len(blocks) - _ABOVE), len(blocks)):
        block = blocks[at]
        if not _may_be_headline(layout, block):
            continue
        element = _innermost(layout, block)
        score = _look(layout, element, block)
        score += 2.0 if _is_kin(folded(layout.text[block.start : block.end]), titles) else 0.0
        beside = blocks[max(0, at - _BESIDE) : at] + blocks[at + 1 : at + 1 + _BESIDE]
        if any(stamp_of(layout.text[b.start : b.end], b.element.names) is not None for b in beside):
            score += 1.0
        if score >= _SURE and (best is None or (score, block.end - block.start) > best[:2]):
            best = (score, block.end - block.start, element)
    return best[2] if best is not None else None


def _may_be_headline(layout: Layout, block: Block) -> bool:
    part = layout.text[block.start : block.end]
    if not 12 <= len(part) <= 250 or len(part.split()) < 4 or part.endswith(_SENTENCE_ENDS) or 2 * block.link_size > len(part):
        return False
    if layout.is_chrome(block.element) or layout.is_box(block.element):
        return False
    return stamp_of(part) is None and not label_kinds(part) and not is_imprint(part)


def _innermost(layout: Layout, block: Block) -> Element:
    """The innermost element whose text is just the line, or the line's block."""
    found = block.element
    for element in layout.elements_from(block.start, block.start + 1):
        if (element.start, element.end) == (block.start, block.end):
            found = element
    return found


def _look(layout: Layout, element: Element, block: Block) -> float:
    """How much the elements that hold just this line look like a headline's: by name, or by bold and larger letters."""
    named = bold = large = 0.0
    here: Element | None = element
    while here is not None and here.start >= block.start and here.end <= block.end and here.tag != "#document":
        if layout.has_role(here, "title"):
            named = 2.0
        elif is_heading(here):
            named = max(named, 1.5)
        elif here.tag in ("b", "strong"):
            bold = 1.0
        large = 1.0 if here.tag == "big" or (here.attributes and _LARGE.search(here.attributes)) else large
        here = here.parent
    return max(named, bold + large)


def _is_kin(line: str, titles: list[str]) -> bool:
    """Whether the document's title holds the line or the line the title, cut short or not."""
    whole = f" {line} "
    begun = whole[:LONG_LINE] if len(whole) > LONG_LINE else whole
    return any(title in whole or begun in title for title in titles)
