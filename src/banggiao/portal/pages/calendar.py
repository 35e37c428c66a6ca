"""A year of the record month by month, what is planned, sessions that are due, and round anniversaries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from banggiao.grammar.tables import rows
from banggiao.portal.ask import Absurd, Ask, Page
from banggiao.portal.pages.lines import MechanismLine, mechanism_line
from banggiao.portal.parts import EventLine, event_line, time_of
from banggiao.record.filters import Filters

_MOST = 400
#: The years that have a page.
_FIRST, _LAST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Month:
    """The events that began in a month; `name` is empty for those of which only the year is known."""

    name: str
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Anniversary:
    """How many years it is in the year shown since `since`, when all of `names` began."""

    names: tuple[str, ...]
    since: str
    years: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year.

    `earlier` and `later` are 0 where there is no page any more; `more` is true where it holds more events than are shown.
    """

    year: int
    earlier: int
    later: int
    this_year: int
    months: tuple[Month, ...]
    more: bool
    planned: tuple[EventLine, ...]
    due: tuple[MechanismLine, ...]
    anniversaries: tuple[Anniversary, ...]


def calendar(ask: Ask) -> Page:
    """The calendar of a year, by default of the one that is."""
    t = ask.t
    text = ask.query.get("year", "") or str(ask.today.year)
    if not (text.isdecimal() and text.isascii() and _FIRST <= int(text) <= _LAST):
        raise Absurd("year", text, f"{_FIRST} – {_LAST}")
    year = int(text)
    found = ask.view.events(Filters(start=text, end=text, newest_first=False, limit=_MOST + 1))
    within = [e for e in found if time_of(e).startswith(text)][:_MOST]
    months = [
        Month(t.day(month) if len(month) == 7 else "", tuple(event_line(e, t) for e in these))
        for month, these in groupby(within, key=lambda e: time_of(e)[:7])
    ]
    today = ask.today.isoformat()
    planned = [
        e
        for e in ask.view.events(Filters(start=today, status="planned", newest_first=False, limit=30))
        if (e["date"] or {}).get("end", "") >= today
    ]
    ledgers = ask.keep("all ledgers", lambda: [m for m in ask.view.mechanisms(Filters(limit=500)) if m["next"]])
    due = sorted(ledgers, key=lambda m: m["next"]["about"], reverse=True)[:20]
    return Page(
        "calendar.html",
        f"{t.say('Calendar')} {year}",
        Calendar(
            year,
            year - 1 if year > _FIRST else 0,
            year + 1 if year < _LAST else 0,
            ask.today.year,
            tuple(months),
            len(found) > _MOST,
            tuple(event_line(e, t) for e in planned),
            tuple(mechanism_line(m, t) for m in due),
            _anniversaries(year),
        ),
        "calendar",
    )


def _anniversaries(year: int) -> tuple[Anniversary, ...]:
    """Those of a round number of years, the roundest first."""
    out = [
        Anniversary(names, since, year - int(since))
        for since, names in _founded()
        if year > int(since) and (year - int(since)) % 5 == 0
    ]
    return tuple(sorted(out, key=lambda a: (a.years % 10 != 0, -a.years)))


@cache
def _founded() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What has anniversaries, by the year they count from; of "Quốc khánh Lào" and "Quốc khánh nước CHDCND Lào" the shorter."""
    by_year: dict[str, list[str]] = {}
    for row in sorted(rows("anniversaries"), key=lambda r: (len(r["form"]), r["form"])):
        if not row["form"][:1].isupper() or not row["canonical"].isdecimal():
            continue
        names = by_year.setdefault(row["canonical"], [])
        if not any(set(name.casefold().split()) <= set(row["form"].casefold().split()) for name in names):
            names.append(row["form"])
    return tuple((since, tuple(sorted(names))) for since, names in sorted(by_year.items()))
