"""What several stories say of one field: values side by side, best supported first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar


class Voiced(Protocol):
    """Whatever is told by a story; near-duplicates have one voice."""

    @property
    def id(self) -> str:
        """The statement's."""

    @property
    def voice(self) -> str:
        """The voice of the story that tells it."""


Teller = TypeVar("Teller", bound=Voiced)
Value = TypeVar("Value", bound=Hashable)


def supported(
    tellers: Iterable[Teller], value: Callable[[Teller], Value | None], weight: Callable[[Value], int] = lambda _: 0
) -> list[tuple[Value, list[Teller]]]:
    """Values with who tells them: the heavier first, then the one with more voices, then by who told it first.

    `tellers` come in a fixed order. Silence is no value.
    """
    said: dict[Value, list[Teller]] = {}
    for teller in tellers:
        one = value(teller)
        if one is not None:
            said.setdefault(one, []).append(teller)
    order = {one: at for at, one in enumerate(said)}
    return sorted(said.items(), key=lambda pair: (-weight(pair[0]), -len({t.voice for t in pair[1]}), order[pair[0]]))


def first(values: list[tuple[Value, list[Teller]]]) -> Value | None:
    """The best supported value, or None where nobody says anything."""
    return values[0][0] if values else None
