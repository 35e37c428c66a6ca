"""PLOVER: every kind has its type and mode, all of them official; who acts and who receives; no pairs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from banggiao.export import export
from banggiao.export.naming import package_list
from banggiao.export.plover import COLUMNS, MODES, QUAD, code, rule_of
from banggiao.record.record import Record
from banggiao.record.walk import walk

KINDS = (
    "visit", "talks", "reception", "call", "session", "conference", "signing", "message", "ceremony", "credentials",
    "appointment", "aid", "activity",
)  # fmt: skip
STATUSES = ("held", "ongoing", "planned", "called_off")
#: Of the conversion table of PLOVER's manual (draft 0.8, 2021): CAMEO → type and mode.
OFFICIAL = {
    "031": ("AGREE", ""), "032": ("AGREE", ""), "033": ("AGREE", ""), "036": ("AGREE", ""),
    "040": ("CONSULT", ""), "041": ("CONSULT", "phone"), "042": ("CONSULT", "visit"), "043": ("CONSULT", "visit"),
    "044": ("CONSULT", "third-party"), "050": ("SUPPORT", ""), "057": ("SUPPORT", ""), "060": ("COOPERATE", ""),
    "070": ("AID", ""),
}  # fmt: skip
CONTEXTS = {"diplomatic"}
#: What is done; what is only planned is AGREE throughout.
CONTRACT = {
    "visit": "CONSULT", "talks": "CONSULT", "reception": "CONSULT", "call": "CONSULT", "session": "CONSULT",
    "conference": "CONSULT", "signing": "AGREE", "message": "SUPPORT", "ceremony": "SUPPORT", "credentials": "CONSULT",
    "appointment": "", "aid": "AID", "activity": "COOPERATE",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


def event(kind: str, status: str = "held", countries: str = "VN LA", place: str | None = None, **more: Any) -> dict[str, Any]:
    people = [
        {"name": name, "country": country, "role": role, "office": None, "person": None}
        for name, country, role in more.pop("people", ())
    ]
    return {
        "id": "ev-1", "kind": kind, "status": status, "level": None, "channel": None, "date": None, "place": place,
        "countries": countries.split(), "participants": people, "mechanism": None, "session": None, "outlets": [], "sources": 1,
        "evidence": [{"story": "st-1", "quote": "hội đàm"}],
    } | more  # fmt: skip


def coded(*args: Any, **more: Any) -> dict[str, Any]:
    found = code(event(*args, **more))
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "status"), list(product(KINDS, STATUSES)))
def test_every_kind_in_every_status_has_a_row(kind: str, status: str) -> None:
    assert rule_of(event(kind, status))["kind"] == kind


def test_all_codes_are_official_and_agree_with_the_conversion_table() -> None:
    for rule in package_list("plover"):
        assert rule["kind"] in KINDS
        if rule["kind"] == "appointment":
            assert not rule["type"]
            continue
        assert rule["type"] in QUAD
        modes = {mode for mode in rule["mode"].split(";") if mode}
        assert modes <= (MODES if rule["type"] == "CONSULT" else set())
        assert {context for context in rule["context"].split(";") if context} <= CONTEXTS
        kind, mode = OFFICIAL[rule["cameo"]]
        if (rule["kind"], rule["cameo"]) != ("signing", "057"):  # the contract's own choice, said so in its note
            assert (kind, rule["cameo"]) == (rule["type"], rule["cameo"])
        assert not mode or mode in modes


def test_the_types_are_those_of_the_contract() -> None:
    assert {kind: rule_of(event(kind))["type"] for kind in KINDS} == CONTRACT
    document = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for kind, of_contract in CONTRACT.items():
        assert f"| `{kind}` | {of_contract or '—'} |" in document


def test_what_is_planned_is_an_agreement_and_what_was_called_off_a_negation() -> None:
    assert {rule_of(event(kind, "planned"))["type"] for kind in KINDS} == {"AGREE", ""}
    assert (coded("visit", "called_off")["event"], coded("visit", "called_off")["auxiliary"]) == ("CONSULT", "negation")
    assert coded("visit")["auxiliary"] is None


def test_the_guest_acts_and_the_host_receives() -> None:
    visit = coded("visit", people=[("Tô Lâm", "VN", "guest")])
    assert [(e["name"], e["code"]) for e in visit["actor"]] == [("Tô Lâm", "VNM")]
    assert [(e["name"], e["code"]) for e in visit["recipient"]] == [(None, "LAO")]
    people = [("Phạm Minh Chính", "VN", "host"), ("Sonexay Siphandone", "LA", "guest")]
    reception = coded("reception", people=people)
    assert (reception["cameo"], reception["mode"]) == ("043", ["visit"])
    assert (reception["actor_codes"], reception["recipient_codes"]) == (["LAO"], ["VNM"])


def test_talks_are_one_row_in_which_all_act() -> None:
    people = [("Phạm Minh Chính", "VN", "party"), ("Sonexay Siphandone", "LA", "party")]
    talks = coded("talks", people=people)
    assert ([e["name"] for e in talks["actor"]], talks["recipient"]) == (["Phạm Minh Chính", "Sonexay Siphandone"], [])
    assert (talks["event"], talks["mode"], talks["cameo"]) == ("CONSULT", [], "040")


@pytest.mark.parametrize(
    ("given", "mode", "cameo"),
    [
        ({"kind": "call"}, ["phone"], "041"),
        ({"kind": "session", "channel": "online"}, ["phone"], "041"),
        ({"kind": "talks", "place": "Bắc Kinh"}, ["third-party"], "044"),
        ({"kind": "talks", "place": "Hà Nội"}, [], "040"),
        ({"kind": "talks", "countries": "VN LA KH"}, ["multilateral"], "040"),
        ({"kind": "conference"}, ["multilateral"], "040"),
        ({"kind": "visit", "level": "attend"}, ["visit", "multilateral"], "042"),
    ],
)
def test_how_and_where_makes_the_mode(given: dict[str, Any], mode: list[str], cameo: str) -> None:
    found = coded(**given)
    assert (found["event"], found["mode"], found["cameo"]) == ("CONSULT", mode, cameo)


def test_a_message_goes_from_its_sender_to_its_recipient() -> None:
    people = [("Tập Cận Bình", "CN", "recipient"), ("Tô Lâm", "VN", "sender")]
    message = coded("message", countries="VN CN", people=people)
    assert (message["event"], message["actor_codes"], message["recipient_codes"]) == ("SUPPORT", ["VNM"], ["CHN"])


def test_what_is_done_together_has_a_recipient_as_plover_asks() -> None:
    activity = coded("activity", countries="VN LA KH")
    assert (activity["actor_codes"], activity["recipient_codes"]) == (["VNM"], ["KHM", "LAO"])


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(LookupError, match="no row for the kind 'parade'"):
        rule_of(event("parade"))


def test_one_event_is_one_row_in_both_files(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record.store, tmp_path, "plover")
    told = [e["id"] for e in walk(sample_record.store, "events") if e["kind"] != "appointment"]
    lines = [json.loads(line) for line in (tmp_path / "plover.jsonl").read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "plover.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert [line["id"] for line in lines] == told == [row["id"] for row in rows]
    assert all(tuple(line) == COLUMNS for line in lines)
    assert all(line["stories"] and line["text"] for line in lines)
    assert {line["event"] for line in lines} == {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
    for line in lines:
        names = [entity["name"] for entity in line["actor"] + line["recipient"] if entity["name"]]
        assert len(names) == len(set(names)), line
    states = [line for line in lines if line["date"] == "2024-07-11" and "visit" in line["mode"]]
    assert ["VNM", "LAO"] in [line["actor_codes"] + line["recipient_codes"] for line in states]
