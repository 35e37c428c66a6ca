"""Newspapers of our own on a real local server, for tests of what is fetched from the web.

A `Press` plays all sites: names get public-looking addresses, and connections to these end at the local server.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import httpcore
import pytest

from banggiao.capture.web import WebLimits, web_captures
from banggiao.capture.web.wire import Wire
from banggiao.errors import CaptureError
from banggiao.model import Capture

#: Short enough for tests of what never ends, long enough for a busy machine to answer at all.
QUICK = WebLimits(interval=0, connect_seconds=5, read_seconds=5, total_seconds=10)
TODAY = "2025-03-05"
#: Trusts no certificate, and is made once, which takes its time.
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
HTML = "text/html; charset=utf-8"


class Reply(NamedTuple):
    """What a site answers; `type` None sends no Content-Type."""

    body: bytes = b""
    type: str | None = HTML
    status: int = 200
    headers: Mapping[str, str] = {}


#: A site that misbehaves writes to the connection itself.
Answering = Reply | Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        press = self.server.press
        place = f"{self.headers.get('Host', '').partition(':')[0]}{self.path}"
        press.asked.append(place)
        press.headers[place] = {name.lower(): value for name, value in self.headers.items()}
        answering = press.sites.get(place, Reply(b"nothing here", status=404))
        if isinstance(answering, list):
            answering = answering.pop(0) if len(answering) > 1 else answering[0]
        with suppress(OSError):  # whoever asked has hung up
            if isinstance(answering, Reply):
                self.give(answering)
            else:
                self.close_connection = True
                answering(self)

    def give(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.type is not None:
            self.send_header("Content-Type", reply.type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304 and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    press: Press

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # connections that are hung up in the middle are what many tests are about


@dataclass
class Press:
    """The sites, by host and path, what they were asked for, and where connections were made to."""

    port: int = 0
    sites: dict[str, Answering | list[Answering]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    connected: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def resolve(self, host: str, _port: int) -> list[str]:
        """Every name that ends in .vn is known, with one public address unless `names` says otherwise."""
        if host in self.names:
            return self.names[host]
        if not host.endswith(".vn"):
            raise OSError("no such name")
        return ["203.162.0.10"]

    def wire(self, **others: Any) -> Wire:
        return replace(Wire(resolve=self.resolve, backend=_Local(self), authorities=NOBODY), **others)

    def take(
        self, *urls: str, follow: bool = False, settings: WebLimits = QUICK, wire: Wire | None = None, **others: Any
    ) -> list[Capture | CaptureError]:
        """All that `web_captures` gives."""
        return list(
            web_captures(urls, follow=follow, captured=TODAY, settings=settings, wire=wire or self.wire(), **others)
        )

    def refused(self, url: str, **others: Any) -> str:
        """The reason for which the only outcome is an error, of one line and naming `url`."""
        (error,) = self.take(url, **others)
        assert isinstance(error, CaptureError), error
        assert error.source == url
        assert "\n" not in str(error)
        return error.reason

    def page(self, url: str, **others: Any) -> Capture:
        """The only capture."""
        (capture,) = self.take(url, **others)
        assert isinstance(capture, Capture), capture
        return capture


class _Local(httpcore.AnyIOBackend):
    """Leads connections to public addresses to the local server, and refuses those to a name."""

    def __init__(self, press: Press) -> None:
        self._press = press

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        assert port in (80, 443, self._press.port)
        self._press.connected.append(host)
        assert not host[-1].isalpha(), f"{host} was not resolved before"
        if host == "203.162.0.99":
            raise httpcore.ConnectError("refused")
        return await super().connect_tcp("127.0.0.1", self._press.port, timeout, local_address, socket_options)


@contextmanager
def serving(authority: ssl.SSLContext | None = None) -> Iterator[Press]:
    """A press at work; with `authority` it speaks TLS."""
    server = _Server(("127.0.0.1", 0), Visit)
    if authority is not None:
        server.socket = authority.wrap_socket(server.socket, server_side=True)
    press = server.press = Press(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    with closing(_Closing(server, press, thread)):
        yield press


class _Closing(NamedTuple):
    server: _Server
    press: Press
    thread: threading.Thread

    def close(self) -> None:
        self.press.ended.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def running() -> Iterator[Press]:
    """A press for all tests of a module."""
    with serving() as started:
        yield started


@pytest.fixture
def sites(running: Press) -> Press:
    """The press with nothing published and nothing asked yet."""
    for memory in (running.sites, running.names, running.headers, running.asked, running.connected):
        memory.clear()
    return running


def html(*paragraphs: str, title: str = "Đối ngoại") -> bytes:
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{inside}</body></html>".encode()


def rss(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{inside}</channel></rss>'.encode()


def sitemap(*places: str, root: str = "urlset", kind: str = "url") -> bytes:
    inside = "".join(f"<{kind}>{place}</{kind}>" for place in places)
    return (
        f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{inside}</{root}>'
    ).encode()
