"""Bodies and countries in place: "Đoàn đại biểu Hội đồng quốc gia … Campuchia", "Việt Nam - Lào"."""

from __future__ import annotations

from banggiao.mentions.actor import Actor
from banggiao.mentions.countries import country_of, is_country
from banggiao.mentions.officegrammar import NO_BODY, PARTS_OF_NAME, TO_COUNTRY, TO_POST, OfficeWalker
from banggiao.mentions.walking import pick

#: Bodies whose name may run on to the country's.
_REACHING = frozenset({"delegation", "friendship", "mission", "front", "military", "association"})


class BodyWalker(OfficeWalker):
    """Reads bodies with the country they act for, and countries."""

    def _from_body(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        entry = pick(match, "body") or pick(match, "organisation")
        assert entry is not None
        end, at = match.end, at + 1
        country = (entry.extra or None) if entry.sort == "body" else None
        spans: tuple[str, ...] = ()
        while (nxt := self._at(at)) is not None and len(gap := self._text[end : nxt.start]) < 12:
            land = pick(nxt, "country")
            if land is not None and gap in TO_COUNTRY and is_country(self._text, nxt, land, after_office=True):
                pair = self._pair_of_countries(at)
                if pair is not None:
                    spans, end, at = pair
                    country = spans[0]
                    break
                country = land.canonical
            elif not ((pick(nxt, "body") or pick(nxt, "organisation")) and gap in PARTS_OF_NAME):
                break
            else:
                more = pick(nxt, "body")
                country = country or ((more.extra or None) if more else None)
            end, at = nxt.end, at + 1
        seat = self._at(at)
        seated = seat is not None and self._text[end : seat.start] in TO_POST and pick(seat, "organisation") is not None
        if seat is not None and seated and entry.kind == "mission":
            end, at = seat.end, at + 1  # "Phái đoàn Thường trực Pháp tại Liên hợp quốc"
        if country is None and entry.kind in _REACHING:
            end, at, country = self._reach(end, at)
        return Actor(match.start, end, "body", entry.canonical, country, [], [], spans, rule=entry.sort), at

    def _reach(self, end: int, at: int) -> tuple[int, int, str | None]:
        """The country that a delegation's long name ends in: "Đoàn đại biểu Hội đồng quốc gia … Campuchia"."""
        for k in range(at, min(at + 6, len(self._found))):
            nxt = self._found[k]
            gap = self._text[end : nxt.start]
            stops = any(e.sort in NO_BODY - {"place"} for e in nxt.entries)
            if nxt.start - end > 90 or stops or any(c in gap for c in ",.;:()"):
                break
            land = pick(nxt, "country")
            if land is not None and is_country(self._text, nxt, land, after_office=True):
                return nxt.end, k + 1, land.canonical
        return end, at, None

    def _from_country(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        pair = self._pair_of_countries(at)
        if pair is not None:
            codes, end, after = pair
            return Actor(match.start, end, "country", None, None, [], [], codes, rule="countries joined"), after
        code = country_of(self._text, match)
        if code is None:
            return None, at + 1
        return Actor(match.start, match.end, "country", None, code, rule="country"), at + 1
