"""How long until the first page can be read: the import alone, and with lists and rules loaded.

    python benchmarks/startup.py [--rounds 9]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

HELP = "import sys; sys.argv = ['banggiao', '--help']; from banggiao.cli.main import main; main()"
STEPS = {
    "import banggiao": "import banggiao",
    "import, lists and rules loaded": "import banggiao; banggiao.read_text('Ngày 27/8')",
    "banggiao --help": HELP,
}


def seconds(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    bare = statistics.median(seconds("pass") for _ in range(rounds))
    print(f"Start, median of {rounds}, beyond the {bare:.3f} s of Python itself")
    for name, code in STEPS.items():
        print(f"  {name:32} {statistics.median(seconds(code) for _ in range(rounds)) - bare:.3f} s")
    print()


if __name__ == "__main__":
    main()
