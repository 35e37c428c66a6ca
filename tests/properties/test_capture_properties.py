"""Whatever the bytes: only a `CaptureError` is raised or yielded, and everything lies inside the text."""

# ruff: noqa: E501 - inputs stay on one line

from __future__ import annotations

import gzip

from hypothesis import example, given
from hypothesis import strategies as st

from banggiao.capture import capture_bytes
from banggiao.capture.decode import decode
from banggiao.errors import CaptureError
from banggiao.pages.markup import render
from banggiao.stories import open_page
from banggiao.stories.markup import read_html
from banggiao.stories.times import printed_time, time_in

NAMES = st.sampled_from(["a.txt", "a.html", "a.mhtml", "a.jsonl", "a.csv", "a.txt.gz", "a.csv.gz", None])
PIECES = st.sampled_from([
    "<p>", "</p>", "<div class='sapo'>", "</div>", "<h1>", "</h1>", "<a href='/tin-12345.htm'>", "</a>", "<br>", "<li>", "<ul>",
    "<table><tr><td>", "</td>", "<script>", "</script>", "<!--", "-->", "<b>", "</b>", "<pre>", "<", ">", '"', "&amp;", "&#x0;",
    "<title>", "<head>", "<body>", "<svg>", "<template>", "<p hidden>", "<time datetime='2024-09-11'>", "</html>", "<footer>",
    "Thủ tướng hội đàm với Thủ tướng Lào tại Hà Nội chiều 11/9 ", "11/09/2024 08:30", "Theo TTXVN", "\n", " ", "\x00", "(Chinhphu.vn) - ",
])  # fmt: skip
MARKUP = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("".join)


@given(st.binary(max_size=4000), NAMES, st.booleans())
@example(b"\xff\xfe\x00", "a.csv", False)
@example(b"\xef\xbb\xbf", "a.txt", False)
def test_any_bytes_give_captures_or_errors_of_one_line(content: bytes, name: str | None, packed: bool) -> None:
    content = gzip.compress(content) if packed else content
    for one in capture_bytes(content, "x", name=name):
        if isinstance(one, CaptureError):
            assert len(str(one).splitlines()) == 1
            continue
        try:
            page = open_page(one)
        except CaptureError:
            continue
        page.text.encode()
        for story in page.stories:
            for start, end in story.spans:
                assert 0 <= start < end <= len(page.text)


@given(st.text(max_size=2000))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    content = text.encode()
    if not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and "\x00" not in text:
        assert decode(content, "x") == text


@given(st.one_of(MARKUP, st.text(max_size=400)))
def test_rendered_blocks_lie_inside_the_text_and_rebuild_it(html: str) -> None:
    page = render(html)
    assert "\n".join(page.text[block.start : block.end] for block in page.blocks) == page.text
    for block in page.blocks:
        assert 0 <= block.start < block.end <= len(page.text)
        assert 0 <= block.link_size <= block.end - block.start
    before = 0
    for element in page.elements:
        assert 0 <= element.start <= element.end <= len(page.text)
        if len(element):
            assert before <= element.start
            before = element.start
        assert element.number <= element.last < len(page.elements)


@given(MARKUP)
def test_any_markup_reads_and_reads_the_same_twice(html: str) -> None:
    page = read_html(html)
    assert read_html(html) == page
    names = [story.id for story in page.found.stories]
    assert names == [f"s{number}" for number in range(1, len(names) + 1)]
    assert sum(story.kind == "main" for story in page.found.stories) == (page.found.kind == "article")
    for story in page.found.stories:
        for start, end in story.spans:
            assert 0 <= start < end <= len(page.text)
        if story.lead is not None:
            assert story.lead_span is not None
            assert story.lead == page.text[slice(*story.lead_span)]


@given(st.text(alphabet=st.sampled_from("0123456789/-:.,|() TZagPMthứ năngyCHSA+"), max_size=60))
def test_any_line_may_be_asked_for_a_time(line: str) -> None:
    for found in (printed_time(line), time_in(line)):
        assert found is None or len(found.stamp) >= 5
