"""What came from an address, told apart: a page, a text, a feed, a sitemap, or nothing that is read."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from banggiao.capture.sniff import form_of_bytes, why_binary
from banggiao.capture.web.charsets import readable
from banggiao.capture.web.inflating import GZIP_MARK, gunzipped
from banggiao.errors import CaptureError
from banggiao.model import Capture
from banggiao.settings import SNIFF_SIZE

AnswerForm = Literal["html", "text", "feed", "sitemap", "sitemap index"]

_FORM_OF_ROOT: Final[dict[str, AnswerForm]] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap index",
}  # fmt: skip
_HTML: Final = {"text/html", "application/xhtml+xml"}
_XML: Final = {
    "text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/x-rss+xml", "application/rss", "text/rss+xml", "text/rss",
}  # fmt: skip
_PACKED: Final = {"application/gzip", "application/x-gzip"}
#: What some servers call any file; a feed or sitemap is known by its first element all the same.
_BYTES: Final = {"application/octet-stream", "binary/octet-stream"}


class Validators(NamedTuple):
    """What a server calls this state of a page, to ask later whether it is still the same."""

    etag: str | None = None
    modified: str | None = None


_UNNAMED: Final = Validators()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from `address`, after redirects: decompressed bytes, media type in lower case, charset as named.

    `changed` is False, and nothing else is there, where the server said that the state named is still the same.
    """

    address: str
    content: bytes
    media_type: str
    charset: str | None
    validators: Validators = _UNNAMED
    changed: bool = True


def opened_answer(answer: Answer, limit: int) -> tuple[AnswerForm, bytes]:
    """The form of an answer, and its content out of a gzip file where it is one.

    Raises `CaptureError` naming the type where it is none that is read, or the content is none.
    """
    place, media_type, content = answer.address, answer.media_type, answer.content
    other_type = CaptureError(place, f"{media_type} is not read; pages, plain text, feeds and sitemaps are")
    if media_type not in _HTML | _XML | _PACKED | _BYTES | {"text/plain", ""}:
        raise other_type
    if media_type in _XML | _PACKED | _BYTES | {""}:
        content = gunzipped(content, place, limit)
    if not content.strip():
        raise CaptureError(place, "an empty page")
    head = content[:SNIFF_SIZE]
    if why := "a gzip file" if head.startswith(GZIP_MARK) else why_binary(head):
        raise CaptureError(place, f"not text but {why}")
    root = root_of(head)
    form = _FORM_OF_ROOT.get(root or "")
    if form is not None:
        return form, content
    if media_type in _BYTES:
        raise other_type
    if media_type in _HTML or (root == "html" and media_type != "text/plain"):
        return "html", content
    if media_type == "text/plain":
        return "text", content
    if media_type in _XML:
        raise CaptureError(place, f"XML that is neither page, feed nor sitemap (its root is <{root or '?'}>)")
    if media_type in _PACKED:
        raise CaptureError(place, "a gzip file that holds neither feed nor sitemap")
    return ("html" if form_of_bytes(head) == "html" else "text"), content


def page_capture(answer: Answer, form: Literal["html", "text"], content: bytes, source: str, captured: str) -> Capture:
    """The capture of a page; `source` is the address that was asked for, `url` the one it came from."""
    content = readable(content, answer.charset)
    return Capture(
        source=source,
        content=content,
        media=form,
        sha256=hashlib.sha256(content).hexdigest(),
        url=answer.address,
        captured=captured,
    )


def root_of(head: bytes) -> str | None:
    """The name of the first element, without its prefix, in lower case: ``rss``, ``feed``, ``html``; else None."""
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head[2:].replace(b"\0", b"")
    at = len(head) - len(head.removeprefix(codecs.BOM_UTF8).lstrip())
    while head.startswith(b"<", at):
        if head.startswith(b"<!--", at):
            end, size = head.find(b"-->", at), 3
        elif head.startswith(b"<?", at):
            end, size = head.find(b"?>", at), 2
        elif head.startswith(b"<!", at):
            end, size = head.find(b">", at), 1
            if b"[" in head[at : max(at, end)]:  # a document type with its declarations inside
                end = head.find(b">", max(at, head.find(b"]", at)))
        else:
            return _name(head[at + 1 : at + 60])
        if end < 0:
            return None
        at = end + size
        while head[at : at + 1].isspace():
            at += 1
    return None


def _name(start: bytes) -> str | None:
    letters = bytes(start).split(None, 1)[0] if start.strip() else b""
    for mark in (b">", b"/"):
        letters = letters.partition(mark)[0]
    name = letters.rpartition(b":")[2].decode("ascii", "ignore").lower()
    return name if name.replace("-", "").replace("_", "").isalnum() else None
