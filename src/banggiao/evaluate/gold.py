"""Gold pages and files of readings, loaded and checked.

A gold page is YAML with `page`, `kind`, `stories` and five lists of facts; a readings file has one JSON
object a line, as ``banggiao read --json`` writes them. A reading belongs to the gold page whose name has the
same stem.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from banggiao.errors import GoldError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.evaluate.text import Row

FACT_LISTS = ("people", "events", "figures", "commitments", "sessions")
_NEEDED = {
    "stories": ("id", "kind"),
    "people": ("story", "name"),
    "events": ("story", "kind"),
    "figures": ("story", "value"),
    "commitments": ("story", "text"),
    "sessions": ("story", "mechanism", "number"),
}
# libyaml's loader reads the same thing eight times as fast, where PyYAML was built with it
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Value = TypeVar("_Value")


def stem(page: str) -> str:
    """The name by which a reading and a gold page are matched.

    >>> stem("pages/lead-00123.txt")
    'lead-00123'
    """
    return Path(page).stem


def gold_pages(where: Path) -> list[dict[str, Any]]:
    """The gold pages of a folder (every ``*.yaml`` in it, by name) or of one file.

    Raises `GoldError` for a file that is not a gold page, with file and reason, or if there is none.
    """
    files = sorted(where.glob("*.yaml")) if where.is_dir() else [where]
    if not files:
        raise GoldError(f"{where}: no gold page (*.yaml) in this folder")
    return [gold_page(file) for file in files]


def gold_page(file: Path) -> dict[str, Any]:
    """One gold page. Raises `GoldError` with file and reason."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # a safe loader, see above
    except OSError as error:
        raise GoldError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{file}: not UTF-8 at byte {error.start}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        raise GoldError(f"{file}: not YAML{line}: {problem}") from error
    if not isinstance(content, dict) or "page" not in content:
        raise GoldError(f"{file}: not a gold page: it needs page, kind, stories and the lists of facts")
    for name in ("stories", *FACT_LISTS):
        _check_rows(file, name, content.get(name) or [])
    return content


def _check_rows(file: Path, name: str, rows: object) -> None:
    if not isinstance(rows, list):
        raise GoldError(f"{file}: {name} is not a list")
    for count, row in enumerate(rows, start=1):
        lacking = [key for key in _NEEDED[name] if not isinstance(row, dict) or key not in row]
        if lacking:
            raise GoldError(f"{file}: {name}, row {count}: lacks {', '.join(lacking)}")


def readings_by_page(lines: Iterable[str], name: str) -> dict[str, dict[str, Any]]:
    """Readings from JSON lines, by the stem of their source. Raises `GoldError` with `name` and line."""
    readings: dict[str, dict[str, Any]] = {}
    for count, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            reading = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{name}: line {count} is not JSON: {error.msg}") from error
        if not isinstance(reading, dict) or not {"source", "text", "stories"} <= reading.keys():
            raise GoldError(f"{name}: line {count} is not a reading: it needs source, text and stories")
        readings[stem(reading["source"])] = reading
    return readings


def paired(golds: Iterable[Row], readings: dict[str, _Value]) -> list[tuple[Row, _Value | None]]:
    """Every gold page with its reading, None where there is none."""
    return [(gold, readings.get(stem(gold["page"]))) for gold in golds]
