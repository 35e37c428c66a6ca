"""Feeds are what feed readers and calendars read, and the same record gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from banggiao.errors import BangGiaoError
from banggiao.feeds import atom, calendar, subject_of
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View

TODAY = Day(2025, 12, 10)


def address(identity: str) -> str:
    return f"https://example.org/things/{identity}"


@pytest.fixture(scope="module")
def store(samples_record: Path) -> Iterator[Store]:
    with Store.open(samples_record) as opened:
        yield opened


@pytest.fixture(scope="module")
def subjects(store: Store) -> dict[str, str]:
    view = View(store, today=TODAY)
    (person,) = view.people(Filters(person="Thongloun Sisoulith"))
    mechanism = next(m for m in view.mechanisms(Filters(countries=("VN", "LA"))) if m["last"] == 48)
    return {"relation": "VN-LA", "person": person["id"], "mechanism": mechanism["id"]}


@pytest.mark.parametrize("sort", ["relation", "person", "mechanism"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_atom_is_read_by_a_feed_reader(store: Store, subjects: dict[str, str], sort: str, language: str) -> None:
    subject = subject_of(store, subjects[sort], language=language, today=TODAY)
    made = atom(subject, itself="https://example.org/feed.atom", address=address)
    feed = feedparser.parse(made)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == f"Bang Giao: {subject.name}"
    assert feed.feed.language == language
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated == updated[0]
    for entry in feed.entries:
        assert entry.link == address(entry.id.removeprefix("urn:banggiao:"))
        assert entry.content[0].value.startswith("“")
    again = subject_of(store, subjects[sort], language=language, today=TODAY)
    assert atom(again, itself="https://example.org/feed.atom", address=address) == made


def test_the_quotes_of_an_entry_are_those_of_its_event(store: Store) -> None:
    feed = feedparser.parse(atom(subject_of(store, "VN-LA"), itself="urn:x", address=address))
    view = View(store)
    for entry in feed.entries[:10]:
        shown = view.show(entry.id.removeprefix("urn:banggiao:"))
        assert shown is not None
        quotes = {" ".join(e["quote"].split()) for e in shown["evidence"]}
        assert {line.strip("“”") for line in entry.content[0].value.split("\n")} <= {q.strip("“”") for q in quotes}


@pytest.mark.parametrize("sort", ["relation", "person", "mechanism"])
def test_a_calendar_is_read_back(store: Store, subjects: dict[str, str], sort: str) -> None:
    subject = subject_of(store, subjects[sort], today=TODAY)
    made = calendar(subject, address=address)
    read = Calendar.from_ical(made)
    entries = read.walk("VEVENT")
    assert entries
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    for entry in entries:
        assert not entry.errors
        assert entry.decoded("dtstart") < entry.decoded("dtend")
        assert str(entry["status"]) in ("CONFIRMED", "TENTATIVE", "CANCELLED")
    assert calendar(subject_of(store, subjects[sort], today=TODAY), address=address) == made


def test_a_visit_and_the_next_session_stand_on_their_days(store: Store, subjects: dict[str, str]) -> None:
    visits = [
        entry
        for entry in Calendar.from_ical(calendar(subject_of(store, "vn-la", today=TODAY), address=address)).walk("VEVENT")
        if entry.decoded("dtstart") == Day(2025, 12, 1) and entry.decoded("dtend") == Day(2025, 12, 3)
    ]
    assert any("Tô Lâm" in str(entry["summary"]) for entry in visits)
    due = calendar(subject_of(store, subjects["mechanism"], today=TODAY), address=address)
    (expected,) = [e for e in Calendar.from_ical(due).walk("VEVENT") if str(e["uid"]).startswith("me-")]
    assert str(expected["summary"]).endswith(", 49")
    assert str(expected["status"]) == "TENTATIVE"


@pytest.mark.parametrize("wrong", ["VN", "VN-QQ", "", "pe-0000000000000000", "ev-0000000000000000", "../x", "VN-VN"])
def test_what_is_no_subject_is_said(store: Store, wrong: str) -> None:
    with pytest.raises(BangGiaoError, match="no relationship such as VN-LA"):
        subject_of(store, wrong)
