"""A story dated by those beside it: the order of a list, the newest of a page."""

from __future__ import annotations

import itertools
from datetime import date as Day
from datetime import timedelta

from banggiao.findings.clocks import Clock, DatedStory, first_floating
from banggiao.findings.days import day_of, first_from, last_before, make_day, nearest


def date_by_neighbours(group: list[DatedStory]) -> None:
    """Date the stories that say no year from those beside them.

    A list that runs newest first is walked down from a dated story and up to the one above it; any other list is of
    one time, and each day is the last such day before the newest story's.
    """
    oldest = max((s.clock.day.year for s in group if s.clock.day is not None), default=0) - 3
    known = [i for i, s in enumerate(group) if s.clock.day is not None and s.clock.day.year >= oldest]
    if not known:
        return
    firm = set(known)
    for i, story in enumerate(group):
        if i not in firm and story.clock.day is not None and not story.clock.printed:
            story.clock = Clock()  # a story of long ago says nothing of when it was told
    falling = _falling(group, known)
    newest = max(d for i in known if (d := group[i].clock.day))
    floating = {i: mark for i, s in enumerate(group) if i not in firm and (mark := _floating(s)) is not None}
    if not falling:
        for i, mark in floating.items():
            reason = f"the newest story beside it is of {newest.year if _years_only(group, known) else newest.isoformat()}"
            bound = Day(newest.year, 12, 31) if _years_only(group, known) else newest + timedelta(days=100)
            _set(group[i], last_before(bound, *mark), mark, reason)
    else:
        first = known[0]
        order = "the list runs newest first and the story"
        beside: Day | None = None
        for i in range(first, len(group)):
            if i in floating and beside is not None:
                _set(group[i], last_before(beside + timedelta(days=9), *floating[i]), floating[i],
                     f"{order} above it is of {beside.isoformat()}")
            beside = _bound(group[i].clock, upper=True) or beside
        beside = None
        for i in range(first, -1, -1):
            if i in floating and beside is not None:
                _set(group[i], first_from(beside - timedelta(days=9), *floating[i]), floating[i],
                     f"{order} below it is of {beside.isoformat()}")
            beside = _bound(group[i].clock, upper=False) or beside
    if falling:
        _between(group)


def _floating(story: DatedStory) -> tuple[int, int] | None:
    stamp = story.published
    return (int(stamp[2:4]), int(stamp[5:7])) if stamp else first_floating(story)


def _years_only(group: list[DatedStory], known: list[int]) -> bool:
    return all(group[i].clock.year_only for i in known)


def _bound(clock: Clock, *, upper: bool) -> Day | None:
    """A dated story's day; one known by its year alone bounds what stands below it with the year's last day."""
    if clock.day is None:
        return None
    return Day(clock.day.year, 12, 31) if clock.year_only and upper else clock.day


def _set(story: DatedStory, made: Day | None, mark: tuple[int, int], reason: str) -> None:
    if made is None:
        return
    story.clock.day, story.clock.exact, story.clock.basis, story.clock.year_only = made, True, "inferred", False
    story.clock.why = f"only {mark[1]}/{mark[0]} is printed; {reason}"


def _exact_day(clock: Clock) -> Day | None:
    return None if clock.year_only else clock.day


def _between(group: list[DatedStory]) -> None:
    """What the stories above and below leave an undated one in a list that runs newest first."""
    years = {s.clock.day.year for s in group if s.clock.day is not None}
    below: list[Day | None] = [None] * len(group)
    seen: Day | None = None
    for i in range(len(group) - 1, -1, -1):
        below[i] = seen
        seen = _exact_day(group[i].clock) or seen
    above: Day | None = None
    for i, story in enumerate(group):
        clock, under = story.clock, below[i]
        above = _exact_day(clock) or above
        if clock.day is None and not story.published:
            if above and under and above.year == under.year:
                clock.about = f"{above.year:04d}-{above.month:02d}" if above.month == under.month else f"{above.year:04d}"
                clock.about_why = (f"stands between the stories of {above.isoformat()} and {under.isoformat()} "
                                   "in a list that runs newest first")
            elif len(years) == 1:
                clock.about = f"{next(iter(years)):04d}"
                clock.about_why = "the list runs newest first and its dated stories are all of this year"


def _falling(group: list[DatedStory], known: list[int]) -> bool:
    """True where the list runs newest first, as far as months and days show."""
    marks: list[Day] = []
    sure = set(known)
    for i, story in enumerate(group):
        if story.published and not story.published.startswith("--"):
            marks.append(day_of(story.published))
        elif i in sure and story.clock.exact and story.clock.day:
            marks.append(story.clock.day)
        elif (floating := first_floating(story)) is not None:
            made = make_day(2000, *floating)
            base = marks[-1] if marks else None
            if made and base:
                made = nearest(base, *floating)
            if made:
                marks.append(made)
    told = [d for i in known if group[i].clock.exact and not group[i].clock.year_only and (d := group[i].clock.day)]
    if any(b > a + timedelta(days=9) for a, b in itertools.pairwise(told)):
        return False
    if len(marks) < 3:
        return len(marks) == 2 and marks[0] >= marks[1]
    steps = [a >= b - timedelta(days=9) for a, b in itertools.pairwise(marks)]
    return all(steps)
