"""Mechanisms and gatherings: their names without the number, their numbers, their parties."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import pytest
import told

from banggiao.grammar.fold import fold
from banggiao.mentions.gatherings import Gathering, gatherings
from banggiao.mentions.vocabulary import lexicon

COMMITTEE = "Ủy ban liên Chính phủ Việt Nam - Lào"


def named(text: str) -> list[Gathering]:
    folded = fold(text).text
    return gatherings(folded, tuple(lexicon().find(folded)), (0, len(folded)))


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        (f"Hai bên họp Kỳ họp lần thứ 46 {COMMITTEE} tại Hà Nội.", COMMITTEE, 46),
        (f"Kỳ họp 46 {COMMITTEE} tại Hà Nội.", COMMITTEE, 46),
        (f"Kỳ họp lần thứ 46 {COMMITTEE} khai mạc.", COMMITTEE, 46),
        (f"Kỳ họp lần thứ 46 {COMMITTEE} bế mạc chiều 9/1/2024.", COMMITTEE, 46),
        (f"{COMMITTEE} họp phiên thứ 46 tại Hà Nội.", COMMITTEE, 46),
        ("Hội nghị cấp cao ASEAN lần thứ 44 diễn ra tại Viêng Chăn.", "Hội nghị cấp cao ASEAN", 44),
        ("Hội nghị Cấp cao Pháp ngữ lần thứ XIX diễn ra tại Pháp.", "Hội nghị Cấp cao Pháp ngữ", 19),
        ("Tham khảo chính trị Việt Nam - Anh lần thứ 9 diễn ra tại London.", "Tham khảo chính trị Việt Nam - Anh", 9),
    ],
)
def test_the_number_is_no_part_of_the_name(text: str, name: str, number: int) -> None:
    (gathering, *rest) = named(text)
    assert (gathering.name, gathering.number) == (name, number)
    assert not rest


def test_its_countries_are_those_in_its_name() -> None:
    (gathering,) = named(f"Kỳ họp lần thứ 46 {COMMITTEE} khai mạc.")
    assert gathering.countries == ("VN", "LA")
    assert gathering.sitting


def test_two_sittings_named_together_are_two_sessions() -> None:
    text = f"Việt Nam và Lào đánh giá kết quả Kỳ họp lần thứ 44, 45 {COMMITTEE}."
    assert {s.number for s in told.sittings(text)} == {44, 45}


def test_a_session_has_mechanism_number_and_quote() -> None:
    (session,) = told.sittings(f"Sáng 8/1/2025, Kỳ họp lần thứ 47 {COMMITTEE} khai mạc tại Viêng Chăn.")
    assert (session.mechanism, session.number) == (COMMITTEE, 47)
    assert "47" in session.evidence[0].quote


def test_a_bare_sitting_is_the_storys_one_mechanism() -> None:
    text = (
        f"Sáng 8/1/2025, Kỳ họp lần thứ 47 {COMMITTEE} khai mạc tại Viêng Chăn. "
        "Việt Nam và Lào nhất trí tổ chức Kỳ họp lần thứ 48 tại Hà Nội."
    )
    assert {(s.mechanism, s.number) for s in told.sittings(text)} == {(COMMITTEE, 47), (COMMITTEE, 48)}


def test_a_sitting_of_one_parliament_is_no_session_between_countries() -> None:
    assert told.sittings("Kỳ họp thứ 8, Quốc hội khóa XV khai mạc sáng 21/10/2024.") == []


def test_the_term_of_a_parliament_is_no_sitting() -> None:
    assert told.sittings("Quốc hội khóa XV của Việt Nam và Quốc hội khóa IX của Lào tăng cường hợp tác.") == []


def test_a_sitting_is_also_an_event_with_its_mechanism() -> None:
    event = told.event(
        f"Sáng 8/1/2025, Thủ tướng Phạm Minh Chính và Thủ tướng Lào Sonexay Siphandone đồng chủ trì Kỳ họp lần thứ 47 {COMMITTEE}.",
        "session",
    )
    assert (event.mechanism, event.session) == (COMMITTEE, 47)
    assert set(told.roles(event).values()) == {"chair"}
    assert set(event.countries) == {"VN", "LA"}
