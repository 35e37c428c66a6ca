"""The forms in which readings come out: JSON lines, tables, the marked page in the terminal or as a web page.

A view says what is to be made of a capture (`make`, which may run in another process) and shows it (`show`),
one after the other in the order of the input; `close` comes at the end, also when something failed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from banggiao.errors import BangGiaoError
from banggiao.jsonform import reading_as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.model import Capture, Reading

Made = TypeVar("Made")


class View(Protocol[Made]):
    """One form of output."""

    @property
    def silent(self) -> bool:
        """Whether nothing is printed to a terminal as it goes, so that a progress bar would not disturb."""

    @property
    def make(self) -> Callable[[Capture], Made]:
        """What is shown of a capture; raises `CaptureError`."""

    def show(self, made: Made) -> None:
        """Print it, or keep it for the end."""

    def close(self) -> None:
        """Write what was kept."""


def read_line(capture: Capture) -> str:
    """The reading of a capture as one line of JSON."""
    from banggiao.reading import read_capture

    return json_line(read_capture(capture))


def json_line(reading: Reading) -> str:
    r"""The contract's object on one line, without the line's end.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as JSON's ``\ud800``.
    """
    row = reading_as_json(reading)
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def read_reading(capture: Capture) -> Reading:
    """The reading of a capture."""
    from banggiao.reading import read_capture

    return read_capture(capture)


class JsonLines:
    """One object a line on standard output, in UTF-8 whatever the locale, each as soon as it is there."""

    silent = not sys.stdout.isatty()
    make = staticmethod(read_line)

    def show(self, made: str) -> None:
        """Write one line."""
        sys.stdout.buffer.write(made.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """Nothing is kept."""


class Tables:
    """Tables for people, as wide as the terminal, with a sum under those of several pages."""

    make = staticmethod(read_reading)

    def __init__(self) -> None:
        """Take standard output as it is now."""
        from banggiao.cli.tables import output_console

        self._console = output_console()
        self.silent = not self._console.is_terminal
        self._pages = 0
        self._counts: Counter[str] = Counter()

    def show(self, made: Reading) -> None:
        """Print the tables of one page."""
        from banggiao.cli.tables import print_reading
        from banggiao.explain.words import HEADS

        print_reading(made, self._console)
        self._pages += 1
        self._counts.update({kind: len(getattr(made, kind)) for kind in HEADS})

    def close(self) -> None:
        """Print the sum."""
        from banggiao.cli.tables import print_sum

        if self._pages > 1:
            print_sum(self._pages, self._counts, self._console)


class MarkedText:
    """The page in the terminal, every story and finding marked."""

    make = staticmethod(read_reading)

    def __init__(self) -> None:
        """Take standard output as it is now."""
        from banggiao.cli.tables import output_console

        self._console = output_console()
        self.silent = not self._console.is_terminal

    def show(self, made: Reading) -> None:
        """Print one page with its marks."""
        from banggiao.explain.terminal import print_explained

        print_explained(made, self._console)

    def close(self) -> None:
        """Nothing is kept."""


class WebPage:
    """All pages, marked, in one file that needs nothing else."""

    silent = True
    make = staticmethod(read_reading)

    def __init__(self, file: Path) -> None:
        """Write to `file` at the end."""
        self._file = file
        self._readings: list[Reading] = []

    def show(self, made: Reading) -> None:
        """Keep the page for the end."""
        self._readings.append(made)

    def close(self) -> None:
        """Write the file whole or not at all. Raises `BangGiaoError`."""
        from banggiao.explain.html import document

        if self._readings:
            write_whole(self._file, document(self._readings))


def write_whole(file: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it. Raises `BangGiaoError` with file and reason."""
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        draft = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as out:
            out.write(text)
        draft.chmod(0o666 & ~_umask())
        draft.replace(file)
    except OSError as error:
        raise BangGiaoError(f"{file}: {error.strerror or error}") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
