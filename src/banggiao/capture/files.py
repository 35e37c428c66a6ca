"""Captures from paths: files, folders and standard input, plain or gzip.

Nothing that can be wrong with one input keeps the others from being read: it is yielded as a `CaptureError`.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO, Final

from banggiao.capture.mhtml import saved_page
from banggiao.capture.sniff import FORM_OF_SUFFIX, Form, form_of_bytes, form_of_name, why_binary
from banggiao.capture.streams import opened, read_page
from banggiao.capture.tables import csv_rows, json_rows
from banggiao.errors import CaptureError
from banggiao.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Suffixes that are read from a folder, each also with ``.gz``.
SUFFIXES: Final = tuple(FORM_OF_SUFFIX)


def captures(paths: Iterable[str], *, captured: str | None = None) -> Iterator[Capture | CaptureError]:
    """Every capture of `paths`, in order, and an error for each input that is none.

    A path is a file of any suffix, a folder (read in all its depth, sorted, known suffixes only) or ``-`` for
    standard input. `captured` is the ISO day on which all of them were taken, if known.
    """
    for path in paths:
        if path == "-":
            yield from _stream(sys.stdin.buffer, "-", None, captured)
        elif os.path.isdir(path):
            yield from _folder(path, captured)
        else:
            yield from _file(path, captured)


def capture_bytes(
    content: bytes,
    source: str,
    *,
    name: str | None = None,
    form: Form | None = None,
    captured: str | None = None,
) -> Iterator[Capture | CaptureError]:
    """The captures in `content`, one for a page and many for a table, and an error for each that is none.

    `name` is a file name whose suffix tells the form; without it, or with an unknown one, the bytes tell.
    """
    known = form or (form_of_name(name) if name else None)
    yield from _stream(io.BytesIO(content), source, known, captured)


def _folder(root: str, captured: str | None) -> Iterator[Capture | CaptureError]:
    found = False
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield CaptureError(path, _reason(error))
                continue
            children = (os.path.join(path, name) for name in names)
            waiting.extend(
                child for child in children if not (os.path.islink(child) and os.path.isdir(child))
            )
        elif form_of_name(path) is not None:
            found = True
            yield from _file(path, captured, named=False)
    if not found:
        yield CaptureError(root, f"a folder without any {' '.join(SUFFIXES)} file")


def _file(path: str, captured: str | None, *, named: bool = True) -> Iterator[Capture | CaptureError]:
    try:
        if not named and not stat.S_ISREG(os.stat(path).st_mode):
            yield CaptureError(path, "not a regular file")
            return
        with open(path, "rb") as stream:
            yield from _stream(stream, path, form_of_name(path), captured)
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the path
        yield CaptureError(path.replace("\0", "\\0"), _reason(error))


def _stream(
    stream: BinaryIO, source: str, form: Form | None, captured: str | None
) -> Iterator[Capture | CaptureError]:
    try:
        reader, head = opened(stream, source)
        if not head:
            yield CaptureError(source, "an empty file")
            return
        if why := why_binary(head):
            yield CaptureError(source, f"not text but {why}")
            return
        form = form or form_of_bytes(head)
        if form == "jsonl":
            yield from json_rows(reader, source, captured)
        elif form == "csv":
            yield from csv_rows(reader, head, source, captured)
        else:
            yield _page(read_page(reader, source), source, form, captured)
    except CaptureError as error:
        yield error
    except OSError as error:
        yield CaptureError(source, _reason(error))


def _page(content: bytes, source: str, form: Form, captured: str | None) -> Capture:
    url = None
    if form == "mhtml":
        content, url = saved_page(content, source)
    if not content.strip():
        raise CaptureError(source, "an empty file")
    return Capture(
        source=source,
        content=content,
        media="text" if form == "text" else "html",
        sha256=hashlib.sha256(content).hexdigest(),
        url=url,
        captured=captured,
    )


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]
