"""Events: kind, status, level, channel and who takes part in which role."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import pytest
import told

PM, GUEST = "Phạm Minh Chính", "Sonexay Siphandone"


def test_a_reception_has_host_and_guest() -> None:
    event = told.event("Chiều 6/1/2024, Thủ tướng Phạm Minh Chính tiếp Thủ tướng Lào Sonexay Siphandone.", "reception")
    assert told.roles(event) == {PM: "host", GUEST: "guest"}
    assert event.countries == ("VN", "LA")


def test_a_courtesy_call_has_them_the_other_way_round() -> None:
    event = told.event("Chiều 6/1/2024, Thủ tướng Lào Sonexay Siphandone đến chào Tổng Bí thư Nguyễn Phú Trọng.", "reception")
    assert told.roles(event) == {GUEST: "guest", "Nguyễn Phú Trọng": "host"}


def test_a_message_has_sender_recipient_and_is_a_letter() -> None:
    event = told.event(
        "Ngày 2/12/2024, Chủ tịch nước Lương Cường gửi điện mừng Chủ tịch nước Lào Thongloun Sisoulith.", "message"
    )
    assert told.roles(event) == {"Lương Cường": "sender", "Thongloun Sisoulith": "recipient"}
    assert event.channel == "letter"


@pytest.mark.parametrize(
    ("words", "channel"), [("điện đàm với", "phone"), ("điện đàm trực tuyến với", "online"), ("hội đàm trực tuyến với", "online")]
)
def test_a_call_is_by_telephone_unless_it_says_otherwise(words: str, channel: str) -> None:
    event = told.event(f"Ngày 6/1/2024, Thủ tướng Phạm Minh Chính {words} Thủ tướng Lào Sonexay Siphandone.", "call")
    assert event.channel == channel


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("thăm cấp Nhà nước", "state"), ("thăm chính thức", "official"), ("thăm hữu nghị chính thức", "official_friendship"),
        ("thăm và làm việc tại", "working"), ("thăm", None),
    ],
)  # fmt: skip
def test_the_level_of_a_visit(words: str, level: str | None) -> None:
    event = told.event(f"Thủ tướng Lào Sonexay Siphandone {words} Việt Nam từ ngày 6 đến 7/1/2024.", "visit")
    assert event.level == level
    assert told.roles(event) == {GUEST: "guest"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Thủ tướng Lào Sonexay Siphandone đã thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024.", "held"),
        ("Thủ tướng Lào Sonexay Siphandone sẽ thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024.", "planned"),
        ("Thủ tướng Lào Sonexay Siphandone đang thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024.", "ongoing"),
        ("Thủ tướng Lào Sonexay Siphandone hoãn thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024.", "called_off"),
    ],
)
def test_the_status_of_a_visit(text: str, status: str) -> None:
    assert told.event(text, "visit").status == status


def test_the_inviter_is_the_host_of_a_visit() -> None:
    text = "Theo lời mời của Thủ tướng Phạm Minh Chính, Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024."
    assert told.roles(told.event(text, "visit")) == {PM: "host", GUEST: "guest"}


def test_the_place_is_as_printed() -> None:
    event = told.event(
        "Sáng 6/1/2024, tại Hà Nội, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone.", "talks"
    )
    assert event.place == "Hà Nội"


def test_a_delegation_leader_is_the_guest() -> None:
    event = told.event(
        "Sáng 6/1/2024, Chủ tịch Quốc hội Vương Đình Huệ tiếp Đoàn đại biểu Quốc hội Lào do Phó Chủ tịch Quốc hội Lào "
        "Sommad Pholsena dẫn đầu.",
        "reception",
    )
    assert told.roles(event) == {"Vương Đình Huệ": "host", "Sommad Pholsena": "guest"}


def test_an_ambassador_presents_credentials_once() -> None:
    reading = told.row(
        title="Chủ tịch nước tiếp Đại sứ Lào trình Quốc thư",
        lead="Sáng 6/1/2024, Đại sứ Lào Khamphao Ernthavanh trình Quốc thư lên Chủ tịch nước Võ Văn Thưởng.",
    )
    (event,) = told.events(reading, "credentials")
    assert told.names(event) == {"Khamphao Ernthavanh", "Võ Văn Thưởng"}
    assert told.events(reading, "reception") == []


@pytest.mark.parametrize(
    "text",
    [
        "Quan hệ Việt Nam - Lào phát triển tốt đẹp trên mọi lĩnh vực.",
        "Hai nước tiếp tục trao đổi các chuyến thăm cấp cao.",
        "Bộ trưởng Lào gặp nhiều khó khăn trong phiên chất vấn.",
        "Chữ ký của Bộ trưởng Lào được in trên tem.",
    ],
)
def test_the_state_of_relations_is_no_event(text: str) -> None:
    assert told.read(text).events == ()


def test_an_agreement_signed_is_a_signing_and_an_agreement() -> None:
    reading = told.read("Ngày 6/1/2024, Việt Nam và Lào đã ký Hiệp định Thương mại biên giới.")
    (signing,) = told.events(reading, "signing")
    (agreement,) = reading.agreements
    assert set(signing.countries) == {"VN", "LA"}
    assert (agreement.name, agreement.kind, agreement.status) == ("Hiệp định Thương mại biên giới", "agreement", "signed")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hai bên sẽ sớm ký Hiệp định Vận tải đường bộ Việt Nam - Lào.", "planned"),
        ("Hiệp định Vận tải đường bộ Việt Nam - Lào chính thức có hiệu lực từ ngày 1/7/2024.", "in_force"),
        ("Việt Nam và Lào thực hiện tốt Hiệp định Vận tải đường bộ Việt Nam - Lào.", "named"),
    ],
)
def test_the_status_of_an_agreement(text: str, status: str) -> None:
    (agreement,) = told.read(text).agreements
    assert agreement.status == status


def test_a_set_phrase_belongs_to_its_pair() -> None:
    (formula,) = told.read("Hai bên vun đắp quan hệ hữu nghị vĩ đại, đoàn kết đặc biệt và hợp tác toàn diện Việt Nam - Lào.").formulae
    assert formula.kind == "quality"
    assert set(formula.countries) == {"VN", "LA"}


def test_a_page_in_another_language_gives_stories_and_no_facts() -> None:
    reading = told.read("The Prime Minister of Viet Nam met his Lao counterpart in Hanoi on Monday and they agreed to work together.")
    assert reading.page.language == "en"
    assert reading.stories
    assert (reading.people, reading.events, reading.commitments) == ((), (), ())


def test_hai_thu_tuong_are_the_two_who_hold_the_office() -> None:
    text = (
        "Ngày 2/12/2023, Thủ tướng Phạm Minh Chính gửi điện mừng Thủ tướng Lào Sonexay Siphandone. "
        "Ngày 7/1/2024, hai Thủ tướng hội đàm tại Trụ sở Chính phủ."
    )
    names = {p.name for event in told.events(told.read(text), "talks") for p in event.participants}
    assert names == {"Phạm Minh Chính", "Sonexay Siphandone"}


def test_whom_a_passive_receives_is_the_guest() -> None:
    event = told.event("Chiều 18/10/2024, Chánh án Trương Quân được Chủ tịch nước Lương Cường tiếp tại Hà Nội.", "reception")
    assert {p.name: p.role for p in event.participants} == {"Trương Quân": "guest", "Lương Cường": "host"}


def test_whoever_invites_is_the_host_and_the_visit_is_planned() -> None:
    event = told.event("Chủ tịch nước Lương Cường mời Chủ tịch nước Lào Thongloun Sisoulith thăm Việt Nam.", "visit")
    assert event.status == "planned"
    assert {p.name: p.role for p in event.participants} == {"Thongloun Sisoulith": "guest", "Lương Cường": "host"}


def test_the_day_told_after_is_the_meetings() -> None:
    text = (
        "Chủ tịch Quốc hội Trần Thanh Mẫn gặp Thủ tướng Trung Quốc Lý Cường. "
        "Cuộc gặp diễn ra ngày 13/10/2024 tại Nhà Quốc hội."
    )
    date = told.event(text, "talks").date
    assert date is not None
    assert date.start == "2024-10-13"


@pytest.mark.parametrize(
    "setting",
    ["nhân chuyến thăm Việt Nam", "đang ở thăm Việt Nam", "nhân dịp Thủ tướng thăm Việt Nam", "nhân chuyến thăm của đoàn tới Việt Nam"],
)
def test_the_visit_to_a_host_is_not_the_hosts_own(setting: str) -> None:
    reading = told.read(f"Chiều 6/1/2024, tại Trụ sở Chính phủ, Thủ tướng {PM} đã tiếp Thủ tướng Lào {GUEST} {setting}.")
    (visit,) = told.events(reading, "visit")
    assert told.names(visit) == {GUEST}
    assert visit.countries == ("VN", "LA")
    assert visit.place is None, "they met there"
    assert not told.events(reading, "activity")


def test_whoever_came_first_was_not_the_host() -> None:
    text = f"Thủ tướng {PM} cảm ơn Tổng thống là nhà lãnh đạo đầu tiên có chuyến thăm Việt Nam."
    assert not told.read(text).events


def test_days_behind_one_visit_are_not_those_of_the_next() -> None:
    text = f"Trong chuyến thăm chính thức Lào hai ngày 8 và 9/11/2022, Thủ tướng {PM} hội kiến Thủ tướng {GUEST}, người vừa thăm chính thức Việt Nam."
    visits = {visit.participants[0].name: told.days(visit.date) for visit in told.events(told.read(text), "visit")}
    assert visits[PM] == ("2022-11-08", "2022-11-09")
    assert visits.get(GUEST) != ("2022-11-08", "2022-11-09")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ngày 5/3/2024, đã diễn ra Đối thoại Chính sách Quốc phòng Việt Nam - Lào lần thứ 11 do Thứ trưởng Bộ Quốc phòng Hoàng Xuân Chiến và Thứ trưởng Bộ Quốc phòng Lào Saichay Kommasith đồng chủ trì.", "chair"),
        ("Đoàn Việt Nam do Thứ trưởng Bộ Quốc phòng Hoàng Xuân Chiến dẫn đầu và đoàn Lào do Thứ trưởng Bộ Quốc phòng Lào Saichay Kommasith dẫn đầu đã tiến hành Tham khảo chính trị lần thứ 8.", "party"),
        ("Đối thoại Chính sách Quốc phòng Việt Nam - Lào lần thứ 11 diễn ra ngày 5/3/2024. Đoàn Việt Nam do Thứ trưởng Bộ Quốc phòng Hoàng Xuân Chiến làm Trưởng đoàn. Trưởng đoàn Lào là Thứ trưởng Bộ Quốc phòng Saichay Kommasith.", "party"),
    ],
)
def test_who_leads_the_delegations_takes_part_in_the_sitting(text: str, role: str) -> None:
    event = told.event(text, "session")
    assert told.roles(event) == {"Hoàng Xuân Chiến": role, "Saichay Kommasith": role}
    assert event.countries == ("VN", "LA")


def test_our_country_is_vietnam() -> None:
    event = told.event("Ngày 6/1/2024, Thủ tướng Lào Sonexay Siphandone thăm chính thức nước ta.", "visit")
    assert event.countries == ("VN", "LA")


def test_an_anniversary_has_the_year_beside_it() -> None:
    text = "Ngày 6/6/2017, Thủ tướng mời bạn thăm Việt Nam dịp kỷ niệm 45 năm ngày thiết lập quan hệ ngoại giao Việt Nam - Nhật Bản vào năm 2018."
    dates = {event.kind: told.days(event.date) for event in told.read(text).events}
    assert dates["ceremony"] == ("2018", "2018")
    assert dates["activity"] == ("1973", "1973")


def test_the_visit_of_a_guest_received_has_the_day_on_which_it_is_seen() -> None:
    text = f"Chiều 19/4/2024, Thủ tướng {PM} đã tiếp Thủ tướng Lào {GUEST} sang thăm và làm việc tại Việt Nam."
    visit = told.event(text, "visit")
    assert told.days(visit.date) == ("2024-04-19", "2024-04-19")
    assert visit.date is not None
    assert visit.date.basis == "inferred"


def test_a_worker_in_a_party_s_name_ends_no_object() -> None:
    text = f"Sáng 20/1/2024, Thủ tướng {PM} đã tiếp Chủ tịch Đảng Công nhân Hungary Guyls Thurmer."
    assert told.roles(told.event(text, "reception")) == {PM: "host", "Guyls Thurmer": "guest"}


def test_voters_met_are_no_reception() -> None:
    text = "Sáng 30/6/2024, Thường trực Ban Bí thư Lương Cường đã tiếp xúc cử tri tại thành phố Thanh Hóa."
    assert not told.events(told.read(text), "reception")


def test_the_day_and_place_of_a_return_are_not_those_of_the_gathering() -> None:
    text = f"Chiều 24/11/2024, Thủ tướng {PM} đã về đến Hà Nội, kết thúc tốt đẹp chuyến thăm chính thức Lào, tham dự Hội nghị cấp cao ASEAN lần thứ 44."
    event = told.event(text, "conference")
    assert event.date is None
    assert event.place is None


def test_several_are_received_one_after_the_other() -> None:
    text = "Ngày 10/11/2024, Chủ tịch nước Lương Cường đã có các cuộc tiếp Chủ tịch Đảng Cộng sản Chile Lautaro Carmona Soto, Chủ tịch Đảng Xã hội Chile Paulina Vodanovic."
    roles = [told.roles(event) for event in told.events(told.read(text), "reception")]
    assert roles == [{"Lương Cường": "host", "Lautaro Carmona Soto": "guest"}, {"Lương Cường": "host", "Paulina Vodanovic": "guest"}]


def test_a_delegation_s_leader_is_of_its_country() -> None:
    text = (
        "Ngày 26/8/2011 đã diễn ra Đối thoại Chính trị, An ninh Việt Nam - Hoa Kỳ lần thứ 4. Đoàn Việt Nam do Thứ trưởng Bộ Ngoại giao Phạm Bình Minh làm trưởng đoàn. "
        "Đoàn Mỹ do ông Andrew J. Shapiro, trợ lý phụ trách các vấn đề chính trị, dẫn đầu."
    )
    people = {p.name: p.country for p in told.event(text, "session").participants}
    assert people == {"Phạm Bình Minh": "VN", "Andrew J. Shapiro": "US"}


def test_whoever_leads_a_delegation_to_a_dialogue_takes_part_in_it() -> None:
    text = "Đoàn đại biểu Bộ Quốc phòng Việt Nam do Thượng tướng Nguyễn Chí Vịnh dẫn đầu đã sang Mỹ tham dự Đối thoại Chính sách quốc phòng Việt - Mỹ lần thứ 6 ngày 29/9/2015."
    assert told.names(told.event(text, "session")) == {"Nguyễn Chí Vịnh"}
