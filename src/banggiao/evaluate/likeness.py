"""How alike a gold fact and a read fact are: 0 is "not the same", and the highest pairs win.

All take the gold row first and the read row second, both as the contract (or the gold form) has them.
"""

from __future__ import annotations

from banggiao.evaluate.text import Row, clash, fold, overlap, same_date, same_name, story_text, words

#: Kinds that a careful reader may call by each other's name; the share of right kinds is counted strictly.
KIN = {
    "talks": "meet", "reception": "meet", "call": "meet", "session": "meet", "credentials": "meet",
    "ceremony": "together", "aid": "together", "activity": "together",
}  # fmt: skip


def kin(event: Row) -> str:
    """The family of an event's kind.

    A tour of a port, a school or a ministry within one country is as well an activity as a visit.
    """
    kind = str(event["kind"])
    if kind == "visit" and len(event.get("countries") or []) < 2:
        return "together"
    return KIN.get(kind, kind)


def participants(event: Row) -> list[str]:
    """The names of a read event's participants."""
    return [participant.get("name") or "" for participant in event.get("participants") or []]


def story(gold: Row, read: Row) -> float:
    """Same title, or the gold's first words in the story's text."""
    text, score = fold(story_text(read)), 0.0
    if gold.get("title") and fold(gold["title"]) == fold(read.get("title")):
        score += 2
    starts = fold(gold.get("starts"))
    if gold.get("starts") and starts in text:
        score += 2 if text.find(starts) < len(fold(read.get("title") or "")) + 60 else 1
    if gold.get("kind") == "link" and not gold.get("starts") and score < 2:
        return 0.0
    return score + 0.5 * (gold.get("kind") == read.get("kind")) if score else 0.0


def person(gold: Row, read: Row) -> float:
    """Same name."""
    return float(same_name(gold["name"], read["name"]))


def event(gold: Row, read: Row) -> float:
    """Kinds of one family, and countries or people in common; then by date, kind and how much is shared."""
    if gold["kind"] != read["kind"] and kin(gold) != kin(read):
        return 0.0
    here, there = set(gold.get("countries") or []), set(read.get("countries") or [])
    people, others = gold.get("people") or [], participants(read)
    shared = sum(any(same_name(a, b) for b in others) for a in people)
    land = len(here & there) / len(here | there) if here | there else 0.5
    if land < 0.5 and not shared:
        return 0.0
    apart = clash(gold.get("date"), read.get("date"))
    if people and others and not shared and apart:
        return 0.0
    same_day = same_date(gold.get("date"), read.get("date"))
    return 1 + bool(gold["kind"] == read["kind"]) + land + shared + 1.5 * same_day - 2.0 * apart + 0.01


def figure(gold: Row, read: Row) -> float:
    """The value within half a percent and no other unit; then by indicator and parties."""
    try:
        near = abs(float(gold["value"]) - float(read["value"])) <= 0.005 * abs(float(gold["value"]))
    except (TypeError, ValueError, KeyError):
        return 0.0
    if not near or (gold.get("unit") and read.get("unit") and fold(gold["unit"]) != fold(read["unit"])):
        return 0.0
    parties = set(gold.get("parties") or []) == set(read.get("parties") or [])
    return 1.0 + bool(gold.get("indicator") == read.get("indicator")) + parties


def commitment(gold: Row, read: Row) -> float:
    """Six tenths of the shorter text's words in the other; then by overlap and act."""
    x, y = words(gold["text"]), words(read.get("text"))
    share = len(x & y) / min(len(x), len(y)) if x and y else 0.0
    if share < 0.6:
        return 0.0
    return overlap(gold["text"], read.get("text")) + 0.2 * (gold.get("act") == read.get("act"))


def session(gold: Row, read: Row) -> float:
    """Same number; then by the mechanism's words."""
    if gold.get("number") != read.get("number"):
        return 0.0
    return overlap(gold["mechanism"], read.get("mechanism"))
