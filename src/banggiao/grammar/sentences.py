"""Sentences of a stretch of text."""

from __future__ import annotations

import re

from banggiao.grammar.cues import words
from banggiao.grammar.letters import LOWER, UPPER, VOWELS
from banggiao.model import Span

_ABBREVIATED = "".join(rf"(?<!\b{re.escape(word)}.)" for word in sorted(words("abbreviations before a stop")))
#: The end of a sentence: its stop, closing quotes or brackets, space, and something that can open the next.
#: Not after a single capital ("V. Nikishina"), nor after "TP.", "GS.", "TS." and their like. Where the space is missing
#: ("… lễ ra mắt.Trong khuôn khổ …"), a whole word or a year must stand before the stop and a word after it, for many a
#: stop without a space is a name's ("M.Hoàng", "TP.Hà Nội", "VOV.VN"). All begin with one set of characters, so that a
#: search skips to them, and what follows is looked at first: most dots are in numbers and sites.
_END = re.compile(
    rf"[.!?…\n](?:(?<=\n)|(?=[.!?…/\"”'’)\]\s])(?<![ .(][A-ZĐ]\.){_ABBREVIATED}"
    r"[.!?…/]*[\"”'’)\]]*(?=\s+[\"“'‘(\[*•-]{0,3}\s?[A-ZĐÀ-ỸẠ-Ỹ0-9])"
    rf"|(?=[{UPPER}][{LOWER}])(?:(?<=\w\w[{LOWER}].)|(?<=\w[{VOWELS}].)|(?<=\d\d\d\d.)|(?<=[”\"%].)){_ABBREVIATED})"
)


def sentences(text: str, span: Span) -> list[Span]:
    """Spans of the sentences in ``text[start:end]``, without outer spaces.

    "Chiều 1/8, hai bên hội đàm. Hai bên nhất trí …" gives two.
    """
    start, end = span
    out: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        out.append((at, match.end()))
        at = match.end()
    out.append((at, end))
    return [s for s in (_trim(text, *s) for s in out) if s[0] < s[1]]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
