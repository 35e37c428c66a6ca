"""Made-up readings for the benchmark of the record: a world in which things happen, and outlets that tell them.

`made_up_takens(n, seed)` gives what the record would keep of `n` leads without any page being read. The shape is that of real
leads: ten outlets with ten stories a day each, so that a week holds as much whatever `n` is and more stories are more years;
offices that change hands after some years, local officials ever new; one story in five nearly the words of another.
"""

from __future__ import annotations

import hashlib
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache
from typing import Any, Final

from banggiao.grammar.tables import rows
from banggiao.record.ids import make_id
from banggiao.record.statements import Statement, StoryRow, Taken
from banggiao.record.voices import sketch_of

FIRST_DAY: Final = Day(2011, 1, 1)
OUTLETS: Final = tuple(f"bao-{at}.vn" for at in range(10))
#: Stories of an outlet a day.
DENSITY: Final = 10
#: How often a story is another's, nearly to the word.
COPIED: Final = 0.2
#: Stories of a hundred that tell of two happenings, of one; the others tell of none.
_TELLING: Final = (15, 60)
#: Of a hundred stories, so many have a statement of a sort, as counted in 4,680 real leads.
_OFTEN: Final = {"commitment": 11, "agreement": 5, "phrase": 5, "session": 7, "figure": 3}
_TERM: Final = 5 * 365
_FOUR: Final = ("Tổng Bí thư", "Chủ tịch nước", "Thủ tướng Chính phủ", "Chủ tịch Quốc hội")
_OTHERS: Final = ("Tổng thống", "Thủ tướng", "Bộ trưởng Bộ Ngoại giao", "Chủ tịch Quốc hội")
_KINDS: Final = (
    ("activity", 22),
    ("talks", 20),
    ("reception", 24),
    ("message", 16),
    ("conference", 12),
    ("session", 10),
    ("ceremony", 10),
    ("appointment", 6),
    ("signing", 4),
    ("credentials", 2),
    ("call", 2),
)

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figurehead:
    """Somebody in an office of a country."""

    name: str
    country: str
    office: str

    def as_participant(self, role: str) -> Body:
        return {"name": self.name, "country": self.country, "role": role, "offices": [self.office]}


@dataclass(frozen=True, slots=True)
class Happening:
    """What outlets tell of on a day: an event in the names of the contract, less its evidence."""

    body: Body
    people: tuple[Figurehead, ...]
    words: str


@cache
def _column(name: str, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows(name) if row[column]))


@cache
def _syllables() -> tuple[str, ...]:
    """The words of the lists, to make texts of."""
    words = {
        w
        for name, column in (("offices", "form"), ("mechanisms", "form"), ("documents", "form"), ("formulae", "form"))
        for form in _column(name, column)
        for w in form.casefold().split()
    }
    return tuple(sorted(words))


@cache
def _countries() -> tuple[str, ...]:
    return tuple(code for code in sorted(set(_column("countries", "canonical"))) if len(code) == 2 and code != "VN")


class World:
    """The countries, their office holders, and what comes to pass each day. The same seed makes the same world."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.near = [c for c in ("LA", "KH", "CN", "JP", "KR", "US", "RU", "TH", "FR", "CU", "IN", "AU") if c in _countries()]
        self._terms: dict[tuple[str, str, int], Figurehead] = {}
        self._under_way: list[tuple[Day, Day, Body, tuple[Figurehead, ...]]] = []
        self._mechanisms = [(name, land) for land in self.near for name in self.chance.sample(_pair_mechanisms(), 4)]

    def country(self) -> str:
        """Neighbours and great powers are told of more often than the rest."""
        return self.chance.choice(self.near) if self.chance.random() < 0.6 else self.chance.choice(_countries())

    def holder(self, country: str, seat: int, day: Day) -> Figurehead:
        """Who holds a seat of a country on a day: 0 to 3 are the top, 4 to 33 ministries, the rest local offices."""
        offset = int.from_bytes(hashlib.blake2b(f"{country}{seat}".encode(), digest_size=2).digest(), "big") % _TERM
        term = (day.toordinal() + offset) // _TERM
        key = (country, str(seat), term)
        if key not in self._terms:
            self._terms[key] = Figurehead(self.name(country), country, self._office(country, seat))
        return self._terms[key]

    def name(self, country: str) -> str:
        if country == "VN":
            surname = self.chance.choice(_vietnamese_surnames())
            return " ".join((surname, *(w.capitalize() for w in self.chance.choices(_given(), k=2))))
        parts = self.chance.choices(_foreign_parts(), k=self.chance.choice((3, 4, 4, 5)))
        cut = len(parts) // 2
        return f"{''.join(parts[:cut]).capitalize()} {''.join(parts[cut:]).capitalize()}"

    def _office(self, country: str, seat: int) -> str:
        top = _FOUR if country in ("VN", "LA", "CN", "CU") else _OTHERS
        if seat < 4:
            return top[seat]
        return self.chance.choice(_column("full_offices", "canonical") or _column("offices", "canonical"))

    def anybody(self, country: str, day: Day) -> Figurehead:
        at = self.chance.random()
        if at < 0.45:
            return self.holder(country, self.chance.randrange(4), day)
        if at < 0.8:
            return self.holder(country, 4 + self.chance.randrange(30 if country == "VN" else 8), day)
        return self.holder(country, 40 + self.chance.randrange(800 if country == "VN" else 20), day)

    def today(self, day: Day) -> list[Happening]:
        """What the outlets of a day may tell."""
        self._under_way = [visit for visit in self._under_way if visit[1] >= day]
        if self.chance.random() < 0.6:
            self._under_way.append(self._new_visit(day))
        out = [
            self._happening(body | {"status": "held" if start <= day else "planned"}, who)
            for start, _, body, who in self._under_way
        ]
        for _ in range(9):
            kind = self.chance.choices([k for k, _ in _KINDS], [w for _, w in _KINDS])[0]
            out.append(self._event(kind, day))
        for start, _, body, (ours, theirs, *_) in self._under_way:
            if start <= day and self.chance.random() < 0.5:  # talks within a visit
                out.append(
                    self._happening(
                        _body("talks", day, body["countries"], [ours.as_participant("party"), theirs.as_participant("party")]),
                        (ours, theirs),
                    )
                )
        return out

    def _new_visit(self, day: Day) -> tuple[Day, Day, Body, tuple[Figurehead, ...]]:
        start = day + timedelta(days=self.chance.randrange(6))
        end = start + timedelta(days=self.chance.randrange(4))
        land = self.country()
        sides = [self.anybody("VN", start), self.anybody(land, start)]
        guest, host = sides if self.chance.random() < 0.5 else sides[::-1]
        body = _body("visit", start, ("VN", land), [guest.as_participant("guest"), host.as_participant("host")], end)
        body["level"] = self.chance.choice(("official", "state", "working", None))
        return start, end, body, (host, guest)

    def _event(self, kind: str, day: Day) -> Happening:
        land = self.country()
        ours, theirs = self.anybody("VN", day), self.anybody(land, day)
        if kind in ("activity", "appointment"):
            return self._happening(_body(kind, day, ("VN",), [ours.as_participant("party")]), (ours,))
        if kind in ("session", "conference"):
            at = (
                day.toordinal() % 365 * len(self._mechanisms) // 365
                if kind == "session"
                else self.chance.randrange(len(self._mechanisms))
            )
            name, land = self._mechanisms[at]  # each sits once a year, for some days
            theirs = self.anybody(land, day)
            body = _body(kind, day, ("VN", land), [ours.as_participant("chair"), theirs.as_participant("chair")])
            body["mechanism"] = name
            body["session"] = day.toordinal() // 365 - 2000 if kind == "session" else None
            return self._happening(body, (ours, theirs))
        roles = {"message": ("sender", "recipient"), "reception": ("host", "guest")}.get(kind, ("party", "party"))
        return self._happening(
            _body(kind, day, ("VN", land), [ours.as_participant(roles[0]), theirs.as_participant(roles[1])]), (ours, theirs)
        )

    def _happening(self, body: Body, who: tuple[Figurehead, ...]) -> Happening:
        return Happening(body, who, f"{' và '.join(f'{p.office} {p.name}' for p in who)} {self.words(16)}")

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(_syllables(), k=count))


def _body(kind: str, day: Day, countries: tuple[str, ...], people: list[Body], end: Day | None = None) -> Body:
    date = {"start": day.isoformat(), "end": (end or day).isoformat(), "precision": "day", "basis": "stated", "why": None}
    return {
        "kind": kind,
        "status": "held",
        "level": None,
        "channel": None,
        "date": date,
        "place": None,
        "countries": list(countries),
        "participants": people,
        "mechanism": None,
        "session": None,
    }


@cache
def _vietnamese_surnames() -> tuple[str, ...]:
    return tuple(row["form"] for row in rows("surnames") if row["kind"] == "vietnamese" and " " not in row["form"])


@cache
def _given() -> tuple[str, ...]:
    return tuple(
        sorted({w for row in rows("office_holders") if row["country"] == "VN" for w in row["name"].casefold().split()})
    )


@cache
def _foreign_parts() -> tuple[str, ...]:
    """Pairs and threes of letters that foreign names begin with, so that names crowd as real ones do."""
    heads = [
        w[:at].casefold()
        for row in rows("office_holders")
        if row["country"] != "VN"
        for w in row["name"].split()
        for at in (2, 3)
        if len(w) > at
    ]
    return tuple(sorted(heads))


@cache
def _pair_mechanisms() -> list[str]:
    return sorted(
        {
            row["canonical"]
            for row in rows("mechanisms")
            if row["scope"] == "bilateral" and row["kind"] not in ("sitting", "domestic")
        }
    )


@cache
def _documents() -> tuple[str, ...]:
    return _column("documents", "canonical")


class Writer:
    """Turns happenings into what the record keeps of leads."""

    def __init__(self, seed: int) -> None:
        self.world = World(seed)
        self.chance = random.Random(seed + 1)
        self._count = 0
        self._promises = [self.world.words(24) for _ in range(40)]
        self._named = list(_documents()[:20])

    def day(self, day: Day) -> Iterator[Taken]:
        """The leads of a day, of all outlets."""
        happenings = self.world.today(day)
        written: list[tuple[str, list[Happening]]] = []
        for outlet in self.chance.sample(OUTLETS, len(OUTLETS)):
            for _ in range(DENSITY):
                if written and self.chance.random() < COPIED:
                    text, told = self.chance.choice(written)
                    text = f"{text} {self.chance.choice(_syllables())}"
                else:
                    at = self.chance.randrange(100)
                    told = self.chance.sample(happenings, 2 if at < _TELLING[0] else 1 if at < sum(_TELLING) else 0)
                    text = f"{' '.join(h.words for h in told)} {self.world.words(30)}"
                    written.append((text, told))
                yield self._lead(day, outlet, text, told)

    def _lead(self, day: Day, outlet: str, text: str, told: list[Happening]) -> Taken:
        self._count += 1
        content = json.dumps({"n": self._count, "lead": text}, ensure_ascii=False).encode()
        capture = hashlib.sha256(content).hexdigest()
        story = make_id("story", capture, "s1")
        published = f"{day.isoformat()}T{6 + self._count % 16:02d}:{self._count % 60:02d}"
        url = f"https://{outlet}/{self._count}.html"
        row = StoryRow(story, capture, "s1", "main", text[:80], text, published, outlet, url, None, sketch_of(text))
        bodies = [("event", h.body) for h in told]
        bodies += [
            ("person", {"name": p.name, "country": p.country, "offices": [p.office], "also": []})
            for h in told
            for p in h.people
        ]
        bodies += [(sort, self._other(sort, day)) for sort, often in _OFTEN.items() if self.chance.randrange(100) < often]
        statements = []
        for at, (sort, body) in enumerate(bodies):
            start = min(at * 3, max(0, len(text) - 120))
            evidence = [
                {"story": "s1", "start": start, "end": start + 120, "quote": text[start : start + 120], "rule": "made up"}
            ]
            statements.append(
                Statement(make_id("reference", capture, at)[3:], sort, story, {"story": "s1", **body, "evidence": evidence})
            )
        return Taken(
            capture, f"leads.csv#{self._count}", "row", zlib.compress(content, 6), "{}", url, None, (row,), tuple(statements)
        )

    def _other(self, sort: str, day: Day) -> Body:
        land = self.world.country()
        if sort == "commitment":
            if self.chance.random() < 0.05:  # now and then an old promise is said again, and old ones give way to new
                self._promises[self.chance.randrange(len(self._promises))] = self.world.words(24)
            said = self.chance.choice(self._promises) if self.chance.random() < 0.3 else self.world.words(24)
            act = self.chance.choices(("agree", "pledge", "propose", "plan", "target"), (30, 15, 35, 17, 3))[0]
            if act == "target":
                said += f" {self.chance.randrange(1, 40)} tỷ USD"
            elif self.chance.random() < 0.02:
                said += f" {self.chance.choice(self._named)}"
            return {"act": act, "by": ["VN", land], "text": said, "due": None}
        if sort == "agreement":
            name = f"{self.chance.choice(_documents())} {self.world.words(2)}"
            self._named[self.chance.randrange(len(self._named))] = name
            return {
                "name": name,
                "kind": "agreement",
                "status": self.chance.choice(("signed", "named", "planned")),
                "date": None,
                "countries": ["VN", land],
            }
        if sort == "phrase":
            return {"phrase": self.chance.choice(_column("formulae", "form")), "kind": "quality", "countries": ["VN", land]}
        if sort == "session":
            name, land = self.chance.choice(self.world._mechanisms)
            return {"mechanism": name, "number": day.toordinal() // 365 - 2000}
        month = self.chance.randrange(1, 13)
        period = {
            "start": f"{day.year}-01",
            "end": f"{day.year}-{month:02d}",
            "precision": "month",
            "basis": "stated",
            "why": None,
        }
        value = float(self.chance.randrange(10, 990) * 10**7)
        return {
            "indicator": self.chance.choice(("trade", "export", "import")),
            "value": value,
            "unit": "USD",
            "parties": ["VN", land],
            "period": period,
            "change": None,
            "goal": False,
            "base": None,
        }


def made_up_takens(n: int, seed: int = 1) -> Iterator[Taken]:
    """What the record keeps of `n` made-up leads, day by day."""
    writer, day, count = Writer(seed), FIRST_DAY, 0
    while True:
        for taken in writer.day(day):
            if count == n:
                return
            yield taken
            count += 1
        day += timedelta(days=1)
