"""The folder of an export, and the command: whole files or none, ours replaced, others' left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from banggiao.cli.main import app
from banggiao.errors import ExportError
from banggiao.export import export
from banggiao.export.folder import MANIFEST, Folder
from banggiao.record.record import Record
from banggiao.record.walk import Standing


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, args)])


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_our_files_are_replaced_and_listed_with_their_hash(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record.store, tmp_path, "plover")
    (tmp_path / "plover.csv").write_text("changed", encoding="utf-8")
    export(sample_record.store, tmp_path, "plover")
    listed = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert names(tmp_path) == {MANIFEST, *listed} == {MANIFEST, "plover.csv", "plover.jsonl"}
    for name, about in listed.items():
        assert about["sha256"] == sha256((tmp_path / name).read_bytes()).hexdigest()
        assert about["as_of"] == "2025-12-20"


def test_formats_stand_beside_each_other(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record.store, tmp_path, "plover")
    export(sample_record.store, tmp_path, "popolo")
    listed = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert {about["format"] for about in listed.values()} == {"plover", "popolo"}
    assert names(tmp_path) == {MANIFEST, *listed}


def test_what_others_put_there_is_left_alone(sample_record: Record, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("của tôi", encoding="utf-8")
    export(sample_record.store, tmp_path, "plover")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "của tôi"


def test_a_file_of_the_same_name_that_is_not_ours_stops_everything(sample_record: Record, tmp_path: Path) -> None:
    (tmp_path / "plover.jsonl").write_text("của tôi", encoding="utf-8")
    with pytest.raises(ExportError, match=r"plover\.jsonl: there already and not from an export"):
        export(sample_record.store, tmp_path, "plover")
    assert names(tmp_path) == {"plover.jsonl"}
    assert (tmp_path / "plover.jsonl").read_text(encoding="utf-8") == "của tôi"


def test_a_failure_halfway_leaves_the_old_files_whole(
    sample_record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(sample_record.store, tmp_path, "jsonl")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def broken(*_: object) -> Iterator[dict[str, object]]:
        yield {"id": "st-1"}
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Standing, "_stories", broken)
    with pytest.raises(ExportError, match=r"stories\.jsonl: no space left on device"):
        export(sample_record.store, tmp_path, "jsonl")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_list_that_is_not_ours_is_an_error(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("[]", encoding="utf-8")
    with pytest.raises(ExportError, match="not the list of an export"), Folder(tmp_path, "csv", {}):
        pass


def test_a_folder_that_is_a_file_is_an_error(sample_record: Record, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="out: file exists"):
        export(sample_record.store, tmp_path / "out", "csv")


# The command


def test_the_command_tells_what_it_wrote(sample_record: Record, tmp_path: Path) -> None:
    result = run(tmp_path / "out", "--format", "popolo", "--record", sample_record.store.where, "--check")
    assert result.exit_code == 0, result.output
    first, second = result.output.splitlines()
    assert first.startswith(str(tmp_path / "out" / "popolo.json"))
    assert second == f"checked {first.split()[-1]}"


def test_the_command_takes_filters(sample_record: Record, tmp_path: Path) -> None:
    where = ("--record", sample_record.store.where, "--format", "jsonl")
    assert run(tmp_path / "all", *where).exit_code == 0
    assert run(tmp_path / "some", *where, "--with", "vn,LA", "--from", "2024-07", "--to", "2024").exit_code == 0
    some = [json.loads(line) for line in (tmp_path / "some" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert some
    assert all({"VN", "LA"} <= set(event["countries"]) for event in some)
    assert (tmp_path / "some" / "events.jsonl").stat().st_size < (tmp_path / "all" / "events.jsonl").stat().st_size


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "xls"), "'xls' is no format; there are csv, parquet, jsonl"),
        (("--format", "csv", "--from", "2024-13"), "'2024-13' is not a day such as 2024-08-28"),
        (("--format", "csv", "--record", "nowhere.db"), "nowhere.db: no record there"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    args: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMINAL_WIDTH", "200")
    result = run("out", *args)
    assert result.exit_code != 0
    assert said in " ".join(result.output.replace("│", " ").split())  # without the box that it stands in
    assert not (tmp_path / "out").exists()
