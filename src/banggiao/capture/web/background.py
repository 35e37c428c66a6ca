"""An event loop in a thread of its own, in which addresses are fetched while captures are read.

The loop runs on while whoever reads the captures is busy, so no time limit runs out because a reader was slow.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillBusy
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from banggiao.capture.web.fetcher import Fetcher
from banggiao.capture.web.wire import Wire

if TYPE_CHECKING:
    from types import TracebackType

    from banggiao.capture.web.answers import Answer, Validators
    from banggiao.capture.web.limits import WebLimits

#: So long is waited for connections to be closed; the thread is a daemon and holds up no end of the program.
_CLOSING: Final = 5.0


class Background:
    """Fetches in the background; a context manager that cancels what is under way when it is left."""

    def __init__(self, limits: WebLimits, wire: Wire | None, *, allow_private: bool) -> None:
        """Nothing runs before it is entered."""
        self._fetcher = Fetcher(limits, wire or Wire(), allow_private=allow_private)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="banggiao web", daemon=True)

    def __enter__(self) -> Background:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel what is under way, close all connections, end the thread."""
        with suppress(StillBusy):
            asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(_CLOSING)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSING)
        if not self._thread.is_alive():
            self._loop.close()

    def start(self, address: str, validators: Validators | None = None) -> Future[Answer]:
        """Begin to fetch `address`; the future gives the answer or raises its `CaptureError`."""
        return asyncio.run_coroutine_threadsafe(self._fetcher.fetch(address, validators), self._loop)

    async def _close(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        async with self._fetcher:
            pass
