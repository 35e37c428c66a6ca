"""Rows of CSV and JSON Lines as captures."""

# ruff: noqa: E501 - inputs stay on one line

from __future__ import annotations

import gzip
import json

import pytest

from banggiao.capture import capture_bytes
from banggiao.errors import CaptureError
from banggiao.model import Capture

ROW = {"url": "https://vi.du/1.htm", "title": "Thủ tướng thăm Lào", "lead": "Sáng 9/1, …", "published": "2025-01-09T08:10"}


def table(text: str, name: str) -> list[Capture | CaptureError]:
    return list(capture_bytes(text.encode(), name, name=name))


def test_rows_of_json_lines() -> None:
    text = "\n".join([json.dumps(ROW, ensure_ascii=False), "", json.dumps({"id": 17, "text": "Một\nHai"}), ""])
    first, second = table(text, "bai.jsonl")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.source, first.media, first.url, dict(first.fields)) == ("bai.jsonl#1", "row", ROW["url"], ROW)
    assert json.loads(first.content) == ROW
    assert (second.source, second.media, second.content, dict(second.fields)) == (
        "bai.jsonl#17", "text", "Một\nHai".encode(), {}
    )  # fmt: skip


def test_the_hash_of_a_row_does_not_depend_on_the_order_of_its_columns() -> None:
    one = table(json.dumps({"title": "A", "lead": "B"}), "a.jsonl")[0]
    two = table(json.dumps({"lead": "B", "title": "A", "other": 1}), "b.jsonl")[0]
    assert isinstance(one, Capture)
    assert isinstance(two, Capture)
    assert one.sha256 == two.sha256


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_rows_of_csv(mark: str) -> None:
    text = f'\ufeffURL{mark}Title{mark}x{mark}lead\r\nu1{mark}"Hai bên ""nhất trí"""{mark}9{mark}"Sáng 9/1,\nchiều {mark} tối"\r\n'
    (row,) = table(text, "bai.csv")
    assert isinstance(row, Capture)
    assert row.source == "bai.csv#1"
    assert dict(row.fields) == {"url": "u1", "title": 'Hai bên "nhất trí"', "lead": f"Sáng 9/1,\nchiều {mark} tối"}


def test_csv_in_other_encodings_and_compressed() -> None:
    text = "title,lead\nThủ tướng thăm Lào,Sáng 9/1 tại Viêng Chăn\n"
    for content in (text.encode("utf-16"), gzip.compress(text.encode())):
        (row,) = capture_bytes(content, "bai.csv", name="bai.csv")
        assert isinstance(row, Capture)
        assert row.fields["title"] == "Thủ tướng thăm Lào"


def test_tables_are_known_by_their_content() -> None:
    assert [type(one).__name__ for one in capture_bytes(b'{"title": "A"}\n{"title": "B"}\n', "-")] == ["Capture"] * 2
    assert [type(one).__name__ for one in capture_bytes(b"url,title\nu,A\n", "-")] == ["Capture"]


@pytest.mark.parametrize(
    ("text", "name", "reasons"),
    [
        ("a,b\n1,2\n", "x.csv", ["x.csv: no known column in the first row; at least one of url, title, lead, text, published"]),
        ("title\n", "x.csv", ["x.csv: a table without rows"]),
        ("title,url\n ,u\n", "x.csv", ["x.csv#1: a row without title, lead and text"]),
        ('{"title": 1}\nnot json\n[1]\n{"text": ["a"]}\n{}\n' + "[" * 100_000, "x.jsonl", [
            "", "x.jsonl#2: not a line of JSON", "x.jsonl#3: a line of JSON that is not an object",
            "x.jsonl#4: text is a list, not a string", "x.jsonl#5: a row without", "x.jsonl#6: not a line of JSON"]),
        ("\n\n", "x.jsonl", ["x.jsonl: an empty file"]),
    ],
)  # fmt: skip
def test_bad_rows(text: str, name: str, reasons: list[str]) -> None:
    found = table(text, name)
    assert len(found) == len(reasons)
    for one, reason in zip(found, reasons, strict=True):
        if reason:
            assert isinstance(one, CaptureError)
            assert str(one).startswith(reason)
            assert "\n" not in str(one)
        else:
            assert isinstance(one, Capture)


def test_lone_surrogates_do_not_get_in() -> None:
    (row,) = table('{"text": "a\\ud800b"}', "x.jsonl")
    assert isinstance(row, Capture)
    assert row.content.decode() == "a\ufffdb"
