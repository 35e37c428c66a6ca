"""The pages that ship with the project: each read, compared with its gold, and held to what the contract says."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import banggiao
from banggiao.evaluate import Outcome, compare, gold_pages
from banggiao.grammar.tables import rows

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GOLDS = {gold["page"]: gold for gold in gold_pages(SAMPLES / "gold")}
PAGES = sorted(file.name for file in SAMPLES.iterdir() if file.suffix in (".txt", ".html"))
FLOORS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text(encoding="utf-8"))["samples"]

FACTS = ("people", "events", "figures", "commitments", "sessions", "agreements", "formulae")
#: The contract's vocabularies. None stands for null.
VALUES: dict[tuple[str, str], set[str | None]] = {
    ("stories", "kind"): {"main", "teaser", "link"},
    ("stories", "published_basis"): {"stated", "derived", "inferred", None},
    ("events", "kind"): {
        "visit", "talks", "reception", "call", "session", "conference", "signing", "message", "ceremony", "credentials",
        "appointment", "aid", "activity",
    },
    ("events", "status"): {"held", "ongoing", "planned", "called_off"},
    ("events", "level"): {"state", "official", "official_friendship", "working", "attend", None},
    ("events", "channel"): {"in_person", "phone", "online", "letter", None},
    ("participants", "role"): {"host", "guest", "party", "chair", "signatory", "sender", "recipient"},
    ("figures", "indicator"): {
        "trade", "export", "import", "investment", "projects", "aid", "scholarships", "border", "rank", "other",
    },
    ("commitments", "act"): {"agree", "pledge", "propose", "plan", "target"},
    ("agreements", "kind"): {"agreement", "statement", "plan"},
    ("agreements", "status"): {"signed", "planned", "in_force", "named"},
    ("formulae", "kind"): {"quality", "partnership", "motto"},
}  # fmt: skip
DAY, MONTH, YEAR = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d", r"\d{4}"
SHAPES = {"day": DAY, "month": MONTH, "year": YEAR}
COUNTRIES = {row["canonical"] for row in rows("countries")}


@cache
def read(page: str) -> dict[str, Any]:
    return banggiao.reading_as_json(banggiao.read(SAMPLES / page))


@cache
def outcome() -> Outcome:
    whole = Outcome()
    for page, gold in GOLDS.items():
        compare(gold, read(page), whole)
    return whole


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    if kind == "participants":
        return [one for event in found["events"] for one in event["participants"]]
    rows: list[dict[str, Any]] = found[kind]
    return rows


def dates(found: dict[str, Any]) -> list[dict[str, Any]]:
    places = (("events", "date"), ("figures", "period"), ("agreements", "date"))
    told = [row[name] for kind, name in places for row in found[kind]]
    return [date for date in told if date is not None]


# All pages together


def test_there_are_forty_pages_of_both_sorts_each_with_its_gold() -> None:
    assert len(PAGES) >= 40
    assert {Path(page).suffix for page in PAGES} == {".txt", ".html"}
    assert sorted(GOLDS) == PAGES


def test_the_floors_are_for_this_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "eval")
    floors = import_module("floors")
    for name in ("floors", "leads"):
        monkeypatch.delitem(sys.modules, name)
    assert FLOORS["corpus"] == floors.hash_of(floors.corpus_files("samples")), "see eval/floors.py --new-gold samples"


@pytest.mark.parametrize(("name", "floor"), FLOORS["floors"].items())
def test_the_reading_is_as_true_as_it_has_been(name: str, floor: float) -> None:
    kind = name.split(".")[0]
    misses = [line for line in outcome().misses if f" {kind} " in line or f" {kind.rstrip('s')} " in line]
    assert outcome().values().get(name, 0.0) >= floor, "\n".join(misses)


def test_every_kind_of_fact_has_a_floor() -> None:
    assert {name.split(".")[0] for name in FLOORS["floors"]} == {
        "text", "stories", "people", "events", "figures", "commitments", "sessions",
    }  # fmt: skip


def test_no_fact_is_without_true_evidence() -> None:
    assert outcome().unproven == 0


# Page by page


@pytest.mark.parametrize("page", PAGES)
def test_an_article_has_one_main_story_and_a_listing_none(page: str) -> None:
    found = read(page)
    assert found["kind"] == GOLDS[page]["kind"]
    assert [s["kind"] for s in found["stories"]].count("main") == (found["kind"] == "article")
    assert [s["id"] for s in found["stories"]] == [f"s{n}" for n in range(1, len(found["stories"]) + 1)]


@pytest.mark.parametrize("page", [page for page in PAGES if GOLDS[page]["kind"] == "article"])
def test_the_main_story_has_title_and_time(page: str) -> None:
    (main,) = (s for s in read(page)["stories"] if s["kind"] == "main")
    (gold,) = (s for s in GOLDS[page]["stories"] if s["kind"] == "main")
    assert main["title"] == gold["title"]
    assert main["published"] == (str(gold["published"]) if gold.get("published") else None)
    assert main["lead"]


@pytest.mark.parametrize("page", PAGES)
def test_every_quote_is_a_true_slice_and_no_fact_is_without(page: str) -> None:
    found = read(page)
    stories = {story["id"]: story["spans"] for story in found["stories"]}
    for kind in FACTS:
        for fact in found[kind]:
            assert fact["evidence"], fact
            for quote in fact["evidence"]:
                assert quote["quote"] == found["text"][quote["start"] : quote["end"]]
                assert quote["quote"].strip()
                assert quote["rule"]
                assert quote["story"] == fact["story"]
                assert any(start <= quote["start"] and quote["end"] <= end for start, end in stories[fact["story"]])


@pytest.mark.parametrize("page", PAGES)
def test_every_value_is_one_of_the_contract(page: str) -> None:
    found = read(page)
    for (kind, name), allowed in VALUES.items():
        assert {row[name] for row in of_kind(found, kind)} <= allowed, (kind, name)


@pytest.mark.parametrize("page", PAGES)
def test_dates_are_iso_in_order_and_inferred_ones_say_why(page: str) -> None:
    for date in dates(read(page)):
        assert date["precision"] in SHAPES
        shape = SHAPES[date["precision"]]
        assert re.fullmatch(shape, date["start"]), date
        assert re.fullmatch(shape, date["end"]), date
        assert date["start"] <= date["end"]
        assert date["basis"] in ("stated", "derived", "inferred")
        assert date["why"] or date["basis"] != "inferred", date
    for story in read(page)["stories"]:
        assert story["published"] is None or re.fullmatch(rf"{DAY}(?:T\d\d:\d\d)?", story["published"])


@pytest.mark.parametrize("page", PAGES)
def test_countries_are_iso_codes(page: str) -> None:
    found = read(page)
    codes = {row["country"] for kind in ("people", "participants") for row in of_kind(found, kind)} - {None}
    for kind, name in (("events", "countries"), ("figures", "parties"), ("commitments", "by"), ("agreements", "countries")):
        for row in found[kind]:
            assert len(set(row[name])) == len(row[name]), row
            codes |= set(row[name])
    assert codes <= COUNTRIES


@pytest.mark.parametrize("page", PAGES)
def test_money_is_a_plain_number_in_an_iso_unit(page: str) -> None:
    for figure in read(page)["figures"]:
        assert isinstance(figure["value"], int | float)
        assert figure["unit"] not in ("đồng", "đôla", "đô la", "$", "US$")
        if figure["unit"] == "%":
            assert figure["change"] is not None


@pytest.mark.parametrize("page", PAGES)
def test_a_commitment_is_its_own_quote(page: str) -> None:
    for commitment in read(page)["commitments"]:
        assert commitment["text"] == commitment["evidence"][0]["quote"]


@pytest.mark.parametrize("page", PAGES)
def test_the_reading_goes_through_json_unchanged(page: str) -> None:
    assert json.loads(json.dumps(read(page), ensure_ascii=False)) == read(page)
