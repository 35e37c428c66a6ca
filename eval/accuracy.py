#!/usr/bin/env python3
"""Measure how true the reading is and rewrite the tables of ``docs/accuracy.md``; the prose around them stays.

    python eval/accuracy.py [--date 2025-11-21]

A table stands between ``<!-- part: … -->`` and ``<!-- end -->``. Tables of parts whose pages are not on this machine
stay as they were measured last, with their date. ``eval/floors.py`` is what fails when the reading gets worse.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from floors import corpus_files, hash_of, is_here, read_part
from leads import HERE, outcome_of

from banggiao import BangGiaoError
from banggiao.evaluate.tally import COUNTED, FACTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.evaluate import Outcome

DOCUMENT = HERE.parent / "docs" / "accuracy.md"
PARTS = ("gold", "samples", "open", "held")
#: Of the labelled parts, leads and whole articles are also shown apart: they are of different registers.
SORTS = {"leads": "lead-", "articles": "article"}
_BLOCK = "<!-- part: {} -->\n"
_END = "<!-- end -->"


def table(outcome: Outcome) -> list[str]:
    """One row a kind: precision, recall, F1, and the details of what was found."""
    rows = ["| | precision | recall | F1 | of what was found, right |", "| --- | --- | --- | --- | --- |"]
    for kind in COUNTED:
        tally = outcome.tallies[kind]
        details = ", ".join(f"{name} {ok}/{asked}" for name, (ok, asked) in tally.details.items())
        rows.append(f"| {kind} | {tally.precision:.3f} | {tally.recall:.3f} | **{tally.f1:.3f}** | {details} |")
    return rows


def block(part: str, day: str) -> list[str]:
    """The lines of a part: what was measured when, its table, and leads beside articles."""
    outcome = read_part(part)
    corpus = hash_of(corpus_files(part))
    lines = [
        f"{outcome.pages} pages, corpus `{corpus}`, measured {day}; mean F1 **{outcome.mean_f1:.3f}**, facts without true "
        f"evidence {outcome.unproven}.",
        "",
        *table(outcome),
    ]
    if part in ("open", "held"):
        lines += ["", f"| F1 (expected) | pages | {' | '.join(FACTS)} |", f"| --- | --- |{' --- |' * len(FACTS)}"]
        for sort, begins in SORTS.items():
            some = outcome_of(part, begins=begins)
            cells = (f"{some.tallies[kind].f1:.3f} ({some.tallies[kind].expected:g})" for kind in FACTS)
            lines.append(f"| {sort} | {some.pages} | {' | '.join(cells)} |")
    return lines


def summary_row(part: str, lines: list[str]) -> str:
    """A part's row of the first table, taken from its own: F1 by kind and the mean."""
    text = "\n".join(lines)
    values = dict(re.findall(r"^\| (\w+) \|.*?\*\*([\d.]+)\*\* \|", text, re.MULTILINE))
    (mean,) = re.findall(r"mean F1 \*\*([\d.]+)\*\*", text)
    return f"| {part} | {' | '.join(values[kind] for kind in COUNTED)} | {mean} |"


def summary(document: str) -> list[str]:
    """The first table: every part that was ever measured, one row each."""
    lines = [f"| F1 | {' | '.join(COUNTED)} | mean |", f"| --- |{' --- |' * (len(COUNTED) + 1)}"]
    for part in PARTS:
        told = re.search(re.escape(_BLOCK.format(part)) + r"(.*?)" + _END, document, re.DOTALL)
        if told is not None and "| people |" in told[1]:
            lines.append(summary_row(part, told[1].splitlines()))
    return lines


def rewritten(document: str, name: str, lines: list[str]) -> str:
    """The document with other lines between a part's marks. Raises `ValueError` where the marks are not there."""
    opening = _BLOCK.format(name)
    before, found, after = document.partition(opening)
    if not found or _END not in after:
        raise ValueError(f"{DOCUMENT.name} has no place for part {name}")
    return before + opening + "\n".join(lines) + "\n" + after[after.index(_END) :]


def measured(document: str, parts: tuple[str, ...], make: Callable[[str], list[str]]) -> str:
    """The document with the tables of `parts` made anew, and the summary of all."""
    for part in parts:
        document = rewritten(document, part, make(part))
    return rewritten(document, "all", summary(document))


def main() -> int:
    """Measure what is here; exit code 1 where something cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", default=date.today().isoformat(), help="the day to write beside the numbers")
    args = parser.parse_args()
    here = tuple(part for part in PARTS if is_here(part))
    for part in PARTS:
        if part not in here:
            print(f"{part}: left as it was, its pages are not on this machine", file=sys.stderr)
    try:
        document = measured(DOCUMENT.read_text(encoding="utf-8"), here, lambda part: block(part, args.date))
    except (BangGiaoError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    DOCUMENT.write_text(document, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
