"""What people judged, as the fold needs it: who is one with whom, what is wrong, what a field is set to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from banggiao.record.schema import judgements


@dataclass(frozen=True, slots=True)
class Judgement:
    """What `author` judged at `at` (ISO, UTC), and why: `verdict` on `subject`, and `object` where two are compared.

    `subject` and `object` are anchors that every rebuild finds again: of an event the statement that it was first told by.
    """

    id: str
    at: str
    author: str
    reason: str
    verdict: str
    sort: str
    subject: str
    object: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(slots=True)
class Judged:
    """All judgements that stand, by what they are about."""

    together: dict[str, set[frozenset[str]]] = field(default_factory=dict)  # sort → pairs of anchors
    apart: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)  # anchor → wrong or right
    values: dict[str, dict[str, Judgement]] = field(default_factory=dict)  # anchor → field → the last word

    def one(self, sort: str) -> frozenset[frozenset[str]]:
        """Pairs of anchors that are one."""
        return frozenset(self.together.get(sort, ()))

    def two(self, sort: str) -> frozenset[frozenset[str]]:
        """Pairs of anchors that are not."""
        return frozenset(self.apart.get(sort, ()))

    def wrong(self, anchors: Iterable[str]) -> bool:
        """True where any of the statements behind a thing was judged wrong, and none right since."""
        return any(self.verdicts.get(anchor) == "wrong" for anchor in anchors)

    def corrected(self, thing: Mapping[str, Any], anchors: Iterable[str]) -> dict[str, Any]:
        """The thing with every field that somebody set, and who did under `judged`."""
        out = dict(thing)
        for anchor in anchors:
            for name, judgement in self.values.get(anchor, {}).items():
                out[name] = _value(name, judgement.value, thing.get(name))
                out.setdefault("judged", {})[name] = {"by": judgement.author, "at": judgement.at, "reason": judgement.reason}
        return out


def undone_by(rows: Iterable[Judgement]) -> dict[str, str]:
    """From each judgement that was taken back to the one that took it back; an undo may itself have been undone."""
    against: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda j: (j.at, j.id)):
        if row.verdict == "undo":
            against.setdefault(row.subject, []).append(row.id)
    out: dict[str, str] = {}

    def stands(judgement: str, path: tuple[str, ...] = ()) -> bool:
        for undo in against.get(judgement, ()):
            if undo not in path and stands(undo, (*path, undo)):
                out[judgement] = undo
        return judgement not in out

    for judgement in against:
        stands(judgement)
    return out


def standing(all_judgements: Iterable[Judgement]) -> Judged:
    """What stands of the judgements: not what was undone; of two on one thing the later."""
    rows = sorted(all_judgements, key=lambda j: (j.at, j.id))
    undone = undone_by(rows)
    out = Judged()
    pairs: dict[tuple[str, frozenset[str]], str] = {}
    for row in rows:
        if row.id in undone:
            continue
        if row.verdict in ("same", "different") and row.object:
            pairs[row.sort, frozenset((row.subject, row.object))] = row.verdict
        elif row.verdict in ("wrong", "right"):
            out.verdicts[row.subject] = row.verdict
        elif row.verdict == "set" and row.field:
            out.values.setdefault(row.subject, {})[row.field] = row
    for (sort, pair), verdict in pairs.items():
        (out.together if verdict == "same" else out.apart).setdefault(sort, set()).add(pair)
    return out


def read_judgements(connection: Connection) -> list[Judgement]:
    """Every judgement ever made, in the order of their time."""
    rows = connection.execute(select(judgements).order_by(judgements.c.at, judgements.c.id)).mappings()
    return [Judgement(**row) for row in rows]


def _value(name: str, value: str | None, before: Any) -> Any:
    """What was set, in the form that the field has: a date from "2024-07-11/2024-07-12", a number from its digits."""
    if name == "date":
        if not value:
            return None
        start, _, end = value.partition("/")
        precision = {10: "day", 7: "month"}.get(len(start), "year")
        return {"start": start, "end": end or start, "precision": precision, "basis": "stated", "why": "set by hand"}
    if name == "countries":
        return [code for code in (value or "").replace(" ", "").split(",") if code]
    if isinstance(before, (int, float)) or name in ("session", "value", "change"):
        return float(value) if value and "." in value else int(value) if value else None
    return value or None
