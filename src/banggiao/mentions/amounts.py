"""Amounts with Vietnamese number grammar: "1,1 tỷ USD", "3 tỷ 370 triệu đôla Mỹ", "gần 9,56 tỷ", "16,7%"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banggiao.grammar.tables import rows
from banggiao.mentions.dates import DateMention
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
_WORDS = {"một": 1.0, "hai": 2.0, "ba": 3.0, "bốn": 4.0, "năm": 5.0, "sáu": 6.0, "bảy": 7.0, "tám": 8.0, "chín": 9.0, "mười": 10.0}


@cache
def _shape() -> re.Pattern[str]:
    by_kind: dict[str, list[str]] = {}
    for row in rows("units"):
        by_kind.setdefault(row["kind"], []).append(re.escape(row["form"]))

    by_kind["count"] = [re.escape(row["form"]) for row in rows("counted")]

    def either(kind: str) -> str:
        return "|".join(sorted(by_kind.get(kind, ["(?!)"]), key=len, reverse=True))

    multiplier = rf"(?:{either('multiplier')})(?!\w)"
    words = "|".join(_WORDS)
    return re.compile(
        rf"(?<![\w.,/-])(?P<front>US\$|\$|USD )?(?P<n>{_NUMBER}|(?:{words})(?= ))(?: ?(?P<m>{multiplier}))?"
        rf"(?: (?P<n2>{_NUMBER}) (?P<m2>triệu|nghìn|ngàn|tỷ|tỉ)(?!\w))?"
        rf"(?: ?(?P<percent>%)| ?(?P<currency>{either('currency')})(?!\w)| (?P<count>{either('count')})(?!\w))?"
    )


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["kind"], row["canonical"]) for row in rows("units")}


@cache
def _counted() -> dict[str, str]:
    """Counted things that have an indicator of their own; the rest are `other`."""
    return {row["form"]: row["kind"] for row in rows("counted")}


_DIGIT_OR_WORD = re.compile(r"\d|\$|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?=tỷ|tỉ|triệu|nghìn)")


def amounts(text: str, span: Span, dates: list[DateMention]) -> list[Amount]:
    """All amounts in ``text[start:end]`` that are no part of a date, left to right.

    "1.730 triệu USD" is 1730000000 USD; "1,1 tỉ" without a unit keeps `unit` None and is no money yet.
    """
    out: list[Amount] = []
    taken = [(d.start, d.end) for d in dates]
    shape = _shape()
    at, stop = span
    while (begin := _DIGIT_OR_WORD.search(text, at, stop)) is not None:
        here = begin.start()
        match = shape.match(text, here, stop)
        if match is None or match.end() == here:
            at = _past_number(text, here, stop)
            continue
        at = max(match.end(), here + 1)
        if any(a <= here < b for a, b in taken):
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
    if match["percent"]:
        return Amount(match.start(), match.end(), value, "%", None, None)
    money = match["currency"] or (match["front"] or "").strip()
    if money:
        code = _units().get(money, ("", "USD"))[1]
        return Amount(match.start(), match.end(), round(value, 6), money, code, None)
    if match["count"]:
        return Amount(match.start(), match.end(), value, match["count"], None, _counted().get(match["count"], "other"))
    return None


def _value(number: str) -> float | None:
    if number in _WORDS:
        return _WORDS[number]
    plain = number
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        plain = number.replace(".", "").replace(",", ".")
    elif "," in number:
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
