"""When a story was published: the stamp beside its headline, in its many forms, made whole where a year lacks."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import pytest
import told

from banggiao.model import Reading

HEADS = ("Thủ tướng hội đàm với Thủ tướng Lào tại Hà Nội", "Bộ trưởng Ngoại giao Lào thăm Việt Nam ba ngày", "Hội chợ biên giới mở cửa tại Mộc Bài")
LEADS = (
    "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone tại Hà Nội, bàn về đường sắt và điện.",
    "Bộ trưởng Ngoại giao Lào Saleumxay Kommasith bắt đầu thăm Việt Nam, mang theo thư của lãnh đạo Lào.",
    "Hội chợ biên giới giữa Tây Ninh và Svay Rieng đón hàng trăm gian hàng, kéo dài một tuần.",
)  # fmt: skip


def listing(*stamps: str, captured: str | None = None) -> Reading:
    blocks = (f"{head}\n{stamp}\n{lead}\n" for head, stamp, lead in zip(HEADS, stamps, LEADS, strict=True))
    return told.read("\n".join(blocks), captured=captured)


def published(reading: Reading) -> list[str | None]:
    return [story.published for story in reading.stories]


@pytest.mark.parametrize(
    ("stamp", "minute"),
    [
        ("08:14 21/11/2024", "2024-11-21T08:14"),
        ("16:12 | 10/09/2024 GMT+7", "2024-09-10T16:12"),
        ("Thứ Tư, ngày 28/08/2024 | 08:49", "2024-08-28T08:49"),
        ("Thứ năm, 21/11/2024 - 08:14", "2024-11-21T08:14"),
        ("21-11-2024 08:14 CH", "2024-11-21T20:14"),
        ("(21/11/2024)", "2024-11-21"),
        ("Thứ hai, ngày 01/07/2019 06:00 GMT+7", "2019-07-01T06:00"),
        ("Minh An (Ban Thời sự)-Thứ hai, ngày 01/07/2019 06:00 GMT+7", "2019-07-01T06:00"),
        ("Chính trị 18-05-2022", "2022-05-18"),
    ],
)
def test_a_stamp_under_a_headline_is_the_storys_time(stamp: str, minute: str) -> None:
    reading = listing(stamp, stamp, stamp)
    assert published(reading) == [minute] * 3
    assert {story.published_basis for story in reading.stories} == {"stated"}


def test_each_story_has_its_own_time() -> None:
    assert published(listing("08:14 21/11/2024", "07:00 20/11/2024", "19:30 19/11/2024")) == [
        "2024-11-21T08:14", "2024-11-20T07:00", "2024-11-19T19:30",
    ]  # fmt: skip


def test_a_stamp_without_a_year_takes_it_from_its_neighbours() -> None:
    reading = listing("05 Jan, 02:44 PM", "31 Dec, 08:00 AM", "08:14 30/12/2023")
    assert published(reading) == ["2024-01-05T14:44", "2023-12-31T08:00", "2023-12-30T08:14"]
    assert [story.published_basis for story in reading.stories] == ["inferred", "inferred", "stated"]
    assert reading.stories[0].published_why


def test_a_stamp_without_a_year_takes_it_from_the_capture() -> None:
    reading = listing("05 Jan, 02:44 PM", "31 Dec, 08:00 AM", "30 Dec, 08:14 AM", captured="2024-01-06")
    assert published(reading) == ["2024-01-05T14:44", "2023-12-31T08:00", "2023-12-30T08:14"]


def test_a_stamp_whose_year_nothing_tells_is_left_open() -> None:
    assert published(listing("05 Jan, 02:44 PM", "04 Jan, 08:00 AM", "03 Jan, 08:14 AM")) == [None] * 3


def test_a_time_ago_is_no_time() -> None:
    assert published(listing("2 giờ trước", "3 giờ trước", "1 ngày trước")) == [None] * 3


def test_a_storys_time_never_dates_its_neighbour() -> None:
    reading = told.read(f"{HEADS[0]}\n08:14 21/11/2024\n{LEADS[0]}\n\n{HEADS[1]}\n{LEADS[1]}\n\n{HEADS[2]}\n{LEADS[2]}\n")
    assert published(reading) == ["2024-11-21T08:14", None, None]


def test_a_stamp_under_the_lead_of_an_article_is_its_time() -> None:
    rest = "Thủ tướng đề nghị Lào tạo điều kiện cho doanh nghiệp Việt Nam, nhất là trong khai khoáng, năng lượng và nông nghiệp."
    assert published(told.read(f"{HEADS[0]}\n\n{LEADS[0]}\n\n20/06/2019 19:11\n\n{rest}\n")) == ["2019-06-20T19:11"]


def test_the_day_of_an_agencys_dateline_is_the_storys_time() -> None:
    reading = told.read(f"{HEADS[0]}\n\nHà Nội (Tin Mẫu 10/9) - {LEADS[0]} Chủ tịch nước Võ Văn Thưởng cũng tiếp ông.\n")
    (story,) = reading.stories
    assert (story.published, story.published_basis, story.credit) == ("2023-09-10", "inferred", "Tin Mẫu")
