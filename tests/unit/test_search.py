"""Search by words: exact on diacritics, unaccented words finding both, phrases, facets, marks, and what nobody should type."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from ledgers import SAMPLES, derived
from typer.testing import CliRunner

from banggiao.ask.search import LONGEST, MOST_WORDS, mark, search, wanted_in
from banggiao.capture import captures
from banggiao.cli.main import app
from banggiao.model import Capture
from banggiao.record.record import Record
from banggiao.record.search import Narrowing
from banggiao.record.statements import take
from banggiao.record.store import Store
from banggiao.record.texts import number_of, text_rows, words_of

LEADS = {
    "an": ("Men Sam An thăm Hà Nội", "Bà Men Sam An có mặt tại Hà Nội."),
    "án": ("Chánh án thăm Lào", "Chánh án Tòa án tối cao thăm Lào."),
    "Đảng": ("Hai Đảng gặp nhau", "Lãnh đạo hai Đảng gặp nhau tại Vientiane."),
    "sắt": ("Đường sắt Vũng Áng", "Việt Nam và Lào bàn về tuyến đường sắt mới."),
    "đường": ("Sắt thép lên đường", "Một chuyến tàu chở sắt lên đường sang Lào."),
}


@pytest.fixture
def few(where: str) -> Any:
    """A record of five leads, on a file and on a server."""
    with Record.open(where) as record:
        rows = [
            Capture(f"leads#{number}", f"{title} {lead}".encode(), "row", f"{number:064x}", None, None,
                    {"title": title, "lead": lead, "published": f"2024-0{number}-01"})
            for number, (title, lead) in enumerate(LEADS.values(), 1)
        ]  # fmt: skip
        record.keep([take(row) for row in rows])
        yield record


def found(record: Record, query: str) -> set[str]:
    told = {title: name for name, (title, _) in LEADS.items()}
    return {told[hit.title.text] for hit in search(record.store, query).hits if hit.title}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("án", {"án"}), ("an", {"an", "án"}), ("ÁN", {"án"}), ("Dang", {"Đảng"}), ("Đảng", {"Đảng"}), ("đảng", {"Đảng"}),
        ("đang", set()),
        ("Ðảng", {"Đảng"}),  # the letter of another language that looks the same
        ("Đa\u0309ng", {"Đảng"}),  # taken apart
        ("Đả\u200fng", {"Đảng"}),
        ("duong sat", {"sắt", "đường"}), ('"đường sắt"', {"sắt"}), ('"duong sat"', {"sắt"}), ("“đường sắt” Lào", {"sắt"}),
        ('"sắt đường"', set()), ("Lào sắt", {"sắt", "đường"}), ("vientiane", {"Đảng"}), ("Vient", set()),
    ],
)  # fmt: skip
def test_words_are_exact_on_diacritics_unless_the_query_has_none(few: Record, query: str, wanted: set[str]) -> None:
    assert found(few, query) == wanted


def test_the_newest_come_first_page_by_page(few: Record) -> None:
    first = search(few.store, "lao", limit=2)
    second = search(few.store, "lao", limit=2, after=first.after)
    days = [hit.published or "" for hit in (*first.hits, *second.hits)]
    assert days == sorted(days, reverse=True)
    assert len({hit.id for hit in (*first.hits, *second.hits)}) == len(days) == 3
    assert (first.total, second.after) == (3, None)


def test_what_is_forgotten_is_no_longer_found(few: Record) -> None:
    with few.store.writing() as connection:
        from banggiao.record import fold
        from banggiao.record.judged import standing

        fold.forget(connection, [f"{2:064x}"], standing([]))
    assert found(few, "án") == set()
    assert found(few, "an") == {"an"}


def test_the_words_are_the_same_whatever_the_order_and_after_a_rebuild(tmp_path: Path) -> None:
    pages = sorted(str(page) for page in SAMPLES.glob("0*.txt"))
    dumps = []
    for name, order in (("one", pages), ("other", pages[::-1])):
        with Record.open(tmp_path / f"{name}.db") as record:
            for page in order:
                record.add(captures([page]))
            dumps.append([line for line in derived(record) if line.startswith("texts ")])
            before = [hit.id for hit in search(record.store, "Ủy ban liên Chính phủ").hits]
            record.rebuild()
            assert [line for line in derived(record) if line.startswith("texts ")] == dumps[-1]
            assert before == [hit.id for hit in search(record.store, "Ủy ban liên Chính phủ").hits] != []
    assert dumps[0] == dumps[1] != []


@pytest.fixture(scope="module")
def store(samples_record: Path) -> Any:
    with Store.open(samples_record) as opened:
        yield opened


def test_facets_count_and_narrow(store: Store) -> None:
    whole = search(store, "Hun Manet")
    assert whole.persons[0]["name"] == "Hun Manet"
    person = whole.persons[0]["id"]
    assert whole.facets["person"][person] == search(store, "Hun Manet", Narrowing(person=person)).total
    for name, value in (("country", "LA"), ("kind", "visit"), ("year", "2024")):
        narrowed = search(store, "Hun Manet", Narrowing(**{name: value}))
        assert 0 < narrowed.total == whole.facets[name][value] <= whole.total
    assert {(hit.published or "")[:4] for hit in search(store, "Hun Manet", Narrowing(year="2024")).hits} == {"2024"}
    assert {hit.outlet for hit in search(store, "Lào", Narrowing(outlet="Thời báo Mẫu")).hits} <= {"Thời báo Mẫu"}
    assert search(store, "Hun Manet", Narrowing(country="no such")).hits == ()


def test_quotes_of_a_story_are_searched_and_marked(store: Store) -> None:
    (hit, *_) = search(store, '"gắn kết chiến lược"').hits
    marked = [quote.text[start:end] for _, _, quote in hit.quotes for start, end in quote.marks]
    assert {unicodedata.normalize("NFC", words) for words in marked} == {"gắn kết chiến lược"}


def test_mechanisms_are_found_by_their_names(store: Store) -> None:
    assert "Ủy ban liên Chính phủ Việt Nam - Lào" in {m["name"] for m in search(store, "uy ban lien chinh phu lao").mechanisms}
    assert search(store, "ủy bản liên chính phủ").mechanisms == ()


def test_marks_are_spans_of_the_text_as_it_came() -> None:
    text = "Ða\u0309ng ta, Đả\u200bng bạn và đang"
    shown = mark(text, wanted_in("đảng"))
    assert [text[start:end] for start, end in shown.marks] == ["Ða\u0309ng", "Đả\u200bng"]
    assert [text[start:end] for start, end in mark(text, wanted_in("dang")).marks][-1] == "đang"
    assert mark("a a a", wanted_in('"a a"')).marks == ((0, 5),)


@pytest.mark.parametrize("query", ["", "   ", "!!! …", "\u200f\u202e", '""', "🙂", "\ud800"])
def test_a_query_without_words_finds_nothing(store: Store, query: str) -> None:
    results = search(store, query)
    assert (results.hits, results.total, results.persons) == ((), 0, ())


@pytest.mark.parametrize(
    "query", ["và của", '"AND" OR NOT', 'words : "x', "NEAR(a b)", "a*", "' OR 1=1 --", "%", "x_y", "Lào\x00", "(((("]
)
def test_words_of_the_query_language_are_words(store: Store, query: str) -> None:
    assert search(store, query).total >= 0


def test_ten_megabytes_are_read_to_the_limit(store: Store) -> None:
    results = search(store, "Lào " * 2_500_000)
    assert results.shortened
    assert len(results.query) <= LONGEST
    assert results.total > 0
    assert len(wanted_in(" ".join(f"w{number}" for number in range(500))).phrases) <= MOST_WORDS


def test_a_cursor_that_is_none_is_passed_over(store: Store) -> None:
    assert search(store, "Lào", after="x").hits == search(store, "Lào").hits


def test_numbers_go_by_day_and_those_without_come_first() -> None:
    days = [None, "1970-01", "2024", "2024-07-11", "2024-07-12T08:00", "2024-13-45", "9999-12-31"]
    numbers = {day: number_of("st-0000000000000000", day) for day in days}
    assert (
        numbers["1970-01"]
        < numbers["2024"]
        < numbers["2024-07-11"]
        < numbers["2024-07-12T08:00"]
        < numbers["9999-12-31"]
        < 2**63
    )
    assert max(number_of(f"st-{n}", None) for n in range(100)) < numbers["1970-01"]
    assert number_of("st-1", "2024-13-45") == number_of("st-1", None)


def test_a_row_has_title_lead_and_quotes_once() -> None:
    (capture,) = (c for c in captures([str(SAMPLES / "12-ky-hop-48-viet-lao.txt")]) if isinstance(c, Capture))
    taken = take(capture)
    rows = {row["story"]: row for row in text_rows(taken)}
    assert rows.keys() == {story.id for story in taken.stories}
    for story in taken.stories:
        words = rows[story.id]["words"]
        assert " ".join(words_of(story.title or "")) in words
        assert words == words.lower()
        assert len(rows[story.id]["plain"].split()) == len(words.split())


def test_the_command_prints_hits_and_json(samples_record: Path) -> None:
    told = CliRunner().invoke(app, ["search", "duong", "sat", "--record", str(samples_record), "--limit", "3"])
    assert told.exit_code == 0
    assert "»đường« »sắt«" in told.stdout
    result = CliRunner().invoke(app, ["search", '"đường sắt"', "--with", "cn", "--json", "--record", str(samples_record)])
    content = json.loads(result.stdout)
    assert content["hits"]
    assert content["facets"]["country"]["CN"] == content["total"]
