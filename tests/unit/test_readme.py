"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from banggiao.cli.main import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_excerpt_is_real(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    text = (ROOT / name).read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\$ .venv/bin/banggiao (.+)\n((?:.*\n)+?)```", text, re.MULTILINE)
    printed = {line.rstrip() for line in CliRunner().invoke(app, shown[0].split()).stdout.splitlines()}
    assert [line for line in shown[1].splitlines() if line not in printed] == []


@pytest.mark.parametrize("command", ["read", "evaluate", "label"])
def test_every_option_shown_is_there(command: str) -> None:
    usage = CliRunner().invoke(app, [command, "--help"]).stdout
    for name in ("README.md", "README.vi.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = re.findall(rf"^banggiao {command} (.+)$", text, re.MULTILINE)
        assert lines
        assert all(option in usage for line in lines for option in re.findall(r"--\w+", line))
