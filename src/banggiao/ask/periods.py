"""Which time a question is about, as ISO dates."""

from __future__ import annotations

import re
from datetime import date as Day
from typing import NamedTuple

from banggiao.mentions.dates import DateMention, Point, date_mentions
from banggiao.model import Span
from banggiao.record.days import days_of

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,])")


class Period(NamedTuple):
    """From `start` to `end`, ISO of any precision; `spans` is where the question says so."""

    start: str | None = None
    end: str | None = None
    spans: tuple[Span, ...] = ()


def period_of(text: str, today: Day, when: frozenset[str]) -> Period:
    """The time a folded question names: "7 tháng đầu năm 2024" is 2024-01 to 2024-07.

    `when` holds "since", "before" or "now" where its words say so: "từ năm 2023 đến nay" is open at its end.
    """
    found = [m for m in date_mentions(text, (0, len(text))) if _iso(m.first, m, today)]
    spans = tuple((m.start, m.end) for m in found)
    starts = [stamp for m in found if (stamp := _iso(m.first, m, today))]
    ends = [stamp for m in found if (stamp := _iso(m.last, m, today))]
    if not starts and (years := list(_YEAR.finditer(text))):
        spans = tuple(match.span() for match in years)
        starts = ends = [match.group() for match in years]
    if not starts:
        return Period()
    if "since" in when:
        return Period(min(starts), None, spans)
    if "before" in when:
        return Period(None, _before(min(starts)), spans)
    return Period(min(starts), max(ends), spans)


def _iso(point: Point, mention: DateMention, today: Day) -> str | None:
    """A point as ISO; one without a year is of the year of `today`, or before it where it had still to come."""
    if mention.relative:
        unit, _, offset = mention.relative.partition("+") if "+" in mention.relative else mention.relative.partition("-")
        count = int(offset) if offset.isdigit() else 0
        count = count if "+" in mention.relative else -count
        if unit == "year":
            return f"{today.year + count:04}"
        if unit == "month":
            month = today.year * 12 + today.month - 1 + count
            return f"{month // 12:04}-{month % 12 + 1:02}"
        return Day.fromordinal(today.toordinal() + count).isoformat() if unit == "day" else None
    year, month_of, day = point
    if year is None and month_of is None:
        return None
    if year is None:
        year = today.year if (month_of or 0) <= today.month else today.year - 1
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month_of, day) if part)])


def _before(stamp: str) -> str:
    days = days_of(stamp)
    return Day.fromordinal(days.first.toordinal() - 1).isoformat() if days else stamp
