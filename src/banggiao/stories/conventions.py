"""What class names say: conventions by which a menu, a lead or a box of related stories is known.

The words are data, in ``conventions.tsv``; none of them belongs to one site.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from banggiao.grammar.tables import parse

#: ``chrome`` holds neither stories nor an article's text, ``box`` holds other stories, the rest name a
#: story's part. ``maybe`` stands beside chrome or box where only a weak word says so ("share", "sidebar",
#: "widget").
Role = Literal["chrome", "box", "lead", "title", "credit", "caption", "maybe"]

_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_TAGS: Final[dict[str, Role]] = {
    "nav": "chrome", "footer": "chrome", "button": "chrome", "menu": "chrome", "dialog": "chrome",
    "form": "chrome", "aside": "box", "figcaption": "caption",
}  # fmt: skip


class _Table(NamedTuple):
    words: dict[str, tuple[Role, bool]]
    parts: tuple[tuple[re.Pattern[str], Role, bool], ...]
    paths: frozenset[str]


@cache
def _table() -> _Table:
    text = (files("banggiao.stories") / "conventions.tsv").read_text(encoding="utf-8")
    words: dict[str, tuple[Role, bool]] = {}
    parts: dict[tuple[Role, bool], list[str]] = {}
    paths: set[str] = set()
    for row in parse(text, "conventions.tsv"):
        role: Role = row["role"]  # type: ignore[assignment]  # the test of the list holds it to the values of Role
        weak = row["strength"] == "weak"
        if row["match"] == "word":
            words[row["word"]] = (role, weak)
        elif row["match"] == "path":
            paths.add(row["word"])
        else:
            parts.setdefault((role, weak), []).append(re.escape(row["word"]))
    patterns = tuple((re.compile("|".join(forms)), role, weak) for (role, weak), forms in parts.items())
    return _Table(words, patterns, frozenset(paths))


def leads_to_story(path: str) -> bool:
    """Whether an address's path may be a story's: not so ``/chu-de/bau-cu-quoc-hoi.htm`` or ``/tag/lao``."""
    return _table().paths.isdisjoint(path.lower().split("/"))


@lru_cache(maxsize=4096)
def roles_of(tag: str, names: str) -> frozenset[Role]:
    """The roles that an element's tag and class names give it.

    ``("h2", "detail-sapo")`` is a lead, ``("div", "kbwscwl-relatedbox type-6")`` a box, ``("p", "Normal")``
    nothing.
    """
    found: set[Role] = {_TAGS[tag]} if tag in _TAGS else set()
    sure = bool(found)
    if names:
        table = _table()
        lower = names.lower()
        said = [table.words[word] for part in _WORDS.findall(names) if (word := part.lower()) in table.words]
        said += [(role, weak) for pattern, role, weak in table.parts if pattern.search(lower)]
        found.update(role for role, _ in said)
        sure = sure or any(role in ("chrome", "box") and not weak for role, weak in said)
    if not sure and found & {"chrome", "box"}:
        found.add("maybe")
    return frozenset(found)
