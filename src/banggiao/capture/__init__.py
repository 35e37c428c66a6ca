"""Captures: bytes as they come from files, folders, tables and standard input.

>>> for capture in captures(["pages/", "leads.csv.gz", "-"]):  # doctest: +SKIP
...     print(capture if isinstance(capture, CaptureError) else capture.source)
pages/000.txt
leads.csv.gz#1
"""

from __future__ import annotations

from banggiao.capture.files import SUFFIXES, capture_bytes, captures

__all__ = ["SUFFIXES", "capture_bytes", "captures"]
