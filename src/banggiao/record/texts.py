"""What is searched of stories: their words, as written and without diacritics, in two columns of one table.

The words are told apart here and not by a database, so that both find the same: "án" is one word and "an" another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date as Day
from hashlib import blake2b
from typing import Any, Final

from banggiao.grammar.fold import fold
from banggiao.record.days import days_of
from banggiao.record.naming import plain
from banggiao.record.statements import Taken

_WORD = re.compile(r"[^\W_]+")
#: Room for the stories of one day, and the days before the first that a press was: there lie those without a day.
_ROOM: Final = 10**13
_FIRST: Final = Day(1865, 1, 1).toordinal()
_LAST: Final = Day(2500, 1, 1).toordinal()  # of later days a whole number of 63 bits cannot tell


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, as it writes them but for what `fold` mends: "Ðảng ta" gives đảng, ta."""
    visible = "".join(letter for letter in fold(text).text if unicodedata.category(letter) != "Cf")
    return _WORD.findall(unicodedata.normalize("NFC", visible.lower()))


def number_of(story: str, published: str | None) -> int:
    """A story's number: later days have greater ones, a story always the same; stories without a day come before all others."""
    chance = int.from_bytes(blake2b(story.encode(), digest_size=8).digest(), "big")
    days = days_of((published or "")[:10])
    if days is None:
        return chance % (_FIRST * _ROOM)
    day = days.first.toordinal()
    return min(max(day, _FIRST), _LAST) * _ROOM + chance % _ROOM


def text_rows(taken: Taken) -> Iterator[dict[str, Any]]:
    """The rows of a capture's stories: title, lead, and the quotes that are not in these."""
    quotes: dict[str, dict[str, None]] = {}
    for statement in taken.statements:
        quotes.setdefault(statement.story, {}).update(dict.fromkeys(e["quote"] for e in statement.body["evidence"]))
    for story in taken.stories:
        said = [part for part in (story.title, story.lead) if part]
        for quote in sorted(quotes.get(story.id, ()), key=lambda quote: (-len(quote), quote)):
            if not any(quote in part for part in said):
                said.append(quote)
        words = " ".join(" ".join(words_of(part)) for part in said)
        yield {"number": number_of(story.id, story.published), "story": story.id, "words": words, "plain": plain(words)}
