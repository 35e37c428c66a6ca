"""Walking a record gives all of it, in the objects that lists give, from one state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from banggiao.capture import captures
from banggiao.record import walk as walking
from banggiao.record.filters import Filters
from banggiao.record.judged import Judgement
from banggiao.record.record import Record
from banggiao.record.view import View
from banggiao.record.walk import SORTS, standing_of, walk

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ALL = Filters(limit=100_000)
LAOS_2024 = Filters(countries=("LA",), start="2024", end="2024")


@pytest.fixture(scope="module")
def sample_record(samples_record: Path) -> Iterator[Record]:
    """The record of the samples, only to be asked."""
    with Record.open(samples_record) as record:
        yield record


@pytest.mark.parametrize("sort", SORTS[:10])
def test_a_walk_gives_what_the_list_gives(sample_record: Record, sort: str) -> None:
    with standing_of(sample_record.store) as now:
        view = View(sample_record.store, today=now.as_of)
    listed: Callable[[Filters], list[dict[str, object]]] = getattr(view, sort)
    walked = list(walk(sample_record.store, sort))
    assert walked
    assert walked == sorted(listed(ALL), key=lambda thing: str(thing["id"]))


@pytest.mark.parametrize("sort", SORTS)
def test_a_walk_is_the_same_in_small_pages(sample_record: Record, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(walk(sample_record.store, sort))
    monkeypatch.setattr(walking, "PAGE", 7)
    assert list(walk(sample_record.store, sort)) == whole
    assert len({thing["id"] for thing in whole}) == len(whole)


def test_the_day_is_the_last_that_was_told_and_not_today(sample_record: Record) -> None:
    with standing_of(sample_record.store) as now:
        told = [story["published"] for story in now.walk("stories") if story["published"]]
        assert now.as_of == date.fromisoformat(max(told)[:10])


def test_every_quote_is_a_slice_of_its_page(sample_record: Record) -> None:
    with standing_of(sample_record.store) as now:
        quotes = list(now.walk("quotes"))
        assert len(quotes) > 1000
        assert [q["id"] for q in quotes if now.text(q["capture"])[q["start"] : q["end"]] != q["quote"]] == []


def test_what_quotes_are_of_is_walked_too(sample_record: Record) -> None:
    ids = {thing["id"] for sort in SORTS[:-1] for thing in walk(sample_record.store, sort)}
    quotes = list(walk(sample_record.store, "quotes"))
    assert {quote["of"] for quote in quotes} <= ids | {None}
    assert {quote["sort"] for quote in quotes if quote["of"] is None} <= {"session"}
    assert {quote["story"] for quote in quotes} <= ids


def test_filters_narrow_everything_and_leave_no_loose_ends(sample_record: Record) -> None:
    events = list(walk(sample_record.store, "events", LAOS_2024))
    assert events
    assert all("LA" in event["countries"] for event in events)
    assert all((event["date"] or {}).get("end", "2024") >= "2024" for event in events)
    assert len(events) < len(list(walk(sample_record.store, "events")))
    people = {person["id"] for person in walk(sample_record.store, "people", LAOS_2024)}
    assert {p["person"] for event in events for p in event["participants"] if p["person"]} <= people
    assert {t["person"] for t in walk(sample_record.store, "tenures", LAOS_2024)} <= people
    stories = {story["id"] for story in walk(sample_record.store, "stories", LAOS_2024)}
    assert {quote["story"] for quote in walk(sample_record.store, "quotes", LAOS_2024)} == stories
    assert {quote["story"] for event in events for quote in event["evidence"]} <= stories


def test_a_year_counts_as_any_day_of_it(sample_record: Record) -> None:
    figures = [f for f in walk(sample_record.store, "figures") if (f["period"] or {}).get("end") == "2024"]
    late = {f["id"] for f in walk(sample_record.store, "figures", Filters(start="2024-11-30"))}
    assert figures
    assert {figure["id"] for figure in figures} <= late


def test_what_was_judged_wrong_is_not_walked_and_its_quotes_neither(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.db") as record:
        record.add(captures([str(SAMPLES / "01-ky-hop-44-viet-lao.txt")]))
        event = next(walk(record.store, "events"))
        anchor = event["evidence"][0]["statement"]
        record.judge(Judgement("ju-1", "2025-01-01T00:00:00", "Lan", "không có chuyện này", "wrong", "event", anchor))
        assert event["id"] not in {left["id"] for left in walk(record.store, "events")}
        assert event["id"] not in {quote["of"] for quote in walk(record.store, "quotes")}


def test_an_empty_record_walks_to_nothing(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.db") as record:
        assert [list(walk(record.store, sort)) for sort in SORTS] == [[]] * len(SORTS)


def test_an_unknown_sort_is_named(sample_record: Record) -> None:
    with pytest.raises(ValueError, match="'visits' is none of events, people"):
        list(walk(sample_record.store, "visits"))
