"""Years that two countries name after their friendship are activities of that year."""

from __future__ import annotations

import pytest
import told


@pytest.mark.parametrize(
    ("text", "year", "status"),
    [
        ("Ngày 8/1/2022, hai bên phát động Năm Đoàn kết Hữu nghị Việt Nam - Lào 2022.", "2022", "ongoing"),
        ("Ngày 9/8/2021, hai bên nhất trí lấy năm 2022 làm Năm Đoàn kết Hữu nghị Việt Nam - Lào.", "2022", "planned"),
        ("Ngày 9/8/2021, hai bên sẽ tổ chức Năm Hữu nghị Việt Nam - Lào 2022.", "2022", "planned"),
    ],
)
def test_a_named_year_is_an_activity(text: str, year: str, status: str) -> None:
    event = told.event(text, "activity")
    assert event.date is not None
    assert (event.date.start, event.date.basis, event.status) == (year, "stated", status)
    assert event.countries == ("VN", "LA")


def test_a_year_without_two_countries_is_none() -> None:
    assert told.events(told.read("Năm Hữu nghị là dịp tốt để Lào phát triển."), "activity") == []
