"""Full-text search: stories, persons and mechanisms by their words, exact on diacritics.

A query with a diacritic finds what is written so: "án" does not find "an". One without finds both: "Dang" finds "Đảng".
Words in quotes stand side by side.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from banggiao.record import search as record_search
from banggiao.record.naming import plain
from banggiao.record.search import Narrowing, Wanted
from banggiao.record.store import Store
from banggiao.record.texts import words_of

Thing = dict[str, Any]
#: So much of a query is read, and so many words of it.
LONGEST: Final = 1000
MOST_WORDS: Final = 32
EVERYTHING: Final = Narrowing()
#: So many quotes of a story are shown.
_QUOTES: Final = 5
_QUOTED: Final = re.compile(r"[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the spans of what was found in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A story found: its title and lead with what was found marked, and the quotes that have some of it."""

    id: str
    title: Marked | None
    lead: Marked | None
    published: str | None
    outlet: str | None
    url: str | None
    kind: str
    voice: str
    quotes: tuple[tuple[str, str, Marked], ...]  # the sort and id of what is told, the quote


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `total` is exact below `counted`; `after` is the cursor of the next page; `shortened` tells that the
    query was longer than is read."""

    query: str
    exact: bool
    hits: tuple[Hit, ...]
    persons: tuple[Thing, ...]
    mechanisms: tuple[Thing, ...]
    facets: dict[str, dict[str, int]]
    names: dict[str, str]  # of the persons in the facets
    total: int
    counted: int
    after: str | None
    shortened: bool

    def as_json(self) -> Thing:
        """The results in plain lists and objects."""
        return asdict(self)


def wanted_in(query: str) -> Wanted:
    """What a query looks for: its words, and the phrases in quotes; exact where any letter has a diacritic."""
    phrases: list[tuple[str, ...]] = []
    room = MOST_WORDS
    for at, part in enumerate(_QUOTED.split(query[:LONGEST])):
        words = tuple(words_of(part))[:room]
        room -= len(words)
        phrases += ([words] if words else []) if at % 2 else [(word,) for word in words]
    said = [word for phrase in phrases for word in phrase]
    exact = any(plain(word) != word for word in said)
    return Wanted(tuple(dict.fromkeys(phrases)), exact)


def search(
    store: Store, query: str, narrowing: Narrowing = EVERYTHING, *, limit: int = 20, after: str | None = None
) -> Results:
    """What the record has with the words of `query`, the newest first; a query without words finds nothing."""
    wanted = wanted_in(query)
    shown = " ".join(query[:LONGEST].split())
    shortened = len(query) > LONGEST
    if not wanted.phrases:
        return Results(shown, False, (), (), (), {}, {}, 0, record_search.COUNTED, None, shortened)
    before = int(after) if after and after.isdecimal() else None
    rows, last = record_search.stories_with(store, wanted, narrowing, limit=limit, before=before)
    total, facets = record_search.facets_of(store, wanted, narrowing)
    names = record_search.names_of(store, list(facets["person"]))
    words = [word for phrase in wanted.phrases for word in phrase]
    persons = [
        p
        for p in record_search.persons_with(store, [plain(word) for word in words])
        if not wanted.exact or set(words) <= set(words_of(p["name"]))
    ]
    mechanisms = [m for m in record_search.all_mechanisms(store) if _all_in(m["name"], wanted)]
    hits = tuple(_hit(row, wanted) for row in rows)
    return Results(
        shown,
        wanted.exact,
        hits,
        tuple(persons),
        tuple(mechanisms),
        facets,
        names,
        total,
        record_search.COUNTED,
        str(last) if last is not None else None,
        shortened,
    )


def _all_in(text: str, wanted: Wanted) -> bool:
    words = words_of(text) if wanted.exact else [plain(word) for word in words_of(text)]
    return all(any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words))) for phrase in wanted.phrases)


def _hit(row: Thing, wanted: Wanted) -> Hit:
    quotes = [(q["sort"], q["of"], mark(q["quote"], wanted)) for q in row["quotes"]]
    found = sorted((q for q in quotes if q[2].marks), key=lambda q: -len(q[2].marks))[:_QUOTES]
    title, lead = (mark(row[part], wanted) if row[part] else None for part in ("title", "lead"))
    return Hit(row["id"], title, lead, row["published"], row["outlet"], row["url"], row["kind"], row["voice"], tuple(found))


def mark(text: str, wanted: Wanted) -> Marked:
    """Where the phrases stand in a text as it came: words are compared as they are searched, spans are of the text itself."""
    spans = [m.span() for m in _visible(text)]
    words = [" ".join(words_of(text[start:end])) for start, end in spans]
    if not wanted.exact:
        words = [plain(word) for word in words]
    marks: list[tuple[int, int]] = []
    for phrase in wanted.phrases:
        last = len(phrase) - 1
        starts = [at for at in range(len(words) - last) if tuple(words[at : at + len(phrase)]) == phrase]
        marks += [(spans[at][0], spans[at + last][1]) for at in starts]
    return Marked(text, tuple(_apart(sorted(marks))))


def _visible(text: str) -> list[re.Match[str]]:
    """The words of a text as it came: letters with their marks, and what is invisible between them."""
    return list(re.finditer(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad])*", text))


def _apart(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that do not overlap."""
    out: list[tuple[int, int]] = []
    for start, end in marks:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
