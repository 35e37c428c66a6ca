"""Small numbers as words: "ba" is 3, "đầu tiên" is 1."""

from __future__ import annotations

from functools import cache

from banggiao.grammar.tables import rows


@cache
def numerals() -> dict[str, int]:
    """Word → number: the whole numbers among the units, and the words that only stand for a place in an order."""
    counting = (row for row in rows("units") if row["kind"] == "number" and row["canonical"].isdigit())
    return {row["form"]: int(row["canonical"]) for row in (*counting, *rows("ordinals"))}


def number_in_words(word: str) -> int:
    """The number that `word` prints in digits or says in a word: "46" is 46, "tư" is 4; KeyError for any other word."""
    return int(word) if word.isdigit() else numerals()[word]
