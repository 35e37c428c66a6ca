"""Rows of CSV and JSON Lines as captures, one at a time: a table may be larger than the memory.

Columns are ``url, title, lead, text, published``, any subset; ``id`` names the row. A row that has nothing
but ``text`` (and perhaps ``url``) is a page of text; any other is a capture of media ``row``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Final, Literal

from banggiao.capture.decode import decode, encoding_of
from banggiao.capture.sniff import COLUMNS
from banggiao.errors import CaptureError
from banggiao.model import Capture
from banggiao.settings import MEBIBYTE, PAGE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_TOO_LONG: Final = f"longer than the {PAGE_LIMIT // MEBIBYTE} MB that one row may have"


def json_rows(
    stream: io.BufferedReader, source: str, captured: str | None
) -> Iterator[Capture | CaptureError]:
    """One capture a line of JSON Lines; blank lines are passed over and not counted as rows.

    A line that is no JSON object, or has none of the columns, gives an error naming ``source#row``.
    """
    number = 0
    for line in _lines(stream, source):
        if isinstance(line, CaptureError):
            yield line
            continue
        if not line.strip():
            continue
        number += 1
        place = f"{source}#{number}"
        try:
            row = json.loads(decode(line, place))
        except (ValueError, RecursionError) as error:
            yield CaptureError(place, f"not a line of JSON ({_first_line(error)})")
            continue
        except CaptureError as error:
            yield error
            continue
        yield _json_row(row, source, place, captured)
    if not number:
        yield CaptureError(source, "an empty file")


def csv_rows(
    stream: io.BufferedReader, head: bytes, source: str, captured: str | None
) -> Iterator[Capture | CaptureError]:
    """One capture a row of a CSV file, whose first row names the columns.

    The cells may be parted by commas, semicolons or tabs. A table without any known column is one error.
    """
    csv.field_size_limit(PAGE_LIMIT)  # the csv module has only this one setting, for the whole process
    faults: list[CaptureError] = []
    lines = _text_lines(stream, head, source, faults)
    header_line = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=lambda mark: len(_known(_cells(header_line, mark))))
    names = [name.strip().strip('"').lower() for name in _cells(header_line, delimiter)]
    known = _known(names)
    if faults or not known:
        yield (
            faults[0]
            if faults
            else CaptureError(
                source, f"no known column in the first row; at least one of {', '.join(COLUMNS)} is needed"
            )
        )
        return
    places = {name: names.index(name) for name in (*known, "id") if name in names}
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            number += 1
            yield CaptureError(f"{source}#{number}", f"not a row of CSV ({error})")
            continue
        if not any(cells):
            continue
        number += 1
        row = {name: cells[place] for name, place in places.items() if place < len(cells)}
        yield row_capture(row, source, f"{source}#{number}", captured)
        while faults:
            yield faults.pop()
    while faults:
        yield faults.pop()
    if not number:
        yield CaptureError(source, "a table without rows")


def _json_row(row: object, source: str, place: str, captured: str | None) -> Capture | CaptureError:
    if not isinstance(row, dict):
        return CaptureError(place, "a line of JSON that is not an object")
    cells: dict[str, str] = {}
    for name in (*COLUMNS, "id"):
        value = row.get(name)
        if value is None:
            continue
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            cells[name] = str(value)
        else:
            return CaptureError(place, f"{name} is a {type(value).__name__}, not a string")
    return row_capture(cells, source, place, captured)


def row_capture(row: Mapping[str, str], source: str, place: str, captured: str | None) -> Capture | CaptureError:
    """The capture of one row of `source`, named `place`, or by its ``id`` where it has one.

    An error where it has neither title, lead nor text.
    """
    cells = {name: _SURROGATES.sub("\ufffd", row[name]) for name in COLUMNS if row.get(name, "").strip()}
    if row.get("id", "").strip():
        place = f"{source}#{_SURROGATES.sub('?', row['id'].strip())}"
    if not cells.keys() & {"title", "lead", "text"}:
        return CaptureError(place, "a row without title, lead and text")
    url = cells.get("url", "").strip() or None
    media: Literal["text", "row"] = "text" if cells.keys() <= {"text", "url"} else "row"
    if media == "text":
        content = cells["text"].encode()
        cells = {}
    else:
        content = json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return Capture(
        source=place,
        content=content,
        media=media,
        sha256=hashlib.sha256(content).hexdigest(),
        url=url,
        captured=captured,
        fields=cells,
    )


def _lines(stream: io.BufferedReader, source: str) -> Iterator[bytes | CaptureError]:
    """Lines of bytes; one longer than the limit is passed over and gives an error."""
    number = 0
    while line := stream.readline(PAGE_LIMIT + 1):
        number += 1
        if len(line) <= PAGE_LIMIT:
            yield line
            continue
        yield CaptureError(f"{source} line {number}", _TOO_LONG)
        while line and not line.endswith(b"\n"):
            line = stream.readline(PAGE_LIMIT)


def _text_lines(
    stream: io.BufferedReader, head: bytes, source: str, faults: list[CaptureError]
) -> Iterator[str]:
    """Decoded lines with their ends; what cannot be had is added to `faults`.

    The encoding is settled by the file's beginning; a line that is not in it is decoded for itself.
    """
    try:
        encoding = encoding_of(head, source)
    except CaptureError as error:
        faults.append(error)
        return
    if encoding.startswith("utf-16"):
        try:
            yield from io.TextIOWrapper(stream, encoding, newline="", errors="replace")
        except UnicodeError as error:
            faults.append(CaptureError(source, f"not sound UTF-16 ({error})"))
        return
    for number, line in enumerate(_lines(stream, source), 1):
        if isinstance(line, CaptureError):
            faults.append(line)
            continue
        try:
            yield decode(line, f"{source} line {number}", encoding)
        except CaptureError as error:
            faults.append(error)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:  # a lone carriage return
        return []


def _known(names: list[str]) -> list[str]:
    plain = {name.strip().strip('"').lower() for name in names}
    return [column for column in COLUMNS if column in plain]


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
