"""``banggiao read``: forms of output, errors, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from made_up import TEXT
from made_up import read_capture as made_up_read
from typer.testing import CliRunner, Result

from banggiao.cli.main import app
from banggiao.cli.progress import Progress
from banggiao.cli.views import json_line
from banggiao.model import Page, Reading


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two pages; the reader is replaced by one that always reads the same."""
    monkeypatch.setattr("banggiao.reading.read_capture", made_up_read)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*args: str | Path, **settings: Any) -> Result:
    return CliRunner(**settings).invoke(app, ["read", *map(str, args)])


def test_json_is_one_object_a_line_in_the_order_of_the_input(pages: Path) -> None:
    result = run(pages / "b.txt", pages / "a.txt", "--json")
    assert result.exit_code == 0
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == ["b.txt", "a.txt"]
    assert "Phạm Minh Chính" in result.stdout  # as it is, not escaped
    assert result.stderr == ""


def test_what_cannot_be_read_is_said_in_one_line_and_the_rest_is_read(pages: Path) -> None:
    (pages / "broken.txt").write_text("broken", encoding="utf-8")
    result = run(pages / "broken.txt", pages / "nowhere.txt", pages / "a.txt", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    complaints = result.stderr.splitlines()
    assert complaints[0] == f"banggiao: {pages / 'broken.txt'}: made up to fail"
    assert complaints[1].startswith(f"banggiao: {pages / 'nowhere.txt'}: ")
    assert len(complaints) == 2


@pytest.mark.usefixtures("pages")
def test_standard_input() -> None:
    result = CliRunner().invoke(app, ["read", "-", "--json"], input=TEXT)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("width", ["80", "160"])
def test_tables_keep_to_the_width_and_have_every_kind_with_its_quote(
    pages: Path, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run(pages)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= int(width)
    flat = " ".join(result.stdout.split())
    for shown in (
        "People", "Events", "Figures", "Commitments", "Sessions", "Agreements", "Set phrases",
        "(also T.", "~2025-03-05", "“Phạm Minh Chính”", "+16.7 % on 2024", "(goal)", "no. 46", "undated",
        "2 pages: 4 people, 4 events",
    ):  # fmt: skip
        assert shown in flat, shown
    assert "\x1b" not in result.stdout  # no colours when piped


def test_a_page_in_which_nothing_was_found(monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    def nothing(_: object) -> Reading:
        return Reading(Page("a.txt", "x", "article", ()))

    monkeypatch.setattr("banggiao.reading.read_capture", nothing)
    assert "Nothing was found" in run(pages / "a.txt").stdout


def test_what_a_page_says_commands_no_terminal(monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    def hostile(_: object) -> Reading:
        return Reading(Page("\x1b]0;owned\x07a.txt", "\x1b[2J\u202e", "article", (), outlet="\x9b31m"))

    monkeypatch.setattr("banggiao.reading.read_capture", hostile)
    for options in ([], ["--explain"]):
        written = run(pages / "a.txt", *options).stdout
        assert not set(written) & {"\x1b", "\x9b", "\x07", "\u202e"}


def test_explain_marks_quotes_and_names_rules(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = run(pages / "a.txt", "--explain")
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    assert "⟦Chiều 5/3, Thủ tướng ⟦Phạm Minh Chính⟧p¹ tiếp" in flat
    assert "Phomvihane⟧p².⟧e¹" in flat
    assert "rule: somebody receives a guest; date inferred: only 5/3 is printed" in flat
    assert "│ Trang chủ | Video" in flat


def test_explain_as_a_web_page_is_written_whole(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    result = run(pages / "a.txt", "--explain", "--html", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "out.html"]
    assert out.stat().st_mode & 0o777 == (pages / "a.txt").stat().st_mode & 0o777


def test_explain_where_no_file_can_be_written(pages: Path, tmp_path: Path) -> None:
    result = run(pages / "a.txt", "--explain", "--html", tmp_path / "no" / "out.html")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "out.html: No such file or directory" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--captured", "28/8/2024"], "is not a day such as 2024-08-28"),
        (["--json", "--explain"], "exclude each other"),
        (["--html", "x.html"], "goes with --explain"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_options(pages: Path, options: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = run(pages / "a.txt", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_half_a_surrogate_pair_is_still_a_line_of_json() -> None:
    line = json_line(Reading(Page("\udce9.txt", "a\ud800", "article", ())))
    assert json.loads(line.encode("utf-8"))["text"] == "a\ud800"


def test_no_progress_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(["x"], wanted=True) as progress:
        for _ in progress.watch([]):
            progress.advance()
    assert capsys.readouterr().err == ""


STAND_IN = """
import sys
sys.path.insert(0, {here!r})
import banggiao.reading, made_up
banggiao.reading.read_capture = made_up.read_capture
from banggiao.cli.main import main
print("ready", flush=True)
main()
"""


def start(*args: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, with the stand-in for the reader."""
    script = STAND_IN.format(here=str(Path(__file__).parent))
    return subprocess.Popen(
        [sys.executable, "-c", script, "read", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": TEXT}) for _ in range(150))
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    with start(str(tmp_path / "rows.jsonl"), "--json", "--jobs", "1") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_interrupted_without_a_stack_trace() -> None:
    with start("-", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.3)  # until it waits for its input; before that it ends as quietly
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().splitlines() in (["banggiao: interrupted"], ["Aborted."])
        assert process.wait(30) in (1, 130)
