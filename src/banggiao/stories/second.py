"""The second opinion on an article's text: trafilatura, asked only where our own reading finds none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from banggiao.model import Span

#: Larger pages are not handed on: the library's time grows faster than the page.
_LARGEST: Final = 2_000_000
#: Less text than this is no article.
_ENOUGH: Final = 200


def second_opinion(html: str, text: str) -> list[Span]:
    """Where the lines that trafilatura takes for the main text stand in the rendered `text`, in order.

    A line that is not found there letter by letter is left out: what has no place in the text has no
    evidence.
    """
    if len(html) > _LARGEST:
        return []
    try:
        from trafilatura import bare_extraction  # half a second to import, so not before it is needed
    except ImportError:  # its own dependencies are incomplete in some installations
        return []
    try:
        document = bare_extraction(html, fast=True, include_comments=False)
    except (ValueError, RecursionError):
        return []
    main = getattr(document, "text", None)
    if not isinstance(main, str):
        return []
    spans: list[Span] = []
    at = 0
    for line in main.split("\n"):
        line = line.strip().removeprefix("- ")
        start = text.find(line, at) if line else -1
        if start >= 0:
            at = start + len(line)
            spans.append((start, at))
    return spans if sum(end - start for start, end in spans) >= _ENOUGH else []
