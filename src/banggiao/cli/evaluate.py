"""``banggiao evaluate``: readings beside gold pages."""

from __future__ import annotations

import json
import sys
from pathlib import Path  # Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from banggiao.cli.ending import complain, quiet_ending
from banggiao.errors import GoldError

if TYPE_CHECKING:
    from banggiao.evaluate.page import Outcome


def evaluate(
    readings: Annotated[
        str, typer.Argument(help="JSON lines from 'banggiao read --json'; - is standard input.")
    ],
    gold: Annotated[Path, typer.Argument(help="A folder of gold pages (YAML), or one of them.")],
    misses: Annotated[
        bool, typer.Option("--misses", help="List every miss, invention and wrong date.")
    ] = False,
    require: Annotated[
        str, typer.Option(metavar="FLOORS", help="Fail below these, e.g. people=0.95,events.date=0.9.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as one JSON object.")] = False,
) -> None:
    """Precision, recall and F1 of readings against gold pages; fails where a quote is not on its page."""
    from banggiao.evaluate import report

    with quiet_ending():
        try:
            outcome = compare_files(readings, gold)
            floors = report.floors_from(require)
        except GoldError as error:
            complain(str(error))
            raise typer.Exit(1) from error
        if as_json:
            rows = {"misses": outcome.misses} if misses else {}
            print(json.dumps(report.as_json(outcome) | rows, ensure_ascii=False))
        else:
            if misses:
                print("\n".join(outcome.misses), end="\n\n")
            print(report.table(outcome))
        short = report.shortfalls(outcome, floors)
        if short:
            complain("falls short: " + "; ".join(short))
        if short or outcome.unproven:
            raise typer.Exit(1)


def compare_files(readings: str, gold: Path) -> Outcome:
    """All gold pages beside their readings; a page without one counts as read empty. Raises `GoldError`."""
    from banggiao.evaluate.gold import gold_pages, paired, readings_by_page
    from banggiao.evaluate.page import Outcome, compare

    golds = gold_pages(gold)
    if readings == "-":
        by_page = readings_by_page(sys.stdin, "standard input")
    else:
        try:
            with open(readings, encoding="utf-8", errors="strict") as lines:
                by_page = readings_by_page(lines, readings)
        except OSError as error:
            raise GoldError(f"{readings}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise GoldError(f"{readings}: not UTF-8") from error
    outcome = Outcome()
    for page, reading in paired(golds, by_page):
        if reading is None:
            complain(f"no reading of {page['page']}")
        compare(page, reading or {"text": "", "stories": []}, outcome)
    return outcome
