"""Persons: who is who behind the names, and whom nobody can tell yet.

Names that may be one person stand in one block; persons are settled block by block from the names, offices and months in it.
Spellings that share a top office at one time are one person, and the row says why; spellings that are only alike are a doubt
for somebody to judge. One name in two careers that run side by side is two persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Final

from banggiao.record.days import days_of
from banggiao.record.ids import make_id
from banggiao.record.likeness import likeness
from banggiao.record.naming import tokens
from banggiao.record.posts import SHARED_DOMAINS, exclude, post_of, posts_of
from banggiao.record.reference import Held, held_by, is_listed

#: Keys so alike, with an office in common, are one person; so alike without, a doubt.
_ONE_PERSON: Final = 0.8
_DOUBTFUL: Final = 0.86
#: Names of a block have so many letters of their last word by the alphabet in common.
_BLOCK: Final = 2
#: Nobody leaves one such office and enters the other within so few days without being told so in one breath.
_SAME_DAYS: Final = 3
_SPLIT: Final = frozenset({"local", "diplomatic", "government", "judiciary", "international", "royal"})


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in a set of offices in one month: from `first` to `last` day told, so many `times`."""

    id: str
    key: str
    name: str
    country: str
    offices: tuple[str, ...]
    month: str
    first: str | None
    last: str | None
    times: int


@dataclass(slots=True)
class Identity:
    """A person: the rows that are of him, and why spellings are held for one."""

    id: str
    country: str | None
    rows: list[NameRow]
    reasons: list[str] = field(default_factory=list)
    reference: tuple[Held, ...] = ()

    @property
    def names(self) -> Counter[str]:
        """Every spelling with how often it was met."""
        count: Counter[str] = Counter()
        for row in self.rows:
            count[row.name] += row.times
        return count

    @property
    def name(self) -> str:
        """The name that lists go by: as the reference list has it, or as it was met most often."""
        if self.reference:
            return self.reference[0].name
        return min(self.names, key=lambda name: (any(len(word) < 2 for word in tokens(name)), -self.names[name], name))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two persons who may be one, and why."""

    one: str
    other: str
    why: str


def block_of(key: str) -> str:
    """The block of a name's key. Vietnamese names, with their spaces and tones, are each a block of their own."""
    return key if " " in key else key.rsplit(".", 1)[-1][:_BLOCK]


def identities(
    rows: Iterable[NameRow], same: frozenset[frozenset[str]], apart: frozenset[frozenset[str]]
) -> tuple[list[Identity], list[Doubt]]:
    """The persons of one block, or of blocks that a judgement brings together, and the doubts among them.

    `same` holds pairs of keys of names, or of ids of rows, that somebody judged to be one, `apart` pairs of ids of rows that
    somebody judged not to be.
    """
    groups = _by_name_and_country(rows)
    persons: list[Identity] = []
    for (key, country), named in sorted(groups.items()):
        for at, career in enumerate(_careers(named, held_by(key, country), apart)):
            identity = make_id("person", key, country, *((career[0].id,) if at else ()))
            persons.append(Identity(identity, country or None, career, reference=held_by(key, country) if not at else ()))
    return _joined(persons, same, apart)


def _by_name_and_country(rows: Iterable[NameRow]) -> dict[tuple[str, str], list[NameRow]]:
    """Rows by key and country; one without a country is of the only country that the name is known in."""
    groups: dict[tuple[str, str], list[NameRow]] = {}
    homeless: list[NameRow] = []
    for row in sorted(rows, key=_order):
        if row.country:
            groups.setdefault((row.key, row.country), []).append(row)
        else:
            homeless.append(row)
    for row in homeless:
        lands = [country for key, country in groups if key == row.key and country]
        groups.setdefault((row.key, lands[0] if len(lands) == 1 else ""), []).append(row)
    return groups


def _order(row: NameRow) -> tuple[str, str]:
    return row.first or "9", row.id


def _careers(rows: Sequence[NameRow], listed: tuple[Held, ...], apart: frozenset[frozenset[str]]) -> list[list[NameRow]]:
    """The rows of one name as the careers of one or more persons, the earliest first.

    Offices named in one breath are one career. Careers that follow each other are one person's, too; two that run side by
    side in offices nobody holds together are two persons.
    """
    rows = sorted(rows, key=_order)
    judged = [pair for pair in apart if pair <= {row.id for row in rows}]
    strands: list[list[NameRow]] = []
    silent: list[NameRow] = []
    for row in rows:
        posts = posts_of(row.offices)
        if not posts and not any(row.id in pair for pair in judged):
            silent.append(row)
            continue
        touching: list[list[NameRow]] = []
        for strand in strands:
            if any(posts & posts_of(other.offices) for other in strand) and not _judged_apart(
                [row, *chain(*touching)], strand, judged
            ):
                touching.append(strand)
        merged = [row, *(other for strand in touching for other in strand)]
        strands = [s for s in strands if s not in touching] + [sorted(merged, key=_order)]
    persons: list[list[NameRow]] = []
    for strand in sorted(strands, key=lambda s: _order(s[0])):
        home = next((p for p in persons if not _rivals(p, strand, listed) and not _judged_apart(p, strand, judged)), None)
        if home is None:
            persons.append(list(strand))
        else:
            home += strand
    if not persons:
        return [silent]
    for row in silent:
        min(
            persons, key=lambda p: (-sum(other.month == row.month for other in p), -sum(o.times for o in p), _order(p[0]))
        ).append(row)
    return [sorted(person, key=_order) for person in persons]


def _judged_apart(person: Sequence[NameRow], strand: Sequence[NameRow], judged: Sequence[frozenset[str]]) -> bool:
    ids, others = {row.id for row in person}, {row.id for row in strand}
    return any(pair & ids and pair & others for pair in judged)


def _rivals(person: Sequence[NameRow], strand: Sequence[NameRow], listed: tuple[Held, ...]) -> bool:
    """True where the two careers run side by side, in offices that nobody holds at once.

    Of one whom the list knows it knows the terms: a province's chairman is another while the minister is in office.
    """
    if listed:
        known = {term.office for term in listed}
        theirs, own = (strand, person) if known & {o for row in person for o in row.offices} else (person, strand)
        if not known & {o for row in own for o in row.offices} or known & {o for row in theirs for o in row.offices}:
            return False
        return any(_during(row, term) for row in theirs for term in listed)
    return any(
        exclude(post_of(mine), post_of(other)) and _side_by_side(person, mine, strand, other)
        for mine in _telling(person)
        for other in _telling(strand)
    )


def _during(row: NameRow, term: Held) -> bool:
    """True where a row tells of an office that excludes the term's, well within the term."""
    days = days_of(row.first, row.last)
    started = days_of(term.start)
    ended = days_of(term.end or "9999")
    if days is None or started is None or ended is None or not started.last < days.first or not days.last < ended.first:
        return False
    telling = [office for office in row.offices if post_of(office)[1] == "local"]
    return bool(telling) and all(exclude(post_of(office), post_of(term.office)) for office in telling)


def _telling(rows: Sequence[NameRow]) -> list[str]:
    return sorted({office for row in rows for office in row.offices if post_of(office)[1] in _SPLIT})


def _side_by_side(one: Sequence[NameRow], mine: str, other: Sequence[NameRow], theirs: str) -> bool:
    first, last = _span(one, mine)
    start, end = _span(other, theirs)
    if not first or not start:
        return False
    days, others = days_of(first, last), days_of(start, end)
    return days is not None and others is not None and days.meets(others, _SAME_DAYS)


def _span(rows: Sequence[NameRow], office: str) -> tuple[str, str]:
    days = [day for row in rows if office in row.offices for day in (row.first, row.last) if day]
    return (min(days), max(days)) if days else ("", "")


def _joined(
    persons: list[Identity], same: frozenset[frozenset[str]], apart: frozenset[frozenset[str]]
) -> tuple[list[Identity], list[Doubt]]:
    """Persons whose spellings are held for one brought together, and the doubts that are left."""
    leader = {person.id: person.id for person in persons}
    by_id = {person.id: person for person in persons}
    doubts: list[Doubt] = []

    def find(at: str) -> str:
        while leader[at] != at:
            at = leader[at]
        return at

    for one, other in combinations(persons, 2):
        keys = {one.rows[0].key, other.rows[0].key}
        if _rows_paired(one, other, apart):
            continue
        if (len(keys) == 2 and keys in same) or _rows_paired(one, other, same):
            why = "somebody judged them to be one"
        elif len(keys) == 1 or one.country != other.country or " " in one.rows[0].key:
            continue
        elif (near := likeness(*sorted((one.name, other.name)))) >= _ONE_PERSON and (office := _office_in_common(one, other)):
            why = f"nearly one spelling, and both {office}"
        elif near >= _DOUBTFUL and one.country:
            low, high = sorted((one.id, other.id))
            doubts.append(Doubt(low, high, f"{one.name} and {other.name} are spelt nearly alike"))
            continue
        else:
            continue
        first, second = sorted((find(one.id), find(other.id)), key=lambda i: (not by_id[i].reference, _order(by_id[i].rows[0])))
        leader[second] = first
        by_id[first].reasons.append(f"{one.name} = {other.name}: {why}")
    out: dict[str, Identity] = {}
    for person in persons:
        head = by_id[find(person.id)]
        kept = out.setdefault(head.id, Identity(head.id, head.country, [], head.reasons, head.reference))
        kept.rows += person.rows
        if person is not head:
            kept.reasons += [reason for reason in person.reasons if reason not in kept.reasons]
    for kept in out.values():
        kept.rows.sort(key=_order)
        kept.reasons.sort()
    unsure: dict[tuple[str, str], Doubt] = {}
    for doubt in sorted(doubts, key=lambda d: d.why):
        first, second = sorted((find(doubt.one), find(doubt.other)))
        if first != second:
            unsure.setdefault((first, second), Doubt(first, second, doubt.why))
    return list(out.values()), [unsure[pair] for pair in sorted(unsure)]


def _rows_paired(one: Identity, other: Identity, pairs: frozenset[frozenset[str]]) -> bool:
    """True where a row of the one and a row of the other are a pair."""
    if not pairs:
        return False
    ids, others = {row.id for row in one.rows}, {row.id for row in other.rows}
    return any(pair & ids and pair & others for pair in pairs)


def _office_in_common(one: Identity, other: Identity) -> str | None:
    """An office that only one can hold, told of both within a year of each other."""
    for office in _telling_sole(one):
        for same in (o for o in _telling_sole(other) if o.startswith(office) or office.startswith(o)):
            first, last = _span(one.rows, office)
            start, end = _span(other.rows, same)
            if first and start and first[:4] <= str(int(end[:4]) + 1) and start[:4] <= str(int(last[:4]) + 1):
                return office
    return None


def _telling_sole(person: Identity) -> list[str]:
    offices = {office for row in person.rows for office in row.offices}
    return sorted(office for office in offices if post_of(office)[1] not in SHARED_DOMAINS or is_listed(office))
