"""Do two stories tell of one event? Precision first: an event told twice is better than two told as one.

`may_be_one` says what speaks for it; `cannot_be_one` what speaks against it, whatever else they share. Both look at the two
stories alone, so that the answer never depends on what was read before.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from banggiao.record.told import Told, Who

#: Names of one country that are so alike are taken for one within an event; for persons at large `identity` asks for more.
_ALIKE: Final = 0.82
#: Days of a visit of which only single days are told lie no farther apart.
_STAY: Final = 6


def may_be_one(one: Told, other: Told) -> bool:
    """True where two stories tell of one event."""
    if one.group != other.group or cannot_be_one(one, other):
        return False
    if one.mechanism is not None and other.mechanism is not None and one.group == "sitting":
        return _same_sitting(one, other)
    if not _same_time(one, other):
        return False
    if one.quote == other.quote and len(one.quote) > 40:
        return True
    if one.group == "visit":
        return _same_visit(one, other)
    shared = shared_people(one, other)
    if one.group in ("meeting", "call"):
        return _same_meeting(one, other, shared)
    if one.group == "message":
        return shared >= 2 and one.foreign == other.foreign
    if one.group == "appointment":
        return shared >= 1
    if one.group == "signing":
        return bool(one.foreign) and one.foreign == other.foreign and _sure(one, other) and (shared >= 1 or not (one.people and other.people))
    return (
        bool(one.foreign) and one.foreign == other.foreign and shared >= 1 and _sure(one, other)
        and _same_words(one.body.get("mechanism"), other.body.get("mechanism"))
    )  # fmt: skip


def cannot_be_one(one: Told, other: Told) -> bool:
    """True where something rules it out: another number, other countries, other guests, days apart."""
    if one.mechanism is not None and other.mechanism is not None and one.group == "sitting":
        if one.mechanism.key != other.mechanism.key:
            return True
        if one.number is not None and other.number is not None and one.number != other.number:
            return True
    if one.foreign and other.foreign and not one.foreign & other.foreign:
        return True
    if one.group == "visit":
        return _other_side(one, other, "guest") or _other_stay(one, other)
    if one.days and other.days and not one.days.meets(other.days, _slack(one, other)):
        return True
    if one.group in ("meeting", "call"):
        return _others_met(one, other)
    return False


def shared_people(one: Told, other: Told) -> int:
    """How many of the people of one are people of the other."""
    return sum(any(same_name(who, whom) for whom in other.people) for who in one.people)


def same_name(who: Who, whom: Who) -> bool:
    """True where two names are one, or nearly and of one country."""
    if who.key == whom.key:
        return who.country == whom.country or not who.country or not whom.country
    return who.country == whom.country and who.country != "VN" and alike(who.key, whom.key) >= _ALIKE


@lru_cache(maxsize=65536)
def alike(key: str, other: str) -> float:
    """How alike two keys are, from 0 to 1."""
    if abs(len(key) - len(other)) > 0.3 * max(len(key), len(other)):
        return 0.0
    return SequenceMatcher(None, key, other).ratio()


def _slack(one: Told, other: Told) -> int:
    if one.group == "visit":
        return 1 if one.sure_day and other.sure_day else 2
    return 0 if one.sure_day and other.sure_day else 1


def _same_time(one: Told, other: Told) -> bool:
    near, far = one.near, other.near
    return near is not None and far is not None and near.meets(far, _slack(one, other))


def _sure(one: Told, other: Told) -> bool:
    """True where both have days, at least one of them printed."""
    return bool(one.days and other.days) and (one.sure_day or other.sure_day)


def _same_sitting(one: Told, other: Told) -> bool:
    if one.number is not None and one.number == other.number:
        near, far = one.near, other.near
        return near is None or far is None or near.meets(far, 200)
    return _same_time(one, other)


def _same_visit(one: Told, other: Told) -> bool:
    guests, others = one.guests(), other.guests()
    if guests and others:
        return _a_guest_in_common(one, other) and (bool(one.foreign & other.foreign) or not (one.foreign or other.foreign))
    if one.foreign != other.foreign or not one.foreign or one.body["level"] != other.body["level"] or not one.body["level"]:
        return False
    return _sure(one, other) and shared_people(one, other) >= 1


def _a_guest_in_common(one: Told, other: Told) -> bool:
    return any(same_name(a, b) for a in one.people if a.role == "guest" for b in other.people if b.role == "guest")


def _same_meeting(one: Told, other: Told, shared: int) -> bool:
    if shared >= 2:
        return True
    fewest = min(len(one.people), len(other.people))
    return shared == 1 and fewest == 1 and one.countries == other.countries and _same_words(one.quote, other.quote)


def _other_stay(one: Told, other: Told) -> bool:
    """True where the days of two visits rule each other out. Of one visit stories tell now a day and now all days."""
    if not one.days or not other.days or one.days.meets(other.days, _slack(one, other)):
        return False
    alone = one.days.first == one.days.last, other.days.first == other.days.last
    return alone != (True, True) or not one.days.meets(other.days, _STAY)


def _other_side(one: Told, other: Told, role: str) -> bool:
    """True where both name somebody in `role` and no name is in both."""
    mine = [who for who in one.people if who.role == role]
    theirs = [who for who in other.people if who.role == role]
    return bool(mine and theirs) and not any(same_name(a, b) for a in mine for b in theirs)


def _others_met(one: Told, other: Told) -> bool:
    """True where of one country they name different people: two meetings of one host."""
    for country in one.countries & other.countries:
        mine = [who for who in one.people if who.country == country]
        theirs = [who for who in other.people if who.country == country]
        if mine and theirs and not any(same_name(a, b) for a in mine for b in theirs):
            return True
    return False


def _same_words(one: str | None, other: str | None) -> bool:
    """True where half of the words of the shorter stand in the longer, or one is silent."""
    if not one or not other:
        return True
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) * 2 > min(len(words), len(others))
