"""Time stamps as the press prints them beside a headline, in their many forms.

>>> printed_time("16:12 | 10/09/2024 GMT+7")
PrintedTime(stamp='2024-09-10T16:12', year_known=True)
>>> printed_time("31 Oct, 02:44 PM")
PrintedTime(stamp='10-31T14:44', year_known=False)
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s?(\d{1,2}):(\d{2}))?")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_DAY_WORDS = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?:,? năm|,)? (\d{4})(?!\d)", re.I)
_ENGLISH = re.compile(r"(?<!\d)(\d{1,2})[ -]([A-Za-z]{3,9})\.?(?:,? (\d{4}))?(?!\w)|([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:hg](\d{2})(?::\d{2})?(?!\d)\s?([AaPp]\.?[Mm]\b|CH\b|SA\b)?")
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7]|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
#: What may stand around a date and a clock on a line that is nothing but a time stamp.
_REST = re.compile(
    rf"\b{_WEEKDAY}\b|ngày|tháng|năm|lúc|vào|cập nhật|đăng|xuất bản|posted|updated|published|on|at|gmt\s?\+?\s?\d*|utc"
    r"|giờ|phút|\(|\)|[-–|,.:•·+/]|\b\d phút đọc\b",
    re.I,
)


class PrintedTime(NamedTuple):
    """`stamp` is ISO (day, or minute where printed); without a year it is ``MM-DDTHH:MM`` and `year_known` is False."""

    stamp: str
    year_known: bool


def printed_time(line: str) -> PrintedTime | None:
    """The time stamp that `line` is, or None where the line says anything else besides.

    "Thứ Tư, ngày 28/08/2024 | 08:49" is 2024-08-28T08:49; "Ngày 28/8, tại Hà Nội …" is a sentence and gives None.
    """
    line = line.strip()
    if not 5 <= len(line) <= 70 or not any(c.isdigit() for c in line):
        return None
    found = time_in(line)
    if found is None:
        return None
    rest = line
    for pattern in (_ISO, _DAY, _DAY_WORDS, _ENGLISH, _CLOCK, _REST):
        rest = pattern.sub(" ", rest, count=0 if pattern is _REST else 1)
    return found if len(rest.strip()) <= 1 else None


def time_in(text: str) -> PrintedTime | None:
    """The first full date in `text`, with the clock time beside it where there is one."""
    if iso := _ISO.search(text):
        year, month, day, hour, minute = iso.groups()
        return _stamp(int(year), int(month), int(day), _hm(hour, minute, None) if hour else _clock(text, iso.span()))
    if match := _DAY.search(text) or _DAY_WORDS.search(text):
        day, month, year = match.groups()
        return _stamp(int(year), int(month), int(day), _clock(text, match.span()))
    for match in _ENGLISH.finditer(text):
        day, name, year, name2, day2, year2 = match.groups()
        number = _MONTHS.get((name or name2).lower())
        if number:
            full = year or year2
            return _stamp(int(full) if full else None, number, int(day or day2), _clock(text, match.span()))
    return None


def _clock(text: str, date: tuple[int, int]) -> str:
    near = text[max(0, date[0] - 20) : date[0]] + " " * 3 + text[date[1] : date[1] + 20]
    match = _CLOCK.search(near)
    return _hm(*match.groups()) if match else ""


def _hm(hour: str, minute: str, half: str | None) -> str:
    h, m = int(hour), int(minute)
    if half:
        late = half[0] in "pPC"
        h = h % 12 + 12 if late else h % 12
    return f"T{h:02d}:{m:02d}" if h < 24 and m < 60 else ""


def _stamp(year: int | None, month: int, day: int, clock: str) -> PrintedTime | None:
    if not (1 <= month <= 12 and 1 <= day <= 31) or (year is not None and not 1945 <= year <= 2100):
        return None
    head = f"{year:04d}-" if year is not None else ""
    return PrintedTime(f"{head}{month:02d}-{day:02d}{clock}", year is not None)
