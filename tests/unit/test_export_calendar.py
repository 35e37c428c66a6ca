"""iCalendar: two libraries that are not one another read back what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from banggiao.export import export
from banggiao.export.calendar import entries
from banggiao.grammar.tables import rows
from banggiao.record.filters import Filters
from banggiao.record.record import Record
from banggiao.record.walk import standing_of, walk

icalendar: Any = pytest.importorskip("icalendar")


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


@pytest.fixture(scope="module")
def written(sample_record: Record, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("ics")
    export(sample_record.store, folder, "ics")
    return (folder / "calendar.ics").read_bytes()


@pytest.fixture(scope="module")
def read_back(written: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def test_the_calendar_holds_what_the_record_says_is_to_come(sample_record: Record, read_back: list[Any]) -> None:
    with standing_of(sample_record.store) as now:
        expected = {f"{entry.id}@banggiao": entry for entry in entries(now, Filters())}
    assert {str(event["uid"]) for event in read_back} == expected.keys()
    assert len(read_back) == len(expected)
    for event in read_back:
        entry = expected[str(event["uid"])]
        assert str(event["summary"]) == entry.summary
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (entry.first, entry.last + timedelta(days=1))
        assert event.decoded("dtstamp") == datetime(2025, 12, 20, tzinfo=UTC)


def test_planned_events_sessions_due_and_deadlines_are_in_it(sample_record: Record, read_back: list[Any]) -> None:
    ids = {str(event["uid"]).removesuffix("@banggiao") for event in read_back}
    planned = {
        e["id"] for e in walk(sample_record.store, "events")
        if e["status"] == "planned" and e["date"] and e["date"]["precision"] == "day"
    }  # fmt: skip
    assert planned
    assert planned <= ids
    assert {m["id"] for m in walk(sample_record.store, "mechanisms") if m["next"]} <= ids
    assert {c["id"] for c in walk(sample_record.store, "commitments") if c["due"] and not c["done"]} <= ids


def test_days_of_the_year_come_back_for_the_countries_of_the_record(read_back: list[Any]) -> None:
    yearly = {str(event["uid"]): event for event in read_back if "rrule" in event}
    assert yearly["relations-LA@banggiao"].decoded("dtstart").strftime("%d/%m") == "05/09"
    assert yearly["national_day-VN@banggiao"].decoded("dtstart").strftime("%d/%m") == "02/09"
    assert "relations-CU@banggiao" not in yearly
    assert {tuple(event["rrule"]["freq"]) for event in yearly.values()} == {("YEARLY",)}


def test_a_second_library_reads_the_same(written: bytes, read_back: list[Any]) -> None:
    vobject: Any = pytest.importorskip("vobject")
    calendar = vobject.readOne(written.decode("utf-8"))
    theirs = {e.uid.value: (e.summary.value, e.dtstart.value, e.dtend.value) for e in calendar.vevent_list}
    ours = {str(e["uid"]): (str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in read_back}
    assert theirs == ours
    recurring = next(e for e in calendar.vevent_list if e.uid.value == "relations-LA@banggiao")
    after = recurring.getrruleset(addRDate=True).after(datetime(2026, 1, 1))
    assert after.date() == date(2026, 9, 5)


def test_the_last_day_of_february_comes_every_year() -> None:
    from banggiao.export.calendar import Entry, _component

    day = date(1992, 2, 29)
    entry = Entry("relations-BN", "Brunei", day, day, "1992-02-29", "relations", yearly=True)
    text = _component(entry, datetime(2025, 1, 1, tzinfo=UTC)).to_ical().decode()
    assert "BYMONTH=2" in text
    assert "BYMONTHDAY=-1" in text


def test_lines_are_as_long_as_the_format_allows(written: bytes) -> None:
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_filters_narrow_the_calendar(sample_record: Record) -> None:
    with standing_of(sample_record.store) as now:
        laos = list(entries(now, Filters(countries=("LA",))))
    assert {entry.id for entry in laos if entry.yearly} == {"relations-LA", "national_day-LA"}


def test_days_of_the_list_are_days_and_countries_of_the_lists() -> None:
    countries = {row["canonical"] for row in rows("countries")}
    for row in rows("yearly"):
        assert date.fromisoformat(row["canonical"]).year > 1700
        assert row["country"] in countries
    assert len({(row["kind"], row["country"]) for row in rows("yearly")}) == len(rows("yearly"))
