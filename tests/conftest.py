"""What holds for all tests: how long Hypothesis looks, that it looks the same way everywhere, and where records are made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from databases import new_record, postgres, where

if TYPE_CHECKING:
    from banggiao.record.record import Record

__all__ = ["new_record", "postgres", "where"]  # fixtures

#: `make test` finds the same on every machine; ``HYPOTHESIS_PROFILE=search make test`` looks further and elsewhere.
settings.register_profile(
    "suite", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def samples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all samples, which no test changes."""
    from banggiao.capture import captures
    from banggiao.record.record import Record

    where = tmp_path_factory.mktemp("record") / "samples.db"
    with Record.open(where) as made:
        made.add(captures([str(Path(__file__).resolve().parents[1] / "samples")]))
    return where


@pytest.fixture
def record(samples_record: Path, tmp_path: Path) -> Iterator[Record]:
    """A record of the samples of one's own."""
    from banggiao.record.record import Record

    copyfile(samples_record, tmp_path / "own.db")
    with Record.open(tmp_path / "own.db") as own:
        yield own
