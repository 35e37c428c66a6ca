"""Figures as series for a pair and an indicator: sources side by side, levels held against growth."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from banggiao.record.folds.commitments import Level
from banggiao.record.folds.grouped import Said, Settled, join, said_in, write
from banggiao.record.ids import make_id
from banggiao.record.judged import Judged
from banggiao.record.schema import conflicts, figures
from banggiao.record.sql import drop, fetch, put
from banggiao.record.statements import Statement
from banggiao.record.voting import supported

#: Values within so much of each other are one value, rounded ("gần 9,56 tỷ" and "9,6 tỷ").
_ROUNDING: Final = 0.02
#: Values farther apart than this are of two quantities.
_ONE_SIZE: Final = 1.5
#: A level may be so far from what the year before and its growth make it, as all three are rounded.
_TOLERANCE: Final = 0.06


def add_figures(
    connection: Connection, new: Sequence[Statement], judged: Judged, revoiced: Collection[str]
) -> dict[str, Level]:
    """Settle the figures that new statements give; gives what changed for whom."""
    return settle(connection, join(connection, "figure", new, _group, revoiced), judged)


def _group(body: dict[str, Any], told: str) -> str:
    """One period of one pair: growth and level of it are one figure.

    Without a period, or set as a goal, only equal values are.
    """
    period = body["period"] or {}
    when = (period["start"], period["end"]) if period else ("told", told[:7])
    value = f"{body['value']:.2g}" if body["goal"] or not period else ""
    return make_id("reference", "figure", body["indicator"], *sorted(body["parties"]), "", *when, body["goal"], value)


def settle(connection: Connection, groups: Collection[str], judged: Judged, lost: Collection[str] = ()) -> dict[str, Level]:
    """Settle whole groups; gives by parties which levels may have been reached or lost.

    `lost` are ids of those of which a statement went.
    """
    said = said_in(connection, "figure", groups)
    gone = {s.entity for found in said.values() for s in found if s.entity} | set(lost)
    before = fetch(connection, (figures.c.parties, figures.c.series, figures.c.value, figures.c.time), figures.c.id, gone)
    settled = [one for group in sorted(said) if said[group] for one in _figures(said[group], judged)]
    write(connection, figures, "figure", settled, gone)
    _hold_against_growth(connection, {s.row["series"] for s in settled} | {r.series for r in before})
    out: dict[str, Level] = {}
    for lands, value, time in [
        *((r.parties, r.value, r.time) for r in before),
        *((s.row["parties"], s.row["value"], s.row["time"]) for s in settled),
    ]:
        level = out.get(lands, Level(value, time))
        out[lands] = Level(max(level.most, value), min(level.since, time))
    return out


def _figures(said: Sequence[Said], judged: Judged) -> list[Settled]:
    """The figures of one group: one for every unit; growth goes with the money."""
    by_unit: dict[str | None, list[Said]] = {}
    for one in said:
        by_unit.setdefault(one.body["unit"], []).append(one)
    growth = by_unit.pop("%", [])
    money = max((unit for unit in by_unit if unit), key=lambda u: (len(by_unit[u]), u), default=None)
    if money is None and growth:
        by_unit["%"] = growth
        growth = []
    out = []
    for unit, found in sorted(by_unit.items(), key=lambda p: p[0] or ""):
        for at, (value, alike) in enumerate(_magnitudes(found)):
            out.append(_figure(alike, growth if unit == money and not at else [], judged, f"{value:.1g}" if at else ""))
    return out


def _magnitudes(said: Sequence[Said]) -> list[tuple[float, list[Said]]]:
    """What was said of quantities of one size: new investment of a year and all there is are two figures and no conflict."""
    heaps: list[tuple[float, list[Said]]] = []
    for value, who in _rounded(said):
        near = next((heap for heap in heaps if max(value, heap[0]) <= _ONE_SIZE * min(value, heap[0])), None)
        if near is None:
            heaps.append((value, list(who)))
        else:
            near[1].extend(who)
    return [(value, sorted(who, key=lambda s: (s.published or "9", s.id))) for value, who in heaps]


def _figure(said: Sequence[Said], growth: Sequence[Said], judged: Judged, size: str) -> Settled:
    everyone = sorted([*said, *growth], key=lambda s: (s.published or "9", s.id))
    values = _rounded(said)
    value = values[0][0]
    changes = supported(everyone, lambda s: s.body["change"])
    head = said[0].body
    parties = sorted({code for one in said for code in one.body["parties"]}, key=lambda c: (c != "VN", c))
    series = make_id("reference", "series", head["indicator"], *sorted(head["parties"]), head["unit"])
    period = head["period"]
    seed = make_id(
        "figure", head["indicator"], *sorted(head["parties"]), head["unit"],
        json.dumps(period and [period["start"], period["end"]]), head["goal"], "" if period else said[0].day[:7],
        f"{value:.2g}" if head["goal"] or not period else "", size,
    )  # fmt: skip
    body: dict[str, Any] = {
        "id": seed, "series": series, "indicator": head["indicator"], "value": value, "unit": head["unit"], "parties": parties,
        "period": period, "change": changes[0][0] if changes else None,
        "base": next((s.body["base"] for s in everyone if s.body.get("base")), None),
        "goal": head["goal"], "sources": len({s.story for s in everyone}), "voices": len({s.voice for s in everyone}),
        "outlets": sorted({s.outlet for s in everyone if s.outlet}), "first_told": everyone[0].published,
        "disputed": {}, "evidence": [s.quote() for s in _one_a_voice(everyone)],
    }  # fmt: skip
    rows = []
    for name, found in (("value", values), ("change", changes)):
        if len(found) > 1:
            body["disputed"][name] = [
                {"value": one, "sources": len({s.story for s in who}), "stories": sorted({s.story for s in who})[:5]}
                for one, who in found
            ]
            rows.append({
                "id": make_id("conflict", seed, name), "sort": "figure", "about": seed, "field": name,
                "time": _time(body), "body": {"values": body["disputed"][name]},
            })  # fmt: skip
    anchors = [s.id for s in everyone]
    body = judged.corrected(body, anchors) | {"wrong": judged.wrong(anchors)}
    row = {
        "id": seed, "series": series, "indicator": body["indicator"], "parties": ",".join(parties), "time": _time(body),
        "start": (body["period"] or {}).get("start"), "end": (body["period"] or {}).get("end"), "value": float(body["value"]),
        "unit": body["unit"], "change": body["change"], "goal": int(body["goal"]), "sources": body["sources"],
        "body": json.dumps(body, ensure_ascii=False),
    }  # fmt: skip
    return Settled(row, parties, _time(body), anchors, rows)


def _time(body: Mapping[str, Any]) -> str:
    return (body["period"] or {}).get("end") or (body["first_told"] or "")[:10]


def _one_a_voice(said: Sequence[Said]) -> list[Said]:
    out: dict[str, Said] = {}
    for one in said:
        out.setdefault(one.voice, one)
    return list(out.values())[:5]


def _rounded(said: Sequence[Said]) -> list[tuple[float, list[Said]]]:
    """Values that are one but for rounding together, under the one with the most digits; the best supported first."""
    heaps: list[tuple[float, list[Said]]] = []
    for value, who in supported(said, lambda s: float(s.body["value"])):
        for at, (kept, others) in enumerate(heaps):
            if abs(value - kept) <= _ROUNDING * max(abs(value), abs(kept)):
                heaps[at] = (max(value, kept, key=_digits), others + who)
                break
        else:
            heaps.append((value, list(who)))
    ordered = sorted(heaps, key=lambda heap: (-len({s.voice for s in heap[1]}), heap[0]))
    return [(int(value) if value == int(value) else value, who) for value, who in ordered]


def _digits(value: float) -> tuple[int, float]:
    """How exact a number is: the digits before its noughts; of equals the greater."""
    return len(f"{value:.6f}".replace(".", "").strip("0")), value


def _hold_against_growth(connection: Connection, series: Collection[str]) -> None:
    """Flag a level that its growth and the level of the year before cannot give."""
    by_series: dict[str, list[dict[str, Any]]] = {}
    for row in fetch(connection, (figures.c.series, figures.c.body), figures.c.series, series):
        by_series.setdefault(row.series, []).append(json.loads(row.body))
    rows = []
    for found in by_series.values():
        levels: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for figure in found:
            if figure["period"] and not figure["goal"] and figure["unit"] != "%":
                levels.setdefault(_period(figure), []).append(figure)
        for now in (figure for figures_then in levels.values() for figure in figures_then):
            start, end = _period(now)
            earlier = [f for f in levels.get((_year_before(start), _year_before(end)), ()) if f["value"]]
            if not earlier or now["change"] is None:
                continue
            before = min(earlier, key=lambda f: (abs(f["value"] * (1 + now["change"] / 100) - now["value"]), f["id"]))
            expected = before["value"] * (1 + now["change"] / 100)
            if not expected or max(now["value"], expected) > _ONE_SIZE * min(now["value"], expected):
                continue  # of another quantity
            if abs(now["value"] - expected) > _TOLERANCE * abs(expected):
                rows.append({
                    "id": make_id("conflict", now["id"], "growth"), "sort": "figure", "about": now["id"],
                    "field": "growth", "time": _time(now),
                    "body": json.dumps({"values": [
                        {"value": now["value"], "of": now["id"], "period": now["period"]},
                        {"value": before["value"], "of": before["id"], "period": before["period"]},
                        {"value": now["change"], "of": now["id"], "unit": "%"},
                    ], "expected": round(expected)}, ensure_ascii=False),
                })  # fmt: skip
    drop(
        connection,
        conflicts,
        conflicts.c.id,
        {make_id("conflict", f["id"], "growth") for found in by_series.values() for f in found},
    )
    put(connection, conflicts, rows)


def _period(figure: dict[str, Any]) -> tuple[str, str]:
    return figure["period"]["start"], figure["period"]["end"]


def _year_before(stamp: str) -> str:
    return f"{int(stamp[:4]) - 1:04d}{stamp[4:]}"
