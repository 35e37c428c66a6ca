"""The record as tables: which columns each has, of what type, and from where in a thing they come (`columns.tsv`).

A path names fields by dots (``date.start``, ``evidence.0.quote``); ``[]`` takes a list (``participants[].name``), ``{}`` the
names of an object. The same tables go out as CSV and as Parquet, and `docs/exports.md` is written from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

from banggiao.grammar.tables import parse
from banggiao.record.days import days_of
from banggiao.record.filters import Filters
from banggiao.record.walk import Standing

Thing = dict[str, Any]
Type = Literal["text", "date", "first", "last", "integer", "number", "flag", "list"]

#: `date` is ISO of any precision; `first` and `last` are days of the calendar.
TYPES: Final = ("text", "date", "first", "last", "integer", "number", "flag", "list")


class ColumnOf(NamedTuple):
    """A column of a table: its name, its type, the path to its value, and what it says in one line."""

    name: str
    type: str
    path: str
    meaning: str

    def value(self, thing: Thing) -> Any:
        """The cell: text, number or flag, a `date` for days of the calendar, a list of texts; None where nothing is known."""
        found = _at(thing, self.path.split("."))
        if self.type == "list":
            return [_text(one) for one in found or ()]
        if found is None:
            return None
        if self.type in ("first", "last"):
            return _day(found, last=self.type == "last")
        if self.type == "flag":
            return bool(found)
        if self.type == "integer":
            return int(found)
        return found if self.type == "number" else _text(found)


@cache
def tables() -> dict[str, tuple[ColumnOf, ...]]:
    """Every table with its columns, in the order of the list."""
    text = (files("banggiao.export") / "columns.tsv").read_text(encoding="utf-8")
    out: dict[str, list[ColumnOf]] = {}
    for row in parse(text, "columns.tsv"):
        out.setdefault(row["table"], []).append(ColumnOf(row["column"], row["type"], row["path"], row["meaning"]))
    return {name: tuple(columns) for name, columns in out.items()}


def rows_of(now: Standing, table: str, filters: Filters) -> Iterator[list[Any]]:
    """The rows of a table, each a list of cells in the order of its columns."""
    columns = tables()[table]
    for thing in _things(now, table, filters):
        yield [column.value(thing) for column in columns]


def _things(now: Standing, table: str, filters: Filters) -> Iterator[Thing]:
    if table != "participants":
        yield from now.walk(table, filters)
        return
    for event in now.walk("events", filters):
        for number, participant in enumerate(event["participants"], 1):
            yield {"event": event, "participant": participant, "number": number}


def _at(thing: Any, path: list[str]) -> Any:
    for at, step in enumerate(path):
        if thing is None:
            return None
        if step.endswith("[]"):
            found = thing.get(step[:-2]) or ()
            return [_at(one, path[at + 1 :]) for one in found]
        if step.endswith("{}"):
            return sorted(thing.get(step[:-2]) or ())
        thing = thing.get(step) if not step.isdigit() else next(iter(thing[int(step) :]), None)
    return thing


def _day(found: Any, *, last: bool) -> Day | None:
    days = days_of(found["start"], found["end"]) if isinstance(found, dict) else days_of(str(found))
    if days is None:
        return None
    return days.last if last else days.first


def _text(found: Any) -> str:
    return found if isinstance(found, str) else "" if found is None else plain_number(found)


def plain_number(number: Any) -> str:
    """A number as it is written by hand: 1100000000 and not 1100000000.0 or 1.1e9."""
    if isinstance(number, float):
        return f"{number:.0f}" if number.is_integer() else repr(number)
    return str(number)


def described() -> str:
    """All tables in Markdown, for `docs/exports.md`."""
    lines: list[str] = []
    for name, columns in tables().items():
        lines += [f"### {name}", "", "| column | type | what it says |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in columns]
        lines.append("")
    return "\n".join(lines)
