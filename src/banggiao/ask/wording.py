"""Answers in words, from ``vi/rules/answers.toml``; countries by their names, dates as a reader of the language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from banggiao.ask.query import Language, Query
from banggiao.grammar.tables import rows
from banggiao.grammar.tomlrules import rule_file

Thing = dict[str, Any]


def say(language: Language, name: str, **values: object) -> str:
    """A sentence by its name, filled in."""
    template: str = rule_file("answers")[language][name]
    return template.format(**values)


def word(language: Language, group: str, name: str) -> str:
    """A word for a value of the contract: kind "visit" is "chuyến thăm"."""
    words: dict[str, str] = rule_file("answers")[language][group]
    return words.get(name, name)


def joined(language: Language, parts: Iterable[str]) -> str:
    """Parts in a row, each once."""
    return str(rule_file("answers")[language]["and"]).join(dict.fromkeys(parts))


def date_in_words(language: Language, date: Thing | None) -> str:
    """A date as it is written: "11–12/7/2024", "11–12 … 2024-07" stays ISO in English."""
    if not date:
        return say(language, "unknown_day")
    start, end = date["start"], date.get("end") or date["start"]
    if start == end:
        return stamp_in_words(language, start)
    return f"{stamp_in_words(language, start)} – {stamp_in_words(language, end)}"


def stamp_in_words(language: Language, stamp: str) -> str:
    """An ISO day, month or year: 11/7/2024 in Vietnamese, 2024-07-11 in English."""
    parts = stamp[:10].split("-")
    return "/".join(str(int(part)) for part in reversed(parts)) if language == "vi" else "-".join(parts)


@cache
def _names(language: Language) -> dict[str, str]:
    code_of = {row["form"]: row["canonical"] for row in reversed(rows("countries"))}
    kind = "name" if language == "vi" else "english"
    out = {row["canonical"]: row["form"] for row in reversed(rows("countries")) if row["kind"] == kind and not row["note"]}
    for row in reversed(rows("english")):  # the usual name of each in both
        if row["kind"] == "name" and row["canonical"] in code_of:
            out[code_of[row["canonical"]]] = row["canonical"] if language == "vi" else row["form"]
    return out


def country(language: Language, code: str) -> str:
    """A country's name: LA is "Lào"."""
    return _names(language).get(code, code)


def countries(language: Language, codes: Iterable[str]) -> str:
    """Countries in a row."""
    return " – ".join(country(language, code) for code in codes)


def number(language: Language, value: float) -> str:
    """A number with the marks of the language: 1.100.000.000 or 1,100,000,000."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def understood(query: Query) -> str:
    """What was understood, in one line."""
    shown = []
    for slot, value in query.as_json().items():
        if slot in ("text", "language", "mechanisms"):
            continue
        if slot == "seats":
            value = [" ".join(filter(None, (*seat["offices"], seat["name"], seat["country"]))) for seat in value]
        text = "✓" if value is True else ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        shown.append(f"{word(query.language, 'slot', slot)}: {text}")
    return "; ".join(shown)
