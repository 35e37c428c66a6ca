"""Events of a sentence: a frame is begun by its trigger and filled from what stands before and after it."""

from __future__ import annotations

from banggiao.findings.circumstances import in_parens_pair
from banggiao.findings.cuewords import (
    ALSO_THERE,
    AT_SITTING,
    DONE,
    FOLLOWS,
    FUTURE,
    TOLD_BEFORE,
    WELCOME,
)
from banggiao.findings.delegations import leaders_of
from banggiao.findings.draft import Draft, StoryView, gathering_kind
from banggiao.findings.merging import KIN
from banggiao.findings.scene import Scene
from banggiao.findings.shapes import ShapeTeller
from banggiao.findings.stays import stays_of
from banggiao.mentions.actor import Actor
from banggiao.model import Date


def drafts_of(scene: Scene, view: StoryView) -> list[Draft]:
    """All events that the sentence tells, in order; the subject of the last one stays in `view`."""
    scene.last_day = view.day
    if not scene.triggers and not scene.gatherings:
        return []
    out: list[Draft] = []
    subject: list[Actor] = []
    welcomes: list[Draft] = []
    opening = True
    follows = view.day is not None and FOLLOWS.match(scene.text, *scene.span) is not None
    triggers = [t for t in scene.triggers if t.frame.shape != "attend" or scene.gatherings]
    for at, trigger in enumerate(triggers):
        before = triggers[at - 1].end if at else scene.span[0]
        after = triggers[at + 1].start if at + 1 < len(triggers) else scene.span[1]
        teller = ShapeTeller(scene, trigger, before, after, subject, view, after_opening=opening and at > 0)
        made = teller.tell()
        planned = out and out[-1].status == "planned" and out[-1].spans[0] == scene.span
        for draft in made:
            undated = draft.status == "held" and draft.date is None and not draft.frame
            if planned and undated and not DONE.search(scene.words(before, trigger.end)):
                draft.status = "planned"  # "sẽ có cuộc gặp hẹp, sau đó hội đàm và chứng kiến lễ ký"
        opening = opening and teller.is_fronted()
        if teller.subject:
            subject = teller.subject
        for draft in made:
            if draft.date is None and follows and not draft.frame and draft.kind != "visit" and view.day is not None:
                draft.date = Date(view.day.start, view.day.end, "day", "inferred",
                                  f"told as following on what happened on {view.day.start}")
        out += made
        if WELCOME.search(scene.text, trigger.start, trigger.end):
            welcomes += [d for d in made if d.kind == "ceremony" and len(d.countries) == 1]
    for welcome in welcomes:  # "chủ trì lễ đón rồi hội đàm với Chủ tịch nước": whom he welcomes he also meets
        met = next((d for d in out if d.kind in ("talks", "reception", "visit") and welcome.countries < d.countries), None)
        if met is not None:
            welcome.countries |= met.countries
            for name, (country, _) in met.people.items():
                welcome.people.setdefault(name, (country, "party"))
    out = _one_presentation(out)
    for visit in out:
        for other in out:
            attended = other.kind == "conference" and not other.frame
            if visit.kind == "visit" and visit.target and attended and other.date == visit.date:
                other.countries.add(visit.target)  # the host of a summit attended on a visit to him takes part
    out += _sittings(scene, out)
    out += stays_of(scene, out)
    day = next((d.date for d in out if d.date is not None and d.date.precision == "day" and d.date.start == d.date.end
                and d.status != "planned" and not d.frame), None)
    view.day = day or view.day
    if subject and scene.part != "title":
        view.subject = subject
    return out


def also_there(scene: Scene, drafts: list[Draft]) -> bool:
    """Add to the event told last those whom a sentence names as there too: "Cùng dự có bà Mariam J. Sherman …"."""
    opening = ALSO_THERE.match(scene.text, *scene.span) if drafts else None
    if opening is None:
        return False
    for actor in scene.actors:
        if actor.kind == "person" and actor.name and actor.start >= opening.end():
            drafts[-1].people.setdefault(actor.name, (actor.country, "party"))
    return True


def day_comes_now(scene: Scene, drafts: list[Draft]) -> None:
    """Date the meeting told before whose day a sentence brings: "Cuộc hội kiến diễn ra ngày 13/10 tại Nhà Quốc hội"."""
    if not drafts or not scene.triggers or TOLD_BEFORE.match(scene.text, *scene.span) is None:
        return
    kinds = KIN.get(scene.triggers[0].frame.kind, scene.triggers[0].frame.kind)
    told = next((d for d in reversed(drafts) if KIN.get(d.kind, d.kind) == kinds and not d.frame), None)
    day = next((d for d in scene.dates if d.precision == "day" and d.first == d.last), None)
    if told is None or told.date is not None or day is None:
        return
    told.date = scene.date(day)
    told.spans.append(scene.span)


def _sittings(scene: Scene, told: list[Draft]) -> list[Draft]:
    """Sittings that no verb attends but that are plainly the scene: "tại Phiên họp Chính phủ …, Thủ tướng yêu cầu"."""
    out: list[Draft] = []
    for gathering in scene.gatherings:
        known = any((gathering.start, gathering.end) in d.spans for d in told)
        before = scene.words(max(scene.span[0], gathering.start - 30), gathering.start)
        numbered = gathering.kind == "mechanism" and gathering.number is not None
        at_it = AT_SITTING.search(before) or gathering.start - scene.span[0] < 4
        if known or gathering_kind(gathering) != "session" or not (numbered or (at_it and scene.part != "body")):
            continue
        draft = Draft("session", "a sitting as the scene", scene.part, [scene.span, (gathering.start, gathering.end)],
                      channel="in_person", mechanism=gathering.name, session=gathering.number)
        draft.countries |= set(gathering.countries) or ({"VN"} if gathering.kind in ("domestic", "sitting") else set())
        days = [d for d in scene.dates if d.precision == "day" and not in_parens_pair(scene, d)]
        draft.date = scene.date(days[0]) if days and at_it else None
        draft.status = "planned" if FUTURE.search(scene.text, gathering.end, min(gathering.end + 40, scene.span[1])) else "held"
        draft.frame = not at_it
        leaders = leaders_of(scene)
        speakers = [a for a in scene.actors if a.kind == "person" and a.start > gathering.end][:1]
        for actor in leaders or speakers:
            draft.people[actor.name or ""] = (actor.country, "party")
        draft.countries |= {a.country for a in leaders if a.country}
        if draft.people or draft.countries:
            out.append(draft)
    return out


def _one_presentation(drafts: list[Draft]) -> list[Draft]:
    """Letters of credence presented at a reception are one event, not two."""
    presented = [d for d in drafts if d.kind == "credentials" and d.sure]
    if not presented:
        return drafts
    out = []
    for draft in drafts:
        if draft.kind == "reception" and draft.countries <= presented[0].countries | {"VN"}:
            for name, value in draft.people.items():
                presented[0].people.setdefault(name, value)
            presented[0].date = presented[0].date or draft.date
            presented[0].place = presented[0].place or draft.place
            presented[0].countries |= draft.countries
        else:
            out.append(draft)
    return out
