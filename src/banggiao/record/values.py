"""What filters and judgements may name: kinds, levels and statuses as the contract has them, countries as the list has them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Final

from banggiao.errors import BangGiaoError
from banggiao.grammar.tables import rows
from banggiao.record.days import days_of

EVENT_KINDS: Final = (
    "visit", "talks", "reception", "call", "session", "conference", "signing", "message", "ceremony", "credentials",
    "appointment", "aid", "activity",
)  # fmt: skip
STATUSES: Final = ("held", "ongoing", "planned", "called_off")
LEVELS: Final = ("state", "official", "official_friendship", "working", "attend")
CHANNELS: Final = ("in_person", "phone", "online", "letter")
INDICATORS: Final = ("trade", "export", "import", "investment", "projects", "aid", "scholarships", "border", "rank", "other")
ACTS: Final = ("agree", "pledge", "propose", "plan", "target")
#: What became of a commitment.
STATES: Final = ("open", "done", "overdue", "silent")
AGREEMENT_STATUSES: Final = ("signed", "planned", "in_force", "named")
CONFLICT_SORTS: Final = ("event", "figure")


def agreement_kinds() -> tuple[str, ...]:
    """Kinds of documents between countries."""
    return tuple(sorted({row["kind"] for row in rows("documents")} - {"domestic"}))


def phrase_kinds() -> tuple[str, ...]:
    """Kinds of set phrases."""
    return tuple(sorted({row["kind"] for row in rows("formulae")}))


def one_of(what: str, value: str, allowed: Iterable[str]) -> str:
    """`value` if it is allowed; raises `BangGiaoError` that names what is."""
    known = tuple(allowed)
    if value in known:
        return value
    near = difflib.get_close_matches(value.casefold().replace("-", "_").replace(" ", "_"), known, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise BangGiaoError(f"{what}: '{value}' is none of {', '.join(known)}{hint}")


def country(what: str, text: str) -> str:
    """The code of a country, ``LA`` for "la"; raises `BangGiaoError`, which for "Lào" says that LA is meant."""
    code = text.strip().upper()
    if code in _codes():
        return code
    named = _codes_by_name().get(" ".join(text.casefold().split()))
    hint = f"; did you mean {named}?" if named else ""
    raise BangGiaoError(
        f"{what}: '{text.strip()}' is no country of the list (two letters of ISO 3166-1, such as VN, LA, KH){hint}"
    )


def countries(what: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The codes in lists such as "VN,LA", each once, in their order."""
    return tuple(dict.fromkeys(country(what, one) for text in texts for one in text.split(",") if one.strip()))


def day(what: str, text: str | None) -> str | None:
    """An ISO day, month or year; raises `BangGiaoError`."""
    if text is None:
        return None
    shape = (
        [len(part) for part in text.split("-")] in ([4], [4, 2], [4, 2, 2])
        and text.replace("-", "").isdecimal()
        and text.isascii()
    )
    if not shape or days_of(text) is None:
        raise BangGiaoError(f"{what}: '{text}' is no day, month or year such as 2024-07-11, 2024-07 or 2024")
    return text


def day_or_fail(what: str, text: str) -> str:
    """An ISO day, month or year; raises `BangGiaoError`."""
    return day(what, text) or ""


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["canonical"] for row in rows("countries"))


@cache
def _codes_by_name() -> dict[str, str]:
    return {" ".join(row["form"].casefold().split()): row["canonical"] for row in rows("countries")}
