"""The record is what follows from its captures and judgements, whatever the order in which they come and how often."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from world import TAKENS
from world import captures as made_up_captures

from banggiao.record.folds.people import name_rows
from banggiao.record.folds.phrases import phrase_id
from banggiao.record.judged import Judgement
from banggiao.record.record import Record

Step = Sequence[int] | Judgement

ALL = range(len(TAKENS))


@contextmanager
def a_record() -> Iterator[Record]:
    """An empty record in a file of its own."""
    with TemporaryDirectory() as folder:
        where = Path(folder) / "record.db"
        where.write_bytes(empty_record())
        with Record.open(where) as record:
            yield record


@cache
def empty_record() -> bytes:
    """The file of an empty record; making its tables anew each time would take most of the time of these tests."""
    with TemporaryDirectory() as folder:
        where = Path(folder) / "record.db"
        Record.open(where).close()
        return where.read_bytes()


def dump(record: Record) -> list[str]:
    return list(record.dump())


def built(steps: Sequence[Step]) -> list[str]:
    """The dump of a record to which batches and judgements come in this order."""
    with a_record() as record:
        take_steps(record, steps)
        return dump(record)


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two dumps are equal; else fails with the lines that differ, as whole dumps would bury them."""
    left, right = set(one), set(other)
    assert sorted(left - right)[:8] == sorted(right - left)[:8]
    return list(one) == list(other)


def take_steps(record: Record, steps: Sequence[Step]) -> None:
    for step in steps:
        if isinstance(step, Judgement):
            record.judge(step)
        else:
            record.keep([TAKENS[at] for at in step])


def batches(seed: int, *, everything: bool = False) -> list[Sequence[int]]:
    """Captures in a random order, some missing and some twice unless it is everything, in up to seven batches."""
    chance = random.Random(seed)
    order = chance.sample(ALL, len(ALL)) if everything else chance.choices(ALL, k=chance.randrange(1, 2 * len(ALL)))
    places = sorted({0, len(order), *(chance.randrange(len(order) + 1) for _ in range(chance.randrange(7)))})
    return [order[start:end] for start, end in pairwise(places)]


# By a seed, as permutations drawn step by step stay near the order that they begin with.
seeds = st.integers(0, 2**32)
shuffled = seeds.map(batches)
everything = seeds.map(partial(batches, everything=True))


def sorted_at_once(steps: Sequence[Step]) -> list[Step]:
    """The same captures and judgements: captures in one batch, each once, and judgements before them."""
    captures = {at for step in steps if not isinstance(step, Judgement) for at in step}
    judged = sorted((step for step in steps if isinstance(step, Judgement)), key=lambda j: (j.at, j.id))
    return [*judged, sorted(captures)]


@given(shuffled)
def test_neither_order_nor_repetition_changes_a_record(steps: list[Sequence[int]]) -> None:
    assert same(built(steps), built(sorted_at_once(steps)))


@given(everything)
@settings(max_examples=30)
def test_the_whole_world_in_any_order_is_one_record(steps: list[Sequence[int]]) -> None:
    assert same(built(steps), whole_world())


@cache
def whole_world() -> list[str]:
    return built([ALL])


@given(everything)
@settings(max_examples=15)
def test_rebuilding_gives_what_adding_gave(steps: list[Sequence[int]]) -> None:
    with a_record() as record:
        take_steps(record, steps)
        before = dump(record)
        record.rebuild()
        assert same(dump(record), before)


@given(st.lists(st.sampled_from(ALL), min_size=1, unique=True), st.lists(st.sampled_from(ALL), unique=True))
@settings(max_examples=15)
def test_adding_captures_is_keeping_their_readings(first: list[int], then: list[int]) -> None:
    """Through the reader, where what is known already is not read again."""
    captures = made_up_captures()
    with a_record() as record:
        record.add([captures[at] for at in first])
        record.add([captures[at] for at in then])
        assert same(dump(record), built([sorted({*first, *then})]))


# ── judgements ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def anchors() -> dict[str, list[str]]:
    """What may be judged, by sort: of persons the keys of names, of all others statements."""
    out: dict[str, list[str]] = {}
    told = [(s, next(r.published or "" for r in t.stories if r.id == s.story)) for t in TAKENS for s in t.statements]
    for statement, _ in told:
        out.setdefault(statement.sort, []).append(phrase_id(statement.body) if statement.sort == "phrase" else statement.id)
    rows, _ = name_rows([(s, day[:10] or None) for s, day in told if s.sort == "person"])
    out["person"] = sorted({row.key for row in rows.values()})
    out["row"] = sorted(rows)
    return {sort: sorted(set(found)) for sort, found in out.items()}


FIELDS = {
    "event": [
        ("date", "2024-07-11/2024-07-13"),
        ("place", "Viêng Chăn"),
        ("kind", "visit"),
        ("countries", "VN,LA,KH"),
        ("session", "48"),
    ],
    "figure": [("value", "1200000000"), ("change", "5.5")],
    "commitment": [("due", "2025"), ("act", "plan")],
    "agreement": [("status", "in_force")],
    "session": [("host", "LA"), ("date", "2024-01-07")],
    "person": [("name", "Tô Đại Tướng"), ("country", "LA")],
    "phrase": [("kind", "motto")],
}


@st.composite
def judgements(draw: st.DrawFn, at: int = 0) -> Judgement:
    verdict = draw(st.sampled_from(("same", "different", "wrong", "right", "set")))
    paired = ("event", "commitment", "person")
    sort = draw(st.sampled_from(paired if verdict in ("same", "different") else sorted(FIELDS)))
    row = sort == "person" and verdict != "same"  # rows of names are what is apart, wrong or set; keys are what is one
    known = anchors()["row" if row else sort]
    subject = draw(st.sampled_from(known))
    other = draw(st.sampled_from(known).filter(lambda one: one != subject)) if verdict in ("same", "different") else None
    field, value = draw(st.sampled_from(FIELDS[sort])) if verdict == "set" else (None, None)
    return Judgement(
        f"ju-{at:016x}", f"2026-01-01T00:00:{at:02d}", "Lan", "đã đọc", verdict, sort, subject, other, field, value
    )


@st.composite
def judged_steps(draw: st.DrawFn) -> list[Step]:
    """Batches with judgements anywhere between them, some of which are taken back."""
    steps: list[Step] = list(draw(shuffled))
    made: list[Judgement] = []
    for at in range(draw(st.integers(1, 4))):
        if made and draw(st.integers(0, 2)) == 0:
            undone = draw(st.sampled_from(made))
            made.append(Judgement(f"ju-{at:016x}", f"2026-01-01T00:00:{at:02d}", "Lan", "nhầm", "undo", undone.sort, undone.id))
        else:
            made.append(draw(judgements(at)))
    places = sorted(draw(st.lists(st.integers(0, len(steps)), min_size=len(made), max_size=len(made))))
    for place, judgement in reversed(list(zip(places, made, strict=True))):
        steps.insert(place, judgement)
    return steps


@given(judged_steps())
@settings(max_examples=200)
def test_it_does_not_matter_when_something_is_judged(steps: list[Step]) -> None:
    assert same(built(steps), built(sorted_at_once(steps)))


@given(judgements())
def test_what_is_taken_back_leaves_nothing_behind(judgement: Judgement) -> None:
    undo = Judgement("ju-undo", "2026-01-02T00:00:00", "Lan", "nhầm", "undo", judgement.sort, judgement.id)
    with a_record() as record:
        record.keep(TAKENS)
        record.judge(judgement)
        record.judge(undo)
        assert same(without_judgements(dump(record)), without_judgements(whole_world()))


def without_judgements(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not line.startswith("judgements ")]


# ── of one world ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_made_up_world_has_what_is_hard() -> None:
    """Without these the properties above would hold of too little."""
    counts = count(whole_world())
    assert {"doubts", "conflicts", "tenures", "sessions", "phrases", "agreements"} <= counts.keys()
    with a_record() as record:
        record.keep(TAKENS)
        events: list[dict[str, Any]] = record_events(record)
        assert any(event["kind"] == "visit" and event["sources"] >= 3 for event in events)
        assert any(event["voices"] < event["sources"] for event in events)


def count(lines: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for line in lines:
        table = line.split(" ", 1)[0]
        out[table] = out.get(table, 0) + 1
    return out


def record_events(record: Record) -> list[dict[str, Any]]:
    from banggiao.record.filters import Filters
    from banggiao.record.view import View

    return View(record.store).events(Filters(limit=1000))
