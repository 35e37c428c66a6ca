"""What the splitting of a page into stories gives back, whatever the page was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from banggiao.model import PageKind, Story


class StoriesFound(NamedTuple):
    """The kind of a page and its stories in page order, with what the page says of itself.

    `outlet` is the site's or paper's name ("Báo Chính phủ"), `url` the canonical address, `language` the ISO
    639-1 code which the page declares; each is None where the page does not say it.
    """

    kind: PageKind
    stories: tuple[Story, ...]
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
