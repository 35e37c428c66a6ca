"""Figures about a relationship: a value with its unit, indicator, period and change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue, words
from banggiao.grammar.tables import rows
from banggiao.mentions.actor import Actor
from banggiao.mentions.amounts import Amount
from banggiao.mentions.numerals import number_in_words
from banggiao.model import Date, Span


@dataclass(slots=True)
class Number:
    """A figure as one sentence gives it; parties may still be open."""

    indicator: str
    value: float
    unit: str | None
    parties: tuple[str, ...]
    period: Date | None
    change: float | None
    goal: bool
    span: Span
    base: str | None = None


_RISE = cue("a rise, before its size")
_FALL = cue("a fall, before its size")
_GOAL = cue("a figure that is a goal")
_BASE = cue("what a figure is compared with")
_COMPARED = cue("a period that is only compared with")
_RANKED = words("in every place in an order")
_RANK = cue("a place in an order")
_CARRIED = cue("words that carry the indicator on")
_WHOLE_YEAR = cue("a whole year, its number not printed")
_YEARS_AHEAD = cue("so many years ahead")


@cache
def _indicators() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns for text in lower case: without `re.I` a search skips to the first letters."""
    return tuple((re.compile(row["form"].lower()), row["kind"]) for row in rows("indicators"))


def numbers_of(scene: Scene, amounts: list[Amount], pair: tuple[str, ...], before: list[Number]) -> list[Number]:
    """The figures of the sentence; `before` are those of the story so far.

    "Kim ngạch 7 tháng đầu năm 2024 đạt 1,1 tỷ USD, tăng 16,7%" is trade 1100000000 USD with change 16.7.
    """
    if not amounts:
        return _ranks(scene, pair)
    out: list[Number] = []
    if before and before[-1].span[1] > scene.span[0] - 200 and _CARRIED.search(scene.text, *scene.span):
        carried = before[-1].indicator
    else:
        carried = None
    for amount in amounts:
        if amount.unit == "%":
            _percent(scene, amount, out, pair)
        elif amount.currency or amount.counted:
            made = _level(scene, amount, out, pair, carried)
            if made is not None:
                out.append(made)
    out += _ranks(scene, pair)
    for figure in out:
        if figure.indicator != "rank":
            _settle_period(scene, figure)
            if figure.period is None and carried is not None and not figure.goal:
                figure.period = before[-1].period  # "Trong đó, xuất khẩu đạt …": of the same months
    return out


def _ranks(scene: Scene, pair: tuple[str, ...]) -> list[Number]:
    """Places in an order: "đối tác thương mại lớn thứ 3 của Argentina ở châu Á" is 3."""
    out: list[Number] = []
    start, stop = scene.span
    for word in _RANKED:
        if scene.text.find(word, start, stop) >= 0:
            break
    else:
        return out
    for match in _RANK.finditer(scene.text, *scene.span):
        word = match.group(1) or match.group(2)
        value = number_in_words(word)
        parties = _parties(scene, match.start(), pair)
        if len(parties) > 1:
            out.append(Number("rank", float(value), None, parties[:2], None, None, False, match.span()))
    return out


def _percent(scene: Scene, amount: Amount, out: list[Number], pair: tuple[str, ...]) -> None:
    text = scene.text
    left = text[max(scene.span[0], amount.start - 40) : amount.start]
    sign = 1.0 if _RISE.search(left) else -1.0 if _FALL.search(left) else 0.0
    if not sign:
        return
    last = out[-1] if out else None
    if last is not None and last.change is None and last.unit != "%" and amount.start - last.span[1] < 60 and not re.search(
        r"[;:]", text[last.span[1] : amount.start]
    ):
        last.change = sign * amount.value
        last.span = (last.span[0], amount.end)
        return
    indicator = _indicator(scene, amount.start)
    if indicator is None and last is not None and last.unit == "%" and amount.start - last.span[1] < 80:
        indicator = last.indicator  # "điện thoại tăng hơn 57%; thủy sản tăng 43%"
    if indicator is None:
        return
    goal = bool(_GOAL.search(text, *_clause(text, scene.span, amount.start)))
    out.append(Number(indicator, sign * amount.value, "%", _parties(scene, amount.start, pair), None,
                      sign * amount.value, goal, (amount.start, amount.end)))


def _level(scene: Scene, amount: Amount, out: list[Number], pair: tuple[str, ...], carried: str | None) -> Number | None:
    text = scene.text
    indicator = _indicator(scene, amount.start)
    if indicator is None and amount.currency:
        indicator = out[-1].indicator if out and _CARRIED.search(text, *scene.span) else carried
    if amount.unit == "km" and indicator != "border":
        return None
    if amount.counted:
        named = indicator if indicator in ("scholarships", "projects") else "other"
        indicator = amount.counted if amount.counted != "other" else named
    if indicator is None:
        return None
    if len(pair) < 2 and len(_parties(scene, amount.start, pair)) < 2:
        return None
    goal = bool(_GOAL.search(text, *_clause(text, scene.span, amount.start)))
    figure = Number(indicator, amount.value, amount.currency or amount.unit, _parties(scene, amount.start, pair),
                    None, None, goal, (amount.start, amount.end))
    base = _BASE.search(text, amount.end, min(amount.end + 90, scene.span[1]))
    figure.base = base.group(1).strip() if base else None
    return figure


def _clause(text: str, span: Span, at: int) -> Span:
    start = max(span[0], text.rfind(";", span[0], at), at - 160)
    return start, min(span[1], at + 60)


def _indicator(scene: Scene, at: int) -> str | None:
    """The indicator named last before the number in its clause, else soon after it."""
    start, end = _clause(scene.text, scene.span, at)
    best: tuple[int, str] | None = None
    before = scene.text[start:at].lower()
    for pattern, kind in _indicators():
        for match in pattern.finditer(before):
            if best is None or match.end() > best[0]:
                best = (match.end(), kind)
    if best is not None:
        return best[1]
    after = scene.text[at:end].lower()
    return next((kind for pattern, kind in _indicators() if pattern.search(after)), None)


def _parties(scene: Scene, at: int, pair: tuple[str, ...]) -> tuple[str, ...]:
    """The countries named before the number in the sentence, in order; else those of the story."""
    named: list[str] = []
    for actor in scene.actors:
        if actor.start > at + 80:
            break
        for code in _codes(actor):
            if code not in named:
                named.append(code)
    if len(named) >= 2:
        return tuple(named)
    return tuple(dict.fromkeys([*named, *pair]))[: max(2, len(named))]


def _codes(actor: Actor) -> tuple[str, ...]:
    if actor.countries:
        return actor.countries
    return (actor.country,) if actor.country and actor.kind != "pair" else ()


def _settle_period(scene: Scene, figure: Number) -> None:
    """The period printed nearest to the number in its sentence; the base of comparison is none."""
    text = scene.text
    best: tuple[int, Date] | None = None
    for mention in scene.dates:
        before = text[max(scene.span[0], mention.start - 26) : mention.start]
        if _COMPARED.search(before) or (mention.precision == "day" and mention.first == mention.last):
            continue
        made = scene.date(mention)
        if made is None:
            continue
        gap = figure.span[0] - mention.end if mention.end <= figure.span[0] else mention.start - figure.span[1] + 40
        between = text[figure.span[1] : mention.start]
        if mention.start > figure.span[1] + 40 or (mention.start > figure.span[1] and ";" in between):
            continue
        if 0 < mention.start - figure.span[1] < 10 and "," not in between:
            gap = 0
        if best is None or gap < best[0]:
            best = (gap, made)
    whole = _WHOLE_YEAR.search(text, scene.span[0], figure.span[0])
    ahead = _YEARS_AHEAD.search(text, *scene.span)
    if best is not None and whole is not None and figure.span[0] - whole.end() < 30:
        year = best[1].start[:4]
        figure.period = Date(year, year, "year", "derived", f"'{whole.group().lower()}', of {year}")
    elif ahead is not None and figure.goal and scene.clock.day is not None:
        count = number_in_words(ahead.group(1))
        year = str(scene.clock.day.year + count)
        figure.period = Date(year, year, "year", "inferred", f"'{ahead.group()}' counted from {scene.clock.day.year}")
    elif best is not None:
        figure.period = best[1]
