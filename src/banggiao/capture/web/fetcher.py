"""Fetching one address: robots.txt asked first, one request at a time to a host, each redirect checked anew.

Everything here runs in one event loop; `background.py` gives it a thread of its own.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import time
from typing import TYPE_CHECKING, Final, NamedTuple

import httpcore
import httpx

from banggiao.capture.web.addresses import host_of, shown, web_address
from banggiao.capture.web.answers import Answer, Validators
from banggiao.capture.web.inflating import CODINGS, Inflater
from banggiao.capture.web.limits import size_in_words
from banggiao.capture.web.robots import RobotsFiles
from banggiao.capture.web.wire import Wire, client
from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from types import TracebackType

    from banggiao.capture.web.limits import WebLimits

_PAGES: Final = {200, 203}
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_BUSY: Final = {429, 503}
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{2,40})", re.I)
#: Of the body of an error so much is read; behind a longer one the connection is closed.
_SHORT: Final = 64 * 1024
#: A connection that broke off; the same request may do better a second time.
_BROKEN: Final = (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError)


class _Reply(NamedTuple):
    """One answer of a server; `content` is empty for anything but a page."""

    status: int
    headers: httpx.Headers
    content: bytes


@dataclass(slots=True)
class _Host:
    """When a host may be asked again; whoever holds the lock asks it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


@dataclass(slots=True)
class _Budget:
    """The seconds that one address has left; waiting out of politeness does not count."""

    left: float


class Fetcher:
    """Fetches addresses within limits; an async context manager that closes its connections."""

    def __init__(self, limits: WebLimits, wire: Wire, *, allow_private: bool) -> None:
        """Nothing is asked yet."""
        self._limits = limits
        self._wire = wire
        self._client = client(wire, limits, allow_private=allow_private)
        self._hosts: dict[str, _Host] = {}
        self._robots = RobotsFiles(self._robots_file, wire.now)

    async def __aenter__(self) -> Fetcher:
        """Itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def fetch(self, address: str, validators: Validators | None = None) -> Answer:
        """What is at `address`, which `web_address` made, at the end of its redirects.

        With `validators` of an earlier answer, one that has not changed comes back with `changed` False. Raises
        `CaptureError` naming `address` for all that can go wrong.
        """
        headers: dict[str, str] = {}
        if validators is not None and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators is not None and validators.modified:
            headers["If-Modified-Since"] = validators.modified
        place, reply = await self._journey(address, headers, self._limits.page_bytes, obey=True)
        if reply.status == HTTPStatus.NOT_MODIFIED and headers:
            return Answer(place, b"", "", None, changed=False)
        if reply.status not in _PAGES:
            raise CaptureError(address, f"the server answers {_status(reply.status)}")
        media_type = reply.headers.get("content-type", "")
        charset = _CHARSET.search(media_type)
        return Answer(
            place,
            reply.content,
            shown(media_type.partition(";")[0].strip().lower()),
            charset[1] if charset else None,
            Validators(reply.headers.get("etag"), reply.headers.get("last-modified")),
        )

    async def _robots_file(self, address: str) -> tuple[int, bytes]:
        _, reply = await self._journey(address, {}, self._limits.robots_bytes, obey=False)
        return reply.status, reply.content

    async def _journey(self, address: str, headers: dict[str, str], limit: int, *, obey: bool) -> tuple[str, _Reply]:
        """The last answer on the way from `address` through its redirects, and where it came from."""
        budget = _Budget(self._limits.total_seconds)
        at, been = address, {address}
        for _ in range(self._limits.redirects + 1):
            delay = 0.0
            if obey:
                rules = await self._robots.rules(at)
                if why := rules.refusal(at):
                    raise CaptureError(address, why if at == address else f"redirects to {at}: {why}")
                delay = max(self._limits.interval, min(rules.delay, self._limits.delay_cap))
            try:
                reply = await self._asked(at, headers, limit, budget, delay)
            except CaptureError as error:
                if at == address:
                    raise type(error)(address, error.reason) from None
                raise CaptureError(address, f"redirects to {at}: {error.reason}") from None
            target = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not target:
                return at, reply
            try:
                at = web_address(target, at)
            except CaptureError as error:
                raise CaptureError(address, f"redirects to {shown(target)}: {error.reason}") from None
            if at in been:
                raise CaptureError(address, f"redirects in a circle, back to {at}")
            been.add(at)
        raise CaptureError(address, f"more than {self._limits.redirects} redirects")

    async def _asked(self, at: str, headers: dict[str, str], limit: int, budget: _Budget, delay: float) -> _Reply:
        """The answer of one server, asked a second time where the connection broke off or it was busy."""
        for last in (False, True):
            async with self._turn(at, delay) as host:
                try:
                    reply = await self._timed(at, headers, limit, budget)
                except _BROKEN as error:
                    if last:
                        raise CaptureError(at, f"the connection broke off ({_first_line(error)})") from None
                    continue
                wait = _retry_after(reply.headers) if reply.status in _BUSY and not last else None
                if wait is None or wait > self._limits.retry_cap:
                    return reply
                host.free_at = self._wire.now() + wait
        raise AssertionError("the second answer is given back or an error")

    @asynccontextmanager
    async def _turn(self, at: str, delay: float) -> AsyncIterator[_Host]:
        """The only request to its host at this time, `delay` seconds before the next one."""
        host = self._hosts.setdefault(host_of(at), _Host())
        async with host.lock:
            wait = host.free_at - self._wire.now()
            if wait > 0:
                await self._wire.pause(wait)
            try:
                yield host
            finally:
                host.free_at = max(host.free_at, self._wire.now() + delay)

    async def _timed(self, at: str, headers: dict[str, str], limit: int, budget: _Budget) -> _Reply:
        """One request within the time that is left."""
        limits = self._limits
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(budget.left):
                return await self._sent(at, headers, limit)
        except TimeoutError:
            raise CaptureError(at, f"not had within {limits.total_seconds:g} seconds") from None
        except httpcore.ConnectTimeout:
            raise CaptureError(at, f"no connection within {limits.connect_seconds:g} seconds") from None
        except httpcore.TimeoutException:
            raise CaptureError(at, f"the server was silent for {limits.read_seconds:g} seconds") from None
        except _BROKEN:
            raise
        except httpcore.ConnectError as error:
            raise CaptureError(at, f"no connection ({_first_line(error)})") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError,
                httpx.InvalidURL) as error:  # fmt: skip
            raise CaptureError(at, f"cannot be fetched ({_first_line(error)})") from None
        finally:
            budget.left = max(0.0, budget.left - (loop.time() - started))

    async def _sent(self, at: str, headers: dict[str, str], limit: int) -> _Reply:
        response = await self._client.send(self._client.build_request("GET", at, headers=headers), stream=True)
        try:
            content = b""
            if response.status_code in _PAGES:
                content = await _body(response, at, limit)
            else:
                await _pass_over(response)
            return _Reply(response.status_code, response.headers, content)
        finally:
            await response.aclose()


async def _body(response: httpx.Response, at: str, limit: int) -> bytes:
    """The decompressed body, read until the limit and no further."""
    named = response.headers.get("content-encoding", "").strip().lower()
    coding = CODINGS.get(named)
    if coding is None:
        raise CaptureError(at, f"sent as {shown(named)}, which was not asked for; gzip and deflate are taken")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise CaptureError(at, f"larger than the {size_in_words(limit)} that are taken")
    inflater = Inflater(at, coding, limit)
    content = bytearray()
    async for piece in response.aiter_raw():
        content += inflater.feed(piece)
    inflater.finish()
    return bytes(content)


async def _pass_over(response: httpx.Response) -> None:
    """Read a short body that nobody wants, so that the connection can be used again."""
    read = 0
    async for piece in response.aiter_raw():
        read += len(piece)
        if read > _SHORT:
            return


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds after which the server wants to be asked again; None where it does not say."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time())
    except (ValueError, OverflowError):
        return None


def _status(status: int) -> str:
    """``404 (Not Found)``."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _first_line(error: Exception) -> str:
    return shown(str(error)) or type(error).__name__
