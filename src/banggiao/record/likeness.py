"""How alike two spellings of one name are, word by word."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from banggiao.record.matching import alike
from banggiao.record.naming import tokens

#: So alike are the words of one name at least; a word of so many letters is an initial; a word that is missing costs so much.
_WORD_ALIKE: Final = 0.7
_INITIAL: Final = 2
_MISSING: Final = 0.05


@lru_cache(maxsize=65536)
def likeness(name: str, other: str) -> float:
    """How alike two spellings of a foreign name are, from 0 to 1: each word of the shorter beside one of the longer.

    An initial is as good as the word it begins: "V. Volodin" and "Vyacheslav Volodin".
    """
    words, others = sorted((tokens(name), tokens(other)), key=len)
    left = list(others)
    total, full = 0.0, 0
    for word in sorted(words, key=len, reverse=True):
        best = max(left, key=lambda one: (_word_likeness(word, one), one), default="")
        near = _word_likeness(word, best)
        if near < _WORD_ALIKE:
            return 0.0
        left.remove(best)
        total += near
        full += len(word) > _INITIAL and len(best) > _INITIAL
    if not full or len(words) < 2 <= len(others):
        return 0.0
    return total / len(words) - _MISSING * len(left)


def _word_likeness(word: str, other: str) -> float:
    if not other:
        return 0.0
    if min(len(word), len(other)) <= _INITIAL:
        return 0.9 if word[0] == other[0] and word != other else float(word == other)
    return alike(*sorted((word, other)))
