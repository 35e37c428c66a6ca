"""``banggiao label``: a reading as a gold page, to be corrected by hand."""

from __future__ import annotations

from pathlib import Path  # Typer reads the annotations when it runs
from typing import Annotated

import typer

from banggiao.cli.ending import complain, quiet_ending
from banggiao.cli.views import write_whole
from banggiao.errors import BangGiaoError


def label(
    page: Annotated[str, typer.Argument(help="A page: text or HTML.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file, which must not exist yet.")
    ] = None,
    captured: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which the page was taken.")
    ] = None,
) -> None:
    """Write what is read on a page in the form of a gold page, to be corrected by hand."""
    import banggiao
    from banggiao.evaluate.label import gold_text

    with quiet_ending():
        if out is not None and out.exists():
            complain(f"{out}: exists already and may hold corrections; remove it first")
            raise typer.Exit(1)
        try:
            text = gold_text(banggiao.read(page, captured=captured))
            if out is None:
                print(text, end="")
            else:
                write_whole(out, text)
        except BangGiaoError as error:
            complain(str(error))
            raise typer.Exit(1) from error
