"""From a record to a brief: its sections in order, with what the record has nothing on."""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta
from typing import Final

from banggiao.brief.ahead import ahead
from banggiao.brief.contacts import contacts, relations
from banggiao.brief.content import Brief, Labels, Section
from banggiao.brief.counterpart import counterpart, person_called
from banggiao.brief.desk import HOME, Desk
from banggiao.brief.matters import agreements, figures, promises
from banggiao.brief.words import words_of
from banggiao.errors import BangGiaoError
from banggiao.grammar.tables import rows
from banggiao.record.store import Store

#: How far back meetings are told where nobody says since when.
_RECENT: Final = timedelta(days=2 * 365)


def compose(
    store: Store,
    country: str,
    *,
    person: str | None = None,
    since: Day | None = None,
    language: str = "vi",
    today: Day | None = None,
) -> Brief:
    """The brief on relations between Vietnam and `country` (ISO 3166-1 alpha-2, such as ``LA``) as of `today`.

    `person` is who will be met, by a name in any spelling or an id; meetings are told from `since` on. Raises `BangGiaoError`
    where the country, the person or the language is unknown, or the record tells nothing of the two countries.
    """
    code = country.strip().upper()
    if code == HOME or code not in {row["canonical"] for row in rows("countries")}:
        raise BangGiaoError(f"'{country}' is no country that Vietnam has relations with; give a code such as LA")
    words = words_of(language)
    desk = Desk(store, code, words, today or Day.today())
    met = person_called(desk, person) if person else None
    parts = {
        "relations": relations(desk),
        "contacts": contacts(desk, since or desk.today - _RECENT),
        "counterpart": counterpart(desk, met),
        "figures": figures(desk),
        "promises": promises(desk),
        "agreements": agreements(desk),
        "next": ahead(desk),
    }
    sections = tuple(Section(key, words.name("sections", key), tuple(said)) for key, said in parts.items() if said)
    if not sections:
        raise BangGiaoError(f"{store.where}: tells nothing of {HOME} and {code} that a brief could say")
    name = words.country(code)
    title = words.label("title_for", country=name, person=met["name"]) if met else words.label("title", country=name)
    notes = [words.label("made", day=words.day(desk.today.isoformat()))]
    if since is not None:
        notes.append(words.label("since", day=words.day(since.isoformat())))
    absent = [words.name("sections", key) for key, said in parts.items() if not said]
    if absent:
        notes.append(words.label("absent", sections=", ".join(heading[:1].lower() + heading[1:] for heading in absent)))
    opening, closing = words.names("forms")["quote"]
    labels = Labels(words.label("sources"), words.label("undated"), (opening, closing))
    return Brief(title, language, desk.today.isoformat(), tuple(notes), sections, labels)
