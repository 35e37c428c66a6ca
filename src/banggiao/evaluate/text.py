"""When two words, names, offices or dates count as the same.

Diacritics, case and punctuation never count: a reading is not wrong for writing "Thongloun" where the page
has "THONGLOUN", nor is the gold for "Na-oa Sa ríp".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def fold(text: str | None) -> str:
    """Lower case, no diacritics, single spaces.

    >>> fold("Ủy viên Bộ Chính trị, Đại tướng")
    'uy vien bo chinh tri dai tuong'
    """
    plain = (text or "").replace("Đ", "d").replace("đ", "d").replace("Ð", "d").lower()
    letters = (c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    return " ".join(re.findall(r"\w+", "".join(letters)))


def words(text: str | None) -> set[str]:
    """The folded words of a text."""
    return set(fold(text).split())


def overlap(a: str | None, b: str | None) -> float:
    """Dice overlap of two texts' words, 0 to 1.

    >>> overlap("Ủy ban liên Chính phủ Việt Nam - Lào", "Ủy ban liên Chính phủ Lào - Việt Nam")
    1.0
    """
    x, y = words(a), words(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def same_name(a: str, b: str) -> bool:
    """One name is the other, or stands whole at its beginning or end with at least two words.

    >>> same_name("Samdech Hun Sen", "Hun Sen"), same_name("Sơn", "Bùi Thanh Sơn")
    (True, False)
    """
    x, y = fold(a).split(), fold(b).split()
    if not x or not y:
        return False
    short, long = sorted((x, y), key=len)
    return x == y or (len(short) >= 2 and short in (long[-len(short) :], long[: len(short)]))


def same_office(a: str, b: str) -> bool:
    """One office contains the other, or three quarters of their words agree.

    >>> same_office("Thủ tướng", "Thủ tướng Chính phủ")
    True
    """
    x, y = fold(a), fold(b)
    return bool(x and y) and (x in y or y in x or overlap(a, b) >= 0.75)


def span_of(value: Any) -> tuple[str, str] | None:
    """First and last day of a gold date (``2024-09-10/2024-09-13``) or a read one (with start and end).

    >>> span_of("2024-07"), span_of({"start": "2022", "end": None}), span_of(None)
    (('2024-07-01', '2024-07-31'), ('2022-01-01', '2022-12-31'), None)
    """
    if not value:
        return None
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end") or value.get("start")
    else:
        start, _, end = str(value).partition("/")
        end = end or start
    if not start:
        return None
    last = str(end)
    return _padded(str(start), "-01-01"), last + "-31" if len(last) == 7 else _padded(last, "-12-31")


def _padded(day: str, tail: str) -> str:
    """A year or month filled up to a day with the end of `tail`; every month ends on a 31st here."""
    return day[:10] if len(day) >= 10 else day + tail[len(day) - 4 :]


def same_date(gold: Any, read: Any) -> bool:
    """Same first and last day, or both undated."""
    return span_of(gold) == span_of(read)


def clash(gold: Any, read: Any) -> bool:
    """Two dates that cannot be of one event: one ends before the other begins."""
    a, b = span_of(gold), span_of(read)
    return bool(a and b and (a[1] < b[0] or b[1] < a[0]))


def story_text(story: Row) -> str:
    """Title, lead and body of a story in one line of text."""
    return " ".join(part for part in (story.get("title"), story.get("lead"), story.get("body")) if part)
