"""The examples of the rules of questions: what each form sets, and what of an English question is put by its shape."""

from __future__ import annotations

from typing import Any

import pytest

from banggiao.ask.english import in_vietnamese, put
from banggiao.ask.vocabulary import words_in
from banggiao.grammar.tomlrules import rule_file
from banggiao.record.naming import plain

QUESTIONS: list[dict[str, Any]] = rule_file("questions")["rule"]
ENGLISH: list[dict[str, Any]] = rule_file("english")["rule"]


def sets_of(text: str, *, bare: bool = False) -> list[dict[str, str]]:
    return [dict(word.sets) for word in words_in(text, bare=bare)]


@pytest.mark.parametrize(("rule", "text", "wanted"), [(r, *e) for r in QUESTIONS for e in r["yes"]])
def test_a_question_says_so(rule: dict[str, Any], text: str, wanted: str) -> None:
    assert rule["sets"] in sets_of(text)
    assert all(value in rule["sets"].values() for value in wanted.split())


@pytest.mark.parametrize(("rule", "text"), [(r, e) for r in QUESTIONS for e in r["no"] if r["sets"]])
def test_a_question_does_not_say_so(rule: dict[str, Any], text: str) -> None:
    assert rule["sets"] not in sets_of(text)


@pytest.mark.parametrize("rule", QUESTIONS, ids=lambda rule: str(rule["name"]))
def test_its_forms_are_known_without_diacritics_where_they_mean_one_thing(rule: dict[str, Any]) -> None:
    form = max(rule["words"], key=len)
    assert sets_of(plain(form), bare=True) != []


@pytest.mark.parametrize(("name", "text", "wanted"), [(r["name"], *e) for r in ENGLISH for e in r["yes"]])
def test_english_is_put_by_its_shape(name: str, text: str, wanted: str) -> None:
    assert " ".join(put(name, text).split()) == " ".join(wanted.split())


@pytest.mark.parametrize(("name", "text"), [(r["name"], e) for r in ENGLISH for e in r["no"]])
def test_english_of_another_shape_is_left(name: str, text: str) -> None:
    assert put(name, text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Who is the foreign minister of Laos?", "ai Bộ trưởng Bộ Ngoại giao Lào?"),
        ("Whom did the Chinese ambassador meet on 19 August 2024?", "ai có phải Đại sứ Trung Quốc gặp ngày 19/8/2024?"),
        ("How much was trade with Cambodia in 2024?", "bao nhiêu thương mại Campuchia năm 2024?"),
    ],
)
def test_an_english_question_in_vietnamese(text: str, wanted: str) -> None:
    assert in_vietnamese(text) == wanted


def test_names_stay_as_they_are() -> None:
    text = "When did To Lam visit Laos?"
    at = text.index("To Lam")
    assert in_vietnamese(text, [(at, at + 6)]) == "khi nào có phải To Lam thăm Lào?"
