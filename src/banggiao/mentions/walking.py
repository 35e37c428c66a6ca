"""A walk over what the dictionary found in one sentence: the ground that names, offices and actors are read on."""

from __future__ import annotations

from banggiao.grammar.cues import cue
from banggiao.grammar.lexicon import Entry, Match
from banggiao.mentions.marks import Sheet


def pick(match: Match | None, sort: str) -> Entry | None:
    """The entry of `match` that is of `sort`, or None."""
    if match is not None:
        for entry in match.entries:
            if entry.sort == sort:
                return entry
    return None


_IN_A_ROW = cue("between countries of one row")
_ROW_BEFORE = cue("before a row of countries")


class Walker:
    """Where a sentence is walked: its text, the forms found in it, where it stops."""

    def __init__(self, sheet: Sheet) -> None:
        """Read on `sheet`; nothing is remembered from sentence to sentence."""
        self._text = sheet.text
        self._sheet = sheet
        self._found: tuple[Match, ...] = ()
        self._stop = 0

    def _at(self, at: int) -> Match | None:
        return self._found[at] if at < len(self._found) else None

    def _index_from(self, at: int, end: int) -> int:
        found = self._found
        while at < len(found) and found[at].start < end:
            at += 1
        return at

    def _is_row_word(self, at: int) -> bool:
        """True for "các nước" right before a country's name."""
        match, nxt = self._at(at), self._at(at + 1)
        return (
            match is not None and nxt is not None and pick(match, "references") is not None
            and self._text[match.end : nxt.start] in (" ", ": ") and pick(nxt, "country") is not None
        )

    def _pair_of_countries(self, at: int) -> tuple[tuple[str, ...], int, int] | None:
        """Countries joined by strokes from match `at` on: "Campuchia-Việt Nam" gives both, the end, the next match.

        After "các nước" they may also be a row: "các nước Pakistan, Mozambique và Timor Leste".
        """
        codes: list[str] = []
        end = -1
        first = self._at(at)
        row = first is not None and _ROW_BEFORE.search(self._text, max(0, first.start - 24), first.start) is not None
        while (nxt := self._at(at)) is not None:
            entry = pick(nxt, "country")
            if entry is None or (end >= 0 and not _IN_A_ROW.fullmatch(self._text[end : nxt.start])):
                break
            if end >= 0 and self._text[end : nxt.start] == ", " and len(codes) < 2 and not row:
                break
            codes.append(entry.canonical)
            end, at = nxt.end, at + 1
        return (tuple(codes), end, at) if len(codes) > 1 else None
