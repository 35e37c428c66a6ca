"""Records of the samples, for tests."""

from __future__ import annotations

from pathlib import Path

from banggiao.record.record import Record
from banggiao.record.schema import DERIVED

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def derived(record: Record) -> list[str]:
    """Every row that follows from captures and judgements, in order."""
    names = {table.name for table in DERIVED}
    return [line for line in record.dump() if line.split(" ", 1)[0] in names]
