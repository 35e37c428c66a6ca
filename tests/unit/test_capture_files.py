"""Captures from files, folders and standard input; bad input is an error of one line and leaves the rest unharmed."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from banggiao.capture import capture_bytes, captures, streams
from banggiao.errors import CaptureError
from banggiao.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Thủ tướng tiếp Đại sứ Lào chào từ biệt\n\nChiều 5/3, tại Trụ sở Chính phủ …\n"
HTML = "<!DOCTYPE html><html><body><h1>Thủ tướng tiếp Đại sứ Lào</h1></body></html>"


def only(found: Iterator[Capture | CaptureError]) -> Capture:
    (one,) = found
    assert isinstance(one, Capture), one
    return one


def error(found: Iterator[Capture | CaptureError]) -> str:
    (one,) = found
    assert isinstance(one, CaptureError)
    assert "\n" not in str(one)
    return str(one)


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "trang.txt"
    path.write_bytes(TEXT.encode())
    capture = only(captures([str(path)], captured="2026-03-05"))
    assert (capture.source, capture.media, capture.content) == (str(path), "text", TEXT.encode())
    assert capture.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert capture.captured == "2026-03-05"


@pytest.mark.parametrize("name", ["trang.html", "trang.htm", "trang.html.gz", "TRANG.HTM", "trang.xyz", "trang"])
def test_an_html_file_by_name_or_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(HTML.encode()) if name.endswith(".gz") else HTML.encode())
    capture = only(captures([str(path)]))
    assert (capture.media, capture.content) == ("html", HTML.encode())


def test_a_folder_is_read_sorted_and_in_depth_with_known_suffixes_only(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.html", "a.txt", "c.pdf", "d.txt.gz", "README"):
        content = gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode()
        (tmp_path / name).write_bytes(content)
    found = [capture.source for capture in captures([str(tmp_path)])]
    assert [os.path.relpath(source, tmp_path) for source in found] == ["a.txt", "b/1.html", "b/2.txt", "d.txt.gz"]


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(TEXT.encode())
    (tmp_path / "3.txt").mkdir()
    (tmp_path / "4.txt").symlink_to(tmp_path / "absent")
    found = list(captures([str(tmp_path), str(tmp_path / "absent.txt")]))
    assert [type(one).__name__ for one in found] == ["CaptureError", "Capture", "CaptureError", "CaptureError"]
    assert str(found[0]).endswith("1.txt: an empty file")
    assert str(found[3]).endswith("absent.txt: no such file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(TEXT.encode())
    (tmp_path / "1.txt").chmod(0)
    (tmp_path / "2").mkdir(mode=0)
    found = [str(one) for one in captures([str(tmp_path)])]
    assert [reason.rpartition(": ")[2] for reason in found] == ["may not be read (permission denied)"] * 2


def test_a_folder_without_pages(tmp_path: Path) -> None:
    assert "a folder without any .txt .html" in error(captures([str(tmp_path)]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HTML.encode())))
    assert only(captures(["-"])).media == "html"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty file"),
        (b" \n\t\n", "an empty file"),
        (b"\x00" * 5000, "not text but binary (it is full of NUL bytes)"),
        (bytes(range(32)) * 50, "not text but binary"),
        (b"%PDF-1.7\n%\xe2\xe3", "not text but a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "not text but a PNG picture"),
        (b"PK\x03\x04" + b"x" * 40, "not text but a ZIP archive"),
        (gzip.compress(gzip.compress(TEXT.encode())), "not text but a gzip file inside a gzip file"),
        (gzip.compress(TEXT.encode())[:-9], "the gzip file is cut off before its end"),
        (b"\x1f\x8b\x08\x00" + b"x" * 40, "not a sound gzip file"),
    ],
)
def test_bad_bytes(content: bytes, reason: str) -> None:
    assert error(capture_bytes(content, "trang")).startswith(f"trang: {reason}")


def test_a_page_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams.read_page, "__defaults__", (1024 * 1024,))
    line = b"Vi\xe1\xbb\x87t Nam " * 120_000
    assert "larger than the 1 MB that one page may have" in error(capture_bytes(line, "trang.txt"))
    assert "larger than the 1 MB" in error(capture_bytes(gzip.compress(line), "trang.txt.gz"))


def test_a_gzip_bomb_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PAGE_LIMIT", 1024 * 1024)
    bomb = gzip.compress(b'{"text": "a"}\n' + b"\n" * 30_000_000)
    *_, last = capture_bytes(bomb, "b.jsonl.gz", name="b.jsonl.gz")
    assert isinstance(last, CaptureError)
    assert "a gzip bomb" in str(last)


def test_a_few_nuls_are_dirt_in_a_text() -> None:
    assert only(capture_bytes(TEXT.encode() * 10 + b"\x00", "trang.txt")).media == "text"


def test_mhtml_gives_its_first_html_part() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://vi.du/bai-1.htm\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n'
        b"----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://vi.du/bai-1.htm\r\n\r\n<html><h1>Th=E1=BB=A7 t=C6=B0=E1=BB=9Bng</h1>=\r\n</html>\r\n"
        b"----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B--\r\n"
    )
    for name in ("trang.mhtml", None):
        capture = only(capture_bytes(saved, "trang.mhtml", name=name))
        assert capture.media == "html"
        assert capture.content.decode() == "<html><h1>Thủ tướng</h1></html>"
        assert capture.url == "https://vi.du/bai-1.htm"
    without = saved.replace(b"Content-Type: text/html", b"Content-Type: text/plain")
    assert error(capture_bytes(without, "trang.mhtml", name="trang.mhtml")) == "trang.mhtml: an MHTML file without an HTML part"
