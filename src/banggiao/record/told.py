"""An event as one story tells it, made ready to be compared with what other stories tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple
from zlib import crc32

from banggiao.record.days import Days, days_of
from banggiao.record.mechanism_names import Mechanism, mechanism_of
from banggiao.record.naming import name_key, plain

#: Kinds that tell of one thing in other words: a reception is talks seen from the host's side.
GROUPS: Final = {
    "talks": "meeting",
    "reception": "meeting",
    "credentials": "meeting",
    "session": "sitting",
    "conference": "sitting",
}
#: Days before its story's own time within which a thing told without a day took place, and after it where it is planned.
_JUST_BEFORE: Final = timedelta(days=2)
#: Of a visit is told for a week after it.
_A_WEEK: Final = timedelta(days=7)
_SOON: Final = timedelta(days=45)
#: Keys are by spans of so many days, so that two events near each other share one.
_SPAN: Final = 8
_EDGE: Final = 2


class Who(NamedTuple):
    """A participant: the key of the name, the name as printed, the country, the role, the offices of that story."""

    key: str
    name: str
    country: str | None
    role: str
    offices: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """One story's word on an event. `days` are its days as told, `window` those between which it must lie if none are."""

    id: str
    component: str
    story: str
    voice: str
    outlet: str | None
    published: str | None
    body: dict[str, Any]
    kind: str
    group: str
    status: str
    days: Days | None
    window: Days | None
    countries: frozenset[str]
    people: tuple[Who, ...]
    mechanism: Mechanism | None
    number: int | None
    quote: str

    @property
    def foreign(self) -> frozenset[str]:
        """The countries besides Vietnam."""
        return self.countries - {"VN"}

    @property
    def sure_day(self) -> bool:
        """True where a day is printed or follows from what is printed."""
        date = self.body.get("date")
        return bool(date and date["precision"] == "day" and date["basis"] != "inferred")

    @property
    def precision(self) -> str | None:
        """Of its date: day, month or year; of a window, day."""
        date = self.body.get("date")
        return date["precision"] if date and self.days else "day"

    @property
    def quote_as_told(self) -> str:
        """Its first quote, as printed."""
        return str(self.body["evidence"][0]["quote"])

    @property
    def rule(self) -> str:
        """The rule that found it: a welcome is told by other words than a jubilee."""
        return str(self.body["evidence"][0]["rule"])

    @property
    def near(self) -> Days | None:
        """Its days, or else the window."""
        return self.days or self.window

    def guests(self) -> frozenset[str]:
        """Keys of those who came."""
        return frozenset(who.key for who in self.people if who.role == "guest")


def told_of(
    identity: str, component: str, body: dict[str, Any], *, story: str, voice: str, outlet: str | None, published: str | None
) -> Told:
    """Make an event of a reading comparable."""
    people = tuple(
        Who(name_key(p["name"], p["country"]), p["name"], p["country"], p["role"], tuple(p.get("offices", ())))
        for p in body["participants"]
    )
    countries = frozenset(body["countries"]) | {who.country for who in people if who.country}
    date = body["date"]
    days = days_of(date["start"], date["end"]) if date and not _edge_of_stay(body) else None
    number = body["session"]
    mechanism = mechanism_of(body["mechanism"], tuple(sorted(countries)))
    kind = body["kind"]
    return Told(
        identity, component, story, voice, outlet, published, body, kind, GROUPS.get(kind, kind), body["status"], days,
        None if days else _window(body, published), countries, people, mechanism, number if mechanism else None,
        plain(body["evidence"][0]["quote"]),
    )  # fmt: skip


def _edge_of_stay(body: dict[str, Any]) -> bool:
    """True where the date told of a visit is that of its beginning, its end, or the way there: not the days of the stay."""
    edge = body.get("begins") or body.get("ends") or body.get("far")
    return bool(edge) and (body["date"]["start"] == body["date"]["end"] or bool(body.get("journey")))


def _window(body: dict[str, Any], published: str | None) -> Days | None:
    if body.get("begins") or body.get("ends"):
        return days_of(body.get("begins") or body["ends"])
    status = body["status"]
    told = days_of(published[:10]) if published else None
    if told is None:
        return None
    if status == "planned":
        return Days(told.first, told.last + _SOON)
    if body.get("far"):
        return Days(told.first - _JUST_BEFORE, told.last + _JUST_BEFORE)
    if body["kind"] == "visit":
        return Days(told.first - _A_WEEK, told.last)
    return Days(told.first - _JUST_BEFORE, told.last)


def keys_of(told: Told) -> list[str]:
    """Keys under which a story is found: of two of one event each seeks (`sought_by`) one under which the other is found."""
    exact, wide, year = _spans(told)
    return _keys(told, [*exact, *wide, *year])


def sought_by(told: Told) -> list[str]:
    """Keys under which those are found that may tell of the same event.

    Who gives days seeks those with days near, and those that give no more than a year. Only these look through all the visits
    of a year.
    """
    exact, wide, year = _spans(told)
    return _keys(told, [*exact, *(wide or [f"w{at[1:]}" for at in year]), *(f"y{at[1:]}" for at in wide)])


def _keys(told: Told, spans: list[str]) -> list[str]:
    # the whole quote: what it begins with, an office and a name, comes again every week
    keys: set[str] = {f"q:{told.kind}:{crc32(told.quote.encode()):08x}"} if len(told.quote) > 40 else set()
    if told.mechanism is not None and told.number is not None:
        keys.add(f"m:{told.mechanism.key}:{told.number}")
    for span in spans:
        keys.update(f"p:{told.group}:{who.key}:{span}" for who in told.people)
        if told.mechanism is not None:
            keys.add(f"m:{told.mechanism.key}:{span}")
        if told.foreign and (not told.people or told.kind in ("visit", "session")):
            keys.add(f"c:{told.group}:{'-'.join(sorted(told.foreign)[:4])}:{span}")
    return sorted(keys)


def _spans(told: Told) -> tuple[list[str], list[str], list[str]]:
    """Of days their spans, of a year or a long trip that, and of a visit with days also its year."""
    near = told.near
    if near is None:
        return [], [], []
    if (near.last - near.first).days > _SOON.days:  # so long that only others of the kind can be the same
        return [], [f"w{near.first.year}"], []
    first, last = near.first.toordinal() - _EDGE, near.last.toordinal() + _EDGE
    spans = [str(at) for at in range(first // _SPAN, last // _SPAN + 1)]
    return spans, [], [f"y{near.first.year}"] if told.kind == "visit" else []
