"""Names of mechanisms as keys: "Kỳ họp Ủy ban liên Chính phủ Việt Nam - Lào" and "UBLCP Lào – Việt Nam" keep one ledger."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from banggiao.grammar.cues import cue
from banggiao.grammar.tables import rows
from banggiao.mentions.vocabulary import countries_in, without_countries
from banggiao.record.naming import plain

_ASIDE = re.compile(r"\([^)]*\)|[\"“”'()]|[,;:]\s*\d*$")
_LOOSE_ENDS = re.compile(r"^[\s\-–,/&]+|[\s\-–,/&]+$|(?<=\s)[-–](?=\s)")


class Mechanism(NamedTuple):
    """A standing mechanism: its `stem` without countries, the `countries` it is of, a readable `name`.

    An open one is of none.
    """

    stem: str
    countries: tuple[str, ...]
    name: str

    @property
    def key(self) -> str:
        """What is the same for all spellings of its name."""
        return f"{self.stem}|{'-'.join(self.countries)}"


@lru_cache(maxsize=8192)
def mechanism_of(name: str | None, between: tuple[str, ...] = ()) -> Mechanism | None:
    """The mechanism that a sitting called `name` is one of, `between` the countries of the event; None for a name too general.

    A name of two sides needs both: "Ủy ban Hỗn hợp" between VN and KH is another than that between VN and LA. "Phiên họp" of
    a country's own body is no mechanism of diplomacy.
    """
    if not name:
        return None
    bare = _tail().sub("", " ".join(_ASIDE.sub(" ", name).split()))
    lands = countries_in(bare)
    stem = plain(_LOOSE_ENDS.sub("", _without_sitting(_LOOSE_ENDS.sub("", without_countries(bare)))))
    whole = _known().get(plain(bare))
    known = whole or _known().get(stem)
    shorter = plain(_addition().sub("", _LOOSE_ENDS.sub("", without_countries(bare))))
    if shorter != stem and (whole is None or whole[1] != "multilateral") and shorter in _known():
        stem, known = shorter, _known()[shorter]
    if not stem and known is None:
        return None
    kind, scope, weak, canonical = known or ("", "", True, "")
    if scope == "domestic" or kind in ("sitting", "domestic"):
        return None
    if scope == "multilateral" and not weak and (whole is not None or len(lands) < 2):
        return Mechanism(plain(canonical), (), canonical)
    pair = tuple(sorted(lands)) if len(lands) > 1 else tuple(sorted(between)) if len(between) == 2 else ()
    if len(pair) < 2 or (known is None and len(lands) < 2):
        return None
    return Mechanism(plain(without_countries(canonical)) if canonical else stem, pair, bare if len(lands) > 1 else canonical)


@cache
def _tail() -> re.Pattern[str]:
    return cue("what follows a mechanism's name and is no part of it")


@cache
def _addition() -> re.Pattern[str]:
    return cue("what a committee's name may add or leave out")


def bare_stem(name: str) -> str:
    """A name without its countries, brackets and loose ends, folded: by what two spellings of a document are one."""
    return plain(_LOOSE_ENDS.sub("", without_countries(" ".join(_ASIDE.sub(" ", name).split())))) or plain(name)


def _without_sitting(name: str) -> str:
    """A mechanism's name without the word for its sitting: "Kỳ họp Ủy ban …" is of the "Ủy ban …"."""
    for form in _sittings():
        if name[: len(form)].casefold() == form and name[len(form) :].strip():
            return name[len(form) :].strip()
    return name


@cache
def _sittings() -> tuple[str, ...]:
    forms = {row["form"].casefold() for row in rows("mechanisms") if row["kind"] == "sitting"}
    return tuple(sorted(forms, key=len, reverse=True))


@cache
def _known() -> dict[str, tuple[str, str, bool, str]]:
    """From a folded form without its countries to kind, scope, whether it is weak, and the canonical name."""
    known: dict[str, tuple[str, str, bool, str]] = {}
    for row in rows("mechanisms"):
        entry = (row["kind"], row["scope"], "weak" in row["note"] or "context" in row["note"], row["canonical"])
        known.setdefault(plain(row["form"]), entry)
        if row["scope"] != "multilateral":
            known.setdefault(plain(_LOOSE_ENDS.sub("", without_countries(row["form"]))), entry)
    return known
