"""Who a sentence speaks of: sentences of the register, and the people with offices that must come out."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import pytest
import told

PM = "Thủ tướng Chính phủ"
FM = "Bộ trưởng Bộ Ngoại giao"


@pytest.mark.parametrize(
    ("sentence", "name", "country", "offices"),
    [
        pytest.param(
            "Chiều 14/5/2024, Thủ tướng Phạm Minh Chính tiếp Đoàn đại biểu thanh niên Lào.",
            "Phạm Minh Chính", "VN", {PM}, id="one office before a name",
        ),
        pytest.param(
            "Ngày 2/4/2024, Ủy viên Bộ Chính trị, Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn đến Vientiane.",
            "Bùi Thanh Sơn", "VN", {"Ủy viên Bộ Chính trị", "Phó Thủ tướng Chính phủ", FM},
            id="a row of offices before a name",
        ),
        pytest.param(
            "Sáng 3/6/2024, Bộ trưởng Ngoại giao Bùi Thanh Sơn gặp Bộ trưởng Ngoại giao Lào Saleumxay Kommasith.",
            "Saleumxay Kommasith", "LA", {FM}, id="the country is the office's and no part of the name",
        ),
        pytest.param(
            "Sáng 3/6/2024, Bộ trưởng Ngoại giao Bùi Thanh Sơn gặp Bộ trưởng Ngoại giao Lào Saleumxay Kommasith.",
            "Bùi Thanh Sơn", "VN", {FM}, id="a portfolio becomes its ministry",
        ),
        pytest.param(
            "Tiếp đoàn có đồng chí Inlavan Keobounphanh, Phó Chủ tịch Thường trực Mặt trận Lào xây dựng đất nước.",
            "Inlavan Keobounphanh", "LA", {"Phó Chủ tịch Thường trực Mặt trận Lào xây dựng đất nước"},
            id="an office after the name",
        ),
        pytest.param(
            "Ngày 8/5/2024, ông Nguyễn Bá Hùng, Đại sứ Việt Nam tại Lào, chào từ biệt Thủ tướng Lào Sonexay Siphandone.",
            "Nguyễn Bá Hùng", "VN", {"Đại sứ"}, id="an ambassador acts for the country that sends him",
        ),
        pytest.param(
            "Ngày 9/5/2024, Chủ tịch nước Tô Lâm tiếp Đại sứ Lào tại Việt Nam Khamphao Ernthavanh.",
            "Khamphao Ernthavanh", "LA", {"Đại sứ"}, id="an ambassador to Vietnam acts for the other country",
        ),
        pytest.param(
            "Ngày 4/7/2024, Tổng Bí thư, Chủ tịch nước Lào Thongloun Sisoulith tiếp Thường trực Ban Bí thư Lương Cường.",
            "Thongloun Sisoulith", "LA", {"Tổng Bí thư", "Chủ tịch nước"}, id="party and state office stay apart",
        ),
        pytest.param(
            "Ngày 5/9/2024, Tổng Bí thư Ban Chấp hành Trung ương Đảng Nhân dân Cách mạng Lào, Chủ tịch nước Cộng hòa Dân chủ "
            "Nhân dân Lào Thongloun Sisoulith gửi thư đến Chủ tịch nước Tô Lâm.",
            "Thongloun Sisoulith", "LA",
            {"Tổng Bí thư", "Chủ tịch nước"}, id="the full style of a head of party and state",
        ),
        pytest.param(
            "Chiều 6/8/2024, Đại tướng Phan Văn Giang, Bộ trưởng Bộ Quốc phòng, hội đàm với Đại tướng Chansamone Chanyalath, "
            "Phó Thủ tướng, Bộ trưởng Bộ Quốc phòng Lào.",
            "Chansamone Chanyalath", "LA", {"Phó Thủ tướng", "Bộ trưởng Bộ Quốc phòng"},
            id="a rank is neither name nor office",
        ),
        pytest.param(
            "Chiều 6/8/2024, Đại tướng Phan Văn Giang, Bộ trưởng Bộ Quốc phòng, hội đàm với Đại tướng Chansamone Chanyalath, "
            "Phó Thủ tướng, Bộ trưởng Bộ Quốc phòng Lào.",
            "Phan Văn Giang", "VN", {"Bộ trưởng Bộ Quốc phòng"}, id="an office after a general's name",
        ),
        pytest.param(
            "Ngày 20/3/2024, nguyên Thủ tướng Nhật Bản Yoshihide Suga thăm Đà Nẵng.",
            "Yoshihide Suga", "JP", {"nguyên Thủ tướng"}, id="a former office says so",
        ),
        pytest.param(
            "Ngày 20/3/2024, bà Ngô Phương Ly gặp bà Naly Sisoulith, Phu nhân Tổng Bí thư, Chủ tịch nước Lào Thongloun Sisoulith.",
            "Naly Sisoulith", "LA", set(), id="a wife is of her husband's country and without his office",
        ),
        pytest.param(
            "Ngày 17/7/2024, Bí thư Tỉnh ủy Nghệ An Thái Thanh Quý tiếp Bí thư, Tỉnh trưởng tỉnh Xiêng Khoảng Bounchanh Syvongphanh.",
            "Thái Thanh Quý", "VN", {"Bí thư Tỉnh ủy Nghệ An"}, id="a local party office has its province",
        ),
        pytest.param(
            "Ngày 19/9/2024, Tổng Giám đốc Tập đoàn Điện lực Sao Mai, ông Keo Vongsa, thăm Việt Nam.",
            "Keo Vongsa", None, {"Tổng Giám đốc Tập đoàn Điện lực Sao Mai"}, id="a body that no list has",
        ),
        pytest.param(
            "Ngày 26/2/2024, Chủ tịch Quốc hội Campuchia Samdech Khuon Sudary đến Hà Nội.",
            "Khuon Sudary", "KH", {"Chủ tịch Quốc hội"}, id="a style between office and name",
        ),
        pytest.param(
            "Ngày 2/12/2024, Tổng thống Brazil Luiz Inácio Lula da Silva tiếp Đại sứ Bùi Văn Nghị.",
            "Luiz Inácio Lula da Silva", "BR", {"Tổng thống"}, id="small words inside a foreign name",
        ),
        pytest.param(
            "Ngày 4/11/2024, Quốc vụ khanh Hassan bin Ali Al-Thani của Qatar gặp Thứ trưởng Ngoại giao Đỗ Hùng Việt.",
            "Hassan bin Ali Al-Thani", "QA", {"Quốc vụ khanh"}, id="an Arab name",
        ),
        pytest.param(
            "Ngày 1/7/2024, Thủ tướng Hàn Quốc Han Duck-soo đón Thủ tướng Phạm Minh Chính.",
            "Han Duck-soo", "KR", {"Thủ tướng"}, id="a Korean name with a hyphen",
        ),
        pytest.param(
            "Ngày 19/8/2024, Tổng Bí thư, Chủ tịch nước Trung Quốc Tập Cận Bình hội đàm với Tổng Bí thư, Chủ tịch nước Tô Lâm.",
            "Tô Lâm", "VN", {"Tổng Bí thư", "Chủ tịch nước"}, id="the same offices of the two countries stay apart",
        ),
        pytest.param(
            "Ngày 3/3/2024, Thứ trưởng Thường trực Bộ Ngoại giao Nguyễn Minh Vũ đồng chủ trì với Thứ trưởng Ngoại giao Lào "
            "Phoxay Khaykhamphithoune.",
            "Nguyễn Minh Vũ", "VN", {"Thứ trưởng Thường trực Bộ Ngoại giao"}, id="a permanent deputy keeps the word",
        ),
        pytest.param(
            "Ngày 8/8/2024, Tổng Thư ký ASEAN Kao Kim Hourn thăm Việt Nam.",
            "Kao Kim Hourn", None, {"Tổng Thư ký ASEAN"}, id="an organisation's officer acts for no country",
        ),
        pytest.param(
            "Ngày 5/3/2024, Phó Trưởng Ban Đối ngoại Trung ương Ngô Lê Văn làm việc tại Phnom Penh.",
            "Ngô Lê Văn", "VN", {"Phó Trưởng Ban Đối ngoại Trung ương"}, id="a department of the Party",
        ),
        pytest.param(
            "Ngày 3/4/2024, Alok Sharma, Bộ trưởng Thương mại Anh, đến Hà Nội.",
            "Alok Sharma", "GB", None, id="a bare name before its office",
        ),
    ],
)  # fmt: skip
def test_a_person_has_this_country_and_these_offices(
    sentence: str, name: str, country: str | None, offices: set[str] | None
) -> None:
    found = told.people(sentence)
    assert name in found
    assert found[name][0] == country
    if offices is not None:
        assert set(found[name][1]) == offices


def test_a_style_is_no_part_of_a_name() -> None:
    found = told.people("Sáng 11/12/2023, Samdech Techo Hun Sen gặp Chủ tịch Quốc hội Vương Đình Huệ.")
    assert found.keys() == {"Hun Sen", "Vương Đình Huệ"}


def test_offices_stand_in_the_order_printed() -> None:
    sentence = "Phó Thủ tướng, Bộ trưởng Bộ Quốc phòng Lào Chansamone Chanyalath đến Hà Nội ngày 6/8/2024."
    assert told.people(sentence)["Chansamone Chanyalath"][1] == ("Phó Thủ tướng", "Bộ trưởng Bộ Quốc phòng")


def test_a_row_of_names_shares_the_office_that_opens_it() -> None:
    found = told.people("Ngày 5/9/2023, hai Thủ tướng Phạm Minh Chính và Hun Manet gặp nhau tại Jakarta.")
    assert found.keys() == {"Phạm Minh Chính", "Hun Manet"}
    assert found["Phạm Minh Chính"][1] == (PM,)
    assert found["Hun Manet"][1] == ("Thủ tướng",)


def test_three_prime_ministers_in_a_row_are_three_people() -> None:
    found = told.people(
        "Ngày 9/10/2024, các Thủ tướng Phạm Minh Chính, Sonexay Siphandone và Hun Manet ăn sáng làm việc tại Vientiane."
    )
    assert found.keys() == {"Phạm Minh Chính", "Sonexay Siphandone", "Hun Manet"}


def test_a_list_of_guests_with_offices_of_their_own_is_kept_apart() -> None:
    found = told.people(
        "Cùng dự có Phó Chủ tịch Quốc hội Trần Quang Phương; Chủ nhiệm Ủy ban Đối ngoại Vũ Hải Hà; "
        "Đại sứ Việt Nam tại Lào Nguyễn Bá Hùng."
    )
    assert found.keys() == {"Trần Quang Phương", "Vũ Hải Hà", "Nguyễn Bá Hùng"}
    assert found["Trần Quang Phương"][1] == ("Phó Chủ tịch Quốc hội",)
    assert found["Vũ Hải Hà"][1] == ("Chủ nhiệm Ủy ban Đối ngoại",)


def test_two_people_beside_each_other_do_not_swap_offices() -> None:
    found = told.people("Tổng thư ký Đảng Dân chủ Tự do Nhật Bản Toshimitsu Motegi, Chủ tịch nước Võ Văn Thưởng cùng dự.")
    assert found["Võ Văn Thưởng"] == ("VN", ("Chủ tịch nước",))
    assert found["Toshimitsu Motegi"][0] == "JP"


def test_later_short_mentions_are_the_same_person() -> None:
    found = told.people(
        "Sáng 6/2/2024, Tổng thống Đức Frank-Walter Steinmeier đến Hà Nội. Tổng thống Steinmeier cảm ơn Việt Nam."
    )
    assert found.keys() == {"Frank-Walter Steinmeier"}


def test_another_spelling_goes_under_also() -> None:
    reading = told.read(
        "Bộ trưởng Lào Bounkham Vorachit đến Hà Nội ngày 6/2/2024. Bộ trưởng Bounkham Vorachith hội đàm với Bộ trưởng Lê Thành Long."
    )
    (person,) = (p for p in reading.people if p.country == "LA")
    assert person.name == "Bounkham Vorachit"
    assert person.also == ("Bounkham Vorachith",)


def test_a_spelling_in_brackets_goes_under_also() -> None:
    person = told.person("Đồng chí Na-oa Sa-ríp (Nawa Sarip), Bí thư Tỉnh ủy Attapeu, tiếp đoàn ngày 6/2/2024.", "Na-oa Sa-ríp")
    assert person.also == ("Nawa Sarip",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đội tuần tra của tàu Trần Hưng Đạo ghé cảng Sihanoukville ngày 5/9/2024.",
        "Lễ trao học bổng diễn ra tại Trường Chính trị Trần Phú ngày 5/9/2024.",
        "Tuyến đường Võ Nguyên Giáp thông xe ngày 5/9/2024.",
        "Tập đoàn Hòa Phát và Công ty Hoàng Anh mở nhà máy ở Lào.",
        "Thái Bình Dương và Biển Đông cần hòa bình.",
    ],
)
def test_streets_schools_firms_and_seas_are_no_people(sentence: str) -> None:
    assert told.people(sentence) == {}


def test_an_office_without_a_name_makes_no_person() -> None:
    assert told.people("Chiều 5/9/2024, Thủ tướng tiếp Bộ trưởng Ngoại giao Lào.") == {}


def test_an_office_without_a_name_leads_back_to_its_holder() -> None:
    person = told.person(
        "Sáng 8/1/2024, Thủ tướng Lào Sonexay Siphandone đến Hà Nội. Thủ tướng Lào cảm ơn Việt Nam.", "Sonexay Siphandone"
    )
    assert [e.quote for e in person.evidence] == ["Thủ tướng Lào Sonexay Siphandone"]


def test_every_mention_is_evidence() -> None:
    text = "Thủ tướng Phạm Minh Chính tiếp khách Lào ngày 6/2/2024. Thủ tướng Phạm Minh Chính cảm ơn."
    person = told.person(text, "Phạm Minh Chính")
    assert [e.quote for e in person.evidence] == ["Thủ tướng Phạm Minh Chính"] * 2
    assert all(e.rule for e in person.evidence)


@pytest.mark.parametrize("name", ["Tập Cận Bình", "Lý Cường", "Vương Nghị", "Hùng Ba", "Đổng Quân", "Vương Hộ Ninh"])
def test_a_chinese_name_in_vietnamese_spelling_is_not_taken_for_a_vietnamese(name: str) -> None:
    text = f"Việt Nam và Trung Quốc hợp tác tốt. Chiều 6/1/2024, Thủ tướng Phạm Minh Chính hội kiến ông {name} tại Bắc Kinh."
    assert told.person(text, name).country in ("CN", None)


def test_the_country_in_brackets_after_a_name_is_the_persons() -> None:
    text = "Sáng 6/1/2024, các Bộ trưởng Ngoại giao gồm ông Bùi Thanh Sơn (Việt Nam) và ông Prak Sokhonn (Campuchia) họp tại Huế."
    found = told.people(text)
    assert {name: country for name, (country, _) in found.items()} == {"Bùi Thanh Sơn": "VN", "Prak Sokhonn": "KH"}


def test_a_wife_s_country_stands_before_her_name() -> None:
    assert told.people("Ngày 7/7/2017, Đệ nhất phu nhân Mỹ Melania Trump đến Hamburg.") == {"Melania Trump": ("US", ())}
