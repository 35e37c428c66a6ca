"""Records of the samples: one that is only asked, and copies of it that may be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from ledgers import SAMPLES

from banggiao.capture import captures
from banggiao.record.record import Record


@pytest.fixture(scope="session")
def samples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all samples, which no test changes."""
    where = tmp_path_factory.mktemp("record") / "samples.db"
    with Record.open(where) as record:
        record.add(captures([str(SAMPLES)]))
    return where


@pytest.fixture
def record(samples_record: Path, tmp_path: Path) -> Iterator[Record]:
    """A record of the samples of one's own."""
    copyfile(samples_record, tmp_path / "own.db")
    with Record.open(tmp_path / "own.db") as found:
        yield found
