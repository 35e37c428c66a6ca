"""Whether twice the page takes twice the time: pages of 1 kB to 10 MB built from our own samples, repeated.

    python benchmarks/linear.py [--svg docs/linear.svg] [--largest 10000000]

Prints a table and draws it, both axes logarithmic, beside a line of equal rate.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import math
import time
from pathlib import Path

from banggiao import read_text

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)


def text_of(size: int, pages: list[str]) -> str:
    """`size` bytes of UTF-8, cut at a line's end where that is near."""
    parts, length = [], 0
    for page in itertools.cycle(pages):
        parts.append(page)
        length += len(page.encode())
        if length >= size:
            break
    text = "\n".join(parts).encode()[:size].decode("utf-8", "ignore")
    cut = text.rfind("\n")
    return text[:cut] if cut > len(text) * 0.9 else text


def seconds(text: str) -> float:
    """The fastest of some readings, at least one; more where they are short."""
    best, spent = math.inf, 0.0
    while best is math.inf or (spent < 1.0 and best < 0.3):
        gc.collect()
        started = time.perf_counter()
        read_text(text)
        taken = time.perf_counter() - started
        best, spent = min(best, taken), spent + taken
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "linear.svg")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    args = parser.parse_args()
    pages = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "samples").rglob("*.txt"))]
    if not pages:
        raise SystemExit("no text page in samples/")
    read_text(pages[0])  # lists and rules are loaded with the first page
    points = []
    print(f"{'bytes':>12} {'seconds':>10} {'MB/s':>8}")
    for size in SIZES:
        if size > args.largest:
            break
        text = text_of(size, pages)
        length, taken = len(text.encode()), seconds(text)
        points.append((length, taken))
        print(f"{length:12,} {taken:10.4f} {length / taken / 1e6:8.2f}", flush=True)
    args.svg.write_text(chart(points), encoding="utf-8")
    print(f"drawn in {args.svg}\n")


def chart(points: list[tuple[int, float]]) -> str:
    """A chart of seconds over bytes as SVG that shows in light and dark."""
    width, height, left, bottom = 640, 400, 70, 50
    low_x, high_x = (math.log10(points[0][0]), math.log10(points[-1][0]))
    times = [taken for _, taken in points]
    exponents = range(math.floor(math.log10(min(times))), math.ceil(math.log10(max(times))) + 1)

    def place(size: float, taken: float) -> tuple[float, float]:
        x = left + (math.log10(size) - low_x) / (high_x - low_x) * (width - left - 30)
        share = (math.log10(taken) - exponents[0]) / (exponents[-1] - exponents[0])
        return x, height - bottom - share * (height - bottom - 30)

    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Seconds for a page over its size, both axes logarithmic">',
        "<style>text{font:13px sans-serif;fill:#777}.grid{stroke:#7774}"
        ".even{stroke:#999;stroke-dasharray:5 5}"
        ".line{stroke:#1c7ed6;stroke-width:2.5;fill:none}.dot{fill:#1c7ed6}</style>",
    ]
    for exponent in exponents:
        y = place(points[0][0], 10.0**exponent)[1]
        rows.append(f'<line class="grid" x1="{left}" x2="{width - 30}" y1="{y:.1f}" y2="{y:.1f}"/>')
        rows.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**exponent:g} s</text>')
    for power, name in ((3, "1 kB"), (4, "10 kB"), (5, "100 kB"), (6, "1 MB"), (7, "10 MB")):
        if low_x - 0.1 <= power <= high_x + 0.1:
            x = place(10.0**power, points[0][1])[0]
            rows.append(f'<text x="{x:.1f}" y="{height - bottom + 22}" text-anchor="middle">{name}</text>')
    rate = points[len(points) // 2][1] / points[len(points) // 2][0]
    (x1, y1), (x2, y2) = (place(size, rate * size) for size, _ in (points[0], points[-1]))
    rows.append(f'<line class="even" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
    places = [place(*point) for point in points]
    rows.append('<polyline class="line" points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in places) + '"/>')
    rows += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places]
    rows.append(f'<text x="{left}" y="18">seconds to read a page, over its size; dashed: equal rate</text>')
    return "\n".join([*rows, "</svg>", ""])


if __name__ == "__main__":
    main()
