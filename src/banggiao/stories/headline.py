"""The headline of the story that a page is about, found in its rendered text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from banggiao.stories.layout import folded

if TYPE_CHECKING:
    from banggiao.model import Span
    from banggiao.pages.elements import Element, Rendered
    from banggiao.pages.metadata import Metadata

#: So many elements inside a headline are looked at.
_FEW: Final = 12


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
