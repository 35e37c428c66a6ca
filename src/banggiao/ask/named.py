"""Whom and what a question names: persons, offices, countries, places, the number of a sitting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from banggiao.ask.query import Seat
from banggiao.ask.vocabulary import Word
from banggiao.mentions.actor import Actor
from banggiao.mentions.countries import country_of
from banggiao.mentions.vocabulary import lexicon
from banggiao.mentions.walking import pick
from banggiao.model import Span
from banggiao.record.called import persons_called
from banggiao.record.store import Store

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


@dataclass(slots=True)
class Draft:
    """A question while it is read: `left` is its text with everything that is accounted for blanked out."""

    left: str
    words: list[Word] = field(default_factory=list)
    sets: dict[str, list[str]] = field(default_factory=dict)

    def blank(self, spans: Iterable[Span]) -> None:
        """Take what stands there as accounted for."""
        for start, end in spans:
            self.left = self.left[:start] + " " * (end - start) + self.left[end:]


def who(
    actors: list[Actor], verb: int, froms: frozenset[int], store: Store
) -> tuple[list[Seat], list[str], list[str], list[str], list[str]]:
    """Seats; all countries; those that stand alone before the verb and after it; names the record does not know."""
    seats: list[Seat] = []
    countries: list[str] = []
    before: list[str] = []
    after: list[str] = []
    unknown: list[str] = []
    for actor in actors:
        side = before if actor.start < verb or actor.start - 1 in froms else after
        if actor.kind == "person" and actor.name:
            ids = persons_called(store, actor.name, actor.country)
            seats.append(Seat(actor.name, ids, tuple(actor.offices), actor.country, actor.start < verb))
            if not ids:
                unknown.append(actor.name)
        elif actor.kind == "office" or (actor.kind == "pair" and actor.offices):
            seats.append(Seat(None, (), tuple(actor.offices), actor.country, actor.start < verb))
        elif actor.kind == "country" or actor.country or actor.countries:
            lands = [actor.country] if actor.country else list(actor.countries)
            side += lands
            countries += lands
    return seats, countries, before, after, unknown


def places(draft: Draft) -> tuple[list[str], list[str], list[str]]:
    """Places, their countries, and countries that nobody's name took; they are accounted for."""
    found, homes, lands = [], [], []
    for match in lexicon().find(draft.left):
        code = country_of(draft.left, match)
        place = pick(match, "place")
        if code is not None:
            lands.append(code)
        elif place is not None and match.entries[0].form[:1].isupper():
            found.append(place.canonical)
            homes += [place.extra] if place.extra else []
        else:
            continue
        draft.blank([(match.start, match.end)])
    return found, homes, lands


def session_number(draft: Draft, wanted: bool) -> int | None:
    """The number of a sitting: what number is left once dates are accounted for."""
    match = _NUMBER.search(draft.left) if wanted else None
    if match is None:
        return None
    draft.blank([match.span()])
    return int(match.group())


def capitals(draft: Draft, store: Store, seats: list[Seat]) -> list[str]:
    """Names in what is left: one the record knows becomes a seat, the others are unknown."""
    unknown = []
    for match in re.finditer(r"(?<!\w)(?!\d)[^\W\d_]\w*(?: (?!\d)[^\W\d_]\w*)*", draft.left):
        run = match.group().split()
        if not all(w[:1].isupper() for w in run):
            continue
        ids = persons_called(store, match.group(), None)
        if not ids and match.start() == 0 and len(run) == 1:
            continue  # a question begins with a capital
        if ids:
            seats.append(Seat(match.group(), ids))
        else:
            unknown.append(match.group())
        draft.blank([match.span()])
    return unknown
