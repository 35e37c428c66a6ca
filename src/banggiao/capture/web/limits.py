"""The limits within which the web is read. Sizes are bytes, times are seconds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from banggiao.settings import MEBIBYTE, PAGE_LIMIT

#: The name that robots.txt files know this program by.
ROBOTS_NAME = "BangGiao"


@dataclass(frozen=True, slots=True)
class WebLimits:
    """How much, how long and how often; one object for all that is fetched in one go.

    `page_bytes` and `feed_bytes` count what comes out of compression. `total_seconds` is for one address with its
    redirects, without the waiting that politeness asks for. `interval` lies between two requests to a host, or
    its robots.txt's Crawl-delay where that is longer, up to `delay_cap`. `retry_cap` is the longest Retry-After
    that is waited for. `followed` pages and `sitemaps` are taken for one given address. `contact` is an address
    (mail or page) that the User-Agent gives to those whose sites are read. Raises `ValueError` where a limit is
    not positive, or a page may be larger than pages may be at all.
    """

    page_bytes: int = 16 * MEBIBYTE
    feed_bytes: int = 4 * MEBIBYTE
    robots_bytes: int = MEBIBYTE
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    interval: float = 1.0
    delay_cap: float = 30.0
    retry_cap: float = 30.0
    hosts_at_once: int = 4
    followed: int = 100
    sitemaps: int = 10
    contact: str | None = None

    def __post_init__(self) -> None:
        """Refuse limits that cannot be kept."""
        if self.page_bytes > PAGE_LIMIT:
            raise ValueError(f"page_bytes may be at most {PAGE_LIMIT}, not {self.page_bytes}")
        for name in ("page_bytes", "feed_bytes", "robots_bytes", "connect_seconds", "read_seconds", "total_seconds",
                     "hosts_at_once"):  # fmt: skip
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be more than 0, not {getattr(self, name)}")
        for name in ("redirects", "interval", "delay_cap", "retry_cap", "followed", "sitemaps"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be less than 0, not {getattr(self, name)}")
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise ValueError("contact must be one line of ASCII, such as mailto:vanphong@example.vn")

    @property
    def user_agent(self) -> str:
        """What a site's log shows: ``BangGiao/0.1.0 (+mailto:vanphong@example.vn)``."""
        try:
            name = f"{ROBOTS_NAME}/{version('banggiao')}"
        except PackageNotFoundError:  # run from its sources
            name = ROBOTS_NAME
        return f"{name} (+{self.contact})" if self.contact else f"{name} (reads the press for a record of diplomacy)"


def size_in_words(size: int) -> str:
    """``16 MB`` or ``500 KB`` for a message."""
    return f"{size // MEBIBYTE} MB" if size >= MEBIBYTE else f"{size // 1024} KB" if size >= 1024 else f"{size} bytes"
