"""Byte streams that keep within limits, whatever stands behind them."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from banggiao.errors import CaptureError
from banggiao.settings import INFLATION_LIMIT, MEBIBYTE, PAGE_LIMIT, SNIFF_SIZE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 256 * 1024


class _Counted(io.RawIOBase):
    """A raw stream that gives `head` first and then the rest of `stream`, and counts what it gave."""

    def __init__(self, stream: BinaryIO, head: bytes = b"") -> None:
        self._stream = stream
        self._head = head
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._head:
            piece, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


class _Inflated(io.RawIOBase):
    """Decompressed gzip that raises `CaptureError` when it is broken or grows as only a bomb does."""

    def __init__(self, packed: _Counted, source: str) -> None:
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(packed, _CHUNK))
        self._source = source
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._gzip.read(len(view))
        except EOFError:
            raise CaptureError(self._source, "the gzip file is cut off before its end") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise CaptureError(self._source, f"not a sound gzip file ({error})") from None
        view[: len(piece)] = piece
        self._given += len(piece)
        if self._given > PAGE_LIMIT and self._given > INFLATION_LIMIT * self._packed.given:
            raise CaptureError(
                self._source, f"a gzip bomb: it grows more than {INFLATION_LIMIT} times when decompressed"
            )
        return len(piece)


def opened(stream: BinaryIO, source: str) -> tuple[io.BufferedReader, bytes]:
    """`stream`, decompressed where it is gzip, and its first bytes, which the stream gives again.

    Raises `CaptureError` where the compressed bytes are not sound.
    """
    start = _read_up_to(stream, 2)
    counted = _Counted(stream, start)
    raw: io.RawIOBase = _Inflated(counted, source) if start == b"\x1f\x8b" else counted
    reader = io.BufferedReader(raw, _CHUNK)
    head = _read_up_to(reader, SNIFF_SIZE)
    return io.BufferedReader(_Counted(reader, head), _CHUNK), head


def read_page(stream: io.BufferedReader, source: str, limit: int = PAGE_LIMIT) -> bytes:
    """All bytes of one page. Raises `CaptureError` where there are more than `limit`."""
    content = _read_up_to(stream, limit + 1)
    if len(content) > limit:
        raise CaptureError(source, f"larger than the {limit // MEBIBYTE} MB that one page may have")
    return content


def _read_up_to(stream: BinaryIO | io.BufferedReader, size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0:
        piece = stream.read(min(size, _CHUNK))
        if not piece:
            break
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
