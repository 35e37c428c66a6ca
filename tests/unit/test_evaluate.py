"""The yardstick: what counts as the same, gold files, floors, and the command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import made_up
import pytest
from typer.testing import CliRunner

from banggiao.cli.main import app
from banggiao.cli.views import json_line
from banggiao.errors import GoldError
from banggiao.evaluate import Outcome, compare, gold_pages, readings_by_page, shortfalls, table
from banggiao.evaluate.label import gold_text
from banggiao.evaluate.report import floors_from
from banggiao.evaluate.tally import Tally
from banggiao.evaluate.text import clash, fold, same_date, same_name, same_office, span_of
from banggiao.jsonform import reading_as_json

if TYPE_CHECKING:
    from pathlib import Path


def test_diacritics_case_and_the_old_letter_do_not_count() -> None:
    assert fold("Ðại tướng  ĐỖ Bá Tỵ,") == fold("dai tuong do ba ty")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Samdech Hun Sen", "Hun Sen", True),
        ("Na-oa Sa ríp (Nawar Sharif)", "Nawar Sharif", True),
        ("Tô Lâm", "TÔ LÂM", True),
        ("Sơn", "Bùi Thanh Sơn", False),
        ("Hun Sen", "Hun Manet", False),
        ("", "Hun Sen", False),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_offices() -> None:
    assert same_office("Thủ tướng", "Thủ tướng Chính phủ")
    assert not same_office("Bộ trưởng Bộ Ngoại giao", "Chủ tịch nước")
    assert not same_office("", "Chủ tịch nước")


def test_dates() -> None:
    assert span_of("2024-09-10/2024-09-13") == ("2024-09-10", "2024-09-13")
    assert span_of({"start": "2024-02", "end": "2024-02"}) == ("2024-02-01", "2024-02-31")
    assert span_of("2024") == ("2024-01-01", "2024-12-31")
    assert span_of("2024-08-28T08:49") == ("2024-08-28", "2024-08-28")
    assert same_date("2024-07", {"start": "2024-07", "end": None})
    assert same_date(None, None)
    assert clash("2024-07", "2024-08-01")
    assert not clash("2024", "2024-08-01")
    assert not clash(None, "2024")


def counted(change: dict[str, Any]) -> Outcome:
    """The made-up reading, labelled, with some lists of the reading put in the place of what was read."""
    gold = GOLD | {"page": "made-up.txt"}
    outcome = Outcome()
    compare(gold, reading_as_json(made_up.reading()) | change, outcome)
    return outcome


PERSON = {"story": "s1", "name": "Phạm Minh Chính", "country": "VN", "offices": ["Thủ tướng Chính phủ"]}
EVENT = {"story": "s1", "kind": "talks", "status": "held", "date": "2025-03-05", "countries": ["VN", "LA"]}
FRAME = {"story": "s1", "kind": "visit", "date": None, "countries": ["VN", "LA"], "minor": True}
GOLD: dict[str, Any] = {
    "stories": [{"id": "s1", "kind": "main", "title": made_up.TITLE}],
    "people": [PERSON, PERSON | {"name": "Bùi Thanh Sơn"}],
    "events": [EVENT, FRAME],
}


def test_missed_invented_and_wrong_details_are_counted_by_hand() -> None:
    outcome = counted({})
    people = outcome.tallies["people"]
    assert (people.hit, people.expected, people.read) == (1, 2, 2)
    assert (people.precision, people.recall, people.f1) == (0.5, 0.5, 0.5)
    assert people.details == {"country": (1, 1), "office": (1, 1)}
    events = outcome.tallies["events"]
    assert (events.hit, events.expected, events.read) == (1, 1.25, 2)  # a missed frame weighs a quarter
    assert events.details == {"kind": (0, 1), "date": (1, 1), "countries": (1, 1), "status": (1, 1)}
    assert "made-up.txt s1 people missed: Bùi Thanh Sơn" in outcome.misses
    assert "made-up.txt ? events invented: reception None ['VN', 'LA'] [] " in outcome.misses


def test_a_fact_without_a_true_quote_is_counted() -> None:
    person = reading_as_json(made_up.reading())["people"][0]
    for evidence in ([], [person["evidence"][0] | {"start": 0}], [{"start": 0, "end": 0, "quote": ""}]):
        outcome = counted({"people": [person | {"evidence": evidence}]})
        assert outcome.unproven == 1


def test_nothing_expected_and_nothing_read_is_whole() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)
    assert Tally(read=1).f1 == 0.0
    assert Tally(expected=1).f1 == 0.0


def test_floors() -> None:
    assert floors_from("people=0.95, events.date=0.9") == {"people": 0.95, "events.date": 0.9}
    assert shortfalls(counted({}), {"people": 0.4}) == []
    assert shortfalls(counted({}), {"people": 0.95, "figures.change": 0.1}) == [
        "people 0.5000 < 0.95", "figures.change 0.0000 < 0.1"
    ]  # fmt: skip
    for wrong in ("person=0.9", "people", "people=much"):
        with pytest.raises(GoldError):
            floors_from(wrong)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [", "not YAML at line"),
        ("- a", "not a gold page"),
        ("page: x\npeople: {}\nevents: 5", "events is not a list"),
        ("page: x\npeople: [{story: s1}]", "people, row 1: lacks name"),
        ("page: x\nstories: [text]", "stories, row 1: lacks id, kind"),
    ],
)
def test_a_gold_file_that_is_none(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "x.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=said) as caught:
        gold_pages(tmp_path)
    assert "x.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_gold_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold page"):
        gold_pages(tmp_path)
    with pytest.raises(GoldError, match="No such file"):
        gold_pages(tmp_path / "x.yaml")
    (tmp_path / "y.yaml").write_bytes(b"page: \xff")
    with pytest.raises(GoldError, match="not UTF-8 at byte 6"):
        gold_pages(tmp_path)


def test_readings_that_are_none() -> None:
    assert readings_by_page(["\n"], "x") == {}
    with pytest.raises(GoldError, match="x: line 2 is not JSON"):
        readings_by_page(["\n", "{"], "x")
    with pytest.raises(GoldError, match="x: line 1 is not a reading"):
        readings_by_page(["[1]"], "x")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Readings of the made-up page, and its gold with one person more."""
    readings, gold = tmp_path / "readings.jsonl", tmp_path / "made-up.yaml"
    readings.write_text(json_line(made_up.reading()) + "\n", encoding="utf-8")
    more = 'people:\n  - {story: s1, name: "Bùi Thanh Sơn", country: VN}'
    gold.write_text(gold_text(made_up.reading()).replace("people:", more, 1), encoding="utf-8")
    return readings, gold


def test_the_command_prints_the_table(files: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(app, ["evaluate", *map(str, files), "--misses"])
    assert result.exit_code == 0
    assert result.stdout.startswith("made-up.txt s1 people missed: Bùi Thanh Sơn\n\n")
    assert "people        1.000  0.667  0.800   country 2/2, office 2/2\n" in result.stdout
    assert "1 pages, mean F1 0.967, facts without true evidence 0" in result.stdout


def test_the_command_gives_the_numbers_as_json(files: tuple[Path, Path]) -> None:
    readings, gold = files
    text = readings.read_text("utf-8")
    result = CliRunner().invoke(app, ["evaluate", "-", str(gold), "--json"], input=text)
    assert result.exit_code == 0
    numbers = json.loads(result.stdout)
    assert numbers["people"]["f1"] == 0.8
    assert numbers["events"]["details"]["date"] == {"right": 1, "of": 1}


def test_the_command_fails_below_a_floor(files: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(app, ["evaluate", *map(str, files), "--require", "people=0.81,events=0.5"])
    assert result.exit_code == 1
    assert result.stderr == "banggiao: falls short: people 0.8000 < 0.81\n"


def test_the_command_says_what_is_missing(files: tuple[Path, Path], tmp_path: Path) -> None:
    readings, gold = files
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "no.jsonl"), str(gold)])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    readings.write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(readings), str(gold)])
    assert "no reading of made-up.txt" in result.stderr
    assert "people        0.000  0.000  0.000" in result.stdout


def test_the_table_has_a_line_for_each_kind() -> None:
    assert len(table(counted({})).splitlines()) == 9
