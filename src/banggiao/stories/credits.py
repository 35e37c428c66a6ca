"""Credits: who a story is by or taken from; they are no part of its text.

"Theo CHINHPHU.VN", "Nguồn: nhandan.vn", "(Chinhphu.vn) – Chiều 11/9 …", and by-lines after the last full stop
("Phúc Hằng (TTXVN)").
"""

from __future__ import annotations

import re

from banggiao.grammar.cues import cue, words
from banggiao.model import Span

_LINE = cue("a credit as a line")
_WRITER_OF = cue("a writer and his paper as a line")
_SITE = re.compile(r"^(?P<mark>\((?P<who>[\w.-]+\.(?:vn|com|net|org)(?:\.vn)?)\)\s*[-–—]\s*)", re.I)
_AGENCY_DAY = re.compile(
    r"[A-ZĐÀ-Ỹ][\w .-]{1,30} \((?P<who>[A-ZĐÀ-Ỹ][^()\d\n]{1,24}?) (?P<day>0?[1-9]|[12]\d|3[01])[/-](?P<month>0?[1-9]|1[0-2])\)"
)
_BYLINE = cue("a by-line after the last sentence")
_SMALL_OK = words("small words inside a by-line")


def credit_line(line: str) -> str | None:
    """The credit that a whole line is, or None: "Theo CHINHPHU.VN" gives "CHINHPHU.VN", "Hà Văn/ Báo Chính phủ" all of it."""
    line = line.strip()
    if _WRITER_OF.fullmatch(line) and len(line.split()) <= 8:
        return line
    match = _LINE.match(line)
    if not match:
        return None
    who = match["who"].strip().rstrip(".")
    if len(who.split()) > 6 or "," in who or not (who[0].isupper() or "." in who):
        return None
    return who


def closing_credit(text: str, span: Span) -> tuple[Span, str | None]:
    """The span without a by-line after its last sentence, and that by-line.

    "… của mỗi nước. Minh Ngọc " gives the span up to "nước." and "Minh Ngọc".
    """
    start, end = span
    tail_at = max(start, end - 110)
    match = _BYLINE.search(text, tail_at, end)
    if match is None or not _is_name(match["who"]):
        return span, None
    cut = match.start("by")
    while cut > start and text[cut - 1].isspace():
        cut -= 1
    return (start, cut), match["who"].split("  ")[0].strip()


def _is_name(who: str) -> bool:
    words = re.findall(r"\w[\w.]*", who)
    return 1 < len(words) <= 8 and all(w[0].isupper() or w[0].isdigit() or w in _SMALL_OK for w in words)


def dateline_day(text: str, span: Span) -> tuple[str, str] | None:
    """The agency and the day, without a year, of a dateline: "Hà Nội (TTXVN 10/9) - …" gives "TTXVN" and "--09-10"."""
    match = _AGENCY_DAY.match(text, *span)
    return (match["who"], f"--{int(match['month']):02d}-{int(match['day']):02d}") if match else None


def dateline_credit(text: str, span: Span) -> tuple[Span, str | None]:
    """The span without a site's mark before the first word, and that site: "(Chinhphu.vn) – Chiều 11/9 …"."""
    start, end = span
    match = _SITE.match(text[start : min(end, start + 60)])
    if match is None:
        return span, None
    return (start + match.end("mark"), end), match["who"]
