"""Dating as solving: the year that was not printed, from what bounds it.

A story's clock is set by its own printed time; else by full dates in its text, told as past or as to come; else by the
stories beside it and the order of the list; else by the day of the capture. Where the bounds leave two years open the
date is left open.
"""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta

from banggiao.findings.clocks import DatedStory, first_floating
from banggiao.findings.days import day_of, first_from, last_before, make_day, nearest
from banggiao.findings.evidence import certain_year, evidence_of, latest_year
from banggiao.findings.neighbours import date_by_neighbours
from banggiao.findings.tenure import in_office, only_day, years_in_office


def solve(stories: list[DatedStory], captured: str | None) -> None:
    """Set every story's clock."""
    for story in stories:
        _from_itself(story)
        _in_office(story)
    for group in ([s for s in stories if s.main], [s for s in stories if not s.main]):
        if len(group) > 1:
            date_by_neighbours(group)
    if captured:
        for story in stories:
            if story.clock.day is None:
                _from_capture(story, captured)


def _floating(story: DatedStory) -> tuple[int, int] | None:
    """Month and day of the story's stamp without a year, else of the first day in its text without one."""
    stamp = story.published
    return (int(stamp[2:4]), int(stamp[5:7])) if stamp and stamp.startswith("--") else first_floating(story)


def _in_office(story: DatedStory) -> None:
    """Move a clock that was not printed to the one year beside in which all those named held their offices."""
    clock, floating = story.clock, _floating(story)
    if clock.printed or floating is None or not story.tenures:
        return
    if clock.day is None:
        made = only_day(story.tenures, *floating)
    elif clock.exact and not in_office(story.tenures, clock.day):
        beside = [d for y in (-1, 1) if (d := make_day(clock.day.year + y, clock.day.month, clock.day.day))]
        fits = [d for d in beside if in_office(story.tenures, d)]
        made = fits[0] if len(fits) == 1 else None
    else:
        return
    if made is not None:
        clock.day, clock.exact, clock.own, clock.basis, clock.year_only = made, True, True, "inferred", False
        held = "; ".join(f"{t.name} as {t.office}" for t in story.tenures)
        clock.why = f"only {floating[1]}/{floating[0]} is printed; that of {made.year} is when all held their offices: {held}"


def _from_itself(story: DatedStory) -> None:
    clock = story.clock
    stamp = story.published
    if stamp and not stamp.startswith("--"):
        clock.day, clock.exact, clock.own, clock.printed = day_of(stamp), True, True, True
        clock.why = None
        return
    past, coming, years = evidence_of(story)
    years = years_in_office(story.tenures, years)  # "Tầm nhìn ASEAN 2025" told by a minister of 2017
    if not stamp and not past and not coming and len(set(years)) == 1 and not certain_year(story, years[0]):
        years = []  # "kim ngạch năm 2016 đạt …" may be told in 2016 or in 2017
    floating = first_floating(story)
    if stamp:  # "31 Oct, 02:44 PM"
        month, day = int(stamp[2:4]), int(stamp[5:7])
        year = latest_year(past, coming, years)
        if year is not None and (made := make_day(year, month, day)):
            clock.day, clock.exact, clock.own, clock.basis = made, True, True, "inferred"
            clock.why = f"{day}/{month} is printed; the story speaks of {year}"
        return
    if floating is not None and (past or coming):
        month, day = floating
        near = min((d for b in (*past, *coming) if (d := nearest(b, month, day))),
                   key=lambda d: min(abs((d - b).days) for b in (*past, *coming)), default=None)
        if near is not None and min(abs((near - b).days) for b in (*past, *coming)) <= 45:
            clock.day, clock.exact, clock.own, clock.basis = near, True, True, "inferred"
            beside = min((*past, *coming), key=lambda b: abs((near - b).days))
            clock.why = f"only {day}/{month} is printed; the story names {beside.isoformat()} close to it"
            return
        if past:
            bound = max(past)
            made = first_from(bound, month, day)
            reason = f"the first {day}/{month} not before {bound.day}/{bound.month}/{bound.year}, which the story tells as past"
        else:
            bound = min(coming)
            made = last_before(bound, month, day)
            reason = (f"the last {day}/{month} not after {bound.day}/{bound.month}/{bound.year}, "
                      "which the story tells as to come")
        if made is not None and abs((made - bound).days) <= 366:
            clock.day, clock.exact, clock.own, clock.basis = made, True, True, "inferred"
            clock.why = f"only {day}/{month} is printed; it is {reason}"
            return
    year = latest_year(past, coming, years)
    if year is None:
        return
    if floating is not None and (made := make_day(year, *floating)):
        clock.day, clock.exact = made, True
        clock.why = f"only {floating[1]}/{floating[0]} is printed; the story speaks of {year}"
    elif past and max(past).year == year:
        clock.day, clock.why = max(past), f"the story tells of {max(past).isoformat()}"
    elif coming and min(coming).year == year:
        clock.day, clock.why = min(coming), f"the story looks forward to {min(coming).isoformat()}"
    else:
        clock.day, clock.year_only = Day(year, 7, 1), True
        clock.why = f"the story speaks of {year}"
    clock.own, clock.basis = True, "inferred"


def _from_capture(story: DatedStory, captured: str) -> None:
    floating = _floating(story)
    bound = day_of(captured)
    if floating is None:
        return
    made = last_before(bound + timedelta(days=7), *floating)
    if made is not None:
        story.clock.day, story.clock.exact, story.clock.basis = made, True, "inferred"
        story.clock.why = f"only {floating[1]}/{floating[0]} is printed; the page was captured on {bound.isoformat()}"
