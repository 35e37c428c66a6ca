"""Amounts with Vietnamese number grammar: "1,1 tỷ USD", "3 tỷ 370 triệu đôla Mỹ", "gần 9,56 tỷ", "16,7%"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banggiao.grammar.cues import words
from banggiao.grammar.tables import rows
from banggiao.mentions.dates import DateMention
from banggiao.mentions.numerals import number_in_words
from banggiao.model import Span


class Amount(NamedTuple):
    """A number at ``text[start:end]``: `value` already multiplied, `unit` as printed or "%".

    `currency` is an ISO 4217 code where the unit is money; `counted` the indicator where it counts things ("256 dự án").
    """

    start: int
    end: int
    value: float
    unit: str | None
    currency: str | None
    counted: str | None


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d+)?"
#: Numbers in words that count where a multiplier follows: "hai triệu", not "hai bên".
_WORDS = {form: float(number_in_words(form)) for form in sorted(words("numbers in words before a multiplier"))}
_SECOND = "|".join(sorted(words("multipliers that join a second part")))


@cache
def _forms(kind: str) -> tuple[str, ...]:
    """The units of a kind, or under ``count`` what is counted, longest first."""
    found = rows("counted") if kind == "count" else [row for row in rows("units") if row["kind"] == kind]
    return tuple(sorted((row["form"] for row in found), key=len, reverse=True))


@cache
def _shape() -> re.Pattern[str]:
    def either(kind: str) -> str:
        """The forms gathered by first letter: most numbers have no unit, and so it is soon told."""
        by_letter: dict[str, list[str]] = {}
        for form in _forms(kind):
            by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
        return "|".join(f"{re.escape(c)}(?:{'|'.join(rests)})" for c, rests in by_letter.items()) or "(?!)"

    multiplier = rf"(?:{either('multiplier')})(?!\w)"
    words = "|".join(_WORDS)
    return re.compile(
        rf"(?<![\w.,/-])(?P<front>US\$|\$|USD )?(?P<n>{_NUMBER}|(?:{words})(?= ))(?: ?(?P<m>{multiplier}))?"
        rf"(?: (?P<n2>{_NUMBER}) (?P<m2>{_SECOND})(?!\w))?"
        rf"(?: ?(?P<percent>%)| ?(?P<currency>{either('currency')})(?!\w)| (?P<count>{either('count')})(?!\w))?"
    )


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["kind"], row["canonical"]) for row in rows("units")}


@cache
def _counted() -> dict[str, str]:
    """Counted things that have an indicator of their own; the rest are `other`."""
    return {row["form"]: row["kind"] for row in rows("counted")}


_DIGIT_OR_WORD = re.compile(rf"\d|\$|(?<!\w)(?:{'|'.join(_WORDS)}) (?={_SECOND})")
_MULTIPLIERS = tuple(f" {form}" for form in _SECOND.split("|"))
#: The last group of a number without a unit.
_BARE = frozenset({"n", "m", "m2"})


@cache
def _digit() -> re.Pattern[str]:
    """The digits of these behind whose number something may stand that makes it an amount: "5" in "5 tỷ", not in "5/9"."""
    first = "".join(sorted({form[0] for kind in ("multiplier", "currency", "count") for form in _forms(kind)}))
    return re.compile(
        rf"[\d$](?<![\w.,/-].)(?<![\w.,/-]\$.)(?:(?<=\$)|(?=\d*(?:[.,]\d+)*(?: ?[%{re.escape(first)}]| \d)))"
    )


def amounts(text: str, span: Span, dates: list[DateMention]) -> list[Amount]:
    """All amounts in ``text[start:end]`` that are no part of a date, left to right.

    "1.730 triệu USD" is 1730000000 USD; "1,1 tỉ" without a unit keeps `unit` None and is no money yet.
    """
    out: list[Amount] = []
    shape = _shape()
    at, stop = span
    part, begins = text[at:stop], _digit()
    for multiplier in _MULTIPLIERS:
        if multiplier in part:
            begins = _DIGIT_OR_WORD
            break
    while (begin := begins.search(text, at, stop)) is not None:
        here = begin.start()
        match = shape.match(text, here, stop)
        if match is None or match.end() == here:
            at = _past_number(text, here, stop)
            continue
        at = max(match.end(), here + 1)
        if (match.lastgroup in _BARE and not match["front"]) or any(d.start <= here < d.end for d in dates):
            continue
        amount = _amount(match)
        if amount is not None:
            out.append(amount)
    return out


def _past_number(text: str, here: int, stop: int) -> int:
    here += 1
    while here < stop and (text[here].isdigit() or text[here] in ".,"):
        here += 1
    return here


def _amount(match: re.Match[str]) -> Amount | None:
    value = _value(match["n"])
    if value is None:
        return None
    value *= _factor(match["m"])
    if match["n2"]:
        value += (_value(match["n2"]) or 0.0) * _factor(match["m2"])
    value = float(f"{value:.12g}")  # 33,3 tỷ is 33300000000 and not 33299999999.999996
    if match["percent"]:
        return Amount(match.start(), match.end(), value, "%", None, None)
    money = match["currency"] or (match["front"] or "").strip()
    if money:
        code = _units().get(money, ("", "USD"))[1]
        return Amount(match.start(), match.end(), value, money, code, None)
    if match["count"]:
        return Amount(match.start(), match.end(), value, match["count"], None, _counted().get(match["count"], "other"))
    return None


_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def _value(number: str) -> float | None:
    if number in _WORDS:
        return _WORDS[number]
    plain = number
    if "," in number or _THOUSANDS.fullmatch(number):
        plain = number.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _factor(word: str | None) -> float:
    if not word:
        return 1.0
    kind, canonical = _units().get(word, ("", "1"))
    return float(canonical) if kind == "multiplier" else 1.0
