"""What people judge holds through every rebuild, and can be taken back as if it had never been said."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from ledgers import derived

from banggiao.errors import BangGiaoError
from banggiao.record.filters import Filters
from banggiao.record.judged import Judgement
from banggiao.record.judging import judgements_of, undo_of
from banggiao.record.record import Record

EVERYTHING = Filters(limit=100_000)
AT = "2026-01-05T08:00:00Z"


def judge(record: Record, verdict: str, *ids: str, **told: Any) -> list[Judgement]:
    made = judgements_of(record.store, verdict, ids, at=AT, author="lan", reason="seen in the archive", **told)
    for judgement in made:
        record.judge(judgement)
    return made


def undo(record: Record, judgement: Judgement) -> Judgement:
    made = undo_of(record.store, judgement.id, at=AT, author="lan", reason="was a slip")
    record.judge(made)
    return made


def holds_through_rebuild(record: Record) -> None:
    before = list(record.dump())
    record.rebuild()
    assert list(record.dump()) == before


def many_sourced(record: Record) -> dict[str, Any]:
    return max(record.view.events(EVERYTHING), key=lambda e: (e["sources"], e["id"]))


def two_apart(record: Record, name: str) -> tuple[str, str]:
    """Two things of a list that are about the same countries."""
    found = getattr(record.view, name)(EVERYTHING)
    for one, other in combinations(found, 2):
        if one["countries"] == other["countries"] == ["VN", "LA"]:
            return one["id"], other["id"]
    raise AssertionError(name)


@pytest.mark.parametrize("name", ["events", "commitments"])
def test_two_that_are_judged_the_same_are_one_until_it_is_undone(record: Record, name: str) -> None:
    before = derived(record)
    one, other = two_apart(record, name)
    (said,) = judge(record, "same", one, other)
    ids = {thing["id"] for thing in getattr(record.view, name)(EVERYTHING)}
    assert len(ids & {one, other}) == 1
    there = record.view.show(one)
    gone = record.view.show(other)
    assert there is not None
    assert gone is not None
    assert there["id"] == gone["id"]
    assert "was" in {*there, *gone}
    holds_through_rebuild(record)
    with pytest.raises(BangGiaoError, match="one already"):
        judge(record, "same", one, other)
    taken_back = undo(record, said)
    assert derived(record) == before
    holds_through_rebuild(record)
    undo(record, taken_back)
    assert {thing["id"] for thing in getattr(record.view, name)(EVERYTHING)} == ids


def test_different_parts_what_was_brought_together(record: Record) -> None:
    before = derived(record)
    event = many_sourced(record)
    shown = record.view.show(event["id"])
    assert shown is not None
    told = [statement["id"] for statement in shown["statements"]]
    with pytest.raises(BangGiaoError, match="name two of those"):
        judge(record, "different", event["id"], event["id"])
    (said,) = judge(record, "different", told[0], told[-1])
    parted = [record.view.show(f"ev-{statement}") for statement in (told[0], told[-1])]
    assert parted[0] is not None
    assert parted[1] is not None
    assert parted[0]["id"] != parted[1]["id"]
    holds_through_rebuild(record)
    undo(record, said)
    assert derived(record) == before


def test_same_after_different_is_the_last_word(record: Record) -> None:
    one, other = two_apart(record, "events")
    judge(record, "different", one, other)
    judge(record, "same", other, one)
    shown = record.view.show(one)
    gone = record.view.show(other)
    assert shown is not None
    assert gone is not None
    assert shown["id"] == gone["id"]


def test_persons_in_doubt_are_joined_or_kept_apart(record: Record) -> None:
    before = derived(record)
    (doubt, *_) = record.view.doubts(EVERYTHING)
    one, other = doubt["one"]["id"], doubt["other"]["id"]
    (said,) = judge(record, "same", one, other)
    assert doubt["id"] not in {d["id"] for d in record.view.doubts(EVERYTHING)}
    joined = record.view.show(one)
    gone = record.view.show(other)
    assert joined is not None
    assert gone is not None
    assert joined["id"] == gone["id"]
    assert {doubt["one"]["name"], doubt["other"]["name"]} <= {joined["name"], *joined["also"]}
    assert "somebody judged them to be one" in joined["reasons"][0]
    holds_through_rebuild(record)
    undo(record, said)
    assert derived(record) == before
    judge(record, "different", one, other)
    assert record.view.doubts(EVERYTHING) == [d for d in record.view.doubts(EVERYTHING) if d["id"] != doubt["id"]]
    holds_through_rebuild(record)


def test_persons_whose_names_are_nothing_alike_can_be_one(record: Record) -> None:
    before = derived(record)
    found = [p for p in record.view.people(EVERYTHING) if p["country"] == "VN"]
    one, other = found[0], found[1]
    assert one["keys"][0].split()[0] != other["keys"][0].split()[0] or one["keys"] != other["keys"]
    (said,) = judge(record, "same", one["id"], other["id"])
    joined = record.view.show(other["id"])
    assert joined is not None
    assert joined["times"] == one["times"] + other["times"]
    holds_through_rebuild(record)
    undo(record, said)
    assert derived(record) == before


def test_one_person_is_parted_by_two_statements(record: Record) -> None:
    before = derived(record)
    shown = record.view.show(record.view.people(EVERYTHING)[0]["id"])
    assert shown is not None
    told = [s["id"] for s in shown["statements"]]
    for statement in reversed(told):
        try:
            (said,) = judge(record, "different", told[0], statement)
        except BangGiaoError:  # of the same offices in the same month: nothing tells them apart
            continue
        break
    people = [p for p in record.view.people(EVERYTHING) if p["keys"] == shown["keys"]]
    assert len(people) == 2
    assert sum(p["times"] for p in people) == shown["times"]
    holds_through_rebuild(record)
    undo(record, said)
    assert derived(record) == before


LISTS = {
    "events": "event", "people": "person", "figures": "figure", "commitments": "commitment", "agreements": "agreement",
    "sessions": "session", "phrases": "phrase",
}  # fmt: skip


def one_of(record: Record, name: str) -> str:
    """A thing of a list that is told of by itself."""
    for thing in getattr(record.view, name)(EVERYTHING):
        shown = record.view.show(thing["id"])
        if shown is not None and any(True for _ in shown["statements"]):
            return str(thing["id"])
    raise AssertionError(name)


@pytest.mark.parametrize("name", LISTS)
def test_what_is_wrong_leaves_the_lists_and_what_is_right_comes_back(record: Record, name: str) -> None:
    before = derived(record)
    identity = one_of(record, name)
    (wrong,) = judge(record, "wrong", identity)
    assert identity not in {thing["id"] for thing in getattr(record.view, name)(EVERYTHING)}
    assert record.view.show(identity) is not None
    holds_through_rebuild(record)
    (right,) = judge(record, "right", identity)
    assert identity in {thing["id"] for thing in getattr(record.view, name)(EVERYTHING)}
    undo(record, right)
    assert identity not in {thing["id"] for thing in getattr(record.view, name)(EVERYTHING)}
    undo(record, wrong)
    assert derived(record) == before


VALUES = [
    ("events", "date", "2024-02-03/2024-02-05", {"start": "2024-02-03", "end": "2024-02-05", "precision": "day",
                                                 "basis": "stated",
                                                 "why": "set by hand"}),
    ("events", "level", "state", "state"),
    ("events", "countries", "vn,kh", ["VN", "KH"]),
    ("events", "place", "", None),
    ("people", "name", "Somchai Thử", "Somchai Thử"),
    ("people", "country", "th", "TH"),
    ("figures", "value", "1100000000", 1100000000),
    ("figures", "change", "16.7", 16.7),
    ("commitments", "due", "2030", "2030"),
    ("agreements", "status", "in_force", "in_force"),
    ("sessions", "host", "LA", "LA"),
    ("phrases", "kind", "motto", "motto"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "value", "expected"), VALUES)
def test_a_field_that_is_set_says_who_set_it(record: Record, name: str, field: str, value: str, expected: Any) -> None:
    before = derived(record)
    identity = one_of(record, name)
    (said,) = judge(record, "set", identity, field=field, value=value)
    shown = record.view.show(identity)
    assert shown is not None
    assert shown[field] == expected
    assert shown["judged"][field] == {"by": "lan", "at": said.at, "reason": "seen in the archive"}
    holds_through_rebuild(record)
    undo(record, said)
    assert derived(record) == before


def test_of_two_values_the_later_holds(record: Record) -> None:
    event = many_sourced(record)
    shown = record.view.show(event["id"])
    assert shown is not None
    last = sorted(s["id"] for s in shown["statements"])[-1]
    judge(record, "set", last, field="place", value="Luông Pra-băng")
    judge(record, "set", event["id"], field="place", value="Viêng Chăn")
    assert (record.view.show(event["id"]) or {})["place"] == "Viêng Chăn"


WRONG = [
    (("same", "ev-0000000000000000", "ev-0000000000000001"), {}, "ev-0000000000000000: no such event"),
    (("same", "nobody", "ev-0000000000000001"), {}, "'nobody' is no id"),
    (("same", "FIGURE", "EVENT"), {}, "both must be of one sort"),
    (("same", "FIGURE", "FIGURE"), {}, "only events, commitments and persons are compared"),
    (("same", "EVENT"), {}, "two ids are needed"),
    (("set", "EVENT"), {"field": "colour", "value": "red"}, "allowed are kind, level"),
    (("set", "EVENT"), {"field": "kind", "value": "vist"}, "did you mean visit"),
    (("set", "EVENT"), {"field": "date", "value": "2024-02-31"}, "no day, month or year"),
    (("set", "EVENT"), {"field": "date", "value": "2024-03-02/2024-03-01"}, "no range"),
    (("set", "EVENT"), {"field": "countries", "value": "VN,Lào"}, "did you mean LA"),
    (("set", "EVENT"), {"field": "kind", "value": " "}, "cannot be empty"),
    (("set", "FIGURE"), {"field": "value", "value": "1,1 tỷ"}, "no number"),
    (("wrong", "me-0000000000000000"), {}, "a mechanism cannot be judged"),
    (("maybe", "EVENT"), {}, "none of same, different"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told", "said"), WRONG)
def test_what_cannot_be_judged_is_said_and_kept_nowhere(
    record: Record, words: tuple[str, ...], told: dict[str, str], said: str
) -> None:
    known = {"EVENT": one_of(record, "events"), "FIGURE": one_of(record, "figures")}
    with pytest.raises(BangGiaoError, match=said):
        judge(record, words[0], *(known.get(word, word) for word in words[1:]), **told)
    assert record.view.judgements() == []


def test_an_undo_names_a_judgement_that_stands(record: Record) -> None:
    with pytest.raises(BangGiaoError, match="no such judgement"):
        undo_of(record.store, "ju-0000000000000000", at=AT, author="lan", reason="")
    (said,) = judge(record, "wrong", one_of(record, "events"))
    undo(record, said)
    with pytest.raises(BangGiaoError, match="taken back already"):
        undo(record, said)
    assert [j["stands"] for j in record.view.judgements()] == [True, False]


def test_judgements_count_whatever_the_order_in_which_they_and_captures_arrive(record: Record, tmp_path: Any) -> None:
    from ledgers import SAMPLES

    from banggiao.capture import captures

    (doubt, *_) = record.view.doubts(EVERYTHING)
    made = [
        *judge(record, "same", doubt["one"]["id"], doubt["other"]["id"]),
        *judge(record, "same", *two_apart(record, "events")),
        *judge(record, "set", one_of(record, "figures"), field="unit", value="EUR"),
    ]
    with Record.open(tmp_path / "before.db") as early:
        for judgement in made:
            early.judge(judgement)
        early.judge(replace(made[0]))  # told twice is told once
        early.add(captures([str(SAMPLES)]))
        assert derived(early) == derived(record)
