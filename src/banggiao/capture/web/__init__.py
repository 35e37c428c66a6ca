"""Captures from the web: pages, feeds, sitemaps and lists, taken politely and from public addresses only.

>>> for capture in web_captures(["https://baoquocte.vn/rss/doi-ngoai.rss"], follow=True,
...                             captured="2025-01-09"):  # doctest: +SKIP
...     print(capture if isinstance(capture, CaptureError) else capture.source)

What is obeyed and the limits are in `docs/web.md`. Importing this package loads no HTTP client and no feed
parser; they come with the first address that is fetched.
"""

from __future__ import annotations

from banggiao.capture.web.addresses import is_web_address, web_address
from banggiao.capture.web.feedsfile import Feed, due, load_feeds, next_due
from banggiao.capture.web.gathering import web_captures
from banggiao.capture.web.limits import WebLimits
from banggiao.capture.web.watching import watch

__all__ = [
    "Feed",
    "WebLimits",
    "due",
    "is_web_address",
    "load_feeds",
    "next_due",
    "watch",
    "web_address",
    "web_captures",
]
