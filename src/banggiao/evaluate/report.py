"""What a comparison comes to: a table, the same as one object, and what falls short of a floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.errors import GoldError
from banggiao.evaluate.tally import COUNTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.evaluate.page import Outcome


def table(outcome: Outcome) -> str:
    """Precision, recall, F1 and details by kind, one line each, and a last line on all pages."""
    lines = [f"{'':12} {'prec':>6} {'recall':>6} {'F1':>6}   of what was found, right"]
    for kind in COUNTED:
        tally = outcome.tallies[kind]
        details = ", ".join(f"{name} {ok}/{asked}" for name, (ok, asked) in tally.details.items())
        shares = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
        lines.append(f"{kind:12} {shares}   {details}".rstrip())
    mean = f"mean F1 {outcome.mean_f1:.3f}"
    lines.append(f"{outcome.pages} pages, {mean}, facts without true evidence {outcome.unproven}")
    return "\n".join(lines)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The table as one object; details as ``{"date": {"right": 90, "of": 96}}``."""
    kinds = {
        kind: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "details": {name: {"right": ok, "of": asked} for name, (ok, asked) in tally.details.items()},
        }
        for kind, tally in outcome.tallies.items()
    }
    mean = round(outcome.mean_f1, 4)
    return {"pages": outcome.pages, "mean_f1": mean, "unproven": outcome.unproven, **kinds}


def floors_from(text: str) -> dict[str, float]:
    """Floors as written after ``--require``: ``people=0.95,events.date=0.9``. Raises `GoldError`."""
    floors: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, floor = part.partition("=")
        if name.split(".")[0] not in COUNTED:
            allowed = ", ".join(COUNTED)
            raise GoldError(f"--require: '{name}' is not counted; one of {allowed}, or a detail of one")
        try:
            floors[name] = float(floor)
        except ValueError:
            raise GoldError(f"--require: '{part}' is not of the form people=0.95") from None
    return floors


def shortfalls(outcome: Outcome, floors: Mapping[str, float]) -> list[str]:
    """``people 0.931 < 0.95`` for each floor that is not reached; what was never asked counts as 0."""
    values = outcome.values()
    return [
        f"{name} {values.get(name, 0.0):.4f} < {floor}"
        for name, floor in floors.items()
        if values.get(name, 0.0) < floor
    ]
