"""Dating is solving: every bound that settles a year, with its basis and a reason a person can check."""

from __future__ import annotations

import pytest
import told

from banggiao.findings.clocks import Clock, DatedStory
from banggiao.findings.dating import solve
from banggiao.mentions.dates import date_mentions
from banggiao.model import Date, Event, Reading

TALKS = "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone tại Hà Nội."


def talks_in(text: str, *, captured: str | None = None, published: str = "") -> Event:
    fields = {"lead": text} | ({"published": published} if published else {})
    (found,) = told.events(told.row(captured=captured, **fields), "talks")
    return found


def settled(event: Event) -> Date:
    assert event.date is not None
    return event.date


def clocks(*stories: str, captured: str | None = None) -> list[Clock]:
    """The clocks of stories one below the other in a list."""
    dated = [
        DatedStory(f"s{n}", False, None, date_mentions(text, (0, len(text))), text, ((0, len(text)),))
        for n, text in enumerate(stories, 1)
    ]
    solve(dated, captured)
    return [story.clock for story in dated]


def days(*stories: str, captured: str | None = None) -> list[str | None]:
    return [clock.day.isoformat() if clock.day else None for clock in clocks(*stories, captured=captured)]


def of_date(reading: Reading, kind: str) -> list[tuple[str, str] | None]:
    return [told.days(event.date) for event in told.events(reading, kind)]


# What is printed


def test_a_full_date_is_stated() -> None:
    date = settled(talks_in(f"Chiều 6/1/2024, {TALKS}"))
    assert date == Date("2024-01-06", "2024-01-06", "day", "stated", None)


def test_the_printed_time_gives_the_year() -> None:
    date = settled(talks_in(f"Chiều 6/1, {TALKS}", published="2024-01-06 19:30"))
    assert (date.start, date.basis) == ("2024-01-06", "stated")
    assert date.why is not None


def test_a_december_day_told_in_january_is_of_last_year() -> None:
    date = settled(talks_in(f"Chiều 30/12, {TALKS}", published="2024-01-02 08:00"))
    assert date.start == "2023-12-30"


def test_a_january_day_announced_in_december_is_of_next_year() -> None:
    text = "Thủ tướng Lào Sonexay Siphandone sẽ thăm chính thức Việt Nam từ ngày 6 đến 7/1."
    (visit,) = told.events(told.row(lead=text, published="2023-12-28 08:00"), "visit")
    assert told.days(visit.date) == ("2024-01-06", "2024-01-07")
    assert visit.status == "planned"


def test_today_is_counted_from_the_printed_time_and_says_so() -> None:
    date = settled(talks_in(f"Hôm nay, {TALKS}", published="2024-01-06 19:30"))
    assert (date.start, date.basis) == ("2024-01-06", "inferred")
    assert date.why is not None
    assert "2024-01-06" in date.why


def test_yesterday_is_a_day_before_the_printed_time() -> None:
    assert settled(talks_in(f"Hôm qua, {TALKS}", published="2024-03-01")).start == "2024-02-29"


def test_the_same_day_is_the_day_told_last() -> None:
    text = (
        "Sáng 6/1/2024, Chủ tịch nước Võ Văn Thưởng tiếp Thủ tướng Lào Sonexay Siphandone. "
        "Chiều cùng ngày, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone."
    )
    assert told.days(told.event(text, "talks").date) == ("2024-01-06", "2024-01-06")


def test_a_range_over_two_months() -> None:
    text = "Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam từ ngày 29/2 đến 2/3/2024."
    assert told.days(told.event(text, "visit").date) == ("2024-02-29", "2024-03-02")


def test_the_first_months_of_a_year_are_derived() -> None:
    period = told.figure(
        "Kim ngạch thương mại Việt Nam - Lào 7 tháng đầu năm 2024 đạt 1,1 tỷ USD, tăng 16,7%.", "trade"
    ).period
    assert period is not None
    assert (period.start, period.end, period.precision, period.basis) == ("2024-01", "2024-07", "month", "derived")


def test_a_month_just_past_lies_before_the_printed_time() -> None:
    text = "Tháng 11 vừa qua, Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam."
    (visit,) = told.events(told.row(lead=text, published="2024-02-10"), "visit")
    assert told.days(visit.date) == ("2023-11", "2023-11")
    assert settled(visit).basis == "inferred"


def test_a_month_to_come_lies_after_the_printed_time() -> None:
    text = "Tháng 1 tới, Thủ tướng Lào Sonexay Siphandone sẽ thăm chính thức Việt Nam."
    (visit,) = told.events(told.row(lead=text, published="2023-12-20"), "visit")
    assert told.days(visit.date) == ("2024-01", "2024-01")


def test_an_anniversary_is_dated_by_counting() -> None:
    text = "Năm 2022 kỷ niệm 60 năm thiết lập quan hệ ngoại giao Việt Nam - Lào."
    reading = told.read(text)
    assert of_date(reading, "ceremony") == [("2022", "2022")]
    (begin,) = told.events(reading, "activity")
    assert begin.date is not None
    assert (begin.date.start, begin.date.basis) == ("1962", "derived")
    assert begin.date.why is not None
    assert "60" in begin.date.why


def test_a_pair_of_days_dates_the_feast_and_what_it_recalls() -> None:
    text = "Hai nước kỷ niệm 55 năm quan hệ ngoại giao Việt Nam - Campuchia (24/6/1967 - 24/6/2022)."
    reading = told.read(text)
    assert of_date(reading, "ceremony") == [("2022-06-24", "2022-06-24")]
    assert of_date(reading, "activity") == [("1967-06-24", "1967-06-24")]


# Full dates beside one without a year


def test_the_year_is_the_first_after_a_full_date_told_as_past() -> None:
    text = f"Chiều 6/1, {TALKS} Hai bên đã ký thỏa thuận vận tải ngày 10/8/2023."
    date = settled(talks_in(text))
    assert (date.start, date.basis) == ("2024-01-06", "inferred")
    assert date.why is not None
    assert "10/8/2023" in date.why


def test_the_year_is_the_last_before_a_full_date_to_come() -> None:
    text = f"Chiều 20/11, {TALKS} Hội chợ biên giới sẽ mở cửa ngày 15/4/2024."
    date = settled(talks_in(text))
    assert (date.start, date.basis) == ("2023-11-20", "inferred")
    assert date.why is not None
    assert "15/4/2024" in date.why


def test_a_full_date_close_by_settles_the_year() -> None:
    text = f"Chiều 6/1, {TALKS} Hai bên đã trao đổi thư ngày 28/12/2023."
    date = settled(talks_in(text))
    assert (date.start, date.basis) == ("2024-01-06", "inferred")
    assert date.why is not None
    assert "2023-12-28" in date.why


def test_an_anniversary_that_everybody_knows_settles_the_year() -> None:
    date = settled(talks_in(f"Chiều 27/8, {TALKS} Hai bên chúc mừng 79 năm Quốc khánh Việt Nam."))
    assert (date.start, date.basis) == ("2024-08-27", "inferred")
    assert date.why is not None


# Neighbours


def test_a_list_that_runs_newest_first_dates_those_between() -> None:
    stories = (
        "Ngày 5/2/2024, đoàn Lào đến Hà Nội.",
        "Ngày 9/1, đoàn Campuchia đến Huế.",
        "Ngày 28/12, đoàn Thái Lan đến Đà Nẵng.",
        "Ngày 3/12/2023, đoàn Trung Quốc đến Cần Thơ.",
    )
    assert days(*stories) == ["2024-02-05", "2024-01-09", "2023-12-28", "2023-12-03"]


def test_a_day_from_a_list_is_inferred_and_names_its_neighbour() -> None:
    stories = ("Ngày 5/2/2024, đoàn Lào đến Huế.", "Ngày 28/12, đoàn Campuchia đến Huế.", "Ngày 3/12, đoàn Nga đến Huế.")
    clock = clocks(*stories)[1]
    assert (clock.day is not None and clock.day.isoformat(), clock.basis) == ("2023-12-28", "inferred")
    assert clock.why is not None
    assert "2024-02-05" in clock.why


def test_a_list_is_walked_upwards_too() -> None:
    stories = (
        "Ngày 9/1, đoàn Campuchia đến Huế.",
        "Ngày 28/12, đoàn Thái Lan đến Đà Nẵng.",
        "Ngày 3/12/2023, đoàn Trung Quốc đến Cần Thơ.",
    )
    assert days(*stories) == ["2024-01-09", "2023-12-28", "2023-12-03"]


def test_a_list_in_no_order_is_of_one_time() -> None:
    stories = (
        "Ngày 11/3/2024, đoàn Campuchia đến Huế.",
        "Ngày 14/12, đoàn Thái Lan đến Đà Nẵng.",
        "Ngày 20/5/2024, đoàn Lào đến Hà Nội.",
        "Ngày 3/2, đoàn Nga đến Cần Thơ.",
    )
    assert days(*stories) == ["2024-03-11", "2023-12-14", "2024-05-20", "2024-02-03"]


# The day of the capture


def test_the_capture_bounds_what_nothing_else_does() -> None:
    date = settled(talks_in(f"Chiều 6/1, {TALKS}", captured="2024-02-01"))
    assert (date.start, date.basis) == ("2024-01-06", "inferred")
    assert date.why is not None
    assert "2024-02-01" in date.why


def test_a_day_later_in_the_year_than_the_capture_is_of_the_year_before() -> None:
    assert settled(talks_in(f"Chiều 20/11, {TALKS}", captured="2024-02-01")).start == "2023-11-20"


def test_the_printed_time_outweighs_the_capture() -> None:
    assert settled(talks_in(f"Chiều 6/1, {TALKS}", published="2022-01-07", captured="2024-02-01")).start == "2022-01-06"


# Left open


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("", id="nothing bounds it"),
        pytest.param(" Kim ngạch năm 2016 đạt 820 triệu USD.", id="last year's figure may be told this year or next"),
        pytest.param(" Hai bên hướng tới năm 2030.", id="a far goal says nothing of now"),
        pytest.param(" Hai bên triển khai kế hoạch giai đoạn 2021-2025.", id="a plan of five years leaves five"),
        pytest.param(" Hiệp ước được ký ngày 18/7/1977.", id="a treaty of long ago"),
    ],
)
def test_where_two_years_stay_open_the_date_is_left_open(more: str) -> None:
    assert talks_in(f"Chiều 6/1, {TALKS}{more}").date is None


def test_today_without_any_time_is_left_open() -> None:
    assert talks_in(f"Hôm nay, {TALKS}").date is None


def test_the_29th_of_february_of_a_common_year_is_no_date() -> None:
    date = talks_in(f"Chiều 29/2, {TALKS}", published="2023-03-01").date
    assert date is None or date.start == "2020-02-29"


def test_no_day_is_invented_for_an_event_told_without_one() -> None:
    text = (
        "Sáng 6/1/2024, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone. "
        "Trước đây, Chủ tịch Quốc hội Vương Đình Huệ đã tiếp Chủ tịch Quốc hội Lào Xaysomphone Phomvihane."
    )
    assert told.event(text, "reception").date is None


def test_every_inferred_or_derived_date_says_why() -> None:
    texts = (
        f"Chiều 6/1, {TALKS} Hai bên đã ký thỏa thuận ngày 10/8/2023.",
        "Năm 2022 kỷ niệm 60 năm thiết lập quan hệ ngoại giao Việt Nam - Lào.",
    )
    for text in texts:
        for event in told.read(text).events:
            if event.date is not None and event.date.basis == "inferred":
                assert event.date.why
