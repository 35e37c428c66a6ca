"""How a command ends: by its exit code, or quietly when interrupted or when nobody reads on."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from banggiao.errors import BangGiaoError

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


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn an error raised on purpose into its one line and exit code 1; and end quietly."""
    with quiet_ending():
        try:
            yield
        except BangGiaoError as error:
            complain(str(error))
            raise typer.Exit(1) from error


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    print("banggiao:", " ".join(message.split()), file=sys.stderr)
