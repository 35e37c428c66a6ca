"""A capture becomes a page: decoded, its stories found, its language told."""

from __future__ import annotations

from dataclasses import replace

from banggiao.capture.decode import decode
from banggiao.model import Capture, Page
from banggiao.pages.language import language_of
from banggiao.pages.outlets import outlet_of
from banggiao.stories.lines import split_lines
from banggiao.stories.rows import read_row


def open_page(capture: Capture) -> Page:
    """The page in `capture`. Raises `EncodingError` where the bytes are text in no known encoding.

    Text captures keep their text exactly as decoded; HTML gives all its visible text in document order; a row
    gives title, lead and text. Stories are named s1, s2 … in page order.
    """
    if capture.media == "html":
        from banggiao.stories.markup import read_html  # spares text-only use the HTML parser

        text, found = read_html(decode(capture.content, capture.source, html=True))
    elif capture.media == "row":
        text, found = read_row(capture.fields)
    else:
        text = decode(capture.content, capture.source)
        found = split_lines(text)
    stories = tuple(
        story if story.id == f"s{number}" else replace(story, id=f"s{number}")
        for number, story in enumerate(found.stories, 1)
    )
    url = capture.url or found.url
    return Page(
        source=capture.source,
        text=text,
        kind=found.kind,
        stories=stories,
        url=url,
        outlet=outlet_of(url, found.outlet),
        language=language_of(text) or found.language,
        captured=capture.captured,
    )
