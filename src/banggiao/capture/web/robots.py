"""robots.txt: what a site asks of programs, as RFC 9309 has it.

protego reads the files and not the standard library's parser: that one knows no ``*`` and ``$``, lets the first
rule win and not the longest (so ``Allow: /`` before ``Disallow: /print/`` allows all), and drops a Crawl-delay
of 0.5.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from protego import Protego

from banggiao.capture.web.addresses import origin_of
from banggiao.capture.web.hosts import HostError
from banggiao.capture.web.limits import ROBOTS_NAME
from banggiao.errors import CaptureError

_DAY: Final = 24 * 3600.0
#: A robots.txt that could not be had is asked for again after so long.
_SOON: Final = 600.0
_AGENT: Final = re.compile(r"\s*user[- ]?agent\s*:?\s*(?P<name>\*(?![\w-])|[\w-]*)", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says; `shut` is why nothing may be taken there, or None."""

    shut: str | None
    rules: Protego | None
    delay: float
    until: float

    def refusal(self, address: str) -> str | None:
        """Why `address` may not be fetched, or None where it may."""
        if self.shut is not None or self.rules is None:
            return self.shut
        if self.rules.can_fetch(address, ROBOTS_NAME):
            return None
        return f"the robots.txt of {origin_of(address)} asks programs not to fetch it"


class RobotsFiles:
    """The rules of every origin that was asked, each fetched once a day."""

    def __init__(self, fetch: Callable[[str], Awaitable[tuple[int, bytes]]], now: Callable[[], float]) -> None:
        """`fetch` gives status and content of an address, or raises `CaptureError`."""
        self._fetch = fetch
        self._now = now
        self._known: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def rules(self, address: str) -> Rules:
        """The rules for `address`'s origin. 4xx is "no rules"; no answer, 5xx and 429 are "nothing may be taken"."""
        origin = origin_of(address)
        async with self._asking.setdefault(origin, asyncio.Lock()):
            rules = self._known.get(origin)
            if rules is None or rules.until <= self._now():
                rules = self._known[origin] = await self._asked(origin)
        return rules

    async def _asked(self, origin: str) -> Rules:
        place = f"{origin}/robots.txt"
        try:
            status, content = await self._fetch(place)
        except HostError as error:
            return self._shut(error.reason)
        except CaptureError as error:
            return self._shut(f"its robots.txt cannot be had ({error.reason}), so nothing is taken there")
        if status >= 500 or status == 429 or status < 200:
            return self._shut(f"its robots.txt cannot be had (status {status}), so nothing is taken there")
        if status != 200:
            return Rules(None, None, 0.0, self._now() + _DAY)
        rules = read_rules(content)
        return Rules(None, rules, _delay(rules), self._now() + _DAY)

    def _shut(self, why: str) -> Rules:
        return Rules(why, None, 0.0, self._now() + _SOON)


def read_rules(content: bytes) -> Protego:
    """The rules in a robots.txt."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return Protego.parse("\n".join(lines_for_us(text.splitlines())))


def lines_for_us(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a robots.txt, with all programs but this one and ``*`` under one name.

    protego gives each name its own copy of every rule; a hostile file of a megabyte would ask for gigabytes. It
    also takes ``BangGiao/2.0`` for another program, where RFC 9309 compares what stands before the slash.
    """
    for line in lines:
        match = _AGENT.match(line)
        if match is None:
            yield line
        elif match["name"] == "*":
            yield "User-agent: *"
        else:
            yield f"User-agent: {ROBOTS_NAME if match['name'].lower() == ROBOTS_NAME.lower() else 'another'}"


def _delay(rules: Protego) -> float:
    """Seconds between two requests that the file asks for, as Crawl-delay or Request-rate; 0 without."""
    rate = rules.request_rate(ROBOTS_NAME)
    return max(rules.crawl_delay(ROBOTS_NAME) or 0.0, rate.seconds / rate.requests if rate is not None else 0.0)
