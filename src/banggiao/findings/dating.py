"""Dating as solving: the year that was not printed, from what bounds it.

A story's clock is set by its own printed time; else by full dates in its text, told as past or as to come; else by the
stories beside it and the order of the list; else by the day of the capture. Where the bounds leave two years open the
date is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from functools import cache

from banggiao.findings.days import day_of, first_from, ints, last_before, make_day, nearest
from banggiao.grammar.tables import rows
from banggiao.mentions.dates import DateMention
from banggiao.model import Basis, Span

_FUTURE = re.compile(r"\b(?:sẽ|dự kiến|sắp|kế hoạch|chuẩn bị|nhận lời|tiến tới|tới đây)\b")
_GOAL = re.compile(r"(?:đến|vào|tới|giai đoạn|nhiệm kỳ|trước|hết|từ|mục tiêu|tầm nhìn|niên khóa)\s*(?:cuối |đầu |hết )?(?:năm )?$", re.I)
_NAMED_YEAR = re.compile(r"\b(?:[A-ZĐ][\w-]*[A-Z][\w/-]*|Davos|Nam|Nữ) ((?:19|20)\d\d)\b|\b[Nn]ăm [^.,;\d]{3,60}? ((?:19|20)\d\d)\b")
_ANNIVERSARY_DAY = re.compile(r"\d{4} ?[-–/] ?$")
_ANNIVERSARY_BEGIN = re.compile(r" ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}")


@dataclass(slots=True)
class Clock:
    """When a story was told: `day` as exact as known, with its basis and a sentence that says why.

    `exact` is False where only the year or month of `day` is known; `low` and `high` bound it; `about` is what the
    neighbours of an undated story allow ("2022-08"), for events without a date of their own.
    """

    day: Day | None = None
    exact: bool = False
    year_only: bool = False
    basis: Basis = "stated"
    why: str | None = None
    own: bool = False
    printed: bool = False
    about: str | None = None
    about_why: str | None = None


@dataclass(slots=True)
class DatedStory:
    """What dating needs of a story: its id, printed time, text spans' dates, and whether it is the main one."""

    id: str
    main: bool
    published: str | None
    dates: list[DateMention]
    text: str
    spans: tuple[Span, ...]
    clock: Clock = field(default_factory=Clock)


def solve(stories: list[DatedStory], captured: str | None) -> None:
    """Set every story's clock."""
    for story in stories:
        _from_itself(story)
    for group in ([s for s in stories if s.main], [s for s in stories if not s.main]):
        if len(group) > 1:
            _from_neighbours(group)
    if captured:
        for story in stories:
            if story.clock.day is None:
                _from_capture(story, captured)


def _from_itself(story: DatedStory) -> None:
    clock = story.clock
    stamp = story.published
    if stamp and not stamp.startswith("--"):
        clock.day, clock.exact, clock.own, clock.printed = day_of(stamp), True, True, True
        clock.why = None
        return
    past, coming, years = _evidence(story)
    if not stamp and not past and not coming and len(set(years)) == 1 and not _certain_year(story, years[0]):
        years = []  # "kim ngạch năm 2016 đạt …" may be told in 2016 or in 2017
    floating = _first_floating(story)
    if stamp:  # "31 Oct, 02:44 PM"
        month, day = int(stamp[2:4]), int(stamp[5:7])
        year = _latest_year(past, coming, years)
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
            reason = f"the last {day}/{month} not after {bound.day}/{bound.month}/{bound.year}, which the story tells as to come"
        if made is not None and abs((made - bound).days) <= 366:
            clock.day, clock.exact, clock.own, clock.basis = made, True, True, "inferred"
            clock.why = f"only {day}/{month} is printed; it is {reason}"
            return
    year = _latest_year(past, coming, years)
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


def _evidence(story: DatedStory) -> tuple[list[Day], list[Day], list[int]]:
    """Full days told as past, full days to come, and years named for something near."""
    past: list[Day] = []
    coming: list[Day] = []
    years: list[int] = []
    text = story.text
    for mention in story.dates:
        year = mention.first[0]
        if year is None:
            continue
        before = text[max(0, mention.start - 60) : mention.start]
        if mention.precision == "day":
            made = make_day(*ints(mention.first))
            if made is None:
                continue
            if _ANNIVERSARY_DAY.search(text[max(0, mention.start - 16) : mention.start]):
                years.append(made.year)  # "(8-11-1972 / 8-11-2017)": the second day may lie ahead or behind
                continue
            if _ANNIVERSARY_BEGIN.match(text, mention.end):
                continue
            ahead = _FUTURE.search(before) is not None or _FUTURE.match(text, mention.end + 1)
            (coming if ahead else past).append(made)
        elif mention.first == mention.last and not _GOAL.search(text[max(0, mention.start - 24) : mention.start]) and not (
            _GOAL.search(text[mention.start : mention.end].rsplit(" ", 1)[0] + " ")
        ) or mention.precision == "month":
            if not (mention.precision == "year" and _FUTURE.search(before)):
                years.append(mention.last[0] or year)
    for span in story.spans:
        for match in _NAMED_YEAR.finditer(text, *span):
            if not _FUTURE.search(text, max(span[0], match.start() - 60), match.start()):
                years.append(int(match.group(1) or match.group(2)))
        for match in _anniversary().finditer(text, *span):
            years.append(int(match["years"]) + _founded()[match["what"]])
    newest = max((*(d.year for d in (*past, *coming)), *years), default=0)
    past = [d for d in past if d.year >= newest - 1]
    return past, coming, years


@cache
def _founded() -> dict[str, int]:
    return {row["form"]: int(row["canonical"]) for row in rows("anniversaries")}


@cache
def _anniversary() -> re.Pattern[str]:
    """ "77 năm Ngày thành lập ngành Ngoại giao": so many years since a founding that everybody knows."""
    what = "|".join(sorted(map(re.escape, _founded()), key=len, reverse=True))
    return re.compile(rf"(?<![\d/])(?P<years>\d{{1,3}}) năm (?:[Nn]gày )?(?:truyền thống |thành lập )?(?P<what>{what})(?!\w)")


def named_year(text: str, span: Span) -> str | None:
    """The year in a name or as a year: "Năm Đoàn kết hữu nghị Việt Nam - Lào 2022", "APEC 2025"."""
    match = _NAMED_YEAR.search(text, *span)
    return (match.group(1) or match.group(2)) if match else None


_THIS_YEAR = re.compile(
    r"\b(?:phấn đấu|kỷ niệm|chào mừng|nhiệm vụ|chủ trương|định hướng|năm nay|đăng cai|Chủ tịch)\b"
)


def _certain_year(story: DatedStory, year: int) -> bool:
    """True where the one year a story names is plainly its own: in a name, or beside words of plan or feast."""
    for span in story.spans:
        for match in _NAMED_YEAR.finditer(story.text, *span):
            if str(year) in match.group():
                return True
        for match in _anniversary().finditer(story.text, *span):
            return True
    for mention in story.dates:
        if mention.first[0] == year:
            around = story.text[max(0, mention.start - 50) : mention.end + 50]
            if mention.precision != "year" or _THIS_YEAR.search(around):
                return True
    return False


def _latest_year(past: list[Day], coming: list[Day], years: list[int]) -> int | None:
    if past or coming:
        return max(d.year for d in (past or coming))
    return max(years) if years else None


def _first_floating(story: DatedStory) -> tuple[int, int] | None:
    """Month and day of the first day printed without a year."""
    for mention in story.dates:
        year, month, day = mention.first
        if year is None and month and day:
            return month, day
    return None


def _from_neighbours(group: list[DatedStory]) -> None:
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
    return (int(stamp[2:4]), int(stamp[5:7])) if stamp else _first_floating(story)


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
        elif (floating := _first_floating(story)) is not None:
            made = make_day(2000, *floating)
            base = marks[-1] if marks else None
            if made and base:
                made = nearest(base, *floating)
            if made:
                marks.append(made)
    told = [d for i in known if group[i].clock.exact and not group[i].clock.year_only and (d := group[i].clock.day)]
    if any(b > a + timedelta(days=9) for a, b in zip(told, told[1:], strict=False)):
        return False
    if len(marks) < 3:
        return len(marks) == 2 and marks[0] >= marks[1]
    steps = [a >= b - timedelta(days=9) for a, b in zip(marks, marks[1:], strict=False)]
    return all(steps)


def _from_capture(story: DatedStory, captured: str) -> None:
    floating = _first_floating(story)
    bound = day_of(captured)
    if floating is None:
        return
    made = last_before(bound + timedelta(days=7), *floating)
    if made is not None:
        story.clock.day, story.clock.exact, story.clock.basis = made, True, "inferred"
        story.clock.why = f"only {floating[1]}/{floating[0]} is printed; the page was captured on {bound.isoformat()}"
