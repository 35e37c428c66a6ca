"""A reading as a gold page: it reads as YAML and agrees with the reading it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made_up
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from banggiao.cli.main import app
from banggiao.evaluate import Outcome, compare, gold_pages
from banggiao.evaluate.label import gold_text
from banggiao.jsonform import reading_as_json
from banggiao.model import Page, Person, Reading

if TYPE_CHECKING:
    from pathlib import Path


def test_labelled_then_evaluated_nothing_is_missed_or_invented(tmp_path: Path) -> None:
    reading = made_up.reading()
    (tmp_path / "made-up.yaml").write_text(gold_text(reading), encoding="utf-8")
    outcome = Outcome()
    (gold,) = gold_pages(tmp_path)
    compare(gold, reading_as_json(reading), outcome)
    assert outcome.misses == []
    values = outcome.values()
    assert values.pop("text") > 0.99  # the line's end between lead and body is in no part of the story
    assert set(values.values()) == {1.0}
    assert outcome.unproven == 0


def test_the_form_is_one_compact_row_a_fact() -> None:
    rows = gold_text(made_up.reading()).splitlines()
    assert rows[:3] == ["page: \"made-up.txt\"", "kind: article", "stories:"]
    assert (
        '  - {story: s1, kind: reception, status: held, level: null, channel: in_person, date: "2025-03-05", '
        'basis: inferred, why: "only 5/3 is printed; the page is of 05/03/2025", place: "Hà Nội", '
        'countries: [VN, LA], people: ["Phạm Minh Chính", "Thongsavanh Phomvihane"]}'
    ) in rows
    assert '  - {id: s2, kind: link, title: "Thủ tướng tiếp khách Lào", published: null}' in rows


def test_norway_is_a_country() -> None:
    gold = yaml.safe_load(gold_text(made_up.reading()))
    assert gold["figures"][1]["parties"] == ["VN", "NO"]


@given(st.text(min_size=1))
def test_any_name_survives(name: str) -> None:
    reading = Reading(Page("a.txt", "", "article", ()), people=(Person("s1", name, None, (name,), ()),))
    gold = yaml.safe_load(gold_text(reading))
    assert gold["people"] == [{"story": "s1", "name": name, "country": None, "offices": [name]}]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("banggiao.reading.read_capture", made_up.read_capture)
    file = tmp_path / "made-up.txt"
    file.write_text(made_up.TEXT, encoding="utf-8")
    return file


def test_the_command_prints_or_writes(page: Path, tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["label", str(page)])
    assert printed.exit_code == 0
    out = tmp_path / "made-up.yaml"
    assert CliRunner().invoke(app, ["label", str(page), "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == printed.stdout == gold_text(made_up.reading("made-up.txt"))


def test_corrections_are_not_overwritten(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "made-up.yaml"
    out.write_text("corrected by hand", encoding="utf-8")
    result = CliRunner().invoke(app, ["label", str(page), "--out", str(out)])
    assert result.exit_code == 1
    assert "exists already" in result.stderr
    assert out.read_text(encoding="utf-8") == "corrected by hand"


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["label", str(tmp_path / "nowhere.txt")])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
