from __future__ import annotations

from xml.etree import ElementTree

import pytest

from banggiao.portal.charts import Bar, Point, scattered, spans, stacked, steps, year_of


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (37, [0, 10, 20, 30, 40]), (102, [0, 50, 100, 150])],
)
def test_an_axis_has_round_steps_up_to_the_most(most: float, expected: list[float]) -> None:
    assert steps(most) == expected


@pytest.mark.parametrize("most", [0.3, 1, 9, 10, 99, 101, 999, 12_345, 10**7])
def test_an_axis_reaches_the_most_in_few_steps(most: float) -> None:
    found = steps(most)
    assert found[-1] >= most
    assert 2 <= len(found) <= 7


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = stacked("Tiếp xúc", "/x", [("2023", (2, 1)), ("2024", (4, 0))], ("thăm", "hội đàm"), "năm")
    found = {
        node[0].text: float(node.get("height", "0"))
        for node in ElementTree.fromstring(chart.svg).iter()
        if node.tag.endswith("rect")
    }
    assert found["2024 · thăm: 4"] == pytest.approx(2 * found["2023 · thăm: 2"], abs=0.2)
    assert found["2023 · thăm: 2"] == pytest.approx(2 * found["2023 · hội đàm: 1"], abs=0.2)
    assert "2024 · hội đàm: 0" not in found
    assert chart.rows == (("2023", "2", "1"), ("2024", "4", "0"))


def test_charts_of_nothing_are_still_pictures() -> None:
    for chart in (stacked("", "", [], ("a",), ""), scattered("", "", [], ("a", "b", "c"), (), ()), spans("", "", [], (), ())):
        assert ElementTree.fromstring(chart.svg).tag.endswith("svg")


def test_words_in_a_chart_are_words() -> None:
    chart = spans("<b>&", "/x", [Bar("<script>&\"'", 2020.5, 2021.0, True, "<i>", ((2020.7, "</title>"),))], ("a",), [("b",)])
    texts = [node.text for node in ElementTree.fromstring(chart.svg).iter() if node.tag.endswith("text")]
    assert "<script>&\"'" in texts


def test_goals_and_disputes_look_otherwise_than_what_was_reached() -> None:
    points = [
        Point(2024.5, 1.0, "reached"),
        Point(2025.5, 5.0, "goal", hollow=True),
        Point(2023.5, 2.0, "two values", disputed=True),
    ]
    chart = scattered("", "/x", points, ("a", "b", "c"), (), ())
    look = {node[0].text: node.get("class") for node in ElementTree.fromstring(chart.svg).iter() if node.tag.endswith("circle")}
    assert len({look["reached"], look["goal"], look["two values"]}) == 3


def test_a_date_is_a_place_in_its_year() -> None:
    assert year_of("2024") == 2024.5
    assert year_of("2024-01-01") == pytest.approx(2024, abs=0.01)
    assert year_of("2024-12-31") == pytest.approx(2025, abs=0.01)
    assert year_of("2024-07") == pytest.approx(2024.54, abs=0.01)
