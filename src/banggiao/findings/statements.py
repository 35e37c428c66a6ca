"""A story that is nothing but somebody's words: the statement is its event, the setting is not named."""

from __future__ import annotations

import re

from banggiao.findings.draft import Draft
from banggiao.findings.scene import Scene

#: Verbs of saying, right after the speaker.
_SAYS = re.compile(
    r"[\s,)\"“:]*(?:(?:đã|cũng|vừa|mới đây|mới|sáng|chiều|nay|ngày|\d{1,2}[/-]\d{1,2}|rằng)\s+)*"
    r"(?:nhận định|khẳng định|cho biết|tuyên bố|nhấn mạnh|chia sẻ|cho rằng|đề nghị|bày tỏ|kêu gọi|mong muốn|đánh giá|lên tiếng|phát biểu|bác bỏ|cảnh báo|cam kết|hoan nghênh|thông tin|nói)(?!\w)"
)
_INTERVIEW = re.compile(r"[Tt]rả lời phỏng vấn|[Cc]hia sẻ với (?:báo chí|phóng viên)|có bài (?:viết|phát biểu)")


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
            draft.countries |= {c for a in scene.actors for c in (a.countries or ((a.country,) if a.country else ()))} & set(pair)
            days = [d for d in scene.dates if d.precision == "day" and d.start < (says.end() if says else scene.span[1])]
            draft.date = scene.date(days[0]) if days and days[0].first == days[0].last else None
            return draft
    return None
