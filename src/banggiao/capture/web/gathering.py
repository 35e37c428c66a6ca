"""Captures of web addresses: what each address is, what is behind it, and in which order it is asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from banggiao.capture.web.addresses import host_of, web_address
from banggiao.capture.web.limits import WebLimits, size_in_words
from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from banggiao.capture.web.answers import Answer, Validators
    from banggiao.capture.web.background import Background
    from banggiao.capture.web.wire import Wire
    from banggiao.model import Capture

#: Ctrl-C is looked for at least so often, also where a system does not interrupt waiting.
_HEARTBEAT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Given:
    """An address that somebody gave, with whether what it links to is fetched."""

    address: str
    follow: bool


@dataclass(slots=True)
class Memory:
    """What is remembered of given addresses between two rounds of watching.

    `validators` are what the server called their state; `keys` the addresses linked and the hashes shown last.
    """

    validators: dict[str, Validators] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Origin:
    """A given address and how far it has got in this round."""

    given: Given
    pages_left: int
    maps_left: int
    left_over: int = 0
    whole: bool = True  # nothing failed and nothing was left over
    keys: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Errand:
    """An address to be fetched: given itself, a sitemap named in an index, or a page that was linked to."""

    address: str
    kind: Literal["given", "sitemap", "page"]
    origin: _Origin


def web_captures(
    urls: Iterable[str],
    *,
    follow: bool,
    captured: str,
    allow_private: bool = False,
    known: Callable[[str], bool] | None = None,
    settings: WebLimits | None = None,
    note: Callable[[str], None] | None = None,
    wire: Wire | None = None,
) -> Generator[Capture | CaptureError, None, None]:
    """The captures of web addresses, and an error for each that is none; the others go on.

    A page gives its capture, a feed a row for each entry. With `follow` a feed or sitemap gives the pages it names,
    and a page also the articles of its own site that it links to (one level, at most `settings.followed` for an
    address). `captured` is the ISO day of today. `known` says of a linked address that it is had already, and
    is asked in the caller's thread; given addresses are always fetched. `note` is told what was left out.

    Addresses of one host come in order; hosts overtake one another. Closing the iterator stops all that is under
    way. `wire` is for tests.
    """
    from banggiao.capture.web.background import Background  # brings the HTTP client

    limits = settings or WebLimits()
    givens: list[Given] = []
    for url in urls:
        try:
            givens.append(Given(web_address(url), follow))
        except CaptureError as error:
            yield error
    if givens:
        with Background(limits, wire, allow_private=allow_private) as background:
            yield from Gathering(background, limits, captured, known, note).captures(givens)


class Gathering:
    """One round over given addresses."""

    def __init__(
        self,
        background: Background,
        limits: WebLimits,
        captured: str,
        known: Callable[[str], bool] | None = None,
        note: Callable[[str], None] | None = None,
        memory: Memory | None = None,
    ) -> None:
        """A round in which nothing has been asked for yet."""
        self._background = background
        self._limits = limits
        self._captured = captured
        self._known = known or (lambda _: False)
        self._note = note or (lambda _: None)
        self._memory = memory or Memory()
        self._waiting: dict[str, deque[_Errand]] = {}
        self._under_way: dict[Future[Answer], _Errand] = {}
        self._asked: set[str] = set()
        self._had: set[str] = set()

    def captures(self, givens: Iterable[Given]) -> Iterator[Capture | CaptureError]:
        """All captures of `givens`, one request at a time for each host."""
        origins = [_Origin(given, self._limits.followed, self._limits.sitemaps) for given in givens]
        for origin in origins:
            if origin.given.address not in self._asked:
                self._ask(_Errand(origin.given.address, "given", origin))
        while self._start():
            done, _ = wait(self._under_way, _HEARTBEAT, FIRST_COMPLETED)
            for future in [future for future in self._under_way if future in done]:
                errand = self._under_way.pop(future)
                try:
                    yield from self._settled(errand, future.result())
                except CaptureError as error:
                    errand.origin.whole = False
                    yield CaptureError(errand.address, error.reason)
        for origin in origins:
            self._remember(origin)

    def _ask(self, errand: _Errand) -> None:
        self._asked.add(errand.address)
        self._waiting.setdefault(host_of(errand.address), deque()).append(errand)

    def _start(self) -> bool:
        """Begin what may begin; False where nothing is under way any more."""
        busy = {host_of(errand.address) for errand in self._under_way.values()}
        for host in [host for host in self._waiting if host not in busy]:
            if len(self._under_way) >= self._limits.hosts_at_once:
                break
            errand = self._waiting[host].popleft()
            # A host that was served stands behind the others.
            rest = self._waiting.pop(host)
            if rest:
                self._waiting[host] = rest
            validators = self._memory.validators.get(errand.address) if errand.kind == "given" else None
            self._under_way[self._background.start(errand.address, validators)] = errand
        return bool(self._under_way)

    def _settled(self, errand: _Errand, answer: Answer) -> Iterator[Capture | CaptureError]:
        """What comes of an answer. Raises `CaptureError` where nothing does."""
        from banggiao.capture.web.answers import opened_answer, page_capture

        origin = errand.origin
        if not answer.changed:
            origin.keys = self._memory.keys.get(errand.address, set())
            return
        if errand.kind == "given":
            self._memory.validators[errand.address] = answer.validators
        form, content = opened_answer(answer, self._limits.page_bytes)
        if form in ("html", "text"):
            if errand.kind == "sitemap":
                raise CaptureError(errand.address, "a page, where its index names a sitemap")
            if errand.kind == "page" and self._is_had(answer.address, errand.address):
                origin.keys.add(errand.address)
                return
            self._had.add(answer.address)
            page = page_capture(answer, "html" if form == "html" else "text", content, errand.address, self._captured)
            key = errand.address if errand.kind == "page" else page.sha256
            if key not in self._memory.keys.get(origin.given.address, ()):
                yield page
            origin.keys.add(key)
            if errand.kind == "given" and origin.given.follow and form == "html":
                self._follow(origin, _links(page.content, answer.address))
        elif errand.kind == "page":
            raise CaptureError(errand.address, f"a {form}, where a page was named")
        elif form == "sitemap index":
            self._open_index(errand, content, answer.address)
        else:
            yield from self._listed(errand, form, content, answer)

    def _listed(
        self, errand: _Errand, form: str, content: bytes, answer: Answer
    ) -> Iterator[Capture | CaptureError]:
        """The entries of a feed or sitemap: rows, or pages to be fetched."""
        from banggiao.capture.web.feeds import entry_capture, feed_entries
        from banggiao.capture.web.sitemaps import sitemap_entries

        origin = errand.origin
        if len(content) > self._limits.feed_bytes and form == "feed":
            raise CaptureError(errand.address, f"a feed larger than {size_in_words(self._limits.feed_bytes)}")
        if form == "feed":
            entries = feed_entries(content, answer.address, answer.charset)
        else:
            entries = sitemap_entries(content, answer.address, answer.charset)
        if origin.given.follow:
            self._follow(origin, [entry.url for entry in entries if entry.url])
            return
        if not any(entry.title or entry.lead or entry.text for entry in entries):
            raise CaptureError(errand.address, _ONLY_ADDRESSES)
        before = self._memory.keys.get(origin.given.address, set())
        for number, entry in enumerate(entries, 1):
            row = entry_capture(entry, number, errand.address, self._captured)
            if isinstance(row, CaptureError):
                yield row
                continue
            if row.sha256 not in before and row.sha256 not in origin.keys:
                yield row
            origin.keys.add(row.sha256)

    def _open_index(self, errand: _Errand, content: bytes, address: str) -> None:
        from banggiao.capture.web.sitemaps import sitemap_entries

        origin = errand.origin
        if errand.kind == "sitemap":
            raise CaptureError(errand.address, "a sitemap index inside a sitemap index")
        if not origin.given.follow:
            raise CaptureError(errand.address, _ONLY_ADDRESSES)
        names = [entry.url for entry in sitemap_entries(content, address) if entry.url]
        names = [name for name in dict.fromkeys(names) if name not in self._asked]
        for name in names[: origin.maps_left]:
            self._ask(_Errand(name, "sitemap", origin))
        if len(names) > origin.maps_left:
            self._note(f"{errand.address}: the newest {origin.maps_left} of {len(names)} sitemaps are opened")

    def _follow(self, origin: _Origin, links: Iterable[str]) -> None:
        """Ask for the pages that are not had yet, as many as may be asked for."""
        before = self._memory.keys.get(origin.given.address, set())
        for link in dict.fromkeys(links):
            if link in self._asked or link in before or self._known(link):
                origin.keys.add(link)
            elif origin.pages_left:
                origin.pages_left -= 1
                self._ask(_Errand(link, "page", origin))
            else:
                origin.left_over += 1

    def _is_had(self, landed: str, asked: str) -> bool:
        """Whether a link led by a redirect to a page that is had already."""
        return landed != asked and (landed in self._had or landed in self._asked or self._known(landed))

    def _remember(self, origin: _Origin) -> None:
        address = origin.given.address
        if origin.left_over:
            limit = self._limits.followed
            self._note(f"{address}: at most {limit} pages are taken at once, {origin.left_over} are left for the next time")
        if origin.left_over or not origin.whole:
            # Asked for whole the next time, so that what is missing is tried again, and only that.
            self._memory.validators.pop(address, None)
            origin.keys |= self._memory.keys.get(address, set())
        self._memory.keys[address] = origin.keys


_ONLY_ADDRESSES: Final = "a sitemap holds only addresses; its pages are fetched when it is followed"


def _links(content: bytes, address: str) -> Iterable[str]:
    from banggiao.capture.web.links import article_links

    return article_links(content, address)
