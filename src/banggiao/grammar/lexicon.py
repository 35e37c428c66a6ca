"""The dictionary automaton: all forms of all lists found in one pass, whole words only.

Knows no Vietnamese: what a form means is the `Entry` that a list gave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for: the `sort` of mention, its canonical form, kind within the sort, and further cells."""

    sort: str
    form: str
    canonical: str
    kind: str
    extra: str = ""
    note: str = ""


class Match(NamedTuple):
    """A form found: folded offsets and every entry that has this form."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Lexicon:
    """All entries in one automaton; leftmost-longest, word boundaries checked here."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Build from entries; forms that several entries share are kept together."""
        by_form: dict[str, list[Entry]] = {}
        for entry in entries:
            by_form.setdefault(entry.form, []).append(entry)
        self._forms = list(by_form)
        self._entries = [tuple(es) for es in by_form.values()]
        self._by_form = dict(zip(self._forms, self._entries, strict=True))
        self._automaton = ahocorasick_rs.AhoCorasick(self._forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def __len__(self) -> int:
        """How many different forms there are."""
        return len(self._forms)

    def get(self, form: str) -> tuple[Entry, ...]:
        """The entries of exactly this form, or none."""
        return self._by_form.get(form, ())

    def find(self, text: str) -> list[Match]:
        """All forms in `text` as whole words, left to right, never overlapping."""
        out: list[Match] = []
        entries = self._entries
        size = len(text)
        add, match = out.append, tuple.__new__
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            # a space is what stands there most often
            if start and (before := text[start - 1]) != " " and before.isalnum() and text[start].isalnum():
                continue
            if end < size and (after := text[end]) != " " and after.isalnum() and text[end - 1].isalnum():
                # the longest form runs into a word; a shorter one may still end at a boundary
                shorter = self._shorter(text, start, end)
                if shorter is not None:
                    add(shorter)
                continue
            add(match(Match, (start, end, entries[index])))  # as Match(…), in half the time
        return out

    def _shorter(self, text: str, start: int, end: int) -> Match | None:
        at = text.rfind(" ", start, end)
        while at > start:
            found = self._by_form.get(text[start:at])
            if found:
                return Match(start, at, found)
            at = text.rfind(" ", start, at)
        return None
