"""Sitemaps: the addresses in them, the newest first; of news sitemaps also titles and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from banggiao.capture.web.addresses import same_site, web_address
from banggiao.capture.web.feeds import FeedEntry, local_time, plain_text
from banggiao.capture.web.xmltext import named, read_xml
from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACES: Final = {"url", "sitemap"}
_FIELDS: Final = {"loc", "lastmod", "title", "publication_date"}
#: A picture and a film have addresses and titles too.
_ASIDE: Final = {"image", "video"}


class _Reader:
    """Takes the parser's events and keeps the fields of each <url> or <sitemap>."""

    def __init__(self) -> None:
        self._places: list[dict[str, str]] = []
        self._open: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        del attributes
        _, name = named(tag)
        self._open.append(name)
        self._text = []
        if name in _PLACES:
            self._places.append({})

    def data(self, text: str) -> None:
        if self._open and self._open[-1] in _FIELDS:
            self._text.append(text)

    def end(self, tag: str) -> None:
        _, name = named(tag)
        self._open.pop()
        if name in _FIELDS and self._places and not (self._open and self._open[-1] in _ASIDE):
            self._places[-1].setdefault(name, "".join(self._text).strip())
        self._text = []

    def close(self) -> list[dict[str, str]]:
        return self._places


def sitemap_entries(content: bytes, address: str, charset: str | None = None) -> list[FeedEntry]:
    """The places in a sitemap or sitemap index that are on its own site, newest first, those without a time last.

    An entry has a title only in a news sitemap. Raises `CaptureError` where it is not sound XML or names no place.
    """
    places, _ = read_xml(content, address, _Reader, charset, recover=False)
    entries = [entry for place in places if (entry := _entry(place, address)) is not None]
    if not entries:
        raise CaptureError(address, "a sitemap that names no page of its own site")
    return sorted(entries, key=lambda entry: entry.published, reverse=True)


def _entry(place: Mapping[str, str], address: str) -> FeedEntry | None:
    try:
        url = web_address(place.get("loc", "").replace("&amp;", "&"), address)
    except CaptureError:
        return None
    if not place.get("loc") or not same_site(url, address):
        return None
    time = place.get("publication_date") or place.get("lastmod", "")
    return FeedEntry(url, plain_text(place.get("title", "")), "", local_time(time))
