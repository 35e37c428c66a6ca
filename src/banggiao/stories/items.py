"""Stories that a page only points to: what holds one headline link and nothing of another story is one item.

No library returns teasers as items. A headline is a link that fills its line and has a headline's length;
going up from it, the largest element without a second headline is its item: picture, headline, time and lead
together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from banggiao.stories.conventions import leads_to_story
from banggiao.stories.itemparts import lead_in, time_beside, time_inside, title_of
from banggiao.stories.layout import LONG_LINE, Layout, folded, heading_near
from banggiao.stories.stamps import better, has_year, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element

#: More text than this is no teaser but an article with one link in it.
_ITEM_LIMIT: Final = 1500
_HREF: Final = re.compile(r"(?:(?:https?:)?//([^/?#]*))?([^?#]*)(\?[^#]*)?", re.I)
_TRACKING: Final = re.compile(
    r"[?&](?:utm_\w+|fbclid|gclid|ref|from|src|vn_source|vn_medium|vn_campaign)=[^&]*"
)
_STEP: Final = re.compile(r"(?<![A-Za-z])(?:prev(?:ious)?|next|older|newer)(?![A-Za-z])", re.I)
#: The address of a further page of a list.
_FURTHER: Final = re.compile(r"^/?\?|/page/|/trang-\d")
_NUMBERED: Final = re.compile(r"\d{5}")
_LABEL_WORDS: Final = 6
_SHORT: Final = 25


@dataclass
class Item:
    """One pointing to a story: its element and address, and the spans of its parts."""

    element: Element
    key: str
    title: Span
    lead: Span | None = None
    published: str | None = None

    @property
    def richness(self) -> tuple[bool, bool]:
        """How much the item tells besides its headline."""
        return self.lead is not None, self.published is not None


def find_items(layout: Layout) -> list[Item]:
    """All items of the page in page order; a story printed in two places comes twice."""
    links = _headlines(layout)
    if not links:
        return []
    holds = _single_keys(layout, links)
    numbers = [link.number for link, _ in links]
    items: list[Item] = []
    done = -1
    for at, (link, key) in enumerate(links):
        if link.number <= done:
            continue
        element = _largest(layout, link, key, holds)
        done = element.last
        inside = [other for other, k in links[at : bisect_right(numbers, done)] if k == key]
        items.append(Item(element, key, title_of(layout, element, inside)))
    before = 0
    for at, item in enumerate(items):
        following = items[at + 1].element.start if at + 1 < len(items) else len(layout.text)
        item.published = better(
            time_inside(layout, item.element, item.title),
            time_beside(layout, item.element, item.title, before, following),
        )
        before = item.element.end
        item.lead = lead_in(layout, layout.blocks_in(item.element.start, item.element.end), item.title)
    _fill_from_siblings(layout, items)
    return items


def without_twins(items: Iterable[Item], text: str) -> list[Item]:
    """Each story once, where it is told most fully; a time printed with its twin is kept."""
    best: dict[str, Item] = {}
    names: dict[str, str] = {}
    times: dict[str, str] = {}
    for item in items:
        title = folded(text[slice(*item.title)])
        name = names.setdefault(title, item.key)
        name = names.setdefault(f"\0{item.key}", name)
        names[title] = name
        if item.published and (told := better(times.get(name), item.published)):
            times[name] = told
        if name not in best or item.richness > best[name].richness:
            best[name] = item
    for name, item in best.items():
        item.published = better(item.published, times.get(name))
    return sorted(best.values(), key=lambda item: item.title)


def _headlines(layout: Layout) -> list[tuple[Element, str]]:
    """Links that are headlines, with their addresses."""
    found: list[tuple[Element, str]] = []
    for element in layout.page.elements:
        if element.tag != "a" or len(element) < 12:
            continue
        in_menu = layout.chrome[element.number]
        if not in_menu or _leads_on(element):
            key = address(element.get("href"))
            if not key or (in_menu and _FURTHER.search(key)):
                continue
            if _has_length(layout, element, key) and _fills_its_line(layout, element):
                found.append((element, key))
    numbered = sum(1 for _, key in found if _NUMBERED.search(key))
    if (
        numbered * 10 >= len(found) * 7
    ):  # here every story has a number in its address, and a section has none
        found = [(element, key) for element, key in found if _NUMBERED.search(key)]
    return found


def _leads_on(link: Element) -> bool:
    """Whether a link in a menu leads to the story before or after this one, and no further page of a list."""
    here: Element | None = link
    for _ in range(3):
        if here is None or here.tag in ("nav", "#document"):
            break
        if here.attributes and (_STEP.search(here.get("rel")) or _STEP.search(here.names)):
            return True
        here = here.parent
    return False


def address(href: str) -> str:
    """What of a link's address names the story: path and query without tracking; empty if it is none."""
    href = href.strip()
    if not href or href.startswith("#") or href[:11].lower().startswith(("javascript:", "mailto:", "tel:")):
        return ""
    match = _HREF.match(href)
    if match is None:
        return ""
    host, path, query = match.groups()
    query = _TRACKING.sub("", query or "")
    path = path.rstrip("/")
    if (not path and not query) or not leads_to_story(path):
        return ""
    return path.lower() + query if path.startswith("/") or host else f"/{path.lower()}{query}"


def _has_length(layout: Layout, link: Element, key: str) -> bool:
    words = layout.text.count(" ", link.start, link.end) + layout.text.count("\n", link.start, link.end) + 1
    if words >= _LABEL_WORDS:
        return True
    known = bool(_NUMBERED.search(key)) or key.count("-") >= 4
    return words >= 3 and known and (heading_near(link) or layout.has_role(link, "title") or words >= 5)


def _fills_its_line(layout: Layout, link: Element) -> bool:
    """Whether the link is its line's text: alone, in a heading, or beside elements of their own."""
    first = layout.block_at(link.start)
    if first is None or heading_near(link):
        return first is not None
    if link.end > first.end:  # a card: the link holds several lines
        return True
    if first.link_size * 5 >= (first.end - first.start) * 4:
        return True
    if first.start + _SHORT < link.start:
        return False
    own = 0
    above = link.parent
    while above is not None and above is not first.element:
        own += above.own
        above = above.parent
    if above is not None:
        own += _own_on_line(layout, above, first)
    return own <= _SHORT


def _own_on_line(layout: Layout, element: Element, block: Block) -> int:
    """Characters of `block` that stand in `element` itself and not in an element inside it."""
    inner = 0
    done = -1
    for child in layout.elements_from(block.start, block.end):
        if child.number > max(done, element.number) and child.end <= block.end and len(child):
            inner += len(child)
            done = child.last
    return block.end - block.start - inner


def _single_keys(layout: Layout, links: list[tuple[Element, str]]) -> list[str | None]:
    """For each element the address of the only story in it, None for none, "*" for several."""
    holds: list[str | None] = [None] * len(layout.page.elements)
    for element, key in links:
        holds[element.number] = key
    for element in reversed(layout.page.elements):
        held_here = holds[element.number]
        parent = element.parent
        if held_here is not None and parent is not None and parent.tag != "#document":
            held = holds[parent.number]
            holds[parent.number] = held_here if held is None or held == held_here else "*"
    return holds


def _largest(layout: Layout, link: Element, key: str, holds: list[str | None]) -> Element:
    """The largest element around `link` that holds no other story and not the page's own headline."""
    element = link
    title = layout.title
    while True:
        above = element.parent
        if above is None or above.tag in ("#document", "html", "body", "main") or holds[above.number] != key:
            return element
        if len(above) > _ITEM_LIMIT or (title is not None and above.number <= title.number <= above.last):
            return element
        if _paragraphs_in(layout, above) > 3 or _text_before(layout, above, link) > 1:
            return element
        element = above


def _text_before(layout: Layout, element: Element, link: Element) -> int:
    """The lines of running text before the headline; a teaser has none, or a picture's caption."""
    return sum(map(_is_plain, layout.blocks_in(element.start, link.start)))


def _paragraphs_in(layout: Layout, element: Element) -> int:
    return sum(1 for b in layout.blocks_in(element.start, element.end) if b.end - b.start >= 2 * LONG_LINE)


def _fill_from_siblings(layout: Layout, items: list[Item]) -> None:
    """Find lead and time behind the headline where they are its siblings: ``<h3>…</h3><p>…</p><h3>…``.

    Only where that is the way of the whole parent: no running text before the first headline, and at most two
    lines of it behind each, so that no paragraph of an article becomes the lead of a link set between its
    paragraphs.
    """
    groups: dict[int, list[tuple[Item, list[Block]]]] = {}
    for at, item in enumerate(items):
        parent = item.element.parent
        if parent is None or item.element.tag in ("li", "td") or layout.is_chrome(item.element):
            continue
        following = items[at + 1].element.start if at + 1 < len(items) else parent.end
        blocks = layout.blocks_in(max(item.element.end, item.title[1]), min(following, parent.end))
        groups.setdefault(parent.number, []).append((item, blocks))
    for group in groups.values():
        parent = group[0][0].element.parent
        first = group[0][0].element.start
        if parent is None or any(_is_plain(b) for b in layout.blocks_in(parent.start, first)):
            continue
        if len(group) < 2 or any(sum(map(_is_plain, blocks)) > 2 for _, blocks in group[:-1]):
            continue
        for item, blocks in group:
            _fill(layout, item, [b for b in blocks[:4] if not b.is_link and not layout.is_chrome(b.element)])


def _is_plain(block: Block) -> bool:
    return block.end - block.start >= LONG_LINE and not block.is_link


def _fill(layout: Layout, item: Item, blocks: list[Block]) -> None:
    if item.published is None or not has_year(item.published):
        for block in blocks:
            item.published = better(item.published, stamp_of(layout.text[block.start : block.end], block.element.names))
    if item.lead is None:
        item.lead = lead_in(layout, blocks, item.title)
