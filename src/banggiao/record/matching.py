"""Do two stories tell of one event? Precision first: an event told twice is better than two told as one.

`may_be_one` says what speaks for it; `cannot_be_one` what speaks against it, whatever else they share. Both look at the two
stories alone, so that the answer never depends on what was read before.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from banggiao.findings.cuewords import WELCOME
from banggiao.record.naming import plain
from banggiao.record.told import Told, Who

#: Names of one country that are so alike are taken for one within an event; for persons at large `identity` asks for more.
_ALIKE: Final = 0.82
#: Days around a sitting in which its mechanism is named for it.
_ABOUT: Final = 10
#: A quote of more letters than this tells what it is of by itself.
_TELLING: Final = 40
#: Of so many words two sentences on one day are of one thing.
_SAME_WORDS: Final = 0.6
#: Of so many words two names, or two ceremonies of one day, are one.
_LIKE_WORDS: Final = 0.4
#: At home the same man does like things in several places a day: more of the words must be the same.
_AT_HOME: Final = 0.8
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
    if one.quote == other.quote and len(one.quote) > _TELLING:
        return True
    if one.group == "visit":
        return _same_visit(one, other)
    shared = shared_people(one, other)
    if one.group in ("meeting", "call"):
        return _same_meeting(one, other, shared)
    if one.group == "message":
        return shared >= 2 and one.foreign == other.foreign
    if one.group == "appointment":
        return shared >= 1 and wording(one, other) >= _SAME_WORDS
    if one.group == "signing":
        return (
            bool(one.foreign)
            and one.foreign == other.foreign
            and _sure(one, other)
            and (shared >= 1 or not (one.people and other.people))
        )
    return (
        one.countries == other.countries and shared >= 1 and _sure(one, other) and one.rule == other.rule
        and (shared >= 2 and _same_occasion(one, other) if one.foreign else wording(one, other) >= _AT_HOME)
    )  # fmt: skip


def _same_occasion(one: Told, other: Told) -> bool:
    """Of two ceremonies on a day both are the welcome, or they are told in like words."""
    welcomed = WELCOME.search(one.quote_as_told) is not None, WELCOME.search(other.quote_as_told) is not None
    return welcomed == (True, True) or (welcomed == (False, False) and wording(one, other) >= _LIKE_WORDS)


def cannot_be_one(one: Told, other: Told) -> bool:
    """True where something rules it out: another number, other countries, other guests, days apart."""
    if one.group == "sitting" and (_other_name(one, other) or (one.number and other.number and one.number != other.number)):
        return True
    if one.foreign and other.foreign and not one.foreign & other.foreign and not _of_many(one, other):
        return True
    if one.group == "visit":
        return _other_side(one, other, "guest") or _other_stay(one, other)
    one_series = one.group == "sitting" and one.mechanism is not None and other.mechanism is not None
    if one.days and other.days and not one.days.meets(other.days, _ABOUT if one_series else _slack(one, other)):
        return True
    if one.group in ("meeting", "call"):
        return _long(one) != _long(other) or _other_side(one, other, "host") or _others_met(one, other)
    return False


def _other_name(one: Told, other: Told) -> bool:
    """True where two sittings are of two mechanisms; one that has a name of its own is not one that the lists know."""
    if one.mechanism is not None and other.mechanism is not None:
        return one.mechanism.key != other.mechanism.key
    names = [set(plain(str(told.body["mechanism"])).split()) for told in (one, other) if told.body["mechanism"]]
    return len(names) > 1 and len(names[0] & names[1]) < _LIKE_WORDS * len(names[0] | names[1])


def _of_many(one: Told, other: Told) -> bool:
    """True where both sit in an open gathering: stories name now one guest of it and now another."""
    return one.mechanism is not None and one.mechanism == other.mechanism and not one.mechanism.countries


def _long(told: Told) -> bool:
    """True where more days than one are told of it: no single meeting."""
    return told.days is not None and told.days.first != told.days.last


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
    if "day" not in (one.precision, other.precision) or one.precision != other.precision:
        return 0
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
        return near is None or far is None or near.meets(far, _ABOUT)
    return one.near is not None and other.near is not None and one.near.meets(other.near, _ABOUT)


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
    """Two of its people in both; or one, where the other side has no name, and the same words on the same day."""
    if shared >= 2:
        return True
    fewest = min(len(one.people), len(other.people))
    return (
        shared == 1
        and fewest == 1
        and one.countries == other.countries
        and _sure(one, other)
        and wording(one, other) >= (_SAME_WORDS if one.foreign else _AT_HOME)
    )


def wording(one: Told, other: Told) -> float:
    """How many of the words of two quotes are the same, from 0 to 1."""
    words, others = set(one.quote.split()), set(other.quote.split())
    return len(words & others) / max(1, len(words | others))


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
