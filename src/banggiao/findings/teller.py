"""Who and what: how a trigger's frame is filled from its sentence."""

from __future__ import annotations

from banggiao.findings.circumstances import Circumstances
from banggiao.findings.cuewords import (
    ADDRESSES_NEXT,
    AUX,
    BY_INVITATION,
    BY_PHONE,
    DOCUMENT_IN_VERB,
    DOCUMENTS_NEXT,
    JOINS_SUBJECTS,
    LED_BY,
    OF,
    OF_WHOM,
    ONLINE,
    ONLY_A_PLACE,
    OWNED_BY_A_HOST,
    PARTS_FROM_VERB,
    TOWARDS,
    VERB_AFTER_COMMA,
    WITH_DELEGATION,
)
from banggiao.findings.draft import Draft, commemorated
from banggiao.mentions.actor import Actor


class Teller(Circumstances):
    """Fills the frame of one trigger; `shapes` says which parts a frame has."""

    def _draft(self) -> Draft:
        """A draft with its circumstances, nobody in it yet."""
        return self._dated(self._opened())

    def _opened(self) -> Draft:
        """A draft with nothing in it yet but what the frame says."""
        frame, scene = self.trigger.frame, self.scene
        return Draft(frame.kind, frame.name, scene.part, [scene.span], level=frame.level, channel=frame.channel)

    def _dated(self, draft: Draft) -> Draft:
        """The draft with its circumstances: date, status, place, channel. They cost the most and are told last."""
        frame, trigger, scene = self.trigger.frame, self.trigger, self.scene
        draft.date, draft.sure = self._date()
        draft.status = self._status(draft)
        draft.place = self._place()
        if frame.kind == "call":
            online = ONLINE.search(scene.text, trigger.start, min(trigger.end + 80, scene.span[1]))
            draft.channel = "online" if online and not BY_PHONE.search(online.group()) else "phone"
        elif frame.kind in ("talks", "reception", "session") and draft.channel is None:
            draft.channel = "online" if ONLINE.search(scene.text, *scene.span) else "in_person"
        return draft

    def _left(self) -> list[Actor]:
        """Who stands before the trigger as its subject; a row joined by commas or "và" counts whole."""
        cands = [a for a in self._actors(self.before, self.trigger.start) if a.kind != "country" or self._adjacent(a)]
        invited = [a for a in cands if BY_INVITATION.search(self.scene.words(max(self.scene.span[0], a.start - 40), a.start))]
        cands = [a for a in cands if a not in invited]
        if not cands:
            return []
        last = cands[-1]
        if len(cands) > 1 and last.kind in ("country", "body") and WITH_DELEGATION.fullmatch(
            self.scene.words(cands[-2].end, last.end)
        ):
            gap = self.scene.words(last.end, self.trigger.start)
            match = AUX.match(gap)
            if match is not None and match.end() == len(gap):
                people = [a for a in cands[:-1] if a.kind in ("person", "office")]
                return people[-1:] if people and cands[-2].kind == "body" else [cands[-2]]
            cands = cands[:-1]
            last = cands[-1]
        if self.before > self.scene.span[0] and not self._adjacent(last):
            if not self.after_opening:
                return []
            people = [a for a in cands if a.kind in ("person", "office") or (a.kind == "body" and a.country)]
            return people[-1:]
        row = [last]
        for actor in reversed(cands[:-1]):
            gap = self.scene.words(actor.end, row[-1].start)
            if invited and gap.strip() == ",":
                break  # "Nhận lời mời của Thủ tướng A và Phu nhân, Thủ tướng B": the host's row ends here
            if gap.strip() in JOINS_SUBJECTS or (
                actor.kind != "country" and ADDRESSES_NEXT.fullmatch(gap)
            ):
                row.append(actor)
            else:
                break
        row.reverse()
        if last.kind in ("country", "body") and len(row) == 1:
            people = [a for a in cands if a.kind in ("person", "office")]
            if people and not self._adjacent(last):
                return people[-1:]
        return row

    def _adjacent(self, actor: Actor) -> bool:
        gap = self.scene.words(actor.end, self.trigger.start)
        for place in self.scene.places:  # "Phó Thủ tướng Lào A sang Hà Nội dự Diễn đàn"
            if actor.end <= place.start and place.end <= self.trigger.start:
                gap = gap.replace(place.name, "")
        match = AUX.match(gap)
        if PARTS_FROM_VERB.match(gap) and not VERB_AFTER_COMMA.match(gap):
            return False
        return bool(match and match.end() == len(gap))

    def _leaders(self) -> list[Actor]:
        """Who leads the delegation met, named further on: "tiếp Đoàn … đang thăm Việt Nam, do ông A làm Trưởng đoàn"."""
        led = LED_BY.search(self.scene.text, self.object_stop, self.scene.span[1])
        if led is None or any(
            t.frame.shape != "visit" and self.trigger.end < t.start < led.start() for t in self.scene.triggers
        ):
            return []
        return [a for a in self._actors(led.start(), led.end()) if a.kind == "person"][:1]

    def _right(self) -> list[Actor]:
        near = self._near_right()
        if self.trigger.frame.kind in ("talks", "reception") and not any(a.kind == "person" for a in near):
            return near + [a for a in self._leaders() if a not in near]
        return near

    def _near_right(self) -> list[Actor]:
        return [
            a for a in self._actors(self.trigger.end, self.object_stop)
            if (a.kind != "pair" or a.start - self.trigger.end < 12)
            and (a.kind != "country" or not self.scene.text.endswith(tuple(ONLY_A_PLACE), 0, a.start))
        ]

    def is_fronted(self) -> bool:
        """True where nobody stands before the trigger in the sentence."""
        return not any(a.end <= self.trigger.start for a in self.scene.actors if a.kind in ("person", "office", "body"))

    def _fronted_subject(self, target: str | None) -> list[Actor]:
        """Who the main clause after a fronted frame is about: "Nhân dịp thăm chính thức Chile, Chủ tịch nước …"."""
        later = [a for a in self._actors(self.trigger.end, self.scene.span[1]) if a.kind in ("person", "office")
                 and (target is None or a.country != target)]
        opened = [a for a in later if self.scene.words(a.start - 2, a.start) == ", "]
        return (opened or later)[:1]

    def _owned_by(self) -> list[Actor]:
        """The visitor named by "của" after the noun: "chuyến thăm cấp Nhà nước tới Lào của Chủ tịch nước Tô Lâm"."""
        at = self.trigger.end
        while (match := OF_WHOM.search(self.scene.text, at, min(self.after, self.trigger.end + 90))) is not None:
            if self.scene.text.endswith(tuple(OWNED_BY_A_HOST), 0, match.start()):
                return []
            owners = [a for a in self.scene.actors if match.start() + 4 <= a.start <= match.end() + 2 and a.kind != "pair"]
            if owners:
                row = owners[:1]
                self.subject = []
                return row
            at = match.end()
        return []

    def _destination(self) -> tuple[str | None, str | None]:
        """Country and place that a visit goes to."""
        scene, trigger = self.scene, self.trigger
        owner = OF.search(scene.text, trigger.end, self.object_stop)
        of_at = owner.start() if owner else self.object_stop
        for actor in self._actors(trigger.end, min(self.object_stop, trigger.end + 120)):
            gap = scene.words(trigger.end, actor.start)
            if actor.start > of_at and not TOWARDS.search(gap):
                continue
            if len(gap) > 60:
                break
            if actor.kind == "country":
                return (actor.country or (actor.countries[0] if actor.countries else None)), None
            if actor.kind in ("body", "office") and actor.country and len(gap) < 12:
                return actor.country, None
            if actor.kind == "person":
                break
        for place in scene.places:
            if trigger.end <= place.start <= trigger.end + 40 and place.end <= self.object_stop:
                return place.country, place.name
        for actor in self._actors(trigger.end, trigger.end + 30):
            if actor.kind == "body":
                return actor.country, actor.name
        return None, None

    def _goes_to_the_country(self) -> bool:
        """True for "thăm Việt Nam" and "chuyến thăm của đoàn tới Việt Nam", not for "thăm doanh nghiệp Việt Nam"."""
        land = next((a for a in self._actors(self.trigger.end, self.object_stop) if a.kind == "country"), None)
        if land is None:
            return False
        gap = self.scene.words(self.trigger.end, land.start)
        return gap == " " or TOWARDS.search(gap) is not None

    def _guests(self, host: str) -> list[Actor]:
        """Who of another country than the host's stands last before the trigger."""
        told = self._actors(self.scene.span[0], self.trigger.start)
        return [a for a in told if a.kind in ("person", "office", "body") and a.country not in (None, host)][-1:]

    def _host(self) -> Actor | None:
        for actor in self.scene.actors:
            if actor.kind in ("person", "office") and BY_INVITATION.search(
                self.scene.words(max(self.scene.span[0], actor.start - 44), actor.start)
            ):
                return actor
        return None

    def _document(self) -> bool:
        if DOCUMENT_IN_VERB.search(self.scene.words(self.trigger.start, self.trigger.end)):
            return True
        return any(self.trigger.end <= start <= self.trigger.end + 70 for start, *_ in self.scene.documents) or (
            DOCUMENTS_NEXT.search(self.scene.words(self.trigger.end, self.trigger.end + 40)) is not None
        )

    def _add(self, draft: Draft, actors: list[Actor], role: str) -> None:
        named = draft.kind in ("talks", "call", "reception", "message") and any(a.kind in ("person", "office") for a in actors)
        for actor in actors:
            if actor.name in commemorated() or (named and actor.kind == "country" and not actor.countries):
                continue
            if actor.kind == "pair":
                draft.countries |= {c for _, c in actor.members if c} or set(self.view.pair)
                for name, country in actor.members:
                    draft.people.setdefault(name, (country, role))
            elif actor.name is not None and actor.kind in ("person", "office"):
                draft.people.setdefault(actor.name, (actor.country, role))
                if actor.country:
                    draft.countries.add(actor.country)
            elif actor.kind == "office" and actor.country is None and not actor.countries:
                if "VN" in self.view.pair:  # the Vietnamese press names its own offices without the country
                    draft.countries.add("VN")
                    draft.unnamed |= {(office, "VN"): role for office in actor.offices}
            elif actor.countries:
                draft.countries |= set(actor.countries)
            elif actor.country:
                draft.countries.add(actor.country)
                if actor.kind == "office":
                    draft.unnamed |= {(office, actor.country): role for office in actor.offices}
