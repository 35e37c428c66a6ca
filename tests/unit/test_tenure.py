"""The offices people are named with bound the day of a story."""

from __future__ import annotations

from datetime import date as Day

import told

from banggiao.findings.tenure import in_office, not_before, only_day, tenures_of, years_in_office
from banggiao.mentions.actor import Actor


def held_by(*pairs: tuple[str, str]) -> list[Actor]:
    return [Actor(0, 1, "person", name, "VN", [office]) for name, office in pairs]


PRESIDENT_OF_A_YEAR = held_by(("Võ Văn Thưởng", "Chủ tịch nước"))


def test_a_term_of_one_year_leaves_one_such_day() -> None:
    assert only_day(tenures_of(PRESIDENT_OF_A_YEAR), 7, 12) == Day(2023, 7, 12)


def test_a_term_of_years_leaves_more_than_one_such_day() -> None:
    assert only_day(tenures_of(held_by(("Nguyễn Xuân Phúc", "Thủ tướng"))), 7, 12) is None


def test_two_terms_together_bound_more_than_each() -> None:
    both = tenures_of(held_by(("Nguyễn Xuân Phúc", "Chủ tịch nước"), ("Phạm Minh Chính", "Thủ tướng")))
    assert in_office(both, Day(2022, 9, 5))
    assert not in_office(both, Day(2020, 9, 5))
    low = not_before(both)
    assert low is not None
    assert low.year == 2021


def test_years_named_are_those_in_which_he_held_his_office() -> None:
    held = tenures_of(PRESIDENT_OF_A_YEAR)
    assert years_in_office(held, [2030, 2023, 2045]) == [2023]
    assert years_in_office(held, [2030, 2045]) == [2030, 2045]
    assert years_in_office([], [2030]) == [2030]


def test_a_former_office_bounds_nothing() -> None:
    assert tenures_of(held_by(("Nguyễn Xuân Phúc", "nguyên Thủ tướng"))) == []


def test_a_day_without_a_year_takes_it_from_the_only_term() -> None:
    date = told.event("Chiều 12/7, Chủ tịch nước Võ Văn Thưởng hội kiến Quốc vương Campuchia Norodom Sihamoni.", "talks").date
    assert date is not None
    assert (date.start, date.basis) == ("2023-07-12", "inferred")
    assert date.why is not None
    assert "Võ Văn Thưởng as Chủ tịch nước" in date.why


def test_a_treaty_signed_before_their_time_says_nothing_of_the_year() -> None:
    text = (
        "Sáng 9/1, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone. "
        "Hai bên nhắc lại Hiệp ước ký ngày 18/7/1977."
    )
    assert told.event(text, "talks").date is None
