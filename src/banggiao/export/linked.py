"""JSON-LD: schema.org events, persons and roles; every quote as a W3C Web Annotation on the page that it is a slice of.

One context, written at the head of the file, so that nothing need be loaded to expand it. `start` and `end` count code
points of the page's text as this record decodes it, which the hash in the source's name fixes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

from banggiao.export.folder import Folder
from banggiao.export.naming import caption, english
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

Thing = dict[str, Any]

#: Characters before and behind a quote by which it is found again in another copy of the page.
AROUND: Final = 32
_STATUS: Final = {"called_off": "schema:EventCancelled"}


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write `record.jsonld`."""
    with folder.text("record.jsonld") as (out, draft):
        context = json.loads((files("banggiao.export") / "context.json").read_text(encoding="utf-8"))
        out.write('{"@context": ' + json.dumps(context) + ',\n"@graph": [')
        for node in nodes(now, filters):
            out.write((",\n" if draft.rows else "\n") + json.dumps(_told(node), ensure_ascii=False))
            draft.rows += 1
        out.write("\n]}\n")


def nodes(now: Standing, filters: Filters) -> Iterator[Thing]:
    """All nodes of the graph."""
    keys: dict[str, str] = {}
    for mechanism in now.walk("mechanisms", filters):
        keys[mechanism["key"]] = mechanism["id"]
        yield {
            "id": _iri(mechanism["id"]), "type": "Organization", "name": mechanism["name"],
            "areaServed": _lands(mechanism["countries"]),
        }  # fmt: skip
    for person in now.walk("people", filters):
        yield {
            "id": _iri(person["id"]), "type": "Person", "name": person["name"], "alternateName": person["also"],
            "nationality": _lands([person["country"]]), "jobTitle": person["offices"],
        }  # fmt: skip
    for tenure in now.walk("tenures", filters):
        yield {
            "id": _iri(tenure["id"]), "type": "Role", "roleName": tenure["office"],
            "occupationOf": {"id": _iri(tenure["person"])}, "startDate": tenure["start"], "endDate": tenure["end"],
            "hasOccupation": {"type": "Occupation", "name": tenure["office"]},
        }  # fmt: skip
    for story in now.walk("stories", filters):
        yield {
            "id": _iri(story["id"]), "type": "NewsArticle", "headline": story["title"], "url": story["url"],
            "datePublished": story["published"],
            "publisher": {"type": "Organization", "name": story["outlet"]} if story["outlet"] else None,
            "capture": _iri(f"capture-{story['capture']}"),
        }  # fmt: skip
    for event in now.walk("events", filters):
        yield _event(event, keys.get(event["mechanism_key"] or ""))
    for quote in now.walk("quotes", filters):
        if quote["sort"] in ("event", "person"):
            yield _annotation(quote, now.text(quote["capture"]))


def _event(event: Thing, mechanism: str | None) -> Thing:
    date = event["date"] or {}
    return {
        "id": _iri(event["id"]), "type": "Event", "name": caption(event), "kind": event["kind"], "status": event["status"],
        "level": event["level"], "channel": event["channel"],
        "eventStatus": _STATUS.get(event["status"], "schema:EventScheduled"),
        "startDate": date.get("start"), "endDate": date.get("end"), "dateBasis": date.get("basis"),
        "location": {"type": "Place", "name": event["place"]} if event["place"] else None, "about": _lands(event["countries"]),
        "organizer": {"id": _iri(mechanism)} if mechanism else None,
        "superEvent": {"id": _iri(event["parent"])} if event["parent"] else None,
        "attendee": [_attendee(participant) for participant in event["participants"]],
    }  # fmt: skip


def _attendee(participant: Thing) -> Thing:
    """A role between the event and the person, as schema.org has it: the same property leads on to the person."""
    person: Thing = {"type": "Person", "name": participant["name"]}
    if participant["person"]:
        person = {"id": _iri(participant["person"]), **person}
    return _told({"type": "Role", "roleName": participant["role"], "office": participant["office"], "attendee": person})


def _annotation(quote: Thing, text: str) -> Thing:
    start, end = quote["start"], quote["end"]
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    selector = [
        {"type": "TextQuoteSelector", "exact": quote["quote"], "prefix": before, "suffix": behind},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    return {
        "id": _iri(f"quote-{quote['id']}"), "type": "Annotation", "motivation": "identifying", "body": _iri(quote["of"]),
        "rule": quote["rule"],
        "target": {"source": _iri(f"capture-{quote['capture']}"), "scope": _iri(quote["story"]), "selector": selector},
    }  # fmt: skip


def _lands(codes: list[Any]) -> list[Thing]:
    return [
        {"id": _iri(f"country-{code}"), "type": "Country", "name": english(code), "identifier": code} for code in codes if code
    ]


def _iri(identity: str) -> str:
    return f"bg:{identity}"


def _told(node: Thing) -> Thing:
    """A node without what is not known: JSON-LD has no null that means anything."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
