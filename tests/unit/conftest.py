"""What several tests of this folder need: the record of the samples, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from banggiao.capture import captures
from banggiao.record.record import Record

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of all samples; only to be asked."""
    with Record.open(tmp_path_factory.mktemp("record") / "samples.db") as record:
        record.add(captures([str(SAMPLES)]))
        yield record
