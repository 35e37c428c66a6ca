"""Drafts of one story brought together: what title, lead and body tell is one event, told three times."""

from __future__ import annotations

from banggiao.findings.draft import Draft
from banggiao.model import Date

#: Kinds that a reporter uses for one meeting: a headline's "gặp" is the lead's "tiếp".
KIN = {"talks": "meet", "reception": "meet", "call": "call", "session": "session", "conference": "session"}
_PART_RANK = {"lead": 0, "body": 1, "title": 2}


def merge(drafts: list[Draft]) -> list[Draft]:
    """The story's events, each once, in the order first told."""
    events: list[Draft] = []
    for draft in drafts:
        known = _same(events, draft)
        if known is None:
            events.append(draft)
        else:
            _join(known, draft)
    presented = [e for e in events if e.kind == "credentials" and not e.frame]
    if presented:  # the headline's "tiếp Đại sứ trình Quốc thư" and the lead's presentation
        events = [e for e in events if e.kind != "reception" or not set(e.people) <= set(presented[0].people)]
    return [e for e in events if _stands(e)]


def _same(events: list[Draft], draft: Draft) -> Draft | None:
    best: tuple[float, Draft] | None = None
    for event in events:
        score = likeness(event, draft)
        if score > 0 and (best is None or score >= best[0]):
            best = (score, event)
    return best[1] if best else None


def likeness(a: Draft, b: Draft) -> float:
    """How surely two drafts of one story are one event; 0 where they are not."""
    kin_a, kin_b = KIN.get(a.kind, a.kind), KIN.get(b.kind, b.kind)
    if kin_a != kin_b and {a.kind, b.kind} not in ({"talks", "session"}, {"talks", "call"}):
        return 0.0
    if a.date and b.date and apart(a.date, b.date):
        return 0.0
    if {a.kind, b.kind} == {"talks", "session"} and not _one_sitting(a, b):
        return 0.0
    if "called_off" in (a.status, b.status) and a.status != b.status:
        return 0.0
    shared = set(a.people) & set(b.people)
    lands = a.countries & b.countries
    if kin_a == "session":
        return _same_gathering(a, b)
    if a.kind == "visit":
        return _same_visit(a, b)
    if a.kind in ("ceremony", "activity", "aid", "signing") and a.rule != b.rule and not (shared or a.date == b.date):
        return 0.0
    if a.frame != b.frame and a.kind in ("ceremony", "activity", "signing"):
        return 0.0
    if a.kind == "message" and a.rule == b.rule and a.countries == b.countries and len(lands) > 1 and a.date == b.date:
        return 1.5  # leaders of one country write to leaders of another
    if a.people and b.people:
        if not shared:
            return 0.0
        only_a, only_b = set(a.people) - shared, set(b.people) - shared
        if only_a and only_b and len(shared) < 2:
            return 0.0  # he met one, then another
        return 2.0 + len(shared)
    if lands and (a.countries <= b.countries or b.countries <= a.countries):
        return 1.0 + len(lands)
    return 0.0


def _one_sitting(a: Draft, b: Draft) -> bool:
    """True where talks are the sitting itself: of the same two or more people, or on the same day, in another sentence.

    "Bên lề kỳ họp, hai Bộ trưởng hội đàm" tells them apart, and so does a sitting of last year that the talks recall.
    """
    if a.spans[0] == b.spans[0]:
        return False
    return len(set(a.people) & set(b.people)) >= 2 or (a.date is not None and a.date == b.date)


def apart(a: Date, b: Date) -> bool:
    """True where two dates have no day in common: 2025 and 2025-02-03 have."""
    return _last_day(a) < b.start or _last_day(b) < a.start


def _last_day(date: Date) -> str:
    return date.end + "-12-31"[len(date.end) - 4 :] if len(date.end) < 10 else date.end


def _same_gathering(a: Draft, b: Draft) -> float:
    if a.session is not None and b.session is not None and a.session != b.session:
        return 0.0
    x, y = (set((d.mechanism or "").casefold().split()) for d in (a, b))
    if a.mechanism and b.mechanism:
        share = len(x & y) / min(len(x), len(y))
        return 1.0 + share if share >= 0.5 else 0.0
    return 1.0 if set(a.people) & set(b.people) or a.countries & b.countries else 0.0


def _same_visit(a: Draft, b: Draft) -> float:
    if a.level and b.level and a.level != b.level and {a.level, b.level} != {"official", "official_friendship"}:
        return 0.0
    if a.date and b.date and a.date != b.date and a.date.precision == b.date.precision == "day" and not (
        (a.date.start <= b.date.start and b.date.end <= a.date.end)
        or (b.date.start <= a.date.start and a.date.end <= b.date.end)
    ):
        return 0.0
    guests_a, guests_b = (_with_role(d, "guest") for d in (a, b))
    if guests_a and guests_b:
        if not guests_a & guests_b:
            return 0.0
        if a.target and b.target and a.target != b.target:
            return 0.0
        return 3.0
    if a.visitor and b.visitor and a.visitor != b.visitor:
        return 0.0
    if a.target and b.target and a.target != b.target:
        return 0.0
    return 1.0 if a.countries & b.countries else 0.0


def _with_role(draft: Draft, role: str) -> set[str]:
    return {name for name, (_, r) in draft.people.items() if r == role}


def _join(event: Draft, draft: Draft) -> None:
    """Take from `draft` what `event` lacks, and what the lead says better than the headline."""
    from_lead = event.part == "title" and draft.part != "title"
    if draft.date is not None and (
        event.date is None
        or (draft.date.precision == "day" and event.date.precision != "day")
        or (draft.date.precision == "month" and event.date.precision == "year")
        or (draft.kind == "visit" and draft.date.start != draft.date.end and event.date.start == event.date.end)
    ):
        event.date = draft.date
    if from_lead and draft.kind in ("talks", "reception", "call", "session", "conference") and not draft.nominal:
        event.kind, event.rule, event.channel = draft.kind, draft.rule, draft.channel or event.channel
    begun = event.kind == "visit" and event.status == "ongoing" and draft.status == "held"  # the headline's "bắt đầu thăm"
    if draft.status != event.status and not begun and (from_lead or (event.part == "title" and draft.status != "held")):
        event.status = draft.status
    if from_lead:
        event.part = draft.part
    event.level = event.level or draft.level
    event.place = event.place or draft.place
    event.mechanism = event.mechanism or draft.mechanism
    event.session = event.session if event.session is not None else draft.session
    event.visitor, event.target = event.visitor or draft.visitor, event.target or draft.target
    event.countries |= draft.countries
    event.unnamed = draft.unnamed | event.unnamed
    for name, (country, role) in draft.people.items():
        known = event.people.get(name)
        if known is None or (known[1] == "party" and role != "party" and from_lead):
            event.people[name] = (country or (known[0] if known else None), role)
    event.frame = event.frame and draft.frame
    event.nominal = event.nominal and draft.nominal
    event.spans += [s for s in draft.spans if s not in event.spans]


def _stands(event: Draft) -> bool:
    """False for what is too thin to be an event: nobody named, one country, no day."""
    if event.people:
        return True
    if len(event.countries) >= 2:
        return not (event.nominal and event.date is None and event.part == "body" and event.kind in ("talks", "reception"))
    return bool(event.countries) and event.date is not None
