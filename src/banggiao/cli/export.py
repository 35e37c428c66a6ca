"""``banggiao export``: a record as files for other programs."""

from __future__ import annotations

from pathlib import Path  # Typer reads the annotations when it runs
from typing import Annotated

import typer

from banggiao.cli.ending import complain, quiet_ending
from banggiao.errors import BangGiaoError

#: The formats of `banggiao.export`, which is loaded when it is asked for: it brings a database with it.
_FORMATS = "csv, parquet, jsonl, jsonld, plover, ftm, popolo, ics"


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write into; made where there is none.")],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {_FORMATS}.")],
    record: Annotated[
        str | None, typer.Option(metavar="WHERE", help="A file or a postgresql:// address.", show_default="banggiao.db")
    ] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="COUNTRY", help="Only what concerns this country: LA.")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only from this day, month or year on.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only up to this day, month or year.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Hold what was written to its format (ftm, popolo).")] = False,
) -> None:
    """Write a record as CSV, Parquet, JSON Lines, JSON-LD, PLOVER, FollowTheMoney, Popolo or iCalendar."""
    from banggiao.export import FORMATS
    from banggiao.export import check as check_export
    from banggiao.export import export as export_record
    from banggiao.record.days import days_of
    from banggiao.record.filters import Filters
    from banggiao.record.store import Store

    if form not in FORMATS:
        raise typer.BadParameter(f"'{form}' is no format; there are {_FORMATS}", param_hint="--format")
    for name, day in (("--from", from_), ("--to", to)):
        if day is not None and days_of(day) is None:
            raise typer.BadParameter(f"'{day}' is not a day such as 2024-08-28, a month or a year", param_hint=name)
    codes = tuple(code.strip().upper() for given in with_ or () for code in given.split(",") if code.strip())
    with quiet_ending():
        try:
            with Store.open(record, create=False) as store:
                for draft in export_record(store, folder, form, Filters(countries=codes, start=from_, end=to)):
                    print(f"{folder / draft.name}  {draft.rows}")
            if check:
                print(f"checked {check_export(folder, form)}")
        except BangGiaoError as error:
            complain(str(error))
            raise typer.Exit(1) from error
