"""Many captures through one function, on one core or all, in the order in which they came.

The parent takes captures and hands them out in parcels; at most a few parcels a process are under way, so
memory stays flat however many pages there are. A capture that cannot be read comes back as its error, in its
place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from banggiao.errors import CaptureError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from banggiao.model import Capture, Reading

Result = TypeVar("Result")

#: With fewer captures and bytes than these, starting processes costs more than it saves.
FEW_CAPTURES = 200
FEW_BYTES = 2_000_000
_PARCEL_CAPTURES = 64
_PARCEL_BYTES = 500_000
_PARCELS_AHEAD = 3


class _Refusal(NamedTuple):
    """A `CaptureError` on its way between processes."""

    error: type[CaptureError]
    source: str
    reason: str


def readings(
    sources: Sequence[str], *, captured: str | None = None, jobs: int | None = 1
) -> Iterator[Reading | CaptureError]:
    """The readings of all pages in `sources`; see `banggiao.read_many`."""
    from banggiao.capture import captures
    from banggiao.reading import read_capture

    return each(read_capture, captures(sources, captured=captured), jobs=jobs)


def each(
    function: Callable[[Capture], Result],
    captures: Iterable[Capture | CaptureError],
    *,
    jobs: int | None = None,
) -> Generator[Result | CaptureError, None, None]:
    """`function` of every capture, in order; errors are passed on, and errors it raises are given back.

    `function` is a function of a module, so that other processes find it by name. `jobs` None chooses by the
    amount of work.
    """
    stream = iter(captures)
    if jobs is None:
        first = list(_few(stream))
        many = len(first) >= FEW_CAPTURES or sum(map(_size, first)) >= FEW_BYTES
        stream, jobs = chain(first, stream), (os.cpu_count() or 1) if many else 1
    if jobs <= 1:
        for capture in stream:
            yield _settled(_outcome(function, _sendable(capture)))
    else:
        yield from _spread(function, stream, jobs)


def _few(stream: Iterator[Capture | CaptureError]) -> Iterator[Capture | CaptureError]:
    """The first captures of a stream, until it is plain that there are many."""
    size = 0
    for count, capture in enumerate(stream, start=1):
        yield capture
        size += _size(capture)
        if count >= FEW_CAPTURES or size >= FEW_BYTES:
            return


def _size(capture: Capture | CaptureError) -> int:
    return 0 if isinstance(capture, CaptureError) else len(capture.content)


def _outcome(function: Callable[[Capture], Result], capture: Capture | _Refusal) -> Result | _Refusal:
    if isinstance(capture, _Refusal):
        return capture
    try:
        return function(capture)
    except CaptureError as error:
        return _refusal(error)


def _refusal(error: CaptureError) -> _Refusal:
    return _Refusal(type(error), error.source, error.reason)


def _sendable(capture: Capture | CaptureError) -> Capture | _Refusal:
    return _refusal(capture) if isinstance(capture, CaptureError) else capture


def _settled(outcome: Result | _Refusal) -> Result | CaptureError:
    return outcome.error(outcome.source, outcome.reason) if isinstance(outcome, _Refusal) else outcome


def _parcel(
    function: Callable[[Capture], Result], captures: list[Capture | _Refusal]
) -> list[Result | _Refusal]:
    return [_outcome(function, capture) for capture in captures]


def _parcels(stream: Iterable[Capture | CaptureError]) -> Iterator[list[Capture | _Refusal]]:
    parcel: list[Capture | _Refusal] = []
    size = 0
    for capture in stream:
        parcel.append(_sendable(capture))
        size += _size(capture)
        if len(parcel) >= _PARCEL_CAPTURES or size >= _PARCEL_BYTES:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, which ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _spread(
    function: Callable[[Capture], Result], stream: Iterable[Capture | CaptureError], jobs: int
) -> Iterator[Result | CaptureError]:
    # Processes are started afresh, not forked from a parent that may have threads (a progress bar has one).
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)
    under_way: deque[Future[list[Result | _Refusal]]] = deque()
    try:
        for parcel in _parcels(stream):
            under_way.append(pool.submit(_parcel, function, parcel))
            if len(under_way) >= jobs * _PARCELS_AHEAD:
                yield from (_settled(outcome) for outcome in under_way.popleft().result())
        while under_way:
            yield from (_settled(outcome) for outcome in under_way.popleft().result())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
