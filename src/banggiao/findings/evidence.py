"""What a story's own words say of its year: full days told as past or to come, years in names, anniversaries."""

from __future__ import annotations

import re
from datetime import date as Day
from functools import cache

from banggiao.findings.clocks import DatedStory
from banggiao.findings.days import ints, make_day
from banggiao.grammar.tables import rows
from banggiao.model import Span

_FUTURE = re.compile(r"\b(?:sẽ|dự kiến|sắp|kế hoạch|chuẩn bị|nhận lời|tiến tới|tới đây)\b")
_GOAL = re.compile(r"(?:đến|vào|tới|giai đoạn|nhiệm kỳ|trước|hết|từ|mục tiêu|tầm nhìn|niên khóa)\s*(?:cuối |đầu |hết )?(?:năm )?$", re.I)
_NAMED_YEAR = re.compile(r"\b(?:[A-ZĐ][\w-]*[A-Z][\w/-]*|Davos|Nam|Nữ) ((?:19|20)\d\d)\b|\b[Nn]ăm [^.,;\d]{3,60}? ((?:19|20)\d\d)\b")
_ANNIVERSARY_DAY = re.compile(r"\d{4} ?[-–/] ?$")
_ANNIVERSARY_BEGIN = re.compile(r" ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}")


def evidence_of(story: DatedStory) -> tuple[list[Day], list[Day], list[int]]:
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


def certain_year(story: DatedStory, year: int) -> bool:
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


def latest_year(past: list[Day], coming: list[Day], years: list[int]) -> int | None:
    if past or coming:
        return max(d.year for d in (past or coming))
    return max(years) if years else None
