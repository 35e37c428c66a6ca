"""The command ``banggiao`` and its subcommands."""

from __future__ import annotations

import typer

from banggiao.cli.evaluate import evaluate
from banggiao.cli.label import label
from banggiao.cli.read import read
from banggiao.cli.serve import serve

app = typer.Typer(
    name="banggiao",
    help="Read the Vietnamese press into a record of diplomacy in which every fact has its quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(read)
app.command()(evaluate)
app.command()(label)
app.command()(serve)


def main() -> None:
    """Run the command line; ends the process."""
    app(windows_expand_args=False)


if __name__ == "__main__":
    main()
