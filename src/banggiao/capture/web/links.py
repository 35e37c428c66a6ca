"""The links of a list page that lead to articles of the same site."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it ships without type information

from banggiao.capture.decode import decode
from banggiao.capture.web.addresses import same_site, web_address
from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A number that sites give to articles; a year is none.
_NUMBER: Final = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}")
_NO_PAGE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|7z|mp[34]|m3u8|m4[av]|css|js|json|xml|rss|apk)$",
    re.I,
)
#: A tag long enough for thousands of attributes; the parser's time grows with the square of their number.
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{20000,}>?")
#: The words that a headline has at least, and an address made of one.
_HEADLINE: Final = 4
_SLUG: Final = 6
#: Where a page has so many articles with numbers, its site numbers all of them.
_NUMBERED: Final = 3


@dataclass(slots=True)
class _Link:
    """A link and the number of words that it shows, or tells whoever points at it."""

    target: str
    words: int


class _Reader:
    """Takes the parser's events and keeps the links."""

    def __init__(self) -> None:
        self.base: str | None = None
        self.links: list[_Link] = []
        self._open = False
        self._shown: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a":
            self._count()
            target = attributes.get("href")
            self._open = target is not None
            if target is not None:
                self.links.append(_Link(target.strip(), len(attributes.get("title", "").split())))
        elif tag == "base" and self.base is None:
            self.base = attributes.get("href")

    def data(self, text: str) -> None:
        if self._open:
            self._shown.append(text)

    def end(self, tag: str) -> None:
        if tag == "a":
            self._count()

    def close(self) -> None:
        self._count()

    def _count(self) -> None:
        if self._open:
            self.links[-1].words = max(self.links[-1].words, len(" ".join(self._shown).split()))
        self._open, self._shown = False, []


def article_links(content: bytes, address: str) -> list[str]:
    """The addresses of articles that the page at `address` links to, in its order, each once.

    An article's address has a number that is no year, or, on a site that does not number its articles, is made of
    a headline's words; its link has a headline's length: ``/thu-tuong-tiep-dai-su-lao-102250305.htm`` under "Thủ
    tướng tiếp Đại sứ Lào", and not ``/doi-ngoai.htm`` under "Đối ngoại". Raises `EncodingError` as `decode` does.
    """
    reader = _Reader()
    # The tree parser that pages are read with takes ten seconds for the texts of two thousand links.
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    with suppress(etree.XMLSyntaxError):  # a document without a single element
        etree.fromstring(_LONG_TAG.sub("<br>", decode(content, address, html=True)).encode("utf-8", "replace"), parser)
    base = _joined(reader.base, address) or address
    words: dict[str, int] = {}
    for link in reader.links:
        target = _joined(link.target, base)
        if target is None or target == address or not same_site(target, address) or _NO_PAGE.search(urlsplit(target).path):
            continue
        words[target] = max(link.words, words.get(target, 0))
    links = [link for link, size in words.items() if size >= _HEADLINE]
    numbered = [link for link in links if _is_numbered(link)]
    if len(numbered) >= _NUMBERED:
        return numbered
    return [link for link in links if _is_numbered(link) or (words[link] >= _SLUG and _is_slug(link))]


def _joined(target: str | None, base: str) -> str | None:
    try:
        return web_address(target, base) if target else None
    except CaptureError:
        return None


def _is_numbered(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_NUMBER.search(_last(parts.path)) or _NUMBER.search(parts.query))


def _is_slug(address: str) -> bool:
    return len(_last(urlsplit(address).path).partition(".")[0].split("-")) >= _SLUG


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
