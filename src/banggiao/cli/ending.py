"""How a command ends: by its exit code, or quietly when interrupted or when nobody reads on."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Exit codes of a program ended by a signal, as shells report them.
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 141


@contextmanager
def quiet_ending() -> Iterator[None]:
    """Turn Ctrl-C and a closed pipe into an exit code, without a stack trace."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python complains about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    print("banggiao:", " ".join(message.split()), file=sys.stderr)
