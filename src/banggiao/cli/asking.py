"""What the commands of a record share: which record, which filters, and the forms in which things come out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from banggiao.cli.ending import plain_errors

if TYPE_CHECKING:
    from banggiao.record.record import Record

RecordOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--record", metavar="WHERE", envvar="BANGGIAO_RECORD", show_envvar=True, show_default="banggiao.db",
        help="The record: a file, or a postgresql:// address.",
    ),
]  # fmt: skip
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")]


@contextmanager
def opened(where: str | None, *, create: bool = False) -> Iterator[Record]:
    """The record, for as long as the command runs; what goes wrong ends it with one line and exit code 1."""
    with plain_errors():
        from banggiao.record.record import Record

        with Record.open(where or None, create=create) as record:
            yield record


def print_json(thing: Mapping[str, Any]) -> None:
    """One object on one line, in UTF-8 whatever the locale."""
    _out(json_of(thing) + "\n")


def json_of(thing: Mapping[str, Any]) -> str:
    r"""An object on one line. Half of a surrogate pair, which UTF-8 cannot hold, is written as JSON's ``\ud800``."""
    line = json.dumps(thing, ensure_ascii=False)
    return line if line.isprintable() or _encodable(line) else json.dumps(thing)


def print_csv(things: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> None:
    """Things as CSV under a line of heads; several values of one field are parted by ``; ``."""
    writer = csv.writer(_Lines(), lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([[cell(thing, field) for field in fields] for thing in things])


def cell(thing: Mapping[str, Any], path: str) -> str:
    """What a thing has under a path such as ``participants.name``, as text; empty where it has none.

    >>> cell({"participants": [{"name": "Tô Lâm"}, {"name": "Thongloun Sisoulith"}]}, "participants.name")
    'Tô Lâm; Thongloun Sisoulith'
    """
    return "; ".join(_text(value) for value in _reached([thing], path.split(".")))


def _reached(values: list[Any], path: Sequence[str]) -> list[Any]:
    for name in path:
        values = [part for value in values if isinstance(value, Mapping) for part in _parts(value.get(name))]
    return values


def _parts(value: Any) -> list[Any]:
    # inside a list what is not known keeps its place, so that names and offices stay side by side
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (Mapping, list)) else " ".join(str(value).split())


def _encodable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class _Lines:
    """Standard output for a writer of CSV."""

    def write(self, text: str) -> int:
        _out(text)
        return len(text)


def _out(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
