#!/usr/bin/env python3
"""Fail where the reading is less true than it has been: ``eval/floors.toml`` against a fresh reading.

    python eval/floors.py                        # exit code 1 below a floor, or where the gold was changed
    python eval/floors.py --raise                # lift the floors to what is reached now
    python eval/floors.py --new-gold gold,open   # the gold was added to or mended: set these floors anew

Four parts: ``samples`` (the pages that ship with the project, so they are always checked, by the golden tests
too), ``gold`` (the agreed pages beside this project), ``open`` and ``held`` (our own labels, see leads.py). A
part whose pages are not on this machine is passed over with a word.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leads import DATA, HERE, outcome_of

from banggiao import BangGiaoError, read_many, reading_as_json
from banggiao.errors import CaptureError
from banggiao.evaluate import Outcome, compare, gold_pages, shortfalls, table

if TYPE_CHECKING:
    from collections.abc import Iterable

FLOORS = HERE / "floors.toml"
SHARED = DATA.parent
SAMPLES = HERE.parent / "samples"
#: Where the pages and the gold of a part stand, for the parts that are folders of pages.
FOLDERS = {"samples": (SAMPLES, SAMPLES / "gold"), "gold": (SHARED / "pages", SHARED / "gold")}
#: What has a floor: F1 by kind, and details of what was found.
WATCHED = (
    "text", "stories", "stories.kind", "stories.published", "stories.ends",
    "people", "people.office", "people.country",
    "events", "events.kind", "events.date", "events.countries", "events.status", "events.people",
    "figures", "figures.indicator", "figures.period", "figures.change",
    "commitments", "commitments.act", "sessions",
)  # fmt: skip


def corpus_files(part: str) -> list[Path]:
    """The gold of a part and, of samples and agreed pages, the pages."""
    if part in FOLDERS:
        pages, golds = FOLDERS[part]
        return sorted([*golds.glob("*.yaml"), *pages.glob("*.txt"), *pages.glob("*.html")])
    return sorted((HERE / "gold" / part).glob("*.yaml"))


def is_here(part: str) -> bool:
    """Whether the pages of a part are on this machine."""
    return bool(corpus_files(part)) and (part == "samples" or SHARED.is_dir())


def hash_of(files: Iterable[Path]) -> str:
    """One hash of names and contents."""
    whole = sha256()
    for file in files:
        whole.update(f"{file.name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def read_part(part: str) -> Outcome:
    """Read a part and compare it with its gold. Raises `BangGiaoError`."""
    if part not in FOLDERS:
        return outcome_of(part)
    pages, folder = FOLDERS[part]
    outcome = Outcome()
    golds = {Path(gold["page"]).stem: gold for gold in gold_pages(folder)}
    for reading in read_many(pages / gold["page"] for gold in golds.values()):
        if isinstance(reading, CaptureError):
            raise reading
        compare(golds[Path(reading.page.source).stem], reading_as_json(reading), outcome)
    return outcome


def raised(floors: dict[str, float], outcome: Outcome) -> dict[str, float]:
    """The floors at what was reached, rounded down to a thousandth; none is lowered."""
    reached = {name: math.floor(value * 1000) / 1000 for name, value in outcome.values().items()}
    return {
        name: max(floors.get(name, 0.0), reached.get(name, 0.0))
        for name in WATCHED
        if name in reached or name in floors
    }


def write(parts: dict[str, dict[str, Any]]) -> None:
    """Write the floors file; the comment at its top stays."""
    comment = takewhile(lambda line: line.startswith("#"), FLOORS.read_text(encoding="utf-8").splitlines())
    lines = [*comment, ""]
    for part, content in parts.items():
        lines += [f"[{part}]", f'corpus = "{content["corpus"]}"', "", f"[{part}.floors]"]
        lines += [f'"{name}" = {floor:.3f}' for name, floor in content["floors"].items()]
        lines.append("")
    FLOORS.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def check(part: str, content: dict[str, Any], *, raising: bool, anew: bool) -> list[str]:
    """Read one part, print its table, and say what is wrong; with `raising` or `anew` change `content`."""
    present = hash_of(corpus_files(part))
    if anew:
        content |= {"corpus": present, "floors": {}}
    elif content["corpus"] != present:
        return [f"the gold is not the one these floors are for; after a change on purpose: --new-gold {part}"]
    outcome = read_part(part)
    print(f"{part}:\n{table(outcome)}\n")
    faults = shortfalls(outcome, content["floors"])
    if outcome.unproven:
        faults.append(f"{outcome.unproven} facts without true evidence")
    if raising or anew:
        content["floors"] = raised(content["floors"], outcome)
    return faults


def main() -> int:
    """Check or raise all floors; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--raise", dest="raising", action="store_true", help="lift the floors to what is reached"
    )
    parser.add_argument("--new-gold", default="", metavar="PARTS", help="set the floors of these parts anew")
    args = parser.parse_args()
    parts = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    anew = set(filter(None, args.new_gold.split(",")))
    if unknown := anew - parts.keys():
        parser.error(f"no part is named {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    failed = False
    for part, content in parts.items():
        if not is_here(part):
            print(f"{part}: passed over, its pages are not on this machine\n")
            continue
        try:
            faults = check(part, content, raising=args.raising, anew=part in anew)
        except BangGiaoError as error:
            faults = [str(error)]
        for fault in faults:
            print(f"{part}: {fault}", file=sys.stderr)
        failed |= bool(faults)
    if args.raising or anew:
        write(parts)
    elif failed:
        print("Mend the reading, or lower the floor in eval/floors.toml and say why.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
