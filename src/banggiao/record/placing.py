"""The country in which a place lies: "Viêng Chăn" LA, "Trụ sở Chính phủ" VN, "Bắc Kinh" CN."""

from __future__ import annotations

from functools import cache, lru_cache

from banggiao.grammar.tables import rows
from banggiao.mentions.vocabulary import countries_in


@lru_cache(maxsize=8192)
def country_of_place(place: str | None) -> str | None:
    """The one country that the words of a place tell, or None."""
    if not place:
        return None
    lands = set(countries_in(place))
    words = place.casefold().replace(",", " ").split()
    for size in range(min(6, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            lands |= _places().get(" ".join(words[at : at + size]), frozenset())
        if lands:
            break
    return next(iter(lands)) if len(lands) == 1 else None


@cache
def _places() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = {}
    for row in rows("places"):
        if row["country"]:
            known.setdefault(row["form"].casefold(), set()).add(row["country"])
    return {form: frozenset(lands) for form, lands in known.items()}
