"""Events: one row for what many stories tell, each field the best supported, what disagrees beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from banggiao.record.days import days_of
from banggiao.record.ids import make_id
from banggiao.record.linking import clusters
from banggiao.record.matching import cannot_be_one, may_be_one, same_name
from banggiao.record.told import Told, Who
from banggiao.record.voting import first, supported

_BASIS: Final = {"stated": 2, "derived": 1, "inferred": 0}
_PRECISION: Final = {"day": 2, "month": 1, "year": 0}
#: Quotes that a row carries; `show` gives all.
_QUOTES: Final = 5
#: Of a meeting the more telling word goes first where both are said.
_KIND_WEIGHT: Final = {"credentials": 2, "session": 1}
_FIELDS: Final = ("kind", "level", "channel", "place", "mechanism", "session")


def parted(
    component: Sequence[Told], together: frozenset[frozenset[str]] = frozenset(), apart: frozenset[frozenset[str]] = frozenset()
) -> list[list[Told]]:
    """The events in a component, each as the stories that tell it."""
    return clusters(sorted(component, key=_order), cannot_be_one, may_be_one, together, apart)


def _order(told: Told) -> tuple[Any, ...]:
    """The surest first: a day printed, more people named, told earlier."""
    return (told.days is None, not told.sure_day, -len(told.people), told.published or "9", told.id)


def seed_of(cluster: Sequence[Told]) -> str:
    """The statement that gives the event its id: the first told. Every other leads there."""
    return min(cluster, key=lambda told: (told.published or "9", told.id)).id


def event_id(statement: str) -> str:
    """The id of the event whose seed is `statement`; of any other statement, an id that leads to where it went."""
    return f"ev-{statement}"


def consolidated(cluster: Sequence[Told]) -> dict[str, Any]:
    """The event that these stories tell, in the names of the contract."""
    tellers = sorted(cluster, key=lambda told: (told.published or "9", told.id))
    values = {name: supported(tellers, lambda t, n=name: t.body.get(n)) for name in _FIELDS}  # type: ignore[misc]  # the default binds the name
    values["kind"] = supported(tellers, lambda t: t.kind, lambda kind: _KIND_WEIGHT.get(kind, 0))
    dates = _dates(tellers)
    event: dict[str, Any] = {
        "id": event_id(seed_of(tellers)),
        "kind": first(values["kind"]),
        "level": first(values["level"]),
        "status": _status(tellers),
        "channel": first(values["channel"]),
        "date": dates[0][0] if dates else None,
        "place": first(values["place"]),
        "countries": _countries(tellers),
        "participants": _participants(tellers),
        "mechanism": first(values["mechanism"]),
        "mechanism_key": None,
        "session": first(values["session"]),
        "sources": len({t.story for t in tellers}),
        "voices": len({t.voice for t in tellers}),
        "outlets": sorted({t.outlet for t in tellers if t.outlet}),
        "first_told": tellers[0].published,
        "last_told": max((t.published for t in tellers if t.published), default=None),
        "life": _life(tellers),
        "disputed": _disputed(values, dates),
        "evidence": _evidence(tellers),
    }
    mechanism = next((t.mechanism for t in tellers if t.mechanism is not None), None)
    if mechanism is not None:
        event["mechanism"], event["mechanism_key"] = mechanism.name, mechanism.key
        event["session"] = first(supported(tellers, lambda t: t.number))
    return event


def _status(tellers: Sequence[Told]) -> str:
    """Where its life stands: held once anybody says so, else what was said last."""
    said = {t.status for t in tellers}
    if "held" in said:
        return "held"
    return tellers[-1].status if tellers[-1].status != "planned" or "ongoing" not in said else "ongoing"


def _life(tellers: Sequence[Told]) -> list[dict[str, Any]]:
    """When it was first told as planned, as under way, as held."""
    seen: dict[str, str | None] = {}
    for told in tellers:
        seen.setdefault(told.status, told.published)
    return [{"status": status, "first_told": published} for status, published in seen.items()]


def _dates(tellers: Sequence[Told]) -> list[tuple[dict[str, Any], list[Told]]]:
    """Dates with who tells them, the best first."""
    dated = [t for t in tellers if t.body["date"] and (t.days is not None or t.group != "visit")]
    if tellers[0].group == "visit":
        return stay(tellers, dated)
    sure = [t for t in dated if not t.body.get("journey")]
    held = {t.body["date"]["start"] + t.body["date"]["end"] for t in sure if t.status == "held"}
    weighed = _by_support(
        sure, lambda d: _PRECISION[d["precision"]] * 8 + 2 * (tellers[0].group == "sitting" and d["start"] + d["end"] in held)
    )
    return weighed + _by_support([t for t in dated if t.body.get("journey")], lambda date: _PRECISION[date["precision"]] * 8)


def _by_support(dated: Sequence[Told], weight: Callable[[dict[str, Any]], int]) -> list[tuple[dict[str, Any], list[Told]]]:
    """Dates as told, each once: the weightiest, the surest, the best supported first."""

    def value(told: Told) -> tuple[str, str, str]:
        date = told.body["date"]
        return date["start"], date["end"], date["precision"]

    def of(one: tuple[str, str, str]) -> dict[str, Any]:
        told = max((t for t in dated if value(t) == one), key=lambda t: _BASIS[t.body["date"]["basis"]])
        return dict(told.body["date"])

    said = supported(dated, value, lambda one: weight(of(one)) + _BASIS[of(one)["basis"]])
    return [(of(one), who) for one, who in said]


def stay(tellers: Sequence[Told], dated: Sequence[Told]) -> list[tuple[dict[str, Any], list[Told]]]:
    """The days of a visit, the best first: a printed range; else from its beginning to its end, as far as these were told.

    The days of a whole journey ("thăm Lào và Campuchia từ ngày 11 đến 13/7") are those of the stay only where nothing else
    is told.
    """
    own = [t for t in dated if not t.body.get("journey")]
    after = {t.body["date"]["start"] + t.body["date"]["end"] for t in own if t.status != "planned"}
    out = _by_support(
        own, lambda d: _PRECISION[d["precision"]] * 8 + (d["start"] != d["end"]) * (4 + 2 * (d["start"] + d["end"] in after))
    )
    journey = _by_support([t for t in dated if t.body.get("journey")], lambda _: 0)
    printed = out[0][0] if out and out[0][0]["start"] != out[0][0]["end"] and out[0][0]["precision"] == "day" else None
    seen = sorted(
        {day for t in own if t.body["date"]["precision"] == "day" for day in (t.body["date"]["start"], t.body["date"]["end"])}
    )
    begins, departs, ends = (supported(tellers, lambda t, n=name: t.body.get(n)) for name in ("begins", "departs", "ends"))  # type: ignore[misc]  # bound now
    if printed is not None:
        planned = printed["start"] + printed["end"] not in after
        if not planned or not (begins and ends) or _nearly(printed, begins[0][0], ends[0][0]):
            return out + journey
        seen = []
    start = begins or departs
    first = start[0][0] if start else min(seen, default=None)
    last = ends[0][0] if ends else max(seen, default=None)
    if first is None or last is None or first > last or (first == last and not (start and ends)):
        return out + journey
    told = bool(begins and ends)
    made = {"start": first, "end": last, "precision": "day", "basis": "derived" if told else "inferred",
            "why": "from the day on which it began to the day on which it ended" if told
            else "from the first to the last day on which it was told to be under way"}  # fmt: skip
    who = [t for t in own if t.body["date"]["start"] in seen] + [
        t for said in (start, ends) for _, them in said[:1] for t in them
    ]
    return [(made, list({t.id: t for t in who}.values())), *out, *journey]


def _nearly(printed: dict[str, Any], first: str, last: str) -> bool:
    """True where the days of a plan and those on which it came about are apart by a night's flight at most."""
    days, came = days_of(printed["start"], printed["end"]), days_of(first, max(first, last))
    return days is not None and came is not None and days.holds(came, 1) and came.holds(days, 1)


def _countries(tellers: Sequence[Told]) -> list[str]:
    """Every country that a third of the voices names, Vietnam first."""
    voices: dict[str, set[str]] = {}
    for told in tellers:
        for country in told.countries:
            voices.setdefault(country, set()).add(told.voice)
    most = max((len(v) for v in voices.values()), default=0)
    return sorted((c for c, v in voices.items() if len(v) * 3 >= most), key=lambda c: (c != "VN", c))


def _participants(tellers: Sequence[Told]) -> list[dict[str, Any]]:
    """Everybody named, in the office of that day, in the role most voices give."""
    groups: list[list[tuple[Who, Told]]] = []
    for told in tellers:
        for who in told.people:
            group = next((g for g in groups if same_name(g[0][0], who)), None)
            if group is None:
                groups.append([(who, told)])
            else:
                group.append((who, told))
    out = []
    for group in groups:
        names = Counter(who.name for who, _ in group)
        roles = Counter(who.role for who, _ in group)
        countries = Counter(who.country for who, _ in group if who.country)
        offices = Counter(office for who, _ in group for office in who.offices)
        out.append({
            "name": _most(names), "country": _most(countries), "office": _most(offices), "role": _most(roles),
            "offices": [office for office, _ in sorted(offices.items(), key=lambda pair: (-pair[1], pair[0]))],
            "key": group[0][0].key, "sources": len({told.story for _, told in group}), **_by_office_alone(group),
        })  # fmt: skip
    return sorted(out, key=lambda p: (-p["sources"], p["country"] != "VN", p["name"]))


def _by_office_alone(group: list[tuple[Who, Told]]) -> dict[str, str]:
    """Basis and reason of a participant whom no story names, but only his office."""
    said = [p for who, told in group for p in told.body["participants"] if p["name"] == who.name]
    if any("why" not in p for p in said):
        return {}
    return {"basis": "inferred", "why": said[0]["why"]}


def _most(count: Counter[str]) -> str | None:
    return min(count, key=lambda value: (-count[value], value), default=None)


def _disputed(values: dict[str, list[Any]], dates: list[tuple[dict[str, Any], list[Told]]]) -> dict[str, list[dict[str, Any]]]:
    """Fields of which stories say different things, all of them side by side."""
    out: dict[str, list[dict[str, Any]]] = {}
    for name, said in values.items():
        if len(said) > 1 and name in ("level", "session"):
            out[name] = [
                {"value": value, "sources": len({t.story for t in who}), "stories": _stories(who)} for value, who in said
            ]
    stated = [
        (date, who) for date, who in dates
        if date["basis"] == "stated" and date["precision"] == "day" and not all(t.body.get("journey") for t in who)
    ]  # fmt: skip
    if len(stated) > 1 and _clash(stated):
        out["date"] = [
            {"value": f"{date['start']}/{date['end']}", "sources": len({t.story for t in who}), "stories": _stories(who)}
            for date, who in stated
        ]
    return out


def _stories(tellers: Sequence[Told]) -> list[str]:
    return sorted({t.story for t in tellers})[:_QUOTES]


def _clash(stated: list[tuple[dict[str, Any], list[Told]]]) -> bool:
    """True where one printed date does not lie within the first: a day of a visit is not against the visit's days."""
    spans = [days_of(date["start"], date["end"]) for date, _ in stated]
    head = spans[0]
    return head is not None and any(span is not None and not head.holds(span) for span in spans[1:])


def _evidence(tellers: Sequence[Told]) -> list[dict[str, Any]]:
    """One quote a voice, as many as a row carries."""
    out: dict[str, dict[str, Any]] = {}
    for told in tellers:
        place = told.body["evidence"][0]
        out.setdefault(told.voice, {"statement": told.id, "story": told.story, "start": place["start"], "end": place["end"],
                                    "quote": place["quote"]})  # fmt: skip
    return list(out.values())[:_QUOTES]


def time_of(event: dict[str, Any]) -> str:
    """What lists go by: the first day of the event, or else when it was first told; empty where neither is known."""
    return (event["date"] or {}).get("start") or (event["first_told"] or "")[:10]


def parent_of(event: dict[str, Any], visits: Sequence[dict[str, Any]]) -> str | None:
    """The visit that an event is part of: it has one of its people, lies within its days, and is about its countries.

    Talks and signings on 11 July 2024 between Tô Lâm and Thongloun Sisoulith are part of the state visit of 11–12 July.
    """
    days = days_of(event["date"]["start"], event["date"]["end"]) if event["date"] else None
    if event["kind"] in ("visit", "message", "appointment") or days is None or event["date"]["precision"] != "day":
        return None
    keys = {p["key"] for p in event["participants"]}
    fitting = []
    for visit in visits:
        span = days_of(visit["date"]["start"], visit["date"]["end"]) if visit["date"] else None
        guests = {p["key"] for p in visit["participants"] if p["role"] == "guest"}
        if span is None or visit["date"]["precision"] != "day" or not span.holds(days) or not guests & keys:
            continue
        lands = set(visit["countries"]) - {"VN"}
        if not lands & set(event["countries"]):
            continue
        length = (span.last - span.first).days
        fitting.append((length, -visit["sources"], visit["id"]))
    return min(fitting)[2] if fitting else None


def conflict_rows(event: dict[str, Any]) -> list[dict[str, Any]]:
    """One row for every field of an event on which stories disagree."""
    return [
        {"id": make_id("conflict", event["id"], name), "sort": "event", "about": event["id"], "field": name,
         "time": time_of(event), "body": {"values": values}}
        for name, values in event["disputed"].items()
    ]  # fmt: skip
