"""``banggiao add`` and ``banggiao watch``: pages into a record."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path  # Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from banggiao.cli.asking import JsonOption, RecordOption, opened, print_json
from banggiao.cli.ending import complain
from banggiao.cli.listings import counted
from banggiao.cli.progress import Progress
from banggiao.cli.read import a_day

if TYPE_CHECKING:
    from banggiao.errors import CaptureError
    from banggiao.model import Capture
    from banggiao.record.record import Record, Summary

_PLACES = typer.Argument(
    metavar="PATH|URL…",
    help="Files, folders and tables as 'banggiao read' takes them, - for standard input, or web addresses.",
    show_default=False,
)
#: Sorts of statements and how many of them are called.
FOUND = {
    "event": "events", "person": "people", "figure": "figures", "commitment": "commitments", "session": "sessions",
    "agreement": "agreements", "phrase": "phrases",
}  # fmt: skip


def add(
    places: Annotated[list[str], _PLACES],
    record: RecordOption = None,
    captured: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=a_day, help="The day on which the pages were taken; of addresses it is today."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes; one for few pages, all cores for many.")
    ] = None,
    follow: Annotated[
        bool,
        typer.Option("--follow", help="Of feeds and sitemaps take the pages they name, of a page the articles it links to."),
    ] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Take addresses of private networks, too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read pages and keep them in a record. What it has already is not read again; broken off, it goes on when run again."""
    from banggiao.capture import captures

    paths = [place for place in places if not _is_address(place)]
    addresses = [place for place in places if _is_address(place)]
    with opened(record, create=True) as ledger:
        found = captures(paths, captured=captured) if paths else ()
        with closing(_fetched(ledger, addresses, follow=follow, allow_private=allow_private)) as fetched:
            progress = Progress(paths if not addresses else [], wanted=True, doing="adding")
            summary = _add(ledger, chain(found, fetched), jobs, progress)
        _report(summary, ledger, as_json=as_json)


def watch(
    feeds: Annotated[Path, typer.Argument(help="A TOML file with a [[feed]] for everything that is looked at.")],
    record: RecordOption = None,
    rounds: Annotated[int | None, typer.Option(metavar="N", min=1, help="End after so many rounds.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Take addresses of private networks, too.")] = False,
) -> None:
    """Look at feeds, lists and sitemaps again and again, each as often as it says, and keep what is new."""
    from banggiao.capture.web import load_feeds
    from banggiao.capture.web import watch as watched
    from banggiao.errors import CaptureError

    with opened(record, create=True) as ledger:
        new, had = 0, ledger.addresses()
        with closing(
            watched(load_feeds(feeds), rounds=rounds, allow_private=allow_private, known=had.__contains__, note=complain)
        ) as found:
            for capture in found:
                if isinstance(capture, CaptureError):
                    complain(str(capture))
                    continue
                summary = ledger.add([capture])  # one by one: the next may come in an hour
                for error in summary.failed:
                    complain(str(error))
                if summary.new:
                    new += summary.new
                    print(f"{capture.url or capture.source}: {_found(summary)}", flush=True)
        print(f"{counted(new, 'new capture')} in {ledger.store.where}")


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _fetched(
    ledger: Record, addresses: list[str], *, follow: bool, allow_private: bool
) -> Generator[Capture | CaptureError, None, None]:
    """What is behind web addresses; nothing of the web is loaded where there are none."""
    if not addresses:
        return
    from datetime import UTC, datetime

    from banggiao.capture.web import web_captures

    today = datetime.now(UTC).astimezone().date().isoformat()
    had = ledger.addresses() if follow else set()
    yield from web_captures(
        addresses, follow=follow, captured=today, allow_private=allow_private, known=had.__contains__, note=complain
    )


def _add(ledger: Record, found: Iterable[Capture | CaptureError], jobs: int | None, progress: Progress) -> Summary:
    """Add captures with a bar. Ctrl-C says that what was added stays."""
    with progress:
        try:
            return ledger.add(progress.watch(found), jobs=jobs, done=progress.advance)
        except KeyboardInterrupt:
            complain(f"what was added so far is kept in {ledger.store.where}; run it again to go on")
            raise


def _report(summary: Summary, ledger: Record, *, as_json: bool) -> None:
    """Print what an `add` came to; ends with exit code 1 where anything failed."""
    for error in summary.failed:
        complain(str(error))
    if as_json:
        print_json(_as_json(summary, ledger.store.where) | {"holds": ledger.view.count()})
    else:
        print(
            f"{ledger.store.where}: {counted(summary.new, 'new capture')}, "
            f"{summary.known:,} known already, {len(summary.failed):,} failed"
        )
        if summary.new:
            print(f"read: {_found(summary)}")
        print(f"the record holds {_held(ledger)}")
    if summary.failed:
        raise typer.Exit(1)


def _as_json(summary: Summary, where: str) -> dict[str, Any]:
    return {
        "record": where, "new": summary.new, "known": summary.known, "stories": summary.stories,
        "statements": {FOUND[sort]: summary.found.get(sort, 0) for sort in FOUND},
        "failed": [{"source": error.source, "reason": error.reason} for error in summary.failed],
    }  # fmt: skip


def _held(ledger: Record) -> str:
    count = ledger.view.count()
    return ", ".join(f"{count[name]:,} {name}" for name in ("stories", *FOUND.values(), "tenures", "mechanisms"))


def _found(summary: Summary) -> str:
    told = ", ".join(f"{summary.found[sort]:,} on {name}" for sort, name in FOUND.items() if summary.found.get(sort))
    return f"{counted(summary.stories, 'story', 'stories')}" + (f" with statements: {told}" if told else ", nothing found")
