"""What follows from a record on a given day.

Ledgers with what is due, commitments with what became of them, phrases in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Final

from banggiao.record.days import days_of

Thing = dict[str, Any]

#: A commitment of which nobody spoke for so long is silent.
SILENCE: Final = timedelta(days=730)


def ledger(mechanism: Thing, numbered: Sequence[Thing], others: Sequence[Thing], today: Day) -> Thing:
    """A mechanism with its sessions, the numbers that are missing, whose turn it is to host, and when the next is due.

    The next is due one usual interval after the last: half of the intervals between sessions in a row are longer, half shorter.
    """
    dated = [(s["number"], days.first) for s in numbered if (days := days_of((s["date"] or {}).get("start"))) is not None]
    held = [(number, day) for number, day in dated if day <= today]
    between = [(b - a).days for (m, a), (n, b) in pairwise(held) if n == m + 1 and b > a]
    numbers = [s["number"] for s in numbered]
    missing = [n for n in range(min(numbers), max(numbers)) if n not in numbers] if numbers else []
    hosts = [s["host"] for s in numbered if s["host"]]
    due = None
    if between and held:
        when = held[-1][1] + timedelta(days=int(median(between)))
        due = {"number": held[-1][0] + 1, "about": when.isoformat()[:7], "overdue": when < today,
               "why": f"{len(between)} intervals of about {int(median(between)) // 30} months before"}  # fmt: skip
    return mechanism | {
        "sessions": list(numbered), "unnumbered": [_short(event) for event in others], "missing": missing,
        "last": held[-1][0] if held else None, "next": due, "next_host": _in_turn(mechanism["countries"], hosts),
    }  # fmt: skip


def _short(event: Thing) -> Thing:
    return {name: event[name] for name in ("id", "kind", "status", "date", "place", "sources")}


def _in_turn(countries: Sequence[str], hosts: Sequence[str]) -> str | None:
    """Of two that host in turn, the one that did not host last."""
    if len(countries) != 2 or not hosts or hosts[-1] not in countries:
        return None
    if len(hosts) > 1 and hosts[-1] == hosts[-2]:
        return None
    return countries[0] if hosts[-1] == countries[1] else countries[1]


def followed(commitment: Thing, today: Day) -> Thing:
    """A commitment with its state on a day: done, overdue, silent or open, and why."""
    due = days_of(commitment["due"])
    last = days_of((commitment["last_told"] or "")[:10] or None)
    if commitment["done"]:
        state, why = "done", next(link["why"] for link in commitment["links"] if link["kind"] == "done")
    elif due is not None and due.last < today:
        state, why = "overdue", f"due {commitment['due']}, and nothing in the record says it was done"
    elif last is not None and today - last.last > SILENCE:
        state, why = "silent", f"not mentioned since {last.last.isoformat()}"
    else:
        state, why = "open", "neither done nor overdue"
    return commitment | {"state": state, "state_why": why}


def with_successors(phrases: Sequence[Thing]) -> list[Thing]:
    """Phrases of one relationship, each with the phrase of its kind that came after it had been seen last."""
    out = []
    for phrase in phrases:
        later = [
            other for other in phrases
            if other["kind"] == phrase["kind"] and other["id"] != phrase["id"]
            and set(other["countries"]) == set(phrase["countries"])
            and phrase["last_told"] and other["first_told"] and other["first_told"] > phrase["last_told"]
        ]  # fmt: skip
        after = min(later, key=lambda other: (other["first_told"], other["id"]), default=None)
        out.append(phrase | {"replaced_by": after["id"] if after else None})
    return out
