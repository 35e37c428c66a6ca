"""Somebody spoken of in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from banggiao.model import Span


@dataclass(slots=True)
class Actor:
    """Somebody at ``text[start:end]``.

    `kind` is person, office (no name given), body, country or pair ("hai bên"). `offices` are in full form without the
    country. `countries` is what a pair or a friendship association spans; `country` whom a single actor acts for. One who
    is `aside` is named only to say who another is: "bà Loo Tze Lui, Phu nhân Thủ tướng Singapore Lawrence Wong".
    `members` are the people, with their countries, whom "hai Thủ tướng" stands for, once the story has been searched.
    """

    start: int
    end: int
    kind: Literal["person", "office", "body", "country", "pair"]
    name: str | None = None
    country: str | None = None
    offices: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    name_span: Span | None = None
    rule: str = ""
    aside: bool = False
    members: tuple[tuple[str, str | None], ...] = ()
