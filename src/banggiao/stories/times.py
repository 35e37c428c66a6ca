"""Time stamps as the press prints them beside a headline, in their many forms.

>>> printed_time("16:12 | 10/09/2024 GMT+7")
PrintedTime(stamp='2024-09-10T16:12', year_known=True)
>>> printed_time("31 Oct, 02:44 PM")
PrintedTime(stamp='10-31T14:44', year_known=False)
>>> printed_time("2 giờ trước") is None
True
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from banggiao.grammar.cues import cue

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
# Each begins with the digit itself, and only then looks behind, so that a search skips to the digits.
_ISO: Final = re.compile(
    r"(\d(?<!\d\d)\d{3})[-/](\d{1,2})[-/](\d{1,2})(?:(?:T|\s{1,2})(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"(?:Z|\s?[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_DAY: Final = re.compile(r"(\d(?<!\d\d)\d?)\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_DAY_WORDS: Final = cue("a full day in words on a stamp")
_SHORT_YEAR: Final = re.compile(r"(\d(?<!\d\d)\d?)([/.-])(\d{1,2})\2(\d{2})(?!\d)")
_NO_YEAR: Final = re.compile(r"(\d(?<![\d/.-].)\d?)[/-](\d{1,2})(?![\d/.-])")
_MONTH_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ENGLISH: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ -]({_MONTH_NAME})\.?(?:,? (\d{{4}}))?(?!\w)|(?<!\w)({_MONTH_NAME})\.? (\d{{1,2}}), (\d{{4}})(?!\d)",
    re.I,
)
_CLOCK: Final = cue("a clock on a stamp")
#: What follows some digit, or stands before a year, wherever one of these finds anything.
_TIME_LIKE: Final = cue("what tells a line with a time from most others")
#: What may stand around a date and a clock on a line that is nothing but a time stamp.
_REST: Final = cue("what may stand around a date and a clock")


class PrintedTime(NamedTuple):
    """`stamp` is ISO, a day or a minute; without a year it is ``MM-DDTHH:MM`` and `year_known` is False."""

    stamp: str
    year_known: bool


def printed_time(line: str) -> PrintedTime | None:
    """The time stamp that `line` is, or None where the line says anything else besides.

    "Thứ Tư, ngày 28/08/2024 | 08:49" is 2024-08-28T08:49; "Ngày 28/8, tại Hà Nội …" is a sentence and gives
    None, and so is "2 giờ trước", which no reader of a stored page can tell.
    """
    line = line.strip()
    if not 5 <= len(line) <= 70 or not _TIME_LIKE.search(line):
        return None
    found = time_in(line) or _without_full_year(line)
    if found is None:
        return None
    rest = line
    for pattern in (_ISO, _DAY, _DAY_WORDS, _ENGLISH, _CLOCK):
        rest = pattern.sub(" ", rest, count=1)
    if len(found.stamp) == 11 or rest == line:
        rest = _NO_YEAR.sub(" ", _SHORT_YEAR.sub(" ", rest, count=1), count=1)
    else:
        rest = _SHORT_YEAR.sub(" ", rest, count=1)
    return found if len(_REST.sub(" ", rest).strip()) <= 1 else None


def time_in(text: str) -> PrintedTime | None:
    """The first full date in `text`, with the clock time beside it where there is one.

    "Chính sách mới 26/02/2026 12:00" has 2026-02-26T12:00.
    """
    for match in _ISO.finditer(text):
        year, month, day, hour, minute = match.groups()
        clock = _hm(hour, minute, None) if hour else _clock(text, match.span())
        if found := _stamp(int(year), int(month), int(day), clock):
            return found
    for match in _DAY.finditer(text):
        day, _, month, year = match.groups()
        if found := _stamp(int(year), *_month_first(int(month), int(day)), _clock(text, match.span())):
            return found
    for match in _DAY_WORDS.finditer(text):
        day, month, year = match.groups()
        if found := _stamp(int(year), int(month), int(day), _clock(text, match.span())):
            return found
    for match in _ENGLISH.finditer(text):
        day, name, year, name2, day2, year2 = match.groups()
        number = _MONTHS.get((name or name2).lower())
        if number:
            full = year or year2
            clock = _clock(text, match.span())
            if found := _stamp(int(full) if full else None, number, int(day or day2), clock):
                return found
    return None


def _without_full_year(line: str) -> PrintedTime | None:
    """A stamp with a clock and "21/11/24" or "21/11": too little to be looked for in running text."""
    if not (clock := _CLOCK.search(line)):
        return None
    hour = _hm(*clock.groups())
    if not hour:
        return None
    if match := _SHORT_YEAR.search(line):
        day, _, month, year = match.groups()
        return _stamp(2000 + int(year), int(month), int(day), hour)
    if match := _NO_YEAR.search(line):
        return _stamp(None, int(match[2]), int(match[1]), hour)
    return None


def _month_first(month: int, day: int) -> tuple[int, int]:
    """Month and day in this order, for "28/08/2024" and, where nothing else can be meant, "08/28/2024"."""
    return (day, month) if month > 12 >= day else (month, day)


def _clock(text: str, place: tuple[int, int]) -> str:
    near = text[max(0, place[0] - 20) : place[0]] + " " * 3 + text[place[1] : place[1] + 20]
    match = _CLOCK.search(near)
    return _hm(*match.groups()) if match else ""


def _hm(hour: str, minute: str, half: str | None) -> str:
    h, m = int(hour), int(minute)
    if half:
        late = half[0] in "pPC"
        h = h % 12 + 12 if late else h % 12 if h <= 12 else h  # "13:05 PM" and even "13:05 AM" are printed
    return f"T{h:02d}:{m:02d}" if h < 24 and m < 60 else ""


def _stamp(year: int | None, month: int, day: int, clock: str) -> PrintedTime | None:
    if year is not None and not 1945 <= year <= 2100:
        return None
    try:
        date(year if year is not None else 2024, month, day)  # 2024 has a 29 February
    except ValueError:
        return None
    head = f"{year:04d}-" if year is not None else ""
    return PrintedTime(f"{head}{month:02d}-{day:02d}{clock}", year is not None)
