"""Dates as printed, before their years are solved: `DateMention`.

The shapes are rules of ``vi/rules/dates.toml``. A mention keeps what was printed and nothing more; `findings.dating`
settles the missing year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from banggiao.grammar.tomlrules import rule_file
from banggiao.model import Span

#: Year, month, day; None for what is not printed.
Point = tuple[int | None, int | None, int | None]


class DateMention(NamedTuple):
    """A date at ``text[start:end]``: its first and last point, the same for a single day.

    `relative` is "day+0", "year-1", "same day" … where the date is set off from another; `tense` is "past" or "future"
    where the words say so ("tháng 7 vừa qua").
    """

    start: int
    end: int
    first: Point
    last: Point
    rule: str
    relative: str = ""
    tense: str = ""

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.first[2] else "month" if self.first[1] else "year"


_SEARCH = rule_file("dates")["search"]
#: Where a date can begin: a digit, or a word that opens one.
_START = re.compile(_SEARCH["start"].replace("\n", ""))
#: The first digit or cue word of a date, where every date is looked for: "5" of "chiều ngày 5/3", "năm" of "trong năm 2022".
_CORE = re.compile(_SEARCH["core"].replace("\n", ""))
#: The letters by which the cue words among these are known.
_WORD_CORES = frozenset(_SEARCH["word_cores"])
#: Words that may stand in a date before its core.
_BEFORE_CORE = frozenset(_SEARCH["before_core"])
_LAST_WORD = re.compile(r"\w+$")


class _Rule(NamedTuple):
    name: str
    match: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_Rule(name, re.compile(pattern)) for name, pattern in _patterns())


def _patterns() -> Iterator[tuple[str, str]]:
    """The rules' names and patterns. Case matters nowhere but in what the lists spell out."""
    content = rule_file("dates")
    words = content["words"]
    for rule in content["rule"]:
        pattern = rule["pattern"]
        for key, value in words.items():
            pattern = pattern.replace("{" + key + "}", value)
        yield rule["name"], f"(?i:{pattern})"


@cache
def _any_rule(by_word: bool) -> re.Pattern[str]:
    """All rules as one pattern, each as a group ``rule0``, ``rule1`` …: what fits nowhere is told in one attempt.

    With `by_word` those alone whose core may be a word: where a rule has a day, its digits come first.
    """
    parts = []
    for number, (_, pattern) in enumerate(_patterns()):
        if by_word and "(?P<d1>" in pattern:
            continue
        apart = _GROUP_NAME.sub(rf"\g<0>r{number}_", pattern)  # a name may stand once in a pattern
        parts.append(f"(?P<rule{number}>{apart})")
    return re.compile("|".join(parts))


_GROUP_NAME = re.compile(r"\(\?P[<=]")
#: A date is no longer than this; a window keeps every attempt short.
_WINDOW = 64
#: So far before its core a date may begin.
_REACH = 32


def date_mentions(text: str, span: Span) -> list[DateMention]:
    """All dates in ``text[start:end]``, left to right, never overlapping.

    "từ ngày 10 đến 13/9/2024" is one mention, 2024-09-10 to 2024-09-13; "Chiều 29/8" has no year.
    """
    out: list[DateMention] = []
    at, stop = span
    for core in _CORE.finditer(text, at, stop):
        here = core.start()
        if here < at:
            continue
        rules = _any_rule(text[here] in _WORD_CORES)
        for start in _starts(text, here, at):
            found = _at(rules, text, start, stop)
            if found is not None:
                out.append(found)
                at = found.end
                break
    return out


def _starts(text: str, core: int, floor: int) -> list[int]:
    """Where a date with its core at `core` may begin, leftmost first, but not before `floor`."""
    out: list[int] = []
    at, low = core, max(floor, core - _REACH)
    while at > low and text[at - 1].isalpha():
        at -= 1  # to the beginning of the cue word
    while True:
        if _START.match(text, at):
            out.append(at)
        end = at
        while end > low and text[end - 1] in " ,(":
            end -= 1
            if text[end] == "(":
                out.append(end)
        at = max(low, text.rfind(" ", low, end) + 1)
        word = text[at:end]
        if word.lower() not in _BEFORE_CORE:
            last = _LAST_WORD.search(word)
            if last is None:
                break
            at += last.start()
            if last.group().lower() not in _BEFORE_CORE and not _START.match(text, at):
                break  # but not at words run together: "chiềungày 6/6"
    out.reverse()
    return out


def _at(rules: re.Pattern[str], text: str, here: int, stop: int) -> DateMention | None:
    end = min(stop, here + _WINDOW)
    match = rules.match(text, here, end)
    if match is None:
        return None
    assert match.lastgroup is not None
    for rule in _rules()[int(match.lastgroup[4:]) :]:
        match = rule.match.match(text, here, end)
        if match is not None:
            mention = _mention(rule.name, match)
            if mention is not None:
                return mention
    return None


def _mention(name: str, match: re.Match[str]) -> DateMention | None:
    got = match.groupdict()
    relative = _relative(got.get("rel"))
    tense = "past" if got.get("past") else "future" if got.get("future") else ""
    y1, y2 = _int(got.get("y1")), _int(got.get("y2"))
    if "months" in got:
        count = _number(got["months"])
        first: Point = (y1, 1, None)
        last: Point = (y1, count, None)
    elif "quarter" in got:
        quarter = rule_file("dates")["quarters"].get(got["quarter"].lower(), 0)
        first, last = (y1, 3 * quarter - 2, None), (y1, 3 * quarter, None)
    elif "half" in got:
        late = _SEARCH["late"] in got["half"].lower()
        first, last = (y1, 7 if late else 1, None), (y1, 12 if late else 6, None)
    elif "d2" in got:
        m2 = _number(got["m2"])
        m1 = _number(got["m1"]) if got.get("m1") else m2
        d1, d2 = int(got["d1"]), int(got["d2"])
        year1 = y1 if y1 is not None else y2
        if y1 is None and y2 is not None and m2 < m1:
            year1 = y2 - 1
        first, last = (year1, m1, d1), (y2, m2, d2)
        if m1 == m2 and d1 >= d2 and y1 is None:
            return None
    else:
        month = _number(got["m1"]) if got.get("m1") else None
        day = _int(got.get("d1"))
        first = (y1, month, day)
        last = (y2, None, None) if y2 is not None else first
        if first == (None, None, None) and not relative:
            return None
    if not all(_exists(p) for p in (first, last)):
        return None
    return DateMention(match.start(), match.end(), first, last, name, relative, tense)


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _exists(point: Point) -> bool:
    _, month, day = point
    return month is None or (1 <= month <= 12 and (day is None or 1 <= day <= _LENGTHS[month - 1]))


def _relative(words: str | None) -> str:
    if not words:
        return ""
    table: dict[str, str] = rule_file("dates")["relative"]
    low = words.lower().strip()
    return next((value for key, value in table.items() if low.endswith(key)), "")


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    numbers: dict[str, int] = rule_file("dates")["numbers"]
    return numbers.get(word.lower(), 0)


def as_text(mention: DateMention) -> str:
    """A mention in the notation of the rules' examples: "--08-29", "2024-01/2024-07", "day+0"."""
    if mention.relative and mention.first == (None, None, None):
        return mention.relative
    first, last = (_point(p) for p in (mention.first, mention.last))
    return first if first == last else f"{first}/{last}"


def _point(point: Point) -> str:
    year, month, day = point
    parts = ["-" if year is None else f"{year:04d}"]
    parts += [f"{v:02d}" for v in (month, day) if v]
    return "-".join(parts)
