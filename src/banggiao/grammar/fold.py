"""Folding for matching, with the way back to the capture for quoting.

Folding mends what the press prints in two ways: `Ð` U+00D0 for `Đ`, `hoà` for `hòa`, `Uỷ` for `Ủy`, no-break spaces,
text that is not NFC, zero-width characters, doubled spaces. Everything but the last three keeps the length, so that
offsets need no map.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_ONE_TO_ONE = str.maketrans({
    "Ð": "Đ", "ð": "đ", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "\u2212": "-", "’": "'",
})
#: What falls away: zero-width characters, and every space after the first.
_DROPPED = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]|(?<=[ \u00a0])[ \u00a0]+")
#: Old tone placement on an open syllable's last vowel: hoà, hoè, thuỷ (not in "hoàn", nor after q: "quý").
_OLD_TONE = re.compile(r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")
_TONE_FIRST = {
    "o": dict(zip("àáảãạ", "òóỏõọ", strict=True)) | dict(zip("èéẻẽẹ", "òóỏõọ", strict=True)),
    "u": dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
}
_PLAIN = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its stretches came from.

    From folded offset `starts[i]` (source offset `sources[i]`) on, source and folded offsets differ by the same amount.
    For nearly all pages both are ``(0,)``: nothing moved.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)

    def source(self, offset: int) -> int:
        """The source offset of a folded offset."""
        if len(self.starts) == 1:
            return offset
        at = bisect_right(self.starts, offset) - 1
        return self.sources[at] + offset - self.starts[at]

    def target(self, offset: int) -> int:
        """The folded offset of a source offset, the reverse of `source`; of a dropped character, that of the next kept."""
        if len(self.starts) == 1:
            return offset
        at = bisect_right(self.sources, offset) - 1
        moved = self.starts[at] + offset - self.sources[at]
        return min(moved, self.starts[at + 1]) if at + 1 < len(self.starts) else min(moved, len(self.text))


def fold(text: str) -> Folded:
    """Fold `text`: "Uỷ ban Hoà bình" gives "Ủy ban Hòa bình", and offsets lead back."""
    if text.isascii():
        return Folded(text.replace("\t", " "))
    if not unicodedata.is_normalized("NFC", text):
        return _composed(text)
    if _DROPPED.search(text):
        return _without_dropped(text)
    return Folded(_same_length(text))


def _same_length(text: str) -> str:
    return _OLD_TONE.sub(_new_tone, text.translate(_ONE_TO_ONE))


def _new_tone(match: re.Match[str]) -> str:
    first, second = match.groups()
    low = _TONE_FIRST[first.lower()].get(second.lower())
    if low is None:
        return match.group()
    head = low.upper() if first.isupper() else low
    tail = _PLAIN[second.lower()]
    return head + (tail.upper() if second.isupper() else tail)


def _without_dropped(text: str) -> Folded:
    """Fold a text of which characters fall away, noting where."""
    parts: list[str] = []
    starts, sources = [0], [0]
    at = out = 0
    for match in _DROPPED.finditer(text):
        parts.append(text[at : match.start()])
        out += match.start() - at
        at = match.end()
        if starts[-1] == out:
            sources[-1] = at
        else:
            starts.append(out)
            sources.append(at)
    parts.append(text[at:])
    return Folded(_same_length("".join(parts)), tuple(starts), tuple(sources))


def _composed(text: str) -> Folded:
    """Fold a text that is not NFC: cluster by cluster, noting each shift."""
    parts: list[str] = []
    starts, sources = [0], [0]
    at = out = 0
    size = len(text)
    while at < size:
        end = at + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        doubled = text[at] in "  " and at > 0 and text[at - 1] in "  "
        piece = "" if doubled or _DROPPED.match(text[at]) else unicodedata.normalize("NFC", text[at:end])
        parts.append(piece)
        at, out = end, out + len(piece)
        if at - out != sources[-1] - starts[-1]:
            if starts[-1] == out:
                sources[-1] = at
            else:
                starts.append(out)
                sources.append(at)
    return Folded(_same_length("".join(parts)), tuple(starts), tuple(sources))
