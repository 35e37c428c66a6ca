"""The shapes of frames: what a reception, talks, a visit, a gathering consist of."""

from __future__ import annotations

from dataclasses import replace

from banggiao.findings.cuewords import (
    BEFORE_GATHERING_PLACE,
    BEFORE_HOST_LAND,
    CHAIRED,
    CHAIRED_BY,
    FRAME_BEFORE,
    FRAMED_TRIP,
    NOT_ATTENDED,
    PASSIVE_ENDS,
    RECALL,
    RECEIVED_BY,
    TAKES_THE_CHAIR,
    TRIP,
)
from banggiao.findings.delegations import leaders_of
from banggiao.findings.draft import Draft, gathering_kind
from banggiao.findings.occasions import OccasionTeller
from banggiao.mentions.actor import Actor
from banggiao.mentions.gatherings import Gathering
from banggiao.model import Date


class ShapeTeller(OccasionTeller):
    """Tells the events of one trigger by its frame's shape."""

    def tell(self) -> list[Draft]:
        """The events of the trigger, none where its frame cannot be filled."""
        frame = self.trigger.frame
        match frame.shape:
            case "verb":
                return self._verbs()
            case "noun":
                made = self._noun()
            case "visit":
                return self._visits()
            case "attend":
                return self._attends()
            case "ceremony":
                made = self._ceremony()
            case "anniversary":
                return self._anniversary()
            case "credentials":
                made = self._credentials()
            case "appointment":
                made = self._appointment()
            case "doing":
                made = self._doing()
            case "saying":
                made = self._saying()
            case _:
                made = None
        return [made] if made is not None else []

    def _verbs(self) -> list[Draft]:
        """One event, or one for each of several whom a visitor meets: "hội kiến Chủ tịch nước A và Thủ tướng B"."""
        objects = self._right()
        if self.trigger.frame.kind in ("talks", "reception"):
            hosts = [a for a in objects if a.kind == "person"]
            subject = [a for a in self._left() or self.inherited if a.kind in ("person", "office")]
            abroad = len(subject) == 1 and bool(hosts) and subject[0].country != hosts[0].country
            if len(hosts) > 1 and len({a.country for a in hosts}) == 1 and abroad and all(h.offices for h in hosts):
                return [d for h in hosts if (d := self._verb([h])) is not None]
        made = self._verb(objects)
        return [made] if made is not None else []

    def _verb(self, objects: list[Actor]) -> Draft | None:
        frame = self.trigger.frame
        self.subject = self._left()
        if self.subject and frame.object and frame.kind in ("talks", "reception"):
            objects = self._received() or objects
        if not self.subject and len(objects) > 1 and self.is_fronted() and frame.kind in ("talks", "reception"):
            gap = self.scene.words(objects[-2].end, objects[-1].start)
            if gap == ", " and objects[-1].kind in ("person", "office"):  # "Tiếp Đại sứ A, Chủ tịch nước khẳng định"
                self.subject, objects = objects[-1:], objects[:-1]
        if not self.subject and frame.object and objects and self.is_fronted():
            later = [a for a in self._actors(objects[-1].end, self.scene.span[1]) if a.kind in ("person", "office")]
            self.subject = later[:1]
        if not self.subject and frame.kind == "message" and frame.needs != "object":
            self.subject = self._fronted_subject(None)
        if not self.subject:
            self.subject = self.inherited
        if frame.kind == "message" and frame.object == "recipient" and not objects:
            objects = self._occasion_of()
        together = len(self.subject) > 1 or any(a.kind == "pair" for a in self.subject)
        if frame.needs == "object" and not objects and not together and not self._meets_unnamed():
            return None
        if frame.needs == "person" and not any(a.kind in ("person", "office") for a in objects):
            return None
        if frame.needs == "document" and not self._document():
            return None
        draft = self._opened()
        self._add(draft, self.subject, frame.subject)
        self._add(draft, objects, frame.object)
        if frame.kind == "signing":
            for actor in self._actors(self.trigger.end, self.after):
                self._add(draft, [actor], "signatory")
        if frame.kind in ("talks", "call", "reception") and not draft.people and len(draft.countries) < 2:
            return None
        if frame.kind == "message" and frame.needs != "object" and not self.subject:
            return None
        return self._dated(draft)

    def _received(self) -> list[Actor]:
        """The guest of a passive: "Chánh án Trương Quân được Tổng Bí thư Tô Lâm tiếp"."""
        first = self.subject[0]
        passive = RECEIVED_BY.search(self.scene.text, max(self.scene.span[0], first.start - 24), first.start)
        if passive is None:
            return []
        guests = [a for a in self._actors(self.before, passive.start()) if a.kind in ("person", "office", "body")]
        return guests[-1:]

    def _meets_unnamed(self) -> bool:
        """True for a lead's meeting with people who are not named: "gặp gỡ cán bộ, nhân viên Đại sứ quán"."""
        scene, trigger = self.scene, self.trigger
        if scene.part != "lead" or trigger.frame.kind not in ("talks", "reception") or not self.subject:
            return False
        following = scene.words(trigger.end, min(self.after, trigger.end + 40)).strip()
        return self.subject[0].kind in ("person", "office") and len(following.split()) >= 3 and following[0].isalpha()

    def _noun(self) -> Draft | None:
        frame = self.trigger.frame
        self.subject = []
        objects = self._right() or [
            a for a in self._actors(self.trigger.end, self.after) if a.kind == "country" and a.countries
        ]
        recalled = bool(RECALL.search(self.scene.words(self.scene.span[0], self.trigger.start)[-24:]))
        draft = self._draft()
        draft.nominal = True
        for gathering in self.scene.gatherings:  # "Cuộc họp trù bị về tổ chức Hội nghị … ba nước Campuchia - Lào - Việt Nam"
            if self.trigger.end <= gathering.start <= self.trigger.end + 40:
                draft.countries |= set(gathering.countries)
        if frame.kind == "reception" and objects:
            self._add(draft, objects[:1], frame.object)
            hosts = [a for a in self._actors(objects[0].end, self.scene.span[1]) if a.kind in ("person", "office")]
            self._add(draft, hosts[:1], frame.subject)
            self.subject = hosts[:1]
        else:
            self._add(draft, objects, frame.object)
            if recalled:
                hosts = [a for a in self._actors(self.after, self.scene.span[1]) if a.kind == "person"][:1]
                hosts = hosts or [a for a in self._actors(self.object_stop, self.scene.span[1]) if a.kind == "person"][:1]
                self.subject = hosts
                if objects:
                    self._add(draft, hosts, frame.subject)
            else:
                left = self._left() or self.inherited
                self._add(draft, left, frame.subject)
                self.subject = left
        if not draft.people and len(draft.countries) < 2:
            return None
        if recalled and draft.date is None and not objects:
            return None
        return draft

    def _visits(self) -> list[Draft]:
        """A visit, or one for each country of a row: "thăm chính thức Cộng hòa Armenia và Cộng hòa Uzbekistan"."""
        made = self._visit()
        if made is None:
            return []
        row = next((a.countries for a in self._actors(self.trigger.end, self.object_stop)
                    if a.kind == "country" and a.start - self.trigger.end < 12 and len(a.countries) > 1), ())
        out = [made]
        for code in row[1:]:
            if code != made.visitor and made.kind == "visit":
                more = replace(made, target=code, countries=(made.countries - {made.target or ""}) | {code},
                               people=dict(made.people), spans=list(made.spans), place=None)
                out.append(more)
        return out

    def _visit(self) -> Draft | None:
        scene, trigger = self.scene, self.trigger
        frame_before = FRAME_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 60), trigger.start))
        noun = TRIP.match(scene.words(trigger.start, trigger.end).lower()) is not None
        owner = self._owned_by()
        target, target_place = self._destination()
        visitors = owner
        setting: list[Actor] = []
        if not visitors:
            visitors = self._left()
            self.subject = visitors
            if not visitors and (frame_before or self.is_fronted()):
                visitors = self._fronted_subject(target)
            if not visitors:
                visitors = self.inherited
        if target is not None and self.inherited and visitors and all(v.country == target for v in visitors):
            visitors = self.inherited  # "Chủ tịch nước … tiếp Đại sứ Chile nhân dịp thăm chính thức Chile"
        visitors = [v for v in visitors if v.kind != "pair" and not (v.kind == "country" and v.country == target)]
        if target is not None and visitors and all(v.country == target for v in visitors) and self._goes_to_the_country():
            visitors = setting = self._guests(target)  # "Chủ tịch nước … tiếp ông A, đang thăm Việt Nam": not his own visit
            if not visitors:
                return None
        draft = self._draft()
        draft.frame = bool(frame_before) or (noun and bool(owner)) or bool(setting)
        draft.nominal = noun
        if not visitors and not target:
            return None
        self._add(draft, visitors, "guest")
        draft.visitor = next((v.country for v in visitors if v.country), None)
        draft.target = target
        if target is None and target_place is None:
            if noun or not self.subject or trigger.frame.level is not None or scene.part == "body":
                return None
            draft.kind = "activity"
            return draft if draft.people else None
        if target is not None:
            draft.countries.add(target)
        draft.place = target_place or (None if setting else draft.place)
        host = self._host() or self.inviter()
        if host is not None and host not in visitors:
            self._add(draft, [host], "host")
        if target is not None and draft.visitor == target and len(draft.countries) < 2:
            if draft.level is not None:
                return None
            draft.kind = "activity"
        if target is None and draft.visitor is None:
            return None
        if target is None and trigger.frame.level is None:
            draft.kind = "activity"
        if draft.kind == "activity":
            draft.people = {name: (country, "party") for name, (country, _) in draft.people.items()}
        return draft

    def _attends(self) -> list[Draft]:
        """The gatherings attended, each an event: "dự Hội nghị Thượng đỉnh Tương lai, Đại hội đồng Liên Hợp Quốc khóa 79"."""
        scene, trigger = self.scene, self.trigger
        passive = scene.words(trigger.start, trigger.end).split()[-1] in PASSIVE_ENDS
        named: list[Gathering] = []
        for gathering in scene.gatherings:
            reach = 60 if not named else 8
            last = named[-1].end if named else trigger.end
            gap = scene.words(last, gathering.start)
            in_row = bool(named) and gap == "; "
            if 0 <= gathering.start - last < reach and (in_row or not NOT_ATTENDED.search(gap)):
                named.append(gathering)
        if not named:
            self.subject = self._left()
        if not named and passive:
            named = [g for g in scene.gatherings if g.end <= trigger.start][-1:]
            nouns = [t for t in scene.triggers if t.frame.shape == "noun"]
            if named and any(t.start < named[0].start and named[0].start - t.end < 40 for t in nouns):
                return []  # "Cuộc họp trù bị về tổ chức Hội nghị … đã được tổ chức": the meeting, not the conference
        return [d for g in named if (d := self._attend(g, passive)) is not None]

    def _attend(self, gathering: Gathering, passive: bool) -> Draft | None:
        scene, trigger = self.scene, self.trigger
        self.subject = [a for a in self._left() if not (gathering.start <= a.start < gathering.end)]
        framed = FRAMED_TRIP.search(scene.words(max(scene.span[0], trigger.start - 120), trigger.start))
        if not self.subject and not passive:
            self.subject = self.inherited or (self._fronted_subject(None) if framed or self.is_fronted() else [])
        if not any(a.kind in ("person", "office") for a in self.subject):
            before = trigger.start  # "Đoàn đại biểu … do Thượng tướng A dẫn đầu đã sang Mỹ dự Đối thoại"
            self.subject += [a for a in leaders_of(scene) if a.end <= before and a not in self.subject]
        draft = self._draft()
        if framed:
            draft.date, draft.frame = None, True
        if draft.date is None and gathering.year is not None:
            draft.date = Date(str(gathering.year), str(gathering.year), "year", "stated")
        self._gather(draft, gathering)
        role = "chair" if TAKES_THE_CHAIR.search(scene.text, trigger.start, trigger.end) else "party"
        self._add(draft, [a for a in self.subject if a.kind != "country"], role)
        self._add(draft, self._chairs(), "chair")
        if passive and not draft.frame:
            draft.countries |= self._host_land()
        if not draft.people and not draft.countries:
            return None
        draft.nominal = passive
        return draft

    def _chairs(self) -> list[Actor]:
        """Who presides: "dưới sự chủ trì của A và B", or "do A và B đồng chủ trì"."""
        text, start, stop = self.scene.text, self.trigger.end, self.scene.span[1]
        if (named := CHAIRED_BY.search(text, start, stop)) is not None:
            return [a for a in self._actors(*named.span("who")) if a.kind == "person"][:2]
        if (chair := CHAIRED.search(text, start, stop)) is not None:
            return [a for a in self._actors(chair.end(), min(chair.end() + 240, stop)) if a.kind == "person"][:2]
        return []

    def _gather(self, draft: Draft, gathering: Gathering) -> None:
        draft.kind = gathering_kind(gathering)
        draft.mechanism, draft.session = gathering.name, gathering.number
        draft.countries |= set(gathering.countries)
        draft.spans.append((gathering.start, gathering.end))

    def _host_land(self) -> set[str]:
        """The country in which a gathering is said to take place: "tại Hong Kong (Trung Quốc)"."""
        scene = self.scene
        for place in scene.places:
            if place.country and BEFORE_GATHERING_PLACE.search(scene.words(max(scene.span[0], place.start - 20), place.start)):
                return {place.country}
        for actor in scene.actors:
            lead_in = scene.words(max(scene.span[0], actor.start - 4), actor.start)
            if actor.kind == "country" and actor.country and BEFORE_HOST_LAND.search(lead_in):
                return {actor.country}
        return set()
