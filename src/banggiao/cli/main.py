"""The command ``banggiao`` and its subcommands."""

from __future__ import annotations

import typer

from banggiao.cli.add import add, watch
from banggiao.cli.ask import ask, search
from banggiao.cli.brief import brief
from banggiao.cli.evaluate import evaluate
from banggiao.cli.export import export
from banggiao.cli.judge import judge, judgements, undo
from banggiao.cli.keeping import backup, check, rebuild
from banggiao.cli.label import label
from banggiao.cli.lists import add_lists
from banggiao.cli.mcp import mcp
from banggiao.cli.read import read
from banggiao.cli.serve import serve
from banggiao.cli.show import show

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
for command in (
    add, watch, ask, search, show, brief, serve, judge, judgements, undo, rebuild, check, backup, export, mcp,
):  # fmt: skip
    app.command(rich_help_panel="A record")(command)
add_lists(app)


def main() -> None:
    """Run the command line; ends the process."""
    app(windows_expand_args=False)


if __name__ == "__main__":
    main()
