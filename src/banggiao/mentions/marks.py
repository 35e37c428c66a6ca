"""Marks: what the dictionary found on a page, looked up by stretch."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
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
