"""PLOVER: one row an event, with who acts and who receives as lists (no pairs are made of them) and the CAMEO code beside.

Which kind of event is which type and mode stands in `plover.tsv`; its first row that fits is taken. Future events are AGREE,
as PLOVER has it; an event that was called off keeps its type and says ``negation`` as its auxiliary mode.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, Final

from banggiao.export.folder import Folder
from banggiao.export.naming import alpha3, package_list
from banggiao.export.sheets import BETWEEN, cell
from banggiao.record.filters import Filters
from banggiao.record.placing import country_of_place
from banggiao.record.walk import Standing

Thing = dict[str, Any]

#: Types that verbs of this register can be, with their quad category.
QUAD: Final = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation", "COOPERATE": "material cooperation", "AID": "material cooperation",
}  # fmt: skip
#: Modes of CONSULT; the other types of `QUAD` have none.
MODES: Final = frozenset({"visit", "third-party", "multilateral", "phone"})
#: The columns of `plover.csv`; `plover.jsonl` has the same names, with lists and objects as such.
COLUMNS: Final = (
    "id", "date", "end_date", "event", "mode", "context", "auxiliary", "quad", "cameo", "actor", "actor_codes", "recipient",
    "recipient_codes", "location", "location_code", "text", "stories", "publication", "sources", "language",
)  # fmt: skip
_AUXILIARY: Final = {"called_off": "negation"}
#: Roles of who begins it and of who receives it.
_ACTS: Final = ("guest", "sender")
_RECEIVES: Final = ("host", "recipient")


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write `plover.csv` and `plover.jsonl`."""
    with folder.text("plover.csv") as (sheet, rows), folder.text("plover.jsonl") as (lines, objects):
        out = csv.writer(sheet, lineterminator="\n")
        out.writerow(COLUMNS)
        for event in now.walk("events", filters):
            coded = code(event)
            if coded is None:
                continue
            out.writerow([cell(_flat(name, coded[name])) for name in COLUMNS])
            lines.write(json.dumps(coded, ensure_ascii=False) + "\n")
            rows.rows += 1
            objects.rows += 1


def code(event: Thing) -> Thing | None:
    """An event as PLOVER has it; None for what it has no category for, such as an appointment."""
    rule = rule_of(event)
    if not rule["type"]:
        return None
    actor, recipient = sides(event, rule["type"], rule["mode"].split(";"))
    date = event["date"] or {}
    return {
        "id": event["id"], "date": date.get("start"), "end_date": date.get("end"), "event": rule["type"],
        "mode": [mode for mode in rule["mode"].split(";") if mode], "context": [c for c in rule["context"].split(";") if c],
        "auxiliary": _AUXILIARY.get(event["status"]), "quad": QUAD[rule["type"]], "cameo": rule["cameo"],
        "actor": actor, "actor_codes": _codes(actor), "recipient": recipient, "recipient_codes": _codes(recipient),
        "location": event["place"], "location_code": alpha3(country_of_place(event["place"])),
        "text": event["evidence"][0]["quote"], "stories": list(dict.fromkeys(quote["story"] for quote in event["evidence"])),
        "publication": event["outlets"], "sources": event["sources"], "language": "vi",
    }  # fmt: skip


def rule_of(event: Thing) -> dict[str, str]:
    """The row of `plover.tsv` for an event. Raises `LookupError` for a kind that has none."""
    roles = {p["role"] for p in event["participants"]}
    setting = _setting(event)
    for rule in package_list("plover"):
        if rule["kind"] != event["kind"] or not {*filter(None, rule["roles"].split("+"))} <= roles:
            continue
        if rule["setting"] in ("", setting) and all(rule[name] in ("", event[name]) for name in ("status", "level", "channel")):
            return rule
    raise LookupError(f"plover.tsv has no row for the kind '{event['kind']}'")


def sides(event: Thing, kind: str, modes: Iterable[str]) -> tuple[list[Thing], list[Thing]]:
    """Who acts and who receives. A guest acts and the host receives; where all take part alike, all act and none receives."""
    people = event["participants"]
    acting = [p for p in people if p["role"] in _ACTS]
    receiving = [p for p in people if p["role"] in _RECEIVES]
    directed = "visit" in modes or event["kind"] in ("message", "aid") or kind == "COOPERATE"
    if not directed or not (acting or receiving):
        if kind == "COOPERATE" and len(event["countries"]) > 1:  # done by both, but PLOVER asks for a recipient
            first = event["countries"][0]
            return _side(event, [first]), _side(event, event["countries"][1:])
        return _side(event, event["countries"], everybody=True), []
    ours = {p["country"] for p in acting} - {None}
    theirs = {p["country"] for p in receiving} - {None}
    if not acting:
        ours = {c for c in event["countries"] if c not in theirs}
    if not receiving:
        theirs = {c for c in event["countries"] if c not in ours}
    rest = [p for p in people if p not in acting and p not in receiving]
    acting += [p for p in rest if p["country"] not in theirs]
    receiving += [p for p in rest if p["country"] in theirs]
    return _entities(acting, ours), _entities(receiving, theirs)


def _side(event: Thing, countries: Iterable[str], *, everybody: bool = False) -> list[Thing]:
    codes = list(countries)
    return _entities([p for p in event["participants"] if everybody or p["country"] in codes], set(codes))


def _entities(people: Iterable[Thing], countries: Iterable[str | None]) -> list[Thing]:
    """People with their offices, and the countries for which nobody is named."""
    out = [
        {"name": p["name"], "country": p["country"], "code": alpha3(p["country"]), "office": p["office"], "person": p["person"]}
        for p in people
    ]
    named = {p["country"] for p in out}
    left = sorted((c for c in countries if c and c not in named), key=lambda c: (c != "VN", c))
    return out + [{"name": None, "country": c, "code": alpha3(c), "office": None, "person": None} for c in left]


def _setting(event: Thing) -> str:
    """Whether it is a meeting of `many` countries, or of two in a `third`."""
    if len(event["countries"]) > 2:
        return "many"
    where = country_of_place(event["place"])
    lands = {*event["countries"], *(p["country"] for p in event["participants"])} - {None}
    return "third" if where is not None and len(lands) > 1 and where not in lands else ""


def _codes(side: Iterable[Thing]) -> list[str]:
    return list(dict.fromkeys(entity["code"] or entity["country"] for entity in side if entity["country"]))


def _flat(name: str, value: Any) -> Any:
    if name in ("actor", "recipient"):
        return BETWEEN.join(entity["name"] or entity["country"] for entity in value)
    return value
