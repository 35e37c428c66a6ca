"""Who, where, when and in which status: how a trigger's frame is filled from its sentence."""

from __future__ import annotations

import itertools
import re

from banggiao.findings.cuewords import (
    ADDRESSES_NEXT,
    AHEAD_OF_NOUN,
    AUX,
    BEFORE_PLACE,
    BEFORE_VISIT_DAYS,
    BREAK,
    BY_INVITATION,
    BY_PHONE,
    DOCUMENT_IN_VERB,
    DOCUMENTS_NEXT,
    END_OF_VISIT,
    FRAME_BEFORE,
    FUTURE,
    INVITES,
    JOINS_SUBJECTS,
    LED_BY,
    MAIN_BEFORE,
    NOW,
    OF,
    OF_WHOM,
    OFF,
    ON_A_DAY,
    ONLINE,
    ONLY_A_PLACE,
    OWNED_BY_A_HOST,
    PAIR_OF_DAYS,
    PARTS_FROM_VERB,
    PAST_WORD,
    TOWARDS,
    TRIP,
    UNDER_WAY_IN_VERB,
    VERB_AFTER_COMMA,
    WITH_DELEGATION,
)
from banggiao.findings.draft import Draft, StoryView, commemorated
from banggiao.findings.scene import Scene, Trigger
from banggiao.mentions.actors import Actor
from banggiao.mentions.dates import DateMention
from banggiao.model import Date


class Teller:
    """Fills the frame of one trigger; `shapes` says which parts a frame has."""

    def __init__(self, scene: Scene, trigger: Trigger, before: int, after: int, inherited: list[Actor],
                 view: StoryView, *, after_opening: bool) -> None:
        """Fill `trigger` from between `before` and `after`, the triggers beside it; `inherited` is the last subject told."""
        self.after_opening = after_opening
        self.scene, self.trigger, self.view = scene, trigger, view
        self.before, self.after = before, after
        self.inherited = inherited
        stop = BREAK.search(scene.text, trigger.end, after)
        led = LED_BY.match(scene.text, stop.start(), scene.span[1]) if stop else None
        self.object_stop = led.end() if led else stop.start() if stop else after
        self.subject: list[Actor] = []

    def _draft(self) -> Draft:
        frame, trigger, scene = self.trigger.frame, self.trigger, self.scene
        draft = Draft(frame.kind, frame.name, scene.part, [scene.span], level=frame.level, channel=frame.channel)
        draft.date, draft.sure = self._date()
        draft.status = self._status(draft)
        draft.place = self._place()
        if frame.kind == "call":
            online = ONLINE.search(scene.text, trigger.start, min(trigger.end + 80, scene.span[1]))
            draft.channel = "online" if online and not BY_PHONE.search(online.group()) else "phone"
        elif frame.kind in ("talks", "reception", "session") and draft.channel is None:
            draft.channel = "online" if ONLINE.search(scene.text, *scene.span) else "in_person"
        return draft

    def _actors(self, start: int, end: int) -> list[Actor]:
        return [a for a in self.scene.actors if a.start >= start and a.end <= end and not a.aside]

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
                return [cands[-2]]
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

    def _host(self) -> Actor | None:
        for actor in self.scene.actors:
            if actor.kind in ("person", "office") and BY_INVITATION.search(
                self.scene.words(max(self.scene.span[0], actor.start - 44), actor.start)
            ):
                return actor
        return None

    def inviter(self) -> Actor | None:
        """Who invites the visitor to come: "Chủ tịch nước Trần Đại Quang mời Tổng thống Nga Vladimir Putin thăm Việt Nam"."""
        if self.trigger.frame.shape != "visit":
            return None
        invited = [a for a in self._actors(self.before, self.trigger.start) if a.kind in ("person", "office")]
        if not invited or not INVITES.search(self.scene.text, max(self.scene.span[0], invited[0].start - 24), invited[0].start):
            return None if len(invited) < 2 else self._inviter_among(invited)
        return self.inherited[0] if self.inherited else None

    def _inviter_among(self, actors: list[Actor]) -> Actor | None:
        for inviter, guest in itertools.pairwise(actors):
            if INVITES.search(self.scene.words(inviter.end, guest.start)):
                return inviter
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
            elif actor.countries:
                draft.countries |= set(actor.countries)
            elif actor.country:
                draft.countries.add(actor.country)

    def _date(self) -> tuple[Date | None, bool]:
        scene, trigger = self.scene, self.trigger
        days = [d for d in scene.dates if d.precision == "day" or d.relative]
        shape = trigger.frame.shape
        before_it = scene.words(max(scene.span[0], trigger.start - 60), trigger.start)
        if shape in ("visit", "attend") and not FRAME_BEFORE.search(before_it):
            ranges = [d for d in scene.dates if d.precision == "day" and d.first != d.last and not in_parens_pair(scene, d)]
            if len(ranges) == 1 and (ranges[0].start > trigger.start or shape == "visit"):
                made = scene.date(ranges[0])
                if made is not None:
                    return made, True
        verbs = [t for t in scene.triggers if t.frame.shape != "anniversary" and t is not trigger]
        if shape in ("visit", "noun"):
            limit = scene.span[1] if shape == "noun" else self.after
            after = [d for d in scene.dates if trigger.start <= d.start <= min(limit, trigger.end + 170)]
            ranged = [d for d in after if d.first != d.last] or [d for d in after if d.precision != "year" or shape == "noun"]
            for mention in ranged:
                between = scene.words(trigger.end, mention.start)
                led_in = BEFORE_VISIT_DAYS.search(between + scene.words(mention.start, mention.start + 3))
                if "," in between and not led_in and mention.first == mention.last:
                    continue
                made = scene.date(mention)
                if made is not None:
                    return made, True
            framed = FRAME_BEFORE.search(before_it)
            if shape == "visit" and END_OF_VISIT.search(before_it):
                return None, False  # the day it ended is not when it was
            main = MAIN_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 30), trigger.start))
            if framed or (shape == "visit" and TRIP.match(scene.words(trigger.start, trigger.end))
                          and trigger.start - scene.span[0] > 60 and main is None):
                return None, False
            if shape == "visit" and any(t.end <= trigger.start and t.frame.kind not in ("visit", "conference") for t in verbs):
                return None, False
        before = [d for d in days if d.end <= trigger.start + 1 and not in_parens_pair(scene, d)
                  and (d.first == d.last or trigger.frame.kind not in ON_A_DAY or d.start - scene.span[0] < 6)]
        if before:
            made = scene.date(before[-1])
            if made is not None:
                return made, True
        if (month := self._month_at_opening()) is not None:
            return month, True
        for mention in scene.dates:
            if trigger.end <= mention.start <= self.after and not in_parens_pair(scene, mention):
                if mention.first != mention.last and trigger.frame.kind in ON_A_DAY and mention.start - trigger.end > 60:
                    continue
                if mention.precision == "year" and trigger.frame.kind not in ("conference", "session", "signing", "activity"):
                    continue
                made = scene.date(mention)
                if made is not None:
                    return made, True
        return None, False

    def _month_at_opening(self) -> Date | None:
        """The month that opens the sentence: "Trong tháng 9/2021, Tổng Bí thư … đã có cuộc gặp"."""
        scene = self.scene
        first = scene.dates[0] if scene.dates else None
        if first is None or first.precision != "month" or first.start - scene.span[0] > 24 or first.end > self.trigger.start:
            return None
        return scene.date(first) if scene.words(first.end, first.end + 1) == "," else None

    def _status(self, draft: Draft) -> str:
        scene, trigger = self.scene, self.trigger
        left = scene.words(max(scene.span[0], self.before, trigger.start - 45), trigger.start + 1)
        inside = scene.words(trigger.start, trigger.end)
        if self.inviter() is not None:
            return "planned"
        if OFF.search(left):
            return "called_off"
        if (FUTURE.search(left) or FUTURE.search(inside)) and not PAST_WORD.search(left[-12:]):
            return "planned"
        if NOW.search(left) or UNDER_WAY_IN_VERB.search(inside):
            day, exact = scene.clock.day, scene.clock.exact
            over = draft.date is not None and day is not None and exact and draft.date.precision == "day" and (
                draft.date.end < day.isoformat()) and draft.date.start != draft.date.end
            return "held" if over else "ongoing"
        following = scene.words(trigger.end, min(trigger.end + 60, scene.span[1]))
        if trigger.frame.shape in ("noun", "attend") and AHEAD_OF_NOUN.search(following):
            return "planned"
        if draft.date is not None and scene.clock.day is not None and scene.clock.exact and draft.date.precision == "day":
            day = scene.clock.day.isoformat()
            if not scene.clock.printed and draft.date.start >= day:
                return "held"  # the clock was set by this very day
            if draft.date.start > day:
                return "planned"
            if draft.date.end > day and not PAST_WORD.search(left[-12:]):
                return "ongoing"
        return "held"

    def _place(self) -> str | None:
        """Where it was: the place named next after the trigger in its own clause, else the last one before it."""
        scene, trigger = self.scene, self.trigger
        led_to = [p for p in scene.places if BEFORE_PLACE.search(scene.words(max(scene.span[0], p.start - 12), p.start))]
        after = [p for p in led_to if trigger.end <= p.start <= self.after]
        before = [p for p in led_to if p.end <= trigger.start]
        near = after[:1] if after and (after[0].start < self.object_stop or not before) else before[-1:]
        return near[0].name if near else None


def in_parens_pair(scene: Scene, mention: DateMention) -> bool:
    """True for a day of an anniversary in brackets: "(5/9/1962 - 5/9/2022)"."""
    around = scene.words(max(scene.span[0], mention.start - 16), min(mention.end + 16, scene.span[1]))
    return bool(PAIR_OF_DAYS.search(around)) or bool(re.search(r"\d{4} ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}", around))
