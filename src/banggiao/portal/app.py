"""The portal as an ASGI application: addresses, languages, what is kept, and what is said when something is wrong."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Final
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from banggiao.errors import CaptureError, RecordBusy, RecordError
from banggiao.portal import downloads
from banggiao.portal.ask import Absurd, Ask, Kept, Moved, NotThere, Page
from banggiao.portal.language import LANGUAGES, Tongue, choose, tongue
from banggiao.portal.machines import Machines, api_of, feeds_of
from banggiao.portal.opened import Opened
from banggiao.portal.pages import answer, calendar, checks, event, finds, home, lists, person, relation, series, story, thing
from banggiao.portal.parts import href
from banggiao.portal.rendering import render
from banggiao.portal.security import Guard

_log = logging.getLogger("banggiao.portal")

Maker = Callable[[Ask], Page]
#: Every page: its address and the function that makes it.
PAGES: Final[tuple[tuple[str, Maker], ...]] = (
    ("/", home.home),
    ("/relations", home.relations),
    ("/relations/{pair}", relation.relation),
    ("/events", lists.events),
    ("/events/{id}", event.event),
    ("/people", lists.people),
    ("/people/{id}", person.person),
    ("/mechanisms", lists.mechanisms),
    ("/mechanisms/{id}", thing.mechanism),
    ("/sessions/{id}", thing.session),
    ("/figures", lists.figures),
    ("/figures/{id}", thing.figure),
    ("/series/{id}", series.series),
    ("/commitments", lists.commitments),
    ("/commitments/{id}", thing.commitment),
    ("/agreements", lists.agreements),
    ("/agreements/{id}", thing.agreement),
    ("/phrases", lists.phrases),
    ("/phrases/{id}", thing.phrase),
    ("/tenures/{id}", thing.tenure),
    ("/stories/{id}", story.story),
    ("/captures/{id}", story.capture),
    ("/coverage", checks.coverage),
    ("/sources/{outlet}", checks.outlet),
    ("/checks", checks.checks),
    ("/calendar", calendar.calendar),
    ("/search", finds.search),
    ("/ask", answer.ask_page),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, what that means, and a line of detail in the words of the program."""

    head: str
    text: str
    detail: str


class Portal:
    """A record on the way to people's browsers."""

    def __init__(self, opened: Opened) -> None:
        """Show the record that `opened` opens."""
        self.opened = opened
        self.pages = Kept(400)
        self.parts = Kept(600)

    def asking(self, request: Request) -> Ask:
        """What a request asks for. Raises `RecordError`."""
        view, overview, _ = self.opened.ask()
        return Ask(
            self.opened.store(),
            view,
            overview,
            _tongue(request),
            request.url.path,
            request.query_params,
            request.path_params,
            overview.state(),
            self.parts,
        )

    def endpoint(self, make: Maker) -> Callable[[Request], Response]:
        """What answers a request with the page that `make` gives."""

        def answer(request: Request) -> Response:
            ask = self.asking(request)
            query = _query(request)
            key = (ask.t.code, request.url.path, query, ask.today)
            mark = f'"{hashlib.sha256(repr((ask.state, key)).encode()).hexdigest()[:24]}"'
            if request.headers.get("if-none-match") == mark:
                return _kept_language(request, Response(status_code=304, headers={"ETag": mark}))

            def made() -> str:
                return render(make(ask), ask.t, path=request.url.path, query=query, where=self.opened.ask()[2])

            page = self.pages.get(ask.state, key, made)
            headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
            return _kept_language(request, HTMLResponse(page, headers=headers))

        return answer

    def by_id(self, request: Request) -> Response:
        """``/id/ev-…`` leads to the page of whatever it names."""
        to = href(request.path_params["id"])
        if to is None:
            raise NotThere(_tongue(request).say("The record has nothing under %(id)s.", id=request.path_params["id"][:40]))
        return RedirectResponse(to, 307)

    def download(self, request: Request) -> Response:
        """A chart as SVG or PNG, or its numbers as CSV."""
        return downloads.download(self.asking(request))

    def trouble(self, request: Request, status: int, trouble: Trouble) -> Response:
        """A page that says what is wrong; it needs no record."""
        t = _tongue(request)
        html = render(Page("trouble.html", trouble.head, trouble), t, path=request.url.path[:200], query="", where="")
        return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})

    async def on_absurd(self, request: Request, error: Exception) -> Response:
        """400: an address that asks for nothing that could be."""
        assert isinstance(error, Absurd)
        t = _tongue(request)
        text = t.say("“%(value)s” cannot be the value of “%(field)s”.", value=error.value, field=t.name("field", error.field))
        return self.trouble(
            request, 400, Trouble(t.say("That cannot be asked"), text, t.say("Allowed: %(allowed)s", allowed=error.allowed))
        )

    async def on_not_there(self, request: Request, error: Exception) -> Response:
        """404: nothing there."""
        t = _tongue(request)
        what = error.what if isinstance(error, NotThere) and error.what else t.say("There is no page at this address.")
        more = t.say("That the record has nothing does not mean that nothing happened: see what its sources cover.")
        return self.trouble(request, 404, Trouble(t.say("Not found"), what, more if isinstance(error, NotThere) else ""))

    async def on_moved(self, _: Request, error: Exception) -> Response:
        """What was merged away leads to where it went."""
        assert isinstance(error, Moved)
        return RedirectResponse(error.to, 307)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """What the framework refuses: no such address, no such method."""
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return await self.on_not_there(request, error)
        t = _tongue(request)
        return self.trouble(
            request,
            error.status_code,
            Trouble(t.say("That cannot be done"), t.say("This portal only shows; it takes nothing in."), ""),
        )

    async def on_record(self, request: Request, error: Exception) -> Response:
        """503: the record is not there, busy or damaged."""
        assert isinstance(error, RecordError)
        t = _tongue(request)
        text = (
            t.say("Somebody else is writing to the record. Try again in a moment.")
            if isinstance(error, RecordBusy)
            else t.say("The record cannot be opened. As soon as it can be, this page works again.")
        )
        return self.trouble(request, 503, Trouble(t.say("No record"), text, str(error)))

    async def on_capture(self, request: Request, error: Exception) -> Response:
        """500: a capture in the record that can no longer be read."""
        t = _tongue(request)
        return self.trouble(
            request, 500, Trouble(t.say("Unreadable capture"), t.say("This capture can no longer be read."), str(error))
        )

    async def on_error(self, request: Request, error: Exception) -> Response:
        """500: a fault of ours; the trace goes to the log and not to the reader."""
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
        t = _tongue(request)
        return self.trouble(
            request,
            500,
            Trouble(
                t.say("A fault in the portal"),
                t.say("This page could not be made. The fault was written to the server's log."),
                "",
            ),
        )


#: The names under which a browser on this machine knows this machine.
HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")


def application(where: str | None = None, *, hosts: Sequence[str] = HOSTS, today: Day | None = None) -> ASGIApp:
    """The portal on the record at `where`.

    It answers only to the names `hosts`, so that no foreign page can ask it by a name of its own.
    """
    portal = Portal(Opened(where, today))
    handlers: dict[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
        Absurd: portal.on_absurd,
        NotThere: portal.on_not_there,
        Moved: portal.on_moved,
        HTTPException: portal.on_http,
        RecordError: portal.on_record,
        CaptureError: portal.on_capture,
        Exception: portal.on_error,
    }
    routes = [
        *(Route(path, portal.endpoint(make), methods=["GET", "HEAD"]) for path, make in PAGES),
        Route("/charts/{name}/{id}.{form}", portal.download),
        Route("/charts/{name}.{form}", portal.download),
        Route("/id/{id}", portal.by_id),
        Route("/robots.txt", _robots),
        Mount("/api/v1", Machines(portal.opened, api_of)),
        Mount("/feeds", Machines(portal.opened, feeds_of)),
        Mount("/static", StaticFiles(packages=[("banggiao.portal", "static")])),
    ]
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    # around all of it, so that also what goes wrong in the framework carries the headers
    return Guard(Starlette(routes=routes, exception_handlers=handlers, middleware=guards))


def _tongue(request: Request) -> Tongue:
    return tongue(
        choose(request.query_params.get("lang"), request.cookies.get("lang"), request.headers.get("accept-language", ""))
    )


def _query(request: Request) -> str:
    """The query without the language."""
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "lang" and value])


def _kept_language(request: Request, response: Response) -> Response:
    wish = request.query_params.get("lang")
    if wish in LANGUAGES:
        response.set_cookie("lang", wish, max_age=365 * 86400, httponly=True, samesite="lax")
    return response


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
