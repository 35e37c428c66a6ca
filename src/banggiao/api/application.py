"""The routes and what stands behind each: a record is asked, nothing is ever written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date as Day
from typing import Any, Final
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from banggiao.api import asked
from banggiao.api.answers import answer, body_of, is_known, refusal, tag_of, unchanged
from banggiao.api.asked import Refused
from banggiao.api.document import document
from banggiao.api.finding import answered, found
from banggiao.brief import FORMATS, compose, written
from banggiao.brief.words import LANGUAGES
from banggiao.errors import BangGiaoError, RecordBusy, RecordError
from banggiao.feeds import atom, calendar, subject_of
from banggiao.record import values
from banggiao.record.ids import sort_of
from banggiao.record.paging import page, state
from banggiao.record.store import Store
from banggiao.record.view import View

Thing = dict[str, Any]

#: An address with its parameters may be so long.
LONGEST_ADDRESS: Final = 4000
_FEEDS: Final = {"atom": "application/atom+xml", "ics": "text/calendar"}


def application(store: Store, *, today: Callable[[], Day] = Day.today) -> Starlette:
    """The API of a record, to be mounted at ``/api/v1``; `today` is the day as of which a thing is due.

    Errors of the record are 503, so that whoever asks tries again.
    """
    desk = _Desk(store, today)
    routes: list[BaseRoute] = [
        Route("/openapi.json", desk.openapi, name="openapi"),
        Route("/counts", desk.counts, name="counts"),
        Route("/search", desk.search, name="search"),
        Route("/ask", desk.ask, name="ask"),
        Route("/things/{id}", desk.thing, name="thing"),
        Route("/briefs/{country}.{form}", desk.brief, name="brief"),
        Route("/feeds/{subject}.{form}", desk.feed, name="feed"),
        *(Route(f"/{name}", desk.list_of(name), name=name) for name in asked.LISTS),
    ]
    return _started(routes)


def feed_routes(store: Store, *, today: Callable[[], Day] = Day.today, thing: str = "/things/{id}") -> list[BaseRoute]:
    """The feeds alone, as ``/{subject}.atom`` and ``/{subject}.ics``, to be mounted where people look for them.

    `thing` is the path, from the site's root, at which the page of a thing is found.
    """
    return [Route("/{subject}.{form}", _Desk(store, today, thing).feed, name="feed")]


def _started(routes: list[BaseRoute]) -> Starlette:
    return Starlette(routes=routes, exception_handlers=handlers())


def handlers() -> dict[Any, Any]:
    """What makes JSON of every error: also for a site around the API that has nothing but this."""
    return {
        Refused: _refused,
        HTTPException: _no_route,
        RecordError: _record_fails,
        BangGiaoError: _not_there,
        Exception: _fails,
    }


class _Desk:
    """The record, as requests ask it."""

    def __init__(self, store: Store, today: Callable[[], Day], thing: str | None = None) -> None:
        self._store, self._today, self._thing = store, today, thing

    def openapi(self, request: Request) -> Response:
        """The description of this API."""
        _nothing_asked(request)
        return self._json(request, document)

    def counts(self, request: Request) -> Response:
        """How many of each sort there are."""
        _nothing_asked(request)
        return self._json(request, View(self._store).count)

    def list_of(self, name: str) -> Callable[[Request], Response]:
        """What answers for one list."""

        def listed(request: Request) -> Response:
            filters = asked.filters_of(name, _query(request))
            view = View(self._store, today=self._today())

            def read() -> Thing:
                if filters.mechanism is None:
                    wanted = filters
                else:
                    mechanism = view.show(filters.mechanism) if sort_of(filters.mechanism) == "mechanism" else None
                    if mechanism is None:
                        reason = f"mechanism: '{filters.mechanism}' is no id of a mechanism of the record"
                        raise Refused(422, "bad_value", reason, "mechanism")
                    wanted = replace(filters, mechanism=mechanism["key"])
                try:
                    things, after = page(self._store, view, name, wanted)
                except ValueError as error:
                    raise Refused(422, "bad_value", f"after: {error}", "after") from error
                return {"list": name, "things": things, "after": after}

            return self._json(request, read, linked=True)

        return listed

    def thing(self, request: Request) -> Response:
        """One thing whole, of whatever sort."""
        _nothing_asked(request)
        identity = request.path_params["id"]

        def read() -> Thing:
            shown = View(self._store, today=self._today()).show(identity)
            if shown is None:
                raise Refused(404, "no_such_thing", f"'{identity[:40]}' is no id of a thing of the record")
            return shown

        return self._json(request, read)

    def search(self, request: Request) -> Response:
        """What the record has with some words."""
        text, narrowing, limit, after = asked.search_of(_query(request))
        return self._json(request, lambda: found(self._store, text, narrowing, limit=limit, after=after), linked=True)

    def ask(self, request: Request) -> Response:
        """The answer to a question."""
        question = asked.needed("q", asked.one_each(_query(request), ("q",)))
        return self._json(request, lambda: answered(self._store, question, self._today()))

    def brief(self, request: Request) -> Response:
        """A brief in a format."""
        parts = asked.one_each(_query(request), ("for", "since", "lang"))
        form, country = request.path_params["form"], request.path_params["country"]
        if form not in FORMATS:
            raise Refused(404, "no_such_form", f"briefs are written as {', '.join(FORMATS)}")
        language = _language(parts)
        since = _day(parts)

        def content() -> bytes:
            made = compose(self._store, country, person=parts.get("for"), since=since, language=language, today=self._today())
            return written(made, form)

        name = "".join(letter for letter in country if letter.isascii() and letter.isalnum())
        return self._bytes(request, content, FORMATS[form], content_disposition=f'inline; filename="{name}.{form}"')

    def feed(self, request: Request) -> Response:
        """A feed of a relationship, a person or a mechanism."""
        language = _language(asked.one_each(_query(request), ("lang",)))
        form, which = request.path_params["form"], request.path_params["subject"]
        if form not in _FEEDS:
            raise Refused(404, "no_such_form", f"feeds are written as {', '.join(_FEEDS)}")

        def address(identity: str) -> str:
            if self._thing is not None:
                return f"{request.url.scheme}://{request.url.netloc}{self._thing.format(id=identity)}"
            return str(request.url_for("thing", id=identity))

        def content() -> bytes:
            subject = subject_of(self._store, which, language=language, today=self._today())
            return (
                atom(subject, itself=str(request.url), address=address)
                if form == "atom"
                else calendar(subject, address=address)
            )

        return self._bytes(request, content, f"{_FEEDS[form]}; charset=utf-8")

    def _json(self, request: Request, content: Callable[[], Any], *, linked: bool = False) -> Response:
        tag = self._tag(request)
        if is_known(request, tag):
            return unchanged(tag)
        told = content()
        if linked and told["after"] is not None:
            kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
            following = urlencode([*kept, ("after", told["after"])])
            return answer(body_of(told), "application/json", tag, link=f'<?{following}>; rel="next"')
        return answer(body_of(told), "application/json", tag)

    def _bytes(self, request: Request, content: Callable[[], bytes], media: str, **headers: str) -> Response:
        tag = self._tag(request)
        return unchanged(tag) if is_known(request, tag) else answer(content(), media, tag, **headers)

    def _tag(self, request: Request) -> str:
        # the token is taken before the record is asked: what is written in between makes the next one differ
        return tag_of(request, f"{state(self._store)} {self._today().isoformat()}")


def _query(request: Request) -> Any:
    if len(request.url.query) > LONGEST_ADDRESS:
        raise Refused(414, "too_long", f"the parameters are longer than {LONGEST_ADDRESS} characters")
    return request.query_params


def _nothing_asked(request: Request) -> None:
    asked.one_each(_query(request), ())


def _language(parts: dict[str, str]) -> str:
    language = parts.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise Refused(422, "bad_value", f"lang: '{language[:20]}' is none of {', '.join(LANGUAGES)}", "lang")
    return language


def _day(parts: dict[str, str]) -> Day | None:
    if "since" not in parts:
        return None
    try:
        day = values.day("since", parts["since"])
        return Day.fromisoformat(day) if day and len(day) == 10 else Day.fromisoformat(f"{day}-01-01"[:10])
    except BangGiaoError as error:
        raise Refused(422, "bad_value", str(error), "since") from error


def _refused(_: Request, error: Refused) -> Response:
    return refusal(error)


def _no_route(_: Request, error: HTTPException) -> Response:
    code = {404: "no_such_path", 405: "no_such_method"}.get(error.status_code, "refused")
    return refusal(Refused(error.status_code, code, str(error.detail)), dict(error.headers or {}))


def _fails(_: Request, __: Exception) -> Response:
    # the error itself goes on to whoever runs the server; outside nothing of it is told
    return refusal(Refused(500, "failed", "this should not have happened; it is written down at the server"))


def _not_there(_: Request, error: BangGiaoError) -> Response:
    return refusal(Refused(404, "nothing_found", str(error)))


def _record_fails(_: Request, error: RecordError) -> Response:
    # where the record is kept is nobody's business outside
    reason = "somebody else is writing to the record" if isinstance(error, RecordBusy) else "the record cannot be read"
    return refusal(Refused(503, "record_unavailable", f"{reason}; try again later"), {"retry-after": "5"})
