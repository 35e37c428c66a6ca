"""Spans of days behind ISO dates of any precision: "2024-07" is 1 to 31 July."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as Day
from datetime import timedelta
from typing import NamedTuple


class Days(NamedTuple):
    """From the first day to the last, both inclusive."""

    first: Day
    last: Day

    def meets(self, other: Days, slack: int = 0) -> bool:
        """True where they have a day in common, or fewer than `slack` + 1 days lie between them."""
        gap = timedelta(days=slack)
        return self.first <= other.last + gap and other.first <= self.last + gap

    def holds(self, other: Days, slack: int = 0) -> bool:
        """True where the other lies within, `slack` days more on either side."""
        gap = timedelta(days=slack)
        return self.first - gap <= other.first and other.last <= self.last + gap


def days_of(start: str | None, end: str | None = None) -> Days | None:
    """The days of an ISO date or range; None where there is none, or no such day in the calendar.

    >>> days_of("2024-02")
    Days(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """
    if not start:
        return None
    try:
        first = _edge(start, last=False)
        last = _edge(end or start, last=True)
    except ValueError:
        return None
    return Days(first, max(first, last))


def _edge(stamp: str, *, last: bool) -> Day:
    parts = [int(part) for part in stamp[:10].split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return Day(year, month, day)
