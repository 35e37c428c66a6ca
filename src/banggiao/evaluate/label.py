"""A reading in the form of a gold page, for a careful reader to correct by hand.

The result has everything the reader found, in page order, one fact a line, as the gold pages are written:
``- {story: s1, kind: reception, status: held, date: "2025-03-05", basis: stated, countries: [VN, LA], people:
[...]}``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from banggiao.model import Date, Reading, Span, Story

#: What YAML would not take as it stands inside quotes: controls, lone surrogates, its own line breaks.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
#: A word that YAML reads as a word; ``NO``, Norway, is not one: YAML takes it for "false".
_PLAIN = re.compile(r"(?!(?:no|yes|on|off|true|false|null|y|n)$)[A-Za-z_][A-Za-z0-9_]*", re.I)
_STARTS_WORDS, _ENDS_WORDS = 8, 6


def gold_text(reading: Reading) -> str:
    """The gold page of a reading as YAML; beside that reading it has nothing missed and nothing invented."""
    lists: dict[str, Iterable[dict[str, Any]]] = {
        "stories": map(_story, reading.stories, [reading.text] * len(reading.stories)),
        "people": (
            {"story": p.story, "name": _Text(p.name), "country": p.country, "offices": _texts(p.offices)}
            for p in reading.people
        ),
        "events": (
            {"story": e.story, "kind": e.kind, "status": e.status, "level": e.level, "channel": e.channel,
             **_dated("date", e.date), "place": _text(e.place), "countries": list(e.countries),
             "people": _texts(p.name for p in e.participants)}
            for e in reading.events
        ),
        "figures": (
            {"story": f.story, "indicator": f.indicator, "value": _number(f.value), "unit": _text(f.unit),
             "parties": list(f.parties), **_dated("period", f.period), "change": f.change, "goal": f.goal}
            for f in reading.figures
        ),
        "commitments": (
            {"story": c.story, "act": c.act, "by": list(c.by), "text": _Text(c.text), "due": _text(c.due)}
            for c in reading.commitments
        ),
        "sessions": (
            {"story": s.story, "mechanism": _Text(s.mechanism), "number": s.number} for s in reading.sessions
        ),
    }
    lines = [f"page: {_scalar(_Text(Path(reading.page.source).name))}", f"kind: {reading.page.kind}"]
    for name, rows in lists.items():
        written = [f"  - {_flow(row)}" for row in rows]
        lines.extend([f"{name}:", *written] if written else [f"{name}: []"])
    return "\n".join(lines) + "\n"


class _Text(str):
    """Text that is always written in quotes."""

    __slots__ = ()


def _text(value: str | None) -> _Text | None:
    return None if value is None else _Text(value)


def _texts(values: Iterable[str]) -> list[_Text]:
    return [_Text(value) for value in values]


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _dated(name: str, date: Date | None) -> dict[str, Any]:
    """A date with its basis, and with its reason where it is not simply printed."""
    if date is None:
        return {name: None}
    days = date.start if date.start == date.end else f"{date.start}/{date.end}"
    why = {"why": _Text(date.why)} if date.why else {}
    return {name: _Text(days), "basis": date.basis, **why}


def _story(story: Story, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": story.id, "kind": story.kind, "title": _text(story.title)}
    parts = [part for part in (story.lead_span, *story.body_spans) if part and text[slice(*part)].strip()]
    if parts:
        row["starts"] = _Text(_starts(text, parts[0]))
        row["ends"] = _Text(_ends(text, parts[-1], after=text.find(row["starts"])))
    row["published"] = _text(story.published)
    if story.published_basis == "inferred":
        row["basis"] = story.published_basis
    if story.credit:
        row["credit"] = _Text(story.credit)
    return row


def _starts(text: str, span: Span) -> str:
    """The first words of a span: as many as it takes for them to be found there first."""
    ends = [found.end() for found in re.finditer(r"\S+", text[slice(*span)])]
    begin = span[0] + re.match(r"\s*", text[slice(*span)]).end()  # type: ignore[union-attr]  # always matches
    growing = [(begin, span[0] + end) for end in ends]
    return _shortest(text, growing, _STARTS_WORDS, lambda words: text.find(words) == begin)


def _ends(text: str, span: Span, *, after: int) -> str:
    """The last words of a span: as many as it takes for them to be the first such after the story's start."""
    starts = [found.start() for found in re.finditer(r"\S+", text[slice(*span)])]
    end = span[0] + len(text[slice(*span)].rstrip())
    return _shortest(
        text,
        [(span[0] + start, end) for start in reversed(starts)],
        _ENDS_WORDS,
        lambda s: text.find(s, max(after, 0)) + len(s) == end,
    )


def _shortest(text: str, spans: list[Span], words: int, found: Callable[[str], bool]) -> str:
    """The first of the growing `spans`, from so many words on, whose text is found in its place."""
    for start, end in spans[words - 1 :]:
        if found(text[start:end]):
            return text[start:end]
    start, end = spans[-1]
    return text[start:end]


def _flow(row: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in row.items()) + "}"


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case list():
            return "[" + ", ".join(map(_scalar, value)) + "]"
        case str() if not isinstance(value, _Text) and _PLAIN.fullmatch(value):
            return value
    quoted = json.dumps(str(value), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", quoted)
