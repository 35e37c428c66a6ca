"""Every list keeps to what docs/lists.md says of it, and no row contradicts another."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from banggiao.grammar.fold import fold
from banggiao.grammar.tables import LANGUAGE, check, rows
from banggiao.grammar.tomlrules import rule_file

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
DOCUMENTED = {
    name: (columns.split(), set(kinds.split()))
    for name, columns, kinds in re.findall(r"^\| `(\w+)` \| ([\w ]+) \| ([\w ]*)\|$", DOCUMENT, re.MULTILINE)
}
FOLDER = files(LANGUAGE) / "lists"
NAMES = sorted(file.name.removesuffix(".tsv") for file in FOLDER.iterdir())
COUNTRIES = {row["canonical"] for row in rows("countries")}
#: What goes into the one dictionary.
VOCABULARY = (
    "countries", "places", "offices", "bodies", "honorifics", "organisations", "mechanisms", "documents", "formulae",
)  # fmt: skip
STOPS = {w for f in ("events", "acts") for r in rule_file(f)["rule"] if r.get("sort") == "stop" for w in r["words"]}


def form(row: dict[str, str]) -> str:
    return row.get("form") or row["name"]


def test_the_documented_lists_are_those_there_are() -> None:
    assert sorted(DOCUMENTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_list_has_no_stray_spaces_and_no_form_twice_of_one_kind(name: str) -> None:
    assert check((FOLDER / f"{name}.tsv").read_text(encoding="utf-8"), f"{name}.tsv") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_list_has_its_documented_columns_and_kinds(name: str) -> None:
    columns, kinds = DOCUMENTED[name]
    assert list(rows(name)[0]) == columns
    kind = next((column for column in ("kind", "takes") if column in columns), None)
    assert ({row[kind] for row in rows(name)} if kind else set()) == kinds


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_form_canonical_and_source(name: str) -> None:
    needed = [column for column in ("form", "name", "canonical", "source") if column in rows(name)[0]]
    assert [form(row) for row in rows(name) if not all(row[column] for column in needed)] == []


@pytest.mark.parametrize("name", [*VOCABULARY, "surnames", "counted", "class_words", "anniversaries"])
def test_every_form_can_be_met_on_a_folded_page(name: str) -> None:
    assert [form(row) for row in rows(name) if fold(form(row)).text != form(row)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_has_one_canonical_unless_it_needs_its_context(name: str) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for row in rows(name):
        if "canonical" in row and "context" not in row["note"]:
            meanings[row["form"]].add(row["canonical"])
    assert {form: found for form, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", VOCABULARY)
def test_no_form_is_also_a_stop_word(name: str) -> None:
    assert sorted(STOPS & {form(row) for row in rows(name)}) == []


def test_no_word_that_begins_an_event_or_act_is_also_a_stop_word() -> None:
    rules = [*rule_file("events")["rule"], *rule_file("acts")["rule"]]
    words = {word for rule in rules if rule.get("sort") in ("trigger", "act") for word in rule["words"]}
    assert sorted(STOPS & words) == []


# Countries


def test_country_codes_are_two_capitals() -> None:
    assert [code for code in sorted(COUNTRIES) if not re.fullmatch("[A-Z]{2}", code)] == []


def test_only_countries_that_are_gone_have_no_modern_name() -> None:
    modern = {row["canonical"] for row in rows("countries") if row["kind"] != "dated" and "historic" not in row["note"]}
    assert COUNTRIES - modern <= {"SU", "YU", "CS", "DD", "ZR", "TP", "BU"}


def test_the_countries_of_the_register_are_all_there() -> None:
    asean = {"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"}
    assert asean | {"CN", "RU", "US", "JP", "KR", "KP", "IN", "AU", "FR", "GB", "DE", "CU", "VA", "PS"} <= COUNTRIES
    assert len(COUNTRIES) >= 193


@pytest.mark.parametrize("name", ["places", "bodies", "office_holders"])
def test_a_country_column_holds_codes_of_the_list_of_countries(name: str) -> None:
    assert {row["country"] for row in rows(name)} - COUNTRIES - {""} == set()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Campuchia", "KH"), ("Căm-pu-chia", "KH"), ("Cộng hòa Dân chủ Nhân dân Lào", "LA"), ("Liên Xô", "SU"),
        ("Ả-rập Xê-út", "SA"),
    ],
)  # fmt: skip
def test_modern_vietnamised_formal_and_dated_names_lead_to_the_code(printed: str, code: str) -> None:
    assert {row["canonical"] for row in rows("countries") if row["form"] == printed} == {code}


# Offices, bodies, mechanisms


def test_canonical_offices_begin_with_a_capital() -> None:
    #: "the counterpart", which stands for an office that was named and is none itself
    lower = {row["canonical"] for row in rows("offices") if not row["canonical"][0].isupper()}
    assert lower <= {"người đồng cấp"}


@pytest.mark.parametrize("name", VOCABULARY)
def test_canonical_forms_place_their_tones_as_folded_pages_do(name: str) -> None:
    canonical = {row["canonical"].replace("’", "'") for row in rows(name)}
    assert sorted(form for form in canonical if fold(form).text != form) == []


def test_an_office_belongs_to_a_known_system() -> None:
    (listed,) = re.findall(r"`domain` is the system it\s+belongs to: ([^.]+)\.", DOCUMENT)
    assert {row["domain"] for row in rows("offices")} == {word.strip() for word in listed.split(",")}


def test_a_mechanism_has_a_known_scope() -> None:
    assert {row["scope"] for row in rows("mechanisms")} <= {"bilateral", "multilateral", "domestic", "any"}


def test_the_provinces_before_and_after_july_2025_are_there() -> None:
    provinces = {row["form"] for row in rows("places") if row["kind"] in ("province", "city") and row["country"] == "VN"}
    assert {"Hà Giang", "Tuyên Quang", "Bắc Giang", "Kon Tum", "Quảng Ngãi", "Lâm Đồng", "Cà Mau", "Huế"} <= provinces


def test_the_provinces_of_laos_and_cambodia_are_there() -> None:
    places = {(row["form"], row["country"]) for row in rows("places")}
    assert {("Xiêng Khoảng", "LA"), ("Hủa Phăn", "LA"), ("Savannakhet", "LA")} <= places
    assert {("Svay Rieng", "KH"), ("Mondulkiri", "KH")} <= places


# Numbers and patterns


def test_multipliers_and_currencies_mean_what_they_must() -> None:
    for row in rows("units"):
        if row["kind"] == "multiplier":
            assert float(row["canonical"]) > 1, row
        if row["kind"] == "currency":
            assert re.fullmatch("[A-Z]{3}", row["canonical"]), row


def test_indicators_are_patterns_of_a_value_of_the_contract() -> None:
    for row in rows("indicators"):
        assert not re.compile(row["form"], re.IGNORECASE).match("")


def test_founding_years_are_years() -> None:
    assert all(1000 < int(row["canonical"]) < 2100 for row in rows("anniversaries"))


def test_office_holders_hold_known_offices_for_days_in_order() -> None:
    offices = tuple({row["canonical"] for row in rows("offices")} | {row["form"] for row in rows("offices")})
    for row in rows("office_holders"):
        assert row["name"].strip()
        assert row["office"].startswith(offices), row
        for day in (row["start"], row["end"]):
            assert re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", day), row
        assert not row["end"] or row["start"] <= row["end"], row


# Rules


@pytest.mark.parametrize(
    ("file", "key", "allowed"),
    [
        (
            "events",
            "kind",
            "activity aid appointment call ceremony conference credentials message reception session signing talks visit",
        ),
        ("events", "level", "state official official_friendship working attend"),
        ("events", "channel", "in_person phone online letter"),
        ("events", "subject", "host guest party chair signatory sender recipient"),
        ("events", "object", "host guest party chair signatory sender recipient"),
        ("events", "needs", "object person document gathering"),
        ("acts", "kind", "agree pledge propose plan target"),
        ("acts", "extra", "both speaker"),
        ("references", "kind", "both all"),
    ],
)
def test_a_rule_says_only_what_the_contract_knows(file: str, key: str, allowed: str) -> None:
    said = {rule[key] for rule in rule_file(file)["rule"] if rule.get("sort") != "stop" and key in rule}
    assert said <= set(allowed.split())


@pytest.mark.parametrize("file", ["events", "acts", "references"])
def test_no_word_begins_two_rules(file: str) -> None:
    began: dict[str, set[str]] = defaultdict(set)
    for rule in rule_file(file)["rule"]:
        for word in rule.get("words", []):
            began[word].add(rule["name"])
    assert {word: names for word, names in began.items() if len(names) > 1} == {}


def test_every_word_of_a_rule_can_be_met_on_a_folded_page() -> None:
    words = [w for f in ("events", "acts", "references") for r in rule_file(f)["rule"] for w in r.get("words", [])]
    assert [word for word in words if fold(word).text != word or word != word.strip()] == []
