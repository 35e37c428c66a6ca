"""A record that was tampered with is found out; one that was not is whole, and so is its backup."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from ledgers import derived

from banggiao.errors import CaptureError, RecordDamaged, RecordError
from banggiao.record.check import MANY, check
from banggiao.record.copying import backup
from banggiao.record.judged import Judgement
from banggiao.record.record import Record


def change(record: Record, *statements: str) -> None:
    with sqlite3.connect(record.store.where) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement


def test_a_record_is_whole_and_every_capture_is_looked_at_twice(record: Record) -> None:
    seen: list[int] = []
    assert check(record, done=seen.append) == []
    assert sum(seen) == 2 * record.view.count()["captures"]


def test_a_record_with_judgements_is_whole(record: Record) -> None:
    statement = record.view.events()[0]["id"][3:]
    record.judge(Judgement("ju-1", "2026-01-05T08:00:00Z", "lan", "", "set", "event", statement, None, "place", "Huế"))
    assert check(record) == []


FAULTS = {
    "a quote that is not there": (
        "UPDATE statements SET body = replace(body, '\"quote\": \"', '\"quote\": \"X') "
        "WHERE id = (SELECT min(id) FROM statements)",
        "does not stand at",
    ),
    "a capture whose content was changed": (
        "UPDATE captures SET content = (SELECT content FROM captures ORDER BY id DESC LIMIT 1) "
        "WHERE id = (SELECT min(id) FROM captures)",
        "its content is not what it was",
    ),
    "a capture that cannot be opened": (
        "UPDATE captures SET content = x'00' WHERE id = (SELECT min(id) FROM captures)", "cannot be opened again",
    ),
    "a statement of no story": (
        "UPDATE statements SET story = 'st-0' WHERE id = (SELECT min(id) FROM statements)",
        "statements.story st-0: not in stories",
    ),
    "a statement of no event": (
        "UPDATE statements SET entity = 'ev-0' WHERE id = (SELECT min(id) FROM statements WHERE sort = 'event')",
        "statements.entity ev-0: not in events",
    ),
    "a part of no visit": (
        "UPDATE events SET parent = 'ev-0' WHERE id = (SELECT min(id) FROM events)", "events.parent ev-0: not in events",
    ),
    "a session of no event": (
        "UPDATE sessions SET event = 'ev-0' WHERE id = (SELECT min(id) FROM sessions)", "sessions.event ev-0: not in events",
    ),
    "a country of no event": (
        "UPDATE event_countries SET event = 'ev-0' WHERE rowid = (SELECT min(rowid) FROM event_countries)",
        "event_countries.event ev-0: not in events",
    ),
    "a person of no event": (
        "UPDATE event_people SET event = 'ev-0' WHERE event = (SELECT min(event) FROM event_people)", "event_people.event ev-0",
    ),
    "a party of nothing": (
        "UPDATE parties SET id = 'co-0' WHERE id = (SELECT min(id) FROM parties WHERE sort = 'commitment')",
        "parties.id co-0: not in commitments",
    ),
    "a row that was written by hand": (
        "UPDATE figures SET value = value + 1 WHERE id = (SELECT min(id) FROM figures)", "a rebuild gives another value",
    ),
    "a row that follows from nothing": (
        "INSERT INTO coverage VALUES ('Báo Thử', '2024-01', 1, 1, 1)", "coverage Báo Thử 2024-01: follows from nothing",
    ),
    "a row that is gone": ("DELETE FROM tenures WHERE id = (SELECT min(id) FROM tenures)", "missing, though it follows"),
    "a reading of an older reader": ("UPDATE captures SET reader = '0'", "banggiao rebuild reads them again"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named(record: Record, fault: str) -> None:
    statement, said = FAULTS[fault]
    change(record, statement)
    faults = check(record)
    assert any(said in line for line in faults), faults
    assert all("\n" not in line for line in faults)


def test_a_rebuild_from_a_damaged_capture_says_so_and_changes_nothing(record: Record) -> None:
    before = derived(record)
    change(record, "UPDATE captures SET content = x'00' WHERE id = (SELECT max(id) FROM captures)")
    with pytest.raises(CaptureError, match="is damaged"):
        record.rebuild()
    assert derived(record) == before


def test_of_very_many_faults_their_number_is_told(record: Record) -> None:
    change(record, "UPDATE persons SET times = times + 1")
    faults = check(record)
    assert len(faults) == MANY + 1
    assert faults[-1] == f"… and {record.view.count()['people'] - MANY} more of this sort"


def test_a_rebuild_mends_what_is_derived(record: Record) -> None:
    before = derived(record)
    change(record, "UPDATE figures SET value = 1", "DELETE FROM persons", "DELETE FROM statements WHERE sort = 'event'")
    assert check(record)
    record.rebuild()
    assert check(record) == []
    assert derived(record) == before


def test_a_backup_is_the_same_record(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    count = backup(record, file)
    assert count == record.view.count()["captures"]
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]
    with Record.open(file, create=False) as copy:
        assert list(copy.dump()) == list(record.dump())


def test_a_backup_takes_what_another_connection_has_just_written(record: Record, tmp_path: Path) -> None:
    with Record.open(record.store.where) as other:
        other.judge(Judgement("ju-1", "2026-01-05T08:00:00Z", "lan", "", "wrong", "event", "nothing"))
        backup(record, tmp_path / "copy.db")
    with Record.open(tmp_path / "copy.db", create=False) as copy:
        assert [j["id"] for j in copy.view.judgements()] == ["ju-1"]


def test_a_backup_replaces_nothing_unless_told_to(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(RecordError, match="--force replaces it"):
        backup(record, file)
    assert file.read_text(encoding="utf-8") == "mine"
    backup(record, file, force=True)
    with Record.open(file, create=False) as copy:
        assert copy.view.count() == record.view.count()
    with pytest.raises(RecordError, match="the record itself"):
        backup(record, Path(record.store.where), force=True)


def test_a_backup_that_cannot_be_written_leaves_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="nowhere"):
        backup(record, tmp_path / "nowhere" / "copy.db")
    before = sorted(tmp_path.iterdir())
    change(record, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="newer"):
        backup(record, tmp_path / "copy.db")
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_record_is_not_backed_up_as_if_it_were_sound(samples_record: Path, tmp_path: Path) -> None:
    shutil.copyfile(samples_record, tmp_path / "damaged.db")
    with (tmp_path / "damaged.db").open("r+b") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(size // 2)
        file.write(b"\xff" * 20000)
    with Record.open(tmp_path / "damaged.db") as record, pytest.raises((RecordDamaged, RecordError)):
        backup(record, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
