#!/usr/bin/env python3
"""Read the labelled leads and articles, and score the open and the held part of them.

    python eval/leads.py [--part open|held] [--misses] [--data ../shared/data]

The gold in ``eval/gold/open`` and ``eval/gold/held`` is keyed by name: ``lead-00123`` is row 123 (counted
from 0) of the leads, ``article22230078`` the article of that id. The texts are not ours and stay where they
are. The held part is for measuring only, so its misses are not shown.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banggiao import BangGiaoError, Capture, GoldError, reading_as_json
from banggiao.evaluate import Outcome, compare, gold_pages, table
from banggiao.reading import read_capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
PARTS = ("open", "held")
_LEAD_COLUMNS = ("title", "lead", "published")


def gold_of(part: str) -> list[dict[str, Any]]:
    """The gold pages of one part. Raises `GoldError`."""
    return gold_pages(HERE / "gold" / part)


def captures_of(names: Iterable[str], data: Path) -> Iterator[Capture]:
    """The captures behind gold names: rows and texts. Raises `GoldError` for unknown names."""
    wanted = set(names)
    for capture in (*_leads(wanted, data), *_articles(wanted, data)):
        wanted.remove(Path(capture.source).stem)
        yield capture
    if wanted:
        raise GoldError(f"{data}: no lead or article is named {', '.join(sorted(wanted))}")


def _leads(wanted: set[str], data: Path) -> list[Capture]:
    with gzip.open(_only(data, "leads-*.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        rows = [
            (f"lead-{number:05}.txt", row)
            for number, row in enumerate(csv.DictReader(lines))
            if f"lead-{number:05}" in wanted
        ]
    return [_capture(name, "row", {key: row[key] for key in _LEAD_COLUMNS if row[key]}) for name, row in rows]


def _articles(wanted: set[str], data: Path) -> list[Capture]:
    with gzip.open(_only(data, "articles-*.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if f"article{row['id']}" in wanted]
    return [_capture(f"article{row['id']}.txt", "text", {"text": row["text"]}) for row in rows]


def _capture(name: str, media: Any, fields: dict[str, str]) -> Capture:
    content = "\n".join(fields.values()).encode()
    return Capture(name, content, media, sha256(content).hexdigest(), fields=fields if media == "row" else {})


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise GoldError(f"{folder}: {len(found)} files match {pattern}, one is expected")
    return found[0]


def outcome_of(part: str, data: Path = DATA, *, begins: str = "") -> Outcome:
    """The readings of one part beside its gold; only of pages whose name `begins` so. Raises `BangGiaoError`."""
    golds = [gold for gold in gold_of(part) if Path(gold["page"]).stem.startswith(begins)]
    pages = {Path(gold["page"]).stem: gold for gold in golds}
    outcome = Outcome()
    for capture in captures_of(pages, data):
        compare(pages[Path(capture.source).stem], reading_as_json(read_capture(capture)), outcome)
    return outcome


def main() -> int:
    """Print the scores; exit code 1 where a part cannot be read or a quote is not on its page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--misses", action="store_true", help="list misses; of the open part only")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the leads and articles")
    args = parser.parse_args()
    if args.misses and args.part != "open":
        parser.error("--misses goes with --part open; a held part that was looked at is held no more")
    failed = False
    for part in [args.part] if args.part else PARTS:
        try:
            outcome = outcome_of(part, args.data)
        except BangGiaoError as error:
            print(f"{part}: {error}", file=sys.stderr)
            failed = True
            continue
        if args.misses:
            print("\n".join(outcome.misses), end="\n\n")
        print(f"{part}:\n{table(outcome)}\n")
        failed |= outcome.unproven > 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
