"""A story that is nothing but somebody's words: the statement is its event, the setting is not named."""

from __future__ import annotations

from banggiao.findings.draft import Draft
from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue

_SAYS = cue("says, right after the speaker")
_INTERVIEW = cue("an interview")


def statement_of(scenes: list[Scene], pair: tuple[str, ...]) -> Draft | None:
    """The statement a story consists of, or None; asked only of stories in which nothing else happens.

    "Bà Wendy Hinton, Quyền Đại sứ New Zealand tại Việt Nam nhận định …" is a message of hers.
    """
    for scene in scenes:
        if scene.part == "body" and scenes[0].part != "body":
            break
        for actor in scene.actors:
            if actor.kind != "person" or actor.name is None:
                continue
            says = _SAYS.match(scene.text, actor.end, scene.span[1])
            asked = _INTERVIEW.search(scene.text, *scene.span)
            if says is None and asked is None:
                continue
            draft = Draft("message", "a story that is a statement", scene.part, [scene.span])
            draft.people[actor.name] = (actor.country, "sender")
            draft.countries |= {c for c in (actor.country,) if c}
            named = {c for a in scene.actors for c in (a.countries or ((a.country,) if a.country else ()))}
            draft.countries |= named & set(pair)
            days = [d for d in scene.dates if d.precision == "day" and d.start < (says.end() if says else scene.span[1])]
            draft.date = scene.date(days[0]) if days and days[0].first == days[0].last else None
            return draft
    return None
