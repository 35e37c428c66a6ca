"""What goes wrong leaves nothing half-added, loses nothing that was added, and is told in one clear line."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import children
import pytest
from children import GROWING, parcels, processes
from sqlalchemy import event, select

from banggiao.errors import RecordDamaged, RecordError
from banggiao.record.filters import Filters
from banggiao.record.record import Record
from banggiao.record.schema import captures, events, origins, statements, stories
from banggiao.record.view import View

if TYPE_CHECKING:
    from databases import Server


@cache
def undisturbed() -> list[str]:
    """The dump of a record to which all was added in peace."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "peace.db") as record:
        record.keep(GROWING)
        return list(record.dump())


def is_whole(record: Record) -> int:
    """That every reference leads somewhere and no capture is there by half; gives how many captures there are."""
    expected = {taken.capture: taken for taken in GROWING}
    with record.store.asking() as connection:
        kept = set(connection.execute(select(captures.c.id)).scalars())
        told = {row.id: row.capture for row in connection.execute(select(stories.c.id, stories.c.capture))}
        said = connection.execute(select(statements.c.id, statements.c.story, statements.c.sort, statements.c.entity)).all()
        held = set(connection.execute(select(events.c.id)).scalars())
        assert kept == set(connection.execute(select(origins.c.capture)).scalars())
    assert set(told.values()) <= kept
    assert {row.story for row in said} <= told.keys()
    assert {row.entity for row in said if row.sort == "event"} == held
    assert told.keys() == {story.id for capture in kept for story in expected[capture].stories}
    assert {row.id for row in said} == {statement.id for capture in kept for statement in expected[capture].statements}
    return len(kept)


def finish(where: str) -> None:
    """Go on adding where it broke off; all must come out as if nothing had happened."""
    with Record.open(where) as record:
        for parcel in parcels(0):
            record.keep(parcel)
        assert list(record.dump()) == undisturbed()


def child(target: Callable[..., None], *arguments: Any) -> str:
    """What another process tells of what it did."""
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    told: str = ours.recv()
    process.join()
    return told


# ── killed ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "times"), [("sqlite", 50), ("postgresql", 12)])
def test_killed_at_any_moment_and_going_on(kind: str, times: int, new_record: Callable[[str], str]) -> None:
    where, chance = new_record(kind), random.Random(3)
    Record.open(where).close()
    seen = []
    for at in range(times):
        if at % 5 == 4:  # within whatever it does, commits among it
            _killed_after(where, at, chance.random() * 0.2)
        else:  # before any one statement
            process = processes.Process(target=children.add_and_die, args=(where, at, chance.randrange(5, 60 + 12 * at)))
            process.start()
            process.join()
        with Record.open(where) as record:
            seen.append(is_whole(record))
    assert seen == sorted(seen), "what was added is never lost"
    assert len(set(seen)) > times / 10, "it was killed at many states of the record"
    if kind == "sqlite":
        assert sqlite3.connect(where).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finish(where)


def _killed_after(where: str, seed: int, seconds: float) -> None:
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=children.add_until_killed, args=(where, seed, theirs))
    process.start()
    theirs.close()
    ours.recv()
    process.join(seconds)
    process.kill()
    process.join()


# ── no room ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    where = str(tmp_path / "record.db")
    with Record.open(where) as record:
        record.keep(GROWING[:6])
        before = list(record.dump())
        record.store.engine.dispose()

        @event.listens_for(record.store.engine, "connect")
        def _no_room(connection: sqlite3.Connection, _: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        with pytest.raises(RecordError, match=r"record\.db: the disk is full; nothing of what was being added was kept$"):
            record.keep(GROWING)
        assert list(record.dump()) == before
    finish(where)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = Path(tempfile.mkdtemp())
    told = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if told.returncode:
        folder.rmdir()
        pytest.skip("no small disk may be mounted here; max_page_count above gives the same error")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def test_a_disk_that_is_really_full(small_disk: Path, tmp_path: Path) -> None:
    where = small_disk / "record.db"
    assert "the disk is full" in child(children.add_all, str(where), 1)
    with Record.open(where) as record:
        kept = is_whole(record)
    assert kept < len(GROWING)
    for file in small_disk.iterdir():
        shutil.copy(file, tmp_path)
    finish(str(tmp_path / "record.db"))


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    where = str(tmp_path / "record.db")
    Record.open(where).close()
    assert "RecordError" in (told := child(children.with_small_files, where, 700_000))
    assert "disk" in told
    with Record.open(where) as record:
        assert is_whole(record) < len(GROWING)
    finish(where)


# ── two at once ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_processes_add_at_once(where: str) -> None:
    pipes = []
    for seed in (1, 2):  # the record is not there yet: both make it
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=children.add_all, args=(where, seed, theirs))
        process.start()
        theirs.close()
        pipes.append((process, ours))
    assert [ours.recv() for _, ours in pipes] == ["done", "done"]
    for process, _ in pipes:
        process.join()
    with Record.open(where) as record:
        assert list(record.dump()) == undisturbed()


# ── damaged ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A record in one file."""
    where = tmp_path / "record.db"
    with Record.open(where) as record:
        record.keep(GROWING)
    return where


def ask_everything(where: Path) -> None:
    with Record.open(where, create=False) as record:
        view = View(record.store)
        found = (
            view.events(Filters(limit=1000))
            + view.people(Filters(limit=1000))
            + view.commitments()
            + view.figures()
            + view.phrases()
        )
        for thing in found:
            view.show(thing["id"])
        list(record.dump())


def test_a_file_cut_short(file: Path) -> None:
    whole = file.read_bytes()
    for share in (0.9, 0.5, 0.1):
        file.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(RecordDamaged, match=r"record\.db: the file is damaged \(.*\); restore a backup"):
            ask_everything(file)


def test_a_file_with_random_bytes_in_it(file: Path) -> None:
    whole, chance = file.read_bytes(), random.Random(5)
    told = 0
    for _ in range(25):
        start = chance.randrange(100, len(whole) - 9000)
        file.write_bytes(whole[:start] + chance.randbytes(9000) + whole[start + 9000 :])
        try:
            ask_everything(file)  # what lies in a free page or an index not asked may go unseen here
        except RecordDamaged:
            told += 1
    assert told > 15


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    letter = tmp_path / "thư.txt"
    letter.write_text("Kính gửi Quý Bộ", encoding="utf-8")
    for path, reason in (
        (other, "a database, but not a record of Bang Giao"),
        (letter, "not a record: the file is of another kind or damaged"),
    ):
        before = path.read_bytes()
        with pytest.raises(RecordDamaged, match=reason):
            Record.open(path)
        assert path.read_bytes() == before


def test_nothing_there(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for path, reason in (
        (tmp_path / "none.db", "no record there"),
        (empty, "no record there"),
        (tmp_path, "a folder, not a record"),
    ):
        with pytest.raises(RecordError, match=reason):
            Record.open(path, create=False)
    with pytest.raises(RecordError, match="there is no folder"):
        Record.open(tmp_path / "nowhere" / "record.db")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_where_nobody_may_write(what: str) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        where = folder / "record.db"
        with Record.open(where) as record:
            record.keep(GROWING[:6])
        where.chmod(0o444)
        folder.chmod(0o777 if what == "file" else 0o555)
        told = child(children.as_nobody, str(where))
        assert told.startswith(f"RecordError: {where}: ")
        assert "written to" in told
        folder.chmod(0o755)
        where.chmod(0o644)
        finish(str(where))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


# ── PostgreSQL ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_connections_cut_off_while_adding(postgres: Server) -> None:
    where = postgres.database()
    name = where.rsplit("/", 1)[1]
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    _break_off(where, lambda: postgres.sql("postgres", cut))
    finish(where)


def test_a_server_that_stops_while_adding(postgres: Server) -> None:
    where = postgres.database()
    _break_off(where, postgres.stop, then=postgres.start)
    finish(where)


def _break_off(where: str, breaking: Callable[[], None], then: Callable[[], None] = lambda: None) -> None:
    with Record.open(where) as record:
        record.keep(GROWING[:6])
        before = list(record.dump())
        children.on_statement(record, 30, breaking)
        with pytest.raises(RecordError, match=r"the database does not answer \(.*\); nothing half-done was kept"):
            record.keep(GROWING)
        then()
        assert list(record.dump()) == before


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(RecordError, match=r"postgresql://tester@127\.0\.0\.1:1/none: the database does not answer"):
        Record.open("postgresql://tester:geheim@127.0.0.1:1/none")
