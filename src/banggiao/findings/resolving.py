"""The date of one mention on a story's clock."""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta

from banggiao.findings.clocks import Clock
from banggiao.findings.days import make_day, nearest
from banggiao.grammar.cues import word
from banggiao.mentions.dates import DateMention, Point
from banggiao.model import Basis, Date

_TODAY = word("the word for today")


def resolve(mention: DateMention, clock: Clock) -> Date | None:
    """The date of a mention on a story's clock, or None where the year stays open.

    "tháng 7 vừa qua" on a clock of 2024-09-10 is 2024-07, inferred.
    """
    if mention.relative and mention.first == (None, None, None):
        return _relative(mention, clock)
    year = mention.first[0] if mention.first[0] is not None else mention.last[0]
    if year is not None:
        first = _with_year(mention.first, year)
        last = mention.last if mention.last[0] is not None else _with_year(mention.last, year)
        basis: Basis = "derived" if mention.rule in _DERIVED else "stated"
        return _date(first, last, basis, None)
    if clock.day is None:
        return None
    month = mention.first[1] or 1
    if clock.year_only:
        base = Day(clock.day.year, month, 1)
    elif mention.rule.startswith("the first months") or mention.relative.startswith("year"):
        shift = -1 if "-1" in mention.relative else 0
        base = Day(clock.day.year + shift, month, 1)
    elif mention.first[2]:
        made = nearest(clock.day, month, mention.first[2])
        if made is None:
            return None
        base = made
    elif mention.tense == "past":
        base = Day(clock.day.year if month <= clock.day.month else clock.day.year - 1, month, 1)
    elif mention.tense == "future":
        base = Day(clock.day.year if month >= clock.day.month else clock.day.year + 1, month, 1)
    else:
        base = nearest(clock.day, month, 15) or clock.day
    first = (base.year, *mention.first[1:])
    late = base.year + (1 if (mention.last[1] or 0) < (mention.first[1] or 0) else 0)
    last = (late, *mention.last[1:])
    stated = clock.printed and mention.first[2] is not None
    why = "the year is that of the story's own time" if stated else _why(clock)
    return _date(first, last, "stated" if stated else "inferred", why)


_DERIVED = frozenset({"the first months of a year", "so many months of a year", "a quarter", "a half-year"})


def _why(clock: Clock) -> str:
    if clock.why:
        return clock.why
    assert clock.day is not None
    return f"counted from the story's own time {clock.day.isoformat()}"


def _relative(mention: DateMention, clock: Clock) -> Date | None:
    if clock.day is None or clock.year_only:
        if clock.day is not None and mention.relative.startswith("year"):
            year = clock.day.year + int(mention.relative[4:])
            return _date((year, None, None), (year, None, None), "inferred", clock.why)
        if clock.day is not None and mention.relative == "day+0":
            year = clock.day.year
            why = f"'{_TODAY}', of which only the year is known: {clock.why}"
            return _date((year, None, None), (year, None, None), "derived", why)
        return None
    if mention.relative.startswith("year"):
        year = clock.day.year + int(mention.relative[4:])
        return _date((year, None, None), (year, None, None), "inferred", _why(clock))
    if mention.relative.startswith("day") and clock.exact:
        made = clock.day + timedelta(days=int(mention.relative[3:]))
        point = (made.year, made.month, made.day)
        return _date(point, point, "inferred", f"'{mention.relative}' counted from the story's time {clock.day.isoformat()}")
    return None


def _with_year(point: Point, year: int) -> Point:
    return (year, point[1], point[2])


def _date(first: Point, last: Point, basis: Basis, why: str | None) -> Date | None:
    start, end = _iso(first), _iso(last)
    if start is None or end is None or end < start:
        return None
    precision = "day" if first[2] else "month" if first[1] else "year"
    return Date(start, end, precision, basis, why)  # type: ignore[arg-type]  # the three literals above


def _iso(point: Point) -> str | None:
    year, month, day = point
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    made = make_day(year, month, day)
    return made.isoformat() if made else None
