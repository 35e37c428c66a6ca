"""What a story costs to add as a record grows, how much memory that takes, and how long lists take at the end.

    python benchmarks/record.py [--stories 500000] [--svg docs/record-scale.svg] [--record FILE] [--leads TABLE]

The stories are made up (`made_up_record.py`). With `--leads` a real table is read and added instead, on two cores.
"""

from __future__ import annotations

import argparse
import itertools
import math
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from made_up_record import made_up_takens
from sqlalchemy import func, select

from banggiao.capture import captures
from banggiao.record.filters import Filters
from banggiao.record.record import BATCH, Record
from banggiao.record.schema import commitments, events, figures, mechanisms, persons
from banggiao.record.sql import parcels
from banggiao.record.view import View

ROOT = Path(__file__).resolve().parents[1]
#: Stories after which the cost since the last mark is noted.
MARKS = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 350_000, 400_000, 450_000, 500_000)


class Point(NamedTuple):
    """At so many stories: what each cost since the point before, in milliseconds by clock and processor, and memory."""

    stories: int
    wall: float
    cpu: float
    megabytes: int


def grown(record: Record, stories: int) -> list[Point]:
    """Add made-up stories batch by batch; only the adding is timed, not the making up."""
    points: list[Point] = []
    marks = iter(MARKS)
    mark, count, since = next(marks), 0, 0
    wall = cpu = 0.0
    print(f"{'stories':>10} {'ms each':>8} {'cpu ms':>8} {'MB':>6}")
    for batch in parcels(made_up_takens(stories), BATCH):
        at, used = time.perf_counter(), time.process_time()
        record.keep(batch)
        wall, cpu, count = wall + time.perf_counter() - at, cpu + time.process_time() - used, count + len(batch)
        if count >= mark or count >= stories:
            points.append(Point(count, 1000 * wall / (count - since), 1000 * cpu / (count - since), memory()))
            print("{:10,} {:8.2f} {:8.2f} {:6}".format(*points[-1]), flush=True)
            wall, cpu, since, mark = 0.0, 0.0, count, next(marks, stories)
    return points


def memory() -> int:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def asked(record: Record) -> None:
    """Print how long every list takes under typical filters, and `show` of the best sourced things of every sort."""
    view = View(record.store)
    with record.store.asking() as connection:
        year = connection.execute(select(func.max(events.c.time))).scalar_one()[:4]
        name = connection.execute(select(persons.c.name).order_by(persons.c.times.desc()).limit(1)).scalar_one()
        ids: dict[str, list[str]] = {}
        for sort, table in (("event", events), ("figure", figures), ("commitment", commitments)):
            best = select(table.c.id).order_by(table.c.sources.desc()).limit(10)
            ids[sort] = [*connection.execute(best).scalars(), *connection.execute(select(table.c.id).limit(30)).scalars()]
        often = select(persons.c.id).order_by(persons.c.times.desc()).limit(10)
        ids["person"] = [*connection.execute(often).scalars(), *connection.execute(select(persons.c.id).limit(30)).scalars()]
        ids["mechanism"] = list(connection.execute(select(mechanisms.c.id).limit(30)).scalars())
    filters = [
        Filters(),
        Filters(countries=("LA",)),
        Filters(countries=("VN", "LA"), start=year, end=year),
        Filters(countries=("NZ",)),
        Filters(start="2012-03", end="2012-04"),
        Filters(kind="visit", countries=("CN",)),
        Filters(person=name),
        Filters(source="bao-3.vn"),
        Filters(level="state"),
        Filters(status="planned"),
        Filters(countries=("LA",), status="overdue"),
        Filters(kind="trade"),
    ]
    lists = {
        "events": view.events,
        "people": view.people,
        "tenures": view.tenures,
        "mechanisms": view.mechanisms,
        "sessions": view.sessions,
        "figures": view.figures,
        "commitments": view.commitments,
        "agreements": view.agreements,
        "phrases": view.phrases,
        "conflicts": view.conflicts,
        "sources": view.sources,
        "coverage": view.coverage,
        "doubts": view.doubts,
    }
    print(f"\n{'list':>20} {'p95 ms':>8} {'worst':>8}  of the slowest filter")
    for label, ask in lists.items():
        _timed(label, [(repr(one), partial(ask, one)) for one in filters])
    for sort, found in ids.items():
        _timed(f"show {sort}", [(identity, partial(view.show, identity)) for identity in found])


def _timed(label: str, questions: list[tuple[str, Callable[[], object]]], times: int = 5) -> None:
    took = []
    for (name, ask), _ in itertools.product(questions, range(times)):
        at = time.perf_counter()
        ask()
        took.append((1000 * (time.perf_counter() - at), name))
    took.sort()
    worst, name = took[-1]
    print(f"{label:>20} {took[math.ceil(0.95 * len(took)) - 1][0]:8.1f} {worst:8.1f}  {name[:90]}", flush=True)


def chart(points: list[Point]) -> str:
    """A chart of milliseconds a story over stories, the latter logarithmic, as SVG that shows in light and dark."""
    width, height, left, bottom = 640, 400, 70, 50
    low, high = math.log10(points[0].stories), math.log10(points[-1].stories)
    top = max(1, math.ceil(max(max(p.wall, p.cpu) for p in points)))

    def place(stories: int, cost: float) -> str:
        x = left + (math.log10(stories) - low) / (high - low or 1) * (width - left - 30)
        return f"{x:.1f},{height - bottom - cost / top * (height - bottom - 40):.1f}"

    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Milliseconds to add a story over the stories in the record">',
        "<style>text{font:13px sans-serif;fill:#777}.grid{stroke:#7774}.wall{stroke:#1c7ed6}.cpu{stroke:#f08c00}"
        "polyline{stroke-width:2.5;fill:none}</style>",
    ]
    for cost in range(top + 1):
        y = place(points[0].stories, cost).split(",")[1]
        rows.append(f'<line class="grid" x1="{left}" x2="{width - 30}" y1="{y}" y2="{y}"/>')
        rows.append(f'<text x="{left - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{cost} ms</text>')
    for stories in (5_000, 20_000, 100_000, 500_000):
        if stories <= points[-1].stories * 1.01:
            x = place(max(stories, points[0].stories), 0).split(",")[0]
            rows.append(f'<text x="{x}" y="{height - bottom + 22}" text-anchor="middle">{stories // 1000} k</text>')
    rows += [
        f'<polyline class="{name}" points="{" ".join(place(p.stories, getattr(p, name)) for p in points)}"/>'
        for name in ("wall", "cpu")
    ]
    rows.append(
        f'<text x="{left}" y="18">to add a story, over the stories in the record; blue: by the clock, orange: processor</text>'
    )
    return "\n".join([*rows, "</svg>", ""])


def real(record: Record, table: str) -> None:
    """Read and add a real table on two cores, and print what that took."""
    at = time.perf_counter()
    summary = record.add(captures([table]), jobs=2)
    took = time.perf_counter() - at
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{summary.new} captures, {summary.stories} stories in {took:.1f} s; "
        f"{memory()} MB, and {workers} MB the largest of its workers"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=MARKS[-1])
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "record-scale.svg")
    parser.add_argument("--record", type=Path, help="keep the record here; where it is full already, only ask it")
    parser.add_argument("--leads", help="read and add this table instead")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.record or Path(folder) / "record.db"
        there = where.exists()
        with Record.open(where) as record:
            if args.leads:
                real(record, args.leads)
                return
            if not there:
                points = grown(record, args.stories)
                args.svg.write_text(chart(points), encoding="utf-8")
                print(f"drawn in {args.svg}")
            asked(record)


if __name__ == "__main__":
    main()
