"""Readings as tables: one for each kind of finding, with the quote behind every row.

On a narrow terminal a row is its key and, beside it, everything else with the quote underneath; on a wide one
every part has its column.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from banggiao.explain.words import HEADS, Shown, about_page, shown, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.model import Reading, Story

#: From this many columns on, every part of a finding has a column of its own.
WIDE = 120
_KEY_WIDTH = {
    "people": 22, "events": 12, "figures": 20, "commitments": 9, "sessions": 9, "agreements": 12,
    "formulae": 9,
}  # fmt: skip
_QUOTE = "italic dim"


def output_console() -> Console:
    """Standard output for people, in UTF-8 whatever the locale; colours only on a terminal."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return Console(highlight=False, emoji=False, markup=False, soft_wrap=False)


def print_reading(reading: Reading, console: Console) -> None:
    """Print all tables of one page."""
    console.print(_heading(reading))
    console.print(_stories(reading.stories, console.width))
    findings = list(shown(reading))
    for kind, rows in groupby(findings, key=lambda row: row.kind):
        console.print(_table(kind, list(rows), console.width, stories=len(reading.stories) > 1))
    if not findings:
        console.print(Text("Nothing was found on this page.\n", style="dim"))
    if any(cell.startswith("~") for row in findings for cell in row.cells):
        console.print(Text("~ inferred; banggiao read --explain says from what\n", style="dim"))


def print_sum(readings: int, counts: Mapping[str, int], console: Console) -> None:
    """Print what many pages came to: ``43 pages: 120 people, 80 events …``."""
    found = ", ".join(f"{count} {HEADS[kind][0].lower()}" for kind, count in counts.items() if count)
    console.print(Text(f"{readings} pages: {found or 'nothing found'}", style="bold"))


def _heading(reading: Reading) -> RenderableType:
    line = Text(visible(reading.page.source), style="bold reverse")
    line.append(f"  {about_page(reading)}", style="not reverse not bold dim")
    return Group(line, Text())


def _stories(stories: tuple[Story, ...], width: int) -> RenderableType:
    table = _frame("Stories")
    for name in ("", "kind", "time", "title"):
        widest = name == "title"
        table.add_column(name, no_wrap=not widest, ratio=1 if widest else None, header_style="dim")
    for story in stories:
        title = story.title or _short(story.lead or story.body or "", max(40, width - 45))
        time = (story.published or "").replace("T", " ")
        style = "bold" if story.kind == "main" else ""
        table.add_row(story.id, story.kind, time, Text(visible(title), style=style))
    return Group(table, Text())


def _table(kind: str, rows: list[Shown], width: int, *, stories: bool) -> RenderableType:
    title, heads = HEADS[kind]
    laid = [Row(tuple(_unquoted(row)), _quotes(row), row.story if stories else "") for row in rows]
    return rows_table(title, heads, laid, width, key_width=_KEY_WIDTH[kind])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, of which the first is the key, the quotes behind it, and what stands before it."""

    cells: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    tag: str = ""


def rows_table(title: str, heads: Sequence[str], rows: Sequence[Row], width: int, *, key_width: int) -> RenderableType:
    """A table of rows with these `heads`, fit for a terminal of `width` columns; columns that are empty are left out."""
    tagged = any(row.tag for row in rows)
    table = _frame(title)
    if tagged:
        table.add_column("", no_wrap=True, style="dim")
    filled = [column for column in range(1, len(heads)) if any(row.cells[column] for row in rows)]
    if width >= WIDE:
        for head in (heads[0], *(heads[column] for column in filled)):
            table.add_column(head, header_style="dim", max_width=width // 4, overflow="fold")
        table.add_column("quote", header_style="dim", ratio=1, style=_QUOTE)
    else:
        table.add_column(heads[0], header_style="dim", width=key_width, overflow="fold")
        table.add_column(", ".join(heads[column] for column in filled), header_style="dim", ratio=1)
    for row in rows:
        before = [row.tag] if tagged else []
        key = Text(visible(row.cells[0]) or "undated", style="bold" if row.cells[0] else "dim")
        parts = [visible(row.cells[column]) for column in filled]
        quotes = Text("\n".join(f"“{visible(quote)}”" for quote in row.quotes), style=_QUOTE)
        if width >= WIDE:
            table.add_row(*before, key, *map(Text, parts), quotes)
        else:
            rest = " · ".join(filter(None, parts))
            table.add_row(*before, key, Group(*([Text(rest)] if rest else []), *([quotes] if row.quotes else [])))
    return Group(table, Text())


def _unquoted(row: Shown) -> list[str]:
    """The cells of a finding without those that its quote repeats word for word."""
    quotes = {one_line(evidence.quote) for evidence in row.evidence}
    return [cell if at == 0 or one_line(cell) not in quotes else "" for at, cell in enumerate(row.cells)]


def _frame(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold cyan",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        expand=True,
        padding=(0, 2, 0, 0),
    )


def _quotes(row: Shown) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(evidence.quote) for evidence in row.evidence))


def one_line(text: str) -> str:
    """`text` with every stretch of white space as one space."""
    return " ".join(text.split())


def _short(text: str, length: int) -> str:
    """The beginning of a text, cut at a word."""
    line = one_line(text)
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"
