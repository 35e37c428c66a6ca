"""Watching feeds: looked at in turns, each as often as it asks to be, and only what is new comes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from banggiao.capture.web.feedsfile import due, next_due
from banggiao.capture.web.gathering import Gathering, Given, Memory
from banggiao.capture.web.limits import WebLimits

if TYPE_CHECKING:
    from banggiao.capture.web.feedsfile import Feed
    from banggiao.capture.web.wire import Wire
    from banggiao.errors import CaptureError
    from banggiao.model import Capture


def watch(
    feeds: Sequence[Feed],
    *,
    rounds: int | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], object] = time.sleep,
    allow_private: bool = False,
    known: Callable[[str], bool] | None = None,
    settings: WebLimits | None = None,
    note: Callable[[str], None] | None = None,
    wire: Wire | None = None,
) -> Generator[Capture | CaptureError, None, None]:
    """What is new in `feeds`, round after round; `rounds` None never ends.

    A round takes what is due, and between two rounds `sleep` is given the seconds until something is. What a
    round has shown is not shown again by the next: servers are asked for changes only (ETag, Last-Modified), and
    rows, pages and linked addresses that were there before are passed over; what failed is tried again.
    `captured` is the day in Vietnam at the round's beginning. The rest is as in `web_captures`.
    """
    from banggiao.capture.web.background import Background
    from banggiao.capture.web.feeds import VIETNAM

    limits = settings or WebLimits()
    memory = Memory()
    last_seen: dict[str, float] = {}
    made = 0
    if not feeds:
        return
    with Background(limits, wire, allow_private=allow_private) as background:
        while rounds is None or made < rounds:
            now = clock()
            turn = due(feeds, last_seen, now)
            if turn:
                day = datetime.fromtimestamp(now, VIETNAM).date().isoformat()
                gathering = Gathering(background, limits, day, known, note, memory)
                yield from gathering.captures(Given(feed.url, feed.follow) for feed in turn)
                last_seen |= dict.fromkeys((feed.url for feed in turn), now)
                made += 1
            if rounds is None or made < rounds:
                sleep(next_due(feeds, last_seen, clock()))
