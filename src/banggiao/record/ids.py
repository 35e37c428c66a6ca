"""Ids that come from content: the same fact has the same id in every record, whatever came before it.

An id is two letters for the sort of thing, a hyphen, and sixteen hexadecimal digits: ``ev-0f3a9c5be1d27786``.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

#: The letters that ids begin with.
SORTS: Final = {
    "st": "story", "ev": "event", "pe": "person", "te": "tenure", "me": "mechanism", "se": "session", "fi": "figure",
    "co": "commitment", "ag": "agreement", "ph": "phrase", "cf": "conflict",
    "ju": "judgement", "db": "doubt", "re": "reference",
}  # fmt: skip
PREFIX: Final = {sort: letters for letters, sort in SORTS.items()}


def make_id(sort: str, *parts: object) -> str:
    """The id of a thing of `sort` that is told apart by `parts`.

    >>> make_id("phrase", "VN-LA", "quan hệ hữu nghị vĩ đại").startswith("ph-")
    True
    """
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{PREFIX[sort]}-{blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def sort_of(identifier: str) -> str | None:
    """What sort of thing an id names, or None where it is no id."""
    letters, _, rest = identifier.partition("-")
    return SORTS.get(letters) if len(rest) == 16 else None
