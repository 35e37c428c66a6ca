"""Questions put to the record of the samples: what is understood, what is answered, and what is left unanswered."""

from __future__ import annotations

import json
import runpy
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
from ledgers import ROOT
from typer.testing import CliRunner

from banggiao.ask.answering import answer
from banggiao.ask.query import Answer
from banggiao.ask.questions import LONGEST, understand
from banggiao.cli.main import app
from banggiao.record.record import Record
from banggiao.record.store import Store
from banggiao.record.view import View

TODAY = Day(2025, 12, 22)


@pytest.fixture(scope="module")
def store(samples_record: Path) -> Any:
    with Store.open(samples_record) as opened:
        yield opened


def ask(store: Store, question: str) -> Answer:
    return answer(store, question, today=TODAY)


@pytest.mark.parametrize("name", ["questions.toml"])
def test_the_floors_of_the_questions_hold(name: str) -> None:
    assert runpy.run_path(str(ROOT / "eval" / "ask.py"))["main"](ROOT / "eval" / name) == 0


def test_a_question_is_understood_as_what_it_says(store: Store) -> None:
    query = understand("Thủ tướng Lào Sonexay Siphandone thăm chính thức Việt Nam ngày nào năm 2024?", store, TODAY)
    assert (query.asks, query.about, query.kinds, query.level) == ("when", "event", ("visit",), "official")
    assert (query.start, query.end, query.destination) == ("2024", "2024", ("VN",))
    (seat,) = query.seats
    assert (seat.name, seat.country, seat.offices, len(seat.ids)) == ("Sonexay Siphandone", "LA", ("Thủ tướng",), 1)
    assert query.topic == ()


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Tô Lâm thăm Lào mấy lần?", "How many times has Tô Lâm visited Laos?"),
        ("Thủ tướng Lào tháng 1 năm 2022 là ai?", "Who was the Prime Minister of Laos in January 2022?"),
        ("Kim ngạch Việt Nam - Campuchia năm 2024 là bao nhiêu?", "How much was trade between Vietnam and Cambodia in 2024?"),
        ("Kỳ họp lần thứ 48 Ủy ban liên Chính phủ Việt Nam - Lào ở đâu?",
         "Where was the 48th session of the Vietnam-Laos Intergovernmental Committee?"),
    ],
)  # fmt: skip
def test_both_languages_get_one_answer_each_in_its_own(store: Store, vietnamese: str, english: str) -> None:
    one, other = ask(store, vietnamese), ask(store, english)
    assert one.status == other.status == "answered"
    assert (one.values, one.facts) == (other.values, other.facts)
    assert (one.query.language, other.query.language) == ("vi", "en")


def test_an_answer_rests_on_facts_and_quotes_that_are_there(store: Store) -> None:
    view = View(store, today=TODAY)
    found = ask(store, "Bùi Thanh Sơn điện đàm với Saleumxay Kommasith hôm nào?")
    assert found.values == ("2024-08-27",)
    (event,) = (view.show(identity) for identity in found.facts)
    assert event is not None
    assert event["kind"] == "call"
    told = {e["quote"] for e in event["evidence"]}
    assert found.quotes
    assert {quote.quote for quote in found.quotes} <= told


def test_an_office_without_a_name_is_who_held_it_that_day(store: Store) -> None:
    found = ask(store, "Chủ tịch nước thăm Lào khi nào?")
    assert found.values == ("2021-08-09/2021-08-10", "2023-04-10/2023-04-11", "2024-07-11/2024-07-12", "2025-04-24/2025-04-25")


def test_an_office_beside_a_name_tells_which_journey_is_meant(store: Store) -> None:
    assert ask(store, "Chủ tịch nước Tô Lâm thăm Lào khi nào?").values == ("2024-07-11/2024-07-12",)
    assert len(ask(store, "Tô Lâm thăm Lào khi nào?").values) == 2


def test_who_goes_where_is_told_apart(store: Store) -> None:
    assert ask(store, "Tập Cận Bình thăm Việt Nam mấy lần?").values == ("2",)
    assert ask(store, "Tập Cận Bình thăm Lào mấy lần?").status == "nothing"
    assert ask(store, "Những ai của Lào sang thăm Việt Nam năm 2023?").status == "nothing"


@pytest.mark.parametrize(
    "question", ["tô lâm thăm lào mấy lần", "to lam tham lao may lan?", "Tô  Lâm\u200b thăm \u200fLào mấy lần ?"]
)
def test_capitals_diacritics_and_invisible_marks_may_be_missing_or_many(store: Store, question: str) -> None:
    assert ask(store, question).values == ("2",)


def test_where_sources_differ_all_are_said(store: Store) -> None:
    found = ask(store, "Kim ngạch thương mại Việt Nam - Lào năm 2024 là bao nhiêu?")
    assert set(found.values) == {"2200000000 USD", "2250000000 USD"}
    assert "khác nhau" in found.text


def test_a_figure_of_another_year_is_no_answer(store: Store) -> None:
    found = ask(store, "Kim ngạch thương mại Việt Nam - Lào năm 2015 là bao nhiêu?")
    assert found.status == "nothing"
    assert found.coverage == {"stories": 0, "outlets": 0}


def test_nothing_is_said_with_the_coverage_of_that_time(store: Store) -> None:
    found = ask(store, "When did the Prime Minister of Thailand visit Vietnam in 2024?")
    assert found.status == "nothing"
    assert found.coverage is not None
    assert f"{found.coverage['stories']} stories" in found.text
    assert found.coverage["stories"] > 20
    assert (found.values, found.facts, found.quotes) == ((), (), ())


def test_a_name_that_nobody_bears_is_named(store: Store) -> None:
    found = ask(store, "Nguyễn Văn Bảy gặp Hun Sen khi nào?")
    assert found.query.unknown == ("Nguyễn Văn Bảy",)
    assert "Nguyễn Văn Bảy" in found.text


@pytest.mark.parametrize("question", [
    "Việt Nam xuất khẩu gạo sang Campuchia bao nhiêu năm 2024?",  # of rice the record has no figure
    "Khi nào khởi công đường sắt Lào Cai - Hà Nội - Hải Phòng?",  # stories ask for it; none says that it was
    "Cửa khẩu Tân Nam - Meun Chey khai trương ngày nào?",
    "Who won the football match between Vietnam and Laos?",
])  # fmt: skip
def test_what_only_sounds_alike_is_no_answer(store: Store, question: str) -> None:
    assert ask(store, question).status != "answered"


@pytest.mark.parametrize("question", ["", "?", "   ", "và của là", "\u200f\u202e", "🙂", "\ud800", "' OR 1=1 --", "{{7*7}}"])
def test_what_is_no_question_is_not_understood_or_nothing(store: Store, question: str) -> None:
    assert ask(store, question).status in ("not_understood", "nothing")


def test_a_question_of_ten_megabytes_is_read_to_its_limit(store: Store) -> None:
    found = ask(store, "Tô Lâm thăm Lào mấy lần? " + "x" * 10_000_000)
    assert len(found.query.text) <= LONGEST
    assert found.status != "answered"


def test_asking_an_empty_record_says_nothing(tmp_path: Path) -> None:
    with Record.open(tmp_path / "empty.db") as record:
        found = answer(record.store, "Tô Lâm thăm Lào khi nào?", today=TODAY)
    assert (found.status, found.coverage) == ("nothing", {"stories": 0, "outlets": 0})


def test_the_command_answers_with_quotes_and_says_by_its_code_that_it_cannot(samples_record: Path) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(app, ["ask", *words, "--record", str(samples_record), "--today", "2025-12-22"])

    told = run("Tô Lâm thăm Lào mấy lần?")
    assert told.exit_code == 0
    assert "2 lần" in told.stdout
    assert "“" in told.stdout
    found = json.loads(run("Whose turn is it to visit, Vietnam or China?", "--json").stdout)
    assert (found["status"], found["values"]) == ("answered", ["VN"])
    assert found["query"]["asks"] == "turn"
    assert run("Giá vàng hôm nay bao nhiêu?").exit_code == 3
