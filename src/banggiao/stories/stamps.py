"""Printed times for stories: full, or without a year in the form ``--09-10`` that the reader solves later."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from banggiao.grammar.cues import cue
from banggiao.stories.times import printed_time, time_in

if TYPE_CHECKING:
    from banggiao.pages.elements import Element
    from banggiao.pages.metadata import Metadata

#: "(09/09)", "13/12", "ngày 4/9", "Thứ bảy, 11/09", "04 Th9", "12 Tháng 3, 2021".
_SHORT: Final = cue("a day and month that are a stamp")
_DATED: Final = re.compile(r"date|time|ngay|gio|moc|posted", re.I)
#: What parts a stamp from the text behind it, as in "17/09/2024 - Ông Hà Vĩ …".
_DASH: Final = re.compile(r"\s*(?:[-–—|:]\s+|(?<=[)\]])\s+)")
_LONGEST: Final = 40
_ATTRIBUTES: Final = ("datetime", "data-time", "data-date", "data-published", "data-timestamp", "title")
_VIETNAM: Final = timezone(timedelta(hours=7))
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def stamp_of(line: str, names: str = "") -> str | None:
    """The ISO stamp that `line` is and says nothing besides; ``--MM-DD`` or ``--MM-DDTHH:MM`` without a year.

    "16:12 | 10/09/2024" is 2024-09-10T16:12 and "(09/09)" is --09-09. A bare "4/9" may be a picture's number:
    it is a day only where `names`, the class names of what holds it, speak of a date. "Tháng 12/2023" is none.
    """
    if (found := printed_time(line)) is not None:
        return found.stamp if found.year_known else f"--{found.stamp}"
    line = line.strip()
    match = _SHORT.fullmatch(line) if 3 <= len(line) <= _LONGEST else None
    if match is None:
        return None
    day, month, year = match["day"], match["month"], match["year"]
    padded = len(day) == len(month) == 2 and match["mark"] == "/"
    if not (match["sure"] or match["word"] or padded or _DATED.search(names)):
        return None
    try:
        date(int(year or 2024), int(month), int(day))  # 2024 has a 29 February
    except ValueError:
        return None
    return f"{year or '-'}-{int(month):02d}-{int(day):02d}"


def has_year(stamp: str) -> bool:
    """Whether a stamp is full."""
    return not stamp.startswith("--")


def better(one: str | None, other: str | None) -> str | None:
    """The stamp that tells more: a full one before one without a year, and what there is before nothing."""
    if one is None or (other is not None and has_year(other) and not has_year(one)):
        return other
    return one


def metadata_time(meta: Metadata) -> str | None:
    """The time of publication that a page's metadata give, on the Vietnamese clock."""
    return next((stamp for time in meta.times if (stamp := local_stamp(time)) is not None), None)


def local_stamp(value: str) -> str | None:
    """An ISO minute (or day) on the Vietnamese clock: "2026-03-01T02:51:00Z" is 2026-03-01T09:51."""
    value = value.strip()
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = time_in(value)
        return found.stamp if found is not None and found.year_known else None
    if not 1945 <= moment.year <= 2100:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(_VIETNAM)
    return moment.strftime("%Y-%m-%dT%H:%M") if ":" in value else moment.strftime("%Y-%m-%d")


def marked_stamp(element: Element) -> str | None:
    """The ISO stamp in an element's attributes: ``<time datetime="2022-11-02T09:05:00+07:00">`` is 2022-11-02T09:05."""
    for name in _ATTRIBUTES:
        value = element.get(name)
        if value and _ISO_DAY.match(value) and (found := local_stamp(value)):
            return found
    return None


def leading_stamp(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The stamp that a text begins with, up to a dash, and where it goes on: "17/09/2024 - Ông Hà Vĩ …"."""
    for match in _DASH.finditer(text, start, min(end, start + _LONGEST)):
        if match.end() < end and (found := stamp_of(text[start : match.start()])) is not None:
            return found, match.end()
    return None, start
