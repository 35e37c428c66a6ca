"""The article that a page is about: its headline, lead and paragraphs, without what is set between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from banggiao.stories.bylines import settle_credit, settle_time
from banggiao.stories.endings import without_edges, without_labels
from banggiao.stories.found import Article
from banggiao.stories.layout import LONG_LINE, Layout, folded, is_heading
from banggiao.stories.stamps import stamp_of

if TYPE_CHECKING:
    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element
    from banggiao.pages.metadata import Metadata
    from banggiao.stories.items import Item

#: Less running text than this is an article only where the page's metadata says so.
_ENOUGH: Final = 300
_SCANT: Final = 60
#: So many leads of other stories make a list, unless the running text is so many times as long as all of
#: them.
_MANY_LEADS: Final = 4
_OUTWEIGHS: Final = 2
#: An element with this share of the running text behind the headline is the article's body or around it.
_BODY_SHARE: Final = 0.75


def find_article(layout: Layout, meta: Metadata, items: list[Item]) -> Article | None:
    """The main story of the page, or None where it is a list or has no running text."""
    behind = layout.title.end if layout.title is not None else 0
    taken = _item_spans(items)
    mass = layout.mass(lambda b: b.start >= behind and _is_running(layout, b, taken))
    total = _total(layout, mass)
    anywhere = layout.mass(lambda b: _is_running(layout, b, taken))
    if _ENOUGH + 3 * total < _total(layout, anywhere):  # the headline is printed again below the text
        behind, mass, total = 0, anywhere, _total(layout, anywhere)
    if not _has_article(layout, meta, items, total):
        return None
    body = _body(layout, mass, total)
    title = (layout.title.start, layout.title.end) if layout.title is not None else None
    article = Article(title, outer=body)
    lines = _body_lines(layout, body, behind, items, mass, taken)
    article.lead = _lead(layout, meta, behind, body, lines)
    if article.lead is not None:
        lines = [b for b in lines if b.start >= article.lead[1] or b.end <= article.lead[0]]
        lines = [b for b in lines if b.start > article.lead[0] or b.end - b.start >= LONG_LINE]
    lines, article.credit = without_edges(layout, without_labels(layout, lines))
    article.paragraphs = [(b.start, b.end) for b in lines]
    if article.lead is None and article.paragraphs:
        article.lead = article.paragraphs.pop(0)
    if article.lead is None:
        return None
    settle_credit(layout, meta, article)
    settle_time(layout, meta, article)
    return article


def _total(layout: Layout, mass: list[int]) -> int:
    return sum(mass[e.number] for e in layout.page.elements if e.parent is layout.page.root)


def _has_article(layout: Layout, meta: Metadata, items: list[Item], total: int) -> bool:
    """Whether `total` characters of running text make an article, beside the leads of other stories."""
    leads = [item.lead[1] - item.lead[0] for item in items if item.lead is not None]
    if len(leads) >= _MANY_LEADS and total < _OUTWEIGHS * sum(leads) and not meta.is_article:
        return False
    if layout.title is None:
        return total >= _ENOUGH or (meta.is_article and total >= _SCANT)
    return total >= (_SCANT if meta.is_article else _ENOUGH // 2)


def _item_spans(items: list[Item]) -> list[Span]:
    spans: list[Span] = []
    for item in items:
        start, end = item.element.start, item.element.end
        if item.lead is not None:
            end = max(end, item.lead[1])
        spans.append((start, end))
    return spans


def _is_running(layout: Layout, block: Block, taken: list[Span]) -> bool:
    """Whether a line is running text of no item, menu or box."""
    if block.end - block.start < LONG_LINE or block.link_size * 2 > block.end - block.start:
        return False
    if layout.is_chrome(block.element) or layout.is_box(block.element):
        return False
    return not _is_taken(block, taken)


def _is_taken(block: Block, taken: list[Span]) -> bool:
    low, high = 0, len(taken)
    while low < high:  # the items' spans follow each other
        middle = (low + high) // 2
        if taken[middle][1] <= block.start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] <= block.start


def _body(layout: Layout, mass: list[int], total: int) -> Element:
    """The innermost element with most of the running text."""
    element = layout.page.root
    heaviest: dict[int, Element] = {}
    for inner in layout.page.elements:
        above = inner.parent.number if inner.parent is not None and inner.parent.tag != "#document" else -1
        if above not in heaviest or mass[inner.number] > mass[heaviest[above].number]:
            heaviest[above] = inner
    at = -1
    while at in heaviest and mass[heaviest[at].number] >= _BODY_SHARE * total:
        if heaviest[at].tag == "p" or (is_heading(heaviest[at])):
            break
        element = heaviest[at]
        at = element.number
    return element


def _body_lines(
    layout: Layout, body: Element, behind: int, items: list[Item], mass: list[int], taken: list[Span]
) -> list[Block]:
    """The lines of the article: all of its body but menus, other stories and their labels."""
    boxes = _boxes(body, items, mass)
    headline = folded(layout.text[layout.title.start : layout.title.end]) if layout.title is not None else ""
    lines: list[Block] = []
    for block in layout.blocks_in(max(behind, body.start), body.end):
        element = block.element
        if layout.is_chrome(element) or layout.is_box(element) or _is_taken(block, taken):
            continue
        if element.tag != "#document" and element.number in boxes:
            continue
        if block.is_link and not layout.has_role(element, "caption"):
            continue
        part = layout.text[block.start : block.end]
        if stamp_of(part, element.names) is not None or folded(part) in ("", headline):
            continue
        lines.append(block)
    return lines


def _boxes(body: Element, items: list[Item], mass: list[int]) -> set[int]:
    """Elements in the body with items and no running text: a label ("Tham khảo thêm") goes with its box."""
    found: set[int] = set()
    seen: set[int] = set()
    for item in items:
        element: Element | None = item.element
        top: Element | None = None
        while element is not None and element is not body and element.tag != "#document":
            if mass[element.number] or element.number in seen:
                break
            seen.add(element.number)
            top = element
            element = element.parent
        if element is body and top is not None:
            found.update(range(top.number, top.last + 1))
    return found


def _lead(layout: Layout, meta: Metadata, behind: int, body: Element, lines: list[Block]) -> Span | None:
    """The lead: an element named so, or what the description says, or a paragraph above the body."""
    first = next((b.start for b in lines if b.end - b.start >= LONG_LINE), body.start)
    until = max(first + 1, body.start + 1)
    described = folded(meta.description or "")[:80]
    above: Span | None = None
    for block in layout.blocks_in(behind, until):
        part = layout.text[block.start : block.end]
        if layout.is_chrome(block.element) or len(part) < LONG_LINE or 2 * block.link_size > len(part):
            continue
        if stamp_of(part) is not None:
            continue
        element: Element | None = block.element
        for _ in range(3):
            if (
                element is not None
                and layout.has_role(element, "lead")
                and element.end <= max(until, block.end)
            ):
                return (block.start, _end_of_lead(layout, element, block))
            element = element.parent if element is not None else None
        if described and len(described) > 30 and described in folded(part):
            return (block.start, block.end)
        if block.end <= body.start and not layout.is_box(block.element):
            above = above or (block.start, block.end)
    return above


def _end_of_lead(layout: Layout, element: Element, first: Block) -> int:
    """The end of a lead's last line of running text; links under it ("Xem thêm …") are not part of it."""
    end = first.end
    for block in layout.blocks_in(first.end, element.end):
        if block.is_link or block.end - block.start < LONG_LINE:
            break
        end = block.end
    return end
