"""Who a page's article is by and when it came out, as printed beside its headline and behind its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from banggiao.grammar.cues import cue
from banggiao.stories.credits import closing_credit, credit_line, dateline_credit
from banggiao.stories.labels import CLOSING, label_kinds
from banggiao.stories.layout import Layout, heading_near
from banggiao.stories.stamps import has_year, marked_stamp, metadata_time, stamp_of
from banggiao.stories.times import time_in

if TYPE_CHECKING:
    from banggiao.pages.elements import Block, Element
    from banggiao.pages.metadata import Metadata
    from banggiao.stories.found import Article

#: What stands behind a by-line on its line: "Nguyên Minh - 07/03/2026 08:47".
_STAMPED: Final = re.compile(r"[\s,|·•–-]*\(?\b\d{1,2}[/:.-]\d{1,2}\b.*$")
_CREDIT_WORD: Final = cue("before the name in a by-line")
_NEAR: Final = 400
#: So many lines behind the text are looked at for what belongs to it.
_FEW: Final = 5
_TIME_LINE: Final = 90


def settle_credit(layout: Layout, meta: Metadata, article: Article) -> None:
    """Split credits off the text's ends and settle who the story is by.

    "… hai nước. Minh Ngọc" is by "Minh Ngọc"; "(Chinhphu.vn) – Chiều 11/9 …" is of Chinhphu.vn.
    """
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
        article.credit = _named_credit(layout, article) or _credit_behind(layout, article) or meta.author


def _end_of(article: Article) -> int:
    return article.paragraphs[-1][1] if article.paragraphs else (article.lead or (0, 0))[1]


def _named_credit(layout: Layout, article: Article) -> str | None:
    """The first line of an element named author or source beside the article: "Dương Ngọc"."""
    start = article.title[1] if article.title else 0
    for element in layout.elements_from(start, _end_of(article) + _NEAR):
        if not 3 <= len(element) <= 200 or layout.is_box(element):
            continue
        if not (layout.has_role(element, "credit") or 'itemprop="author"' in element.attributes):
            continue
        if element.parent is not None and layout.is_chrome(element.parent):
            continue
        line = layout.text[element.start : element.end].split("\n", 1)[0]
        part = _STAMPED.sub("", line).strip()
        if 3 <= len(part) <= 60 and "http" not in part and stamp_of(part) is None and not label_kinds(part):
            return credit_line(part) or _CREDIT_WORD.sub("", part)
    return None


def _lines_behind(layout: Layout, article: Article) -> list[Block]:
    """The few lines behind the article's text, up to what heads other stories or is one."""
    end = _end_of(article)
    found: list[Block] = []
    for block in layout.blocks_in(end, end + _NEAR):
        if layout.is_box(block.element) or label_kinds(layout.text[block.start : block.end]) & CLOSING:
            break
        if len(found) == _FEW:
            break
        if not block.is_link:
            found.append(block)
    return found


def _credit_behind(layout: Layout, article: Article) -> str | None:
    """A credit in an element beside the text's own: ``<footer><p>Thực hiện: Nhóm Láng giềng</p></footer>``."""
    lines = (layout.text[block.start : block.end] for block in _lines_behind(layout, article))
    return next((found for line in lines if (found := credit_line(line))), None)


def settle_time(layout: Layout, meta: Metadata, article: Article) -> None:
    """The time printed by the headline, where it and the metadata agree on the day; else the metadata's.

    Without either it is what is printed below the text, and a time without a year ("11/09") where nothing tells more.
    """
    start = article.title[0] if article.title else 0
    end = (article.paragraphs[0] if article.paragraphs else article.lead or (0, 0))[1]
    printed = _stamps(layout, start, end)
    above = _stamps(layout, max(0, start - _NEAR), start)
    if (said := metadata_time(meta)) is not None:
        same = [s for s in [*above, *printed] if s[:10] == said[:10] and "T" in s]
        article.published = same[0] if same else said
        return
    behind = [s for b in _lines_behind(layout, article) if (s := _line_stamp(layout, b)) is not None]
    full = (
        next((s for s in stamps if "T" in s), stamps[0])
        for found in (printed, above, behind)
        if (stamps := [s for s in found if has_year(s)])
    )
    article.published = next(full, None) or next(iter([*printed, *above]), None)


def _stamps(layout: Layout, start: int, end: int) -> list[str]:
    """The stamps printed or marked between two places of the text, outside headings and boxes, in page order."""
    found = [
        (block.start, 1, stamp)
        for block in layout.blocks_in(start, end)
        if not heading_near(block.element) and (stamp := _line_stamp(layout, block)) is not None
    ]
    for element in layout.elements_from(start, end):
        if not 3 <= len(element) <= 70 or not element.attributes or layout.is_box(element):
            continue
        names = element.names
        if "updated" in names and "published" not in names:  # of a change, not of the publication
            continue
        marked = marked_stamp(element) if element.tag == "time" or "date" in element.attributes else None
        stamp = marked or _part_stamp(layout, element)
        if stamp is not None:
            found.append((element.start, 0 if marked else 2, stamp))
    return [stamp for _, _, stamp in sorted(found, key=lambda entry: entry[:2])]


def _part_stamp(layout: Layout, element: Element) -> str | None:
    """The stamp that an element on a line with other words is: "Đăng ngày 02/11/2022 bởi Ban Biên tập"."""
    if heading_near(element):
        return None
    return stamp_of(layout.text[element.start : element.end], element.names)


def _line_stamp(layout: Layout, block: Block) -> str | None:
    part = layout.text[block.start : block.end]
    if len(part) > _TIME_LINE:
        return None
    if (stamp := stamp_of(part, block.element.names)) is not None:
        return stamp
    found = time_in(part)  # "Nguyên Minh - 07/03/2026 08:47"
    return found.stamp if found is not None and found.year_known and "T" in found.stamp else None
