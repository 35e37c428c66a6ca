"""``banggiao read``: captures in, readings out, as tables, JSON lines, or the page with everything marked."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path  # Typer reads the annotations when it runs
from typing import Annotated

import typer

from banggiao.cli.ending import complain, quiet_ending
from banggiao.cli.progress import Progress
from banggiao.cli.views import JsonLines, Made, MarkedText, Tables, View, WebPage
from banggiao.errors import BangGiaoError, CaptureError

_PATHS = typer.Argument(
    metavar="PATH…",
    help="Files or folders of .txt .html .htm .mhtml .jsonl .csv, each also .gz; - is standard input.",
    show_default=False,
)


def a_day(text: str | None) -> str | None:
    """An ISO day or None. Raises `typer.BadParameter`, which names the option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day such as 2024-08-28") from None


def read(
    paths: Annotated[list[str], _PATHS],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, one line a page.")
    ] = False,
    captured: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=a_day, help="The day on which the pages were taken, as 2024-08-28."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the page with every finding marked, and its rule.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --explain: write that as one web page.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Processes; one for few pages, all cores for many."),
    ] = None,
) -> None:
    """Read pages: who met whom, when, where and in which office, what was agreed, each with its quote."""
    if as_json and explain:
        raise typer.BadParameter("--json and --explain exclude each other")
    if html is not None and not explain:
        raise typer.BadParameter("--html goes with --explain")
    with quiet_ending():
        if as_json:
            whole = _read(paths, captured, jobs, JsonLines())
        elif html is not None:
            whole = _read(paths, captured, jobs, WebPage(html))
        elif explain:
            whole = _read(paths, captured, jobs, MarkedText())
        else:
            whole = _read(paths, captured, jobs, Tables())
    if not whole:
        raise typer.Exit(1)


def _read(paths: list[str], captured: str | None, jobs: int | None, view: View[Made]) -> bool:
    """Read everything into the view; False if anything could not be read or written, which is said."""
    from banggiao.capture import captures
    from banggiao.many import each

    whole = True
    with (
        Progress(paths, wanted=view.silent) as progress,
        closing(each(view.make, progress.watch(captures(paths, captured=captured)), jobs=jobs)) as results,
    ):
        for made in results:
            progress.advance()
            if isinstance(made, CaptureError):
                complain(str(made))
                whole = False
            else:
                view.show(made)
    try:
        view.close()
    except BangGiaoError as error:
        complain(str(error))
        whole = False
    return whole
