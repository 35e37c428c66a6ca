"""A brief in a format: Markdown, HTML, DOCX or PDF, one module each.

All take a `Brief` and give bytes; the same brief gives the same content in each, and the same bytes but for DOCX, whose archive
carries the time of writing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from banggiao.brief.content import Brief
from banggiao.brief.writers import html, markdown, pdf, word
from banggiao.errors import BangGiaoError

_WRITERS: Final[dict[str, Callable[[Brief], bytes]]] = {
    "docx": word.write,
    "pdf": pdf.write,
    "html": html.write,
    "md": markdown.write,
}
#: The formats with their media types.
FORMATS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


def written(brief: Brief, form: str) -> bytes:
    """A brief in a format of `FORMATS`. Raises `BangGiaoError` for another, or where a format's library is not there."""
    if form not in _WRITERS:
        raise BangGiaoError(f"briefs are written as {', '.join(_WRITERS)}, not as '{form}'")
    return _WRITERS[form](brief)
