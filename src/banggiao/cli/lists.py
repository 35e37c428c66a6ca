"""The lists of a record: one command for each, all of them made here, with one set of filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from banggiao.cli.asking import RecordOption, opened, print_csv, print_json
from banggiao.cli.listings import LISTINGS, Listing, quotes_of
from banggiao.errors import BangGiaoError

if TYPE_CHECKING:
    from banggiao.record.filters import Filters
    from banggiao.record.record import Record
    from banggiao.record.view import View

_FROM = "From this day, month or year on, as 2024-07-11, 2024-07 or 2024."
_TO = "Until this day, month or year, which is included."


def add_lists(app: typer.Typer) -> None:
    """Give `app` a command for every list."""
    for listing in LISTINGS:
        app.command(listing.name, help=_help(listing), rich_help_panel="Lists of a record")(list_command(listing))


def _help(listing: Listing) -> str:
    named = ", ".join(f"--{name}" for name in listing.takes)
    return f"{listing.about}\n\nNarrowed by {named or 'nothing'}; --limit 0 lists all."


def list_command(listing: Listing) -> Callable[..., None]:
    """The command that prints one list."""

    def command(
        record: RecordOption = None,
        with_: Annotated[
            list[str] | None,
            typer.Option("--with", metavar="LA", help="A country that must be concerned; several, or LA,KH, must all be."),
        ] = None,
        between: Annotated[str | None, typer.Option(metavar="VN,LA", help="Countries that must all be concerned.")] = None,
        since: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_FROM)] = None,
        until: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_TO)] = None,
        kind: Annotated[str | None, typer.Option(metavar="KIND", help="The kind, such as visit.")] = None,
        level: Annotated[str | None, typer.Option(metavar="LEVEL", help="The level of a visit, such as state.")] = None,
        person: Annotated[str | None, typer.Option(metavar="NAME", help="A name in any spelling, or an id.")] = None,
        status: Annotated[
            str | None,
            typer.Option(metavar="STATUS", help="Such as held or planned; of commitments open, done, overdue, silent."),
        ] = None,
        source: Annotated[
            str | None, typer.Option(metavar="OUTLET", help="Told by this outlet, as in 'banggiao sources'.")
        ] = None,
        mechanism: Annotated[
            str | None, typer.Option(metavar="NAME", help="A mechanism's name, a part of it, or its id.")
        ] = None,
        today: Annotated[
            str | None,
            typer.Option(metavar="DATE", help="The day as of which a thing is due, overdue or silent; by default today."),
        ] = None,
        limit: Annotated[int, typer.Option(metavar="N", min=0, help="At most so many; 0 is all.")] = 50,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with a line of heads.")] = False,
    ) -> None:
        if as_json and as_csv:
            raise typer.BadParameter("--json and --csv exclude each other")
        asked = {
            "with": with_, "between": between, "from": since, "to": until, "kind": kind, "level": level, "person": person,
            "status": status, "source": source, "mechanism": mechanism,
        }  # fmt: skip
        with opened(record) as ledger:
            found = things_of(listing, view_on(ledger, today), asked, limit)
            if as_json:
                for thing in found:
                    print_json(thing)
            elif as_csv:
                print_csv(found, listing.fields)
            else:
                print_list(listing, found, limited=len(found) == limit)

    return command


def view_on(record: Record, today: str | None) -> View:
    """The record as it is to be asked on a day."""
    from banggiao.record.days import days_of
    from banggiao.record.values import day
    from banggiao.record.view import View

    if today is None:
        return record.view
    first = days_of(day("--today", today))
    return View(record.store, today=first.first if first else None)


def things_of(listing: Listing, view: View, asked: dict[str, Any], limit: int) -> Sequence[dict[str, Any]]:
    """What the list holds under these filters; raises `BangGiaoError` for one that is wrong or does not narrow it."""
    filters = filters_of(listing, view, asked, limit)
    found: Sequence[dict[str, Any]] = getattr(view, listing.name)(filters)
    return found


def filters_of(listing: Listing, view: View, asked: dict[str, Any], limit: int) -> Filters:
    """The filters that were asked for, each held against what is allowed."""
    from banggiao.record import values
    from banggiao.record.filters import Filters

    for name, value in asked.items():
        if value and name not in listing.takes:
            allowed = ", ".join(f"--{one}" for one in listing.takes) or "nothing"
            raise BangGiaoError(f"--{name} does not narrow {listing.name}; allowed are {allowed}")
    pair = values.countries("--between", [asked["between"]]) if asked["between"] else ()
    if asked["between"] and len(pair) < 2:
        raise BangGiaoError(f"--between: '{asked['between']}' names one country; two or more are needed, such as VN,LA")
    codes = values.countries("--with", asked["with"] or ())
    kinds = _kinds(listing.name)
    statuses = {"commitments": values.STATES, "agreements": values.AGREEMENT_STATUSES}.get(listing.name, values.STATUSES)
    return Filters(
        countries=tuple(dict.fromkeys(pair + codes)),
        start=values.day("--from", asked["from"]),
        end=values.day("--to", asked["to"]),
        kind=values.one_of("--kind", asked["kind"], kinds) if asked["kind"] and kinds else asked["kind"],
        level=values.one_of("--level", asked["level"], values.LEVELS) if asked["level"] else None,
        status=values.one_of("--status", asked["status"], statuses) if asked["status"] else None,
        person=asked["person"],
        source=asked["source"],
        mechanism=view.mechanism_key(asked["mechanism"]) if asked["mechanism"] else None,
        limit=limit or _ALL,
    )


#: What stands for no limit.
_ALL = 1_000_000_000


def _kinds(name: str) -> tuple[str, ...]:
    """The kinds that a list may be narrowed to; none where any text may be asked for."""
    from banggiao.record import values

    if name == "agreements":
        return values.agreement_kinds()
    if name == "phrases":
        return values.phrase_kinds()
    return {
        "events": values.EVENT_KINDS, "figures": values.INDICATORS, "commitments": values.ACTS,
        "conflicts": values.CONFLICT_SORTS,
    }.get(name, ())  # fmt: skip


def print_list(listing: Listing, found: Sequence[dict[str, Any]], *, limited: bool) -> None:
    """A table for people."""
    from rich.text import Text

    from banggiao.cli.tables import Row, output_console, rows_table

    console = output_console()
    if not found:
        console.print(Text("Nothing in the record matches; banggiao coverage says what the record rests on.", style="dim"))
        return
    rows = [Row(listing.cells(thing), tuple(quotes_of(thing))) for thing in found]
    console.print(rows_table(listing.title, listing.heads, rows, console.width, key_width=listing.key_width))
    if any(cell.startswith("~") for row in rows for cell in row.cells):
        console.print(Text("~ inferred; banggiao show ID says from what", style="dim"))
    if limited:
        console.print(Text(f"the first {len(found)}; --limit N shows more", style="dim"))
