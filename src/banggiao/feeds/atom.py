"""Atom (RFC 4287): the events of a subject, the latest told first, each with the quotes of its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from xml.etree import ElementTree as Xml

from banggiao.brief.desk import clean
from banggiao.feeds.subjects import Subject, caption

Thing = dict[str, Any]

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
#: Entries of one feed.
_MOST: Final = 50
_QUOTES: Final = 3
#: The time of a feed without entries, and of entries of which nobody knows when they were told.
_LONG_AGO: Final = "1970-01-01T00:00:00+07:00"


def atom(subject: Subject, *, itself: str, address: Callable[[str], str]) -> bytes:
    """The feed in UTF-8. `itself` is the feed's own address, `address` gives the address of a thing by its id."""
    told = sorted(subject.events, key=lambda e: (e["last_told"] or "", e["id"]), reverse=True)[:_MOST]
    Xml.register_namespace("", _NAMESPACE)
    feed = Xml.Element(f"{{{_NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": subject.language})
    _text(feed, "id", f"urn:banggiao:{subject.id}")
    _text(feed, "title", f"Bang Giao: {subject.name}")
    _text(feed, "updated", max((_moment(e["last_told"]) for e in told), default=_LONG_AGO))
    Xml.SubElement(feed, f"{{{_NAMESPACE}}}link", {"rel": "self", "type": "application/atom+xml", "href": itself})
    _text(Xml.SubElement(feed, f"{{{_NAMESPACE}}}author"), "name", "Bang Giao")
    for event in told:
        feed.append(_entry(subject, event, address))
    made: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _entry(subject: Subject, event: Thing, address: Callable[[str], str]) -> Xml.Element:
    words = subject.words
    entry = Xml.Element(f"{{{_NAMESPACE}}}entry")
    _text(entry, "id", f"urn:banggiao:{event['id']}")
    days = f"{words.days(event['date'])}: " if event["date"] else ""
    _text(entry, "title", days + caption(event, words))
    _text(entry, "updated", _moment(event["last_told"]))
    if event["first_told"]:
        _text(entry, "published", _moment(event["first_told"]))
    Xml.SubElement(entry, f"{{{_NAMESPACE}}}link", {"rel": "alternate", "href": address(event["id"])})
    Xml.SubElement(entry, f"{{{_NAMESPACE}}}category", {"term": event["kind"], "label": words.name("kinds", event["kind"])})
    opening, closing = words.names("forms")["quote"]
    quotes = list(dict.fromkeys(clean(e["quote"]) for e in event["evidence"]))[:_QUOTES]
    _text(entry, "content", "\n".join(f"{opening}{quote}{closing}" for quote in quotes), type="text")
    return entry


def _text(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    element = Xml.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = "\n".join(clean(line) for line in text.split("\n"))


def _moment(stamp: str | None) -> str:
    """An ISO day, month, year or minute as a moment of RFC 3339, in the time of Hanoi."""
    if not stamp:
        return _LONG_AGO
    day, _, time = stamp.partition("T")
    day += "-01" * (2 - day.count("-"))
    return f"{day}T{time[:5] or '00:00'}:00+07:00"
