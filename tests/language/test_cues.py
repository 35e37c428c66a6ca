"""Every cue's own examples: what it must find, and what it must not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.errors import LanguageError
from banggiao.grammar import cues
from banggiao.grammar.cues import cue, word, words
from banggiao.grammar.tomlrules import rule_file

SOURCE = Path(cues.__file__).parents[1]
RULES: list[dict[str, Any]] = rule_file("cues")["rule"]
PATTERNS = {r["name"]: r for r in RULES if "pattern" in r}
WORDS = {r["name"]: r for r in RULES if "words" in r}


def finds(name: str, text: str) -> bool:
    pattern = cue(name)
    return bool(pattern.fullmatch(text) if PATTERNS[name].get("examples") == "whole" else pattern.search(text))


@pytest.mark.parametrize(("name", "text"), [(n, e) for n, r in PATTERNS.items() for e in r["yes"]])
def test_a_cue_is_found(name: str, text: str) -> None:
    assert finds(name, text)


@pytest.mark.parametrize(("name", "text"), [(n, e) for n, r in PATTERNS.items() for e in r["no"]])
def test_a_cue_is_not_found_elsewhere(name: str, text: str) -> None:
    assert not finds(name, text)


@pytest.mark.parametrize("name", WORDS)
def test_words_are_those_of_the_list(name: str) -> None:
    assert words(name) >= set(WORDS[name]["yes"])
    assert not words(name) & set(WORDS[name]["no"])
    assert len(words(name)) == len(WORDS[name]["words"]), "a word stands there twice"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["name"])
def test_a_rule_says_nothing_that_nobody_reads(rule: dict[str, Any]) -> None:
    own = {"pattern", "flags", "examples"} if "pattern" in rule else {"words"}
    assert set(rule) <= {"name", "yes", "no"} | own


def asked_for() -> Iterator[tuple[str, str]]:
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="cue" | "word" | "words" as kind), args=[ast.Constant(value=str(name))]):
                    yield kind, name


def test_every_cue_is_used_and_every_use_is_a_cue() -> None:
    used = set(asked_for())
    assert {name for kind, name in used if kind == "cue"} == set(PATTERNS)
    assert {name for kind, name in used if kind != "cue"} == set(WORDS)


def test_an_unknown_cue_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(LanguageError, match=r"cues\.toml has no rule 'caled off'; did you mean 'called off'\?"):
        cue("caled off")


def test_words_are_no_pattern_and_a_pattern_no_words() -> None:
    with pytest.raises(LanguageError, match="last words of a passive"):
        cue("last words of a passive")
    with pytest.raises(LanguageError, match="called off"):
        words("called off")
    with pytest.raises(LanguageError, match="needs one word and has 4"):
        word("last words of a passive")


def test_a_pattern_that_does_not_compile_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "_rules", lambda: {"half a bracket": {"name": "half a bracket", "pattern": "(tiếp"}})
    with pytest.raises(LanguageError, match=r"cues\.toml: the pattern of rule 'half a bracket' does not compile"):
        cue("half a bracket")
