"""The API and the feeds beside the pages, on the record that the portal opens."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from banggiao.api import application, feed_routes
from banggiao.api.application import handlers
from banggiao.errors import RecordError
from banggiao.portal.opened import Opened
from banggiao.record.store import Store

Maker = Callable[[Store, Opened], ASGIApp]


def api_of(store: Store, opened: Opened) -> ASGIApp:
    """The API on a record."""
    return application(store, today=opened.day)


def feeds_of(store: Store, opened: Opened) -> ASGIApp:
    """The feeds of a record; what they tell of leads to its page by ``/id/ev-…``."""
    return Starlette(routes=feed_routes(store, today=opened.day, thing="/id/{id}"), exception_handlers=handlers())


class Machines:
    """What programs ask, made when the record can be opened, and again when it was opened anew."""

    def __init__(self, opened: Opened, make: Maker) -> None:
        """Answer with what `make` gives for the record of `opened`."""
        self._opened, self._make = opened, make
        self._made: tuple[Store, ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is asked; 503 in the API's own form where there is no record."""
        try:
            store = await run_in_threadpool(self._opened.store)
        except RecordError as error:
            await handlers()[RecordError](Request(scope), error)(scope, receive, send)
            return
        if self._made is None or self._made[0] is not store:
            self._made = (store, self._make(store, self._opened))
        await self._made[1](scope, receive, send)
