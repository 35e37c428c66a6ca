"""What an address asks for: filters, cursors and ids out of query strings, with plain words where they make no sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final
from urllib.parse import urlencode

from banggiao.record.days import days_of
from banggiao.record.filters import Filters

KINDS: Final = (
    "visit",
    "talks",
    "reception",
    "call",
    "session",
    "conference",
    "signing",
    "message",
    "ceremony",
    "credentials",
    "appointment",
    "aid",
    "activity",
)
LEVELS: Final = ("state", "official", "official_friendship", "working", "attend")
STATUSES: Final = ("held", "ongoing", "planned", "called_off")
INDICATORS: Final = ("trade", "export", "import", "investment", "projects", "aid", "scholarships", "border", "rank", "other")
ACTS: Final = ("agree", "pledge", "propose", "plan", "target")
STATES: Final = ("open", "overdue", "silent", "done")
SIGNED: Final = ("signed", "planned", "in_force", "named")
#: How many lines a list has.
PAGE: Final = 50
_LONGEST: Final = 200
_LONGEST_WORDS: Final = 1000
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_CURSOR = re.compile(r"[0-9T:.-]{0,32}~[a-z]{2}-[0-9a-f]{16}")
_BETWEEN = re.compile(r"([A-Za-z]{2})(?:[-,\s]+([A-Za-z]{2}))?")


class Absurd(Exception):  # no error of the program's
    """An address that asks for nothing that could be; `field` names what is wrong, `value` is what was written there."""

    def __init__(self, field: str, value: str, allowed: str) -> None:
        """Name the field, what it held and what it may hold."""
        super().__init__(f"{field}: {value[:40]!r} is not {allowed}")
        self.field, self.value, self.allowed = field, value[:40], allowed


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list as they were written: what its form shows again, and what the links to its next page carry."""

    between: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""
    level: str = ""
    status: str = ""
    person: str = ""
    source: str = ""
    after: str = ""

    def address(self, path: str, **other: str) -> str:
        """The address of `path` with these filters, some of them changed."""
        now = {f.name: getattr(self, f.name) for f in fields(self)} | {"after": ""} | other
        query = urlencode({name: value for name, value in now.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def any(self) -> bool:
        """True where something is filtered."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "after")

    def filters(self, *, countries: tuple[str, ...] = (), limit: int = PAGE) -> Filters:
        """The same for `View`; one more line is asked for than is shown, to know whether there are more."""
        asked = tuple(code.upper() for code in _BETWEEN.fullmatch(self.between).groups() if code) if self.between else ()  # type: ignore[union-attr]
        return Filters(
            countries=tuple(dict.fromkeys((*countries, *asked))),
            start=self.start or None,
            end=self.end or None,
            kind=self.kind or None,
            level=self.level or None,
            status=self.status or None,
            person=self.person or None,
            source=self.source or None,
            limit=limit + 1,
            after=self.after or None,
        )


def asked(query: Mapping[str, str], *, kinds: tuple[str, ...] = KINDS, statuses: tuple[str, ...] = STATUSES) -> Asked:
    """The filters in a query string; raises `Absurd`. Names it does not know are passed over."""
    found = {f.name: " ".join(query.get(f.name, "").split()) for f in fields(Asked)}
    for name, value in found.items():
        if len(value) > _LONGEST or "\x00" in value:
            raise Absurd(name, value, f"of at most {_LONGEST} letters")
    for name, allowed in (("kind", kinds), ("level", LEVELS), ("status", statuses)):
        if found[name] and found[name] not in allowed:
            raise Absurd(name, found[name], ", ".join(allowed))
    for name in ("start", "end"):
        if found[name] and (not _DATE.fullmatch(found[name]) or days_of(found[name]) is None):
            raise Absurd(name, found[name], "2024, 2024-07, 2024-07-11")
    if found["start"] and found["end"] and days_of(found["start"]).first > days_of(found["end"]).last:  # type: ignore[union-attr]
        raise Absurd("end", found["end"], f"≥ {found['start']}")
    if found["between"] and not _BETWEEN.fullmatch(found["between"]):
        raise Absurd("between", found["between"], "LA, VN-LA")
    if found["after"] and not _CURSOR.fullmatch(found["after"]):
        raise Absurd("after", found["after"], "2024-07-11~ev-0123456789abcdef")
    return Asked(**found)


def pair_of(text: str) -> tuple[str, str] | None:
    """The two countries of ``VN-LA``; None where it does not name two."""
    found = _BETWEEN.fullmatch(text)
    if found is None or not found[2] or found[1].upper() == found[2].upper():
        return None
    return found[1].upper(), found[2].upper()


def words_asked(query: Mapping[str, str]) -> str:
    """The words of a search or question, ``q``; raises `Absurd` where they are longer than anything that is read."""
    words = " ".join(query.get("q", "").split())
    if len(words) > _LONGEST_WORDS or "\x00" in words:
        raise Absurd("q", words, f"of at most {_LONGEST_WORDS} letters")
    return words
