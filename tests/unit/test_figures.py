"""Figures: the number, its unit, what it measures, of when, and how it changed."""

from __future__ import annotations

import pytest
import told

from banggiao.mentions.amounts import amounts

PAIR = "Việt Nam và Lào hợp tác tốt. "


def amount(text: str) -> tuple[int, str | None]:
    """Value in thousandths, so that it compares exactly, and unit."""
    (found,) = amounts(text, (0, len(text)), [])
    return round(found.value * 1000), found.currency or found.unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,1 tỷ USD", 1_100_000_000, "USD"),
        ("3 tỷ 370 triệu đôla Mỹ", 3_370_000_000, "USD"),
        ("1.730 triệu USD", 1_730_000_000, "USD"),
        ("gần 9,56 tỷ USD", 9_560_000_000, "USD"),
        ("1.234.567 USD", 1_234_567, "USD"),
        ("500 triệu đô la Mỹ", 500_000_000, "USD"),
        ("2 tỉ USD", 2_000_000_000, "USD"),
        ("300 nghìn USD", 300_000, "USD"),
        ("50 tỷ đồng", 50_000_000_000, "VND"),
        ("20 triệu euro", 20_000_000, "EUR"),
        ("100 triệu nhân dân tệ", 100_000_000, "CNY"),
        ("hai tỷ USD", 2_000_000_000, "USD"),
        ("16,7%", 16.7, "%"),
        ("256 dự án", 256, "dự án"),
    ],
)
def test_an_amount_is_a_plain_number_with_its_unit(text: str, value: float, unit: str) -> None:
    assert amount(text) == (round(value * 1000), unit)


@pytest.mark.parametrize("text", ["lần thứ 46", "khóa XIII", "đường 13", "24/7", "A320", "covid-19"])
def test_a_number_that_measures_nothing_is_no_amount(text: str) -> None:
    assert amounts(text, (0, len(text)), []) == []


def test_level_period_and_change() -> None:
    figure = told.figure("Kim ngạch thương mại Việt Nam - Lào 7 tháng đầu năm 2024 đạt 1,1 tỷ USD, tăng 16,7%.", "trade")
    assert (figure.value, figure.unit, figure.change, figure.goal) == (1_100_000_000, "USD", 16.7, False)
    assert set(figure.parties) == {"VN", "LA"}
    assert told.days(figure.period) == ("2024-01", "2024-07")


def test_a_fall_has_its_sign() -> None:
    figure = told.figure("Năm 2023, kim ngạch thương mại Việt Nam - Lào đạt 1,6 tỷ USD, giảm 4,2% so với năm 2022.", "trade")
    assert figure.change == -4.2
    assert told.days(figure.period) == ("2023", "2023")


def test_the_year_of_comparison_is_the_base_and_not_the_period() -> None:
    figure = told.figure("Kim ngạch Việt Nam - Campuchia năm 2022 đạt 10,57 tỷ USD, tăng 11% so với năm 2021.", "trade")
    assert told.days(figure.period) == ("2022", "2022")
    assert figure.base is not None
    assert "2021" in figure.base


def test_a_growth_without_a_level_is_its_own_figure() -> None:
    figure = told.figure("Năm 2024, kim ngạch thương mại Việt Nam - Lào tăng 33,9%.", "trade")
    assert (figure.value, figure.change, figure.unit) == (33.9, 33.9, "%")


def test_a_target_is_a_goal() -> None:
    figure = told.figure("Hai bên phấn đấu đưa kim ngạch thương mại Việt Nam - Lào đạt 5 tỷ USD vào năm 2030.", "trade")
    assert figure.goal


def test_projects_and_capital_are_two_figures() -> None:
    reading = told.read("Việt Nam hiện có 256 dự án đầu tư tại Lào với tổng vốn 5,5 tỷ USD.")
    assert {(f.indicator, f.value, f.unit) for f in reading.figures} == {
        ("projects", 256, "dự án"), ("investment", 5_500_000_000, "USD"),
    }  # fmt: skip


def test_exports_and_imports_are_kept_apart() -> None:
    reading = told.read(
        "Năm 2023, xuất khẩu của Việt Nam sang Campuchia đạt 4,9 tỷ USD, nhập khẩu từ Campuchia đạt 3,7 tỷ USD."
    )
    assert {f.indicator: f.value for f in reading.figures} == {"export": 4_900_000_000, "import": 3_700_000_000}


def test_scholarships_are_counted() -> None:
    figure = told.figure(PAIR + "Năm 2024, Việt Nam dành cho Lào 1.120 suất học bổng.", "scholarships")
    assert (figure.value, told.days(figure.period)) == (1120, ("2024", "2024"))


def test_a_rank_is_a_number_without_a_unit() -> None:
    figure = told.figure("Việt Nam là đối tác thương mại lớn thứ ba của Lào.", "rank")
    assert (figure.value, figure.unit) == (3, None)


def test_border_markers_are_border_figures() -> None:
    figure = told.figure("Việt Nam và Campuchia đã cắm 315 cột mốc trên biên giới đất liền.", "border")
    assert (figure.value, figure.unit) == (315, "cột mốc")


@pytest.mark.parametrize(
    "text",
    [
        "Bão số 3 gây thiệt hại 81.000 tỷ đồng.",
        "Việt Nam có hơn 100 triệu dân.",
        "Đoàn đại biểu Lào gồm 25 người đến Hà Nội.",
        "Lễ đón có 21 phát đại bác chào mừng Thủ tướng Lào.",
    ],
)
def test_numbers_that_are_not_of_a_relationship_are_no_figures(text: str) -> None:
    assert told.read(text).figures == ()


def test_headline_and_body_give_a_figure_once() -> None:
    reading = told.row(
        title="Thương mại Việt Nam - Lào tăng 16,7%",
        lead="Kim ngạch thương mại Việt Nam - Lào 7 tháng đầu năm 2024 đạt 1,1 tỷ USD, tăng 16,7%.",
    )
    (figure,) = reading.figures
    assert (figure.value, figure.change) == (1_100_000_000, 16.7)
