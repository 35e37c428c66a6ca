"""When, where and in which status an event was told: what the words around its trigger say of its circumstances."""

from __future__ import annotations

import itertools
import re
from functools import cached_property

from banggiao.findings.cuewords import (
    AHEAD_OF_NOUN,
    ALL_PLANNED,
    BEFORE_PLACE,
    BEFORE_VISIT_DAYS,
    BREAK,
    END_OF_VISIT,
    FRAME_BEFORE,
    FUTURE,
    INVITED_TO,
    INVITES,
    LED_BY,
    MAIN_BEFORE,
    NOW,
    OFF,
    ON_A_DAY,
    PAIR_OF_DAYS,
    PAST_WORD,
    RETURN,
    TRIP,
    UNDER_WAY_IN_VERB,
)
from banggiao.findings.draft import Draft, StoryView
from banggiao.findings.scene import Scene, Trigger
from banggiao.mentions.actor import Actor
from banggiao.mentions.dates import DateMention
from banggiao.model import Date


class Circumstances:
    """The circumstances of one trigger within its sentence."""

    def __init__(self, scene: Scene, trigger: Trigger, before: int, after: int, inherited: list[Actor],
                 view: StoryView, *, after_opening: bool) -> None:
        """Fill `trigger` from between `before` and `after`, the triggers beside it; `inherited` is the last subject told."""
        self.after_opening = after_opening
        self.scene, self.trigger, self.view = scene, trigger, view
        self.before, self.after = before, after
        self.inherited = inherited
        self.subject: list[Actor] = []

    @cached_property
    def object_stop(self) -> int:
        """Where the clause of the trigger's object ends."""
        stop = BREAK.search(self.scene.text, self.trigger.end, self.after)
        if stop is None:
            return self.after
        led = LED_BY.match(self.scene.text, stop.start(), self.scene.span[1])
        return led.end() if led is not None else stop.start()

    def _actors(self, start: int, end: int) -> list[Actor]:
        return [a for a in self.scene.actors if a.start >= start and a.end <= end and not a.aside]

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

    def _date(self) -> tuple[Date | None, bool]:
        scene, trigger = self.scene, self.trigger
        days = [d for d in scene.dates if d.precision == "day" or d.relative]
        shape = trigger.frame.shape
        before_it = scene.words(max(scene.span[0], trigger.start - 60), trigger.start)
        if shape in ("visit", "attend") and not FRAME_BEFORE.search(before_it):
            ranges = [d for d in scene.dates if d.precision == "day" and d.first != d.last and not in_parens_pair(scene, d)]
            if len(ranges) == 1 and (ranges[0].start > trigger.start or (shape == "visit" and not self._of_another(ranges[0]))):
                made = scene.date(ranges[0])
                if made is not None:
                    return made, True
        verbs = [t for t in scene.triggers if t.frame.shape != "anniversary" and t is not trigger]
        if shape == "attend" and RETURN.search(scene.text, scene.span[0], trigger.start) and any(
            t.frame.shape == "visit" and t.end <= trigger.start and self._ends(t) for t in verbs
        ):
            return None, False  # "về đến Hà Nội, kết thúc chuyến thăm Lào, tham dự Hội nghị": the day of the return
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
            if shape == "visit" and self._ends(trigger):
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

    def _ends(self, visit: Trigger) -> bool:
        """True for a visit of which only the end is told."""
        before = self.scene.words(max(self.scene.span[0], visit.start - 60), visit.start)
        return END_OF_VISIT.search(before) is not None

    def _of_another(self, days: DateMention) -> bool:
        """True for days that a visit told before has behind it: "Trong chuyến thăm Lào ngày 8-9/11, … A, người vừa thăm"."""
        told = (t for t in self.scene.triggers if t.frame.shape == "visit" and t.end <= self.trigger.start)
        return any(t.end <= days.start < self.trigger.start for t in told)

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
        gathered = trigger.frame.shape in ("visit", "attend")
        if self.inviter() is not None or (gathered and INVITED_TO.search(scene.words(scene.span[0], trigger.start))):
            return "planned"
        if OFF.search(left):
            return "called_off"
        if ALL_PLANNED.match(scene.text, *scene.span) and not PAST_WORD.search(left[-12:]):
            return "planned"
        if (FUTURE.search(left) or FUTURE.search(inside)) and not PAST_WORD.search(left[-12:]):
            return "planned"
        if NOW.search(left) or UNDER_WAY_IN_VERB.search(inside):
            day, exact = scene.clock.day, scene.clock.exact
            lasting = draft.date is not None and draft.date.precision == "day" and draft.date.start != draft.date.end
            over = lasting and draft.date is not None and day is not None and exact and draft.date.end < day.isoformat()
            return "held" if over else "ongoing"
        following = scene.words(trigger.end, min(trigger.end + 60, scene.span[1]))
        if trigger.frame.shape in ("noun", "attend") and AHEAD_OF_NOUN.search(following):
            return "planned"
        if draft.date is not None and scene.clock.day is not None and scene.clock.exact and draft.date.precision == "day":
            told = scene.clock.day.isoformat()
            if not scene.clock.printed and draft.date.start >= told:
                return "held"  # the clock was set by this very day
            if draft.date.start > told:
                return "planned"
            if draft.date.end > told and not PAST_WORD.search(left[-12:]):
                return "ongoing"
        return "held"

    def _place(self) -> str | None:
        """Where it was: the place named next after the trigger in its own clause, else the last one before it."""
        scene, trigger = self.scene, self.trigger
        whole = trigger.frame.shape == "visit"  # a visit as a whole is in no palace
        led_to = [
            p for p in scene.places if not (whole and p.kind == "venue")
            and BEFORE_PLACE.search(scene.words(max(scene.span[0], p.start - 12), p.start))
        ]
        after = [p for p in led_to if trigger.end <= p.start <= self.after]
        before = [p for p in led_to if p.end <= trigger.start]
        if before and trigger.frame.shape == "visit" and any(
            before[-1].end <= t.start < trigger.start and t.frame.kind in ("talks", "reception") for t in scene.triggers
        ):
            before = []  # "tại Hà Nội, Thủ tướng tiếp ông A đang thăm Việt Nam": where they met
        near = after[:1] if after and (after[0].start < self.object_stop or not before) else before[-1:]
        return near[0].name if near else None

def in_parens_pair(scene: Scene, mention: DateMention) -> bool:
    """True for a day of an anniversary in brackets: "(5/9/1962 - 5/9/2022)"."""
    around = scene.words(max(scene.span[0], mention.start - 16), min(mention.end + 16, scene.span[1]))
    return bool(PAIR_OF_DAYS.search(around)) or bool(re.search(r"\d{4} ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}", around))
