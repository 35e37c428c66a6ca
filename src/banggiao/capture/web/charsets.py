"""The charset that a server names beside the bytes, kept where the bytes would not tell it."""

from __future__ import annotations

import codecs
from typing import Final

from banggiao.capture.codepages import TABLES
from banggiao.capture.decode import encoding_of
from banggiao.errors import CaptureError

#: Charsets that servers name by default, whatever they send; the bytes decide, as for a file.
_UNRELIABLE: Final = {"utf-8", "ascii", "iso8859-1", "cp1252"}


def readable(content: bytes, charset: str | None) -> bytes:
    """`content`, turned into UTF-8 with its mark where only the server said in which charset it is.

    The bytes stay as they are where they are UTF-8 or UTF-16 by themselves, where the charset is one that servers
    name by default, where they are not sound in it, and where a page called ``windows-1258`` speaks for TCVN3 or
    VISCII, as old ones do.
    """
    try:
        name = codecs.lookup(charset or "").name
    except LookupError:
        return content
    if name in _UNRELIABLE or content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    try:
        found = encoding_of(content, "")
    except CaptureError:
        found = ""
    if found.startswith("utf") or found in TABLES:
        return content
    try:
        text = content.decode(name)
        return codecs.BOM_UTF8 + text.encode()
    except (UnicodeError, LookupError, TypeError, ValueError):  # some of Python's codecs are from bytes to bytes
        return content
