"""Figures of one indicator between the same parties, in the order of their periods, with what sources say differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from banggiao.portal.ask import Ask, NotThere, Page
from banggiao.portal.charts import Chart, Point, scattered, year_of
from banggiao.portal.language import Tongue
from banggiao.portal.parts import Dispute, disputes_of, stories_in


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series in a line: its latest value that was reached; `lands` is between how many countries,
    `drawn` says that there are enough figures for a chart."""

    id: str
    name: str
    href: str
    latest: str
    latest_href: str
    period: str
    change: str
    lands: int
    figures: int
    disputed: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure: its value and growth in words, what it is for, how it was told, and where sources differ."""

    href: str
    period: str
    why: str
    value: str
    change: str
    base: str
    goal: bool
    sources: int
    told: str
    quote: str
    quote_href: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series whole."""

    name: str
    lands: str
    relation: str
    figures: tuple[FigureLine, ...]
    chart: Chart | None


def series(ask: Ask) -> Page:
    """The page of a series; raises `NotThere`."""
    identity = ask.names["id"]
    found = _figures(ask, identity)
    if not found:
        raise NotThere(ask.t.say("The record has no such series of figures."))
    parties = found[0]["parties"]
    name = series_name(found[0], ask.t)
    link = f"/relations/{parties[0]}-{parties[1]}" if len(parties) == 2 else ""
    chart = figures_chart(ask, identity) if _drawable(found) else None
    return Page("series.html", name, Series(name, ask.t.countries(parties), link, figure_lines(ask, found), chart), "figures")


def figure_lines(ask: Ask, found: list[dict[str, Any]]) -> tuple[FigureLine, ...]:
    """Figures in a line each."""
    t = ask.t
    differing = ask.overview.conflicting([f["id"] for f in found])
    titles = ask.overview.titles(sorted(stories_in(c for these in differing.values() for c in these)))
    out = []
    for f in found:
        quote = f["evidence"][0] if f["evidence"] else {}
        out.append(
            FigureLine(
                f"/figures/{f['id']}",
                t.dated(f["period"]),
                (f["period"] or {}).get("why") or "",
                t.amount(f["value"], f["unit"]),
                t.change(f["change"]),
                f["base"] or "",
                f["goal"],
                f["sources"],
                t.day(f["first_told"]),
                quote.get("quote", ""),
                f"/stories/{quote['story']}#q{quote['start']}" if quote else "",
                disputes_of(differing.get(f["id"], ()), titles, t, unit=f["unit"]),
            )
        )
    return tuple(out)


def series_line(ask: Ask, identity: str) -> SeriesLine:
    """A series in a line."""
    t = ask.t
    found = _figures(ask, identity)
    reached = [f for f in found if not f["goal"] and f["period"]] or [f for f in found if not f["goal"]] or found
    latest = max(reached, key=lambda f: ((f["period"] or {}).get("end", ""), f["first_told"] or ""), default=None)
    if latest is None:
        return SeriesLine(identity, "", f"/series/{identity}", "", "", "", "", 0, 0, 0, False)
    disputed = len(ask.overview.conflicting([f["id"] for f in found]))
    return SeriesLine(
        identity,
        series_name(latest, t),
        f"/series/{identity}",
        t.amount(latest["value"], latest["unit"]),
        f"/figures/{latest['id']}",
        t.dated(latest["period"]),
        t.change(latest["change"]),
        len(latest["parties"]),
        len(found),
        disputed,
        _drawable(found),
    )


def series_name(figure: dict[str, Any], t: Tongue) -> str:
    """What a series is called: "kim ngạch thương mại (USD)"."""
    return t.name("indicator", figure["indicator"]) + (f" ({figure['unit']})" if figure["unit"] else "")


def figures_chart(ask: Ask, identity: str) -> Chart:
    """A series over the years: reached, aimed at, and what is disputed."""
    t = ask.t
    found = [f for f in _figures(ask, identity) if f["period"]]
    differing = ask.overview.conflicting([f["id"] for f in found])
    top = max((f["value"] for f in found), default=0)
    large = 10**9 if top >= 10**9 else 10**6 if top >= 10**6 else 1
    points, rows = [], []
    for f in found:
        start, end = f["period"]["start"], f["period"]["end"]
        at = (year_of(start) + year_of(end)) / 2
        words = f"{t.dated(f['period'])}: {t.amount(f['value'], f['unit'])}"
        points.append(Point(at, f["value"], words, f["goal"], f["id"] in differing))
        for value in [
            f["value"],
            *(v["value"] for c in differing.get(f["id"], ()) if c["field"] == "value" for v in c["values"][1:]),
        ]:
            if value != f["value"]:
                points.append(Point(at, value, f"{t.dated(f['period'])}: {t.amount(value, f['unit'])}", f["goal"], True))
            rows.append(
                (t.dated(f["period"]), t.number(value), f["unit"] or "", t.say("yes") if f["goal"] else "", str(f["sources"]))
            )
    unit = found[0]["unit"] if found else ""
    title = f"{series_name(found[0], t)}: {t.countries(found[0]['parties'])}" if found else ""
    if large > 1:
        title += f" ({t.name('large', 'billion' if large == 10**9 else 'million')} {unit})"
    names = (t.say("reached"), t.say("goal"), t.say("sources differ"))
    columns = (t.say("period"), t.say("value"), t.say("unit"), t.say("goal"), t.say("sources"))
    return scattered(title, f"/charts/series/{identity}", points, names, columns, rows, large)


def _figures(ask: Ask, identity: str) -> list[dict[str, Any]]:
    def found() -> list[dict[str, Any]]:
        return [f for f in ask.overview.series(identity) if not f.get("wrong")]

    return ask.keep(("figures", identity), found)


def _drawable(found: list[dict[str, Any]]) -> bool:
    return len({f["period"]["start"][:4] for f in found if f["period"]}) >= 3
