"""How the command ends: by its exit code, or quietly when interrupted or when nobody reads its output any more."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

#: Exit codes of a program ended by a signal, as shells report them.
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 141


@contextmanager
def quiet_end() -> Iterator[None]:
    """Turn Ctrl-C and a closed pipe into an exit code, without a stack trace."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        end(INTERRUPTED)
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python complains about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        end(PIPE_CLOSED)


def complain(message: str) -> None:
    """One line on standard error, whatever is in it."""
    line = " ".join(f"banggiao: {message}".splitlines())
    sys.stderr.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def end(code: int) -> NoReturn:
    """End with an exit code."""
    raise typer.Exit(code)
