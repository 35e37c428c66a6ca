"""MHTML: a page saved by a browser with all its parts in one file; the first HTML part is the page."""

from __future__ import annotations

import email
import email.policy
from typing import NamedTuple

from banggiao.errors import CaptureError


class SavedPage(NamedTuple):
    """The bytes of the HTML part and the address it was saved from, if the file says so."""

    html: bytes
    url: str | None


def saved_page(content: bytes, source: str) -> SavedPage:
    """The first HTML part of an MHTML file. Raises `CaptureError` where there is none."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        html = part.get_payload(decode=True)
        if isinstance(html, bytes) and html.strip():
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return SavedPage(html, _address(str(url) if url else ""))
    raise CaptureError(source, "an MHTML file without an HTML part")


def _address(url: str) -> str | None:
    url = "".join(url.split())  # long headers are folded over lines
    return url if url.startswith(("http://", "https://")) else None
