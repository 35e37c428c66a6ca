"""An export of a record on PostgreSQL is, byte for byte, that of the same record in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from banggiao.capture import captures
from banggiao.export import FORMATS, export
from banggiao.record.filters import Filters
from banggiao.record.record import Record

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LAOS = Filters(countries=("VN", "LA"), start="2024-03", end="2025")


def written(where: str, folder: Path) -> dict[str, bytes]:
    """All files of all formats, whole and narrowed."""
    with Record.open(where) as record:
        record.add(captures([str(SAMPLES)]))
        for form in FORMATS:
            export(record.store, folder / "all", form)
            export(record.store, folder / "laos", form, LAOS)
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*.*"))}


def test_both_databases_export_the_same(new_record: Callable[[str], str], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    one = written(new_record("sqlite"), tmp_path / "one")
    assert len(one) > 2 * len(FORMATS)
    other = written(new_record("postgresql"), tmp_path / "other")
    assert [name for name in one if one[name] != other.get(name)] == []
    assert other.keys() == one.keys()
