"""Occasions: ceremonies, anniversaries, credentials, appointments, statements on a day, things done."""

from __future__ import annotations

from banggiao.findings.cuewords import (
    AMBASSADOR,
    ANNIVERSARY,
    CREDENTIALS,
    OCCASION,
    PAIR_OF_DAYS,
    RECEIVES_CREDENTIALS,
    SIGNING,
)
from banggiao.findings.draft import Draft
from banggiao.findings.evidence import named_year
from banggiao.findings.teller import Teller
from banggiao.mentions.actor import Actor
from banggiao.model import Date


class OccasionTeller(Teller):
    """Tells what is held, honoured, presented or done."""

    def _occasion_of(self) -> list[Actor]:
        """Whom a message is to, where only its occasion names him: "Nhân dịp Ngài A tái đắc cử …, B đã gửi điện chúc mừng"."""
        scene = self.scene
        if not OCCASION.match(scene.text, *scene.span):
            return []
        first = self.subject[0].start if self.subject else self.trigger.start
        return [a for a in self._actors(scene.span[0], first) if a.kind in ("person", "office", "country") and not a.aside]

    def _ceremony(self) -> Draft | None:
        scene = self.scene
        self.subject = self._left()
        draft = self._draft()
        self._add(draft, self.subject or self.inherited, "party")
        for actor in self._actors(self.trigger.end, self.after):
            self._add(draft, [actor], "party")
        if not draft.people and not draft.countries:
            return None
        if not draft.people and len(draft.countries) < 2 and scene.part != "title" and draft.date is None:
            return None
        return draft

    def _anniversary(self) -> list[Draft]:
        scene = self.scene
        text = scene.text
        match = ANNIVERSARY.match(text, self.trigger.end, scene.span[1])
        if match is None:
            return []
        draft = self._draft()
        draft.date = None
        for actor in scene.actors:
            if (actor.start >= self.trigger.start and actor.kind in ("country", "pair")) or (
                actor.kind in ("body", "office") and actor.countries
            ):
                self._add(draft, [actor], "party")
        if len(draft.countries) < 2:
            draft.countries |= set(self.view.pair)
        if len(draft.countries) < 2:
            return []
        pair = PAIR_OF_DAYS.search(text, match.end(), min(match.end() + 220, scene.span[1]))
        days = [d for d in scene.dates if match.end() <= d.start <= (pair.end() if pair else match.end())] if pair else []
        founded = Draft("signing" if SIGNING.search(match["what"]) else "activity", "an anniversary's beginning", scene.part,
                        [(self.trigger.start, match.end())], countries=set(draft.countries))
        years = int(match["years"])
        if len(days) == 2:
            draft.date, founded.date = scene.date(days[1]), scene.date(days[0])
        elif scene.clock.day is not None:
            year = str(scene.clock.day.year)
            year = self._year_beside(match.end()) or named_year(text, scene.span) or year
            begin = str(int(year) - years)
            draft.date = Date(year, year, "year", "derived", f"the {years}th anniversary, told in {year}")
            founded.date = Date(begin, begin, "year", "derived", f"{years} years before {year}")
        draft.spans = [(self.trigger.start, match.end())]
        draft.frame = founded.frame = True
        return [draft, founded]

    def _year_beside(self, end: int) -> str | None:
        """The year right before or after an anniversary: "trong năm 2018, nhân kỷ niệm 45 năm … Việt Nam - Nhật Bản"."""
        for mention in self.scene.dates:
            before, after = self.trigger.start - mention.end, mention.start - end
            if mention.precision == "year" and mention.first == mention.last and (0 <= before < 12 or 0 <= after < 40):
                made = self.scene.date(mention)
                return made.start if made is not None else None
        return None

    def _credentials(self) -> Draft | None:
        scene = self.scene
        ambassadors = [a for a in scene.actors if any(map(AMBASSADOR.search, a.offices))]
        if not ambassadors:
            return None
        draft = self._draft()
        for actor in ambassadors:
            self._add(draft, [actor], "party")
        if CREDENTIALS.search(scene.words(self.trigger.start, self.trigger.end)):
            draft.sure, draft.frame = True, False
            for actor in scene.actors:
                if actor.kind == "person" and any(map(RECEIVES_CREDENTIALS.match, actor.offices)):
                    self._add(draft, [actor], "host")
        else:
            draft.date, draft.sure = None, False
        draft.countries.add("VN")
        draft.frame = not draft.sure
        return draft

    def _appointment(self) -> Draft | None:
        self.subject = self._left() or self._actors(self.trigger.end, self.object_stop)[:1]
        draft = self._draft()
        named = [a for a in self.subject if a.kind == "person" or a.name][-1:]
        named = named or [a for a in self._actors(self.trigger.end, self.scene.span[1]) if a.kind == "person"][:1]
        if not named:
            return None
        if OCCASION.search(self.scene.words(self.scene.span[0], self.trigger.start)):
            draft.date, draft.frame = None, True
        near = self._actors(self.trigger.end, self.trigger.end + 60)
        land = next((a.country for a in near if a.kind in ("office", "country") and a.country), None)
        for actor in named:
            if actor.country is None and land is not None:
                actor.country = land
        self._add(draft, named, "party")
        return draft

    def _saying(self) -> Draft | None:
        """A body's statement: the body, a day and the verb stand together; persons who speak do so at a meeting."""
        scene, trigger = self.scene, self.trigger
        day = next((d for d in scene.dates if d.precision == "day" and 0 <= trigger.start - d.end <= 3), None)
        if day is None or scene.part == "body":
            return None
        speaker = next((a for a in scene.actors if a.kind in ("body", "person") and 0 <= day.start - a.end <= 16), None)
        if speaker is None:
            return None
        draft = self._draft()
        self._add(draft, [speaker], "sender")
        draft.date = scene.date(day)
        return draft if draft.countries else None

    def _doing(self) -> Draft | None:
        """Something done: needs a doer, and a day or a second country."""
        if self.scene.part == "body":
            return None
        self.subject = self._left() or self.inherited
        if not self.subject:
            return None
        draft = self._opened()
        self._add(draft, self.subject, "party")
        self._add(draft, [a for a in self._right() if a.kind != "country"], "party")
        if not draft.countries:
            return None
        draft = self._dated(draft)
        return None if draft.date is None and len(draft.countries) < 2 else draft
