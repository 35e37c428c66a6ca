"""What class names say: conventions of web design by which a menu, a lead or a box of related stories is known.

The words are data, in ``conventions.tsv``; none of them belongs to one site.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from banggiao.grammar.tables import parse

#: ``chrome`` holds neither stories nor an article's text, ``box`` holds other stories, the rest name a story's part.
Role = Literal["chrome", "box", "lead", "title", "credit", "caption"]

_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_TAGS: Final[dict[str, Role]] = {
    "nav": "chrome", "footer": "chrome", "button": "chrome", "menu": "chrome", "dialog": "chrome", "form": "chrome",
    "aside": "box", "figcaption": "caption",
}  # fmt: skip


class _Table(NamedTuple):
    words: dict[str, Role]
    parts: tuple[tuple[re.Pattern[str], Role], ...]
    paths: frozenset[str]


@cache
def _table() -> _Table:
    text = (files("banggiao.stories") / "conventions.tsv").read_text(encoding="utf-8")
    words: dict[str, Role] = {}
    parts: dict[Role, list[str]] = {}
    paths: set[str] = set()
    for row in parse(text, "conventions.tsv"):
        role: Role = row["role"]  # type: ignore[assignment]  # the test of the list holds it to the six values
        if row["match"] == "word":
            words[row["word"]] = role
        elif row["match"] == "path":
            paths.add(row["word"])
        else:
            parts.setdefault(role, []).append(re.escape(row["word"]))
    patterns = tuple((re.compile("|".join(forms)), role) for role, forms in parts.items())
    return _Table(words, patterns, frozenset(paths))


def leads_to_story(path: str) -> bool:
    """Whether an address's path may be a story's: not so ``/chu-de/bau-cu-quoc-hoi.htm`` or ``/tag/lao``."""
    return _table().paths.isdisjoint(path.lower().split("/"))


@lru_cache(maxsize=4096)
def roles_of(tag: str, names: str) -> frozenset[Role]:
    """The roles that an element's tag and class names give it.

    ``("h2", "detail-sapo")`` is a lead, ``("div", "kbwscwl-relatedbox type-6")`` a box, ``("p", "Normal")`` nothing.
    """
    found: set[Role] = {_TAGS[tag]} if tag in _TAGS else set()
    if names:
        table = _table()
        found.update(table.words[word] for part in _WORDS.findall(names) if (word := part.lower()) in table.words)
        lower = names.lower()
        found.update(role for pattern, role in table.parts if pattern.search(lower))
    return frozenset(found)
