"""When people held the offices they are named with: bounds on the day a story was told.

"Chủ tịch nước Nguyễn Xuân Phúc" beside "Thủ tướng Phạm Minh Chính" is told between April 2021 and January 2023; of all days
5/9 only those of 2021 and 2022 are left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache

from banggiao.findings.days import day_of, make_day
from banggiao.grammar.tables import rows
from banggiao.mentions.actor import Actor

#: Before he takes office and after he leaves it a holder may be named by it for so long.
_SLACK = timedelta(days=31)
_OPEN = Day(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Tenure:
    """The terms in which `name` held `office`, each from its first to its last day; an end that is open lies far ahead."""

    name: str
    office: str
    terms: tuple[tuple[Day, Day], ...]

    def covers(self, day: Day) -> bool:
        """True where he held the office that day, or nearly."""
        return any(first - _SLACK <= day <= (last if last == _OPEN else last + _SLACK) for first, last in self.terms)


def tenures_of(actors: Iterable[Actor]) -> list[Tenure]:
    """What the list of office holders says of those named with their offices; "nguyên Thủ tướng" says nothing."""
    out: dict[tuple[str, str], Tenure] = {}
    for actor in actors:
        if actor.kind == "person" and actor.name is not None:
            for office in actor.offices:
                known = _book().get((actor.name, office.casefold()))
                if known is not None:
                    out[known.name, known.office] = known
    return list(out.values())


def not_before(tenures: list[Tenure]) -> Day | None:
    """The first day on which all of them had come to office, or None where nobody known is named."""
    return max((min(first for first, _ in t.terms) - _SLACK for t in tenures), default=None)


def only_day(tenures: list[Tenure], month: int, day: int) -> Day | None:
    """The one such day on which all of them were in office, or None where there is none or more than one."""
    low = not_before(tenures)
    high = min((max(last for _, last in t.terms) for t in tenures), default=_OPEN)
    if low is None or high == _OPEN:
        return None
    days = [d for y in range(low.year, high.year + 2) if (d := make_day(y, month, day)) and in_office(tenures, d)]
    return days[0] if len(days) == 1 else None


def in_office(tenures: list[Tenure], day: Day) -> bool:
    """True where all of them held their offices that day."""
    return all(t.covers(day) for t in tenures)


def years_in_office(tenures: list[Tenure], years: list[int]) -> list[int]:
    """Those of the years in which all of them were in office some month; all the years where there is none such."""
    fitting = [year for year in years if any(in_office(tenures, Day(year, month, 15)) for month in range(1, 13))]
    return fitting or years


@cache
def _book() -> dict[tuple[str, str], Tenure]:
    terms: dict[tuple[str, str], list[tuple[Day, Day]]] = {}
    office_as_listed: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows("office_holders"):
        if not row["start"]:
            continue
        last = day_of(row["end"]) if row["end"] else _OPEN
        if 0 < len(row["end"]) < 10:
            last += timedelta(days=31 if len(row["end"]) == 7 else 365)
        for name in {row["name"], *filter(None, row["also"].split(";"))}:
            key = (name.strip(), row["office"].casefold())
            terms.setdefault(key, []).append((day_of(row["start"]), last))
            office_as_listed[key] = (row["name"], row["office"])
    return {key: Tenure(*office_as_listed[key], tuple(spans)) for key, spans in terms.items()}
