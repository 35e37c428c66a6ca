"""How true a record is: that of the real pages and leads beside the lists in `eval/` that were made by hand before it.

    python eval/yardsticks.py --record FILE [--shared DIR] [--misses]

Builds the record of the pages and leads of `--shared` in FILE if it is not there, and prints how many of the visits of
2024 stand in it once and with the right days, how many sessions stand in the right ledger, and whether names lead to the
right persons.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from banggiao.capture import captures
from banggiao.record.days import Days, days_of
from banggiao.record.filters import Filters
from banggiao.record.matching import alike
from banggiao.record.mechanism_names import mechanism_of
from banggiao.record.naming import name_key
from banggiao.record.record import Record
from banggiao.record.view import View

HERE = Path(__file__).parent
Thing = dict[str, Any]


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    built = args.record.exists()
    with Record.open(args.record) as record:
        if not built:
            record.add(
                captures([str(args.shared / "pages"), str(args.shared / "data" / "leads-2024-01_2025-03.csv.gz")]), jobs=None
            )
        view = View(record.store)
        for name, measure in (("visits of 2024", visits), ("sessions", sessions), ("names", names)):
            lines = list(measure(view))
            good = sum(ok for ok, _ in lines)
            print(f"{name}: {good} of {len(lines)} right")
            if args.misses:
                print("\n".join(f"  - {line}" for ok, line in lines if not ok))


def _entries(file: str, table: str) -> list[Thing]:
    return list(tomllib.loads((HERE / file).read_text(encoding="utf-8"))[table])


def visits(view: View) -> Iterator[tuple[bool, str]]:
    """Whether each visit stands in the record once, with its first and last day where the leads have them."""
    found = view.events(Filters(kind="visit", start="2024", end="2024", limit=5000, newest_first=False))
    for visit in _entries("visits_2024.toml", "visit"):
        if not visit["certain"]:
            continue
        own = [event for event in found if _same_visit(visit, event)]
        days = f"{visit.get('first')}..{visit.get('last')}"
        say = f"{visit['guest']} {visit['guest_country']} → {','.join(visit['host_country'])} {days}"
        if len(own) != 1:
            yield False, f"{say}: {len(own)} times: {'; '.join(_line(e) for e in own)}"
            continue
        date = own[0]["date"] or {}
        firsts, lasts = [visit.get("first"), *visit.get("first_also", ())], [visit.get("last"), *visit.get("last_also", ())]
        right = (not visit.get("first") or date.get("start") in firsts) and (not visit.get("last") or date.get("end") in lasts)
        yield right, f"{say}: {_line(own[0])}"


def _same_visit(visit: Thing, event: Thing) -> bool:
    key = name_key(visit["guest"], visit["guest_country"])
    guests = [p for p in event["participants"] if p["role"] == "guest"]
    if not any(p["key"] == key or (p["country"] == visit["guest_country"] and alike(p["key"], key) > 0.8) for p in guests):
        return False
    lands = {visit["guest_country"], *visit["host_country"]} - {"VN"}
    if not lands & set(event["countries"]):
        return False
    return _near(visit, event)


def _near(visit: Thing, event: Thing) -> bool:
    days = [d for stamp in (visit.get("first"), visit.get("last"), *visit.get("seen", ())) if (d := days_of(stamp))]
    told = event["date"] or {"start": (event["first_told"] or "")[:10], "end": None}
    own = days_of(told["start"], told["end"])
    if own is None:
        return False
    if not days:
        return (own.last - own.first).days < 60
    stay = Days(min(d.first for d in days) - timedelta(days=3), max(d.last for d in days) + timedelta(days=3))
    return stay.meets(own) and (own.last - own.first).days < 60


def _line(event: Thing) -> str:
    date = event["date"] or {}
    days = f"{date.get('start')}..{date.get('end')}"
    return f"{event['id']} {days} {','.join(event['countries'])} {event['status']} sources {event['sources']}"


def sessions(view: View) -> Iterator[tuple[bool, str]]:
    """Whether each numbered session between states stands in its mechanism's ledger, on its days where the leads have them."""
    for entry in _entries("ledger_2024.toml", "session"):
        lands = tuple(entry.get("countries", ()))
        mechanism = mechanism_of(entry["mechanism"], lands)
        say = f"{entry['mechanism']} {','.join(lands)} {entry['number']} {entry.get('first')}"
        if mechanism is None:
            yield False, f"{say}: no mechanism of that name"
            continue
        if lands:
            sat = view.sessions(Filters(countries=lands, limit=5000))
        else:
            sat = [s for m in view.mechanisms(Filters(limit=5000)) if m["key"] == mechanism.key for s in m["sessions"]]
        rows = [s for s in sat if s["number"] == entry["number"]]
        own = [s for s in rows if (m := mechanism_of(s["name"], lands)) is not None and m.key == mechanism.key]
        date = own[0]["date"] if own else None
        right = bool(own) and (not entry.get("first") or (date is not None and date["start"][:10] == entry["first"]))
        yield right, f"{say}: {[(s['name'], (s['date'] or {}).get('start')) for s in own or rows][:3]}"


def names(view: View) -> Iterator[tuple[bool, str]]:
    """Whether forms of one person lead to one, and two persons of one name are two."""
    for entry in _entries("names_2024.toml", "same"):
        found = [
            {p["id"] for p in view.people(Filters(person=form, limit=50)) if p["country"] in (entry["country"], None)}
            for form in entry["forms"]
        ]
        kept = [ids for ids in found if ids]
        yield len(kept) > 0 and len(set().union(*kept)) == 1, f"one: {entry['forms']}: {found}"
    for entry in _entries("names_2024.toml", "namesakes"):
        people = view.people(Filters(person=entry["name"], limit=50))
        yield len(people) > 1, f"two: {entry['name']}: {[(p['id'], p['offices']) for p in people]}"


if __name__ == "__main__":
    main()
