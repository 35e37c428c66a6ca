"""What `import banggiao` gives is what the contract names, and it comes fast."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import banggiao

CONTRACT = Path(__file__).resolve().parents[2] / "docs" / "contract.md"


def test_exported_names_are_the_documented_ones() -> None:
    section = CONTRACT.read_text(encoding="utf-8").split("## From Python")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(\w+)", row)}
    assert documented == set(banggiao.__all__)
    assert banggiao.__all__ == sorted(banggiao.__all__)
    assert all(hasattr(banggiao, name) for name in banggiao.__all__)


def test_importing_loads_no_list_and_no_parser() -> None:
    code = "import sys, banggiao; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    heavy = {"ahocorasick_rs", "resiliparse", "trafilatura", "typer", "rich", "yaml", "sqlalchemy", "banggiao.reading"}
    assert heavy.isdisjoint(loaded)


def test_read_gives_the_one_page_or_says_why_not(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("title,lead\na,b\nc,d\n", encoding="utf-8")
    for source, said in ((table, "more than one page"), (tmp_path / "no.txt", "no such file")):
        with pytest.raises(banggiao.CaptureError, match=said):
            banggiao.read(source)


def test_read_text_keeps_the_text_as_given() -> None:
    for text in ("Ngày 27/8,\r\nông Sơn.", "\ufeffa\0b", "x", ""):
        assert banggiao.read_text(text, captured="2024-08-28").text == text
    assert banggiao.read_text("x", captured="2024-08-28").page.captured == "2024-08-28"


def test_read_many_goes_on_after_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ngày 27/8", encoding="utf-8")
    error, reading = banggiao.read_many([tmp_path / "no.txt", tmp_path / "a.txt"])
    assert isinstance(error, banggiao.CaptureError)
    assert isinstance(reading, banggiao.Reading)
    assert reading.text == "Ngày 27/8"
