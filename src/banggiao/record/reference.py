"""The dated list of office holders: who held which office from when to when, and who held it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from banggiao.grammar.tables import rows
from banggiao.record.days import Days, days_of
from banggiao.record.naming import name_key


@dataclass(frozen=True, slots=True)
class Held:
    """A term: `name` held `office` of `country` from `start` to `end` (ISO, as exact as is known; None is still)."""

    name: str
    office: str
    country: str
    start: str | None
    end: str | None
    source: str

    def covers(self, days: Days) -> bool:
        """True where the term has a day in common with `days`; its first and last as far as they may lie."""
        term = days_of(self.start, self.end or "9999") if self.start else None
        return term is not None and term.meets(days)


@cache
def _terms() -> tuple[Held, ...]:
    return tuple(
        Held(row["name"], row["office"], row["country"], row["start"] or None, row["end"] or None, row["source"])
        for row in rows("office_holders")
    )


@cache
def _by_name() -> dict[tuple[str, str], tuple[Held, ...]]:
    known: dict[tuple[str, str], list[Held]] = {}
    for term in _terms():
        known.setdefault((name_key(term.name, term.country), term.country), []).append(term)
    return {key: tuple(sorted(terms, key=lambda t: (t.start or "", t.office))) for key, terms in known.items()}


@cache
def _by_office() -> dict[tuple[str, str], tuple[Held, ...]]:
    known: dict[tuple[str, str], list[Held]] = {}
    for term in _terms():
        known.setdefault((term.country, term.office.casefold()), []).append(term)
    return {key: tuple(terms) for key, terms in known.items()}


def held_by(key: str, country: str) -> tuple[Held, ...]:
    """The terms of one person, in order, by the key of the name; none where the list does not know it."""
    return _by_name().get((key, country), ())


@cache
def _offices() -> frozenset[str]:
    return frozenset(term.office.casefold() for term in _terms())


def is_listed(office: str) -> bool:
    """True where the list follows who holds such an office."""
    return office.casefold() in _offices()


def holder_of(office: str, country: str, day: str) -> Held | None:
    """The one who held an office on a day: "Thủ tướng" of LA on 2024-07-11. None where the list has nobody, or two.

    `day` is an ISO day or month; a month in which the office changed hands has two.
    """
    days = days_of(day)
    terms = [t for t in _by_office().get((country, office.casefold()), ()) if days is not None and t.covers(days)]
    return terms[0] if len({t.name for t in terms}) == 1 else None
