"""A question as it was understood, and its answer: frozen, the same for the command, the portal and the API."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Language = Literal["vi", "en"]
#: answered; the record has nothing on it; what was asked was not understood.
Status = Literal["answered", "nothing", "not_understood"]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody a question names: a person, by `ids` of the record, an office of a country, or both.

    "Thủ tướng Lào Sonexay Siphandone" has all; "Thủ tướng Lào" has nobody's name and stands for who held it that day. `name`
    without `ids` is a name that the record does not know. `before` is true where it stands before the verb.
    """

    name: str | None = None
    ids: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    country: str | None = None
    before: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks.

    `asks` is when, since, where, who, office, count, much, growth, what, list, number, turn, countries, yesno or phrase;
    `about` is event, visits, session, figure, commitment, agreement, phrase, tenure, relation or mechanism. `origin` and
    `destination` are the countries before and after a verb of travelling. `start` and `end` are ISO dates, both inclusive.
    `mechanisms` are ids; `mechanism` is how it was called. `topic` are words an answer must speak of, `quoted` words in
    quotes, `unknown` names that nothing in the record bears.
    """

    text: str
    language: Language
    asks: str | None = None
    about: str | None = None
    seats: tuple[Seat, ...] = ()
    countries: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    mechanism: str | None = None
    mechanisms: tuple[str, ...] = ()
    session: int | None = None
    kinds: tuple[str, ...] = ()
    level: str | None = None
    indicator: str | None = None
    unit: str | None = None
    goal: bool = False
    act: str | None = None
    state: str | None = None
    order: Literal["first", "last", "next"] | None = None
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What was understood, without what was not spoken of."""
        return {name: value for name, value in asdict(self).items() if value not in (None, (), False)}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a story that bears an answer, and where it stands."""

    of: str
    story: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `text` in the question's language, `facts` the ids it rests on, `quotes` what the stories say.

    `values` are the answer's values as the contract writes them: "2024-07-11/2024-07-12", "LA", "1100000000 USD", "3", a name.
    `coverage` is how many stories of how many outlets the record has of the time asked about; given where it has no answer.
    """

    status: Status
    text: str
    query: Query
    values: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    understood: str = ""
    coverage: dict[str, int] | None = field(default=None)

    def as_json(self) -> dict[str, Any]:
        """The answer in plain lists and objects."""
        return {
            "status": self.status, "text": self.text, "understood": self.understood, "values": list(self.values),
            "facts": list(self.facts),
            "quotes": [asdict(quote) for quote in self.quotes], "coverage": self.coverage, "query": self.query.as_json(),
        }  # fmt: skip
