"""What a story's own words say of its year: full days told as past or to come, years in names, anniversaries."""

from __future__ import annotations

import re
from datetime import date as Day
from functools import cache

from banggiao.findings.clocks import DatedStory, first_floating
from banggiao.findings.days import ints, make_day
from banggiao.findings.tenure import not_before
from banggiao.grammar.cues import cue
from banggiao.grammar.tables import rows
from banggiao.model import Span

#: So many years before his first known office a person may be in the news under another.
_A_CAREER = 12
#: So many months ahead a gathering is written of as if it were fixed.
_A_LITTLE_AHEAD = 3
_FUTURE = cue("the day is to come")
_PAST = cue("the day is past")
_GOAL = cue("before a year that is a goal")
_NAMED_YEAR = cue("a year in a name")
_THIS_YEAR = cue("beside the year that is now")
#: "77 năm Ngày thành lập ngành Ngoại giao": so many years since a founding that everybody knows.
_SINCE_FOUNDING = cue("so many years since a founding")
_ANNIVERSARY_DAY = re.compile(r"\d{4} ?[-–/] ?$")
_ANNIVERSARY_BEGIN = re.compile(r" ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}")


def evidence_of(story: DatedStory) -> tuple[list[Day], list[Day], list[int]]:
    """Full days told as past, full days to come, and years named for something near."""
    past: list[Day] = []
    coming: list[Day] = []
    years: list[int] = []
    text = story.text
    floating = first_floating(story)
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
            continue
        goal = _GOAL.search(text[max(0, mention.start - 24) : mention.start]) or (
            _GOAL.search(text[mention.start : mention.end].rsplit(" ", 1)[0] + " ")
        )
        near = mention.precision == "month" or (mention.first == mention.last and not goal)
        if near and mention.precision == "month" and floating is not None and not _FUTURE.search(before):
            around = text[max(0, mention.start - 40) : mention.end + 40]
            years += _years_beside(year, mention.first[1] or 1, floating[0], told_as_past=_PAST.search(around) is not None)
        elif near and not (mention.precision == "year" and _FUTURE.search(before)):
            years.append(mention.last[0] or year)
    for span in story.spans:
        named = (m for m in _NAMED_YEAR.finditer(text, *span)
                 if not _FUTURE.search(text, max(span[0], m.start() - 60), m.start()))
        years += [int(m.group(1) or m.group(2)) for m in named]
        years += [int(m["years"]) + _founded()[m["what"]] for m in _SINCE_FOUNDING.finditer(text, *span)]
    if story.since is not None:  # "Hiệp ước được ký ngày 18/7/1977" in a story of those who came to office in 2021
        low = story.since - _A_CAREER
        past, coming = [d for d in past if d.year >= low], [d for d in coming if d.year >= low]
        years = [y for y in years if y >= low]
    low_day = not_before(story.tenures)
    if low_day is not None:
        past, coming = [d for d in past if d >= low_day], [d for d in coming if d >= low_day]
        years = [y for y in years if y >= low_day.year]
    newest = max((*(d.year for d in (*past, *coming)), *years), default=0)
    past = [d for d in past if d.year >= newest - 1]
    return past, coming, years


def _years_beside(year: int, month: int, floating: int, *, told_as_past: bool) -> list[int]:
    """The year of a day in month `floating` beside a month of `year`: after "tháng 10/2016" told as past, 8/2 is 2017's.

    A month a little ahead that is not told as past may lie behind or before; it says nothing.
    """
    if floating >= month:
        return [year]
    if told_as_past:
        return [year + 1]
    return [] if month - floating <= _A_LITTLE_AHEAD else [year + 1]


def first_office(names: set[str]) -> int | None:
    """The year in which the first of these people came to the first office that the list knows of."""
    return min((_first_offices()[n] for n in names if n in _first_offices()), default=None)


@cache
def _first_offices() -> dict[str, int]:
    out: dict[str, int] = {}
    for row in rows("office_holders"):
        if row["start"]:
            out[row["name"]] = min(int(row["start"][:4]), out.get(row["name"], 9999))
    return out


@cache
def _founded() -> dict[str, int]:
    return {row["form"]: int(row["canonical"]) for row in rows("anniversaries")}


def named_year(text: str, span: Span) -> str | None:
    """The year in a name or as a year: "Năm Đoàn kết hữu nghị Việt Nam - Lào 2022", "APEC 2025"."""
    match = _NAMED_YEAR.search(text, *span)
    return (match.group(1) or match.group(2)) if match else None



def certain_year(story: DatedStory, year: int) -> bool:
    """True where the one year a story names is plainly its own: in a name, or beside words of plan or feast."""
    for span in story.spans:
        for match in _NAMED_YEAR.finditer(story.text, *span):
            if str(year) in match.group():
                return True
        if _SINCE_FOUNDING.search(story.text, *span):
            return True
    for mention in story.dates:
        if mention.precision == "month" and mention.first[0] in (year, year - 1):
            return True
        if mention.first[0] == year:
            around = story.text[max(0, mention.start - 50) : mention.end + 50]
            if mention.precision != "year" or _THIS_YEAR.search(around):
                return True
    return False


def latest_year(past: list[Day], coming: list[Day], years: list[int]) -> int | None:
    """The latest year of the full days past or to come; without any, of the years named."""
    if past or coming:
        return max(d.year for d in (past or coming))
    return max(years) if years else None
