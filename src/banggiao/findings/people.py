"""The people of a story: every mention of one person brought together, offices without a name led back to him."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from banggiao.mentions.actors import Actor
from banggiao.mentions.names import is_vietnamese


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
    people: list[Figurehead] = []
    for actor in actors:
        if actor.kind == "person" and actor.name is not None:
            person = _same(people, actor)
            if person is None:
                person = Figurehead(actor.name, actor.country)
                people.append(person)
            _take(person, actor)
    for actor in actors:
        if actor.kind == "person":
            for person in people:
                if actor in person.mentions:
                    actor.name, actor.country = person.name, person.country or actor.country
    _settle_wives(people, actors)
    _settle_countries(people)
    for person in people:
        person.offices = tidy(person.offices)
        for mention in person.mentions:
            mention.name, mention.country = person.name, person.country
    for at, actor in enumerate(actors):
        if actor.kind == "office":
            _refer(people, actors, at)
    return people


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


def _same(people: list[Figurehead], actor: Actor) -> Figurehead | None:
    folded = fold_name(actor.name or "")
    words = folded.split()
    for person in people:
        known = fold_name(person.name)
        if known == folded or any(fold_name(a) == folded for a in person.also):
            return person
    for person in people:
        known = fold_name(person.name).split()
        if len(words) == len(known) == 2 and words[1] == known[1] and len(words[0]) == 1 and known[0].startswith(words[0]):
            return person  # "V. Nikishina"
        short, long = sorted((words, known), key=len)
        if len(short) < len(long) and (long[-len(short) :] == short or long[: len(short)] == short):
            vietnamese = is_vietnamese(person.name) or is_vietnamese(actor.name or "")
            if len(short) >= 2 or not vietnamese:
                return person
        if len(words) > 1 and len(known) > 1 and not is_vietnamese(person.name) and not is_vietnamese(actor.name or ""):
            ratio = SequenceMatcher(None, folded, fold_name(person.name)).ratio()
            if ratio >= 0.85 and (words[0][:1] == known[0][:1]):
                return person
    return None


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name without diacritics, hyphens and case: how two spellings are compared."""
    text = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d").lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text))


def _settle_wives(people: list[Figurehead], actors: list[Actor]) -> None:
    """A wife's country is her husband's: "bà Loo Tze Lui, Phu nhân Thủ tướng Singapore Lawrence Wong"."""
    for actor, husband in zip(actors, actors[1:], strict=False):
        beside = actor.kind == "person" and not actor.offices and husband.start - actor.end == len(", Phu nhân ")
        if beside and husband.kind in ("person", "office"):
            husband.aside = True
        if beside and husband.country:
            for person in people:
                if person.name == actor.name and person.country is None:
                    person.country = husband.country


def _settle_countries(people: list[Figurehead]) -> None:
    """A Vietnamese name without another country's office is Vietnam's."""
    for person in people:
        if person.country is None and is_vietnamese(person.name):
            person.country = "VN"


def tidy(offices: list[str]) -> list[str]:
    """Offices without those that another says in full: "Phó Thủ tướng" beside "Phó Thủ tướng Chính phủ"."""
    keys = [" ".join(o.casefold().split()) for o in offices]
    out = []
    for i, office in enumerate(offices):
        shadowed = any(
            j != i and (keys[i] != keys[j] and keys[j].startswith(keys[i]) or keys[i] == keys[j] and j < i)
            for j in range(len(keys))
        )
        if not shadowed:
            out.append(office)
    return out


def _refer(people: list[Figurehead], actors: list[Actor], at: int) -> None:
    """Lead an office without a name back to the one person of the story who holds it."""
    actor = actors[at]
    wanted = [o.casefold() for o in actor.offices]
    fits = []
    for person in people:
        held = [o.casefold() for o in person.offices]
        if not held or (actor.country and person.country and actor.country != person.country):
            continue
        if all(any(h == w or h.startswith(w) or w.startswith(h) for h in held) for w in wanted):
            fits.append(person)
    if len(fits) > 1 and actor.country is None:
        home = [p for p in fits if p.country == "VN"]
        fits = home if len(home) == 1 else fits
    if len(fits) == 1:
        actor.name, actor.country = fits[0].name, fits[0].country
        fits[0].mentions.append(actor)
