"""Names of persons: runs of capitalised words, cut where something else begins.

Nothing here says that a run is a person; offices, honorifics and surnames around it do (`people`).
"""

from __future__ import annotations

import re
import sys
from functools import cache

from banggiao.grammar.cues import cue, words
from banggiao.grammar.letters import UPPER
from banggiao.grammar.tables import rows

_ARTICLE = f"(?:{'|'.join(sorted(words('articles bound to a foreign name')))})"
_WORD = rf"(?:[{UPPER}]\.(?=[ {UPPER}])|(?:{_ARTICLE}-)?[{UPPER}](?:[\w'’]|-(?=\w))*)"
#: Small words inside foreign names: Luiz Inácio Lula da Silva, Hassan bin Abdulla Al-Ghanim, Sa ríp is not caught.
_PARTICLE = f"(?:{'|'.join(sorted(words('small words inside foreign names')))})"
#: Between two words stands a space or, after an initial, nothing: "V.Putin".
RUN = re.compile(rf"{_WORD}(?:(?: (?:{_PARTICLE} ){{0,2}}|(?<=[{UPPER}]\.)){_WORD}){{0,7}}")
_LAST_RUN = re.compile(rf"(?:^|(?<=[\s(\"“'])){RUN.pattern}$")
#: Vietnamese syllables have no clusters or finals beyond these; "Saleumxay" and "Marc" fail.
_SYLLABLE = cue("a possible Vietnamese syllable")


@cache
def surnames() -> dict[str, str]:
    """Surname → its kind (vietnamese, chinese, korean)."""
    return {row["form"]: row["kind"] for row in rows("surnames") if row["kind"] != "given"}


@cache
def is_syllable(word: str) -> bool:
    """True for a possible Vietnamese syllable: "Thưởng" is one, "Putin" is two, "Marc" is none."""
    return bool(_SYLLABLE.match(word))


def run_at(text: str, at: int) -> str | None:
    """The run of capitalised words that begins at `at`, or None."""
    match = RUN.match(text, at)
    return match.group() if match else None


def run_before(text: str, end: int) -> str | None:
    """The run of capitalised words that ends at `end`, looked for in the 60 characters before it."""
    match = _LAST_RUN.search(text[max(0, end - 60) : end])
    return match.group() if match else None


def is_vietnamese(name: str) -> bool:
    """True where every word is a Vietnamese syllable and the first is a surname: "Võ Văn Thưởng"."""
    parts = name.split()
    return 2 <= len(parts) <= 5 and parts[0] in surnames() and all(is_syllable(w) for w in parts)


def could_be_given(name: str) -> bool:
    """True where a name could follow a Vietnamese surname: "Minh", "Xuân Phúc", but not "Putin"."""
    parts = name.split()
    return 1 <= len(parts) <= 4 and all(is_syllable(w) for w in parts)


def trimmed(run: str) -> str:
    """A run without a stroke or quote at its end."""
    return sys.intern(run.rstrip("-'’"))
