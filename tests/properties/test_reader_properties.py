"""Whatever the text: it reads, every quote is a slice, and the same text gives the same reading."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import banggiao
from banggiao.model import Reading

FACTS = ("people", "events", "figures", "commitments", "sessions", "agreements", "formulae")

#: What the register is made of: fragments that begin, fill and break the frames of the reader.
FRAGMENTS = st.sampled_from([
    "Thủ tướng Phạm Minh Chính", "Thủ tướng Lào Sonexay Siphandone", "Tổng Bí thư, Chủ tịch nước", "đồng chí", "ông ",
    "Ủy viên Bộ Chính trị, Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn", "nguyên Phó Chủ tịch nước",
    "Bộ trưởng Ngoại giao Campuchia Prak Sokhonn", "Đại sứ Trung Quốc tại Việt Nam Hà Vĩ", "bà Naly Sisoulith, Phu nhân ",
    " hội đàm với ", " tiếp ", " điện đàm với ", " gửi điện mừng ", " thăm chính thức Việt Nam ", " sẽ thăm ", " đã ký ", " chủ trì ",
    "Hiệp định Thương mại ", "Kỳ họp lần thứ 46 ", "lần thứ ", "Ủy ban liên Chính phủ Việt Nam - Lào", "Hội nghị cấp cao ASEAN ",
    "Chiều 27/8, ", "ngày 29/2", "từ ngày 10 đến 13/9/2024", "7 tháng đầu năm 2024", "tháng 7 vừa qua", "năm nay", "hôm qua", "31/31/2024",
    "kỷ niệm 60 năm thiết lập quan hệ ngoại giao ", "(5/9/1962 - 5/9/2022)", "1,1 tỷ USD", "tăng 16,7%", "9.9.9,9 tỷ ", "$", "%", "256 dự án",
    "kim ngạch ", "hai bên nhất trí ", "cam kết ", "đề nghị ", "phấn đấu ", "; ", ", ", ". ", ".", " và ", " - ", "–", "(", ")", "“", "”",
    "hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện", "Việt Nam", "Lào", "Trung Quốc", "Liên Hợp Quốc", "Hà Nội", "tại ",
    "Tin bài liên quan\n", "Đọc nhiều\n", "08:14 21/11/2024\n", "31 Oct, 02:44 PM\n", "16:12 | 10/09/2024 GMT+7\n", "2 giờ trước\n",
    "(Chinhphu.vn) - ", "Theo TTXVN\n", "Nguồn: Báo Thế giới\n", "Trang chủ\n", "\n", "\n\n", "\r\n", "\t", " ", "  ", "Uỷ ban Hoà bình ",
    "Ðại sứ ", "[Thủ tướng Lào bắt đầu thăm chính thức Việt Nam từ ngày mai]", "TRANG CHỦ", "ĐỒNG CHÍ TÔ LÂM", "Hai Thủ tướng",
])  # fmt: skip
ODD = st.sampled_from([
    "\u200b", "\ufeff", "\u200d", "\u00ad", "\u00a0", "\u202e", "\u2066", "\u0301", "\u0323", "\u0300", "\x00", "\x0b", "\x0c", "\x1c",
    "\x85", "\u2028", "\u2029", "\ud7ff", "\ufffd", "\ufffe", "\U0001f1fb\U0001f1f3", "\u0e01\u0e33", "\u1780\u17d2", "\u0627\u0644",
    "\u05d0", "İ", "ß", "ﬁ", "Ǆ", "ŉ", "٣", "²", "½", "Ⅷ", "一", "\U00010400", "a\u0300\u0323", "q\u0307\u0323", unicodedata.normalize("NFD", "Tiếp"),
])  # fmt: skip
REGISTER = st.lists(FRAGMENTS, max_size=40).map("".join)
MIXED = st.lists(st.one_of(FRAGMENTS, FRAGMENTS, ODD, st.text(max_size=6)), max_size=40).map("".join)
DECOMPOSED = REGISTER.map(lambda text: unicodedata.normalize("NFD", text))
ANY = st.text(max_size=300)
TEXTS = st.one_of(MIXED, REGISTER, DECOMPOSED, ANY)


def as_bytes(reading: Reading) -> bytes:
    return json.dumps(banggiao.reading_as_json(reading), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def facts(reading: Reading) -> dict[str, Any]:
    found = banggiao.reading_as_json(reading)
    return {name: found[name] for name in FACTS}


def check_evidence(reading: Reading) -> None:
    text, stories = reading.text, {story.id for story in reading.stories}
    for name in FACTS:
        for fact in getattr(reading, name):
            assert fact.story in stories
            assert fact.evidence
            for evidence in fact.evidence:
                assert 0 <= evidence.start < evidence.end <= len(text)
                assert evidence.quote == text[evidence.start : evidence.end]
                assert evidence.quote.strip()
                assert evidence.story == fact.story
                assert evidence.rule


def check_within_story(reading: Reading) -> None:
    spans = {story.id: story.spans for story in reading.stories}
    for name in FACTS:
        for fact in getattr(reading, name):
            for evidence in fact.evidence:
                assert any(start <= evidence.start and evidence.end <= end for start, end in spans[fact.story])


@given(TEXTS)
@example("")
@example("\ufeff")
@example("\ud800")
@example("\x00" * 50)
@example("\u200bThủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone.")
@example("Chiều 29/2, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone.")
@example("Hôm nay, 1/1/0001, Thủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone năm trước.")
def test_any_text_reads_and_every_quote_is_a_slice(text: str) -> None:
    check_evidence(banggiao.read_text(text))


@given(TEXTS)
@example("\ufeffThủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone.")
def test_the_text_is_kept_as_given(text: str) -> None:
    assert banggiao.read_text(text).text == text


@given(TEXTS)
def test_every_quote_lies_in_a_part_of_its_own_story(text: str) -> None:
    check_within_story(banggiao.read_text(text))


@given(TEXTS)
def test_stories_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    reading = banggiao.read_text(text)
    assert [story.id for story in reading.stories] == [f"s{n}" for n in range(1, len(reading.stories) + 1)]
    assert sum(story.kind == "main" for story in reading.stories) == (reading.page.kind == "article")
    for story in reading.stories:
        before = 0
        assert story.spans
        for start, end in story.spans:
            assert before <= start < end <= len(reading.text)
            before = end


@given(TEXTS)
def test_title_lead_and_body_are_what_their_spans_hold(text: str) -> None:
    reading = banggiao.read_text(text)
    for story in reading.stories:
        cut = [None if span is None else reading.text[slice(*span)] for span in (story.title_span, story.lead_span)]
        assert [story.title, story.lead] == cut
        assert story.body == ("\n".join(reading.text[a:b] for a, b in story.body_spans) or None)


@given(st.one_of(MIXED, REGISTER), st.sampled_from([None, "2024-09-10"]))
def test_reading_twice_gives_the_same_bytes(text: str, captured: str | None) -> None:
    first = banggiao.read_text(text, captured=captured)
    assert as_bytes(banggiao.read_text(text, captured=captured)) == as_bytes(first)


@given(st.one_of(MIXED, REGISTER))
@example("bà Naly Sisoulith, Phu nhân bà Naly Sisoulith, Phu nhân bngày 29/2p")
def test_a_newline_at_the_end_changes_no_fact(text: str) -> None:
    assert facts(banggiao.read_text(text + "\n")) == facts(banggiao.read_text(text))


@given(st.one_of(MIXED, REGISTER), REGISTER)
def test_what_was_read_before_changes_nothing(text: str, other: str) -> None:
    alone = as_bytes(banggiao.read_text(text))
    banggiao.read_text(other, captured="2020-02-29")
    assert as_bytes(banggiao.read_text(text)) == alone


@given(REGISTER)
@example("Thủ tướng Phạm Minh Chính họp tại Hà Nội sáng nay.\nTin bài liên quan\nThủ tướng Lào Sonexay Siphandone thăm Việt Nam")
def test_a_decomposed_text_gives_the_same_people(text: str) -> None:
    def names(reading: Reading) -> list[tuple[str, str | None]]:
        return [(unicodedata.normalize("NFC", p.name), p.country) for p in reading.people]

    plain = unicodedata.normalize("NFC", text)
    assert names(banggiao.read_text(unicodedata.normalize("NFD", plain))) == names(banggiao.read_text(plain))


@given(st.dictionaries(st.sampled_from(["url", "title", "lead", "text", "published"]), MIXED, max_size=5))
def test_any_row_of_a_table_reads(fields: dict[str, str]) -> None:
    from banggiao.model import Capture
    from banggiao.reading import read_capture

    content = "\n".join(fields.values()).encode("utf-8", "replace")
    reading = read_capture(Capture("t.csv#1", content, "row", "", fields=fields))
    check_evidence(reading)
    check_within_story(reading)


@pytest.mark.parametrize("piece", ["Thủ tướng ", "27/8, ", "1,1 tỷ USD ", "hai bên nhất trí ", "(", "Bộ trưởng, ", "A B ", "Kỳ họp lần thứ "])
def test_a_long_row_of_one_piece_ends_soon(piece: str) -> None:
    check_evidence(banggiao.read_text(piece * 3000))
