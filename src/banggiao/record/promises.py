"""What a commitment speaks of, so that it can be followed: its words, and the sessions, agreements and levels it waits for."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final
from zlib import crc32

from rensa import CMinHash

from banggiao.grammar.cues import cue
from banggiao.grammar.fold import fold
from banggiao.mentions.amounts import amounts
from banggiao.mentions.gatherings import gatherings
from banggiao.mentions.vocabulary import countries_in, lexicon
from banggiao.mentions.walking import pick
from banggiao.record.mechanism_names import bare_stem, mechanism_of
from banggiao.record.naming import plain

_BANDS: Final = 12
_ROWS: Final = 2
#: So many words in common make one promise of two: of all of both, or of the shorter.
_SAME: Final = 0.6
_WITHIN: Final = 0.85
_FEWEST: Final = 5
#: Words by which a document's name is looked up; a shorter name may be any document's.
_OPENING: Final = 3


@dataclass(slots=True)
class Promise:
    """A commitment as one story tells it, made ready to be compared."""

    id: str
    component: str
    story: str
    voice: str
    outlet: str | None
    published: str | None
    body: dict[str, Any]
    act: str
    sides: tuple[str, ...]
    words: frozenset[str]

    @property
    def day(self) -> str:
        """The day on which it was told, empty where nobody knows."""
        return (self.published or "")[:10]


def promise_of(
    identity: str, component: str, body: dict[str, Any], *, story: str, voice: str, outlet: str | None, published: str | None
) -> Promise:
    """Make a commitment of a reading comparable."""
    return Promise(
        identity, component, story, voice, outlet, published, body, body["act"], sides_of(body), words_of(body["text"])
    )


def sides_of(body: dict[str, Any]) -> tuple[str, ...]:
    """The countries it binds or is put to, Vietnam first: those whose word it is, and those that its text names."""
    lands = dict.fromkeys([*body["by"], *countries_in(body["text"])])
    return tuple(sorted(lands, key=lambda code: (code != "VN", code)))


@lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """The words of a commitment without diacritics, numbers among them."""
    return frozenset("".join(c if c.isalnum() else " " for c in plain(text)).split())


def keys_of(promise: Promise) -> list[str]:
    """Keys of which two tellings of one promise share at least one; none for one of a few words."""
    if len(promise.words) < _FEWEST:
        return []
    sketch = CMinHash(num_perm=_BANDS * _ROWS, seed=2)
    sketch.update(sorted(promise.words))
    hashes = sketch.digest()
    side = "-".join(promise.sides[:4])
    return [
        f"k{at}:{side}:{crc32(struct.pack(f'<{_ROWS}Q', *hashes[at * _ROWS : (at + 1) * _ROWS])):08x}" for at in range(_BANDS)
    ]


def one_promise(one: Promise, other: Promise) -> bool:
    """True where two stories tell of one commitment: the same sides, in nearly the same words, towards the same day."""
    if one.sides != other.sides or (one.act == "target") != (other.act == "target"):
        return False
    if one.body["due"] and other.body["due"] and one.body["due"] != other.body["due"]:
        return False
    if _numbers(one.words) != _numbers(other.words):
        return False
    shared = len(one.words & other.words)
    return (
        shared >= _SAME * len(one.words | other.words) or shared >= _WITHIN * min(len(one.words), len(other.words)) >= _FEWEST
    )


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


@dataclass(frozen=True, slots=True)
class Awaited:
    """What would fulfil a commitment: `sessions` as ``mechanism key:number``, a `level` of trade in dollars, a document.

    `openings` are all words in threes, one of which the name of a document begins with that it speaks of.
    """

    sessions: tuple[str, ...] = ()
    level: float | None = None
    indicator: str | None = None
    openings: tuple[str, ...] = ()

    def keys(self, sides: tuple[str, ...]) -> list[str]:
        """Keys under which sessions and documents that have come to pass find the commitments that waited for them."""
        return [
            *(f"w:s:{session}" for session in self.sessions),
            *(document_key(",".join(sides), opening) for opening in self.openings),
        ]


def document_key(parties: str, opening: str) -> str:
    """Under which key a commitment of `parties` waits for a document whose name begins with `opening`."""
    return f"w:a:{parties}:{opening}"


def opening_of(name: str) -> str | None:
    """The first three words of a document's name without its countries; None where it has fewer, and may be any."""
    words = bare_stem(name).split()
    return " ".join(words[:_OPENING]) if len(words) >= _OPENING else None


@cache
def _promised() -> re.Pattern[str]:
    return cue("a document is promised")


@lru_cache(maxsize=8192)
def awaited(text: str, act: str, sides: tuple[str, ...]) -> Awaited:
    """What a commitment waits for, read off its own words.

    "sẽ tổ chức Kỳ họp lần thứ 47 Ủy ban liên Chính phủ Việt Nam - Lào" waits for session 47; "đưa kim ngạch thương mại lên 5 tỷ
    USD" for a level of trade of 5 billion dollars.
    """
    folded = fold(text).text
    matches = tuple(lexicon().find(folded))
    span = (0, len(folded))
    sessions = []
    for gathering in gatherings(folded, matches, span):
        mechanism = mechanism_of(gathering.name, sides)
        if mechanism is not None and gathering.number is not None:
            sessions.append(f"{mechanism.key}:{gathering.number}")
    level, indicator = None, None
    if act == "target":
        money = [a.value for a in amounts(folded, span, []) if a.currency == "USD"]
        level = max(money, default=None)
        indicator = "trade" if level is not None else None
    documents = any(
        (entry := pick(m, "document")) is not None
        and entry.kind == "agreement"
        and _promised().search(folded, 0, m.start) is not None
        for m in matches
    )
    openings: list[str] = []
    if documents and act in ("agree", "plan", "propose") and len(sides) == 2:
        words = bare_stem(text).split()
        openings = [" ".join(words[at : at + _OPENING]) for at in range(len(words) - _OPENING + 1)]
    return Awaited(tuple(sessions), level if len(sides) == 2 else None, indicator, tuple(dict.fromkeys(openings)))
