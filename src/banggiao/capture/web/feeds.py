"""RSS and Atom: each entry is a row with address, title, lead, text and time, as a row of a table is.

`docs/decisions/0003-feeds.md` says why feedparser does not do this.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from banggiao.capture.tables import row_capture
from banggiao.capture.web.addresses import web_address
from banggiao.capture.web.xmltext import named, read_xml
from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.model import Capture

#: The clock of the Vietnamese press (and of Laos and Cambodia); times that a feed gives in another are told in it.
VIETNAM: Final = timezone(timedelta(hours=7))
_TIME_SIZE: Final = 100
_ENTRIES: Final = {"item", "entry"}
#: The elements that hold a field, the better ones first, as RSS and the two Atoms name them.
_LEADS: Final = ("description", "summary")
_TEXTS: Final = ("encoded", "content")
_TIMES: Final = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_FIELDS: Final = {*_LEADS, *_TIMES, "title", "content", "link", "guid", "id"}
#: Names of other vocabularies that hold a field too, where they do not stand inside one.
_BORROWED: Final = {
    "http://purl.org/dc/elements/1.1/": {"title", "description", "date"},
    "http://purl.org/dc/terms/": {"issued", "created", "modified"},
    "http://purl.org/rss/1.0/modules/content/": {"encoded"},
}
#: Elements of an entry that speak of something else, in the same words.
_ASIDE: Final = {"source", "author", "contributor", "image"}

_TAG: Final = re.compile(r"<!--(?:.*?-->|.*)|<(?:script|style)\b(?:.*?</(?:script|style)>|.*)|<[A-Za-z/!?][^<>]*>", re.S | re.I)
#: Where a paragraph or line of a text ends.
_BREAK: Final = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|figure|figcaption)\b[^<>]*>", re.I)
_BLOCKS: Final = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"}
#: A zone that mail's times would write as +0700: "GMT+7", "+07", "+07:00".
_ZONE: Final = re.compile(r"(?:(?:GMT|UTC)\s*|\s)([+-])(\d{1,2}):?(\d\d)?\s*$")


class FeedEntry(NamedTuple):
    """One entry: `url` is in the form of `web_address`, or None where it links to nothing on the web."""

    url: str | None
    title: str
    lead: str
    published: str
    text: str = ""


def feed_entries(content: bytes, address: str, charset: str | None = None) -> list[FeedEntry]:
    """The entries of an RSS or Atom feed, in its order; a broken feed gives what can be read of it.

    `charset` is what the server named. Raises `CaptureError` where the feed gives nothing, or brings entities of
    its own, which can grow.
    """
    found, broken = read_xml(content, address, _Reader, charset, recover=True)
    entries = [_entry(fields, address) for fields in found]
    entries = [entry for entry in entries if entry.url or entry.title or entry.lead or entry.text]
    if not entries:
        raise CaptureError(address, f"a broken feed ({broken})" if broken else "a feed without entries")
    return entries


def entry_capture(entry: FeedEntry, number: int, source: str, captured: str) -> Capture | CaptureError:
    """The row that an entry is, named by the feed and the entry's address, or its number where it has none.

    ``https://x.vn/rss#https://x.vn/bai-1.html``: entries move down in a feed, their addresses stay.
    """
    row = {name: text for name, text in entry._asdict().items() if text}
    return row_capture(row, source, f"{source}#{entry.url or number}", captured)


def local_time(text: str) -> str:
    """A feed's time on the clock of Vietnam, ``2025-01-09T08:10``; as it came where it names no zone or is no time.

    ``Thu, 09 Jan 2025 01:10:00 GMT`` is 2025-01-09T08:10.
    """
    text = text.strip()[:_TIME_SIZE]
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(_ZONE.sub(_mail_zone, text))
        except (ValueError, OverflowError):
            return text
    if found.tzinfo is None:
        return text
    try:
        return found.astimezone(UTC).astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")
    except OverflowError:
        return text


def plain_text(markup: str) -> str:
    """The words of a title or lead: ``<a href="…"><img …></a>Chiều 5/3, tại…`` is "Chiều 5/3, tại…"."""
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def paragraphs(markup: str) -> str:
    """The words of a text, a line for each paragraph."""
    lines = (plain_text(line) for line in _BREAK.sub("\n", markup).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader:
    """Takes the parser's events and keeps the fields of entries, the first of each name; ends need not be there."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self._namespace = ""
        self._open = False  # an entry
        self._aside = 0
        self._field = ""
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, name = named(tag)
        if name in _ENTRIES and (not self._open or namespace == self._namespace):
            self._keep()
            self.entries.append({})
            self._open, self._namespace, self._aside = True, namespace, 0
        elif not self._open:
            return
        elif name in _ASIDE and namespace == self._namespace:
            self._keep()
            self._aside += 1
        elif not self._aside and self._is_field(namespace, name):
            self._keep()
            self._field = name
            if name == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
                self.entries[-1].setdefault("link", attributes["href"])
            elif name == "guid" and attributes.get("isPermaLink", "true").lower() != "true":
                self._field = ""
        elif self._field and name in _BLOCKS:
            self._text.append("\n")

    def _is_field(self, namespace: str, name: str) -> bool:
        if namespace == self._namespace:
            return name in _FIELDS
        return not self._field and name in _BORROWED.get(namespace, ())

    def data(self, text: str) -> None:
        if self._field:
            self._text.append(text)

    def end(self, tag: str) -> None:
        namespace, name = named(tag)
        if name == self._field:
            self._keep()
        elif name in _ASIDE and namespace == self._namespace:
            self._aside = max(0, self._aside - 1)
        elif name in _ENTRIES and namespace == self._namespace:
            self._keep()
            self._open = False

    def close(self) -> list[dict[str, str]]:
        self._keep()
        return self.entries

    def _keep(self) -> None:
        if self._field and (text := "".join(self._text).strip()):
            self.entries[-1].setdefault(self._field, text)
        self._field, self._text = "", []


def _entry(fields: Mapping[str, str], address: str) -> FeedEntry:
    return FeedEntry(
        _link(fields, address),
        plain_text(fields.get("title", "")),
        plain_text(_first(fields, _LEADS)),
        local_time(_first(fields, _TIMES)),
        paragraphs(_first(fields, _TEXTS)),
    )


def _link(fields: Mapping[str, str], address: str) -> str | None:
    """The entry's link, or its identifier where that is one."""
    for name in ("link", "guid", "id"):
        link = fields.get(name, "").replace("&amp;", "&")
        if name == "link" or link.startswith(("http://", "https://")):
            with suppress(CaptureError):
                if link:
                    return web_address(link, address)
    return None


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _mail_zone(match: re.Match[str]) -> str:
    return f" {match[1]}{match[2]:0>2}{match[3] or '00'}"
