"""``banggiao rebuild``, ``check`` and ``backup``: a record kept whole."""

from __future__ import annotations

from pathlib import Path  # Typer reads the annotations when it runs
from typing import Annotated

import typer

from banggiao.cli.asking import JsonOption, RecordOption, opened, print_json
from banggiao.cli.ending import complain
from banggiao.cli.listings import counted
from banggiao.cli.progress import Progress

_JOBS = typer.Option(metavar="N", min=1, help="Processes; one for few captures, all cores for many.")


def rebuild(record: RecordOption = None, jobs: Annotated[int | None, _JOBS] = None, as_json: JsonOption = False) -> None:
    """Read every stored capture again and settle the whole record anew; judgements stand. Nothing is fetched."""
    with opened(record) as ledger:
        from banggiao.record.check import count_of

        with Progress([], wanted=True, doing="rebuilding", count=count_of(ledger)) as progress:
            count = ledger.rebuild(jobs=jobs, done=progress.advance)
        if as_json:
            print_json({"record": ledger.store.where, "captures": count, **ledger.view.count()})
        else:
            print(f"{ledger.store.where}: rebuilt from {counted(count, 'capture')}")


def check(record: RecordOption = None, jobs: Annotated[int | None, _JOBS] = None, as_json: JsonOption = False) -> None:
    """Check that every quote is in its capture, every reference whole, every row what a rebuild gives; exit code 1 if not."""
    with opened(record) as ledger:
        from banggiao.record.check import check as faults_of
        from banggiao.record.check import count_of

        count = count_of(ledger)
        with Progress([], wanted=True, doing="checking", count=2 * count) as progress:
            faults = faults_of(ledger, jobs=jobs, done=progress.advance)
        if as_json:
            print_json({"record": ledger.store.where, "captures": count, "faults": faults})
        elif not faults:
            print(
                f"{ledger.store.where}: whole; every quote of {counted(count, 'capture')} is in its place, "
                "and a rebuild gives the same"
            )
        else:
            print("\n".join(faults))
        if faults:
            complain(f"{ledger.store.where}: {counted(len(faults), 'fault')}")
            raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to be written: a record that every command can open.")],
    record: RecordOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    jobs: Annotated[int | None, _JOBS] = None,
) -> None:
    """Write the record to a new file, also while others use it; a PostgreSQL record becomes a file, too."""
    with opened(record) as ledger:
        from banggiao.record.check import count_of
        from banggiao.record.copying import backup as copy

        with Progress([], wanted=not ledger.store.is_sqlite, doing="writing", count=count_of(ledger)) as progress:
            count = copy(ledger, file, force=force, jobs=jobs, done=progress.advance)
        print(f"{file}: {counted(count, 'capture')} with all that follows from them")
