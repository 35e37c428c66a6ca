"""The language of a text: Vietnamese by its letters, any other by resiliparse's detector."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from resiliparse.parse.lang import detect_fast

#: So much of a page is enough to tell its language.
_SAMPLE: Final = 20_000
_LETTER: Final = re.compile(r"[^\W\d_]")
#: Letters that Vietnamese has and its neighbours in Latin script have not.
_VIETNAMESE: Final = re.compile("[ăâđêôơưÐ\u1ea0-\u1ef9\u0103\u0111\u01a1\u01b0]", re.I)
#: Of these only some belong to Vietnamese alone; French and Romanian share the others.
_SURE: Final = re.compile("[đơưÐ\u1ea0-\u1ef9]", re.I)
#: The commonest of these; where they alone are enough, nothing else need be counted.
_COMMON: Final = "đưạếộệ"
_SHORT: Final = 40
#: Distances of the detector beyond which its answer is a guess.
_CUTOFF: Final = 1200


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where there is too little text to tell.

    >>> language_of("Thủ tướng hội đàm với Thủ tướng Lào")
    'vi'
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).strip()
    common = sum(map(sample.count, _COMMON))
    if common >= 3 and common * 25 >= len(sample):
        return "vi"
    letters = len(_LETTER.findall(sample))
    if letters < 3:
        return None
    if len(_SURE.findall(sample)) * 25 >= letters or len(_VIETNAMESE.findall(sample)) * 8 >= letters:
        return "vi"
    if letters < _SHORT:
        return None
    code, distance = detect_fast(sample, cutoff=_CUTOFF)
    return code if distance < _CUTOFF and code not in ("unknown", "") else None
