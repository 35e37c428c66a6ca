"""Commitments by speech act: who binds himself to what, and what binds nobody."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import pytest
import told

HEAD = "Ngày 6/1/2024, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone. "


@pytest.mark.parametrize(
    ("sentence", "act", "by", "words"),
    [
        pytest.param("Hai bên nhất trí tăng cường trao đổi đoàn các cấp.", "agree", {"VN", "LA"}, "tăng cường trao đổi đoàn các cấp",
                     id="both sides agree"),
        pytest.param("Hai Thủ tướng thống nhất sớm hoàn thành tuyến đường bộ Hà Nội - Viêng Chăn.", "agree", {"VN", "LA"},
                     "sớm hoàn thành tuyến đường bộ Hà Nội - Viêng Chăn", id="the two prime ministers are both sides"),
        pytest.param("Thủ tướng Phạm Minh Chính đề nghị Lào tạo điều kiện cho doanh nghiệp Việt Nam.", "propose", {"VN"},
                     "Lào tạo điều kiện cho doanh nghiệp Việt Nam", id="a side proposes"),
        pytest.param("Thủ tướng Sonexay Siphandone cam kết bảo đảm nguồn điện bán cho Việt Nam.", "pledge", {"LA"},
                     "bảo đảm nguồn điện bán cho Việt Nam", id="the other side pledges"),
        pytest.param("Thủ tướng Phạm Minh Chính khẳng định Việt Nam luôn ủng hộ Lào phát triển hạ tầng số.", "pledge", {"VN"},
                     "Lào phát triển hạ tầng số", id="lasting support is a pledge"),
        pytest.param("Hai bên phấn đấu đưa kim ngạch thương mại đạt 5 tỷ USD vào năm 2030.", "target", {"VN", "LA"},
                     "kim ngạch thương mại đạt 5 tỷ USD", id="a target"),
        pytest.param("Hai bên sẽ tổ chức Kỳ họp lần thứ 47 tại Viêng Chăn trong năm 2025.", "plan", {"VN", "LA"},
                     "Kỳ họp lần thứ 47 tại Viêng Chăn", id="a next step that is set"),
    ],
)  # fmt: skip
def test_an_act_has_its_sides_and_its_words(sentence: str, act: str, by: set[str], words: str) -> None:
    found = [c for c in told.promises(HEAD + sentence) if words in c.text]
    assert [(c.act, set(c.by)) for c in found] == [(act, by)]


def test_the_text_is_a_quote_and_the_shortest_that_says_what() -> None:
    (promise,) = told.promises(HEAD + "Tại hội đàm, hai bên nhất trí tăng cường trao đổi đoàn các cấp.")
    assert promise.text == "tăng cường trao đổi đoàn các cấp"
    assert promise.evidence[0].quote == promise.text


def test_semicolons_part_what_is_agreed() -> None:
    found = told.promises(HEAD + "Hai bên nhất trí tăng cường trao đổi đoàn các cấp; đẩy mạnh kết nối giao thông; mở rộng hợp tác số.")
    assert [c.text for c in found] == [
        "tăng cường trao đổi đoàn các cấp", "đẩy mạnh kết nối giao thông", "mở rộng hợp tác số",
    ]  # fmt: skip


def test_a_year_in_the_words_is_when_it_is_due() -> None:
    (promise,) = told.promises(HEAD + "Hai bên nhất trí hoàn thành cắm mốc biên giới trong năm 2025.")
    assert promise.due == "2025"


def test_without_a_year_nothing_is_due() -> None:
    (promise,) = told.promises(HEAD + "Hai bên nhất trí tăng cường trao đổi đoàn các cấp.")
    assert promise.due is None


def test_one_promise_said_twice_is_one() -> None:
    text = HEAD + "Hai bên nhất trí đẩy mạnh kết nối giao thông đường bộ. Hai bên thống nhất đẩy mạnh kết nối giao thông đường bộ."
    assert len(told.promises(text)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Hai bên nhất trí đánh giá quan hệ phát triển tốt đẹp.",
        "Thủ tướng Sonexay Siphandone đánh giá cao các cam kết quốc tế của Việt Nam.",
        "Thủ tướng Phạm Minh Chính khẳng định Việt Nam luôn coi trọng quan hệ với Lào.",
        "Theo đề nghị của phía Lào, lễ ký dời sang chiều.",
        "Mặt trận thống nhất của hai nước có lịch sử lâu dài.",
        "Thủ tướng Sonexay Siphandone cảm ơn sự ủng hộ quý báu của Việt Nam dành cho Lào.",
        "Hai bên không nhất trí về mức thuế mới đối với nông sản.",
    ],
)
def test_attitudes_thanks_and_nouns_bind_nobody(sentence: str) -> None:
    assert told.promises(HEAD + sentence) == []


def test_every_commitment_names_its_rule() -> None:
    for promise in told.promises(HEAD + "Hai bên nhất trí tăng cường trao đổi đoàn các cấp."):
        assert all(e.rule for e in promise.evidence)


def test_a_reason_does_not_end_a_row_of_acts() -> None:
    texts = [p.text for p in told.promises(
        "Hai bên nhất trí tăng cường trao đổi đoàn các cấp, nhằm củng cố tin cậy chính trị; mở rộng hợp tác giáo dục, y tế…; "
        "đồng thời kiểm soát tốt bất đồng trên biển."
    )]  # fmt: skip
    assert texts == [
        "tăng cường trao đổi đoàn các cấp", "mở rộng hợp tác giáo dục, y tế", "kiểm soát tốt bất đồng trên biển"
    ]  # fmt: skip


def test_a_pledge_that_is_asked_for_is_a_proposal() -> None:
    (promise,) = told.promises(HEAD + "Thủ tướng Phạm Minh Chính đề nghị Quốc hội Lào ủng hộ việc thành lập Nhóm nghị sĩ hữu nghị.")
    assert (promise.act, promise.by) == ("propose", ("VN",))


def test_a_complement_ends_where_the_next_speaker_begins() -> None:
    found = told.promises(
        HEAD + "Để sớm đạt mục tiêu 5 tỷ USD kim ngạch thương mại, Thủ tướng Sonexay Siphandone đề nghị hai bên mở thêm cửa khẩu."
    )
    assert [(p.act, p.text) for p in found] == [
        ("target", "5 tỷ USD kim ngạch thương mại"), ("propose", "mở thêm cửa khẩu")
    ]  # fmt: skip


def test_what_is_asked_about_is_not_promised() -> None:
    assert not told.promises(HEAD + "Phóng viên hỏi liệu Lào có sẵn sàng tổ chức các cuộc họp thường niên hay không.")
