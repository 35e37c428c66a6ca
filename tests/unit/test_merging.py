"""What title, lead and body tell is one event; what they tell of others stays apart."""

from __future__ import annotations

import told

from banggiao.model import Event, Reading

TITLE = "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào"
LEAD = "Chiều 6/1/2024, tại Hà Nội, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone."


def meetings(reading: Reading) -> list[Event]:
    return [event for event in reading.events if event.kind in ("talks", "reception", "call")]


def test_headline_and_lead_are_one_event() -> None:
    (event,) = meetings(told.row(title=TITLE, lead=LEAD))
    assert told.names(event) == {"Phạm Minh Chính", "Sonexay Siphandone"}
    assert told.days(event.date) == ("2024-01-06", "2024-01-06")


def test_both_sentences_are_its_evidence() -> None:
    (event,) = meetings(told.row(title=TITLE, lead=LEAD))
    assert [e.quote for e in event.evidence] == [TITLE, LEAD]


def test_the_lead_says_better_than_the_headline_what_it_was() -> None:
    (event,) = meetings(
        told.row(
            title="Thủ tướng Phạm Minh Chính gặp Chủ tịch Quốc hội Lào",
            lead="Chiều 6/1/2024, Thủ tướng Phạm Minh Chính tiếp Chủ tịch Quốc hội Lào Xaysomphone Phomvihane.",
        )
    )
    assert event.kind == "reception"
    assert told.roles(event) == {"Phạm Minh Chính": "host", "Xaysomphone Phomvihane": "guest"}


def test_the_body_that_recalls_the_talks_adds_no_event() -> None:
    body = "Tại cuộc hội đàm, Thủ tướng Sonexay Siphandone cảm ơn Việt Nam."
    assert len(meetings(told.row(title=TITLE, lead=LEAD, text=body))) == 1


def test_he_met_one_and_then_another() -> None:
    text = (
        "Sáng 6/1/2024, Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Lào Saleumxay Kommasith. "
        "Chiều 6/1/2024, Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Ngoại giao Campuchia Sok Chenda Sophea."
    )
    found = meetings(told.read(text))
    assert [told.names(e) for e in found] == [
        {"Phạm Minh Chính", "Saleumxay Kommasith"}, {"Phạm Minh Chính", "Sok Chenda Sophea"},
    ]  # fmt: skip
    assert [set(e.countries) for e in found] == [{"VN", "LA"}, {"VN", "KH"}]


def test_a_guest_who_calls_on_two_hosts_makes_two_events() -> None:
    text = (
        "Ngày 6/1/2024, Chủ tịch Quốc hội Lào Xaysomphone Phomvihane đến chào Tổng Bí thư Nguyễn Phú Trọng. "
        "Ngày 6/1/2024, Chủ tịch nước Võ Văn Thưởng tiếp Chủ tịch Quốc hội Lào Xaysomphone Phomvihane."
    )
    assert len(meetings(told.read(text))) == 2


def test_the_same_two_on_two_days_meet_twice() -> None:
    text = (
        "Ngày 6/1/2024, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone. "
        "Ngày 9/10/2024, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone."
    )
    assert [told.days(e.date) for e in meetings(told.read(text))] == [
        ("2024-01-06", "2024-01-06"), ("2024-10-09", "2024-10-09"),
    ]  # fmt: skip


def test_a_visit_and_the_talks_within_it_are_two_events() -> None:
    text = (
        "Trong khuôn khổ chuyến thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024, sáng 7/1/2024, Thủ tướng Lào Sonexay "
        "Siphandone hội đàm với Thủ tướng Phạm Minh Chính."
    )
    reading = told.read(text)
    (visit,) = told.events(reading, "visit")
    (talks,) = told.events(reading, "talks")
    assert told.days(visit.date) == ("2024-01-06", "2024-01-07")
    assert told.days(talks.date) == ("2024-01-07", "2024-01-07")
    assert visit.level == "official"


def test_a_visit_that_is_only_a_frame_carries_the_day_on_which_it_is_seen() -> None:
    text = (
        "Chiều 7/1/2024, trong khuôn khổ chuyến thăm chính thức Việt Nam, Thủ tướng Lào Sonexay Siphandone hội đàm với "
        "Thủ tướng Phạm Minh Chính."
    )
    date = told.event(text, "visit").date
    assert date is not None
    assert (date.start, date.basis) == ("2024-01-07", "inferred")
    assert date.why


def test_a_visit_told_in_headline_lead_and_body_is_one() -> None:
    reading = told.row(
        title="Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam",
        lead="Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam từ ngày 6 đến 7/1/2024.",
        text="Chuyến thăm chính thức Việt Nam của Thủ tướng Sonexay Siphandone diễn ra tốt đẹp.",
    )
    (visit,) = told.events(reading, "visit")
    assert told.days(visit.date) == ("2024-01-06", "2024-01-07")


def test_what_was_called_off_is_not_what_was_held() -> None:
    text = (
        "Ngày 6/1/2024, Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone. "
        "Hai bên đã hoãn cuộc gặp giữa Bộ trưởng Bùi Thanh Sơn và Bộ trưởng Ngoại giao Lào Saleumxay Kommasith."
    )
    statuses = {frozenset(told.names(e)): e.status for e in meetings(told.read(text))}
    assert statuses[frozenset({"Phạm Minh Chính", "Sonexay Siphandone"})] == "held"
    assert statuses[frozenset({"Bùi Thanh Sơn", "Saleumxay Kommasith"})] == "called_off"


def test_stories_beside_each_other_never_share_an_event() -> None:
    reading = told.read(
        "Hai Thủ tướng hội đàm tại Hà Nội chiều nay\n"
        "06/01/2024 18:00\n"
        f"{LEAD}\n\n"
        "Chủ tịch nước tiếp Thủ tướng Lào tại Phủ Chủ tịch\n"
        "06/01/2024 19:00\n"
        "Chiều 6/1, Chủ tịch nước Võ Văn Thưởng tiếp Thủ tướng Lào Sonexay Siphandone tại Hà Nội.\n\n"
        "Bộ trưởng Ngoại giao hai nước hội đàm tại Hà Nội\n"
        "05/01/2024 19:00\n"
        "Chiều 5/1, Bộ trưởng Bùi Thanh Sơn hội đàm với Bộ trưởng Ngoại giao Lào Saleumxay Kommasith tại Hà Nội.\n"
    )
    assert len(reading.stories) == 3
    by_story = {event.story: told.names(event) for event in meetings(reading)}
    assert by_story == {
        "s1": {"Phạm Minh Chính", "Sonexay Siphandone"},
        "s2": {"Võ Văn Thưởng", "Sonexay Siphandone"},
        "s3": {"Bùi Thanh Sơn", "Saleumxay Kommasith"},
    }


def test_a_person_is_named_once_for_each_story() -> None:
    reading = told.row(title=TITLE, lead=LEAD, text="Thủ tướng Phạm Minh Chính cảm ơn Thủ tướng Sonexay Siphandone.")
    assert sorted(p.name for p in reading.people) == ["Phạm Minh Chính", "Sonexay Siphandone"]
