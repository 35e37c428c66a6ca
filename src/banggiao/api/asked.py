"""What a request asks for: its parameters, each held against what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from starlette.datastructures import QueryParams

from banggiao.errors import BangGiaoError
from banggiao.record import values
from banggiao.record.filters import Filters
from banggiao.record.search import Narrowing

#: Things of one page, unless another number is asked for; and the largest such number.
PAGE: Final = 50
LARGEST_PAGE: Final = 200
#: No name, outlet or cursor is longer.
LONGEST: Final = 300


class Refused(BangGiaoError):  # as the tree in `errors` names its own
    """A request that is answered with an error: `status` of HTTP, a `code` for programs, a message for people."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        """Say what is wrong, and with which parameter."""
        super().__init__(message)
        self.status, self.code, self.message, self.field = status, code, message, field


@dataclass(frozen=True, slots=True)
class List:
    """A list: the parameters that narrow it, and what `kind` and `status` may be (None: any text)."""

    about: str
    takes: tuple[str, ...] = ()
    kinds: Callable[[], tuple[str, ...]] | None = None
    statuses: tuple[str, ...] = ()


_TIME: Final = ("from", "to")
_COUNTRIES: Final = ("with", "between")
_ALL: Final = (*_COUNTRIES, *_TIME)

LISTS: Final[Mapping[str, List]] = {
    "events": List(
        "Events, the newest first.",
        (*_ALL, "kind", "level", "status", "person", "source", "mechanism"),
        lambda: values.EVENT_KINDS,
        values.STATUSES,
    ),
    "people": List("Persons, those named most often first.", (*_ALL, "person")),
    "tenures": List("Who held which office from when to when; `kind` is the office.", (*_ALL, "kind", "person")),
    "mechanisms": List("Mechanisms with their sessions, gaps, host in turn and next session due.", _COUNTRIES),
    "sessions": List("Numbered sessions, the newest first.", _ALL),
    "figures": List("Figures, the latest period first.", (*_ALL, "kind"), lambda: values.INDICATORS),
    "commitments": List("Commitments, the newest first.", (*_ALL, "kind", "status"), lambda: values.ACTS, values.STATES),
    "agreements": List(
        "Agreements, the newest first.", (*_ALL, "kind", "status"), values.agreement_kinds, values.AGREEMENT_STATUSES
    ),
    "phrases": List("Set phrases of relationships.", (*_ALL, "kind"), values.phrase_kinds),
    "conflicts": List("What sources say differently.", (*_ALL, "kind"), lambda: values.CONFLICT_SORTS),
    "sources": List("Outlets with how much they told."),
    "coverage": List("Stories and events of each outlet in each month.", (*_TIME, "source")),
    "doubts": List("Pairs that may be one."),
    "judgements": List("Judgements, the newest first."),
}
#: The largest number that a database holds.
_LARGEST: Final = 2**63 - 1
#: What the stories of a search are narrowed by.
NARROWS: Final = ("with", "kind", "year", "person", "source")
#: Each parameter with what it means and an example.
ABOUT: Final[Mapping[str, tuple[str, str]]] = {
    "with": ("Countries that must all be concerned, parted by commas (ISO 3166-1 alpha-2).", "LA"),
    "between": ("Two countries or more that must all be concerned, parted by commas.", "VN,LA"),
    "from": ("From this day, month or year on.", "2024-07"),
    "to": ("Until this day, month or year, which is included.", "2024"),
    "kind": ("The kind.", "visit"),
    "level": ("The level of a visit.", "state"),
    "status": ("The status.", "held"),
    "person": ("A name in any spelling, or an id.", "Thongloun Sisoulith"),
    "source": ("Told by this outlet.", "Báo Mẫu"),
    "mechanism": ("The id of a mechanism.", "me-0f3a9c5be1d27786"),
    "limit": ("Things of one page.", "50"),
    "after": ("The cursor with which the page before ended.", "2024-07-11~ev-0f3a9c5be1d27786"),
}


def values_of(name: str, parameter: str) -> tuple[str, ...]:
    """What a parameter of a list may be; empty where any text may be asked for."""
    if parameter == "level":
        return values.LEVELS
    if parameter == "status":
        return LISTS[name].statuses
    kinds = LISTS[name].kinds
    return kinds() if parameter == "kind" and kinds is not None else ()


def filters_of(name: str, query: QueryParams) -> Filters:
    """The filters of a request for the list `name`; `mechanism` is still an id. Raises `Refused`."""
    asked = one_each(query, (*LISTS[name].takes, "limit", "after"), many=("with",))
    taken: dict[str, Any] = {}
    for parameter in ("kind", "level", "status"):
        if parameter in asked:
            allowed = values_of(name, parameter)
            taken[parameter] = _checked(parameter, asked, partial(_one_of, allowed))
    pair = _checked("between", asked, lambda p, v: values.countries(p, [v])) if "between" in asked else ()
    if "between" in asked and len(pair) < 2:
        raise Refused(
            422, "bad_value", f"between: '{asked['between']}' names fewer than two countries, such as VN,LA", "between"
        )
    both = _checked("with", asked, lambda p, v: values.countries(p, [v])) if "with" in asked else ()
    if "with" in asked and not both:
        raise Refused(422, "bad_value", "with: names no country, such as LA", "with")
    start, end = (_checked(p, asked, values.day) if p in asked else None for p in _TIME)
    filters = Filters(
        countries=tuple(dict.fromkeys((*pair, *both))),
        start=start,
        end=end,
        person=asked.get("person"),
        source=asked.get("source"),
        mechanism=asked.get("mechanism"),
        limit=number("limit", asked.get("limit"), PAGE, LARGEST_PAGE),
        after=asked.get("after"),
        **taken,
    )
    if filters.first_day and filters.last_day and filters.first_day > filters.last_day:
        raise Refused(422, "bad_value", f"from: '{start}' is after '{end}'", "from")
    return filters


def search_of(query: QueryParams) -> tuple[str, Narrowing, int, str | None]:
    """Words, what their stories are narrowed by, how many stories, and the cursor of a search. Raises `Refused`."""
    asked = one_each(query, ("q", *NARROWS, "limit", "after"))
    text = needed("q", asked)
    country = _checked("with", asked, values.country) if "with" in asked else None
    kind = _checked("kind", asked, partial(_one_of, values.EVENT_KINDS)) if "kind" in asked else None
    for name, shape in (("year", "[12][0-9]{3}"), ("person", "pe-[0-9a-f]{16}"), ("after", "[0-9]{1,19}")):
        if name in asked and not re.fullmatch(shape, asked[name]):
            raise Refused(422, "bad_value", f"{name}: '{asked[name][:40]}' is not of the form {shape}", name)
    if int(asked.get("after", 0)) > _LARGEST:
        raise Refused(422, "bad_value", "after: no cursor of a search", "after")
    narrowing = Narrowing(country, kind, asked.get("year"), asked.get("person"), asked.get("source"))
    return text, narrowing, number("limit", asked.get("limit"), 20, 100), asked.get("after")


def needed(name: str, asked: Mapping[str, str]) -> str:
    """A parameter that must be there. Raises `Refused`."""
    if name not in asked:
        raise Refused(422, "missing_parameter", f"{name}: is needed", name)
    return asked[name]


def one_each(query: QueryParams, allowed: tuple[str, ...], many: tuple[str, ...] = ()) -> dict[str, str]:
    """Each parameter once, those of `many` joined by commas. Raises `Refused` for unknown, repeated, empty, overlong ones."""
    out: dict[str, str] = {}
    for name, value in query.multi_items():
        if name not in allowed:
            known = ", ".join(allowed) or "none"
            raise Refused(422, "unknown_parameter", f"'{name[:40]}' is no parameter here; allowed are {known}", name[:40])
        if name in out and name not in many:
            raise Refused(422, "repeated_parameter", f"{name}: given more than once", name)
        if not value or len(value) > LONGEST or any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
            raise Refused(
                422, "bad_value", f"{name}: 1 to {LONGEST} characters are needed, none of them a control character", name
            )
        out[name] = f"{out[name]},{value}" if name in out else value
    return out


def number(name: str, text: str | None, otherwise: int, most: int) -> int:
    """A number from 1 to `most`. Raises `Refused`."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise Refused(422, "bad_value", f"{name}: '{text[:20]}' is no number from 1 to {most}", name)
    return int(text)


def _one_of(allowed: tuple[str, ...], name: str, value: str) -> str:
    return values.one_of(name, value, allowed) if allowed else value


def _checked(name: str, asked: Mapping[str, str], check: Callable[[str, str], Any]) -> Any:
    try:
        return check(name, asked[name])
    except BangGiaoError as error:
        raise Refused(422, "bad_value", str(error), name) from error
