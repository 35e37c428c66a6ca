"""CSV, Parquet and JSON Lines: all of the record, typed, safe to open, the same bytes each time."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banggiao.capture import captures
from banggiao.errors import ExportError
from banggiao.export import FORMATS, export
from banggiao.export.sheets import cell
from banggiao.export.tables import TYPES, described, tables
from banggiao.record.record import Record
from banggiao.record.walk import SORTS, walk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def sheets(sample_record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    export(sample_record.store, folder, "csv")
    return folder


# The tables


def test_columns_have_known_types_and_no_name_twice() -> None:
    for table, columns in tables().items():
        assert {column.type for column in columns} <= set(TYPES), table
        assert len({column.name for column in columns}) == len(columns), table
        assert all(column.meaning and column.path for column in columns)


def test_there_is_a_table_for_every_sort_and_the_participants() -> None:
    assert set(tables()) == {*SORTS, "participants"}


def test_every_field_of_the_contract_has_a_column(sample_record: Record) -> None:
    nested = {"date", "period", "evidence", "participants", "life", "next", "sessions", "unnumbered", "links", "first", "last"}
    inner = {"key", "keys", "mechanism_key", "wrong", "spells"}
    for sort in SORTS:
        paths = {column.path.split(".")[0].rstrip("[]{}") for column in tables()[sort]}
        fields = {name for thing in walk(sample_record.store, sort) for name in thing}
        assert fields - paths - nested - inner == set(), sort


def test_the_document_describes_the_tables_as_they_are() -> None:
    assert described() in (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


# CSV


def test_a_sheet_has_a_row_for_each_thing(sample_record: Record, sheets: Path) -> None:
    for sort in SORTS:
        assert [row[tables()[sort][0].name] for row in read_csv(sheets / f"{sort}.csv")] == [
            thing["id"] for thing in walk(sample_record.store, sort)
        ]


def test_a_sheet_begins_with_a_mark_that_makes_excel_read_vietnamese(sheets: Path) -> None:
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in sheets.glob("*.csv"))
    assert "Thongloun Sisoulith" in {row["name"] for row in read_csv(sheets / "people.csv")}


def test_events_say_when_and_who(sheets: Path) -> None:
    events = {row["id"]: row for row in read_csv(sheets / "events.csv")}
    seats = read_csv(sheets / "participants.csv")
    assert {seat["event"] for seat in seats} <= events.keys()
    whole = [row for row in events.values() if row["precision"] == "day"]
    assert len(whole) > 100
    assert all(row["first_day"] == row["start"] and row["last_day"] == row["end"] for row in whole)
    months = [row for row in events.values() if row["precision"] == "month"]
    assert all(row["first_day"] == f"{row['start']}-01" for row in months)
    for seat in seats[:50]:
        assert seat["name"] in events[seat["event"]]["people"].split("; ")


def test_money_is_a_plain_number(sheets: Path) -> None:
    values = [row["value"] for row in read_csv(sheets / "figures.csv") if row["unit"] == "USD"]
    assert "1100000000" in values
    assert not [value for value in values if "e" in value.lower()]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(begin: str) -> None:
    assert cell(f"{begin}1+1") == f"'{begin}1+1"
    assert cell([f"{begin}1", "b"]) == f"'{begin}1; b"


def test_numbers_below_zero_stay_numbers() -> None:
    assert (cell(-3.5), cell(-2), cell(True), cell(None), cell(date(2024, 7, 11))) == ("-3.5", "-2", "true", "", "2024-07-11")


def test_a_headline_that_is_a_formula_is_told_as_text(tmp_path: Path) -> None:
    headline = "=HYPERLINK(\"http://192.0.2.1\";\"Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Lào\")"
    lead = "Chiều 5/3/2025, Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Lào Thongsavanh Phomvihane."
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"title": headline, "lead": lead, "published": "2025-03-05"}), encoding="utf-8")
    with Record.open(tmp_path / "record.db") as record:
        record.add(captures([str(page)]))
        export(record.store, tmp_path / "out", "csv")
    (story,) = read_csv(tmp_path / "out" / "stories.csv")
    assert story["title"].startswith("'=HYPERLINK")


# Parquet


def test_parquet_has_the_same_rows_with_types(sample_record: Record, sheets: Path, tmp_path: Path) -> None:
    pq: Any = pytest.importorskip("pyarrow.parquet")
    export(sample_record.store, tmp_path, "parquet")
    for table, columns in tables().items():
        read = pq.read_table(tmp_path / f"{table}.parquet")
        assert read.column_names == [column.name for column in columns]
        assert read.num_rows == len(read_csv(sheets / f"{table}.csv"))
    events = pq.read_table(tmp_path / "events.parquet")
    assert str(events.schema.field("first_day").type) == "date32[day]"
    assert str(events.schema.field("sources").type) == "int64"
    figures = pq.read_table(tmp_path / "figures.parquet").to_pylist()
    assert any(row["value"] == 1.1e9 and row["parties"] == ["VN", "LA"] for row in figures)
    assert {type(row["goal"]) for row in figures} == {bool}
    assert {type(row["first_day"]) for row in events.to_pylist()} == {date, type(None)}


def test_without_pyarrow_it_is_said_what_to_install(
    sample_record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="parquet needs pyarrow: pip install 'banggiao\\[export\\]'"):
        export(sample_record.store, tmp_path, "parquet")
    assert list(tmp_path.iterdir()) == []


# JSON Lines


def test_json_lines_are_the_objects_of_the_contract(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record.store, tmp_path, "jsonl")
    for sort in SORTS:
        lines = (tmp_path / f"{sort}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == list(walk(sample_record.store, sort))
    event = json.loads((tmp_path / "events.jsonl").read_text(encoding="utf-8").split("\n", 1)[0])
    assert event.keys() >= {"id", "kind", "level", "status", "date", "place", "countries", "participants", "mechanism",
                            "session", "sources", "evidence"}  # fmt: skip


# All formats


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes_however_it_came_about(sample_record: Record, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    export(sample_record.store, tmp_path / "one", form)
    export(_backwards(tmp_path), tmp_path / "two", form)
    one = {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()}
    assert {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()} == one
    assert len(one) > 1


def _backwards(folder: Path) -> Any:
    """The record of the samples, made from the last to the first in three goes."""
    samples = sorted((ROOT / "samples").glob("*.*"), reverse=True)
    record = Record.open(folder / "backwards.db")
    for part in (samples[:9], samples[9:30], samples[30:]):
        record.add(captures([str(file) for file in part], captured=None))
    return record.store


def test_the_command_names_the_formats_there_are() -> None:
    from banggiao.cli.export import _FORMATS

    assert _FORMATS.split(", ") == list(FORMATS)
