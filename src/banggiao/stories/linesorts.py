"""What sort of line each line of a text dump is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from banggiao.grammar.tables import rows
from banggiao.model import Span
from banggiao.stories.credits import credit_line
from banggiao.stories.times import printed_time

Sort = Literal["head", "double", "paragraph", "time", "credit", "chrome"]

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.;:…]['\"”’)]?$")
_INNER_STOP = re.compile(r"[.!?…][\"”’)]? +[\"“‘(]?[A-ZĐÀ-Ỹ]")
_MEDIA = re.compile(r"^\[?\s*(video|ảnh|infographic|podcast|trailer|clip)\b\s*[\]:|]?", re.I)
_CAPTION = re.compile(r"\((?:Ảnh|Nguồn|Photo)\s?:[^)]*\)\.?$|\bẢnh\s?: ?[^.]{2,40}\.?$")
#: No headline is longer, in characters.
_LONGEST_HEAD = 320
#: Section kinds of chrome.tsv after which the main article is over.
_CLOSING = frozenset({"related", "most_read", "comments", "footer", "weather", "tags", "advert"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without outer spaces, its sort and what that sort brings along.

    A chrome line `closes` the main article where it heads other stories ("Đọc nhiều"), and `breaks` off a teaser where it
    is a menu's.
    """

    span: Span
    sort: Sort
    words: tuple[str, ...] = ()
    time: str | None = None
    credit: str | None = None
    closes: bool = False
    breaks: bool = False
    leans: bool = False
    after_blank: bool = False


@cache
def _chrome() -> dict[str, str]:
    return {_plain(row["form"]): row["kind"] for row in rows("chrome")}


@cache
def _openers() -> tuple[str, ...]:
    return tuple(row["form"] for row in rows("openers"))


def _plain(line: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", line.casefold()))


def sort_lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, sorted; doubled headlines are one line of sort ``double``."""
    out: list[Line] = []
    at = 0
    blank = True
    previous = ""
    for raw in text.splitlines(keepends=True):
        start = at + len(raw) - len(raw.lstrip())
        end = at + len(raw.rstrip())
        at += len(raw)
        if start >= end:
            blank = True
            continue
        line = text[start:end]
        folded = " ".join(_WORD.findall(line.casefold())) if end - start < _LONGEST_HEAD else ""
        if folded and folded == previous and out and out[-1].sort in ("head", "double", "paragraph"):
            out[-1] = Line((start, end), "double", out[-1].words, after_blank=out[-1].after_blank)
            blank = False
            continue
        out.append(_sort(text, start, end, blank))
        previous, blank = folded, False
    return _without_media(text, out)


def _sort(text: str, start: int, end: int, blank: bool) -> Line:
    line = text[start:end]
    if stamp := printed_time(line):
        iso = stamp.stamp if stamp.year_known else f"--{stamp.stamp}"
        return Line((start, end), "time", time=iso, after_blank=blank)
    plain = _plain(line[:_LONGEST_HEAD])
    words = tuple(plain.split())
    kind = _chrome().get(plain) if len(words) <= 8 else None
    if kind is None and _is_trail(words) and not _ENDS.search(line):
        kind = "menu"
    if kind is not None or len(words) < 4 and not _ENDS.search(line):
        return Line((start, end), "chrome", words, closes=kind in _CLOSING, breaks=kind == "menu", after_blank=blank)
    if len(words) > 4 and line == line.casefold() and line.isascii():
        return Line((start, end), "chrome", words, after_blank=blank)  # a picture's slug
    if credit := credit_line(line):
        return Line((start, end), "credit", words, credit=credit, after_blank=blank)
    half = _half(line)
    if half is not None:
        return Line((end - len(half), end), "double", words[: len(words) // 2], after_blank=blank)
    if _is_paragraph(line, words):
        return Line((start, end), "paragraph", words, leans=line.startswith(_openers()), after_blank=blank)
    return Line((start, end), "head", words, after_blank=blank)


def _is_trail(words: tuple[str, ...]) -> bool:
    """True for the way to a page, "Trang chủ Hữu nghị Bốn phương kết bạn": a menu's first word and more."""
    return 2 < len(words) < 12 and _chrome().get(" ".join(words[:2])) == "menu" and words[:2] == _HOME


_HOME = ("trang", "chủ")


def _half(line: str) -> str | None:
    """The headline of a line that prints it twice: "Tin A Tin A" gives "Tin A"."""
    middle = len(line) // 2
    for cut in (middle, middle + 1, middle - 1):
        left, right = line[:cut].strip(), line[cut:].strip()
        if len(right) > 20 and left.casefold() == right.casefold():
            return right
    return None


def _is_paragraph(line: str, words: tuple[str, ...]) -> bool:
    if len(line) > 240 or len(words) > 45:
        return True
    if _ENDS.search(line) or _CAPTION.search(line):
        return True
    return bool(_INNER_STOP.search(line)) and len(words) > 20


def _without_media(text: str, lines: list[Line]) -> list[Line]:
    """Video captions of others, and the bare headlines that stand in one run with them, are chrome."""
    out = list(lines)
    at = 0
    while at < len(out):
        run = at
        while run < len(out) and out[run].sort == "head" and (run == at or not out[run].after_blank):
            run += 1
        if run - at >= 2 and sum(bool(_MEDIA.match(text[slice(*out[i].span)])) for i in range(at, run)) * 3 >= run - at:
            out[at:run] = [Line(line.span, "chrome", line.words) for line in out[at:run]]
        elif run - at == 1 and _MEDIA.match(text[slice(*out[at].span)]):
            out[at] = Line(out[at].span, "chrome", out[at].words)
        at = max(run, at + 1)
    return out
