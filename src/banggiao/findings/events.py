"""Events of a sentence: a frame is begun by its trigger and filled from what stands before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from banggiao.findings.dating import named_year
from banggiao.findings.scene import Scene, Trigger
from banggiao.grammar.tables import rows
from banggiao.mentions.actors import Actor
from banggiao.mentions.dates import DateMention
from banggiao.mentions.gatherings import Gathering
from banggiao.model import Date, Span


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it, before those of a story are brought together."""

    kind: str
    rule: str
    part: str
    spans: list[Span]
    status: str = "held"
    level: str | None = None
    channel: str | None = None
    date: Date | None = None
    place: str | None = None
    countries: set[str] = field(default_factory=set)
    people: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    mechanism: str | None = None
    session: int | None = None
    frame: bool = False
    nominal: bool = False
    visitor: str | None = None
    target: str | None = None
    sure: bool = False


@dataclass(slots=True)
class StoryView:
    """What a sentence may take from its story: the countries the story is about and its last subject."""

    pair: tuple[str, ...] = ()
    subject: list[Actor] = field(default_factory=list)
    day: Date | None = None


_AUX = re.compile(
    r"[\s,]*(?:(?:và|cùng|với|Phu nhân|phu nhân|đoàn|Đoàn|đại biểu|cấp cao|Việt Nam|dẫn đầu|làm|trưởng đoàn|đã|sẽ|sắp|đang|vừa|cũng|có|tiến hành|chủ trì|buổi|cuộc|các|"
    r"trong|chính thức|lần đầu tiên|lần đầu|cùng nhau|trực tiếp|lần lượt|dự kiến|bắt đầu|kết thúc|tốt đẹp|thực hiện|chuyến|thân mật|trọng thể|lên đường|rời|tới|sang|đến|về|chủ|đồng chủ trì|nồng nhiệt|nhân chuyến|nhân|hai bên|trân trọng)[\s,]*)*"
)
_WITH_DELEGATION = re.compile(r",? (?:và|cùng|dẫn đầu|sẽ dẫn đầu|đã dẫn đầu)(?: phu nhân| Phu nhân)?,?(?: và| cùng| sẽ dẫn đầu)? ?[Đđ]oàn [^.;:]{0,80}")
_BREAK = re.compile(
    r"(?<![Tt]ự),? (?:nhân dịp|nhân chuyến|nhân(?! dân)|trong khuôn khổ|theo lời mời|nhằm|để|về việc|bên lề|trước khi|sau khi|dưới sự|khẳng định|đề nghị|nhấn mạnh|"
    r"cho biết|cho rằng|và bày tỏ|bày tỏ|đánh giá|nhất trí|thống nhất|chúc mừng|cảm ơn|nhận lời|do|trên cương vị|tại buổi|yêu cầu|nêu|hoan nghênh)\b|;"
)
#: Who leads a delegation is its guest or host: "tiếp Đoàn … do đồng chí Inlavan Keobounphanh … dẫn đầu".
_LED_BY = re.compile(r",? do [^;.]{5,300}?(?:dẫn đầu|làm [Tt]rưởng đoàn|làm Trưởng Đoàn)")
_FUTURE = re.compile(r"\b(?:sẽ|sắp|dự kiến|chuẩn bị|chuẩn bị tốt|tiến tới|sắp tới|kế hoạch|nhận lời|mời)\b")
_NOW = re.compile(r"\b(?:đang|bắt đầu|tiếp tục chương trình|lên đường|rời Hà Nội|rời Thủ đô|sang|tiếp tục)\b[^,;]{0,24}$")
_DONE = re.compile(r"\b(?:đã|vừa|đang|sau khi|trước đó)\b")
_OFF = re.compile(r"\b(?:hoãn|hủy|hủy bỏ|tạm dừng)\b[^,;]{0,30}$")
_FRAME_BEFORE = re.compile(r"(?:[Tt]rong khuôn khổ|[Nn]hân dịp|[Nn]hân|[Bb]ên lề|[Tt]rong thời gian|kết quả|[Tt]rong|về|[Tt]iếp tục (?:chương trình|các hoạt động|hành trình)[^,]{0,24}|ý nghĩa)(?: của)?(?: các)? ?(?:hoạt động |chương trình )?(?:trong |của )?$")
_MAIN_BEFORE = re.compile(r"(?:bắt đầu|kết thúc|kết thúc tốt đẹp|đã có|tiến hành|thực hiện|lên đường|mở đầu) $")
_FRAMED_TRIP = re.compile(r"(?:trong khuôn khổ|nhân dịp|nhân|nhân chuyến|bên lề)\b[^,;]{0,90}$", re.I)
_OCCASION = re.compile(r"(?:Nhân dịp|Nhân|Được tin|Trước|nhân dịp)\b")
_RECALL = re.compile(r"(?:[Tt]ại|[Tt]rong|[Ss]au|[Kk]ết thúc|[Nn]gay sau|[Tt]rước|[Pp]hát biểu tại|[Bb]ên lề|[Tt]ừ)(?: các)? $")
_BY_INVITATION = re.compile(r"(?:[Nn]hận|theo) lời mời của $|(?:[Nn]hận|theo) lời mời (?:chính thức )?của (?:Ngài |ngài |đồng chí )?$")
_ONLINE = re.compile(r"trực tuyến|qua điện thoại|cầu truyền hình")


def drafts_of(scene: Scene, view: StoryView) -> list[Draft]:
    """All events that the sentence tells, in order; the subject of the last one stays in `view`."""
    out: list[Draft] = []
    subject: list[Actor] = []
    opening = True
    follows = view.day is not None and _FOLLOWS.match(scene.text, *scene.span) is not None
    scene.last_day = view.day
    triggers = [t for t in scene.triggers if t.frame.shape != "attend" or scene.gatherings]
    for at, trigger in enumerate(triggers):
        before = triggers[at - 1].end if at else scene.span[0]
        after = triggers[at + 1].start if at + 1 < len(triggers) else scene.span[1]
        teller = _Teller(scene, trigger, before, after, subject, view, after_opening=opening and at > 0)
        made = teller.tell()
        planned = out and out[-1].status == "planned" and out[-1].spans[0] == scene.span
        for draft in made:
            if planned and draft.status == "held" and draft.date is None and not draft.frame and not _DONE.search(scene.words(before, trigger.end)):
                draft.status = "planned"  # "sẽ có cuộc gặp hẹp, sau đó hội đàm và chứng kiến lễ ký"
        opening = opening and teller.is_fronted()
        if teller.subject:
            subject = teller.subject
        for draft in made:
            if draft.date is None and follows and not draft.frame and draft.kind != "visit" and view.day is not None:
                draft.date = Date(view.day.start, view.day.end, "day", "inferred", f"told as following on what happened on {view.day.start}")
        out += made
    out = _one_presentation(out)
    for visit in out:
        for other in out:
            if visit.kind == "visit" and visit.target and other.kind == "conference" and not other.frame and other.date == visit.date:
                other.countries.add(visit.target)  # the host of a summit attended on a visit to him takes part
    out += _sittings(scene, out)
    day = next((d.date for d in out if d.date is not None and d.date.precision == "day" and d.date.start == d.date.end
                and d.status != "planned" and not d.frame), None)
    view.day = day or view.day
    if subject and scene.part != "title":
        view.subject = subject
    return out


_FOLLOWS = re.compile(
    r"(?:Ngay sau|Sau (?:lễ|cuộc|hội|khi|buổi)|Dịp này|Nhân dịp này|Cũng trong|Tiếp đó|Tại (?:lễ|cuộc|buổi|Lễ)|Kết thúc (?:hội|cuộc|buổi|kỳ)|Trước đó, tại|Tại đây|Ngay trước)"
)


_NOT_ATTENDED = re.compile(r"[.;]| (?:của|cùng|với|thực hiện|theo) ")
#: Kinds that happen on one day; a range beside them is the visit's.
_ON_A_DAY = frozenset({"talks", "reception", "call", "message", "signing", "ceremony"})
_CHAIRED = re.compile(r"(?:dưới sự )?(?:đồng )?(?:chủ trì|điều hành|sự chủ trì) (?:của )?")
_CONFERENCE = re.compile(r"(?:Hội nghị|Diễn đàn|Hội thảo|hội nghị|diễn đàn|hội thảo|Tọa đàm|tọa đàm|Đối thoại|Lễ hội|Triển lãm)")


_ALSO_THERE = re.compile(r"(?:Cùng (?:dự|đi|tham dự|tiếp)|Tham dự|Cùng có mặt|Dự (?:buổi|cuộc|lễ))[^.;]{0,70}?(?: có| còn có)(?=[ :])")


def also_there(scene: Scene, drafts: list[Draft]) -> bool:
    """Add to the event told last those whom a sentence names as there too: "Cùng dự có bà Mariam J. Sherman …"."""
    opening = _ALSO_THERE.match(scene.text, *scene.span)
    if opening is None or not drafts:
        return False
    for actor in scene.actors:
        if actor.kind == "person" and actor.name and actor.start >= opening.end():
            drafts[-1].people.setdefault(actor.name, (actor.country, "party"))
    return True


def gathering_kind(gathering: Gathering) -> str:
    """The event kind of a gathering: a sitting of a standing body is a session, a meeting of many a conference."""
    if gathering.kind in ("mechanism", "assembly") or (gathering.kind in ("domestic", "sitting") and gathering.sitting):
        return "session"
    if gathering.kind == "domestic" and not _CONFERENCE.match(gathering.name):
        return "activity"
    return "conference"


def _sittings(scene: Scene, told: list[Draft]) -> list[Draft]:
    """Sittings that no verb attends but that are plainly the scene: "tại Phiên họp Chính phủ …, Thủ tướng yêu cầu"."""
    out: list[Draft] = []
    for gathering in scene.gatherings:
        known = any((gathering.start, gathering.end) in d.spans for d in told)
        before = scene.words(max(scene.span[0], gathering.start - 30), gathering.start)
        numbered = gathering.kind == "mechanism" and gathering.number is not None
        at_it = _AT_SITTING.search(before) or gathering.start - scene.span[0] < 4
        if known or gathering_kind(gathering) != "session" or not (numbered or (at_it and scene.part != "body")):
            continue
        draft = Draft("session", "a sitting as the scene", scene.part, [scene.span, (gathering.start, gathering.end)],
                      channel="in_person", mechanism=gathering.name, session=gathering.number)
        draft.countries |= set(gathering.countries) or ({"VN"} if gathering.kind in ("domestic", "sitting") else set())
        days = [d for d in scene.dates if d.precision == "day" and not _in_parens_pair(scene, d)]
        draft.date = scene.date(days[0]) if days and at_it else None
        draft.status = "planned" if _FUTURE.search(scene.text, gathering.end, min(gathering.end + 40, scene.span[1])) else "held"
        draft.frame = not at_it
        speakers = [a for a in scene.actors if a.kind == "person" and a.start > gathering.end][:1]
        for actor in speakers:
            draft.people[actor.name or ""] = (actor.country, "party")
        if draft.people or draft.countries:
            out.append(draft)
    return out


_AT_SITTING = re.compile(r"(?:[Tt]ại|[Tt]iếp tục chương trình|[Tt]iếp tục|[Cc]hương trình|phát biểu tại|Phát biểu tại|đồng chủ trì|chủ trì|tham dự|dự)(?: cuộc| các)? $")


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


@cache
def commemorated() -> frozenset[str]:
    """Names of people who are honoured, not acting."""
    return frozenset(row["form"] for row in rows("commemorated"))


class _Teller:
    """Fills the frame of one trigger."""

    def __init__(self, scene: Scene, trigger: Trigger, before: int, after: int, inherited: list[Actor],
                 view: StoryView, *, after_opening: bool) -> None:
        self.after_opening = after_opening
        self.scene, self.trigger, self.view = scene, trigger, view
        self.before, self.after = before, after
        self.inherited = inherited
        stop = _BREAK.search(scene.text, trigger.end, after)
        led = _LED_BY.match(scene.text, stop.start(), scene.span[1]) if stop else None
        self.object_stop = led.end() if led else stop.start() if stop else after
        self.subject: list[Actor] = []

    def tell(self) -> list[Draft]:
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

    # Shapes --------------------------------------------------------------------------------------------------------

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
        if not self.subject and frame.object and objects and self.is_fronted():
            later = [a for a in self._actors(objects[-1].end, self.scene.span[1]) if a.kind in ("person", "office")]
            self.subject = later[:1]
        if not self.subject and frame.kind == "message" and frame.needs != "object":
            self.subject = self._fronted_subject(None)
        if not self.subject:
            self.subject = self.inherited
        if frame.kind == "message" and frame.object == "recipient" and not objects:
            objects = self._occasion_of()
        if frame.needs == "object" and not objects and not any(a.kind == "pair" for a in self.subject):
            if len(self.subject) < 2 and not self._meets_unnamed():
                return None
        if frame.needs == "person" and not any(a.kind in ("person", "office") for a in objects):
            return None
        if frame.needs == "document" and not self._document():
            return None
        draft = self._draft()
        self._add(draft, self.subject, frame.subject)
        self._add(draft, objects, frame.object)
        if frame.kind == "signing":
            for actor in self._actors(self.trigger.end, self.after):
                self._add(draft, [actor], "signatory")
        if frame.kind in ("talks", "call", "reception") and not draft.people and len(draft.countries) < 2:
            return None
        if frame.kind == "message" and frame.needs != "object" and not self.subject:
            return None
        return self._finished(draft)

    def _occasion_of(self) -> list[Actor]:
        """Whom a message is to, where only its occasion names him: "Nhân dịp Ngài A tái đắc cử …, B đã gửi điện chúc mừng"."""
        scene = self.scene
        if not _OCCASION.match(scene.text, *scene.span):
            return []
        first = self.subject[0].start if self.subject else self.trigger.start
        return [a for a in self._actors(scene.span[0], first) if a.kind in ("person", "office", "country") and not a.aside]

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
        objects = self._right() or [a for a in self._actors(self.trigger.end, self.after) if a.kind == "country" and a.countries]
        recalled = bool(_RECALL.search(self.scene.words(self.scene.span[0], self.trigger.start)[-24:]))
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
        return self._finished(draft)

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
        frame_before = _FRAME_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 60), trigger.start))
        noun = scene.words(trigger.start, trigger.end).lower().startswith("chuyến")
        owner = self._owned_by()
        target, target_place = self._destination()
        visitors = owner
        if not visitors:
            visitors = self._left()
            self.subject = visitors
            if not visitors and (frame_before or self.is_fronted()):
                visitors = self._fronted_subject(target)
            if not visitors:
                visitors = self.inherited
        visitors = [v for v in visitors if v.kind != "pair" and not (v.kind == "country" and v.country == target)]
        draft = self._draft()
        draft.frame = bool(frame_before) or (noun and bool(owner))
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
            return self._finished(draft) if draft.people else None
        if target is not None:
            draft.countries.add(target)
        draft.place = target_place or draft.place
        host = self._host()
        if host is not None:
            self._add(draft, [host], "host")
        if target is not None and draft.visitor == target and len(draft.countries) < 2:
            if draft.level is not None:
                return None
            draft.kind = "activity"
        if target is None and draft.visitor is None:
            return None
        if target is None and trigger.frame.level is None:
            draft.kind = "activity"
        return self._finished(draft)

    def _attends(self) -> list[Draft]:
        """The gatherings attended, each an event: "dự Hội nghị Thượng đỉnh Tương lai, Đại hội đồng Liên Hợp Quốc khóa 79"."""
        scene, trigger = self.scene, self.trigger
        passive = scene.words(trigger.start, trigger.end).split()[-1] in ("ra", "chức", "mạc", "cai")
        named: list[Gathering] = []
        for gathering in scene.gatherings:
            reach = 60 if not named else 8
            last = named[-1].end if named else trigger.end
            if gathering.start >= last and gathering.start - last < reach and not _NOT_ATTENDED.search(scene.words(last, gathering.start)):
                named.append(gathering)
        if not named:
            self.subject = self._left()
        if not named and passive:
            named = [g for g in scene.gatherings if g.end <= trigger.start][-1:]
            if named and any(t.frame.shape == "noun" and t.start < named[0].start and named[0].start - t.end < 40 for t in scene.triggers):
                return []  # "Cuộc họp trù bị về tổ chức Hội nghị … đã được tổ chức": the meeting, not the conference
        return [d for g in named if (d := self._attend(g, passive)) is not None]

    def _attend(self, gathering: Gathering, passive: bool) -> Draft | None:
        scene, trigger = self.scene, self.trigger
        self.subject = [a for a in self._left() if not (gathering.start <= a.start < gathering.end)]
        framed = _FRAMED_TRIP.search(scene.words(max(scene.span[0], trigger.start - 120), trigger.start))
        if not self.subject and not passive:
            self.subject = self.inherited or (self._fronted_subject(None) if framed or self.is_fronted() else [])
        draft = self._draft()
        if framed:
            draft.date, draft.frame = None, True
        if draft.date is None and gathering.year is not None:
            draft.date = Date(str(gathering.year), str(gathering.year), "year", "stated")
        self._gather(draft, gathering)
        words = scene.words(trigger.start, trigger.end)
        role = "chair" if "chủ trì" in words else "party"
        self._add(draft, [a for a in self.subject if a.kind != "country"], role)
        chair = _CHAIRED.search(scene.text, trigger.end, scene.span[1])
        if chair is not None:
            chairs = [a for a in self._actors(chair.end(), min(chair.end() + 240, scene.span[1])) if a.kind == "person"][:2]
            self._add(draft, chairs, "chair")
        if passive and not draft.frame:
            draft.countries |= self._host_land()
        if not draft.people and not draft.countries:
            return None
        draft.nominal = passive
        return self._finished(draft)

    def _gather(self, draft: Draft, gathering: Gathering) -> None:
        draft.kind = gathering_kind(gathering)
        draft.mechanism, draft.session = gathering.name, gathering.number
        draft.countries |= set(gathering.countries)
        draft.spans.append((gathering.start, gathering.end))

    def _host_land(self) -> set[str]:
        """The country in which a gathering is said to take place: "tại Hong Kong (Trung Quốc)"."""
        scene = self.scene
        for place in scene.places:
            if place.country and re.search(r"(?:tại|ở|Tại)(?: [\w ]{0,14})?$", scene.words(max(scene.span[0], place.start - 20), place.start)):
                return {place.country}
        for actor in scene.actors:
            if actor.kind == "country" and actor.country and re.search(r"(?:tại|ở|Tại) ?$", scene.words(max(scene.span[0], actor.start - 4), actor.start)):
                return {actor.country}
        return set()

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
        return self._finished(draft)

    def _anniversary(self) -> list[Draft]:
        scene = self.scene
        text = scene.text
        match = _ANNIVERSARY.match(text, self.trigger.end, scene.span[1])
        if match is None:
            return []
        draft = self._draft()
        draft.date = None
        for actor in scene.actors:
            if actor.start >= self.trigger.start and actor.kind in ("country", "pair") or (
                actor.kind in ("body", "office") and actor.countries
            ):
                self._add(draft, [actor], "party")
        if len(draft.countries) < 2:
            draft.countries |= set(self.view.pair)
        if len(draft.countries) < 2:
            return []
        pair = _PAIR_OF_DAYS.search(text, match.end(), min(match.end() + 220, scene.span[1]))
        days = [d for d in scene.dates if match.end() <= d.start <= (pair.end() if pair else match.end())] if pair else []
        founded = Draft("signing" if "ký" in match["what"] else "activity", "an anniversary's beginning", scene.part,
                        [(self.trigger.start, match.end())], countries=set(draft.countries))
        years = int(match["years"])
        if len(days) == 2:
            draft.date, founded.date = scene.date(days[1]), scene.date(days[0])
        elif scene.clock.day is not None:
            year = str(scene.clock.day.year)
            year = named_year(text, scene.span) or year
            begin = str(int(year) - years)
            draft.date = Date(year, year, "year", "derived", f"the {years}th anniversary, told in {year}")
            founded.date = Date(begin, begin, "year", "derived", f"{years} years before {year}")
        draft.spans = [(self.trigger.start, match.end())]
        draft.frame = founded.frame = True
        return [draft, founded]

    def _credentials(self) -> Draft | None:
        scene = self.scene
        ambassadors = [a for a in scene.actors if any("Đại sứ" in o or "Đại biện" in o for o in a.offices)]
        if not ambassadors:
            return None
        draft = self._draft()
        for actor in ambassadors:
            self._add(draft, [actor], "party")
        if re.search("Quốc thư|quốc thư|Thư ủy nhiệm", scene.words(self.trigger.start, self.trigger.end)):
            draft.sure, draft.frame = True, False
            for actor in scene.actors:
                if actor.kind == "person" and any(o.startswith("Chủ tịch nước") for o in actor.offices):
                    self._add(draft, [actor], "host")
        else:
            draft.date, draft.sure = None, False
        draft.countries.add("VN")
        draft.frame = not draft.sure
        return self._finished(draft)

    def _appointment(self) -> Draft | None:
        self.subject = self._left() or self._actors(self.trigger.end, self.object_stop)[:1]
        draft = self._draft()
        named = [a for a in self.subject if a.kind == "person" or a.name][-1:]
        named = named or [a for a in self._actors(self.trigger.end, self.scene.span[1]) if a.kind == "person"][:1]
        if not named:
            return None
        if _OCCASION.search(self.scene.words(self.scene.span[0], self.trigger.start)):
            draft.date, draft.frame = None, True
        land = next((a.country for a in self._actors(self.trigger.end, self.trigger.end + 60) if a.kind in ("office", "country") and a.country), None)
        for actor in named:
            if actor.country is None and land is not None:
                actor.country = land
        self._add(draft, named, "party")
        return self._finished(draft)

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
        draft = self._draft()
        self._add(draft, self.subject, "party")
        self._add(draft, [a for a in self._right() if a.kind != "country"], "party")
        if not draft.countries or (draft.date is None and len(draft.countries) < 2) or not self.subject:
            return None
        return self._finished(draft)

    # Parts ---------------------------------------------------------------------------------------------------------

    def _draft(self) -> Draft:
        frame, trigger, scene = self.trigger.frame, self.trigger, self.scene
        draft = Draft(frame.kind, frame.name, scene.part, [scene.span], level=frame.level, channel=frame.channel)
        draft.date, draft.sure = self._date()
        draft.status = self._status(draft)
        draft.place = self._place()
        if frame.kind == "call":
            online = _ONLINE.search(scene.text, trigger.start, min(trigger.end + 80, scene.span[1]))
            draft.channel = "online" if online and "điện thoại" not in online.group() else "phone"
        elif frame.kind in ("talks", "reception", "session") and draft.channel is None:
            draft.channel = "online" if _ONLINE.search(scene.text, *scene.span) else "in_person"
        return draft

    def _actors(self, start: int, end: int) -> list[Actor]:
        return [a for a in self.scene.actors if a.start >= start and a.end <= end and not a.aside]

    def _left(self) -> list[Actor]:
        """Who stands before the trigger as its subject; a row joined by commas or "và" counts whole."""
        cands = [a for a in self._actors(self.before, self.trigger.start) if a.kind != "country" or self._adjacent(a)]
        cands = [a for a in cands if not _BY_INVITATION.search(self.scene.words(max(self.scene.span[0], a.start - 40), a.start))]
        if not cands:
            return []
        last = cands[-1]
        if len(cands) > 1 and last.kind in ("country", "body") and _WITH_DELEGATION.fullmatch(
            self.scene.words(cands[-2].end, last.end)
        ):
            gap = self.scene.words(last.end, self.trigger.start)
            match = _AUX.match(gap)
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
            if gap.strip() in (",", "và", "cùng", "cùng với", ", và", "với", ";", "giữa") or (
                actor.kind != "country" and re.fullmatch(r"[,;] ?(?:ông|bà|đồng chí)? ?", gap)
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
        match = _AUX.match(gap)
        if gap.lstrip().startswith(("và ", ", và", ";", ", ")) and not gap.startswith((", đã", ", sẽ", ", đang", ", vừa")):
            return False
        return bool(match and match.end() == len(gap))

    def _leaders(self) -> list[Actor]:
        """Who leads the delegation met, named further on: "tiếp Đoàn … đang thăm Việt Nam, do ông A làm Trưởng đoàn"."""
        led = _LED_BY.search(self.scene.text, self.object_stop, self.scene.span[1])
        if led is None or any(t.frame.shape != "visit" and self.trigger.end < t.start < led.start() for t in self.scene.triggers):
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
            and (a.kind != "country" or not self.scene.text.endswith((" tại ", " ở "), 0, a.start))
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
        of = re.compile(r" của (?:Đoàn đại biểu (?:cấp cao )?|đoàn |đồng chí |ngài )?").search
        at = self.trigger.end
        while (match := of(self.scene.text, at, min(self.after, self.trigger.end + 90))) is not None:
            if self.scene.text.endswith("lời mời", 0, match.start()):
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
        owner = re.compile(r" của ").search(scene.text, trigger.end, self.object_stop)
        of_at = owner.start() if owner else self.object_stop
        for actor in self._actors(trigger.end, min(self.object_stop, trigger.end + 120)):
            gap = scene.words(trigger.end, actor.start)
            if actor.start > of_at and not re.search(r"(?:tới|đến|sang|tại|thăm)(?: nước)? $", gap):
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
            if actor.kind in ("person", "office") and _BY_INVITATION.search(
                self.scene.words(max(self.scene.span[0], actor.start - 44), actor.start)
            ):
                return actor
        return None

    def _document(self) -> bool:
        words = self.scene.words(self.trigger.start, self.trigger.end)
        if "tuyên bố" in words.lower() or "văn kiện" in words:
            return True
        return any(self.trigger.end <= start <= self.trigger.end + 70 for start, *_ in self.scene.documents) or (
            " văn kiện" in self.scene.words(self.trigger.end, self.trigger.end + 40)
        )

    def _add(self, draft: Draft, actors: list[Actor], role: str) -> None:
        named = draft.kind in ("talks", "call", "reception", "message") and any(a.kind in ("person", "office") for a in actors)
        for actor in actors:
            if actor.name in commemorated() or (named and actor.kind == "country" and not actor.countries):
                continue
            if actor.kind == "pair":
                draft.countries |= set(self.view.pair)
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
        if shape in ("visit", "attend") and not _FRAME_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 60), trigger.start)):
            ranges = [d for d in scene.dates if d.precision == "day" and d.first != d.last and not _in_parens_pair(scene, d)]
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
                if "," in between and not re.search(r"(?:từ|trong) ?$|\($|ngày $|,? từ", between + scene.words(mention.start, mention.start + 3)) and mention.first == mention.last:
                    continue
                made = scene.date(mention)
                if made is not None:
                    return made, True
            framed = _FRAME_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 60), trigger.start))
            main = _MAIN_BEFORE.search(scene.words(max(scene.span[0], trigger.start - 30), trigger.start))
            if framed or (shape == "visit" and scene.words(trigger.start, trigger.end).startswith("chuyến")
                          and trigger.start - scene.span[0] > 60 and main is None):
                return None, False
            if shape == "visit" and any(t.end <= trigger.start and t.frame.kind not in ("visit", "conference") for t in verbs):
                return None, False
        before = [d for d in days if d.end <= trigger.start + 1 and not _in_parens_pair(scene, d)
                  and (d.first == d.last or trigger.frame.kind not in _ON_A_DAY or d.start - scene.span[0] < 6)]
        if before:
            mention = before[-1]
            blocking = [t for t in verbs if mention.end <= t.start < trigger.start and t.frame.shape in ("verb", "visit")]
            if not blocking or self._same_clause(blocking):
                made = scene.date(mention)
                if made is not None:
                    return made, True
        for mention in scene.dates:
            if trigger.end <= mention.start <= self.after and not _in_parens_pair(scene, mention):
                if mention.first != mention.last and trigger.frame.kind in _ON_A_DAY and mention.start - trigger.end > 60:
                    continue
                if mention.precision == "year" and trigger.frame.kind not in ("conference", "session", "signing", "activity"):
                    continue
                made = scene.date(mention)
                if made is not None:
                    return made, True
        return None, False

    def _same_clause(self, blocking: list[Trigger]) -> bool:
        return all(t.frame.shape == "visit" or t.frame.shape == "noun" for t in blocking) or True

    def _status(self, draft: Draft) -> str:
        scene, trigger = self.scene, self.trigger
        left = scene.words(max(scene.span[0], self.before, trigger.start - 45), trigger.start + 1)
        inside = scene.words(trigger.start, trigger.end)
        if _OFF.search(left):
            return "called_off"
        if (_FUTURE.search(left) or _FUTURE.search(inside)) and "đã" not in left[-12:]:
            return "planned"
        if _NOW.search(left) or "lên đường" in inside:
            return "ongoing"
        if re.search(r"dự kiến|sẽ (?:được|diễn)", scene.words(trigger.end, min(trigger.end + 60, scene.span[1]))) and trigger.frame.shape in ("noun", "attend"):
            return "planned"
        if draft.date is not None and scene.clock.day is not None and scene.clock.exact and draft.date.precision == "day":
            day = scene.clock.day.isoformat()
            if draft.date.start > day:
                return "planned"
            if draft.date.end > day:
                return "ongoing"
        return "held"

    def _place(self) -> str | None:
        scene, trigger = self.scene, self.trigger
        for place in scene.places:
            lead_in = scene.words(max(scene.span[0], place.start - 12), place.start)
            if re.search(r"(?:tại|ở|Tại|đến|tới)(?: [\w ]{0,6})?$", lead_in) and (
                self.before <= place.start <= max(self.after, trigger.end) or place.start < trigger.start
            ):
                return place.name
        return None

    def _finished(self, draft: Draft) -> Draft:
        self.view.subject = self.view.subject
        return draft


_ANNIVERSARY = re.compile(
    r" (?:lần thứ )?(?P<years>\d{1,3})(?: năm)? (?:năm )?(?:[Nn]gày )?(?P<what>thiết lập (?:quan hệ )?(?:ngoại giao|quan hệ)|quan hệ ngoại giao|"
    r"ký (?:kết )?Hiệp (?:ước|định)[^,.;()]{0,40}|ký (?:kết )?hiệp (?:ước|định)[^,.;()]{0,40})"
)
_PAIR_OF_DAYS = re.compile(r"\(\d{1,2}[/-]\d{1,2}[/-]\d{4} ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}\)")


def _in_parens_pair(scene: Scene, mention: DateMention) -> bool:
    around = scene.words(max(scene.span[0], mention.start - 16), min(mention.end + 16, scene.span[1]))
    return bool(_PAIR_OF_DAYS.search(around)) or bool(re.search(r"\d{4} ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}", around))
