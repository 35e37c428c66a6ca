"""The people of a story: every mention of one person brought together, offices without a name led back to him."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from banggiao.grammar.cues import word, words
from banggiao.grammar.lexicon import Match
from banggiao.mentions.actor import Actor
from banggiao.mentions.names import is_vietnamese
from banggiao.mentions.vocabulary import lexicon
from banggiao.mentions.walking import pick

_SON_OF = words("son of, inside a name")
_LEADER = word("a leader, of whatever office")
_WIFE_OF = word("between a wife and her husband's office")


@dataclass(slots=True)
class Figurehead:
    """One person of a story: name as printed first (or fullest), country, offices in order, every mention."""

    name: str
    country: str | None
    offices: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    mentions: list[Actor] = field(default_factory=list)
    host: str | None = None


def gather_people(actors: list[Actor]) -> list[Figurehead]:
    """People of a story from its actors in order; each actor of kind person or office gets its `name` settled.

    "Tổng thống Nga Vladimir Putin" and later "Tổng thống Putin" are one; "Bounkong Syhavong" and "Bounkong Sihavong"
    with one office are one, the second spelling under `also`.
    """
    book = _Book()
    for actor in actors:
        if actor.kind == "person" and actor.name is not None:
            person = book.find(actor.name)
            if person is None:
                person = Figurehead(actor.name, actor.country)
                book.people.append(person)
            _take(person, actor)
            book.enter(person)
    people = book.people
    _settle_wives(people, actors)
    _settle_countries(people, {a.country for a in actors if a.country})
    for person in people:
        person.offices = tidy(person.offices)
        for mention in person.mentions:
            mention.name, mention.country = person.name, person.country
    _refer(people, actors)
    return people


class _Book:
    """People under their names and under each name's first and last word."""

    def __init__(self) -> None:
        self.people: list[Figurehead] = []
        self._names: dict[str, Figurehead] = {}
        self._words: dict[str, list[Figurehead]] = {}

    def enter(self, person: Figurehead) -> None:
        for name in (person.name, *person.also):
            folded = fold_name(name)
            if folded and folded not in self._names:
                self._names[folded] = person
                words = folded.split()
                for key in {words[0], words[-1]}:
                    self._words.setdefault(key, []).append(person)

    def find(self, name: str) -> Figurehead | None:
        folded = fold_name(name)
        if folded in self._names:
            return self._names[folded]
        words = folded.split()
        if not words:
            return None
        for person in dict.fromkeys([*map(_Same, self._words.get(words[-1], ())), *map(_Same, self._words.get(words[0], ()))]):
            if _same(person.who, name, words):
                return person.who
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A person by identity, so that one filed under two words is tried once."""

    who: Figurehead

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.who is self.who

    def __hash__(self) -> int:
        return id(self.who)


def _take(person: Figurehead, actor: Actor) -> None:
    name = actor.name or ""
    if fold_name(name) != fold_name(person.name):
        if len(name.split()) > len(person.name.split()) and fold_name(name).endswith(fold_name(person.name)):
            person.name = name
        elif not fold_name(person.name).endswith(fold_name(name)) and name not in person.also:
            person.also.append(name)
    person.also += [a for a in actor.also if a not in person.also]
    person.country = _firmer(person, actor)
    person.offices += [o for o in actor.offices if o not in person.offices]
    person.mentions.append(actor)


def _firmer(person: Figurehead, actor: Actor) -> str | None:
    """The country that an office names outweighs the one a name's shape suggests."""
    if actor.country is None or actor.country == person.country:
        return person.country
    if person.country is None:
        return actor.country
    return actor.country if actor.offices and not any(m.offices and m.country for m in person.mentions) else person.country


def _same(person: Figurehead, name: str, words: list[str]) -> bool:
    """True where `name` is the person's name in part, with an initial, or in another spelling."""
    known = fold_name(person.name).split()
    if len(words) == len(known) == 2 and words[1] == known[1] and len(words[0]) == 1 and known[0].startswith(words[0]):
        return True  # "V. Nikishina"
    vietnamese = is_vietnamese(person.name) or is_vietnamese(name)
    short, long = sorted((words, known), key=len)
    if len(short) < len(long) and long[-len(short) - 1] in _SON_OF and long[-len(short) :] == short:
        return False  # "Mohammed bin Salman bin Abdulaziz" is the son of "Salman bin Abdulaziz"
    if len(short) < len(long) and (long[-len(short) :] == short or long[: len(short)] == short):
        return len(short) >= 2 or not vietnamese
    if len(words) > 1 and len(known) > 1 and not vietnamese:
        return SequenceMatcher(None, " ".join(words), " ".join(known)).ratio() >= 0.85
    return False


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name without diacritics, hyphens and case: how two spellings are compared."""
    text = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d").lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text))


def _settle_wives(people: list[Figurehead], actors: list[Actor]) -> None:
    """A wife's country is her husband's: "bà Loo Tze Lui, Phu nhân Thủ tướng Singapore Lawrence Wong"."""
    by_name = {p.name: p for p in people}
    for actor, husband in itertools.pairwise(actors):
        beside = actor.kind == "person" and not actor.offices and husband.start - actor.end == len(_WIFE_OF)
        if not beside:
            continue
        if husband.kind in ("person", "office"):
            husband.aside = True
        wife = by_name.get(actor.name or "")
        if wife is not None and wife.country is None:
            wife.country = husband.country


def _settle_countries(people: list[Figurehead], lands: set[str]) -> None:
    """A known holder's country is his office's; any other Vietnamese name without another country's office is Vietnam's.

    "ông Tập Cận Bình" reads like a Vietnamese name and is none.
    """
    for person in people:
        if person.country is not None:
            continue
        holder = pick(Match(0, 0, lexicon().get(person.name)), "holder")
        if holder is not None and holder.extra:
            person.country = holder.extra
        elif is_vietnamese(person.name):
            chinese = "CN" in lands and person.name.count(" ") == 1  # "ông Chu Vĩ": the Vietnamese have three names or more
            person.country = "CN" if chinese else "VN"


def tidy(offices: list[str]) -> list[str]:
    """Offices without those that another says in full: "Phó Thủ tướng" beside "Phó Thủ tướng Chính phủ"."""
    keys = [" ".join(o.casefold().split()) for o in offices]
    out = []
    for i, office in enumerate(offices):
        shadowed = any(
            j != i and ((keys[i] != keys[j] and keys[j].startswith(keys[i])) or (keys[i] == keys[j] and j < i))
            for j in range(len(keys))
        )
        if not shadowed:
            out.append(office)
    return out


def _refer(people: list[Figurehead], actors: list[Actor]) -> None:
    """Lead each office without a name back to the one person of the story who holds it, "hai Thủ tướng" to both."""
    _refer_rows(people, actors)
    holders: dict[str, list[Figurehead]] = {}
    for person in people:
        for office in person.offices:
            holders.setdefault(_head(office), []).append(person)
    for actor in actors:
        if actor.kind != "office" or not actor.offices:
            continue
        wanted = [o.casefold() for o in actor.offices]
        fits: list[Figurehead] = []
        for person in holders.get(_head(actor.offices[0]), ()):
            held = [o.casefold() for o in person.offices]
            if person in fits or (actor.country and person.country and actor.country != person.country):
                continue
            if all(any(h == w or h.startswith(w) or w.startswith(h) for h in held) for w in wanted):
                fits.append(person)
        if len(fits) > 1 and actor.country is None:
            home = [p for p in fits if p.country == "VN"]
            fits = home if len(home) == 1 else fits
        if len(fits) == 1:
            actor.name, actor.country = fits[0].name, fits[0].country
            fits[0].mentions.append(actor)


#: How many people a reference to several stands for, by the kind of its rule.
_HOW_MANY = {"both": 2, "all": 3}


def _refer_rows(people: list[Figurehead], actors: list[Actor]) -> None:
    """Lead "hai Thủ tướng" back to the two who hold the office, "hai nhà lãnh đạo" to the two told of last.

    They must be of different countries, and no third may be meant; else the reference stays what it is.
    """
    by_name = {p.name: p for p in people}
    told: list[Figurehead] = []
    for actor in actors:
        if actor.kind == "person" and (person := by_name.get(actor.name or "")) is not None:
            told = [p for p in told if p is not person] + [person]
        elif actor.kind == "pair" and actor.offices:
            wanted = actor.offices[0].casefold()
            many = _HOW_MANY.get(actor.name or "", 0)
            holding = [p for p in people if any(_holds(o, wanted) for o in p.offices)]
            meant = told[-many:] if wanted == _LEADER else holding
            if len(meant) == many and len({p.country for p in meant} - {None}) == many:
                actor.members = tuple((p.name, p.country) for p in meant)


def _holds(office: str, wanted: str) -> bool:
    office = office.casefold()
    return office == wanted or office.startswith(wanted + " ")


def _head(office: str) -> str:
    """The first two words of an office, by which its holders are filed."""
    return " ".join(office.casefold().split()[:2])
