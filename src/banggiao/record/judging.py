"""Judgements made of ids: what somebody says of things as lists name them, kept as anchors that every rebuild finds again.

An event or commitment is anchored in a statement, a person in a row of names or a name's key, a phrase in itself. What one
judges may be named by its id, by an id that was merged away, or by a statement of it (sixteen digits, as `show` prints them):
so what was brought together wrongly can be parted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select

from banggiao.errors import BangGiaoError
from banggiao.record import values
from banggiao.record.days import days_of
from banggiao.record.ids import make_id, sort_of
from banggiao.record.judged import Judgement, read_judgements, undone_by
from banggiao.record.schema import agreements, commitments, events, figures, names, persons, phrases, sessions, statements
from banggiao.record.sql import fetch
from banggiao.record.store import Store

VERDICTS: Final = ("same", "different", "wrong", "right", "set")
#: Sorts of things that can be one or two; the others follow from what they say, and are corrected by `set`.
COMPARED: Final = frozenset({"event", "person", "commitment"})
_TABLES: Final = {
    "event": events, "commitment": commitments, "person": persons, "figure": figures, "agreement": agreements,
    "session": sessions, "phrase": phrases,
}  # fmt: skip
_STATEMENT: Final = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A thing to be judged: its `id` now, the anchor that `named` it, and everything it can be anchored in."""

    sort: str
    id: str
    named: str
    anchors: frozenset[str]
    keys: frozenset[str] = frozenset()


def judgements_of(
    store: Store,
    verdict: str,
    ids: tuple[str, ...],
    *,
    at: str,
    author: str,
    reason: str,
    field: str | None = None,
    value: str | None = None,
) -> list[Judgement]:
    """The judgements that say so: mostly one; more where several that stand say otherwise, so that the last word counts.

    `at` is an ISO second in UTC, `ids` two for same and different, else one. Raises `BangGiaoError` that says what is wrong.
    """
    values.one_of("verdict", verdict, VERDICTS)
    with store.asking() as connection:
        things = [_thing(connection, one) for one in ids]
        every = read_judgements(connection)
    gone = undone_by(every)
    standing = [j for j in every if j.id not in gone]
    at = _after(every, at)
    if verdict in ("same", "different"):
        pairs = _pairs(verdict, things, standing)
    elif verdict == "set":
        value = _checked(things[0].sort, field or "", value or "")
        before = {j.subject for j in standing if j.verdict == "set" and j.field == field and j.subject in things[0].anchors}
        pairs = [(anchor, None) for anchor in sorted(before) or [things[0].named]]
    else:
        against = {"wrong": "right", "right": "wrong"}[verdict]
        last = {j.subject: j.verdict for j in standing if j.verdict in ("wrong", "right") and j.subject in things[0].anchors}
        told = sorted(anchor for anchor, said in last.items() if said == against)
        pairs = [(anchor, None) for anchor in (told if verdict == "right" and told else [things[0].named])]
    return [
        _judgement(
            at=at,
            author=author,
            reason=reason,
            verdict=verdict,
            sort=things[0].sort,
            subject=one,
            object=other,
            field=field,
            value=value,
        )
        for one, other in pairs
    ]


def undo_of(store: Store, judgement: str, *, at: str, author: str, reason: str) -> Judgement:
    """The judgement that takes another back; raises `BangGiaoError` where there is none such, or it was taken back already."""
    with store.asking() as connection:
        every = read_judgements(connection)
    found = next((j for j in every if j.id == judgement), None)
    if found is None:
        raise BangGiaoError(f"{judgement}: no such judgement; banggiao judgements lists them")
    by = undone_by(every).get(judgement)
    if by is not None:
        raise BangGiaoError(f"{judgement}: taken back already by {by}; banggiao undo {by} makes it stand again")
    return _judgement(at=_after(every, at), author=author, reason=reason, verdict="undo", sort=found.sort, subject=found.id)


def _judgement(**told: Any) -> Judgement:
    seed = (told[name] for name in ("at", "author", "verdict", "sort", "subject"))
    return Judgement(make_id("judgement", *seed, told.get("object"), told.get("field"), told.get("value")), **told)


def _after(every: list[Judgement], at: str) -> str:
    """`at`, or the second after the last judgement where that is later, so that what is said last is the last word."""
    last = max((j.at for j in every), default="")
    if at > last:
        return at
    return (datetime.fromisoformat(last) + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")


def _pairs(verdict: str, things: list[Judged], standing: list[Judgement]) -> list[tuple[str, str | None]]:
    """The pairs of anchors by which two things are told to be one, or two."""
    if len(things) != 2:
        raise BangGiaoError(f"{verdict}: two ids are needed, not {len(things)}")
    one, other = things
    if one.sort != other.sort:
        raise BangGiaoError(
            f"{verdict}: {one.id} is of the sort {one.sort}, {other.id} of the sort {other.sort}; both must be of one sort"
        )
    if one.sort not in COMPARED:
        allowed = "events, commitments and persons"
        raise BangGiaoError(
            f"{verdict}: only {allowed} are compared; a {one.sort} follows from what it says, 'judge set' corrects it"
        )
    if one.id == other.id and verdict == "same":
        raise BangGiaoError(f"same: {one.id} and {other.id} are one already")
    if one.named == other.named:
        hint = "banggiao show prints the statements of each source; name two of those to part them"
        raise BangGiaoError(f"different: both ids name {one.id}; {hint}")
    last: dict[frozenset[str], Judgement] = {}
    for judgement in standing:
        if judgement.verdict in ("same", "different") and judgement.sort == one.sort and judgement.object:
            last[frozenset((judgement.subject, judgement.object))] = judgement
    own = _own_pair(verdict, one, other)
    mine, theirs = one.anchors | one.keys, other.anchors | other.keys
    if one.id == other.id:  # parted by two statements: only what was said of these two is against it
        mine, theirs = frozenset((one.named,)), frozenset((other.named,))
    against = [
        (j.subject, j.object) for pair, j in sorted(last.items(), key=lambda p: p[1].id)
        if j.verdict != verdict and pair & mine and pair & theirs and (pair <= mine | theirs)
    ]  # fmt: skip
    return [own, *(pair for pair in against if frozenset(pair) != frozenset(own))] if verdict == "same" else [own]


def _own_pair(verdict: str, one: Judged, other: Judged) -> tuple[str, str | None]:
    """Two names that are each of one person only are told by their keys, which outlast rows; else the rows are."""
    if verdict == "same" and one.keys and other.keys and not one.keys & other.keys:
        return min(one.keys), min(other.keys)
    return one.named, other.named


def _thing(connection: Connection, named: str) -> Judged:
    """What an id, or a statement of a thing, names."""
    sort = sort_of(named)
    if sort is None and _STATEMENT.fullmatch(named):
        return _by_statement(connection, named)
    if sort is None:
        raise BangGiaoError(f"'{named}' is no id, such as ev-0f3a9c5be1d27786")
    if sort not in _TABLES:
        raise BangGiaoError(f"{named}: a {sort} cannot be judged; allowed are {', '.join(_TABLES)}")
    if sort in ("event", "commitment"):
        return _by_statement(connection, named[3:], named)
    if sort == "person":
        return _person(connection, named, None)
    table = _TABLES[sort]
    if connection.execute(select(table.c.id).where(table.c.id == named)).first() is None:
        raise BangGiaoError(f"{named}: no such {sort} in the record")
    return _entity(connection, sort, named, None)


def _by_statement(connection: Connection, statement: str, named: str | None = None) -> Judged:
    row = connection.execute(select(statements.c.sort, statements.c.entity).where(statements.c.id == statement)).first()
    if row is None or (named is not None and row.sort != sort_of(named)):
        raise BangGiaoError(f"{named or statement}: no such {sort_of(named) if named else 'statement'} in the record")
    if row.sort == "person":
        return _person(connection, None, row.entity)
    return _entity(connection, row.sort, row.entity, statement)


def _entity(connection: Connection, sort: str, entity: str, statement: str | None) -> Judged:
    if sort == "phrase":
        return Judged(sort, entity, entity, frozenset((entity,)))
    told = fetch(connection, (statements.c.id, statements.c.sort), statements.c.entity, [entity])
    anchors = frozenset(r.id for r in told if r.sort == sort)
    if not anchors:  # a session that only its event tells of
        raise BangGiaoError(f"{entity}: nothing is told of it but by its event; judge that")
    return Judged(sort, entity, statement or min(anchors), anchors)


def _person(connection: Connection, identity: str | None, row_id: str | None) -> Judged:
    """A person by id, or by a row of his names."""
    wanted = select(names.c.person).where(names.c.id == (row_id or "re-" + str(identity)[3:]))
    person = identity
    if connection.execute(select(persons.c.id).where(persons.c.id == identity)).first() is None:
        person = connection.execute(wanted).scalar()
    if person is None:
        raise BangGiaoError(f"{identity}: no such person in the record, or no longer; banggiao show says where one went")
    rows = fetch(connection, (names.c.id, names.c.key, names.c.times), names.c.person, [person])
    keys = frozenset(r.key for r in rows)
    shared = fetch(connection, (names.c.key, names.c.person), names.c.key, keys)
    alone = keys - {r.key for r in shared if r.person != person}
    return Judged("person", person, row_id or min(r.id for r in rows), frozenset(r.id for r in rows), alone)


# ── values ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _free(_: str, text: str) -> str:
    return text


def _choice(*allowed: str) -> Callable[[str, str], str]:
    return lambda what, text: values.one_of(what, text, allowed)


def _whole(what: str, text: str) -> str:
    if not text.isdecimal() or not text.isascii() or not int(text):
        raise BangGiaoError(f"{what}: '{text}' is no whole number such as 46")
    return str(int(text))


def _number(what: str, text: str) -> str:
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,9})?", text, re.ASCII):
        raise BangGiaoError(f"{what}: '{text}' is no number such as 1100000000 or 16.7")
    return text.removeprefix("+")


def _range(what: str, text: str) -> str:
    start, _, end = text.partition("/")
    first, last = values.day(what, start), values.day(what, end or start)
    if len(start) != len(end or start) or days_of(first) > days_of(last):  # type: ignore[operator]  # both are days
        raise BangGiaoError(f"{what}: '{text}' is no range such as 2024-07-11/2024-07-12")
    return text if end != start else start


def _lands(what: str, text: str) -> str:
    return ",".join(values.countries(what, [text]))


def _kinds(allowed: Callable[[], tuple[str, ...]]) -> Callable[[str, str], str]:
    return lambda what, text: values.one_of(what, text, allowed())


#: What may be set of each sort of thing, and how its value is held against what is allowed.
FIELDS: Final[Mapping[str, Mapping[str, Callable[[str, str], str]]]] = {
    "event": {
        "kind": _choice(*values.EVENT_KINDS), "level": _choice(*values.LEVELS), "status": _choice(*values.STATUSES),
        "channel": _choice(*values.CHANNELS), "date": _range, "place": _free, "countries": _lands, "session": _whole,
    },
    "person": {"name": _free, "country": values.country},
    "figure": {"indicator": _choice(*values.INDICATORS), "value": _number, "unit": _free, "change": _number},
    "commitment": {"act": _choice(*values.ACTS), "text": _free, "due": values.day_or_fail},
    "agreement": {"name": _free, "kind": _kinds(values.agreement_kinds), "status": _choice(*values.AGREEMENT_STATUSES),
                  "date": _range},
    "session": {"date": _range, "place": _free, "host": values.country, "status": _choice(*values.STATUSES)},
    "phrase": {"phrase": _free, "kind": _kinds(values.phrase_kinds)},
}  # fmt: skip
#: Fields of which a thing may have none: what is set to nothing is not known.
NULLABLE: Final = frozenset({"level", "channel", "date", "place", "session", "change", "due", "host", "country", "unit"})


def _checked(sort: str, field: str, value: str) -> str | None:
    """A value as it is kept; raises `BangGiaoError` naming the fields or values that are allowed."""
    fields = FIELDS[sort]
    if field not in fields:
        raise BangGiaoError(f"set: a {sort} has no field '{field}' that can be set; allowed are {', '.join(fields)}")
    text = " ".join(value.split())
    if not text:
        if field not in NULLABLE:
            raise BangGiaoError(f"set: {field} of a {sort} cannot be empty")
        return None
    return fields[field](field, text)
