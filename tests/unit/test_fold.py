"""Folding for matching, and the way back to the capture for quoting."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banggiao.grammar.fold import fold

PIECES = st.sampled_from([
    "Thủ tướng", "Uỷ ban", "Hoà Bình", "Thuý", "quý", "Ðại sứ", " ", "  ", "\u00a0", "\u200b", "\ufeff", "\u00ad",
    "a\u0300", "\n",
    unicodedata.normalize("NFD", "Việt Nam"), "2\u2013\u20113", "\u0301", "e\u0323\u0302", "\t", "😀", "\u0628\u202e", "hoàn",
])  # fmt: skip
WORDS = st.sampled_from(["Uỷ ban", "Hoà", "Thuý", "quý", "Ðại sứ", " ", "  ", "\u00a0", "\u200b", "\t", "\n", "khoẻ mạnh"])
TEXTS = st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Ðại sứ Bùi Thanh Sơn", "Đại sứ Bùi Thanh Sơn"),
        ("Uỷ ban Hoà bình", "Ủy ban Hòa bình"),
        ("UỶ BAN", "ỦY BAN"),
        ("Thuý Hoè", "Thúy Hòe"),
        ("quý, quỳ, Quỵ", "quý, quỳ, Quỵ"),
        ("hoàn toàn, khoán, xoè", "hoàn toàn, khoán, xòe"),
        ("Thủ\u00a0tướng", "Thủ tướng"),
        ("Thủ\u200b tướng\ufeff", "Thủ tướng"),
        ("Thủ  \u00a0 tướng", "Thủ tướng"),
        ("28\u201129/6", "28-29/6"),
        (unicodedata.normalize("NFD", "Thủ tướng Việt Nam"), "Thủ tướng Việt Nam"),
        (unicodedata.normalize("NFD", "Uỷ ban  Hoà bình"), "Ủy ban Hòa bình"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_what_the_press_prints_in_two_ways_becomes_one(printed: str, folded: str) -> None:
    assert fold(printed).text == folded


@pytest.mark.parametrize(
    ("printed", "word", "quote"),
    [
        ("Chiều nay,  Thủ  tướng đến", "Thủ tướng", "Thủ  tướng"),
        ("\u200bThủ\u200b tướng\u200b đến", "Thủ tướng", "Thủ\u200b tướng"),
        (unicodedata.normalize("NFD", "Thăm Việt Nam và Lào"), "Việt Nam", unicodedata.normalize("NFD", "Việt Nam")),
        (unicodedata.normalize("NFD", "Thăm  Việt\u200b Nam"), "Việt Nam", unicodedata.normalize("NFD", "Việt\u200b Nam")),
        ("Uỷ ban  và Uỷ ban", "Ủy ban", "Uỷ ban"),
    ],
)
def test_a_match_leads_back_to_what_was_printed(printed: str, word: str, quote: str) -> None:
    folded = fold(printed)
    start = folded.text.index(word)
    back = printed[folded.source(start) : folded.source(start + len(word))]
    assert back.rstrip("\u200b ") == quote


def test_what_falls_away_before_the_first_letter_shifts_all_offsets() -> None:
    printed = "\ufeff\u200bLào"
    folded = fold(printed)
    assert [printed[folded.source(at)] for at in range(3)] == ["L", "à", "o"]
    assert folded.target(2) == 0
    assert folded.target(len(printed)) == len(folded.text)


@given(st.lists(WORDS, max_size=20).map("".join))
def test_folding_is_settled_after_one_time(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_offsets_rise_and_stay_inside(text: str) -> None:
    folded = fold(text)
    back = [folded.source(at) for at in range(len(folded.text) + 1)]
    assert all(a <= b for a, b in pairwise(back))
    assert all(0 <= at <= len(text) for at in back)


@given(TEXTS)
def test_there_and_back_again_is_the_same_place(text: str) -> None:
    assume(all(len(unicodedata.normalize("NFC", char)) == 1 for char in text))  # a few Tibetan and Hebrew signs fall apart
    folded = fold(text)
    for at in range(len(folded.text)):
        assert folded.target(folded.source(at)) == at


@given(TEXTS)
def test_from_the_capture_and_back_is_never_past_the_next_kept_character(text: str) -> None:
    folded = fold(text)
    there = [folded.target(at) for at in range(len(text) + 1)]
    assert all(a <= b for a, b in pairwise(there))
    assert all(0 <= at <= len(folded.text) for at in there)


@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    def letters(written: str) -> int:
        return sum(char.isalnum() for char in unicodedata.normalize("NFD", written))

    assert letters(fold(text).text) == letters(text)
