"""The marked page: pieces, terminal, web page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

import made_up
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from banggiao.explain.html import document
from banggiao.explain.marks import marks_of, pieces, regions, tagged
from banggiao.explain.terminal import STYLES, print_explained
from banggiao.explain.words import HEADS, cells_of, number
from banggiao.model import Evidence, Page, Person, Reading, Story

VOID = {"meta", "link", "br"}


class Outline(HTMLParser):
    """Checks that tags nest, and collects what a test asks about."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")
            assert name not in ("src", "onclick", "onload")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def test_the_web_page_nests_and_every_link_leads_somewhere() -> None:
    page = outline(document([made_up.reading(), made_up.reading("other.txt")]))
    assert len(page.ids) == len(set(page.ids))
    assert {target.removeprefix("#") for target in page.targets} <= set(page.ids)
    assert page.tags.isdisjoint({"script", "img", "iframe", "link", "form", "object"})


def test_the_web_page_needs_nothing_from_elsewhere() -> None:
    page = document([made_up.reading()])
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|url\(|@import", page)


def test_what_a_page_says_is_never_markup() -> None:
    page = document([made_up.reading("<script>alert(1)</script>.txt")])
    assert "<script" not in page
    assert "<Ngoại" not in page
    assert "&lt;Ngoại giao&gt;" in page


def test_each_story_is_a_card_and_the_rest_is_chrome() -> None:
    page = document([made_up.reading()])
    assert page.count("<article") == 2
    assert '<p class="chrome">Trang chủ | Video' in page
    assert '<p class="chrome">05/03/2025 18:30' in page.split("<article")[1]  # within the card of its story
    assert "2025-03-05 18:30 · TTXVN" in page


def test_a_mark_says_its_rule_and_why_its_date() -> None:
    page = document([made_up.reading()])
    assert "rule: somebody receives a guest; date inferred: only 5/3 is printed" in page
    assert 'id="page1-f2-at1"' in page  # the second quote of the second figure


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text with any stories and quotes, overlapping however they like."""
    text = draw(st.text(max_size=60))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda s: (min(s), max(s)))
    parts = st.tuples(spans, st.none() | spans, st.lists(spans, max_size=2))
    stories = [
        Story(f"s{n}", "teaser", "t", "l", None, title, lead, tuple(body))
        for n, (title, lead, body) in enumerate(draw(st.lists(parts, max_size=3)))
    ]
    quotes = draw(st.lists(st.lists(spans, max_size=3), max_size=6))
    people = tuple(
        Person("s0", "x", None, (), tuple(Evidence("s0", a, b, text[a:b], "r") for a, b in places))
        for places in quotes
    )
    return Reading(Page("a", text, "article", tuple(stories)), people=people)


@given(readings())
def test_pieces_rebuild_the_text_and_cross_no_boundary(reading: Reading) -> None:
    marks = marks_of(tagged(reading))
    cuts = [(area, piece) for area, cut in pieces(marks, regions(reading)) for piece in cut]
    assert "".join(reading.text[p.start : p.end] for _, p in cuts) == reading.text
    for area, piece in cuts:
        assert area.start <= piece.start < piece.end <= area.end
    for mark in marks:
        covered = [p for _, p in cuts if mark in p.marks]
        assert "".join(reading.text[p.start : p.end] for p in covered) == mark.evidence.quote
        closing = [p for _, p in cuts if mark in p.closing]
        assert len(closing) == (mark.length > 0)


@given(readings())
def test_anything_can_be_shown(reading: Reading) -> None:
    page = outline(document([reading]))
    assert {target.removeprefix("#") for target in page.targets} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    for colours in (None, "truecolor"):
        console = Console(file=StringIO(), width=40, color_system=colours, force_terminal=colours is not None)
        print_explained(reading, console)


def test_every_kind_has_a_heading_a_colour_and_as_many_cells_as_heads() -> None:
    reading = made_up.reading()
    assert set(STYLES) == set(HEADS)
    for kind, (_, heads) in HEADS.items():
        findings = getattr(reading, kind)
        assert findings
        assert all(len(cells_of(finding)) == len(heads) for finding in findings)


def test_an_event_in_words() -> None:
    first, second = made_up.reading().events
    assert cells_of(first) == (
        "~2025-03-05", "reception", "VN–LA; Phạm Minh Chính (VN), Thongsavanh Phomvihane (LA)", "Hà Nội"
    )  # fmt: skip
    assert cells_of(second) == ("", "official reception (planned) online: Ủy ban, no. 46", "VN–LA", "")


def test_numbers_in_words() -> None:
    assert number(1_100_000_000.0) == "1\u202f100\u202f000\u202f000"
    assert number(16.7) == "16.7"
