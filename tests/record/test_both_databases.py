"""A record in a file and one on a server are the same record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date as Day

import pytest
from sqlalchemy import func, select
from world import TAKENS, captures

from banggiao.errors import RecordBusy, RecordError
from banggiao.record.filters import Filters
from banggiao.record.judged import Judgement
from banggiao.record.record import Record
from banggiao.record.schema import stories
from banggiao.record.store import Store
from banggiao.record.view import View


def test_the_file_and_the_server_hold_the_same_rows(new_record: Callable[[str], str]) -> None:
    dumps = []
    for kind in ("sqlite", "postgresql"):
        with Record.open(new_record(kind)) as record:
            for at in range(0, len(TAKENS), 7):
                record.keep(TAKENS[at : at + 7])
            for judgement in _judgements():
                record.judge(judgement)
            dumps.append(list(record.dump()))
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > 300


def _judgements() -> list[Judgement]:
    events = [s for t in TAKENS for s in t.statements if s.sort == "event"]
    return [
        Judgement("ju-0", "2026-01-01T00:00:00", "Lan", "một sự kiện", "same", "event", events[0].id, events[7].id),
        Judgement("ju-1", "2026-01-01T00:00:01", "Lan", "sai ngày", "set", "event", events[2].id, None, "date", "2024-07-12"),
    ]


def test_both_give_the_same_answers(new_record: Callable[[str], str]) -> None:
    told = []
    for kind in ("sqlite", "postgresql"):
        with Record.open(new_record(kind)) as record:
            record.keep(TAKENS)
            view = View(record.store, today=Day(2026, 1, 1))
            lists = (view.events, view.people, view.tenures, view.mechanisms, view.sessions, view.figures, view.commitments,
                     view.agreements, view.phrases, view.conflicts, view.sources, view.coverage, view.doubts)  # fmt: skip
            filters = (Filters(), Filters(countries=("LA",)), Filters(countries=("VN", "LA"), start="2024", end="2024-07"),
                       Filters(person="Tô Lâm", limit=3), Filters(newest_first=False))  # fmt: skip
            found = [[ask(one) for one in filters] for ask in lists]
            shown = [view.show(thing["id"]) for answers in found for answer in answers for thing in answer if "id" in thing]
            told.append((found, shown, view.count()))
    assert told[0] == told[1]
    assert all(any(answers) for answers in told[0][0])


def test_rebuilding_changes_nothing(where: str) -> None:
    with Record.open(where) as record:
        record.add(captures())
        before = list(record.dump())
        record.rebuild()
        assert list(record.dump()) == before


def test_who_asks_sees_one_state_while_another_writes(where: str) -> None:
    with Record.open(where) as record, record.store.asking() as asking:
        count = select(func.count()).select_from(stories)
        assert asking.execute(count).scalar_one() == 0
        with Record.open(where) as other:
            other.keep(TAKENS)
        assert asking.execute(count).scalar_one() == 0
    with Record.open(where) as record, record.store.asking() as asking:
        assert asking.execute(count).scalar_one() > 0


def test_writers_wait_for_each_other(where: str) -> None:
    order = []
    with Store.open(where) as store, Store.open(where) as other:
        inside, done = threading.Event(), threading.Event()

        def second() -> None:
            inside.wait()
            with other.writing():
                order.append("second")
            done.set()

        thread = threading.Thread(target=second)
        thread.start()
        with store.writing():
            inside.set()
            assert not done.wait(0.3)
            order.append("first")
        thread.join(10)
    assert order == ["first", "second"]


def test_who_waited_in_vain_is_told_so(where: str) -> None:
    with Store.open(where) as store, store.writing():
        with (
            Store.open(where, patience=0.2) as other,
            pytest.raises(RecordBusy, match="somebody else is writing to it"),
            other.writing(),
        ):
            pass
        with Store.open(where, patience=0.2) as other, other.asking() as connection:  # who only asks is not kept waiting
            assert connection.execute(select(func.count()).select_from(stories)).scalar_one() == 0


def test_what_fails_halfway_leaves_nothing(where: str) -> None:
    with Record.open(where) as record:
        record.keep(TAKENS[:5])
        before = list(record.dump())
        broken = replace(TAKENS[5], capture="0" * 64, stories=TAKENS[0].stories, statements=())
        with pytest.raises(RecordError):  # its story is in the record already
            record.keep([*TAKENS[6:12], broken])
        assert list(record.dump()) == before


def test_passwords_are_not_shown(new_record: Callable[[str], str]) -> None:
    address = new_record("postgresql").replace("tester@", "tester:geheim@")
    with Store.open(address) as store:
        assert "geheim" not in store.where
        assert store.where.startswith("postgresql://tester@127.0.0.1")


@pytest.mark.parametrize("today", [Day(2023, 2, 1), Day(2024, 2, 29), Day(2026, 1, 12), Day(2030, 1, 1)])
def test_every_commitment_is_listed_in_its_state_and_in_no_other(where: str, today: Day) -> None:
    with Record.open(where) as record:
        record.keep(TAKENS)
        view = View(record.store, today=today)
        by_state = {
            state: {c["id"] for c in view.commitments(Filters(status=state))} for state in ("open", "done", "overdue", "silent")
        }
        expected = {c["id"]: c["state"] for c in view.commitments()}
    assert {identity: state for state, found in by_state.items() for identity in found} == expected
    assert sum(map(len, by_state.values())) == len(expected)


def test_two_names_that_nothing_brings_together_are_judged_to_be_one_person(where: str) -> None:
    """Neither their letters nor their offices are alike, and a third name is judged to be the same again."""
    same = [
        Judgement(f"ju-{at}", f"2026-01-01T00:00:0{at}", "Lan", "đã hỏi", "same", "person", one, other)
        for at, (one, other) in enumerate((("tô lâm", "nguyễn minh vũ"), ("tô lâm", "phạm minh chính")))
    ]
    with Record.open(where) as record:
        record.keep(TAKENS)
        before = {person["name"] for person in View(record.store).people()}
        for judgement in same:
            record.judge(judgement)
        (person,) = (p for p in View(record.store).people() if "Tô Lâm" in {p["name"], *p["also"]})
        assert {person["name"], *person["also"]} >= {"Tô Lâm", "Nguyễn Minh Vũ", "Phạm Minh Chính"}
        for judgement in same:
            undo = Judgement(f"{judgement.id}-undo", "2026-01-02T00:00:00", "Lan", "nhầm", "undo", "person", judgement.id)
            record.judge(undo)
        assert {person["name"] for person in View(record.store).people()} == before
