"""The hand-made yardsticks for the record have one form: known words, real days, facts and no sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from banggiao.grammar.tables import rows

EVAL = Path(__file__).resolve().parents[2] / "eval"
COUNTRIES = {row["canonical"] for row in rows("countries")}
MOST_WORDS = 12
PROPER_NAMES = {"mechanism"}  # these may be longer, being names
LEVELS = {"state", "official", "official_friendship", "working", "attend"}
DAYS = ("first", "last", "day", "first_also", "last_also", "seen")
CODES = ("country", "guest_country", "host_country", "countries")

#: What an entry of each table has to have and may have, apart from `leads`, which all have, and `note`, which all may have.
TABLES: dict[str, dict[str, tuple[set[str], set[str]]]] = {
    "visits_2024": {
        "visit": (
            {"guest", "guest_country", "host_country", "certain"},
            {"level", "also", "first", "last", "first_also", "last_also", "seen"},
        ),
    },
    "names_2024": {
        "same": ({"forms", "country", "office", "how"}, set()),
        "namesakes": ({"name", "country", "apart", "why", "certain"}, set()),
        "near": ({"names", "country", "offices"}, set()),
        "holders": ({"office", "country", "names", "seen"}, set()),
        "short": ({"form", "full"}, {"name"}),
        "thing": ({"name", "what"}, set()),
    },
    "ledger_2024": {
        "session": ({"mechanism", "number"}, {"countries", "first", "last", "first_also", "seen", "place", "status"}),
        "call": ({"persons", "countries", "day", "channel"}, set()),
        "document": ({"kind", "countries", "day", "persons"}, {"place", "count", "what"}),
    },
}

#: Which fields make an entry: two entries alike in them would be one fact told twice.
IDENTITY = {
    "visit": ("guest", "host_country", "first", "seen"),
    "same": ("forms",),
    "namesakes": ("name",),
    "near": ("names",),
    "holders": ("office", "country"),
    "short": ("form",),
    "thing": ("name",),
    "session": ("mechanism", "countries", "number"),
    "call": ("persons", "day"),
    "document": ("kind", "countries", "day"),
}


def tables(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = tomllib.loads((EVAL / f"{name}.toml").read_text(encoding="utf-8"))
    return found


def entries(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, content in tables(name).items():
        for entry in content:
            yield table, entry


def several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", TABLES)
def test_an_entry_has_the_fields_of_its_table(name: str) -> None:
    assert tables(name).keys() == TABLES[name].keys()
    for table, entry in entries(name):
        needed, allowed = TABLES[name][table]
        assert needed | {"leads"} <= entry.keys(), entry
        assert entry.keys() <= needed | allowed | {"leads", "note"}, entry


@pytest.mark.parametrize("name", TABLES)
def test_days_are_days_and_in_order(name: str) -> None:
    for _, entry in entries(name):
        for field in DAYS:
            for day in several(entry.get(field, [])):
                assert date.fromisoformat(day).isoformat() == day, entry
        assert ("first" in entry) == ("last" in entry), entry
        for first in [*several(entry.get("first", [])), *entry.get("first_also", [])]:
            for last in [*several(entry.get("last", [])), *entry.get("last_also", [])]:
                assert first <= last, entry


@pytest.mark.parametrize("name", TABLES)
def test_countries_are_known(name: str) -> None:
    for _, entry in entries(name):
        for field in CODES:
            assert set(several(entry.get(field, []))) <= COUNTRIES, entry


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_rests_on_leads_and_quotes_none(name: str) -> None:
    for _, entry in entries(name):
        assert 1 <= len(entry["leads"]) == len(set(entry["leads"])) <= 3, entry
        assert all(re.fullmatch(r"102\d{9,15}", lead) for lead in entry["leads"]), entry
        told = [text for field, value in entry.items() if field not in PROPER_NAMES for text in texts(value)]
        assert all(len(text.split()) <= MOST_WORDS for text in told), entry


@pytest.mark.parametrize("name", TABLES)
def test_no_fact_stands_twice(name: str) -> None:
    seen = [(table, repr([entry.get(field) for field in IDENTITY[table]])) for table, entry in entries(name)]
    assert sorted(seen) == sorted(set(seen))


def test_a_visit_is_of_2024_between_vietnam_and_another_country() -> None:
    for visit in tables("visits_2024")["visit"]:
        assert [visit["guest_country"], *visit["host_country"]].count("VN") == 1, visit
        assert isinstance(visit["certain"], bool), visit
        assert {*several(visit.get("level", [])), *visit.get("also", [])} <= LEVELS, visit
        assert visit.get("level") not in visit.get("also", []), visit
        days = [visit[field] for field in ("first", "last") if field in visit] + visit.get("seen", [])
        assert days or "note" in visit, visit
        assert not days or any(day.startswith("2024") for day in days), visit


def test_no_leader_is_in_two_places_at_once() -> None:
    stays: dict[str, list[tuple[str, str]]] = {}
    for visit in tables("visits_2024")["visit"]:
        if "first" in visit:
            stays.setdefault(visit["guest"], []).append((visit["first"], visit["last"]))
    for guest, days in stays.items():
        days.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(days)), guest


def test_what_stands_side_by_side_is_equally_many() -> None:
    pairs = {"same": "forms", "namesakes": "apart", "near": "names", "holders": "names"}
    for table, entry in entries("names_2024"):
        if table in pairs:
            assert len(entry[pairs[table]]) == len(entry["leads"]), entry
        if table == "near":
            assert len(entry["offices"]) == len(entry["names"]) == len(set(entry["names"])), entry
        if table == "holders":
            assert len(entry["seen"]) == len(entry["names"]), entry
            assert entry["seen"] == sorted(set(entry["seen"])), entry
    for call in tables("ledger_2024")["call"]:
        assert len(call["persons"]) == len(call["countries"]) == 2, call
        assert call["channel"] in {"phone", "online"}, call


def test_a_sitting_has_a_number_and_a_status() -> None:
    for session in tables("ledger_2024")["session"]:
        assert session["number"] >= 1, session
        assert session.get("status", "held") in {"held", "planned"}, session
        assert session.get("status") != "planned" or "first" not in session, session
    for document in tables("ledger_2024")["document"]:
        assert document["kind"] in {"signing", "statement"}, document
