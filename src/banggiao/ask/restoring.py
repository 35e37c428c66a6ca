"""Questions typed without diacritics or capitals: names, offices and countries get them back, letter for letter."""

from __future__ import annotations

import re
from functools import cache

from sqlalchemy import select

from banggiao.ask.vocabulary import bare_letters
from banggiao.grammar.lexicon import Entry, Lexicon
from banggiao.grammar.tables import rows
from banggiao.model import Span
from banggiao.record.schema import persons
from banggiao.record.store import Store

_WORD = re.compile(r"\w+")
#: Names of so many words are looked for.
_SHORTEST = 2
_LONGEST = 4


def restored(text: str, store: Store) -> str:
    """The text with what was left out of names: "thu tuong lao" is "Thủ tướng Lào"; one with both stays."""
    bare = bare_letters(text)
    if text not in (bare, text.lower()) and bare != text.lower():
        return text
    out = text
    for start, end, name in (
        *_persons(bare, store),
        *_listed(bare if bare == text.lower() else text.lower(), bare == text.lower()),
    ):
        if len(name) == end - start and out[start:end] == text[start:end]:
            out = out[:start] + name + out[end:]
    return out


def _persons(bare: str, store: Store) -> list[tuple[int, int, str]]:
    """Persons of the record named in full."""
    words = [m.span() for m in _WORD.finditer(bare)]
    spans: dict[str, Span] = {}
    for at in range(len(words)):
        for count in range(_SHORTEST, _LONGEST + 1):
            if at + count <= len(words):
                start, end = words[at][0], words[at + count - 1][1]
                spans.setdefault(bare[start:end], (start, end))
    with store.asking() as connection:
        found = connection.execute(select(persons.c.folded, persons.c.name).where(persons.c.folded.in_(sorted(spans)))).all()
    return sorted(((*spans[r.folded], r.name) for r in found), key=lambda one: one[0] - one[1])


def _listed(text: str, bare: bool) -> list[tuple[int, int, str]]:
    """Offices and countries of the lists."""
    return [(m.start, m.end, m.entries[0].canonical) for m in _lexicon(bare).find(text)]


@cache
def _lexicon(bare: bool) -> Lexicon:
    forms = [row["form"] for row in rows("countries") if row["kind"] == "name" and not row["note"]]
    forms += [row["form"] for name in ("full_offices", "offices") for row in rows(name) if " " in row["form"]]
    forms += [f"{head} {portfolio}" for head in _heads() for portfolio in _portfolios()]
    entries: dict[str, Entry] = {}
    for form in forms:
        key = bare_letters(form) if bare else form.lower()
        entries.setdefault(key, Entry("restored", key, form, ""))
    return Lexicon(entries.values())


def _heads() -> list[str]:
    return [
        row["form"]
        for row in rows("offices")
        if row["takes"] == "portfolio" and " " in row["form"] and row["form"][:1].isupper()
    ]


def _portfolios() -> list[str]:
    return [row["form"] for row in rows("bodies") if row.get("kind") in ("portfolio", "ministry")]
