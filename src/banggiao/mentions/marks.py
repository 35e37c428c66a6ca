"""Marks: what the dictionary found on a page, looked up by stretch."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from banggiao.grammar.lexicon import Entry, Match
from banggiao.model import Span


class Mark(NamedTuple):
    """One entry found at ``text[start:end]`` of the folded page."""

    start: int
    end: int
    entry: Entry

    @property
    def sort(self) -> str:
        """The sort of mention: country, place, office, body, trigger …"""
        return self.entry.sort


@dataclass(frozen=True, slots=True)
class Sheet:
    """The folded text of a page and everything the dictionary found on it, in order."""

    text: str
    matches: tuple[Match, ...]
    starts: tuple[int, ...]
    _sorts: dict[str, tuple[list[int], list[tuple[Match, Entry]]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str, matches: list[Match]) -> Sheet:
        """A sheet over `text` with its matches, which are in order."""
        return cls(text, tuple(matches), tuple(m.start for m in matches))

    def within(self, span: Span) -> tuple[Match, ...]:
        """The matches that lie wholly inside `span`."""
        low = bisect_left(self.starts, span[0])
        high = bisect_left(self.starts, span[1], low)
        found = self.matches[low:high]
        if found and found[-1].end > span[1]:
            found = found[:-1]
        return found

    def of_sort(self, sort: str, span: Span) -> list[tuple[Match, Entry]]:
        """The matches inside `span` that have an entry of `sort`, each with the first such entry.

        Only these are looked at: a page has two hundred matches, and of most sorts none or a few.
        """
        if sort not in self._sorts:
            of_it = [(m, m.entries.by_sort[sort]) for m in self.matches if sort in m.entries.by_sort]
            self._sorts[sort] = ([m.start for m, _ in of_it], of_it)
        starts, found = self._sorts[sort]
        low = bisect_left(starts, span[0])
        high = bisect_left(starts, span[1], low)
        if low < high and found[high - 1][0].end > span[1]:
            high -= 1
        return found[low:high]
