"""What other processes do in tests of faults: they add to a record, and are killed at it or stand in each other's way."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import event
from world import over_years

from banggiao.errors import RecordError
from banggiao.record.record import Record
from banggiao.record.statements import Taken

#: Processes are forked from a server that has read everything, so that starting one takes no time.
processes = get_context("forkserver")
processes.set_forkserver_preload(["children"])

PARCEL = 4

#: What the killed processes add, bit by bit; read once, as this module is loaded by the server of processes.
GROWING: tuple[Taken, ...] = over_years(3)


def parcels(seed: int) -> list[Sequence[Taken]]:
    """All of it in parcels, in an order that depends on the seed."""
    order = random.Random(seed).sample(GROWING, len(GROWING))
    return [order[at : at + PARCEL] for at in range(0, len(order), PARCEL)]


def on_statement(record: Record, at: int, do: Callable[[], None]) -> None:
    """Have something done just before the statement number `at` that the record sends to its database."""
    count = iter(range(at + 1))

    @event.listens_for(record.store.engine, "before_cursor_execute")
    def _count(*_: Any) -> None:
        if next(count, None) == at:
            do()


def add_and_die(where: str, seed: int, at: int) -> None:
    """Add parcels, and be killed before the statement number `at`."""
    with Record.open(where) as record:
        on_statement(record, at, lambda: os.kill(os.getpid(), signal.SIGKILL))
        for parcel in parcels(seed):
            record.keep(parcel)


def add_until_killed(where: str, seed: int, told: Connection) -> None:
    """Add parcels, and say when it begins."""
    with Record.open(where) as record:
        told.send("begins")
        for parcel in parcels(seed):
            record.keep(parcel)


def add_all(where: str, seed: int, told: Connection) -> None:
    """Add all parcels; tells "done" or the error."""
    told.send(outcome(lambda: _add_all(where, seed)))


def _add_all(where: str, seed: int) -> None:
    with Record.open(where) as record:
        for parcel in parcels(seed):
            record.keep(parcel)


def outcome(do: Callable[[], object]) -> str:
    """ "done", or the error with its class."""
    try:
        do()
    except RecordError as error:
        return f"{type(error).__name__}: {error}"
    return "done"


def as_nobody(where: str, told: Connection) -> None:
    """Open and add as somebody who may not write there."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    told.send(outcome(lambda: _add_all(where, 1)))


def with_small_files(where: str, size: int, told: Connection) -> None:
    """Add where no file may grow beyond `size`."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    told.send(outcome(lambda: _add_all(where, 1)))
