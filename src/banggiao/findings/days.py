"""Days of the calendar around a bound: the nearest 29/8, the last before, the first from it on."""

from __future__ import annotations

from datetime import date as Day

from banggiao.mentions.dates import Point

_HALF_A_YEAR = 184


def ints(point: Point) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not printed."""
    return point[0] or 0, point[1] or 0, point[2] or 0


def day_of(stamp: str) -> Day:
    """The day of an ISO stamp; the first of what it leaves open: "2024-07" is 1 July."""
    parts = [int(p) for p in stamp[:10].split("-")] + [1, 1]
    return make_day(*parts[:3]) or Day(parts[0], 1, 1)


def make_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None where the calendar has none."""
    try:
        return Day(year, month, day)
    except ValueError:  # 29/2 of a common year
        return None


def nearest(base: Day, month: int, day: int) -> Day | None:
    """Such a day nearest to `base`, within half a year of it: 29/2 is not always to be had."""
    made = [d for y in (base.year - 1, base.year, base.year + 1) if (d := make_day(y, month, day))]
    near = min(made, key=lambda d: abs((d - base).days)) if made else None
    return near if near is not None and abs((near - base).days) <= _HALF_A_YEAR else None


def last_before(bound: Day, month: int, day: int) -> Day | None:
    """The last such day not after `bound`."""
    made = [d for y in (bound.year - 1, bound.year) if (d := make_day(y, month, day)) and d <= bound]
    return max(made) if made else None


def first_from(bound: Day, month: int, day: int) -> Day | None:
    """The first such day not before `bound`."""
    made = [d for y in (bound.year, bound.year + 1) if (d := make_day(y, month, day)) and d >= bound]
    return min(made) if made else None
