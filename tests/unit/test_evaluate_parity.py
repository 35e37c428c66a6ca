"""Our yardstick gives the numbers of the agreed one, on readings made up at random."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao import Reading, read_many, reading_as_json
from banggiao.evaluate import Outcome, compare, gold_pages

SCORE = Path(__file__).resolve().parents[3] / "shared" / "score" / "score.py"

WORDS = (
    "Thủ tướng", "Bùi Thanh Sơn", "Lào", "ký kết", "hội đàm", "Hà Nội", "Đại hội", "quan hệ",
    "Samdech Hun Sen", "Hun Sen",
)  # fmt: skip
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
countries = st.lists(st.sampled_from(["VN", "LA", "KH", "CN"]), max_size=3, unique=True)
days = st.sampled_from(["2024-07", "2024", "2024-07-11", "2024-07-11/2024-07-12", "2022-09-05"])
kinds = st.sampled_from(["visit", "talks", "reception", "ceremony", "activity", "signing"])
stories = st.sampled_from(["s1", "s2", "s3"])


def as_range(day: str | None) -> dict[str, str] | None:
    start, _, end = (day or "").partition("/")
    return {"start": start, "end": end or start} if start else None


@st.composite
def golds(draw: st.DrawFn) -> dict[str, Any]:
    def rows(**columns: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        row = st.fixed_dictionaries({"story": stories, **columns})
        return draw(st.lists(row, max_size=4))

    def story(number: int) -> dict[str, Any]:
        return {
            "id": f"s{number}",
            "kind": draw(st.sampled_from(["main", "teaser", "link"])),
            "title": draw(st.none() | phrases),
            "starts": draw(st.none() | phrases),
            "ends": draw(st.none() | phrases),
            "published": draw(st.none() | days),
        }

    return {
        "page": "p.txt",
        "stories": [story(n) for n in range(1, draw(st.integers(0, 3)) + 1)],
        "people": rows(
            name=phrases, country=st.none() | st.just("VN"), offices=st.lists(phrases, max_size=2)
        ),
        "events": rows(
            kind=kinds,
            status=st.sampled_from(["held", "planned"]),
            date=st.none() | days,
            countries=countries,
            people=st.lists(phrases, max_size=2),
            minor=st.booleans(),
        ),
        "figures": rows(
            indicator=st.sampled_from(["trade", "aid"]),
            value=st.sampled_from([0, 5, 1_000_000, 1_003_000]),
            unit=st.sampled_from([None, "USD", "%"]),
            parties=countries,
            period=st.none() | days,
            change=st.none() | st.sampled_from([16.7, -3]),
        ),
        "commitments": rows(act=st.sampled_from(["agree", "pledge"]), text=phrases),
        "sessions": rows(mechanism=phrases, number=st.integers(1, 3)),
    }


@st.composite
def readings(draw: st.DrawFn, gold: dict[str, Any]) -> dict[str, Any]:
    """A reading that shares some rows with the gold, has others of its own, and some false quotes."""
    other = draw(golds())
    text = " ".join(draw(st.lists(phrases, max_size=12)))

    def evidence() -> list[dict[str, Any]]:
        start = draw(st.integers(0, 10))
        end = start + draw(st.integers(0, 9))
        quote = text[start:end] if draw(st.integers(0, 5)) else "khác"
        return [{"story": "s1", "start": start, "end": end, "quote": quote}]

    def mixed(name: str) -> list[dict[str, Any]]:
        rows = [dict(row) for row in (*gold[name], *other[name]) if draw(st.booleans())]
        return draw(st.permutations(rows))

    read: dict[str, Any] = {"source": "x/p.txt", "text": text, "stories": []}
    for number, row in enumerate(mixed("stories"), start=1):
        spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), max_size=2))
        read["stories"].append(
            {"id": f"s{number}", "kind": row["kind"], "title": row["title"], "published": row["published"],
             "lead": row["starts"], "body": row["ends"], "spans": [list(span) for span in spans]}
        )
    for name in ("people", "events", "figures", "commitments", "sessions"):
        read[name] = mixed(name)
        for row in read[name]:
            row["evidence"] = evidence()
            for date in ("date", "period"):
                if date in row:
                    row[date] = as_range(row[date])
            if name == "events":
                row["participants"] = [{"name": person} for person in row.pop("people")]
    return read


@pytest.fixture(scope="module")
def score() -> Any:
    if not SCORE.exists():
        pytest.skip("the agreed yardstick is not beside this project")
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_same_numbers_as_the_agreed_yardstick(score: Any, data: st.DataObject) -> None:
    theirs: dict[str, Any] = defaultdict(score.Tally)
    ours, misses, bad = Outcome(), list[str](), 0
    for _ in range(data.draw(st.integers(1, 3))):
        gold = data.draw(golds())
        read = data.draw(readings(gold))
        bad += score.score_page(gold, read, theirs, misses)
        compare(gold, read, ours)
    for kind, tally in ours.tallies.items():
        assert (tally.precision, tally.recall, tally.f1) == theirs[kind].scores(), kind
        assert {name: list(pair) for name, pair in tally.details.items()} == dict(theirs[kind].details), kind
    assert ours.unproven == bad
    assert sorted(ours.misses) == sorted(misses)


def test_same_numbers_on_the_agreed_pages(score: Any) -> None:
    gold_folder = SCORE.parents[1] / "gold"
    theirs: dict[str, Any] = defaultdict(score.Tally)
    ours, misses = Outcome(), list[str]()
    for gold in gold_pages(gold_folder):
        page = read_many([gold_folder.parent / "pages" / gold["page"]])
        reading = reading_as_json(*(one for one in page if isinstance(one, Reading)))
        score.score_page(gold, reading, theirs, misses)
        compare(gold, reading, ours)
    for kind, tally in ours.tallies.items():
        assert (tally.precision, tally.recall, tally.f1) == theirs[kind].scores(), kind
        assert {name: list(pair) for name, pair in tally.details.items()} == dict(theirs[kind].details), kind
    assert sorted(ours.misses) == sorted(misses)
