"""HTML pages as stories: the article and all stories that the page points to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from banggiao.model import Span, Story, StoryKind
from banggiao.pages.markup import render
from banggiao.pages.metadata import metadata_of
from banggiao.stories.article import find_article
from banggiao.stories.credits import dateline_credit
from banggiao.stories.found import Article, StoriesFound
from banggiao.stories.headline import find_headline, guess_headline
from banggiao.stories.items import Item, address, find_items, without_twins
from banggiao.stories.layout import LONG_LINE, Layout, folded
from banggiao.stories.second import second_opinion
from banggiao.stories.stamps import has_year, metadata_time

if TYPE_CHECKING:
    from banggiao.model import PageKind
    from banggiao.pages.metadata import Metadata


class HtmlPage(NamedTuple):
    """The rendered text of an HTML page and the stories in it."""

    text: str
    found: StoriesFound


def read_html(html: str) -> HtmlPage:
    """The rendered text and the stories of an HTML page: its article, if it has one, and teasers and links.

    A story shown in two places comes once, where it tells most; the article's own headline elsewhere on the
    page is no story. ``<h1>Việt Nam - Lào hội đàm</h1><p>Chiều 11/9, …</p>`` gives one main story.
    """
    page = render(html)
    meta = metadata_of(page)
    layout = Layout(page, find_headline(page, meta))
    items = find_items(layout)
    article = find_article(layout, meta, items)
    may_be_article = article is not None or meta.is_article or layout.title is not None
    if may_be_article and 3 * _length(article) < max(layout.raw_mass, default=0):
        # perhaps the text itself was taken for a menu or a box
        other = find_article(Layout(page, layout.title, lenient=True), meta, items)
        article = other if _length(other) > 2 * _length(article) else article
    if article is not None and layout.title is None:
        layout, items, article = _with_headline(layout, meta, items, article)
    article = article or _second(html, layout, meta, items)
    stories = [
        _from_item(layout, item)
        for item in without_twins(_other_than(article, items, layout, meta.url), page.text)
    ]
    kind: PageKind = "listing"
    if article is not None:
        kind = "article"
        stories.append(_from_article(layout, article))
    stories.sort(key=lambda story: story.spans[0])
    return HtmlPage(page.text, StoriesFound(kind, _numbered(stories), meta.site, meta.url, meta.language))


def _with_headline(
    layout: Layout, meta: Metadata, items: list[Item], article: Article
) -> tuple[Layout, list[Item], Article]:
    """The page read again with a headline guessed from what stands above the text, if there is one."""
    text = [span for span in [article.lead, *article.paragraphs] if span is not None and span[1] - span[0] >= LONG_LINE]
    title = guess_headline(layout, meta, text)
    if title is None:
        return layout, items, article
    titled = Layout(layout.page, title)
    listed = find_items(titled)
    again = find_article(titled, meta, listed)
    return (titled, listed, again) if 2 * _length(again) > _length(article) and again else (layout, items, article)


def _length(article: Article | None) -> int:
    if article is None:
        return 0
    return sum(end - start for start, end in [*article.paragraphs, article.lead or (0, 0)])


def _second(html: str, layout: Layout, meta: Metadata, items: list[Item]) -> Article | None:
    """The article as trafilatura sees it, where the page says that it is one and we found no text."""
    if not meta.is_article or sum(1 for item in items if item.lead is not None) >= 3:
        return None
    spans = second_opinion(html, layout.text)
    if not spans:
        return None
    title = (layout.title.start, layout.title.end) if layout.title is not None else None
    return Article(title, spans[0], spans[1:], metadata_time(meta), meta.author)


def _other_than(article: Article | None, items: list[Item], layout: Layout, url: str | None) -> list[Item]:
    """The items that do not point to the page's own article."""
    if article is None:
        return items
    own = folded(layout.text[slice(*article.title)]) if article.title else None
    here = address(url) if url else ""
    return [item for item in items if item.key != here and folded(layout.text[slice(*item.title)]) != own]


def _numbered(stories: list[Story]) -> tuple[Story, ...]:
    return tuple(replace(story, id=f"s{number}") for number, story in enumerate(stories, 1))


def _from_item(layout: Layout, item: Item) -> Story:
    lead, credit = item.lead, None
    if lead is not None:
        lead, credit = dateline_credit(layout.text, lead)
    kind: StoryKind = "teaser" if lead is not None else "link"
    return _story(layout, kind, item.title, lead, (), item.published, credit)


def _from_article(layout: Layout, article: Article) -> Story:
    paragraphs = tuple(article.paragraphs)
    return _story(layout, "main", article.title, article.lead, paragraphs, article.published, article.credit)


def _story(
    layout: Layout,
    kind: StoryKind,
    title: Span | None,
    lead: Span | None,
    body: tuple[Span, ...],
    published: str | None,
    credit: str | None,
) -> Story:
    return Story(
        id="s0",
        kind=kind,
        title=layout.part(title) if title else None,
        lead=layout.text[slice(*lead)] if lead else None,
        body="\n".join(layout.text[slice(*span)] for span in body) or None,
        title_span=title,
        lead_span=lead,
        body_spans=body,
        published=published,
        published_basis="stated" if published and has_year(published) else None,
        credit=credit,
    )
