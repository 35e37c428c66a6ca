"""What docs/accuracy.md shows hangs together: every part has its table, and the first table sums them up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


@pytest.fixture
def accuracy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(ROOT / "eval")
    yield import_module("accuracy")
    for name in ("accuracy", "floors", "leads"):
        sys.modules.pop(name, None)


def test_every_part_has_its_table_and_the_sum_is_theirs(accuracy: ModuleType) -> None:
    rows = accuracy.summary(DOCUMENT)
    assert [row.split(" |")[0] for row in rows[2:]] == ["| gold", "| samples", "| open", "| held"]
    assert accuracy.rewritten(DOCUMENT, "all", rows) == DOCUMENT


def test_rewriting_one_part_leaves_the_prose_and_the_others(accuracy: ModuleType) -> None:
    lines = ["9 pages, corpus `x`, measured 2020-01-01; mean F1 **0.500**, facts without true evidence 0.", ""]
    lines += [f"| {kind} | 0.1 | 0.2 | **0.300** |  |" for kind in accuracy.COUNTED]
    made = accuracy.measured(DOCUMENT, ("held",), lambda _: lines)
    assert "measured 2020-01-01" in made
    assert "| held | 0.300 |" in made
    assert made.split("## What is worst")[1] == DOCUMENT.split("## What is worst")[1]
    assert made.split("<!-- part: open -->")[1].split("<!-- end -->")[0] in DOCUMENT


def test_a_document_without_the_marks_is_refused(accuracy: ModuleType) -> None:
    with pytest.raises(ValueError, match="no place for part held"):
        accuracy.rewritten("no marks", "held", [])
