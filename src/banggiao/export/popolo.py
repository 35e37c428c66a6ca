"""Popolo: persons, organizations, posts, memberships and events with their sources, in one JSON file.

States are organizations whose posts are the offices; a tenure is a membership in a post. Mechanisms are organizations, too, and
their sittings are events of theirs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from banggiao.errors import ExportError
from banggiao.export.folder import Folder
from banggiao.export.naming import caption, english, post_id, urn
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

Thing = dict[str, Any]
FILE: Final = "popolo.json"
#: The parts of the file in their order, and what each object of them must say.
REQUIRED: Final = {
    "organizations": ("id", "name"), "persons": ("id", "name"), "posts": ("id", "label"),
    "memberships": ("id", "person_id", "post_id"), "events": ("id", "name"),
}  # fmt: skip
_REFERS: Final = {
    "organization_id": "organizations", "parent_id": "events", "person_id": "persons", "post_id": "posts",
}  # fmt: skip
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write `popolo.json`."""
    with folder.text(FILE) as (out, draft):
        out.write("{")
        for number, (name, objects) in enumerate(_parts(now, filters)):
            out.write(("," if number else "") + f'\n"{name}": [')
            for count, thing in enumerate(objects):
                out.write(("," if count else "") + "\n" + json.dumps(_told(thing), ensure_ascii=False))
                draft.rows += 1
            out.write("\n]")
        out.write("\n}\n")


def _parts(now: Standing, filters: Filters) -> Iterator[tuple[str, Iterator[Thing]]]:
    states = sorted({country for country, _ in now.offices(filters) if country})
    keys: dict[str, str] = {}
    yield "organizations", _organizations(now, filters, states, keys)
    yield "persons", _persons(now, filters)
    yield "posts", (
        {"id": post_id(country, office), "label": office, "organization_id": country and _state(country)}
        for country, office in now.offices(filters)
    )
    yield "memberships", _memberships(now, filters)
    yield "events", _events(now, filters, keys)


def _organizations(now: Standing, filters: Filters, states: list[str], keys: dict[str, str]) -> Iterator[Thing]:
    for code in states:
        yield {
            "id": _state(code), "name": english(code), "classification": "state",
            "identifiers": [{"scheme": "ISO 3166-1", "identifier": code}],
        }  # fmt: skip
    for mechanism in now.walk("mechanisms", filters):
        keys[mechanism["key"]] = mechanism["id"]
        yield {"id": mechanism["id"], "name": mechanism["name"], "classification": "mechanism"}


def _persons(now: Standing, filters: Filters) -> Iterator[Thing]:
    for person in now.walk("people", filters):
        yield {
            "id": person["id"], "name": person["name"], "other_names": [{"name": name} for name in person["also"]],
            "national_identity": person["country"] and english(person["country"]),
        }  # fmt: skip


def _memberships(now: Standing, filters: Filters) -> Iterator[Thing]:
    for tenure in now.walk("tenures", filters):
        yield {
            "id": tenure["id"], "label": tenure["office"], "role": tenure["office"], "person_id": tenure["person"],
            "organization_id": tenure["country"] and _state(tenure["country"]),
            "post_id": post_id(tenure["country"], tenure["office"]), "start_date": tenure["start"], "end_date": tenure["end"],
            "sources": [{"url": urn(tenure["id"]), "note": tenure["why"]}],
        }  # fmt: skip


def _events(now: Standing, filters: Filters, keys: dict[str, str]) -> Iterator[Thing]:
    told = {event["id"] for event in now.walk("events", filters)}
    for event in now.walk("events", filters):
        date = event["date"] or {}
        yield {
            "id": event["id"], "name": caption(event), "start_date": date.get("start"), "end_date": date.get("end"),
            "location": event["place"], "status": event["status"], "classification": event["kind"],
            "organization_id": keys.get(event["mechanism_key"] or ""),
            "parent_id": event["parent"] if event["parent"] in told else None,
            "attendees": [_told({"id": p["person"], "name": p["name"]}) for p in event["participants"]],
            "sources": [{"url": urn(quote["story"]), "note": quote["quote"]} for quote in event["evidence"]],
        }  # fmt: skip


def _state(code: str) -> str:
    return f"state-{code}"


def _told(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, [], "")}


def check(folder: Path) -> int:
    """Hold the file to what Popolo asks of it, and see that what is referred to is there; gives the number of objects.

    Raises `ExportError` for the first object that is not as it must be.
    """
    file = folder / FILE
    parts = json.loads(file.read_text(encoding="utf-8"))
    ids = {name: {thing["id"] for thing in parts[name]} for name in REQUIRED}
    for name, required in REQUIRED.items():
        if len(ids[name]) != len(parts[name]):
            raise ExportError(f"{file}: an id of {name} is there twice")
        for thing in parts[name]:
            where = f"{file}: {name} {thing['id']}"
            if missing := [key for key in required if not thing.get(key)]:
                raise ExportError(f"{where} has no {', '.join(missing)}")
            for key in ("start_date", "end_date"):
                if key in thing and not _DATE.fullmatch(thing[key]):
                    raise ExportError(f"{where}: {key} may not be '{thing[key]}'")
            for key, other in _REFERS.items():
                if key in thing and thing[key] not in ids[other]:
                    raise ExportError(f"{where}: {key} is {thing[key]}, which is not among the {other}")
            if lost := [p["name"] for p in thing.get("attendees", ()) if "id" in p and p["id"] not in ids["persons"]]:
                raise ExportError(f"{where}: {', '.join(lost)} is not among the persons")
            if [source for source in thing.get("sources", ()) if ":" not in source["url"]]:
                raise ExportError(f"{where}: a source without an address")
    return sum(len(found) for found in ids.values())
