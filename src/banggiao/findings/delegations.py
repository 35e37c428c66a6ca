"""Who leads a delegation: "Đoàn Việt Nam do Thứ trưởng … làm trưởng đoàn. Đoàn Mỹ do ông … dẫn đầu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.grammar.cues import cue, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.findings.draft import Draft
    from banggiao.findings.scene import Scene
    from banggiao.mentions.actor import Actor

_LED = cue("a delegation and who leads it")
#: One of these stands wherever `_LED` finds anything; most sentences have none.
_LEADING = words("in every delegation that is led")


def leaders_of(scene: Scene) -> list[Actor]:
    """The leaders of the delegations that the sentence names with them, in order."""
    return [leader for _, leader in _delegations(scene)]


def take_home_countries(scene: Scene) -> None:
    """Give a leader whose country is not said that of the delegation: "Đoàn Mỹ do ông Andrew J. Shapiro dẫn đầu"."""
    for actor in scene.actors:
        if actor.kind == "person" and actor.country is None:
            for country, leader in _delegations(scene):
                leader.country = leader.country or country
            return


def add_leaders(scene: Scene, drafts: list[Draft]) -> None:
    """Add to the sitting or talks told last the leaders of delegations whom a sentence names without an event of its own."""
    told = next((d for d in reversed(drafts) if d.kind in ("session", "talks") and not d.frame), None)
    if told is None:
        return
    for leader in leaders_of(scene):
        if leader.name and (leader.country in told.countries or len(told.countries) < 2):
            told.people.setdefault(leader.name, (leader.country, "party"))
            told.countries |= {leader.country} if leader.country else set()


def _delegations(scene: Scene) -> Iterator[tuple[str | None, Actor]]:
    """The country of each delegation, where one is named, and its leader."""
    said = scene.words(*scene.span)
    if not any(word in said for word in _LEADING):
        return
    for match in _LED.finditer(scene.text, *scene.span):
        inside = [a for a in scene.actors if match.start() <= a.start < match.end()]
        leader = next((a for a in inside if a.kind == "person"), None)
        if leader is not None:
            yield next((a.country for a in inside if a.start < leader.start and a.country), None), leader
