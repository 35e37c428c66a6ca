"""The file that says what is watched, and when each of it is due.

    [[feed]]
    url = "https://baoquocte.vn/rss/doi-ngoai.rss"
    follow = true
    every = "30m"
    outlet = "Báo Quốc tế"
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Final

from banggiao.capture.web.addresses import web_address
from banggiao.errors import CaptureError

_KEYS: Final = ("url", "follow", "every", "outlet")
_SECONDS: Final = {"m": 60, "h": 3600, "d": 86400}
_SHORTEST: Final = 60
_LONGEST: Final = 30 * 86400
_USUAL: Final = "30m"
_DURATION: Final = re.compile(r"([0-9]{1,6})\s*([mhd])")


@dataclass(frozen=True, slots=True)
class Feed:
    """Something that is looked at again and again: a feed, a list, a sitemap or a page.

    `every` is in seconds; with `follow` the pages it links to are fetched; `outlet` is its name for people.
    """

    url: str
    follow: bool = False
    every: float = 1800.0
    outlet: str | None = None


def load_feeds(path: str | PathLike[str]) -> tuple[Feed, ...]:
    """The feeds of a TOML file, in its order.

    Raises `CaptureError` that names the file, which feed, and what is allowed: an unknown key, an address that is
    none or stands there twice, an `every` that is no length of time, no feed at all.
    """
    source = str(path)
    try:
        content = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CaptureError(source, (error.strerror or str(error)).lower()) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaptureError(source, f"not sound TOML ({' '.join(str(error).split())})") from None
    tables = content.get("feed")
    if unknown := sorted(content.keys() - {"feed"}):
        raise CaptureError(source, f"unknown table or key '{unknown[0]}'; only [[feed]] tables are allowed")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise CaptureError(source, 'no feed; at least one [[feed]] with url = "https://…" is needed')
    feeds: list[Feed] = []
    for number, table in enumerate(tables, 1):
        feed = _feed(table, source, number)
        if feed.url in {other.url for other in feeds}:
            raise CaptureError(source, f"feed {number}: {feed.url} stands there already")
        feeds.append(feed)
    return tuple(feeds)


def due(feeds: Iterable[Feed], last_seen: Mapping[str, float], now: float) -> tuple[Feed, ...]:
    """The feeds that are to be looked at now, in their order.

    `last_seen` has the time of the last look at an address, in seconds on the clock of `now`. A time in the future
    (the clock was put back) counts as none.
    """
    return tuple(feed for feed in feeds if _wait(feed, last_seen, now) <= 0)


def next_due(feeds: Iterable[Feed], last_seen: Mapping[str, float], now: float) -> float:
    """The seconds from `now` until the first of `feeds` is due; 0 where one is."""
    return min((_wait(feed, last_seen, now) for feed in feeds), default=0.0)


def _wait(feed: Feed, last_seen: Mapping[str, float], now: float) -> float:
    last = last_seen.get(feed.url)
    return 0.0 if last is None or last > now else max(0.0, last + feed.every - now)


def seconds_of(text: str) -> float:
    """The seconds of ``30m``, ``2h`` or ``1d``; raises `ValueError` saying what is allowed."""
    match = _DURATION.fullmatch(text.strip())
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if not _SHORTEST <= seconds <= _LONGEST:
        raise ValueError('a number of m, h or d from "1m" to "30d", such as "30m"')
    return float(seconds)


def _feed(table: Mapping[str, Any], source: str, number: int) -> Feed:
    """One table, or a `CaptureError` that says what is wrong in it."""
    place = f"feed {number}"
    for key in table:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, 1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise CaptureError(source, f"{place}: unknown key '{key}', allowed are {', '.join(_KEYS)}{hint}")
    url = table.get("url")
    if not isinstance(url, str):
        raise CaptureError(source, f'{place}: url = "https://…" is missing')
    try:
        url = web_address(url)
    except CaptureError as error:
        raise CaptureError(source, f"{place}: url '{error.source}': {error.reason}") from None
    place = f"{place} ({url})"
    follow = table.get("follow", False)
    if not isinstance(follow, bool):
        raise CaptureError(source, f"{place}: follow must be true or false, not {follow!r}")
    outlet = table.get("outlet")
    if outlet is not None and not (isinstance(outlet, str) and outlet.strip()):
        raise CaptureError(source, f"{place}: outlet must be a name, not {outlet!r}")
    every = table.get("every", _USUAL)
    try:
        if not isinstance(every, str):
            raise ValueError('text such as "30m"')
        seconds = seconds_of(every)
    except ValueError as error:
        raise CaptureError(source, f"{place}: every must be {error}, not {every!r}") from None
    return Feed(url, follow, seconds, outlet.strip() if outlet else None)
