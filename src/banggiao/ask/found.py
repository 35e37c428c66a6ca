"""What was found for a question, before it is an answer; and what several answers share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from banggiao.ask.query import Query, Quote
from banggiao.record.days import Days, days_of
from banggiao.record.naming import plain

Thing = dict[str, Any]
#: So many quotes and facts stand behind an answer at most.
_QUOTES: Final = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An answer's sentence, its values and the things it rests on."""

    text: str
    values: tuple[str, ...]
    things: tuple[Thing, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of what it rests on."""
        return tuple(dict.fromkeys(thing["id"] for thing in self.things))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What stories say of it: of each thing its first quotes."""
        each = 1 if len(self.things) > 2 else 3
        quotes = [
            Quote(thing["id"], e["story"], e["quote"], e["start"], e["end"])
            for thing in self.things for e in thing.get("evidence", ())[:each]
        ]  # fmt: skip
        return tuple(dict.fromkeys(quotes))[:_QUOTES]


def stamp_of(date: Thing | None) -> str | None:
    """A date as a value: "2024-07-11/2024-07-12", one day as it is."""
    if not date:
        return None
    start, end = date["start"], date.get("end") or date["start"]
    return str(start) if start == end else f"{start}/{end}"


def days_of_thing(thing: Thing) -> Days | None:
    """The days of a thing with a `date`."""
    date = thing.get("date")
    return days_of(date["start"], date.get("end")) if date else None


def asked_days(query: Query) -> Days | None:
    """The days that a query is about; None where it names no time."""
    if not query.start and not query.end:
        return None
    return days_of(query.start or "1900", query.end or "9999")


def speaks_of(texts: Iterable[str | None], topic: Sequence[str]) -> bool:
    """True where every word of the topic stands in the texts."""
    said = set(plain(" ".join(filter(None, texts))).replace(",", " ").replace(".", " ").split())
    return all(word in said for run in topic for word in plain(run).split())


def quotes_of(thing: Thing) -> list[str]:
    """What stories say of a thing."""
    return [e["quote"] for e in thing.get("evidence", ())]
