"""This reader beside what people would use instead, on the same pages in one run.

    python benchmarks/reader.py [--pages FOLDER] [--html FOLDER] [--rounds 3] [--seconds 3]

Text pages: the whole reading against underthesea's sentence split and named entities, which lives in an
environment of its own (``python -m venv peers && peers/bin/pip install underthesea``, then
``BANGGIAO_PEERS=peers``) and is passed over where there is none. HTML pages: the whole reading, and its
stories alone, against trafilatura's fast extraction with metadata. Each contender runs in its own process on
one core, in turns, and the median of its rounds is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
SAMPLES = HERE.parent / "samples"


def measure(python: str, name: str, files: list[Path], seconds: float) -> dict[str, float]:
    command = [python, str(HERE / "contenders.py"), name, str(seconds), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        lines = run.stderr.strip().splitlines()
        raise SystemExit(f"{name} failed: {lines[-1] if lines else run.returncode}")
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def race(title: str, contenders: dict[str, str], files: list[Path], rounds: int, seconds: float) -> None:
    """Print a table; `contenders` maps names to the Python that runs them, ours first."""
    if not files:
        print(f"{title}: no pages\n")
        return
    results = defaultdict(list)
    for _ in range(rounds):
        for name, python in contenders.items():
            results[name].append(measure(python, name, files, seconds))
    size = sum(file.stat().st_size for file in files)
    print(f"{title}: {len(files)} pages, {size / 1000:,.0f} kB, median of {rounds}")
    print(f"  {'':18} {'pages/s':>10} {'ratio':>9} {'peak MB':>9}")
    slowest = min(statistics.median(r["pages_a_second"] for r in runs) for runs in results.values())
    for name, runs in results.items():
        rate = statistics.median(run["pages_a_second"] for run in runs)
        peak = max(run["megabytes"] for run in runs)
        print(f"  {name:18} {rate:10,.1f} {rate / slowest:8,.1f}x {peak:9,.0f}")
    print()


def pages_in(folder: Path | None, shared: str, *suffixes: str) -> list[Path]:
    """The pages of a folder; if none is given those beside the project, and else our own samples."""
    for place in [folder] if folder else [SHARED / shared, SAMPLES]:
        files = sorted(file for suffix in suffixes for file in place.rglob(f"*{suffix}"))
        if files:
            return files
    return []


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, help="folder of text pages")
    parser.add_argument("--html", type=Path, help="folder of HTML pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3, help="at least so long for each round")
    args = parser.parse_args()
    text = {"banggiao": sys.executable}
    peers = Path(os.environ.get("BANGGIAO_PEERS", "")) / "bin" / "python"
    if os.environ.get("BANGGIAO_PEERS") and peers.exists():
        text["underthesea"] = str(peers)
    else:
        print("underthesea is passed over: set BANGGIAO_PEERS to an environment that has it\n")
    race("Text", text, pages_in(args.pages, "pages", ".txt"), args.rounds, args.seconds)
    html = dict.fromkeys(["banggiao", "banggiao-stories", "trafilatura-fast"], sys.executable)
    race("HTML", html, pages_in(args.html, "html", ".html", ".htm"), args.rounds, args.seconds)


if __name__ == "__main__":
    main()
