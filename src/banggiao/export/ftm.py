"""FollowTheMoney: one entity a line, as its tools read them. Written without its library; `check` validates with it.

Persons hold `Position`s of countries through `Occupancy`s; events involve persons and are organised by the mechanism that they
are a sitting of; stories are `Article`s, and every quote of a person or an event is the `Documentation` between the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from banggiao.errors import ExportError
from banggiao.export.folder import Folder
from banggiao.export.naming import caption, english, ftm_code, post_id, urn
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

Thing = dict[str, Any]
FILE: Final = "entities.ftm.json"


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write `entities.ftm.json`, one entity a line."""
    with folder.text(FILE) as (out, draft):
        for entity in entities(now, filters):
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")
            draft.rows += 1


def entities(now: Standing, filters: Filters) -> Iterator[Thing]:
    """All entities; what one refers to is among them."""
    keys: dict[str, str] = {}
    for mechanism in now.walk("mechanisms", filters):
        keys[mechanism["key"]] = mechanism["id"]
        lands = _lands(mechanism["countries"])
        yield _entity(mechanism["id"], "Organization", name=mechanism["name"], country=lands, legalForm="mechanism")
    for person in now.walk("people", filters):
        yield _entity(
            person["id"], "Person", name=person["name"], alias=person["also"], country=_lands([person["country"]]),
            position=person["offices"],
        )  # fmt: skip
    for country, office in now.offices(filters):
        name = f"{office} ({english(country)})" if country else office
        yield _entity(post_id(country, office), "Position", name=name, country=_lands([country]))
    for tenure in now.walk("tenures", filters):
        yield _entity(
            tenure["id"], "Occupancy", holder=tenure["person"], post=post_id(tenure["country"], tenure["office"]),
            startDate=tenure["start"], endDate=tenure["end"], date=[tenure["first_seen"], tenure["last_seen"]],
            description=tenure["why"],
        )  # fmt: skip
    for story in now.walk("stories", filters):
        title = story["title"] or story["lead"]
        yield _entity(
            story["id"], "Article", title=title, name=title, publishedAt=story["published"], publisher=story["outlet"],
            sourceUrl=story["url"], author=story["credit"],
            fileName=story["origins"][:1],
        )  # fmt: skip
    for event in now.walk("events", filters):
        yield _event(event, keys.get(event["mechanism_key"] or ""))
    for quote in now.walk("quotes", filters):
        if quote["sort"] in ("person", "event"):
            yield _entity(
                f"quote-{quote['id']}", "Documentation", document=quote["story"], entity=quote["of"], role="quote",
                summary=quote["quote"], date=quote["published"],
                recordId=f"{quote['statement']}@{quote['start']}-{quote['end']}",
            )  # fmt: skip


def _event(event: Thing, mechanism: str | None) -> Thing:
    date = event["date"] or {}
    return _entity(
        event["id"], "Event", name=caption(event), startDate=date.get("start"), endDate=date.get("end"),
        country=_lands(event["countries"]), location=event["place"], organizer=mechanism,
        involved=[p["person"] for p in event["participants"]],
        keywords=[event["kind"], event["status"], event["level"], event["channel"]],
        summary=event["evidence"][0]["quote"], proof=[quote["story"] for quote in event["evidence"]],
        recordId=urn(event["id"]),
    )  # fmt: skip


def _entity(identity: str, schema: str, **properties: Any) -> Thing:
    """An entity whose properties are lists of texts, each value once, without those that are not known."""
    told: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        if found := list(dict.fromkeys(str(one) for one in values if one)):
            told[name] = found
    return {"id": identity, "schema": schema, "properties": told}


def _lands(codes: list[Any]) -> list[str | None]:
    return [ftm_code(code) for code in codes]


def check(folder: Path) -> int:
    """Validate the file with the library followthemoney: schemata, properties, types, and that what is referred to is there.

    Gives the number of entities. Raises `ExportError` for the first that is not valid, and where the library is not there.
    """
    try:
        model = import_module("followthemoney").model
    except ImportError as error:
        raise ExportError("checking ftm needs the followthemoney library: pip install 'followthemoney>=3.8,<4'") from error
    file = folder / FILE
    schemata: dict[str, Any] = {}
    for _, entity in _read(file):
        schemata[entity["id"]] = model.get(entity["schema"])
    for number, entity in _read(file):
        where = f"{file}: line {number}, {entity['id']}"
        schema = schemata[entity["id"]]
        if schema is None:
            raise ExportError(f"{where}: no schema '{entity['schema']}'")
        if missing := [name for name in schema.required if not entity["properties"].get(name)]:
            raise ExportError(f"{where}: {entity['schema']} without {', '.join(missing)}")
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop is None:
                raise ExportError(f"{where}: {entity['schema']} has no property '{name}'")
            for value in values:
                if prop.type.name == "entity":
                    other = schemata.get(value)
                    if other is None or not other.is_a(prop.range):
                        raise ExportError(f"{where}: {name} is {value}, which is no {prop.range.name} of the file")
                elif not prop.type.validate(value):
                    raise ExportError(f"{where}: {name} may not be '{value}'")
    return len(schemata)


def _read(file: Path) -> Iterator[tuple[int, Thing]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield number, json.loads(line)
