"""A progress bar on standard error: on a terminal, where nothing else is printed, after a second."""

from __future__ import annotations

import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from banggiao.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from banggiao.errors import CaptureError

_PATIENCE = 1.0


class Progress:
    """Counts what was taken and what is done; measures by bytes where all inputs are plain files."""

    def __init__(self, paths: Sequence[str], *, wanted: bool, doing: str = "reading", count: int | None = None) -> None:
        """`wanted` is whether a bar would not be in the way of other output; `count` how many there are, if known."""
        self._paths = paths
        self._doing = doing
        self._count = count
        self._wanted = wanted and sys.stderr.isatty()
        self._sizes: deque[int] = deque()
        self._done = self._pages = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        """Start the clock."""
        self._started = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def watch(self, captures: Iterable[Capture | CaptureError]) -> Iterator[Capture | CaptureError]:
        """Pass captures on, keeping their sizes."""
        for capture in captures:
            self._sizes.append(len(capture.content) if isinstance(capture, Capture) else 0)
            yield capture

    def advance(self, captures: int = 1) -> None:
        """One more capture is done, or several."""
        for _ in range(captures):
            self._done += self._sizes.popleft() if self._count is None else 1
        self._pages += captures
        if not self._wanted:
            return
        if self._bar is None and time.monotonic() - self._started > _PATIENCE:
            self._show()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, pages=self._pages, rate=self._rate())

    def _rate(self) -> float:
        return self._pages / max(time.monotonic() - self._started, 1e-6)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        total = self._count if self._count is not None else _total_bytes(self._paths)
        left = [TextColumn("left"), TimeRemainingColumn()] if total else []
        self._bar = Bar(
            TextColumn(self._doing),
            BarColumn(),
            TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:,.0f} a second,"),
            TimeElapsedColumn(),
            *left,
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
        )
        self._bar.start()
        self._task = self._bar.add_task("read", total=total, pages=self._pages, rate=self._rate())


def _total_bytes(paths: Sequence[str]) -> int | None:
    """The bytes of all inputs; None where nobody can tell beforehand: standard input, compressed files, no paths at all."""
    if not paths:
        return None
    found = (path.rglob("*") if path.is_dir() else (path,) for path in map(Path, paths))
    files = [file for inside in found for file in inside if not file.is_dir()]
    if any(file.suffix == ".gz" or not file.is_file() for file in files):
        return None
    return sum(file.stat().st_size for file in files)
