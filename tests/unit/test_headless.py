"""Paragraphs without headlines: whether they are one article or a list of leads."""

from __future__ import annotations

import banggiao
from banggiao.stories.headless import is_one_article

LEADS = [
    "Chiều 5/3, tại Hà Nội, Thủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone đang thăm Việt Nam.",
    "Sáng 4/3, Thủ tướng Phạm Minh Chính dự Hội nghị toàn quốc về phát triển giao thông vận tải tại Hà Nội.",
    "Ngày 2/3, Thủ tướng Phạm Minh Chính gửi điện mừng Quốc khánh tới Thủ tướng nước bạn và thăm tỉnh Nghệ An.",
]
ARTICLE = [
    "Chiều 5/3, tại Hà Nội, Thủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone đang thăm Việt Nam.",
    "Thủ tướng Sonexay Siphandone cảm ơn sự đón tiếp trọng thị và chúc mừng những thành tựu của nước chủ nhà.",
    "Theo Thủ tướng Phạm Minh Chính, hợp tác kinh tế còn nhiều tiềm năng, nhất là năng lượng và giao thông.",
]


def alone(paragraphs: list[str]) -> bool:
    return is_one_article(paragraphs, [False] * len(paragraphs))


def test_leads_that_bring_their_days_are_a_list_though_they_name_one_person() -> None:
    assert not alone(LEADS)


def test_paragraphs_in_words_that_stood_above_are_an_article() -> None:
    assert alone(ARTICLE)


def test_paragraphs_that_share_nothing_are_a_list() -> None:
    assert not alone([ARTICLE[0], "Giá xăng trong nước tăng nhẹ từ đầu tháng.", "Đội tuyển bóng đá nữ thắng trận đầu."])


def test_leaning_paragraphs_are_an_article() -> None:
    paragraphs = ["Hai bên hội đàm tại Hà Nội.", "Bên cạnh đó, các văn kiện đã được ký.", "Giá xăng tăng nhẹ."]
    assert is_one_article(paragraphs, [False, True, False])


def test_one_paragraph_is_an_article() -> None:
    assert alone(LEADS[:1])


def test_the_page_is_read_so() -> None:
    assert banggiao.read_text("\n".join(LEADS)).page.kind == "listing"
    assert banggiao.read_text("\n".join(ARTICLE)).page.kind == "article"
