"""Stays told only by what somebody came for: "tiếp Chủ tịch Thượng viện Sue Lines sang Việt Nam dự lễ Quốc tang".

Who is received by his hosts and came for a gathering is on a visit to attend it; so is who sets out for one abroad.
"""

from __future__ import annotations

from banggiao.findings.cuewords import FUTURE
from banggiao.findings.draft import Draft
from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue
from banggiao.mentions.actor import Actor

_COMES = cue("comes to attend")
_OCCASION = cue("the occasion of a meeting")
_SETS_OUT = cue("sets out to attend")
_WHERE = cue("right before where somebody is or goes")
_MET = ("talks", "reception")
#: How far behind its cue the place of a gathering may be named.
_REACH = 170


def stays_of(scene: Scene, told: list[Draft]) -> list[Draft]:
    """The visit that the sentence implies, where it tells none by itself; `told` is what it tells."""
    if any(draft.kind == "visit" for draft in told):
        return []
    start, stop = scene.span
    if (came := _COMES.search(scene.text, start, stop)) is not None:
        met = next((d for d in told if d.kind in _MET and len(d.countries) > 1), None)
        guest = _guest(scene, came.start())
        if (
            met is not None
            and guest is not None
            and guest.name in met.people
            and "VN" in _lands(scene, came.start(), stop, "VN")
        ):
            stay = _stay(scene, guest, {"VN", guest.country or ""}, met)
            if _OCCASION.search(scene.words(max(start, came.start() - 30), came.end())):
                stay.status = "held"  # "nhân dịp sang dự …": the stay is spoken of from outside
            return [stay]
    elif (out := _SETS_OUT.search(scene.text, start, stop)) is not None:
        goer = next((a for a in scene.actors if a.kind == "person" and a.country == "VN" and a.end <= out.start()), None)
        lands = _lands(scene, start, min(stop, out.end() + _REACH), None) - {"VN"}
        if goer is not None and len(lands) == 1:
            return [_stay(scene, goer, {"VN", *lands}, None, out.start())]
    return []


def _guest(scene: Scene, before: int) -> Actor | None:
    """The last person of another country who is named before the cue."""
    named = [a for a in scene.actors if a.kind == "person" and a.start < before and not a.aside]
    return next((actor for actor in reversed(named) if actor.country not in (None, "VN")), None)


def _lands(scene: Scene, start: int, stop: int, met_in: str | None) -> set[str]:
    """Countries where somebody is or goes, named in the stretch; `met_in` where none is: who is received is there."""
    named = [(p.start, p.country) for p in scene.places] + [(a.start, a.country) for a in scene.actors if a.kind == "country"]
    found = {
        land for at, land in named if start <= at < stop and land and _WHERE.search(scene.text, max(scene.span[0], at - 40), at)
    }
    return found or ({met_in} if met_in else set())


def _stay(scene: Scene, guest: Actor, countries: set[str], met: Draft | None, out: int = 0) -> Draft:
    """The visit, dated by the days printed for it, or as the frame of the meeting."""
    draft = Draft(
        "visit",
        "a stay to attend",
        scene.part,
        [scene.span],
        level="attend",
        countries=countries,
        people={guest.name or "": (guest.country, "guest")},
        visitor=guest.country,
    )
    days = next((d for d in scene.dates if d.precision == "day" and d.first != d.last), None)
    if met is not None:
        draft.spans, draft.frame = list(met.spans), True
    draft.status = "planned" if FUTURE.search(scene.words(scene.span[0], out)) else "ongoing"
    if met is None and days is not None:
        draft.date = scene.date(days)
    return draft
