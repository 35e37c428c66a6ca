"""Compressed answers, decompressed piece by piece and never beyond a limit."""

from __future__ import annotations

import zlib
from typing import Final

from banggiao.capture.web.limits import size_in_words
from banggiao.errors import CaptureError
from banggiao.settings import INFLATION_LIMIT

#: The names of Content-Encoding that are taken, and asked for; brotli's decoder has no limit to set.
CODINGS: Final = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
GZIP_MARK: Final = b"\x1f\x8b"
#: A gzip file is one member, or a few that were strung together; thousands are there to keep a reader busy.
_MEMBERS: Final = 100


class Inflater:
    """Bytes in, decompressed bytes out; `coding` is ``gzip``, ``deflate`` or empty.

    Raises `CaptureError` for `source` where more than `limit` bytes come out, or the bytes are not sound.
    """

    def __init__(self, source: str, coding: str, limit: int) -> None:
        """Nothing has come in yet."""
        self._source = source
        self._coding = coding
        self._limit = limit
        self._taken = self._given = self._members = 0
        self._start = b""
        self._unpacker = zlib.decompressobj(31) if coding == "gzip" else None

    def feed(self, piece: bytes) -> bytes:
        """What comes out after `piece` went in."""
        self._taken += len(piece)
        if self._taken > self._limit:
            raise self._too_large()
        if not self._coding:
            return self._counted(piece)
        if self._unpacker is None:
            self._start += piece
            if len(self._start) < 2:
                return b""
            piece = self._start
            self._unpacker = zlib.decompressobj(15 if _has_zlib_head(piece) else -15)
        out = bytearray()
        while piece:
            if self._unpacker.eof:
                if self._coding != "gzip" or piece[:1] != GZIP_MARK[:1]:
                    break  # padding behind the end
                self._members += 1
                if self._members >= _MEMBERS:
                    raise CaptureError(self._source, f"gzip in more than {_MEMBERS} parts")
                self._unpacker = zlib.decompressobj(31)
            try:
                out += self._counted(self._unpacker.decompress(piece, self._limit - self._given + 1))
            except zlib.error as error:
                raise CaptureError(self._source, f"not sound {self._coding} ({error})") from None
            piece = self._unpacker.unconsumed_tail or self._unpacker.unused_data
        return bytes(out)

    def finish(self) -> None:
        """Say that nothing more comes. Raises `CaptureError` where the end is missing."""
        if self._coding and self._taken and (self._unpacker is None or not self._unpacker.eof):
            raise CaptureError(self._source, f"the {self._coding} is cut off before its end")

    def _counted(self, out: bytes) -> bytes:
        self._given += len(out)
        if self._given > self._limit:
            if self._coding and self._given > INFLATION_LIMIT * self._taken:
                raise CaptureError(
                    self._source, f"a {self._coding} bomb: it grows more than {INFLATION_LIMIT} times when decompressed"
                )
            raise self._too_large()
        return out

    def _too_large(self) -> CaptureError:
        return CaptureError(self._source, f"larger than the {size_in_words(self._limit)} that are taken")


def gunzipped(content: bytes, source: str, limit: int) -> bytes:
    """`content`, decompressed where it is a gzip file, as sitemaps often are. Raises as `Inflater` does."""
    if not content.startswith(GZIP_MARK):
        return content
    inflater = Inflater(source, "gzip", limit)
    out = inflater.feed(content)
    inflater.finish()
    return out


def _has_zlib_head(start: bytes) -> bool:
    """Whether ``deflate`` was sent as the standard has it, and not bare as some servers send it."""
    return start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
