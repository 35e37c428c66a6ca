"""Stories of one voice: near-duplicates found by the keys of their sketches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from banggiao.record.linking import components
from banggiao.record.schema import keys, stories
from banggiao.record.sql import change, fetch, put
from banggiao.record.statements import StoryRow
from banggiao.record.voices import one_voice, voice_keys


@dataclass(slots=True)
class _Sketched:
    id: str
    component: str
    sketch: bytes


def add_stories(connection: Connection, new: Sequence[StoryRow]) -> set[str]:
    """Add stories with their voices; gives the older stories whose voice is another now."""
    own = {story.id: list(voice_keys(story.sketch)) for story in new}
    voice_of, renamed = _voices(connection, {story.id: _Sketched(story.id, "", story.sketch) for story in new}, own)
    put(connection, stories, [
        {"id": s.id, "capture": s.capture, "local": s.local, "kind": s.kind, "title": s.title, "lead": s.lead,
         "published": s.published, "outlet": s.outlet, "url": s.url,
         "credit": s.credit, "voice": voice_of[s.id], "sketch": s.sketch}
        for s in new
    ])  # fmt: skip
    put(connection, keys, [{"key": key, "id": identity} for identity, found in own.items() for key in found])
    return _rename(connection, voice_of, renamed)


def link_again(connection: Connection, alone: Collection[str]) -> set[str]:
    """Find the voices of stories anew, since others of their voices went; gives the stories whose voice is another now."""
    found = {r.id: r for r in fetch(connection, (stories.c.id, stories.c.voice, stories.c.sketch), stories.c.id, alone)}
    own = {identity: list(voice_keys(row.sketch)) for identity, row in found.items()}
    voice_of, renamed = _voices(connection, {i: _Sketched(i, "", row.sketch) for i, row in found.items()}, own)
    moved = {i: voice_of[i] for i, row in found.items() if row.voice != voice_of[i]}
    change(connection, stories, stories.c.voice, moved)
    return set(moved) | _rename(connection, voice_of, renamed)


def _voices(connection: Connection, things: dict[str, _Sketched], own: dict[str, list[str]]) -> tuple[dict[str, str], set[str]]:
    """The voice of each of these stories, and the voices of older ones that have another name now."""
    near = fetch(connection, (keys.c.key, keys.c.id), keys.c.key, {key for found in own.values() for key in found})
    by_id = dict(own)
    for row in near:
        if row.id not in own:
            by_id.setdefault(row.id, []).append(row.key)
    for row in fetch(connection, (stories.c.id, stories.c.voice, stories.c.sketch), stories.c.id, by_id.keys() - own):
        things[row.id] = _Sketched(row.id, row.voice, row.sketch)
    joined = components(things, by_id, list(own), lambda a, b: one_voice(a.sketch, b.sketch))
    voice_of = {member: root for root, members in joined.items() for member in members}
    return voice_of, {voice for voice, root in voice_of.items() if voice != root and voice not in own}


def _rename(connection: Connection, voice_of: dict[str, str], renamed: set[str]) -> set[str]:
    moved = {r.id: voice_of[r.voice] for r in fetch(connection, (stories.c.id, stories.c.voice), stories.c.voice, renamed)}
    change(connection, stories, stories.c.voice, moved)
    return set(moved)
