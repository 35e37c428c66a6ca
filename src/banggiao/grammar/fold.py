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

from banggiao.model import Span

_ONE_TO_ONE = (
    ("Ð", "Đ"), ("ð", "đ"), ("\u00a0", " "), ("\u2007", " "), ("\u202f", " "), ("\u2009", " "), ("\t", " "),
    ("\u2010", "-"), ("\u2011", "-"), ("\u2212", "-"), ("’", "'"),
)  # fmt: skip
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
#: What falls away: zero-width characters, and every space after the first, whatever zero-width stands between.
_DROPPED = re.compile(f"(?<= )[ {_ZERO_WIDTH}]+|[{_ZERO_WIDTH}]+")
#: The same where there is no zero-width character, up to the first space: found ten times as fast.
_DOUBLED = re.compile("  +")
#: What stands for itself in a text that is not NFC, up to a letter that may take a mark, or a space.
_PLAIN_RUN = re.compile("[^ \u00ad\u0300-\U0010ffff]+(?![\u0300-\U0010ffff])")
#: Old tone placement on an open syllable's last vowel: hoà, hoè, thuỷ (not in "hoàn", nor after q: "quý").
#: What may not stand before is asked last, so that a search skips to the vowels.
_OLD_TONE = re.compile(r"([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?<![qQ]..)(?!\w)")
_TONE_FIRST = {
    "o": dict(zip("àáảãạ", "òóỏõọ", strict=True)) | dict(zip("èéẻẽẹ", "òóỏõọ", strict=True)),
    "u": dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
}
_PLAIN = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))


#: Where the stretches of a text come from in which nothing moved.
_UNMOVED = (0,)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its stretches came from.

    From folded offset `starts[i]` (source offset `sources[i]`) on, source and folded offsets differ by the same amount.
    For nearly all pages both are ``(0,)``: nothing moved.
    """

    text: str
    starts: tuple[int, ...] = _UNMOVED
    sources: tuple[int, ...] = _UNMOVED

    def source(self, offset: int) -> int:
        """The source offset of a folded offset."""
        if self.sources == _UNMOVED:
            return offset
        at = bisect_right(self.starts, offset) - 1
        return self.sources[at] + offset - self.starts[at]

    def target(self, offset: int) -> int:
        """The folded offset of a source offset, the reverse of `source`; of a dropped character, that of the next kept."""
        if self.sources == _UNMOVED:
            return offset
        at = bisect_right(self.sources, offset) - 1
        if at < 0:
            return 0
        moved = self.starts[at] + offset - self.sources[at]
        return min(moved, self.starts[at + 1]) if at + 1 < len(self.starts) else min(moved, len(self.text))


def fold(text: str) -> Folded:
    """Fold `text`: "Uỷ ban Hoà bình" gives "Ủy ban Hòa bình", and offsets lead back."""
    if text.isascii():
        return Folded(text.replace("\t", " "))
    for printed, meant in _ONE_TO_ONE:
        if printed in text:
            text = text.replace(printed, meant)
    if not unicodedata.is_normalized("NFC", text):
        return _composed(text)
    if any(map(text.__contains__, _ZERO_WIDTH)):
        return _without_dropped(text, [match.span() for match in _DROPPED.finditer(text)])
    if "  " in text:
        return _without_dropped(text, [(match.start() + 1, match.end()) for match in _DOUBLED.finditer(text)])
    return Folded(_OLD_TONE.sub(_new_tone, text))


def _new_tone(match: re.Match[str]) -> str:
    first, second = match.groups()
    low = _TONE_FIRST[first.lower()].get(second.lower())
    if low is None:
        return match.group()
    head = low.upper() if first.isupper() else low
    tail = _PLAIN[second.lower()]
    return head + (tail.upper() if second.isupper() else tail)


def _without_dropped(text: str, dropped: list[Span]) -> Folded:
    """Fold a text of which the spans `dropped` fall away, noting where."""
    parts: list[str] = []
    starts, sources = [0], [0]
    at = out = 0
    for begin, end in dropped:
        parts.append(text[at:begin])
        out += begin - at
        at = end
        if starts[-1] == out:
            sources[-1] = at
        else:
            starts.append(out)
            sources.append(at)
    parts.append(text[at:])
    return Folded(_OLD_TONE.sub(_new_tone, "".join(parts)), tuple(starts), tuple(sources))


def _composed(text: str) -> Folded:
    """Fold a text that is not NFC: cluster by cluster, noting each shift."""
    parts: list[str] = []
    starts, sources = [0], [0]
    at = out = 0
    size = len(text)
    spaced = False
    while at < size:
        if (plain := _PLAIN_RUN.match(text, at)) is not None:
            parts.append(plain.group())
            out += plain.end() - at
            at, spaced = plain.end(), False
            continue
        end = at + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        doubled = text[at] == " " and spaced
        dropped = doubled or text[at] in _ZERO_WIDTH
        piece = "" if dropped else unicodedata.normalize("NFC", text[at:end])
        spaced = piece == " " or (dropped and spaced)
        parts.append(piece)
        at, out = end, out + len(piece)
        if at - out != sources[-1] - starts[-1]:
            if starts[-1] == out:
                sources[-1] = at
            else:
                starts.append(out)
                sources.append(at)
    return Folded(_OLD_TONE.sub(_new_tone, "".join(parts)), tuple(starts), tuple(sources))
