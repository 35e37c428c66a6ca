"""The queries behind the lists of a record: what each set of filters lets through, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from typing import Any, Final

from sqlalchemy import Column, Connection, Integer, Select, Table, and_, false, func, not_, or_, select

from banggiao.record import chronicle
from banggiao.record.filters import Filters
from banggiao.record.ids import make_id, sort_of
from banggiao.record.naming import name_key, plain
from banggiao.record.schema import (
    agreements,
    commitments,
    conflicts,
    coverage,
    event_countries,
    event_people,
    events,
    figures,
    mechanisms,
    names,
    parties,
    persons,
    phrases,
    sessions,
    statements,
    stories,
    tenures,
)
from banggiao.record.sql import fetch

#: Lists that go by countries through `parties`, and the column of their time.
_BY_PARTIES: Final = {
    "figure": (figures, figures.c.time), "commitment": (commitments, commitments.c.time),
    "agreement": (agreements, agreements.c.time), "phrase": (phrases, phrases.c.last),
    "mechanism": (mechanisms, mechanisms.c.name), "session": (sessions, sessions.c.time),
}  # fmt: skip
#: Stories of an outlet that tells little.
_FEW: Final = 2000
#: The things that there are, and where they stand.
TABLES: Final[dict[str, Table]] = {
    "event": events, "person": persons, "tenure": tenures, "mechanism": mechanisms, "session": sessions, "figure": figures,
    "commitment": commitments, "agreement": agreements, "phrase": phrases,
}  # fmt: skip


def events_wanted(connection: Connection, filters: Filters) -> Select[Any] | None:
    """The query of a list of events; None where a filter can match nothing."""
    wanted = select(events.c.id, events.c.body, events.c.parent, events.c.time).where(events.c.wrong == 0)
    time: Column[Any] = events.c.time
    rare = [code for code in filters.countries if code != "VN"] or list(filters.countries)
    if rare:  # the index of the rarer country bears the order, too
        wanted = wanted.join(
            event_countries, and_(event_countries.c.event == events.c.id, event_countries.c.country == rare[0])
        )
        time = event_countries.c.time
    for code in {*filters.countries} - {*rare[:1]}:
        wanted = wanted.where(_concerns(code))
    if filters.person:
        found = persons_named(connection, filters.person)
        seats = _keys_of(connection, found)
        if not seats:
            return None
        keys = sorted({key for key, _ in seats})
        there = select(event_people.c.event).where(event_people.c.key.in_(keys))
        if len({country for _, country in seats if country}) == 1:
            there = there.where(event_people.c.country.in_(sorted({country for _, country in seats} | {""})))
        wanted = wanted.where(events.c.id.in_(there))
    if filters.abroad:
        wanted = wanted.where(_concerns(None))
    for column, value in ((events.c.kind, filters.kind), (events.c.level, filters.level), (events.c.status, filters.status),
                          (events.c.mechanism, filters.mechanism)):  # fmt: skip
        if value:
            wanted = wanted.where(column == value)
    if filters.source:
        told = _told_by(filters.source, "event")
        few = select(stories.c.id).where(stories.c.outlet == filters.source).limit(_FEW)
        if connection.execute(select(func.count()).select_from(few.subquery())).scalar_one() < _FEW:
            wanted = wanted.where(events.c.id.in_(told))
        else:  # the newest of an outlet that tells much are soon found among all
            wanted = wanted.where(told.where(statements.c.entity == events.c.id).correlate(events).exists())
    if filters.first_day:
        wanted = wanted.where(
            func.coalesce(events.c.end, events.c.time) >= filters.first_day, time >= _month_before(filters.first_day)
        )
    if filters.last_day:
        wanted = wanted.where(time <= filters.last_day)
    if filters.after:
        at, _, last = filters.after.partition("~")
        beyond = time < at if filters.newest_first else time > at
        within = events.c.id < last if filters.newest_first else events.c.id > last
        wanted = wanted.where(beyond | and_(time == at, within))
    order = (time.desc(), events.c.id.desc()) if filters.newest_first else (time, events.c.id)
    return wanted.order_by(*order)


def people_wanted(connection: Connection, filters: Filters) -> Select[Any]:
    """The query of a list of persons."""
    wanted = select(persons.c.body)
    if filters.countries:
        wanted = wanted.where(persons.c.country.in_(filters.countries))
    if filters.start:
        wanted = wanted.where(persons.c.last >= filters.first_day)
    if filters.end:
        wanted = wanted.where(persons.c.first <= filters.last_day)
    if filters.person:
        wanted = wanted.where(persons.c.id.in_(persons_named(connection, filters.person)))
    wanted = _beyond(_standing(wanted, persons.c.body), filters, persons.c.times, persons.c.id)
    return wanted.order_by(persons.c.times.desc(), persons.c.id).limit(filters.limit)


def tenures_wanted(connection: Connection, filters: Filters) -> Select[Any]:
    """The query of a list of tenures."""
    wanted = select(tenures.c.body)
    if filters.countries:
        wanted = wanted.where(tenures.c.country.in_(filters.countries))
    if filters.kind:
        wanted = wanted.where(tenures.c.office == filters.kind)
    until = func.coalesce(tenures.c.end, tenures.c.last_seen, "9999")
    since = func.coalesce(tenures.c.start, tenures.c.first_seen, "")
    if filters.start:
        wanted = wanted.where(until >= filters.first_day)
    if filters.end:
        wanted = wanted.where(since <= filters.last_day)
    if filters.person:
        wanted = wanted.where(tenures.c.person.in_(persons_named(connection, filters.person)))
    return wanted.order_by(tenures.c.country, tenures.c.office, since, tenures.c.id).limit(filters.limit)


def mechanisms_wanted(filters: Filters) -> Select[Any]:
    """The query of a list of mechanisms."""
    wanted = _of_countries(select(mechanisms.c.body), mechanisms.c.id, filters.countries, "mechanism")
    if filters.mechanism:
        wanted = wanted.where(mechanisms.c.id == make_id("mechanism", filters.mechanism))
    return wanted.order_by(mechanisms.c.name, mechanisms.c.id).limit(filters.limit)


def wanted_by_parties(sort: str, filters: Filters, today: Day) -> Select[Any]:
    """The query of a list that goes by the countries concerned; the figures, commitments, sessions and the like."""
    table, time = _BY_PARTIES[sort]
    wanted = _of_countries(select(table.c.body), table.c.id, filters.countries, sort)
    kind = {"figure": "indicator", "commitment": "act", "agreement": "kind", "phrase": "kind"}.get(sort)
    if filters.kind and kind:
        wanted = wanted.where(table.c[kind] == filters.kind)
    if filters.status and sort == "agreement":
        wanted = wanted.where(table.c.status == filters.status)
    if filters.mechanism and sort == "session":
        wanted = wanted.where(table.c.mechanism == make_id("mechanism", filters.mechanism))
    if filters.source:
        wanted = wanted.where(table.c.id.in_(_told_by(filters.source, sort)))
    if filters.status and sort == "commitment":
        wanted = wanted.where(*_in_state(filters.status, today))
    if filters.first_day:
        wanted = wanted.where(time >= filters.first_day[:7])
    if filters.last_day:
        wanted = wanted.where(time <= filters.last_day)
    wanted = _beyond(_standing(wanted, table.c.body), filters, time, table.c.id)
    return wanted.order_by(time.desc(), table.c.id).limit(filters.limit)


def _in_state(state: str, today: Day) -> list[Any]:
    """What is true of commitments in a state on a day; see `chronicle.followed`."""
    long_ago = (today - chronicle.SILENCE).isoformat()
    silent = and_(commitments.c.last != "", commitments.c.last < func.substr(long_ago, 1, func.length(commitments.c.last)))
    overdue = and_(commitments.c.until.is_not(None), commitments.c.until < today.isoformat())
    waiting = [commitments.c.done == 0, not_(overdue)]
    states = {
        "done": [commitments.c.done == 1], "overdue": [commitments.c.done == 0, overdue],
        "silent": [*waiting, silent], "open": [*waiting, not_(silent)],
    }  # fmt: skip
    return states.get(state, [false()])


def conflicts_wanted(filters: Filters) -> Select[Any]:
    """The query of a list of what is disputed."""
    wanted = select(conflicts)
    if filters.kind:
        wanted = wanted.where(conflicts.c.sort == filters.kind)
    if filters.start:
        wanted = wanted.where(conflicts.c.time >= filters.first_day)
    if filters.end:
        wanted = wanted.where(conflicts.c.time <= filters.last_day)
    rare = [code for code in filters.countries if code != "VN"] or list(filters.countries)
    for code in filters.countries:
        concerned = select(event_countries.c.event).where(event_countries.c.country == code)
        party = select(parties.c.id).where(parties.c.country == code)
        if code in rare:
            wanted = wanted.where(conflicts.c.about.in_(concerned.union(party)))
        else:  # nearly all are about Vietnam: it is asked of those alone that are about the others
            there = concerned.where(event_countries.c.event == conflicts.c.about).correlate(conflicts).exists()
            wanted = wanted.where(or_(there, party.where(parties.c.id == conflicts.c.about).correlate(conflicts).exists()))
    wanted = _beyond(wanted, filters, conflicts.c.time, conflicts.c.id)
    return wanted.order_by(conflicts.c.time.desc(), conflicts.c.id).limit(filters.limit)


def sources_wanted(filters: Filters) -> Select[Any]:
    """The query of a list of outlets."""
    told, month = func.sum(coverage.c.stories), func.nullif(coverage.c.month, "")
    wanted = select(
        coverage.c.outlet, told.label("stories"), func.sum(coverage.c.events).label("events"),
        func.min(month).label("first"), func.max(month).label("last"),
    ).group_by(coverage.c.outlet)  # fmt: skip
    return wanted.order_by(told.desc(), coverage.c.outlet).limit(filters.limit)


def coverage_wanted(filters: Filters) -> Select[Any]:
    """The query of how much each outlet told in each month."""
    wanted = select(coverage)
    if filters.source:
        wanted = wanted.where(coverage.c.outlet == filters.source)
    if filters.first_day:
        wanted = wanted.where(coverage.c.month >= filters.first_day[:7])
    if filters.last_day:
        wanted = wanted.where(coverage.c.month <= filters.last_day[:7])
    return wanted.order_by(coverage.c.month.desc(), coverage.c.outlet).limit(filters.limit)


def persons_named(connection: Connection, text: str) -> list[str]:
    """Ids of the persons that a name in any spelling, or an id, may mean."""
    if sort_of(text) == "person":
        now = where_now(connection, "person", text)
        return [now] if now else []
    keys = {name_key(text, country) for country in (None, "VN", "LA")}
    found = {r.person for r in fetch(connection, (names.c.person, names.c.key), names.c.key, keys)}
    if not found:
        found = {r.id for r in connection.execute(select(persons.c.id).where(persons.c.folded == plain(text)))}
    return sorted(found)


def _keys_of(connection: Connection, found: Sequence[str]) -> set[tuple[str, str]]:
    """Keys and countries of the names of persons."""
    return {(r.key, r.country) for r in fetch(connection, (names.c.key, names.c.country), names.c.person, found)}


def where_now(connection: Connection, sort: str, identity: str) -> str | None:
    """Where the thing with this id is now."""
    table = TABLES.get(sort)
    if table is None or connection.execute(select(table.c.id).where(table.c.id == identity)).first():
        return identity
    if sort in ("event", "commitment"):
        row = connection.execute(select(statements.c.entity).where(statements.c.id == identity[3:])).first()
        return row.entity if row else None
    if sort == "person":
        row = connection.execute(select(names.c.person).where(names.c.id == "re-" + identity[3:])).first()
        return row.person if row else _person_once(connection, identity)
    return None


def _person_once(connection: Connection, identity: str) -> str | None:
    """The person who has the names of one that went: an id is made of a name and a country, and sometimes of a row."""
    for r in connection.execute(select(names.c.key, names.c.country, names.c.id, names.c.person)):
        if identity in (make_id("person", r.key, r.country), make_id("person", r.key, r.country, r.id)):
            return str(r.person)
    return None


def _concerns(code: str | None) -> Any:
    """That an event concerns a country; with None, any besides Vietnam."""
    other = event_countries.alias()
    there = select(other.c.event).where(other.c.event == events.c.id, other.c.time == events.c.time)
    return there.where(other.c.country == code if code else other.c.country != "VN").correlate(events).exists()


def _told_by(outlet: str, sort: str) -> Select[Any]:
    """The things of a sort that an outlet tells."""
    told = select(statements.c.entity).join(stories, stories.c.id == statements.c.story)
    return told.where(stories.c.outlet == outlet, statements.c.sort == sort)


def _of_countries(wanted: Select[Any], key: Column[Any], countries: Sequence[str], sort: str) -> Select[Any]:
    for code in countries:
        wanted = wanted.where(key.in_(select(parties.c.id).where(parties.c.country == code, parties.c.sort == sort)))
    return wanted


def _standing(wanted: Select[Any], body: Column[Any]) -> Select[Any]:
    """What was not judged wrong: left out here and not afterwards, so that a full page is full."""
    return wanted.where(body.not_like('%"wrong": true%'))


def _beyond(wanted: Select[Any], filters: Filters, time: Column[Any], key: Column[Any]) -> Select[Any]:
    """What comes after the cursor ``time~id`` in a list that goes down by `time` and up by `key`."""
    if not filters.after:
        return wanted
    at, _, last = filters.after.partition("~")
    value = int(at) if isinstance(time.type, Integer) else at
    return wanted.where((time < value) | and_(time == value, key > last))


def _month_before(day: str) -> str:
    """An event may have begun before the first day and still be under way."""
    then = Day.fromisoformat(day).toordinal() - 31
    return Day.fromordinal(max(1, then)).isoformat()
