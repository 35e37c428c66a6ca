"""A portal on the record of the samples, for tests of its pages and for those in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Day
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from banggiao.capture import captures
from banggiao.portal.app import application
from banggiao.record.record import Record

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TODAY = Day(2026, 1, 15)
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


def build(folder: Path, *paths: Path) -> Path:
    """A record of these files."""
    where = folder / "record.db"
    with Record.open(where) as record:
        summary = record.add(captures([str(path) for path in paths]))
        assert not summary.failed
    return where


def client(where: Path | str | None, **other: bool) -> TestClient:
    """Somebody with a browser, in Vietnamese as long as nothing else is asked for."""
    return TestClient(application(str(where), today=TODAY), base_url="http://localhost", **other)  # type: ignore[arg-type]


def links(html: str) -> Iterator[str]:
    """Every address that a page leads to or takes something from."""
    return (unescape(found) for found in _LINK.findall(html))
