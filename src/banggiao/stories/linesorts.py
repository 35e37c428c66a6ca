"""What sort of line each line of a text dump is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from banggiao.grammar.cues import cue, words
from banggiao.grammar.tables import rows
from banggiao.model import Span
from banggiao.stories.credits import credit_line
from banggiao.stories.times import PrintedTime, printed_time

Sort = Literal["head", "double", "paragraph", "time", "credit", "chrome"]

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
#: A dozen words and more: no label, menu or way to a page is so long.
_DOZEN = re.compile(r"[\W\d_]*(?:[^\W\d_]+[\W\d_]+){12}")
_ENDS = re.compile(r"[.;:…]['\"”’)]?$")
_INNER_STOP = re.compile(r"[.!?…][\"”’)]? +[\"“‘(]?[A-ZĐÀ-Ỹ]")
_MEDIA = cue("a headline of a film or picture")
_CAPTION = cue("the end of a caption")
#: No headline is longer, in characters.
_LONGEST_HEAD = 320
#: A line that prints a headline twice has at least so many characters.
_SHORTEST_PAIR = 39
#: A longer line is a paragraph, whatever it ends with.
_LONG = 240
#: Section kinds of chrome.tsv after which the main article is over.
_CLOSING = frozenset({"related", "most_read", "comments", "footer", "weather", "tags", "advert"})


class Line(NamedTuple):
    """A line that is not blank: its span without outer spaces, its sort and what that sort brings along.

    `words` are the lower-case words without digits; of a paragraph they may be left out.
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
def _openers() -> re.Pattern[str]:
    forms = sorted((row["form"] for row in rows("openers")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _plain(line: str) -> str:
    return " ".join(_LETTERS.findall(line.casefold()))


def sort_lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, sorted; doubled headlines are one line of sort ``double``."""
    out: list[Line] = []
    at = 0
    blank = True
    previous = ""
    composed = unicodedata.is_normalized("NFC", text)
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if not line:
            at += len(raw)
            blank = True
            continue
        start = at + raw.index(line[0])
        span = (start, start + len(line))
        at += len(raw)
        if not composed:
            line = unicodedata.normalize("NFC", line)
        if out and out[-1].sort in ("head", "double", "paragraph") and _is_twin(line, previous):
            words = out[-1].words or _words(line)
            out[-1] = Line(span, "double", words, after_blank=out[-1].after_blank)
        else:
            out.append(_sort(line, span, blank))
            previous = line
        blank = False
    return _without_labels(text, _without_media(text, out))


def _is_twin(line: str, previous: str) -> bool:
    """True where two lines have the same words, as a headline and its twin; the first word tells most apart."""
    if len(line) >= _LONGEST_HEAD or len(previous) >= _LONGEST_HEAD:
        return False
    first, second = line[0], previous[0]
    if first.isalnum() and second.isalnum() and first.casefold()[0] != second.casefold()[0]:
        return False
    count = 0
    for word, twin in zip_longest(_WORD.finditer(line), _WORD.finditer(previous)):
        if word is None or twin is None or word.group().casefold() != twin.group().casefold():
            return False
        count += 1
    return count > 0


def _words(line: str) -> tuple[str, ...]:
    return tuple(_LETTERS.findall(line[:_LONGEST_HEAD].casefold()))


def _sort(line: str, span: Span, blank: bool) -> Line:
    if stamp := printed_time(line) or _signed_time(line):
        iso = stamp.stamp if stamp.year_known else f"--{stamp.stamp}"
        return Line(span, "time", time=iso, after_blank=blank)
    words: tuple[str, ...] = ()
    long = (len(line) > _LONG or _ends(line)) and _DOZEN.match(line) is not None
    if not long:
        words = _words(line)
        kind = _chrome().get(" ".join(words)) if len(words) <= 8 else None
        if kind is None and _is_trail(words) and not _ends(line):
            kind = "menu"
        if kind is None and _is_strip(line):
            return Line(span, "chrome", words, after_blank=blank)
        if kind is not None or (len(words) < 4 and not _ends(line)):
            return Line(span, "chrome", words, closes=kind in _CLOSING, breaks=kind == "menu", after_blank=blank)
    if line.isascii() and (long or len(words) > 4) and line == line.casefold():
        return Line(span, "chrome", words, after_blank=blank)  # a picture's slug
    if credit := credit_line(line):
        return Line(span, "credit", words, credit=credit, after_blank=blank)
    half = _half(line)
    if half is not None and len(line) == span[1] - span[0]:
        words = words or _words(line)
        return Line((span[1] - len(half), span[1]), "double", words[: len(words) // 2], after_blank=blank)
    if _is_paragraph(line, words):
        return Line(span, "paragraph", words, leans=_openers().match(line) is not None, after_blank=blank)
    return Line(span, "head", words, after_blank=blank)


def _signed_time(line: str) -> PrintedTime | None:
    """The time of a line that names the writer first: "Trung Kiên (Ban Thời sự)-Thứ hai, ngày 01/07/2019 06:00 GMT+7"."""
    mark = _TIME_BEGINS.search(line) if len(line) < _LONGEST_STAMP else None
    if mark is None or len(line[: mark.start()].split()) > _WORDS_OF_A_WRITER:
        return None
    stamp = printed_time(line[mark.start() :])
    if stamp is None or not stamp.year_known:
        return None
    return stamp if "T" in stamp.stamp or len(line[: mark.start()].split()) <= _WORDS_OF_A_SECTION else None


#: Where a stamp begins behind a writer's name.
_TIME_BEGINS = cue("where a stamp begins behind a name")
_LONGEST_STAMP = 90
_WORDS_OF_A_WRITER = 7
#: Before a mere day stands no writer but a section: "Chính trị 18-05-2022".
_WORDS_OF_A_SECTION = 2


def _ends(line: str) -> bool:
    """True where a line ends as a sentence does."""
    return _ENDS.search(line, len(line) - 2) is not None


def _is_trail(said: tuple[str, ...]) -> bool:
    """True for the way to a page, "Trang chủ Hữu nghị Bốn phương kết bạn": a menu's first word and more."""
    return 2 < len(said) < 12 and _chrome().get(" ".join(said[:2])) == "menu" and " ".join(said[:2]) in _HOME


_HOME = words("the first entry of a menu")


def _is_strip(line: str) -> bool:
    """True for buttons or sections in a row, "Chia sẻ  In  A  A+", "Trang nhất > Biên giới", and for a remark in brackets."""
    if line[0] == "(" and line[-1] == ")" and line.count("(") == 1:
        return True
    for between, least in _STRIPS:
        pieces = between.split(line)
        if len(pieces) >= least and all(len(p.split()) <= _WORDS_OF_A_BUTTON for p in pieces):
            return True
    return False


#: What stands between buttons, and how many pieces make a strip of them.
_STRIPS = ((re.compile(r"\s(?:\s+|(?<=\t))"), 3), (re.compile(r" [|>»›•·] "), 2))
_WORDS_OF_A_BUTTON = 5


def _half(line: str) -> str | None:
    """The headline of a line that prints it twice: "Tin A Tin A" gives "Tin A"."""
    if len(line) < _SHORTEST_PAIR:
        return None
    middle = len(line) // 2
    first, near = line[0].casefold()[0], line[middle - 1 : middle + 3]
    if first not in near.casefold() and not near[-1].isspace():
        return None  # most lines have not their first letter in the middle
    for cut in (middle, middle + 1, middle - 1):
        right = line[cut:].strip()
        if len(right) > 20 and right[0].casefold()[0] == first and line[:cut].strip().casefold() == right.casefold():
            return right
    return None


def _is_paragraph(line: str, words: tuple[str, ...]) -> bool:
    if len(line) > _LONG or len(words) > 45 or _ends(line):
        return True
    if ":" in line and _CAPTION.search(line):
        return True
    return len(words) > 20 and _INNER_STOP.search(line) is not None


def _without_labels(text: str, lines: list[Line]) -> list[Line]:
    """A short line in capitals right above a headline names its section: "BẢN TIN HỌP BÁO"."""
    return [
        Line(line.span, "chrome", line.words, after_blank=line.after_blank)
        if line.sort == "head" and below.sort in ("head", "double") and len(line.words) <= _WORDS_OF_A_LABEL
        and text[slice(*line.span)].isupper()
        else line
        for line, below in zip(lines, [*lines[1:], *lines[-1:]], strict=True)
    ]


_WORDS_OF_A_LABEL = 7


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
