"""Bang Giao: read the Vietnamese press into a sourced record of diplomacy.

>>> import banggiao
>>> reading = banggiao.read_text("Chiều 27/8, Bộ trưởng Ngoại giao Bùi Thanh Sơn điện đàm với …")
>>> [person.name for person in reading.people]
['Bùi Thanh Sơn']

Everything public is named in `__all__` and described in `docs/contract.md`. Importing this package loads the
model only; lists, rules and parsers come with the first reading, what keeps a record with `Record`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.errors import (
    BangGiaoError,
    CaptureError,
    EncodingError,
    GoldError,
    LanguageError,
    RecordBusy,
    RecordDamaged,
    RecordError,
)
from banggiao.jsonform import reading_as_json
from banggiao.model import (
    Agreement,
    Basis,
    Capture,
    Commitment,
    Date,
    Event,
    Evidence,
    Figure,
    Formula,
    Page,
    PageKind,
    Participant,
    Person,
    Reading,
    Session,
    Span,
    Story,
    StoryKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from banggiao.record.record import Record

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "BangGiaoError",
    "Basis",
    "Capture",
    "CaptureError",
    "Commitment",
    "Date",
    "EncodingError",
    "Event",
    "Evidence",
    "Figure",
    "Formula",
    "GoldError",
    "LanguageError",
    "Page",
    "PageKind",
    "Participant",
    "Person",
    "Reading",
    "Record",
    "RecordBusy",
    "RecordDamaged",
    "RecordError",
    "Session",
    "Span",
    "Story",
    "StoryKind",
    "read",
    "read_many",
    "read_text",
    "reading_as_json",
]


def __getattr__(name: str) -> type[Record]:
    """`Record`, when it is first asked for: it brings SQLAlchemy."""
    if name != "Record":
        raise AttributeError(f"module 'banggiao' has no attribute '{name}'")
    from banggiao.record.record import Record

    return Record


def read(source: str | Path, *, captured: str | None = None) -> Reading:
    """Read one page: a text or HTML file, or a table that holds a single row.

    `captured` is the ISO day on which the page was taken; it bounds dates that are printed without a year.
    Raises `CaptureError` when the source cannot be read or holds more than one page (see `read_many`).

    >>> read("samples/010.txt").people[0].name  # doctest: +SKIP
    'Saleumxay Kommasith'
    """
    from banggiao.capture import captures
    from banggiao.reading import read_capture

    found: Capture | None = None
    for capture in captures([str(source)], captured=captured):
        if isinstance(capture, CaptureError):
            raise capture
        if found is not None:
            raise CaptureError(str(source), "holds more than one page; use banggiao.read_many")
        found = capture
    if found is None:
        raise CaptureError(str(source), "holds no page")
    return read_capture(found)


def read_text(text: str, *, captured: str | None = None) -> Reading:
    """Read text that is already at hand, e.g. "Ngày 27/8, Bộ trưởng Ngoại giao Bùi Thanh Sơn điện đàm với …".

    Offsets of the reading count in `text` as it was given. `captured` is as in `read`.
    """
    from hashlib import sha256

    from banggiao.reading import read_capture

    content = text.encode("utf-8-sig", "replace")  # with the mark no text is taken for another encoding
    return read_capture(Capture("text", content, "text", sha256(content).hexdigest(), captured=captured))


def read_many(
    sources: Iterable[str | Path], *, captured: str | None = None, jobs: int | None = 1
) -> Iterator[Reading | CaptureError]:
    """Read files, folders and tables, page by page in order; what cannot be read comes out as its error.

    `jobs` is the number of processes; None means one for a few pages and every core for many.

    >>> [reading.source for reading in read_many(["samples"])]  # doctest: +SKIP
    """
    from banggiao.many import readings

    return readings([str(source) for source in sources], captured=captured, jobs=jobs)
