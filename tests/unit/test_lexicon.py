"""The dictionary: whole words, the longest first, in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.grammar.lexicon import Entry, Lexicon

FORMS = {
    "Bộ trưởng": "office", "Bộ trưởng Bộ Ngoại giao": "office", "Bộ Ngoại giao": "body", "Lào": "country",
    "Lào Cai": "place",
    "tiếp": "trigger", "tiếp tục": "stop", "ASEAN": "organisation", "thăm": "trigger",
    "thăm chính thức": "trigger",
}  # fmt: skip
LEXICON = Lexicon([
    *(Entry(sort, form, form.upper(), "") for form, sort in FORMS.items()),
    Entry("surname", "Lào", "Lào", "rare"),
])  # fmt: skip


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in LEXICON.find(text)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Bộ trưởng Bộ Ngoại giao Lào", ["Bộ trưởng Bộ Ngoại giao", "Lào"]),
        ("Bộ trưởng Bộ Công an Lào", ["Bộ trưởng", "Lào"]),
        ("tỉnh Lào Cai", ["Lào Cai"]),
        ("hai bên tiếp tục", ["tiếp tục"]),
        ("Thủ tướng tiếp khách", ["tiếp"]),
        ("Làoo và xLào", []),
        ("ASEAN-Lào", ["ASEAN", "Lào"]),
        ("(Lào)", ["Lào"]),
        ("lào", []),
        ("thăm chính thứcx", ["thăm"]),
        ("Lào\nCai", ["Lào"]),
        ("", []),
    ],
)
def test_the_longest_whole_words_are_found(text: str, forms: list[str]) -> None:
    assert found(text) == forms


def test_a_form_of_several_lists_keeps_every_entry() -> None:
    (match,) = LEXICON.find("Lào")
    assert [e.sort for e in match.entries] == ["country", "surname"]
    assert LEXICON.get("Lào") == match.entries


def test_a_form_that_no_list_has_is_none() -> None:
    assert LEXICON.get("Campuchia") == ()
    assert len(LEXICON) == len(FORMS)


@given(st.lists(st.sampled_from([*FORMS, " ", "x", "-", "\n", "ở", ", "]), max_size=25).map("".join))
def test_matches_are_in_order_apart_and_whole_words(text: str) -> None:
    end = 0
    for match in LEXICON.find(text):
        assert end <= match.start < match.end
        assert text[match.start : match.end] == match.entries[0].form
        assert not (text[match.start - 1 : match.start].isalnum() and match.start)
        assert not text[match.end : match.end + 1].isalnum()
        end = match.end
