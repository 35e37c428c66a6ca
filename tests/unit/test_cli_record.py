"""The commands of a record: adding, lists and their filters, one thing whole, judging, keeping."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from ledgers import SAMPLES
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from banggiao.cli.listings import LISTINGS
from banggiao.cli.main import app
from banggiao.errors import RecordError
from banggiao.record.record import Record

NAMES = [listing.name for listing in LISTINGS]


def run(*args: str | Path, where: Path | None = None, wide: int = 80) -> Result:
    settings = {"COLUMNS": str(wide)} | ({"BANGGIAO_RECORD": str(where)} if where else {})
    return CliRunner(env=settings).invoke(app, list(map(str, args)))


def objects(*args: str | Path, where: Path) -> list[dict[str, Any]]:
    result = run(*args, "--json", where=where)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# ── add ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_adding_says_what_was_new_known_and_failed(tmp_path: Path) -> None:
    pages = [SAMPLES / "10-ky-hop-47-viet-lao.txt", SAMPLES / "12-ky-hop-48-viet-lao.txt"]
    where = tmp_path / "r.db"
    first = run("add", *pages, tmp_path / "no.txt", "--record", where)
    assert first.exit_code == 1
    assert first.stderr == f"banggiao: {tmp_path / 'no.txt'}: no such file\n"
    assert f"{where}: 2 new captures, 0 known already, 1 failed" in first.stdout
    assert "on events" in first.stdout
    again = run("add", *pages, "--record", where, "--json")
    assert again.exit_code == 0
    summary = json.loads(again.stdout)
    assert (summary["new"], summary["known"], summary["failed"]) == (0, 2, [])
    assert summary["holds"]["captures"] == 2


def test_failures_are_named_in_json_with_file_and_reason(tmp_path: Path) -> None:
    result = run("add", tmp_path / "no.txt", "--record", tmp_path / "r.db", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed"] == [{"source": str(tmp_path / "no.txt"), "reason": "no such file"}]


def test_the_environment_says_where_the_record_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = SAMPLES / "10-ky-hop-47-viet-lao.txt"
    assert run("add", page, where=tmp_path / "named.db").exit_code == 0
    assert run("add", page).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"named.db", "banggiao.db"}


def test_a_record_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no record at all", encoding="utf-8")
    result = run("add", SAMPLES, "--record", tmp_path / "text.db")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"banggiao: {tmp_path / 'text.db'}: not a record")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_cleanly_and_a_second_run_goes_on(tmp_path: Path) -> None:
    page = (SAMPLES / "10-ky-hop-47-viet-lao.txt").read_text(encoding="utf-8")
    for number in range(1500):
        (tmp_path / f"{number:04}.txt").write_text(f"{page}\n{number}\n", encoding="utf-8")
    where = tmp_path / "r.db"
    command = [sys.executable, "-m", "banggiao.cli.main", "add", str(tmp_path), "--record", str(where), "--jobs", "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None and not _captures(where):
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "run it again to go on" in said
    assert "Traceback" not in said
    kept = _captures(where)
    assert 0 < kept < 1500
    shutil.copyfile(where, tmp_path / "half.db")
    with Record.open(tmp_path / "half.db") as half:
        before = list(half.dump())
        half.rebuild()
        assert list(half.dump()) == before
    for number in range(600, 1500):
        (tmp_path / f"{number:04}.txt").unlink()
    summary = json.loads(run("add", tmp_path, "--record", where, "--json").stdout)
    assert summary["known"] == min(kept, 600)
    assert summary["new"] == 600 - min(kept, 600)


def _captures(where: Path) -> int:
    if not where.exists() or not where.stat().st_size:
        return 0
    try:
        with Record.open(where, create=False) as record:
            return record.view.count()["captures"]
    except RecordError:  # its tables are being made
        return 0


# ── lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wide", [80, 180])
def test_every_list_is_a_table_json_and_csv_of_the_same_things(samples_record: Path, name: str, wide: int) -> None:
    found = objects(name, "--limit", "0", where=samples_record)
    assert found
    table = run(name, "--limit", "0", where=samples_record, wide=wide)
    assert table.exit_code == 0
    assert max(map(cell_len, table.stdout.splitlines())) <= wide
    if "id" in found[0] and name != "conflicts":
        shown = "".join(table.stdout.split())
        assert all(thing["id"] in shown for thing in found if wide == 80 and name != "doubts")
    rows = list(csv.DictReader(io.StringIO(run(name, "--limit", "0", "--csv", where=samples_record).stdout)))
    assert len(rows) == len(found)
    assert [row.get("id") for row in rows] == [thing.get("id") for thing in found]
    assert run(name, "--limit", "1", "--json", where=samples_record).stdout.count("\n") == 1


def test_an_event_has_the_fields_of_the_contract(samples_record: Path) -> None:
    events = objects("events", "--limit", "0", where=samples_record)
    names = {
        "id",
        "kind",
        "level",
        "status",
        "date",
        "place",
        "countries",
        "participants",
        "mechanism",
        "session",
        "sources",
        "evidence",
    }
    assert all(names <= event.keys() for event in events)
    assert all({"name", "country", "office", "role"} <= p.keys() for event in events for p in event["participants"])
    assert all(event["evidence"] for event in events)


def test_with_takes_what_concerns_a_country_and_between_all_of_several(samples_record: Path) -> None:
    with_laos = objects("events", "--with", "la", "--limit", "0", where=samples_record)
    between = objects("events", "--between", "VN,LA", "--limit", "0", where=samples_record)
    both = objects("events", "--with", "LA", "--with", "VN", "--limit", "0", where=samples_record)
    assert with_laos
    assert all("LA" in event["countries"] for event in with_laos)
    assert between == both
    assert all({"VN", "LA"} <= {*event["countries"]} for event in between)
    assert any("VN" not in event["countries"] for event in with_laos)
    assert all("LA" in c["countries"] for c in objects("commitments", "--with", "LA", where=samples_record))
    assert {p["country"] for p in objects("people", "--with", "LA,KH", where=samples_record)} == {"LA", "KH"}


def test_filters_of_time_kind_level_status_and_person(samples_record: Path) -> None:
    visits = objects(
        "events", "--kind", "visit", "--level", "state", "--from", "2024-07", "--to", "2024-07", where=samples_record
    )
    assert visits
    assert all(v["date"]["start"][:7] == "2024-07" and (v["kind"], v["level"]) == ("visit", "state") for v in visits)
    person = objects("events", "--person", "Thoong-lun Xi-xu-lít", "--status", "held", "--limit", "0", where=samples_record)
    assert person
    assert all(any("Thongloun" in p["name"] or "Thoong" in p["name"] for p in event["participants"]) for event in person)
    assert {event["status"] for event in person} == {"held"}
    trade = objects("figures", "--between", "VN,LA", "--kind", "trade", where=samples_record)
    assert {figure["indicator"] for figure in trade} == {"trade"}


def test_filters_of_source_and_mechanism(samples_record: Path) -> None:
    outlet = next(s["outlet"] for s in objects("sources", where=samples_record) if s["outlet"])
    told = objects("events", "--source", outlet, where=samples_record)
    assert told
    assert all(outlet in event["outlets"] for event in told)
    assert objects("figures", "--source", "Báo không có", where=samples_record) == []
    sessions = objects("sessions", "--mechanism", "Ủy ban liên Chính phủ Việt Nam - Lào", where=samples_record)
    assert {46, 47} <= {session["number"] for session in sessions}
    (ledger,) = objects("mechanisms", "--mechanism", sessions[0]["mechanism"], where=samples_record)
    assert [s["number"] for s in ledger["sessions"]] == sorted(s["number"] for s in sessions)


def test_what_is_due_is_told_as_of_a_day(samples_record: Path) -> None:
    early = objects("commitments", "--status", "silent", "--today", "2022-01-01", "--limit", "0", where=samples_record)
    late = objects("commitments", "--status", "silent", "--today", "2040-01-01", "--limit", "0", where=samples_record)
    assert len(early) < len(late)


WRONG = [
    (("events", "--with", "Lào"), "--with: 'Lào' is no country of the list"),
    (("events", "--with", "Lào"), "did you mean LA?"),
    (("events", "--between", "VN"), "--between: 'VN' names one country"),
    (("events", "--kind", "vist"), "--kind: 'vist' is none of visit, talks"),
    (("events", "--level", "royal"), "--level: 'royal' is none of state, official"),
    (("events", "--status", "done"), "--status: 'done' is none of held, ongoing, planned, called_off"),
    (("commitments", "--status", "held"), "--status: 'held' is none of open, done, overdue, silent"),
    (("figures", "--kind", "visit"), "--kind: 'visit' is none of trade, export"),
    (("events", "--from", "hôm qua"), "--from: 'hôm qua' is no day, month or year"),
    (("events", "--to", "2024-02-30"), "--to: '2024-02-30' is no day"),
    (("figures", "--person", "Tô Lâm"), "--person does not narrow figures; allowed are --with"),
    (("doubts", "--with", "LA"), "--with does not narrow doubts; allowed are nothing"),
    (("sessions", "--mechanism", "Hội đồng Mặt Trăng"), "no mechanism in the record is called"),
    (("sessions", "--mechanism", "Ủy ban"), "may be any of"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_wrong_filter_is_one_line_that_names_what_is_allowed(samples_record: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*words, where=samples_record)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


def test_lists_say_that_nothing_matches_and_never_that_nothing_happened(samples_record: Path) -> None:
    result = run("events", "--with", "BR", where=samples_record)
    assert result.exit_code == 0
    assert "coverage" in result.stdout


def test_asking_makes_no_record(tmp_path: Path) -> None:
    for command in (*NAMES, "judgements", "rebuild", "check"):
        result = run(command, "--record", tmp_path / "no.db")
        assert result.exit_code == 1
        assert result.stderr == f"banggiao: {tmp_path / 'no.db'}: no record there; banggiao add makes one\n"
    assert list(tmp_path.iterdir()) == []


# ── show, judge, keep ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_thing_whole_has_every_source_with_its_quotes(samples_record: Path) -> None:
    visit = max(
        objects("events", "--kind", "visit", "--with", "LA", "--limit", "0", where=samples_record), key=lambda e: e["sources"]
    )
    text = run("show", visit["id"], where=samples_record, wide=400).stdout
    shown = json.loads(run("show", visit["id"], "--json", where=samples_record).stdout)
    assert visit["sources"] > 1
    assert len({s["story"] for s in shown["statements"]}) == visit["sources"]
    for statement in shown["statements"]:
        assert statement["id"] in text
        assert all(" ".join(place["quote"].split()) in text for place in statement["evidence"])
    assert all(part["id"] in text for part in shown["parts"])


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("sources", "coverage", "doubts", "conflicts")])
def test_everything_that_is_listed_can_be_shown(samples_record: Path, name: str) -> None:
    for thing in objects(name, "--limit", "15", where=samples_record):
        result = run("show", thing["id"], where=samples_record)
        assert result.exit_code == 0, result.output
        assert thing["id"] in result.stdout


def test_a_story_is_shown_with_where_it_was_found(samples_record: Path) -> None:
    story = objects("events", where=samples_record)[0]["evidence"][0]["story"]
    assert "samples" in run("show", story, where=samples_record, wide=300).stdout


@pytest.mark.parametrize(("identity", "said"), [("ev-0000000000000000", "no such event"), ("x", "no id; ids are two letters")])
def test_what_is_not_there_is_said(samples_record: Path, identity: str, said: str) -> None:
    result = run("show", identity, where=samples_record)
    assert result.exit_code == 1
    assert said in result.stderr


def test_judging_from_the_command_line_and_taking_it_back(samples_record: Path, tmp_path: Path) -> None:
    where = tmp_path / "own.db"
    shutil.copyfile(samples_record, where)
    one, other = (event["id"] for event in objects("events", "--between", "VN,LA", "--limit", "2", where=where))
    (said,) = objects("judge", "same", one, other, "--reason", "one meeting", "--author", "Lan", where=where)
    assert (said["author"], said["reason"], said["verdict"]) == ("Lan", "one meeting", "same")
    gone = next(identity for identity, now in said["now"].items() if identity != now)
    assert f"{gone} was merged into it" in run("show", gone, where=where).stdout
    assert "one meeting" in run("judgements", where=where).stdout
    assert run("judge", "set", one, "place", "Hà Nội", where=where).exit_code == 0
    assert run("undo", said["id"], where=where).exit_code == 0
    assert [row["stands"] for row in objects("judgements", where=where)] == [True, True, False]
    assert run("check", where=where).exit_code == 0
    for words, reason in (
        (("judge", "perhaps", one), "'perhaps' is none of same"),
        (("judge", "same", one), "2 ids are needed, not 1"),
        (("judge", "set", one, "place"), "a FIELD and a VALUE are needed"),
        (("undo", "ju-0"), "no such judgement"),
    ):
        result = run(*words, where=where)
        assert result.exit_code == 1
        assert reason in result.stderr


def test_rebuild_check_and_backup(samples_record: Path, tmp_path: Path) -> None:
    where = tmp_path / "own.db"
    shutil.copyfile(samples_record, where)
    assert "rebuilt from" in run("rebuild", where=where).stdout
    assert "whole" in run("check", where=where).stdout
    assert run("backup", tmp_path / "copy.db", where=where).exit_code == 0
    assert run("backup", tmp_path / "copy.db", where=where).exit_code == 1
    assert objects("events", where=tmp_path / "copy.db") == objects("events", where=where)
    with Record.open(where) as record, record.store.writing() as connection:
        connection.exec_driver_sql("UPDATE figures SET value = 7")
    result = run("check", where=where)
    assert result.exit_code == 1
    assert "a rebuild gives another value" in result.stdout
    assert json.loads(run("check", "--json", where=where).stdout)["faults"] == result.stdout.splitlines()


def test_commands_that_need_no_record_load_no_database() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from banggiao.cli.main import app; "
        "CliRunner().invoke(app, ['read', sys.argv[1]]); print('sqlalchemy' in sys.modules)"
    )
    page = str(SAMPLES / "10-ky-hop-47-viet-lao.txt")
    ended = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"


def test_what_the_document_shows_is_what_is_printed(samples_record: Path) -> None:
    text = (SAMPLES.parent / "docs" / "record.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\n\$ banggiao (.+)\n((?:.*\n)+?)```", text, re.MULTILINE)
    assert len(shown) == 2
    for words, expected in shown:
        printed = {line.rstrip() for line in run(*shlex.split(words), where=samples_record).stdout.splitlines()}
        assert [line for line in expected.splitlines() if line not in printed] == []


def test_the_document_names_every_command_of_a_record_and_every_filter(samples_record: Path) -> None:
    text = (SAMPLES.parent / "docs" / "record.md").read_text(encoding="utf-8")
    commands = [*NAMES, "add", "watch", "show", "judge", "judgements", "undo", "rebuild", "check", "backup"]
    assert [name for name in commands if not re.search(rf"\b{name}\b", text)] == []
    usage = run("events", "--help", where=samples_record, wide=200).stdout
    documented = set(re.findall(r"`(--\w+)", text.split("| filter |")[1].split("Of `people`")[0]))
    assert {
        option for option in re.findall(r"--\w+", usage) if option not in ("--json", "--csv", "--record", "--help")
    } == documented
