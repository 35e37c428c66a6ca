"""Answers on figures: how much, how much more, which goal."""

from __future__ import annotations

from typing import Final

from banggiao.ask.found import Found, Thing, quotes_of, speaks_of
from banggiao.ask.query import Query
from banggiao.ask.wording import countries, joined, number, say, stamp_in_words, word
from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.naming import plain
from banggiao.record.view import View

_HOME: Final = "VN"
_LOOKED: Final = 2000
_GROWTH: Final = "%"


def answer_figure(view: View, query: Query) -> Found | None:
    """What the record says on a figure, or None: only what is of the countries, the time and the kind that were asked."""
    lands = tuple(dict.fromkeys((*query.countries, *([_HOME] if len(query.countries) == 1 else []))))
    if not lands or query.unknown or query.seats:
        return None
    indicator = query.indicator or ("trade" if query.goal else None)
    if indicator is None:
        return None
    found = [
        f
        for f in view.figures(Filters(countries=lands, kind=indicator, limit=_LOOKED))
        if set(f["parties"]) == set(lands) and f["goal"] == query.goal
    ]
    if query.unit:
        found = [f for f in found if plain(query.unit) in plain(f["unit"] or "")]
    elif indicator != "other":
        found = [f for f in found if f["unit"] != _GROWTH or query.asks == "growth"]
    if query.topic:
        found = [f for f in found if speaks_of([*quotes_of(f), f["unit"]], query.topic)]
    found = _of_time(found, query)
    if query.asks == "growth":
        found = [f for f in found if f["change"] is not None]
    if not found:
        return None
    return _told(query, indicator, found)


def _of_time(found: list[Thing], query: Query) -> list[Thing]:
    """Figures of exactly the asked period; of no known period what was told in it; without a period asked, the latest."""
    if query.start and query.end:
        asked = days_of(query.start, query.end)
        exact = [f for f in found if f["period"] and days_of(f["period"]["start"], f["period"]["end"]) == asked]
        told = [
            f for f in found
            if not f["period"] and asked and (days := days_of((f["first_told"] or "")[:10] or None)) and asked.holds(days)
        ]  # fmt: skip
        return exact or told
    if query.start or query.end:
        asked = days_of(query.start or "1900", query.end or "9999")
        return [
            f
            for f in found
            if f["period"]
            and asked is not None
            and (days := days_of(f["period"]["start"], f["period"]["end"]))
            and asked.holds(days)
        ]
    if not found:
        return []
    latest = max(_said(f) for f in found)
    own = [f for f in found if _said(f) == latest]
    best = own[0]
    return [f for f in own if f["period"] == best["period"] or query.goal]


def _said(figure: Thing) -> str:
    """By when a figure is the latest: the day on which it was first told, or the end of its period."""
    period = figure["period"]["end"] if figure["period"] else ""
    return str((figure["first_told"] or period)[:10])


def _told(query: Query, indicator: str, found: list[Thing]) -> Found:
    language = query.language
    found = sorted(found, key=lambda f: (-f["sources"], f["id"]))
    growth = query.asks == "growth"
    amounts = [(f["change"], _GROWTH) if growth else (f["value"], f["unit"]) for f in found]
    values = [f"{_number(amount)} {unit or ''}".strip() for amount, unit in amounts]
    shown = [f"{number(language, amount)} {unit or ''}".strip() for amount, unit in amounts]
    others = [] if growth else [other for f in found for other in _other(f)]
    values += [f"{_number(amount)} {found[0]['unit'] or ''}".strip() for amount in others]
    shown += [f"{number(language, amount)} {found[0]['unit'] or ''}".strip() for amount in others]
    period = found[0]["period"]
    when = say(language, "period", period=_period(query, period)) if period else ""
    name = word(language, "indicator", indicator)
    if query.goal:
        name = f"{word(language, 'indicator', 'goal')} ({name})"
    lands = countries(language, found[0]["parties"])
    sentence = "growth" if growth else "figure"
    text = say(language, sentence, indicator=name, countries=lands, period=when, values=joined(language, shown))
    if len(set(values)) > 1:
        text += say(language, "sources_differ")
    return Found(text, tuple(dict.fromkeys(values)), tuple(found))


def _other(figure: Thing) -> list[float]:
    """What other sources say of the same."""
    disputed = figure.get("disputed") or {}
    return [
        float(one["value"])
        for one in disputed.get("value", ())
        if isinstance(one, dict) and one.get("value") not in (None, figure["value"])
    ]


def _period(query: Query, period: Thing) -> str:
    start, end = (stamp_in_words(query.language, period[side]) for side in ("start", "end"))
    return start if start == end else f"{start} – {end}"


def _number(value: float) -> str:
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
