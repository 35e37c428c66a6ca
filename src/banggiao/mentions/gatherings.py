"""Mechanisms and gatherings with their names and numbers: "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banggiao.grammar.cues import cue, words
from banggiao.grammar.lexicon import Match
from banggiao.mentions.numerals import number_in_words, numerals
from banggiao.mentions.vocabulary import countries_in
from banggiao.mentions.walking import pick
from banggiao.model import Span


@dataclass(frozen=True, slots=True)
class Gathering:
    """A named mechanism or gathering at ``text[start:end]``.

    `second` is the other number of two sittings named together ("lần thứ 44, 45").
    `kind` is mechanism, conference, assembly, domestic or sitting (a sitting of something not named beside it);
    `number` the sitting's number; `sitting` True where one sitting is spoken of; `countries` those in the name.
    """

    start: int
    end: int
    name: str
    kind: str
    number: int | None
    sitting: bool
    countries: tuple[str, ...]
    year: int | None = None
    second: int | None = None


_NUMBER = cue("the number of a sitting")
#: Where a name is over: a verb, a preposition of time or place, a stop.
_OVER = cue("where the name of a gathering ends")
_FURTHER = cue("a name that goes on after a comma to its number")
_SECOND = cue("a second number beside the first")
_YEAR = cue("a year right after a gathering's name")
_TRAILING_YEAR = cue("a year at the end of a gathering's name")
_PARTIES = cue("the two sides named after a sitting")
_ONLY_A_NUMBER = cue("forms that are only a number")
_ONE_SITTING = cue("forms of one sitting")
_FIRST = words("a first sitting, and no name of one")
_LEFT_OVER = cue("words left over at a name's end")
_BETWEEN = cue("between two gatherings of a row")
#: No words or year left over at a name's end are longer than this.
_LONGEST_TAIL = 24
_ACRONYM = re.compile(r"\([A-Z][\w+./ -]{1,12}\)|[“\"][^”\"]{2,60}[”\"]")
_YEAR_IN = re.compile(r"(?<=[\w)”] )(20\d\d)(?!\d)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def gatherings(text: str, found: tuple[Match, ...], span: Span) -> list[Gathering]:
    """The gatherings named in the sentence at `span`, left to right, by what was `found` in it.

    "Hội nghị cấp cao Pháp ngữ lần thứ 19" has the number 19 and the name without it.
    """
    out: list[Gathering] = []
    floor = span[0]
    for at, match in enumerate(found):
        for entry in match.entries:
            if entry.sort == "mechanism":
                break
        else:
            continue
        if match.start < floor or _ONLY_A_NUMBER.match(entry.form):
            continue
        gathering = _gathering(text, found, at, span[1])
        if gathering is not None:
            out.append(gathering)
            floor = gathering.end
    return out


def _gathering(text: str, found: tuple[Match, ...], at: int, stop: int) -> Gathering | None:
    match = found[at]
    entry = pick(match, "mechanism")
    assert entry is not None
    limit = min(stop, match.end + 150)
    limit = _next_of_row(text, found[at + 1 :], match.end, limit)
    over = _over(text, match.end, limit)
    end = over.start() if over else limit
    if over is not None and text[over.start()] == ",":  # "hòa bình, hữu nghị Việt Nam - Campuchia lần thứ 5"
        further = _FURTHER.match(text, over.start(), limit)
        if further and not _OVER.search(text, over.end(), further.start("order")):
            nxt = _over(text, further.end(), limit)
            end = nxt.start() if nxt else limit
    number_at = _NUMBER.search(text, match.start + 3, end)
    year_at = _YEAR.match(text, end) or _YEAR_IN.search(text, match.start, end)
    number = _number(number_at) if number_at else None
    second_at = _SECOND.match(text, number_at.end(), stop) if number_at else None
    if second_at is not None:
        end = max(end, second_at.end())
    sitting = entry.kind == "sitting" or number is not None or _ONE_SITTING.match(entry.form.lower()) is not None
    kind, name_start = entry.kind, match.start
    name_end = end
    if number is None and "weak" in entry.note and not countries_in(text[match.start:end]):
        return None
    if entry.kind == "sitting":
        body = next((m for m in found[at + 1 :] if m.start < end and pick(m, "mechanism")), None)
        inner = pick(body, "mechanism") if body is not None else None
        if body is None or inner is None or inner.kind == "sitting":
            if number_at is not None and number_at.group().strip() in _FIRST:
                return None  # "đây là kỳ họp đầu tiên do hai Thủ tướng đồng chủ trì"
            organ = next((m for m in found[at + 1 :] if m.start < end and pick(m, "body")), None)
            if number is None and organ is None:
                return None
            kind = "domestic" if organ is not None else "sitting"
        else:
            kind, name_start = inner.kind, body.start
            if number_at is not None and number_at.start() > body.start:
                name_end = number_at.start()
            if text[end : end + 1] == " " and (between := _PARTIES.match(text, end, stop)):
                name_end = end = between.end()
    name = text[name_start:name_end]
    if number_at is not None and name_start <= number_at.start() < name_end:
        name = text[name_start : number_at.start()] + text[number_at.end() : name_end]
    parties = _PARTIES.search(name)
    if parties is not None and len(countries_in(name[: parties.start()])) > 1:
        name = name[: parties.start()]  # the name has its countries; the delegations are no part of it
    name = _without_tail(_TRAILING_YEAR, " ".join(name.split()).strip(" -–,"))
    if end <= match.start or not name:
        return None
    year = int(year_at.group(1)) if year_at else None
    return Gathering(match.start, end, _without_tail(_LEFT_OVER, name), kind, number, sitting,
                     countries_in(text[match.start:end]), year, int(second_at.group(1)) if second_at else None)


def _without_tail(tail: re.Pattern[str], name: str) -> str:
    """`name` without what `tail` finds at its end, looked for no further back than such tails reach."""
    found = tail.search(name, max(0, len(name) - _LONGEST_TAIL))
    return name[: found.start()] if found is not None else name


def _next_of_row(text: str, found: tuple[Match, ...], at: int, limit: int) -> int:
    """Where the next gathering of a row begins: "Hội nghị … (ACMECS 5) và Hội nghị Cấp cao Tam giác phát triển"."""
    for other in found:
        if other.start >= limit:
            break
        join = _BETWEEN.search(text, max(at, other.start - 4), other.start)
        if join is not None and text[other.start].isupper() and pick(other, "mechanism") is not None:
            return join.start()
    return limit


def _over(text: str, at: int, limit: int) -> re.Match[str] | None:
    """Where the name is over; an acronym in brackets is still of it: "Mekong mở rộng (GMS) lần thứ 8"."""
    while (over := _OVER.search(text, at, limit)) is not None:
        acronym = _ACRONYM.match(text, over.start())
        if acronym is None:
            return over
        at = acronym.end()
    return None


def _number(match: re.Match[str]) -> int | None:
    word = next(g for g in match.groups() if g)
    if word.isdigit() or word in numerals():
        return number_in_words(word)
    total = 0
    for here, after in zip(word, [*word[1:], None], strict=True):
        value = _ROMAN.get(here, 0)
        total += -value if after is not None and _ROMAN.get(after, 0) > value else value
    return total or None
