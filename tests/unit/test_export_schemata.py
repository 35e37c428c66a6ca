"""JSON-LD, FollowTheMoney and Popolo: valid as those who read them hold them to be, every quote found again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.errors import ExportError
from banggiao.export import check, export
from banggiao.export.linked import AROUND
from banggiao.export.naming import alpha3, caption, captions, ftm_code, package_list
from banggiao.grammar.tables import rows
from banggiao.record.filters import Filters
from banggiao.record.record import Record
from banggiao.record.walk import standing_of, walk

LAOS = Filters(countries=("LA",), start="2024-07")
SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


def graph_of(record: Record, folder: Path) -> dict[str, Any]:
    export(record.store, folder, "jsonld")
    graph: dict[str, Any] = json.loads((folder / "record.jsonld").read_text(encoding="utf-8"))
    return graph


# JSON-LD


def test_json_ld_expands_to_schema_org_and_web_annotations_without_loading_anything(
    sample_record: Record, tmp_path: Path
) -> None:
    jsonld: Any = pytest.importorskip("pyld").jsonld

    def offline(url: str, _: object) -> None:
        raise AssertionError(f"{url} was asked for")

    expanded = jsonld.expand(graph_of(sample_record, tmp_path), {"documentLoader": offline})
    kinds = Counter(kind for node in expanded for kind in node["@type"])
    counts = {sort: sum(1 for _ in walk(sample_record.store, sort)) for sort in ("events", "people", "tenures", "stories")}
    assert kinds[f"{SCHEMA}Event"] == counts["events"]
    assert kinds[f"{SCHEMA}Person"] == counts["people"]
    assert kinds[f"{SCHEMA}Role"] == counts["tenures"]
    assert kinds[f"{SCHEMA}NewsArticle"] == counts["stories"]
    assert kinds[f"{OA}Annotation"] > counts["events"]
    ids = {node["@id"] for node in expanded}
    assert len(ids) == len(expanded)
    for node in expanded:
        if f"{OA}Annotation" in node["@type"]:
            assert node[f"{OA}hasBody"][0]["@id"] in ids
            assert node[f"{OA}hasTarget"][0][f"{OA}hasScope"][0]["@id"] in ids
        for other in node.get("@reverse", {}).get(f"{SCHEMA}hasOccupation", []):
            assert other["@id"] in ids


def test_the_context_knows_every_term_that_is_used(sample_record: Record, tmp_path: Path) -> None:
    written = graph_of(sample_record, tmp_path)

    def terms(node: Any) -> set[str]:
        if isinstance(node, list):
            return {term for one in node for term in terms(one)}
        return set(node) | {term for one in node.values() for term in terms(one)} if isinstance(node, dict) else set()

    assert terms(written["@graph"]) <= written["@context"].keys()
    assert {node["type"] for node in written["@graph"]} <= written["@context"].keys()


def test_a_quote_is_found_by_its_place_and_by_its_neighbours(sample_record: Record, tmp_path: Path) -> None:
    notes = [node for node in graph_of(sample_record, tmp_path)["@graph"] if node["type"] == "Annotation"]
    with standing_of(sample_record.store) as now:
        for note in notes:
            text = now.text(note["target"]["source"].removeprefix("bg:capture-"))
            by_words, by_place = note["target"]["selector"]
            start, end = by_place["start"], by_place["end"]
            assert text[start:end] == by_words["exact"]
            assert text[max(0, start - AROUND) : end + AROUND] == by_words["prefix"] + by_words["exact"] + by_words["suffix"]


def test_a_state_visit_is_an_event_with_its_guest_in_his_role(sample_record: Record, tmp_path: Path) -> None:
    events = [node for node in graph_of(sample_record, tmp_path)["@graph"] if node["type"] == "Event"]
    visits = [e for e in events if e["kind"] == "visit" and e.get("level") == "state" and e.get("startDate") == "2024-07-11"]
    (visit,) = [e for e in visits if {land["identifier"] for land in e["about"]} == {"VN", "LA"}]
    guest = next(role for role in visit["attendee"] if role["roleName"] == "guest")
    assert (guest["type"], guest["attendee"]["name"]) == ("Role", "Tô Lâm")
    assert visit["eventStatus"] == "schema:EventScheduled"


# FollowTheMoney


@pytest.mark.parametrize("filters", [Filters(), LAOS], ids=["all", "laos"])
def test_entities_are_valid_for_the_library(sample_record: Record, tmp_path: Path, filters: Filters) -> None:
    pytest.importorskip("followthemoney")
    (draft,) = export(sample_record.store, tmp_path, "ftm", filters)
    assert check(tmp_path, "ftm") == draft.rows > 100


def test_the_check_finds_what_is_not_valid(sample_record: Record, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    export(sample_record.store, tmp_path, "ftm", LAOS)
    file = tmp_path / "entities.ftm.json"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if '"Person"' in line)
    person = json.loads(lines[at])
    told = person["properties"]
    spoilt: tuple[tuple[dict[str, Any], str], ...] = (
        ({"schema": "Persona"}, "no schema 'Persona'"),
        ({"properties": {}}, "Person without name"),
        ({"properties": told | {"hat": ["1"]}}, "no property 'hat'"),
        ({"properties": told | {"birthDate": ["1/2/3"]}}, "birthDate may not be '1/2/3'"),
    )
    for change, said in spoilt:
        whole = [*lines[:at], json.dumps(person | change), *lines[at + 1 :]]
        file.write_text("\n".join(whole) + "\n", encoding="utf-8")
        with pytest.raises(ExportError, match=said):
            check(tmp_path, "ftm")
    file.write_text("\n".join(lines[:at] + lines[at + 1 :]) + "\n", encoding="utf-8")
    with pytest.raises(ExportError, match=r"which is no (Person|Thing|LegalEntity) of the file"):
        check(tmp_path, "ftm")


@pytest.mark.parametrize("filters", [Filters(), LAOS], ids=["all", "laos"])
def test_entities_refer_to_entities_that_are_there(sample_record: Record, tmp_path: Path, filters: Filters) -> None:
    export(sample_record.store, tmp_path, "ftm", filters)
    entities = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]
    schema = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schema) == len(entities)
    kinds = {"holder": "Person", "post": "Position", "involved": "Person", "organizer": "Organization", "document": "Article",
             "proof": "Article"}  # fmt: skip
    for entity in entities:
        for name, kind in kinds.items():
            assert {schema[other] for other in entity["properties"].get(name, ())} <= {kind}
        assert {schema[other] for other in entity["properties"].get("entity", ())} <= {"Person", "Event"}
    assert set(schema.values()) == {
        "Person", "Organization", "Position", "Occupancy", "Event", "Article", "Documentation",
    }  # fmt: skip


def test_every_quote_of_a_person_or_event_is_a_documentation(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record.store, tmp_path, "ftm")
    entities = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]
    told = Counter(e["properties"]["summary"][0] for e in entities if e["schema"] == "Documentation")
    quotes = [q for q in walk(sample_record.store, "quotes") if q["sort"] in ("person", "event")]
    assert told == Counter(quote["quote"] for quote in quotes)


def test_the_library_is_not_needed_to_write(sample_record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "followthemoney", None)
    export(sample_record.store, tmp_path, "ftm", LAOS)
    with pytest.raises(ExportError, match="needs the followthemoney library: pip install"):
        check(tmp_path, "ftm")


# Popolo


@pytest.mark.parametrize("filters", [Filters(), LAOS], ids=["all", "laos"])
def test_popolo_is_whole(sample_record: Record, tmp_path: Path, filters: Filters) -> None:
    (draft,) = export(sample_record.store, tmp_path, "popolo", filters)
    assert check(tmp_path, "popolo") == draft.rows > 100


def test_popolo_uses_only_names_of_its_schemata(sample_record: Record, tmp_path: Path) -> None:
    allowed = {
        "organizations": "id name classification identifiers",
        "persons": "id name other_names national_identity",
        "posts": "id label organization_id",
        "memberships": "id label role person_id organization_id post_id start_date end_date sources",
        "events": "id name start_date end_date location status classification organization_id parent_id attendees sources",
    }
    export(sample_record.store, tmp_path, "popolo")
    written = json.loads((tmp_path / "popolo.json").read_text(encoding="utf-8"))
    assert written.keys() == allowed.keys()
    for part, names in allowed.items():
        assert {name for thing in written[part] for name in thing} <= set(names.split()), part
        assert written[part]
    assert all(event["sources"] for event in written["events"])
    held = [m for m in written["memberships"] if m["role"] == "Chủ tịch nước" and m.get("start_date", "").startswith("2024-05")]
    assert {person["name"] for person in written["persons"] if person["id"] in {m["person_id"] for m in held}} == {"Tô Lâm"}


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("persons", {"name": ""}, "has no name"),
        ("memberships", {"start_date": "5/2024"}, "start_date may not be '5/2024'"),
        ("memberships", {"person_id": "pe-0"}, "person_id is pe-0, which is not among the persons"),
        ("events", {"sources": [{"url": "nowhere"}]}, "a source without an address"),
    ],
)
def test_the_check_of_popolo_finds_what_is_wrong(
    sample_record: Record, tmp_path: Path, part: str, change: dict[str, Any], said: str
) -> None:
    export(sample_record.store, tmp_path, "popolo", LAOS)
    file = tmp_path / "popolo.json"
    written = json.loads(file.read_text(encoding="utf-8"))
    written[part][0] |= change
    file.write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(ExportError, match=said):
        check(tmp_path, "popolo")


def test_a_format_without_a_check_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="csv has no check of its own"):
        check(tmp_path, "csv")


# Names


def test_countries_have_their_codes() -> None:
    assert [alpha3(code) for code in ("VN", "LA", "KH", "CN", "EU", None)] == ["VNM", "LAO", "KHM", "CHN", None, None]
    assert [ftm_code(code) for code in ("VN", "SU", "EU", None)] == ["vn", "suhh", "eu", None]
    known = {row["alpha2"] for row in package_list("countries")}
    assert {row["canonical"] for row in rows("countries")} <= known
    assert known <= captions("country").keys()


def test_codes_are_those_of_the_library() -> None:
    registry: Any = pytest.importorskip("followthemoney.types").registry
    assert [row["ftm"] for row in package_list("countries") if not registry.country.validate(row["ftm"])] == []


def test_a_caption_names_the_mechanism_or_the_people(sample_record: Record) -> None:
    lines = {caption(event) for event in walk(sample_record.store, "events")}
    assert "Phiên họp: Ủy ban liên Chính phủ Việt Nam - Lào, 46" in lines
    assert any(line.startswith("Thăm cấp Nhà nước: Tô Lâm") and line.endswith("(Việt Nam - Lào)") for line in lines)
