"""What an input is: told by the name's suffix, and by the first bytes where the name says nothing."""

from __future__ import annotations

import json
import re
from typing import Final, Literal

from banggiao.capture.decode import utf16_without_mark

Form = Literal["text", "html", "mhtml", "jsonl", "csv"]

FORM_OF_SUFFIX: Final[dict[str, Form]] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".jsonl": "jsonl",
    ".csv": "csv",
}
#: The columns of a table that are read; any subset will do.
COLUMNS: Final = ("url", "title", "lead", "text", "published")

_MAGIC: Final = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"(\xb5/\xfd", "a zstd file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS = bytes([*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127])
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|table|p|h1)\b",
    re.I | re.S,
)
_MHTML = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type):[^\n]*(?:\n|$)", re.I
)


def form_of_name(name: str) -> Form | None:
    """The form that a file's name says, or None: ``leads.csv.gz`` is ``csv``."""
    name = name.lower().removesuffix(".gz")
    dot = name.rfind(".")
    return FORM_OF_SUFFIX.get(name[dot:]) if dot >= 0 else None


def form_of_bytes(head: bytes) -> Form:
    """The form of an input that begins with `head`; ``text`` where nothing else fits."""
    plain = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = head.replace(b"\x00", b"")[2:]  # good enough for the ASCII that tells the form
    if _HTML.match(plain):
        return "html"
    if _MHTML.match(plain) and b"multipart/" in plain.lower():
        return "mhtml"
    first, _, _ = plain.lstrip().partition(b"\n")
    if first.startswith(b"{") and _is_json_object(first):
        return "jsonl"
    cells = {cell.strip(b' "').lower() for cell in re.split(rb"[,;\t]", first.rstrip(b"\r"))}
    known = cells & {column.encode() for column in COLUMNS}
    return "csv" if len(known) >= 2 or (known and cells <= known | {b"id"} and b"\n" in plain) else "text"


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def why_binary(head: bytes) -> str | None:
    """Why an input beginning with `head` is no text ("a PDF file"), or None where it may be text.

    A few NULs or control characters are dirt in a text; VISCII even has letters there. UTF-16 is text.
    """
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    nuls = head.count(0)
    if nuls and utf16_without_mark(head) is None and nuls * 10 > len(head):
        return "binary (it is full of NUL bytes)"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 > len(head):
        return "binary (it is full of control characters)"
    return None
