"""Printed time stamps in the forms of the Vietnamese press."""

from __future__ import annotations

import pytest

from banggiao.stories.times import printed_time, time_in


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("16:12 | 10/09/2024 GMT+7", "2024-09-10T16:12"),
        ("08:14 21/11/2024", "2024-11-21T08:14"),
        ("Thứ Tư, ngày 28/08/2024 | 08:49", "2024-08-28T08:49"),
        ("Thứ Năm, 05/03/2026 08:12", "2026-03-05T08:12"),
        ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07T00:05"),
        ("07/03/2026 08:52 (GMT+07:00)", "2026-03-07T08:52"),
        ("Thứ Bảy, 07/03/2026 - 08:52", "2026-03-07T08:52"),
        ("07-03-2026 - 00:01 AM", "2026-03-07T00:01"),
        ("10:12 AM 05/03/2026", "2026-03-05T10:12"),
        ("05/03/2026 10:12 PM", "2026-03-05T22:12"),
        ("05/03/2026 13:05 PM", "2026-03-05T13:05"),
        ("5/3/2026 8:12:00 CH", "2026-03-05T20:12"),
        ("23:02 , 06/03/2026", "2026-03-06T23:02"),
        ("05.03.2026 08:12", "2026-03-05T08:12"),
        ("05.03.2026", "2026-03-05"),
        ("2026-03-07T10:22:00", "2026-03-07T10:22"),
        ("2026-03-07T10:22:31+07:00", "2026-03-07T10:22"),
        ("2026-03-07 10:22", "2026-03-07T10:22"),
        ("2026-03-07", "2026-03-07"),
        ("Thứ Bảy, Ngày 07 tháng 03 năm 2026,", "2026-03-07"),
        ("07 Tháng 3, 2026", "2026-03-07"),
        ("Cập nhật lúc 08:14, 21/11/2024", "2024-11-21T08:14"),
        ("8h14 ngày 21/11/2024", "2024-11-21T08:14"),
        ("08 giờ 14 phút, ngày 21/11/2024", "2024-11-21T08:14"),
        ("Ngày đăng: 21/11/2024", "2024-11-21"),
        ("(21/11/2024)", "2024-11-21"),
        ("21/11/24 08:14", "2024-11-21T08:14"),
        ("Friday, February 14, 2025 14:30", "2025-02-14T14:30"),
        ("14 Feb 2025, 14:30", "2025-02-14T14:30"),
        ("08/28/2024 07:00", "2024-08-28T07:00"),
        ("CN, 29/02/2024", "2024-02-29"),
    ],
)
def test_a_line_that_is_a_stamp(line: str, stamp: str) -> None:
    found = printed_time(line)
    assert found is not None
    assert found == (stamp, True)


@pytest.mark.parametrize(
    ("line", "stamp"),
    [("31 Oct, 02:44 PM", "10-31T14:44"), ("05/03 08:12", "03-05T08:12"), ("08:12, 29/2", "02-29T08:12")],
)
def test_a_stamp_without_year(line: str, stamp: str) -> None:
    found = printed_time(line)
    assert found is not None
    assert found == (stamp, False)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2 giờ trước",
        "7' trước",
        "3 ngày trước",
        "Hôm qua",
        "Ngày 28/8, tại Hà Nội, Thủ tướng tiếp Đại sứ Lào",
        "Ngày 8/9/2021, tại Viêng Chăn",
        "29/02/2023",
        "35/11/2024",
        "12/13/2024/2025",
        "Điện thoại: 0243.845.0537",
        "Nghị định 31/2026",
        "24/7",
        "1 2 3 4 5 6 7",
        "Số 12/2024",
    ],
)
def test_a_line_that_is_none(line: str) -> None:
    assert printed_time(line) is None


def test_a_date_in_a_line_with_more() -> None:
    found = time_in("Chính sách mới 26/02/2026 12:00")
    assert found is not None
    assert found.stamp == "2026-02-26T12:00"
    assert time_in("Thủ tướng thăm Lào") is None
    assert time_in("ngày 31/02/2024 hay ngày 01/03/2024") == ("2024-03-01", True)
