"""When a visit began and when it ended: "tối 30/10 … kết thúc chuyến thăm Saudi Arabia, … bắt đầu thăm chính thức Qatar".

Of a journey through several countries one sentence ends the stay in one and begins that in the next. Its day is an end of each
stay, and not a day of both.
"""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from banggiao.grammar.cues import cue
from banggiao.grammar.fold import fold
from banggiao.mentions.dates import date_mentions
from banggiao.mentions.vocabulary import countries_in
from banggiao.record.days import days_of

_NEAR = timedelta(days=5)
_STOP = re.compile(r"[.;]|$")


class Phase(NamedTuple):
    """What a sentence says of a stay in a country: the day it `begins`, the day it `ends`; `far` that its day is one of travel.

    `departs` is the day of setting out, where the country is the first stop.
    """

    begins: str | None = None
    ends: str | None = None
    departs: str | None = None
    far: bool = False


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return (cue("a visit begins"), cue("a visit ends"), cue("somebody sets out or arrives, in a sentence on his visit"),
            cue("somebody sets out on a journey"), cue("somebody comes home from a journey"))  # fmt: skip


def phase_of(body: dict[str, Any], published: str | None) -> Phase:
    """The phase of a visit abroad that the story's sentences tell; empty where they tell neither its beginning nor its end."""
    begins, ends, _, out, home = _cues()
    lands = set(body["countries"])
    guests = {p["country"] for p in body["participants"] if p["role"] == "guest"}
    for evidence in body["evidence"]:
        text = fold(evidence["quote"]).text
        begun = {code for match in begins.finditer(text) for code in _named_after(text, match.end())}
        ended = {code for match in ends.finditer(text) for code in _named_after(text, match.end())}
        day = _day(text, published)
        told = published[:10] if published else None
        abroad = (lands - guests) or lands
        if (leaves := out.search(text)) is not None:
            first = next((code for code in countries_in(text[leaves.end() :]) if code not in guests), None)
            return Phase(departs=day if first in abroad else None, far=True)
        if home.search(text):
            return Phase(far=True)
        starts, stops = bool(abroad & begun), bool(abroad & ended)
        if starts != stops and (day or (starts and told)):  # that it began is told at once; that it ended, also long after
            return Phase(begins=(day or told) if starts else None, ends=day if stops else None)
    return Phase()


def travels(body: dict[str, Any]) -> bool:
    """True where the sentence is on the way there or back: its day is not the sitting's own."""
    return any(pattern.search(evidence["quote"]) for evidence in body["evidence"][:1] for pattern in _cues())


def _named_after(text: str, at: int) -> tuple[str, ...]:
    """The countries named in the clause from `at` on: up to where somebody sets out, a visit begins, or the sentence ends."""
    begins, ends, moves, *_ = _cues()
    stops = [match.start() for pattern in (begins, ends, moves, _STOP) if (match := pattern.search(text, at)) is not None]
    return countries_in(text[at : min(stops)])


def _day(text: str, published: str | None) -> str | None:
    """The first single day in the sentence, in the year in which it lies near the story; None where there is no such day."""
    told = days_of(published[:10]) if published else None
    for mention in date_mentions(text, (0, len(text))):
        year, month, day = mention.first
        if mention.first != mention.last or not month or not day:
            continue
        for then in [year] if year else [told.first.year, told.first.year - 1] if told else []:
            try:
                found = Day(then, month, day)
            except ValueError:  # 29/2 of a common year
                continue
            if told is None or abs(found - told.first) <= _NEAR:
                return found.isoformat()
    return None
