"""From a question to its answer: what was asked, what the record says, or how much it has of that time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day

from banggiao.ask import events, offices, promises, sittings, sums
from banggiao.ask.found import Found
from banggiao.ask.query import Answer, Language, Query
from banggiao.ask.questions import understand
from banggiao.ask.wording import joined, say, understood
from banggiao.record.filters import Filters
from banggiao.record.store import Store
from banggiao.record.view import View


def answer(store: Store, question: str, *, today: Day | None = None, language: Language | None = None) -> Answer:
    """Answer a question in Vietnamese or English from the record in `store`, as of `today`.

    "Tô Lâm thăm Lào khi nào?" gives the days of each visit, the events' ids and the sentences behind them. Nothing is guessed:
    where the record has nothing, the answer says so and how much there is of that time. `language` is that of the
    answer, where it is not to be the question's own.
    """
    view = View(store, today=today)
    query = understand(question, store, view.today)
    query = replace(query, language=language or query.language)
    shown = understood(query)
    if query.about is None:
        topic = say(query.language, "not_understood_topic", topic=", ".join(query.topic)) if query.topic else ""
        return Answer("not_understood", say(query.language, "not_understood", topic=topic), query, understood=shown)
    found = None if query.unknown else look(view, query)
    if found is None:
        return _nothing(view, query, shown)
    return Answer("answered", found.text, query, found.values, found.facts, found.quotes, shown)


def look(view: View, query: Query) -> Found | None:
    """What the record has on a query, or None."""
    match query.about:
        case "event":
            return events.answer_event(view, query, view.today)
        case "visits":
            return events.answer_turn(view, query)
        case "session":
            return sittings.answer_session(view, query, view.today)
        case "tenure":
            return offices.answer_tenure(view, query, view.today)
        case "figure":
            return sums.answer_figure(view, query)
        case "commitment":
            return promises.answer_commitment(view, query)
        case "agreement":
            return promises.answer_agreement(view, query)
        case "phrase":
            return promises.answer_phrase(view, query)
        case "relation":
            return promises.answer_relation(view, query)
        case "mechanism":
            return promises.answer_mechanism(view, query)
    return None


def _nothing(view: View, query: Query, shown: str) -> Answer:
    """That the record has nothing, and how many stories of how many outlets it has of that time."""
    rows = view.coverage(Filters(start=query.start, end=query.end, limit=1_000_000))
    covered = {"stories": sum(row["stories"] for row in rows), "outlets": len({row["outlet"] for row in rows})}
    unknown = say(query.language, "nobody", names=joined(query.language, query.unknown)) if query.unknown else ""
    name = "nothing" if query.start or query.end else "nothing_ever"
    text = say(query.language, name, stories=covered["stories"], outlets=covered["outlets"], unknown=unknown)
    return Answer("nothing", text, query, understood=shown, coverage=covered)
