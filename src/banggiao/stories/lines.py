"""Stories of a text dump, told apart line by line.

A dump has no markup: one main article and twenty teasers, menus, weather, headlines printed twice, or nothing but leads.
Each line is given a sort (head, paragraph, time, credit, chrome), then heads gather what follows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from banggiao.model import Span, Story, StoryKind
from banggiao.stories.credits import closing_credit, dateline_credit, dateline_day
from banggiao.stories.found import StoriesFound
from banggiao.stories.headless import is_one_article
from banggiao.stories.linesorts import Line, sort_lines

_BRACKETED = re.compile(r"\[([^\W\d_][^\[\]\n]{24,160})\]")
#: Fewer words than this under a headline are a teaser's, not an article's.
_ARTICLE_WORDS = 120


@dataclass
class _Item:
    """A headline (or none) and the lines gathered under it."""

    title: Span | None
    time: str | None = None
    paragraphs: list[Span] = field(default_factory=list)
    credit: str | None = None
    section: int = 0


def split_lines(text: str) -> StoriesFound:
    """The stories of `text` in page order; spans are offsets into `text`.

    "Tin bài liên quan" ends the main article; a headline printed twice in a row is one story; a page of leads without
    headlines is a listing of untitled teasers. Empty text gives a listing without stories.
    """
    lines = sort_lines(text)
    if not any(line.sort in ("head", "double") for line in lines) or _leads_only(lines):
        return _untitled(text, lines)
    items = _gather(lines)
    main = _main_of(items, text)
    if main is not None:  # a bare line above the article is the site's motto
        at = next(number for number, item in enumerate(items) if item is main)
        _take_from_above(text, main, items[:at])
        items = [item for number, item in enumerate(items) if item.paragraphs or number > at]
    stories: list[Story] = []
    for item in items:
        kind: StoryKind = "main" if item is main else "teaser" if item.paragraphs else "link"
        stories.append(_story(text, item, kind, f"s{len(stories) + 1}"))
        if item is main:
            for link in _bracketed_links(text, item):
                stories.append(_story(text, link, "link", f"s{len(stories) + 1}"))
    return StoriesFound("article" if main else "listing", tuple(stories))


def _take_from_above(text: str, main: _Item, above: list[_Item]) -> None:
    """What stood above the article's first heading: its time, and its headline where that heading is a question."""
    timed = next((item for item in reversed(above) if item.time and not item.paragraphs), None)
    if timed is None or main.time is not None:
        return
    main.time = timed.time
    if main.title is not None and timed is above[-1] and text[main.title[1] - 1] == "?":
        main.paragraphs.insert(0, main.title)
        main.title = timed.title


def _leads_only(lines: list[Line]) -> bool:
    """True where paragraphs stand by themselves and a headline is the exception."""
    content = [line for line in lines if line.sort in ("head", "double", "paragraph", "time")]
    return (
        len(content) > 2
        and content[0].sort == "paragraph"
        and all(line.sort == "paragraph" for line in content[: len(content) * 3 // 4])
    )


def _untitled(text: str, lines: list[Line]) -> StoriesFound:
    """Paragraphs without headlines: independent leads, or one article whose paragraphs lean on each other."""
    paragraphs = [line for line in lines if line.sort == "paragraph"]
    if not paragraphs:
        return StoriesFound("listing", ())
    if is_one_article([text[slice(*p.span)] for p in paragraphs], [p.leans for p in paragraphs]):
        item = _Item(None, paragraphs=[p.span for p in paragraphs])
        times = [line.time for line in lines if line.time]
        item.time = times[0] if times else None
        return StoriesFound("article", (_story(text, item, "main", "s1"),))
    items = [_Item(None, paragraphs=[p.span]) for p in paragraphs]
    return StoriesFound("listing", tuple(_story(text, i, "teaser", f"s{n}") for n, i in enumerate(items, 1)))


def _gather(lines: list[Line]) -> list[_Item]:
    """Items in page order: each head with its time and the paragraphs up to the next head.

    Before the first section head ("Đọc nhiều") a bare head under an article is a heading of it, two in a row are links.
    """
    items: list[_Item] = []
    seen: set[tuple[str, ...]] = set()
    current: _Item | None = None
    early_time: str | None = None
    section = 0
    all_strong = _alternate(lines)
    first: _Item | None = None
    for at, line in enumerate(lines):
        article = first if section == 0 else None
        match line.sort:
            case "chrome" if line.closes:
                section += 1
                current = None
            case "chrome" if line.breaks and section > 0:
                current = None
            case "time" if current is not None and current.time is None and not current.paragraphs:
                current.time = line.time
            case "time" if current is not None and _below_lead(current, lines, at):
                current.time = line.time
            case "time":
                early_time = line.time
            case "head" | "double" if section == 0 and line.words in seen:
                pass  # the headline again, as a picture's text
            case "head" if article is not None and _in_run(lines, at):
                items.append(_Item(line.span, section=section))
            case "head" if article is not None and not all_strong and not _next_is(lines, at, "time"):
                article.paragraphs.append(line.span)
                current = article
            case "head" | "double":
                seen.add(line.words)
                current = _Item(line.span, early_time, section=section)
                early_time = None
                items.append(current)
            case "credit" if article is not None:
                article.credit = line.credit
            case "paragraph" if current is not None and (section == 0 or not current.paragraphs or not line.after_blank):
                current.paragraphs.append(line.span)
                first = first or current
            case _:
                pass
    return items


def _below_lead(current: _Item, lines: list[Line], at: int) -> bool:
    """True where a time stands under the lead of a story that goes on below it."""
    return current.time is None and len(current.paragraphs) == 1 and _next_is(lines, at, "paragraph")


def _alternate(lines: list[Line]) -> bool:
    """True where head and single paragraph take turns down the page: a list, whatever else it lacks."""
    sorts = [line.sort for line in lines if line.sort in ("head", "double", "paragraph")]
    heads = sum(sort != "paragraph" for sort in sorts)
    pairs = sum(
        a != "paragraph" and b == "paragraph" and (c != "paragraph")
        for a, b, c in zip(sorts, sorts[1:], [*sorts[2:], "head"], strict=False)
    )
    return heads >= 3 and pairs * 5 >= heads * 4


def _next_is(lines: list[Line], at: int, sort: str) -> bool:
    return at + 1 < len(lines) and lines[at + 1].sort == sort


def _in_run(lines: list[Line], at: int) -> bool:
    """True for one of several bare headlines in a row."""
    return (at > 0 and lines[at - 1].sort == "head") or _next_is(lines, at, "head")


def _main_of(items: list[_Item], text: str) -> _Item | None:
    """The article the page is about: the longest before the first section head, if it outweighs its neighbours."""
    told = [item for item in items if item.section == 0 and item.paragraphs]
    if not told:
        return None
    words = [sum(text.count(" ", a, b) for a, b in item.paragraphs) for item in told]
    at = max(range(len(told)), key=words.__getitem__)
    rest = max((w for i, w in enumerate(words) if i != at), default=0)
    if len(items) == 1 or (words[at] >= _ARTICLE_WORDS and words[at] > 1.5 * rest and len(told[at].paragraphs) > 1):
        return told[at]
    return None


def _bracketed_links(text: str, item: _Item) -> list[_Item]:
    """Headlines of other stories set in square brackets into the body; they are cut out of it."""
    links: list[_Item] = []
    kept: list[Span] = []
    for start, end in item.paragraphs:
        at = start
        for match in _BRACKETED.finditer(text, start, end):
            if len(match.group(1).split()) < 6:
                continue
            links.append(_Item(match.span(1)))
            kept.append((at, match.start()))
            at = match.end()
        kept.append((at, end))
    item.paragraphs[:] = [_trim(text, s) for s in kept if text[slice(*s)].strip()]
    return links


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _story(text: str, item: _Item, kind: StoryKind, name: str) -> Story:
    spans = list(item.paragraphs)
    credit = item.credit
    if kind == "main" and spans:
        spans[-1], closing = closing_credit(text, spans[-1])
        if spans[-1][0] >= spans[-1][1]:
            spans.pop()
        credit = credit or closing
    if spans:
        spans[0], dateline = dateline_credit(text, spans[0])
        credit = credit or dateline
    lead = spans[0] if spans else None
    time = item.time
    if lead is not None and time is None and (stamp := dateline_day(text, lead)) is not None:
        credit, time = credit or stamp[0], stamp[1]
    return Story(
        id=name,
        kind=kind,
        title=text[slice(*item.title)] if item.title else None,
        lead=text[slice(*lead)] if lead else None,
        body="\n".join(text[a:b] for a, b in spans[1:]) or None,
        title_span=item.title,
        lead_span=lead,
        body_spans=tuple(spans[1:]),
        published=time,
        published_basis="stated" if time and not time.startswith("--") else None,
        credit=credit,
    )
