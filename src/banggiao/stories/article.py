"""The article that a page is about: its headline, lead and paragraphs, without what is set between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from banggiao.stories.credits import closing_credit, credit_line, dateline_credit
from banggiao.stories.layout import LONG_LINE, Layout, folded, heading_near, is_heading
from banggiao.stories.times import printed_time, time_in

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
_SENTENCE_END: Final = re.compile(r"[.!?…:;][\"”’')\]]*$")
#: What stands behind a by-line on its line: "Nguyên Minh - 07/03/2026 08:47".
_STAMPED: Final = re.compile(r"[\s,|·•–-]*\(?\b\d{1,2}[/:.-]\d{1,2}\b.*$")
_CREDIT_WORD: Final = re.compile(r"^(?:Theo|Nguồn|Tác giả)\s*:?\s+")
_CAPTION_WORDS: Final = re.compile(r"\bảnh\b|\bphoto\b", re.I)
_NAME_LINE: Final = re.compile(
    r"(?:[A-ZĐÀ-Ỹ][\w.']*(?:\s*[-–,&/]\s*|\s+|$)|(?:và|theo|từ|tại)\s+){1,8}(?:\([^()]{2,30}\))?\s*$"
)


@dataclass
class Article:
    """The parts of the main story; `outer` is the element that holds its text."""

    title: Span | None
    lead: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    published: str | None = None
    credit: str | None = None
    outer: Element | None = None


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
    lines = _without_edges(layout, lines, article)
    article.paragraphs = [(b.start, b.end) for b in lines]
    if article.lead is None and article.paragraphs:
        article.lead = article.paragraphs.pop(0)
    if article.lead is None:
        return None
    _credits(layout, meta, article)
    article.published = _published(layout, meta, article)
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
        if printed_time(part) is not None or folded(part) in ("", headline):
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
        if layout.is_chrome(block.element) or block.is_link or len(part) < LONG_LINE or printed_time(part):
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


def _without_edges(layout: Layout, lines: list[Block], article: Article) -> list[Block]:
    """The lines without labels before the first paragraph and behind the last; a by-line is the credit."""
    start = 0
    while start < len(lines) and not _may_open(layout, lines[start]):
        article.credit = article.credit or _credit_of(layout, lines[start])
        start += 1
    end = len(lines)
    while end > start and not _may_close(layout, lines[end - 1]):
        article.credit = _credit_of(layout, lines[end - 1]) or article.credit
        end -= 1
    return lines[start:end] or lines


def _may_open(layout: Layout, block: Block) -> bool:
    part = layout.text[block.start : block.end]
    if credit_line(part) or layout.has_role(block.element, "credit"):
        return False
    return (
        len(part) >= LONG_LINE
        or is_heading(block.element)
        or _is_caption(layout, block)
        or len(part.split()) >= 6
    )


def _may_close(layout: Layout, block: Block) -> bool:
    part = layout.text[block.start : block.end]
    if credit_line(part) or layout.has_role(block.element, "credit"):
        return False
    if _is_caption(layout, block):
        return True
    if block.element.tag in ("li", "td", "th", "blockquote") and len(part.split()) >= 3:
        return True
    return (len(part) >= LONG_LINE or bool(_SENTENCE_END.search(part))) and not _NAME_LINE.fullmatch(part)


def _is_caption(layout: Layout, block: Block) -> bool:
    element: Element | None = block.element
    for _ in range(3):
        if element is None or element.tag == "#document":
            break
        if layout.has_role(element, "caption") or element.tag == "figure":
            return True
        element = element.parent
    part = layout.text[block.start : block.end]
    return len(part.split()) >= 4 and bool(_CAPTION_WORDS.search(part)) and not credit_line(part)


def _credit_of(layout: Layout, block: Block) -> str | None:
    part = layout.text[block.start : block.end].strip()
    if found := credit_line(part):
        return found
    if layout.has_role(block.element, "credit") and len(part) <= 80:
        return part
    return part if len(part) <= 60 and len(part.split()) >= 2 and _NAME_LINE.fullmatch(part) else None


def _credits(layout: Layout, meta: Metadata, article: Article) -> None:
    """Split credits off the text's ends and settle who the story is by."""
    if article.lead is not None:
        article.lead, site = dateline_credit(layout.text, article.lead)
        article.credit = article.credit or site
    if article.paragraphs:
        first, site = dateline_credit(layout.text, article.paragraphs[0])
        last, closing = closing_credit(layout.text, article.paragraphs[-1])
        if site:
            article.paragraphs[0] = first
        if closing and last[0] < last[1] and len(article.paragraphs) > 1:
            article.paragraphs[-1] = last
        article.credit = article.credit or closing or site
    if article.credit is None:
        article.credit = _named_credit(layout, article) or meta.author


def _named_credit(layout: Layout, article: Article) -> str | None:
    """The first line of an element named author or source beside the article: "Dương Ngọc"."""
    start = article.title[1] if article.title else 0
    end = article.paragraphs[-1][1] if article.paragraphs else (article.lead or (0, 0))[1]
    for element in layout.elements_from(start, end + 400):
        if not (layout.has_role(element, "credit") and 3 <= len(element) <= 200) or layout.is_box(element):
            continue
        if element.parent is not None and layout.is_chrome(element.parent):
            continue
        line = layout.text[element.start : element.end].split("\n", 1)[0]
        part = _STAMPED.sub("", line).strip()
        if 3 <= len(part) <= 60 and "http" not in part and printed_time(part) is None:
            return credit_line(part) or _CREDIT_WORD.sub("", part)
    return None


def _published(layout: Layout, meta: Metadata, article: Article) -> str | None:
    """The time printed by the headline, where it and the metadata agree on the day; else the metadata's."""
    start = article.title[0] if article.title else 0
    end = (article.paragraphs[0] if article.paragraphs else article.lead or (0, 0))[1]
    printed: list[str] = []
    for block in layout.blocks_in(max(0, start - 400), end):
        if is_heading(block.element) or heading_near(block.element):
            continue
        part = layout.text[block.start : block.end]
        found = printed_time(part)
        if found is None and len(part) <= 90:  # "Nguyên Minh - 07/03/2026 08:47"
            found = time_in(part)
            found = found if found is not None and "T" in found.stamp else None
        if found is not None and found.year_known:
            printed.append(found.stamp)
    if meta.published is None:
        return next((stamp for stamp in printed if "T" in stamp), printed[0] if printed else None)
    same = [stamp for stamp in printed if stamp[:10] == meta.published[:10] and "T" in stamp]
    return same[0] if same else meta.published
