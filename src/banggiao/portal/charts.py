"""Charts as plain SVG, drawn on the server; each carries its numbers, as a table and to download.

Colours are attributes, so that a saved picture is whole by itself; on a page the stylesheet's classes take their place, and
follow dark and light. Drawn by hand, since a chart must cost less than a page: see `docs/portal.md` for what was measured.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

WIDTH: Final = 720
_LEFT, _RIGHT, _TOP, _FOOT = 56, 12, 28, 24
#: As in `portal.css`; each at least 3 to 1 against white, and told apart also in grey.
COLOURS: Final = ("#7a1f2b", "#b5532f", "#c98a1b", "#2f6f73", "#5a6fa8", "#8a8f98")
_INK, _GRID = "#5c5f66", "#d8d5cd"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its numbers. `address` without ``.svg``, ``.png`` or ``.csv`` is where it can be had by itself."""

    title: str
    address: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str
    legend: tuple[str, ...] = ()

    def as_csv(self) -> str:
        """The numbers as CSV, with a mark at its head by which spreadsheets know it is UTF-8."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_harmless(cell) for cell in row] for row in self.rows)
        return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=@\t\r" or (cell[:1] in "+-" and not cell[1:2].isdigit()) else cell


@dataclass(slots=True)
class _Canvas:
    height: float
    title: str
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", css: str = "t") -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" class="{css}" text-anchor="{anchor}" fill="{_INK}"'
        self.marks.append(f"<text {place}>{escape(words)}</text>")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        self.marks.append(f'<line {ends} class="g" stroke="{_GRID}"/>')

    def bar(self, x: float, y: float, width: float, height: float, colour: int, tip: str) -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self.marks.append(f'<rect {place} class="c{colour}" fill="{COLOURS[colour]}"><title>{escape(tip)}</title></rect>')

    def dot(self, x: float, y: float, colour: int, tip: str, *, hollow: bool = False) -> None:
        css, fill = (f"o{colour}", "none") if hollow else (f"c{colour}", COLOURS[colour])
        look = f'r="4.5" class="{css}" fill="{fill}" stroke="{COLOURS[colour]}" stroke-width="1.5"'
        self.marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" {look}><title>{escape(tip)}</title></circle>')

    def contact(self, x: float, y: float, tip: str) -> None:
        look = f'r="3.2" class="w" fill="#ffffff" stroke="{COLOURS[0]}"'
        self.marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" {look}><title>{escape(tip)}</title></circle>')

    def svg(self) -> str:
        size = f'viewBox="0 0 {WIDTH} {self.height:.0f}" width="{WIDTH}" height="{self.height:.0f}"'
        type_ = 'font-family="system-ui, Noto Sans, Segoe UI, Arial, sans-serif" font-size="12"'
        named = f'role="img" aria-label="{escape(self.title)}" class="chart"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {named} {type_}>' + "".join(self.marks) + "</svg>"


def steps(most: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 to at least `most`: of 37 they are 0, 10, 20, 30, 40."""
    if most <= 0:
        return [0, 1]
    size = 10.0 ** (len(str(int(most / wanted))) - 1) if most >= wanted else 1.0
    step = next((size * n for n in (1, 2, 2.5, 5, 10, 20) if size * n * wanted >= most), size * 50)
    if most < wanted * 10:
        step = max(1.0, float(int(step + 0.999)))
    out = [0.0]
    while out[-1] < most:
        out.append(out[-1] + step)
    return out


def _legend(canvas: _Canvas, names: Sequence[str]) -> float:
    """The names of the parts in as many rows as they need; gives the height of these rows beyond the first."""
    x, y = float(_LEFT), 6.0
    for place, name in enumerate(names):
        wide = 16 + 6.6 * len(name) + 14
        if x + wide > WIDTH and place:
            x, y = float(_LEFT), y + 17
        canvas.bar(x, y, 11, 11, place, name)
        canvas.text(x + 16, y + 10, name)
        x += wide
    return y - 6


def stacked(title: str, address: str, bars: Sequence[tuple[str, Sequence[int]]], names: Sequence[str], head: str) -> Chart:
    """Bars of counts, one over the other; `names` are of the parts, `head` of what the bars are by: years."""
    canvas = _Canvas(250, title)
    above = _legend(canvas, names) if len(names) > 1 else 0
    canvas.height += above
    ground = canvas.height - _FOOT
    most = max((sum(parts) for _, parts in bars), default=0)
    scale = steps(most)
    high = (ground - _TOP - above) / scale[-1]
    for value in scale:
        canvas.line(_LEFT, ground - value * high, WIDTH - _RIGHT, ground - value * high)
        canvas.text(_LEFT - 8, ground - value * high + 4, f"{value:g}", anchor="end")
    slot = (WIDTH - _LEFT - _RIGHT) / max(1, len(bars))
    every = max(1, round(38 / slot))
    wide = min(46.0, slot * 0.72)
    for place, (label, parts) in enumerate(bars):
        x = _LEFT + place * slot + (slot - wide) / 2
        y = ground
        for part, number in enumerate(parts):
            if number:
                y -= number * high
                canvas.bar(x, y, wide, number * high, part, f"{label} · {names[part]}: {number}")
        if place % every == 0:
            canvas.text(x + wide / 2, ground + 16, label, anchor="middle")
    rows = tuple((label, *map(str, parts)) for label, parts in bars)
    return Chart(title, address, (head, *names), rows, canvas.svg(), tuple(names))


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a time: `at` in years (2024.5), `hollow` for a goal, `disputed` where sources give other values."""

    at: float
    value: float
    tip: str
    hollow: bool = False
    disputed: bool = False


def scattered(
    title: str,
    address: str,
    points: Sequence[Point],
    names: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    large: float = 1,
) -> Chart:
    """Figures over the years; the y axis counts in `large`. `names`: what was reached, a goal, what is disputed."""
    canvas = _Canvas(280, title)
    ground = canvas.height - _FOOT
    scale = steps(max((p.value for p in points), default=0) / large)
    high = (ground - _TOP) / scale[-1]
    for value in scale:
        canvas.line(_LEFT, ground - value * high, WIDTH - _RIGHT, ground - value * high)
        canvas.text(_LEFT - 8, ground - value * high + 4, f"{value:g}", anchor="end")
    first = int(min((p.at for p in points), default=2020))
    last = int(max((p.at for p in points), default=2021)) + 1
    across = (WIDTH - _LEFT - _RIGHT) / (last - first)
    every = max(1, round(40 / across))
    for year in range(first, last):
        if (year - first) % every == 0:
            canvas.text(_LEFT + (year - first + 0.5) * across, ground + 16, str(year), anchor="middle")
        canvas.line(_LEFT + (year - first) * across, ground, _LEFT + (year - first) * across, ground + 4)
    for point in points:
        x, y = _LEFT + (point.at - first) * across, ground - point.value / large * high
        canvas.dot(x, y, 1 if point.disputed else 3 if not point.hollow else 4, point.tip, hollow=point.hollow)
    x = float(_LEFT)
    for colour, name in zip((3, 4, 1), names, strict=True):
        canvas.dot(x + 6, 12, colour, name, hollow=colour == 4)
        canvas.text(x + 16, 16, name)
        x += 16 + 7.0 * len(name) + 16
    return Chart(title, address, tuple(columns), tuple(tuple(r) for r in rows), canvas.svg(), tuple(names))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time under a label, in years; `open` where its end is not known. `dots` are contacts within it."""

    label: str
    start: float
    end: float
    sure: bool
    tip: str
    dots: tuple[tuple[float, str], ...] = ()


def spans(title: str, address: str, bars: Sequence[Bar], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Chart:
    """Stretches of time under each other, as the offices of a person, each with its contacts as dots."""
    each = 40
    canvas = _Canvas(max(1, len(bars)) * each + _FOOT + 6, title)
    ground = canvas.height - _FOOT
    first = int(min((b.start for b in bars), default=2020))
    last = int(max((b.end for b in bars), default=2021)) + 1
    across = (WIDTH - 2 * _RIGHT) / (last - first)
    every = max(1, round(40 / across))
    for year in range(first, last + 1):
        x = _RIGHT + (year - first) * across
        if (year - first) % every == 0:
            canvas.line(x, 4, x, ground)
            if year < last:
                canvas.text(x + 3, ground + 16, str(year))
    for place, bar in enumerate(bars):
        y = place * each + 4
        x, wide = _RIGHT + (bar.start - first) * across, max(5.0, (bar.end - bar.start) * across)
        # a label that begins far to the right is set to end where the picture ends
        to_left = x + 7.2 * len(bar.label) > WIDTH - _RIGHT
        canvas.text(WIDTH - _RIGHT if to_left else x, y + 13, bar.label, anchor="end" if to_left else "start", css="l")
        canvas.bar(x, y + 18, wide, 12, 3 if bar.sure else 5, bar.tip)
        for at, tip in bar.dots:
            canvas.contact(_RIGHT + (at - first) * across, y + 24, tip)
    return Chart(title, address, tuple(columns), tuple(tuple(r) for r in rows), canvas.svg())


def year_of(stamp: str) -> float:
    """An ISO date as a number of years: 2024-07-02 is 2024.5; of a month or a year its middle."""
    parts = [int(part) for part in stamp[:10].split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    return parts[0] + (parts[1] - 1) / 12 + ((parts[2] - 0.5) / 372 if len(parts) > 2 else 1 / 24)


def as_png(svg: str) -> bytes:
    """The picture as PNG, twice as wide, on white. Raises `ImportError` where vl-convert is not installed."""
    import vl_convert

    grounded = svg.replace("><", f'><rect width="{WIDTH}" height="100%" fill="#ffffff"/><', 1)
    return bytes(vl_convert.svg_to_png(grounded, scale=2))
