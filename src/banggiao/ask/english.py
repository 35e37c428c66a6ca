"""English questions, put into Vietnamese word by word, so that one grammar reads both.

``vi/rules/english.toml`` has what is put by its shape, ``vi/lists/english.tsv`` the words. Names of persons stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial

from banggiao.grammar.lexicon import Entry, Lexicon
from banggiao.grammar.tables import rows
from banggiao.grammar.tomlrules import rule_file
from banggiao.model import Span

#: What a question can be known by as English; the other kinds stand in Vietnamese ones, too.
_TELLING = frozenset({"question", "empty", "word"})
_NUMBERS = frozenset({"month", "number", "ordinal"})
_WORD = re.compile(r"\w+")
_KINDS = ("month", "number", "ordinal", "adjective", "office", "country")


def english_words(text: str) -> int:
    """How many words of `text` are English words of questions."""
    return sum(len(_WORD.findall(m.entries[0].form)) for m in _lexicon().find(text.casefold()) if m.entries[0].kind in _TELLING)


def in_vietnamese(text: str, names: Iterable[Span] = ()) -> str:
    """An English question with its words in Vietnamese; what stands at `names` is left alone.

    >>> in_vietnamese("Who is the foreign minister of Laos?")
    'ai Bộ trưởng Bộ Ngoại giao Lào?'
    """
    kept: list[str] = []
    pieces, at = [], 0
    for start, end in sorted(names):
        if start >= at:
            kept.append(text[start:end])
            pieces += [text[at:start], _sign(len(kept) - 1)]
            at = end
    told = "".join((*pieces, text[at:]))
    for name in _shapes():
        told = put(name, told)
    said, at = [], 0
    for match in _lexicon().find(told.casefold()):
        entry = match.entries[0]
        said += [told[at : match.start], "" if entry.kind == "empty" else entry.canonical]
        at = match.end
    told = " ".join("".join((*said, told[at:])).split())
    for number, name in enumerate(kept):
        told = told.replace(_sign(number), name)
    return re.sub(r" (?=[?!.,])", "", told)


def put(name: str, text: str) -> str:
    """A text with what fits one rule put into Vietnamese: "in October 2024" by "a month" is "tháng 10/2024"."""
    pattern, template = _shapes()[name]
    return pattern.sub(partial(_rendered, template), text)


def _sign(number: int) -> str:
    """What stands for a name: a character that no text has."""
    return chr(0xE000 + number % 0x1000)


def _rendered(template: str, match: re.Match[str]) -> str:
    known = _canonical()
    values = {key: known.get((value or "").casefold(), value or "") for key, value in match.groupdict().items()}
    return template.format(**values)


@cache
def _canonical() -> dict[str, str]:
    return {
        row["form"].casefold(): row["canonical"]
        for row in reversed(rows("english"))
        if row["kind"] in _KINDS or row["kind"] == "name"
    }


@cache
def _shapes() -> dict[str, tuple[re.Pattern[str], str]]:
    forms: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in rows("english"):
        forms.setdefault(row["kind"], []).append(row["form"])
    forms["country"] = forms["name"]
    choices = {kind: "|".join(sorted(map(re.escape, forms[kind]), key=len, reverse=True)) for kind in _KINDS}
    out = {}
    for rule in rule_file("english")["rule"]:
        pattern = rule["pattern"]
        for kind in _KINDS:
            pattern = pattern.replace("{" + kind + "}", choices[kind])
        out[rule["name"]] = (re.compile(pattern, re.IGNORECASE), rule["vi"])
    return out


@cache
def _lexicon() -> Lexicon:
    entries: dict[str, Entry] = {}
    for row in rows("english"):
        if row["kind"] in _NUMBERS:
            continue  # these are put by their shapes alone
        form = row["form"].casefold()
        entries.setdefault(form, Entry("english", form, row["canonical"], row["kind"]))
    return Lexicon(entries.values())
