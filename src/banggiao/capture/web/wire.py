"""The wire: an HTTP client that connects to checked addresses only, and to nothing that a proxy setting names."""

from __future__ import annotations

import asyncio
import http.cookiejar
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from banggiao.capture.web.hosts import Resolve, public_addresses, resolve_name

if TYPE_CHECKING:
    from banggiao.capture.web.limits import WebLimits


@dataclass(frozen=True, slots=True)
class Wire:
    """How names are resolved, connections made and time kept. Tests bring their own; nobody else needs to.

    `backend` is only ever given an address that was checked, never a name. `authorities` None trusts the usual
    certificates and those of the machine: a ministry has its own.
    """

    resolve: Resolve = resolve_name
    backend: httpcore.AsyncNetworkBackend = field(default_factory=httpcore.AnyIOBackend)
    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    authorities: ssl.SSLContext | None = None


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a host, checks all its addresses, and connects to the first of these very addresses that answers.

    Between check and connection no name is resolved again, so an answer of the resolver that changes cannot lead
    elsewhere. Host header, SNI and certificate stay those of the name: they are made above this layer.
    """

    def __init__(self, wire: Wire, *, allow_private: bool) -> None:
        """Connections through `wire`."""
        self._wire = wire
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to `host`. Raises `HostError` for an unknown or private one, else as httpcore does."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await public_addresses(self._wire.resolve, host, port, allow_private=self._allow_private)
                for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
                    try:
                        return await self._wire.backend.connect_tcp(
                            address, port, None if timeout is None else timeout / left, local_address, socket_options
                        )
                    except (httpcore.ConnectError, httpcore.ConnectTimeout):
                        if left == 1:
                            raise
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"no connection within {timeout} seconds") from None
        raise httpcore.ConnectError("no address to connect to")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._wire.pause(seconds)


class _Body(httpx.AsyncByteStream):
    """The bytes of an answer as httpcore gives them."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


class CheckedTransport(httpx.AsyncBaseTransport):
    """httpx over a pool of connections of a `CheckedBackend`; errors are httpcore's."""

    def __init__(self, wire: Wire, *, allow_private: bool) -> None:
        """A pool without connections yet."""
        authorities = wire.authorities
        if authorities is None:
            authorities = httpx.create_ssl_context(trust_env=False)
            authorities.load_default_certs()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=authorities,
            keepalive_expiry=5.0,
            retries=0,
            network_backend=CheckedBackend(wire, allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`; the answer's body has not been read yet."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


def client(wire: Wire, limits: WebLimits, *, allow_private: bool) -> httpx.AsyncClient:
    """A client that follows no redirect, keeps no cookie and reads no proxy or password from the environment."""
    return httpx.AsyncClient(
        transport=CheckedTransport(wire, allow_private=allow_private),
        trust_env=False,
        follow_redirects=False,
        cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
        headers={
            "User-Agent": limits.user_agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
            "application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
            "Accept-Language": "vi, *;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
    )
