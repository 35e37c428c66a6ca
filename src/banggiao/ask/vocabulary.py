"""The words of questions, from ``vi/rules/questions.toml``: which of them a question has, and what they set.

Forms are looked up without regard to case, the longest first; a question written without diacritics meets them without.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from banggiao.errors import LanguageError
from banggiao.grammar.lexicon import Entry, Lexicon
from banggiao.grammar.tomlrules import rule_file
from banggiao.record.naming import plain

_SLOTS = frozenset({
    "asks", "about", "kind", "level", "order", "time", "sitting", "host", "indicator", "unit", "goal", "act", "state", "from",
    "leaders",
})  # fmt: skip


class Word(NamedTuple):
    """A form of a question at ``text[start:end]``: what it sets, nothing for a word between."""

    start: int
    end: int
    sets: Mapping[str, str]


def words_in(text: str, *, bare: bool) -> list[Word]:
    """The forms found in `text`, left to right; with `bare` in a text without diacritics."""
    matches = _lexicon(bare).find(bare_letters(text) if bare else text.lower() if len(text.lower()) == len(text) else text)
    sets = _sets()
    return [Word(m.start, m.end, sets[m.entries[0].canonical]) for m in matches]


def bare_letters(text: str) -> str:
    """`text` without diacritics and in small letters, letter for letter: offsets stay."""
    return "".join((plain(letter) or letter)[:1] for letter in text)


def forms_of(name: str) -> tuple[str, ...]:
    """The forms of a rule by its name."""
    return next(tuple(rule["words"]) for rule in rule_file("questions")["rule"] if rule["name"] == name)


@cache
def _sets() -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for rule in rule_file("questions")["rule"]:
        sets: dict[str, Any] = rule.get("sets", {})
        if wrong := sorted(set(sets) - _SLOTS):
            raise LanguageError(
                f"questions.toml: rule {rule['name']!r} sets {wrong[0]!r}; allowed are {', '.join(sorted(_SLOTS))}"
            )
        out[rule["name"]] = {key: str(value) for key, value in sets.items()}
    return out


@cache
def _lexicon(bare: bool) -> Lexicon:
    entries: dict[str, Entry] = {}
    for rule in rule_file("questions")["rule"]:
        for word in rule["words"]:
            form = plain(word) if bare else word.casefold()
            entries.setdefault(form, Entry("question", form, rule["name"], ""))
    return Lexicon(entries.values())
