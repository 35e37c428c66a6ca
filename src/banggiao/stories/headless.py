"""Paragraphs without headlines: independent leads, or one article."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from banggiao.grammar.cues import cue
from banggiao.grammar.letters import UPPER

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A day or dateline of its own stands in the first so many characters of a lead.
_OPENING: Final = 110
_OWN_DAY: Final = cue("a paragraph that brings its own day")
_NAME: Final = re.compile(rf"[{UPPER}]\w+(?: [{UPPER}]\w+)+")


def is_one_article(paragraphs: Sequence[str], leaning: Sequence[bool]) -> bool:
    """True where the paragraphs are one article's; `leaning` says which of them open by leaning on what stands above.

    An article's later paragraphs lean ("Bên cạnh đó, …") or name again who was named above, and few bring a day of their
    own; each lead of a list does: "Chiều 5/3, Thủ tướng … tiếp …". The shares were set by measuring on hundreds of articles
    and lists: six articles in ten are known (four by the leaning alone), of lists one in forty is taken for an article.
    """
    if len(paragraphs) < 2:
        return True
    later = [unicodedata.normalize("NFC", paragraph) for paragraph in paragraphs[1:]]
    dated = sum(_OWN_DAY.search(paragraph[:_OPENING]) is not None for paragraph in later)
    leans = sum(leaning[1:])
    if (dated - leans / 2) * 5 > len(later):
        return False
    return leans * 10 >= len(later) * 3 or _naming_again(paragraphs[0], later) * 10 >= len(later) * 6


def _naming_again(first: str, later: list[str]) -> int:
    """How many paragraphs have a name of two words and more that stood above."""
    known = set(_NAME.findall(unicodedata.normalize("NFC", first)))
    count = 0
    for paragraph in later:
        names = set(_NAME.findall(paragraph))
        count += not names.isdisjoint(known)
        known |= names
    return count
