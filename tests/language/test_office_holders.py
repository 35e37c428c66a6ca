"""The dated list of office holders answers who held a leading office on a day: no gap without a reason, no two at once."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from datetime import date as Day
from datetime import timedelta

import pytest

from banggiao.grammar.tables import rows

FIRST, LAST = Day(2010, 1, 1), Day(2026, 11, 1)
OPEN = Day(9999, 1, 1)
LONGEST_GAP, LONGEST_OVERLAP = 60, 45

FOREIGN, DEFENCE, ASSEMBLY = "Bộ trưởng Bộ Ngoại giao", "Bộ trưởng Bộ Quốc phòng", "Chủ tịch Quốc hội"
LOWER, UPPER = "Chủ tịch Hạ viện", "Chủ tịch Thượng viện"
PRESIDENT, VICE, PREMIER = "Tổng thống", "Phó Tổng thống", "Thủ tướng"
KING, EMPEROR, STATE = "Quốc vương", "Nhà vua", "Chủ tịch nước"
JUNTA = "Chủ tịch Hội đồng Hòa bình và Phát triển Quốc gia"
BOTH = (FOREIGN, DEFENCE)

#: By country, the offices that someone must always hold; several joined by " / " count as one office.
MATRIX: dict[str, tuple[str, ...]] = {
    "VN": (
        "Tổng Bí thư", "Thường trực Ban Bí thư", STATE, "Phó Chủ tịch nước", "Thủ tướng Chính phủ", ASSEMBLY,
        "Bộ trưởng Bộ Công an", *BOTH, "Phó Thủ tướng Chính phủ",
    ),
    "LA": ("Tổng Bí thư", STATE, PREMIER, ASSEMBLY, "Bộ trưởng Bộ Công an", *BOTH),
    "KH": ("Chủ tịch Đảng Nhân dân Campuchia", KING, PREMIER, ASSEMBLY, UPPER, *BOTH),
    "TH": (EMPEROR, PREMIER, *(f"{o} / Chủ tịch Hội đồng Lập pháp Quốc gia" for o in (LOWER, ASSEMBLY, UPPER)), *BOTH),
    "MM": (f"{PRESIDENT} / {JUNTA}", f"{PREMIER} / Cố vấn Nhà nước / {PRESIDENT}", LOWER, UPPER, *BOTH),
    "MY": (KING, PREMIER, LOWER, UPPER, *BOTH),
    "SG": ("Tổng Thư ký Đảng Hành động Nhân dân Singapore", PRESIDENT, PREMIER, ASSEMBLY, *BOTH),
    "ID": (PRESIDENT, VICE, LOWER, "Chủ tịch Hội đồng Tư vấn Nhân dân", *BOTH),
    "PH": (PRESIDENT, VICE, LOWER, UPPER, *BOTH),
    "BN": (KING, PREMIER, "Chủ tịch Hội đồng Lập pháp", *BOTH, "Bộ trưởng thứ hai Bộ Ngoại giao"),
    "TL": (PRESIDENT, PREMIER, ASSEMBLY, *BOTH),
    "CN": (
        "Tổng Bí thư", STATE, "Phó Chủ tịch nước", PREMIER, "Chủ tịch Chính hiệp toàn quốc", *BOTH,
        "Ủy viên trưởng Ủy ban Thường vụ Đại hội đại biểu nhân dân toàn quốc",
    ),
    "JP": (EMPEROR, PREMIER, LOWER, UPPER, *BOTH),
    "KR": (PRESIDENT, PREMIER, ASSEMBLY, *BOTH),
    "IN": (PRESIDENT, VICE, PREMIER, LOWER, *BOTH),
    "RU": (PRESIDENT, PREMIER, "Chủ tịch Duma Quốc gia", "Chủ tịch Hội đồng Liên bang", *BOTH),
    "US": (PRESIDENT, VICE, LOWER, *BOTH),
    "FR": (PRESIDENT, PREMIER, ASSEMBLY, UPPER, *BOTH),
    "CU": (
        "Bí thư thứ nhất", f"{STATE} / Chủ tịch Hội đồng Nhà nước", f"{PREMIER} / Chủ tịch Hội đồng Bộ trưởng", ASSEMBLY,
        FOREIGN, f"{DEFENCE} / Bộ trưởng Bộ Các lực lượng vũ trang cách mạng",
    ),
    "": (
        "Chủ tịch Hội đồng châu Âu", "Chủ tịch Ủy ban châu Âu", "Chủ tịch Nghị viện châu Âu",
        "Đại diện cấp cao Liên minh châu Âu về chính sách đối ngoại và an ninh", "Tổng Thư ký Liên hợp quốc",
        "Tổng Thư ký ASEAN",
    ),
}  # fmt: skip
#: Offices that several hold at once.
SHARED = {"Phó Thủ tướng Chính phủ"}
#: The day a long gap begins, and why there is one.
GAPS = {
    ("TH", LOWER, "2011-05-10"): "dissolved until the election of July 2011",
    ("TH", LOWER, "2013-12-09"): "dissolved; then the coup, and an assembly of the junta from August 2014",
    ("TH", LOWER, "2023-03-20"): "dissolved until the election of May 2023",
    ("TH", LOWER, "2025-12-12"): "dissolved until the election of February 2026",
    ("TH", ASSEMBLY, "2011-05-10"): "the speaker of the lower house is its president",
    ("TH", ASSEMBLY, "2013-12-09"): "the speaker of the lower house is its president",
    ("TH", ASSEMBLY, "2023-03-20"): "the speaker of the lower house is its president",
    ("TH", ASSEMBLY, "2025-12-12"): "the speaker of the lower house is its president",
    ("TH", UPPER, "2014-03-31"): "suspended from office; then the coup, and an assembly of the junta from August 2014",
    ("TH", DEFENCE, "2014-05-07"): "dismissed by the court; then the coup, and no ministers until August 2014",
    ("MM", LOWER, "2010-01-01"): "no parliament before 2011",
    ("MM", LOWER, "2021-02-01"): "no parliament from the coup to March 2026",
    ("MM", UPPER, "2010-01-01"): "no parliament before 2011",
    ("MM", UPPER, "2021-02-01"): "no parliament from the coup to March 2026; who was elected then is not known to the list",
    ("MY", LOWER, "2018-05-10"): "the new house met in July 2018",
    ("MY", UPPER, "2020-06-22"): "vacant: his term as a senator had ended",
    ("MY", UPPER, "2024-05-10"): "vacant: he had died",
    ("BN", "Chủ tịch Hội đồng Lập pháp", "2010-01-01"): "the speaker until 2011 is not in the list",
    ("CN", DEFENCE, "2023-10-24"): "dismissed; nobody was named until 29 December",
    ("CU", DEFENCE, "2011-09-03"): "vacant: he had died",
}

HOLDERS = rows("office_holders")
CELLS = [(country, cell) for country, cells in MATRIX.items() for cell in cells]


def earliest(day: str) -> Day:
    """The first day that a day, month or year may mean."""
    year, month, of_month = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return Day(year, month, of_month)


def latest(day: str) -> Day:
    """The last such day; of an open end, a day far ahead."""
    parts = [int(part) for part in day.split("-")] if day else []
    if not parts:
        return OPEN
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return Day(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def acting(row: dict[str, str]) -> bool:
    return row["office"].startswith("Quyền ") or "acting" in row["note"]


def held_by(country: str, cell: str) -> list[dict[str, str]]:
    """The rows of an office and of those who acted in it, in order of their first day."""
    offices = {office for name in cell.split(" / ") for office in (name, f"Quyền {name}")}
    dated = [row for row in HOLDERS if row["country"] == country and row["office"] in offices and row["start"]]
    return sorted(dated, key=lambda row: earliest(row["start"]))


def test_every_day_is_a_day_of_the_calendar_and_no_term_ends_before_it_begins() -> None:
    for row in HOLDERS:
        for cell in (row["start"], row["end"]):
            assert re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", cell), row
        if row["start"]:
            assert earliest(row["start"]) <= latest(row["end"]), row


@pytest.mark.parametrize(("country", "cell"), CELLS)
def test_a_leading_office_is_held_without_a_gap_that_has_no_reason(country: str, cell: str) -> None:
    found: set[tuple[str, str, str]] = set()
    reached = FIRST
    for row in held_by(country, cell):
        if earliest(row["start"]) > LAST:
            break
        if earliest(row["start"]) - reached > timedelta(days=LONGEST_GAP):
            found.add((country, cell.split(" / ")[0], reached.isoformat()))
        reached = max(reached, latest(row["end"]))
    if LAST - reached > timedelta(days=LONGEST_GAP):
        found.add((country, cell.split(" / ")[0], reached.isoformat()))
    assert found == {gap for gap in GAPS if gap[:2] == (country, cell.split(" / ")[0])}


@pytest.mark.parametrize(("country", "cell"), [c for c in CELLS if c[1] not in SHARED])
def test_nobody_holds_a_sole_office_while_another_does(country: str, cell: str) -> None:
    terms = held_by(country, cell)
    for i, one in enumerate(terms):
        for other in terms[i + 1 :]:
            if one["office"] == other["office"] and not acting(one) and not acting(other):
                # what is known to the month alone may have been its last or its first day
                ended = earliest(one["end"]) if one["end"] else OPEN
                assert ended - latest(other["start"]) <= timedelta(days=LONGEST_OVERLAP), (one, other)


def test_gaps_are_of_offices_that_must_be_held() -> None:
    assert {gap[:2] for gap in GAPS} <= {(country, cell.split(" / ")[0]) for country, cell in CELLS}
    assert all(GAPS.values())


# Names


def forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["also"].split(";"))]


def bare(form: str) -> tuple[str, ...]:
    """A name without marks, hyphens, capitals or the order of its parts: "Kishida Fumio" is "Fumio Kishida"."""
    letters = unicodedata.normalize("NFD", form.casefold().replace("đ", "d"))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return tuple(sorted(re.findall(r"\w+", plain)))


def test_no_spelling_belongs_to_two_people() -> None:
    people: dict[str, set[str]] = defaultdict(set)
    for row in HOLDERS:
        for form in forms(row):
            people[form].add(row["name"])
    assert {form: names for form, names in people.items() if len(names) > 1} == {}


def test_nobody_stands_under_two_names() -> None:
    people: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in HOLDERS:
        for form in forms(row):
            #: Vietnamese names differ by their marks alone: Thắng and Thăng are two people
            key = (form,) if row["country"] == "VN" and form == row["name"] else bare(form)
            people[key].add(row["name"])
    assert {key: names for key, names in people.items() if len(names) > 1} == {}


def test_a_person_has_the_same_spellings_in_every_row() -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for row in HOLDERS:
        spellings[row["name"]].add(row["also"])
    assert {name: found for name, found in spellings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Thoong-lun Xi-xu-lít", "Thongloun Sisoulith"), ("Thoonglun Sisoulith", "Thongloun Sisoulith"),
        ("Sonexai Siphandone", "Sonexay Siphandone"), ("Xổn-xay Xi-phăn-đon", "Sonexay Siphandone"),
        ("Xaysomphone Phomvihane", "Saysomphone Phomvihane"), ("Bounnhang Vorachit", "Bounnhang Vorachith"),
        ("Hun Xen", "Hun Sen"), ("Hun Ma-nét", "Hun Manet"), ("Khuon Sodary", "Khuon Sudary"), ("Prak Sokhon", "Prak Sokhonn"),
        ("Vla-đi-mia Pu-tin", "Vladimir Putin"), ("Xi Jinping", "Tập Cận Bình"), ("Shinzo Abe", "Abe Shinzo"),
    ],
)  # fmt: skip
def test_the_spellings_of_the_press_lead_to_the_person(printed: str, name: str) -> None:
    assert {row["name"] for row in HOLDERS if printed in forms(row)} == {name}


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("LA", PREMIER, "2018-03-01", "Thongloun Sisoulith"), ("LA", PREMIER, "2024-03-01", "Sonexay Siphandone"),
        ("LA", DEFENCE, "2012-05-05", "Douangchay Phichit"), ("SG", PREMIER, "2024-05-20", "Lawrence Wong"),
        ("KH", "Chủ tịch Đảng Nhân dân Campuchia", "2016-01-01", "Hun Sen"),
        ("VN", "Bộ trưởng Bộ Công an", "2013-07-01", "Trần Đại Quang"), ("MM", DEFENCE, "2025-05-01", "Maung Maung Aye"),
        ("TH", DEFENCE, "2026-05-01", "Adul Boonthamcharoen"), ("PH", UPPER, "2026-05-20", "Alan Peter Cayetano"),
        ("TL", FOREIGN, "2016-05-01", "Hernâni Coelho"), ("US", f"Quyền {DEFENCE}", "2019-03-01", "Patrick Shanahan"),
    ],
)  # fmt: skip
def test_an_office_on_a_day_is_one_person(country: str, office: str, day: str, name: str) -> None:
    on = Day.fromisoformat(day)
    there = [r for r in HOLDERS if r["country"] == country and r["office"] == office and r["start"]]
    assert {r["name"] for r in there if earliest(r["start"]) <= on <= latest(r["end"])} == {name}
