"""The lists of a language folder: tab-separated, one form a row, a header line.

The loader refuses what it cannot trust: a wrong number of cells, an empty form, a form twice with one kind.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

from banggiao.errors import LanguageError

#: Package folder of the language that is read; English, Lao and Khmer are sibling folders later.
LANGUAGE = "banggiao.vi"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of ``vi/lists/<name>.tsv`` as mappings from column to cell.

    Raises `LanguageError` with file and line for a malformed row.

    >>> rows("countries")[0].keys() >= {"form", "canonical", "kind"}
    True
    """
    file = files(LANGUAGE) / "lists" / f"{name}.tsv"
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise LanguageError(f"list {name}.tsv cannot be read: {error.strerror}") from error
    return parse(text, f"{name}.tsv")


def parse(text: str, name: str) -> tuple[dict[str, str], ...]:
    """Rows of a list given as text; `name` is for messages."""
    lines = text.split("\n")
    header = lines[0].split("\t")
    width = len(header)
    out: list[dict[str, str]] = []
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) > width or not cells[0]:
            raise LanguageError(f"{name} line {number}: {len(cells)} cells for the columns {', '.join(header)}")
        cells += [""] * (width - len(cells))
        out.append(dict(zip(header, cells, strict=True)))
    return tuple(out)


def check(text: str, name: str) -> list[str]:
    """What is wrong with a list, one line each: spaces at the ends, not NFC, a form twice with one kind."""
    faults: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(parse(text, name), 2):
        for column, cell in row.items():
            if cell != cell.strip() or unicodedata.normalize("NFC", cell) != cell:
                faults.append(f"{name} line {number}: {column} {cell!r} has stray spaces or is not NFC")
        key = (row.get("form") or row.get("name") or "", row.get("kind") or row.get("domain") or "")
        if "form" in row and key in seen:
            faults.append(f"{name} line {number}: {key[0]!r} stands already in line {seen[key]}")
        seen[key] = number
    return faults
