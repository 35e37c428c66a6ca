"""Commitments by speech act: what the sides agree, pledge, propose, plan and set as a target."""

from __future__ import annotations

from dataclasses import dataclass

from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue, words
from banggiao.grammar.lexicon import Match
from banggiao.mentions.actor import Actor
from banggiao.model import Span


@dataclass(frozen=True, slots=True)
class Promise:
    """An act, who binds himself, and the span that says to what."""

    act: str
    by: tuple[str, ...]
    span: Span
    rule: str
    due: str | None


#: A complement ends here: at the clause's end, or where the next speaker or reason begins.
_END = cue("where the complement of an act ends")
_LEAD_IN = cue("before the complement of an act")
_ATTITUDE = cue("an attitude and no act")
_DUE = cue("due by a year")
_NEGATED = cue("an act denied")
_NOUN = cue("before an act's word as a noun")
#: To back a deed or a country's doing is a pledge; to back a value or a camp is an attitude.
_NEEDS_A_DEED = words("acts that pledge only with a deed as their object")
_NOUN_AFTER = cue("after an act's word as a noun")
_COURTESY = cue("after an act's word in a courtesy")
_NEEDS_A_JOURNEY = words("acts that plan only with a journey as their object")
_JOURNEY = cue("a journey to which one is invited")
_BACKED = cue("a deed that is backed")
_TARGET = cue("a trade target inside a proposal")
_FURTHER = cue("a further act after a semicolon")
_ASKED = cue("a deed asked about and not promised")
_REASON = cue("why or how, inside a row of acts")
_JOINED_ON = cue("before a second act joined on")


def promises_of(scene: Scene, pair: tuple[str, ...], speaker: list[Actor]) -> list[Promise]:
    """The commitments of the sentence; `speaker` is the last subject told.

    "Hai bên nhất trí tiếp tục tăng cường trao đổi đoàn; chia sẻ thông tin" gives two, by both.
    """
    out: list[Promise] = []
    text, (start, stop) = scene.text, scene.span
    floor = start
    acts = [a for a in scene.acts if _is_act(text, a[0], start, stop)]
    for at, (match, kind, by, rule) in enumerate(acts):
        if match.start < floor:
            continue
        nxt = acts[at + 1][0].start if at + 1 < len(acts) else stop
        lead_in = _LEAD_IN.match(text, match.end, stop)
        begin = lead_in.end() if lead_in else match.end
        end_match = _END.search(text, begin, stop)
        end = end_match.start() if end_match else stop
        if at + 1 < len(acts) and nxt < end:
            asked_to_pledge = kind == "propose" and acts[at + 1][1] == "pledge"  # "đề nghị Quốc hội Đức ủng hộ"
            if nxt - match.end < 16 and not asked_to_pledge:  # "nhất trí sẽ tổ chức": one act in two words
                continue
            other = _next_speaker(scene, begin, nxt)
            if (join := _JOINED_ON.search(text, nxt - 4, nxt)) is not None:
                end = join.start()
            elif other is not None:
                end = other
            else:
                floor = end
        sides = _sides(scene, match, by, pair, speaker)
        if sides is None:
            continue
        for piece in _pieces(text, begin, end, stop):
            if len(text[slice(*piece)].split()) < 4 or _ATTITUDE.match(text[slice(*piece)]) or _ASKED.search(text, *piece):
                continue
            due = _DUE.search(text, *piece)
            year = (due.group(1) or due.group(2)) if due else None
            if kind == "propose" and _TARGET.search(text, *piece):
                out.append(Promise("target", sides, piece, rule, year))
            else:
                out.append(Promise(kind, sides, piece, rule, year))
        floor = max(floor, end)
    return out


def _next_speaker(scene: Scene, begin: int, end: int) -> int | None:
    """Where a complement is over, for the next act has a subject: "… đạt mục tiêu 500 triệu USD, Tổng thống đề nghị"."""
    for actor in scene.actors:
        opens = actor.kind in ("person", "office") and scene.words(actor.start - 2, actor.start) == ", "
        if opens and begin < actor.start and actor.end <= end:
            return actor.start - 2
    return None


def _is_act(text: str, match: Match, start: int, stop: int) -> bool:
    """False where the word of an act is a noun, denied, a courtesy, or lacks the object that makes it an act."""
    left = text[max(start, match.start - 30) : match.start]
    word = text[match.start : match.end]
    if _NOUN.search(left) or _NEGATED.search(left) or _NOUN_AFTER.match(text, match.end) or _COURTESY.match(text, match.end):
        return False
    if word in _NEEDS_A_DEED and not _BACKED.match(text, match.end):
        return False
    return word not in _NEEDS_A_JOURNEY or _JOURNEY.match(text, match.end, stop) is not None


def _pieces(text: str, begin: int, end: int, stop: int) -> list[Span]:
    """The complement, and those that follow it after semicolons with a verb of their own."""
    out = [(begin, end)]
    at = _past_reason(text, end, stop)
    while (more := _FURTHER.match(text, at, stop)) is not None:
        end_match = _END.search(text, more.end(), stop)
        end = end_match.start() if end_match else stop
        out.append((more.end(), end))
        at = _past_reason(text, end, stop)
    return [_trim(text, *p) for p in out]


def _past_reason(text: str, at: int, stop: int) -> int:
    """Where a row of acts goes on after one's reason: "tăng cường trao đổi đoàn, nhằm củng cố tin cậy; mở rộng …"."""
    reason = _REASON.match(text, at, stop)
    return reason.end() if reason is not None else at


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,:;\"“”":
        start += 1
    while end > start and text[end - 1] in " ,:;":
        end -= 1
    return start, end


def _sides(scene: Scene, match: Match, by: str, pair: tuple[str, ...], speaker: list[Actor]) -> tuple[str, ...] | None:
    """Who binds himself: the nearest actor before the act, else the last speaker; None where nobody is in sight."""
    before = [a for a in scene.actors if a.end <= match.start]
    subject = before[-1] if before else None
    for actor in reversed(before):
        if match.start - actor.end < 40 or actor.kind == "pair":
            subject = actor
            break
    if subject is None:
        if by == "both" and pair:
            return pair
        found = next((a.country for a in speaker if a.country), None)
        return (found,) if found else (pair[:1] or None)
    if subject.kind == "pair":
        return pair  # nobody named: the sides stay open
    if subject.countries:
        return subject.countries
    people = [a for a in before if a.kind in ("person", "office") and a.end > subject.start - 8]
    lands = tuple(dict.fromkeys(a.country for a in [*people, subject] if a.country))
    if by == "both" and len(lands) < 2:
        return pair if len(pair) > 1 else (lands or None)
    return lands[:1] or (pair[:1] or None)
