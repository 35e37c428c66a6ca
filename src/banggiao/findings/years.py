"""Years that two countries name after their friendship: "Năm Đoàn kết hữu nghị Việt Nam - Lào 2022"."""

from __future__ import annotations

import re

from banggiao.findings.cuewords import FUTURE
from banggiao.findings.draft import Draft
from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue
from banggiao.mentions.vocabulary import countries_in
from banggiao.model import Date

_NAMED = cue("a year named after a friendship")
_YEAR_BEFORE = cue("a year said before the name it is given")
_ITS_YEAR = re.compile(r"[^.;:()“”\"\n\d]{0,70}(20\d\d)(?!\d)")
#: So far from the name's beginning its countries may stand.
_REACH = 70


def years_of(scene: Scene) -> list[Draft]:
    """The named year that the sentence speaks of, as an activity of that year by the countries in its name."""
    match = _NAMED.search(scene.text, *scene.span)
    if match is None:
        return []
    printed = _ITS_YEAR.match(scene.text, match.end(), scene.span[1])
    end = printed.end() if printed is not None else min(match.end() + _REACH, scene.span[1])
    lands = countries_in(scene.words(match.start(), end))
    told = scene.clock.day.year if scene.clock.day is not None else None
    before = _YEAR_BEFORE.search(scene.text, max(scene.span[0], match.start() - 24), match.start())
    stated = printed or before
    year = int(stated.group(1)) if stated is not None else told
    while scene.text[end - 1] in " .,;":
        end -= 1
    if len(lands) < 2 or year is None:
        return []
    draft = Draft("activity", "a year named after a friendship", scene.part, [(match.start(), end)],
                  countries=set(lands), frame=True, nominal=True)
    if stated is not None:
        draft.date = Date(str(year), str(year), "year", "stated")
    else:
        why = f"no year is printed; the story was told in {year}"
        draft.date = Date(str(year), str(year), "year", "derived", why)
    ahead = FUTURE.search(scene.words(max(scene.span[0], match.start() - 40), match.start())) is not None
    if ahead or (told is not None and year > told):
        draft.status = "planned"
    elif year == told:
        draft.status = "ongoing"
    return [draft]
