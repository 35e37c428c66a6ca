"""From notes to the model: every finding gets its evidence, every offset leads back to the capture."""

from __future__ import annotations

from functools import cache

from banggiao.findings.draft import Draft
from banggiao.findings.notes import StoryNotes
from banggiao.findings.people import fold_name
from banggiao.grammar.fold import Folded
from banggiao.grammar.tables import rows
from banggiao.model import (
    Agreement,
    Commitment,
    Date,
    Event,
    Evidence,
    Figure,
    Formula,
    Page,
    Participant,
    Person,
    Reading,
    Session,
    Span,
    Unnamed,
)


def assemble(page: Page, notes: list[StoryNotes], folded: Folded) -> Reading:
    """The reading of `page` from the notes on its stories."""
    maker = _Maker(page, folded)
    people: list[Person] = []
    events: list[Event] = []
    figures: list[Figure] = []
    commitments: list[Commitment] = []
    sessions: list[Session] = []
    agreements: list[Agreement] = []
    formulae: list[Formula] = []
    for note in notes:
        story = note.story.id
        people += maker.people(story, note)
        events += maker.events(story, note)
        figures += maker.figures(story, note)
        commitments += maker.commitments(story, note)
        sessions += maker.sessions(story, note)
        agreements += maker.agreements(story, note)
        formulae += maker.formulae(story, note)
    return Reading(page, tuple(people), tuple(events), tuple(figures), tuple(commitments), tuple(sessions),
                   tuple(agreements), tuple(formulae))


class _Maker:
    def __init__(self, page: Page, folded: Folded) -> None:
        self.text = page.text
        self.folded = folded

    def evidence(self, story: str, span: Span, rule: str) -> Evidence:
        start, end = self.folded.source(span[0]), self.folded.source(span[1])
        return Evidence(story, start, end, self.text[start:end], rule)

    def slice(self, span: Span) -> str:
        return self.text[self.folded.source(span[0]) : self.folded.source(span[1])]

    def people(self, story: str, note: StoryNotes) -> list[Person]:
        out = []
        for person in note.people:
            spans = {(m.start, m.end): m.rule for m in person.mentions if m.kind == "person"}
            evidence = tuple(self.evidence(story, span, rule) for span, rule in spans.items())
            offices = tuple(_full(o, person.country) for o in person.offices)
            out.append(Person(story, person.name, person.country, offices, evidence, tuple(person.also)))
        return out

    def events(self, story: str, note: StoryNotes) -> list[Event]:
        out = []
        for draft in note.drafts:
            date = _dated(draft, note)
            countries = sorted(draft.countries, key=lambda c: (c != "VN", c))
            participants = tuple(
                Participant(name, country, role) for name, (country, role) in draft.people.items()  # type: ignore[arg-type]  # roles come from the rules, which a test checks
            )
            evidence = tuple(self.evidence(story, span, draft.rule) for span in dict.fromkeys(draft.spans))
            out.append(Event(story, draft.kind, draft.status, draft.level, draft.channel, date, draft.place,
                             tuple(countries), participants, draft.mechanism, draft.session, evidence,
                             _unnamed(draft, note)))
        return out

    def figures(self, story: str, note: StoryNotes) -> list[Figure]:
        out: list[Figure] = []
        changes = {(n.indicator, n.change) for n in note.numbers if n.unit != "%"}
        for number in note.numbers:
            if number.unit == "%" and (number.indicator, number.change) in changes:
                continue  # the headline's growth is that of the level told below
            known = next((i for i, f in enumerate(out) if f.indicator == number.indicator and f.value == number.value
                          and f.unit == number.unit), None)
            evidence = (self.evidence(story, number.span, f"a figure of {number.indicator}"),)
            made = Figure(story, number.indicator, number.value, number.unit, number.parties, number.period, number.change,
                          number.goal, evidence, number.base)
            if known is None:
                out.append(made)
            else:
                old = out[known]
                out[known] = Figure(story, old.indicator, old.value, old.unit, max(old.parties, made.parties, key=len),
                                    old.period or made.period, old.change if old.change is not None else made.change,
                                    old.goal or made.goal, old.evidence + evidence, old.base or made.base)
        return out

    def commitments(self, story: str, note: StoryNotes) -> list[Commitment]:
        out: list[Commitment] = []
        seen: list[set[str]] = []
        for promise in note.promises:
            words = set(fold_name(self.slice(promise.span)).split())
            if any(len(words & s) > 0.8 * min(len(words), len(s)) for s in seen):
                continue
            seen.append(words)
            out.append(Commitment(story, promise.act, promise.by, self.slice(promise.span), promise.due,
                                  (self.evidence(story, promise.span, promise.rule),)))
        return out

    def sessions(self, story: str, note: StoryNotes) -> list[Session]:
        out: list[Session] = []
        named = [g.name for scene in note.scenes for g in scene.gatherings if g.kind == "mechanism"]
        single = max(named, key=len) if named and len({fold_name(n)[:18] for n in named}) == 1 else None
        for name, number, span in note.sessions:
            if not name:  # "Kỳ họp lần thứ 47": of the one mechanism that the story is about
                if single is None:
                    continue
                name = single
            evidence = (self.evidence(story, span, "a numbered sitting"),)
            words = set(fold_name(name).split())
            for i, known in enumerate(out):
                other = set(fold_name(known.mechanism).split())
                if known.number == number and len(words & other) * 2 >= min(len(words), len(other)):
                    longer = max(known.mechanism, name, key=len)
                    out[i] = Session(story, longer, number, known.evidence + evidence)
                    break
            else:
                out.append(Session(story, name, number, evidence))
        return out

    def agreements(self, story: str, note: StoryNotes) -> list[Agreement]:
        out: dict[str, Agreement] = {}
        for name, kind, status, span in note.agreements:
            evidence = (self.evidence(story, span, "a document named"),)
            key = fold_name(name)
            if key in out:
                old = out[key]
                firm = status if old.status == "named" else old.status
                out[key] = Agreement(story, old.name, old.kind, firm, old.date, old.countries, old.evidence + evidence)
            else:
                out[key] = Agreement(story, name, kind, status, None, note.pair, evidence)
        return list(out.values())

    def formulae(self, story: str, note: StoryNotes) -> list[Formula]:
        out: dict[tuple[str, tuple[str, ...]], Formula] = {}
        for phrase, kind, lands, span in note.formulae:
            evidence = (self.evidence(story, span, "a set phrase"),)
            key = (phrase, tuple(sorted(lands)))
            out[key] = (
                Formula(story, phrase, kind, lands, out[key].evidence + evidence)
                if key in out else Formula(story, phrase, kind, lands, evidence)
            )
        return list(out.values())


def _unnamed(draft: Draft, note: StoryNotes) -> tuple[Unnamed, ...]:
    """Offices whose holders the event does not name: not those of its own people."""
    held = {(_full(o, p.country), p.country) for p in note.people if p.name in draft.people for o in p.offices}
    offices = {(_full(office, country), country): role for (office, country), role in draft.unnamed.items()}
    return tuple(
        Unnamed(office, country, role)  # type: ignore[arg-type]  # roles come from the rules, which a test checks
        for (office, country), role in offices.items() if (office, country) not in held
    )


@cache
def _full_offices() -> dict[tuple[str, str], str]:
    return {(row["form"], row["country"]): row["canonical"] for row in rows("full_offices")}


def _full(office: str, country: str | None) -> str:
    """An office as its own state writes it in full: "Thủ tướng" of Vietnam is "Thủ tướng Chính phủ"."""
    return _full_offices().get((office, country or ""), office)


def _is_received(visit: Draft, other: Draft) -> bool:
    """True where the visitor is the guest of a reception told as held: "tiếp Bộ trưởng A sang thăm Việt Nam"."""
    guests = {name for name, (_, role) in visit.people.items() if role == "guest"}
    received = {name for name, (_, role) in other.people.items() if role == "guest"}
    return visit.status == other.status == "held" and other.kind == "reception" and bool(guests & received)


def _dated(draft: Draft, note: StoryNotes) -> Date | None:
    """The event's date; a visit that is only a frame is given the day on which it is seen under way."""
    if draft.date is not None:
        return draft.date
    if draft.kind == "visit":
        for other in note.drafts:
            if not (draft.frame or draft.status == "ongoing" or _is_received(draft, other)):
                continue
            if other.date is not None and other.date.precision == "day" and other is not draft \
                    and set(other.spans) & set(draft.spans) and other.kind in ("talks", "reception", "call", "session"):
                return Date(other.date.start, other.date.end, "day", "inferred",
                            f"the {other.kind} of {other.date.start} took place within the visit, "
                            "whose own days are not printed")
    clock = note.dated.clock if note.dated is not None else None
    if clock is not None and clock.day is not None and clock.year_only and clock.own and note.story.kind != "main" \
            and draft.kind in ("message", "ceremony") and not draft.frame:
        year = str(clock.day.year)
        return Date(year, year, "year", "derived", clock.why)
    on_a_day = draft.kind in ("message", "reception", "signing", "talks", "ceremony") and not draft.frame
    if clock is not None and clock.about and on_a_day:
        return Date(clock.about, clock.about, "month" if len(clock.about) == 7 else "year", "inferred", clock.about_why)
    return None
