"""Paragraphs without headlines: independent leads, or one article."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from banggiao.grammar.cues import cue

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A day or dateline of its own stands in the first so many characters of a lead.
_OPENING: Final = 110
_OWN_DAY: Final = cue("a paragraph that brings its own day")
_WORD: Final = re.compile(r"\w+")
#: A paragraph goes on from those above it where so great a share of its word pairs stood there, and at least so many.
_SHARE: Final = 0.08
_PAIRS: Final = 2


def is_one_article(paragraphs: Sequence[str], leaning: Sequence[bool]) -> bool:
    """True where the paragraphs are one article's; `leaning` says which of them open by leaning on what stands above.

    An article's later paragraphs lean ("Bên cạnh đó, …") or speak in words that stood above, and few bring a day of their
    own; each lead of a list does: "Chiều 5/3, Thủ tướng … tiếp …". The shares were set by measuring on hundreds of articles
    and lists: seven articles in ten are known (four by the leaning alone), of lists one in forty is taken for an article.
    """
    if len(paragraphs) < 2:
        return True
    later = [unicodedata.normalize("NFC", paragraph[:_OPENING]) for paragraph in paragraphs[1:]]
    dated = sum(_OWN_DAY.search(opening) is not None for opening in later)
    leans = sum(leaning[1:])
    if (dated - leans / 2) * 5 > len(later):
        return False
    return leans * 10 >= len(later) * 3 or _going_on(paragraphs) * 4 >= len(later) * 3


def _going_on(paragraphs: Sequence[str]) -> int:
    """How many paragraphs speak in words that stood above."""
    known: set[tuple[str, str]] = set()
    count = 0
    for paragraph in paragraphs:
        pairs = set(pairwise(_WORD.findall(paragraph.lower())))
        shared = len(pairs & known)
        count += shared >= _PAIRS and shared >= _SHARE * len(pairs)
        known |= pairs
    return count
