"""Countries: which forms stand for one where they stand.

Most forms do anywhere. Short ones ("Anh", "Đức", "Mỹ", "Việt") are also names and words; the lists note them as `context`,
and they count only beside something that goes with a country.
"""

from __future__ import annotations

import re

from banggiao.grammar.cues import cue, words
from banggiao.grammar.lexicon import Entry, Match

_BEFORE = cue("before a form that is there a country")
_NOT_BY_STROKE = words("forms that a stroke does not make a country")
_BY_STROKE_ONLY = words("forms that only a stroke makes a country")
_STROKE_BEFORE = re.compile(r"\w ?[-–—/] ?$")
_STROKE_AFTER = re.compile(r" ?[-–—/] ?[A-ZĐẤẢÚÝ]")
_CAPITAL_NEXT = re.compile(r" [A-ZĐÀ-Ỹ][a-zà-ỹ]")


def is_country(text: str, match: Match, entry: Entry, *, after_office: bool = False) -> bool:
    """True where the form at `match` stands for a country: "Thủ tướng Anh" but not "Lê Đức Anh"."""
    if "context" not in entry.note:
        return True
    if _CAPITAL_NEXT.match(text, match.end) and not after_office:
        return False  # "Thái Bình Dương", "Anh Tuấn"
    before = text[max(0, match.start - 24) : match.start]
    if _STROKE_BEFORE.search(before) or _STROKE_AFTER.match(text, match.end):
        return entry.form not in _NOT_BY_STROKE
    if entry.form in _BY_STROKE_ONLY:
        return False
    return after_office or bool(_BEFORE.search(before))


def country_of(text: str, match: Match) -> str | None:
    """The ISO code of the country at `match`, or None where the form does not stand for one there."""
    for entry in match.entries:
        if entry.sort == "country" and is_country(text, match, entry):
            return entry.canonical
    return None
