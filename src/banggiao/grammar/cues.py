"""Cues: the words around a finding that say how it is to be read, from ``vi/rules/cues.toml``.

Code asks for a cue by its name and never sees its words. A rule has either a `pattern` or `words`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Any

from banggiao.errors import LanguageError
from banggiao.grammar.tables import rows
from banggiao.grammar.tomlrules import rule_file

_FILE = "cues"
_FLAGS = {"": re.NOFLAG, "i": re.IGNORECASE}
_LIST = re.compile(r"\{list (\w+)\}")


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of the cue `name`, compiled; raises `LanguageError` where there is none or it does not compile.

    Line breaks in a pattern stand for nothing; ``{list anniversaries}`` stands for the forms of that list, longest first.

    >>> bool(cue("called off").search("đã hoãn chuyến thăm"))
    True
    """
    rule = _rule(name)
    flags = rule.get("flags", "")
    if "pattern" not in rule or flags not in _FLAGS:
        raise LanguageError(f"{_FILE}.toml: rule {name!r} needs a 'pattern', and as 'flags' nothing or 'i'")
    try:
        return re.compile(_LIST.sub(_forms, rule["pattern"].replace("\n", "")), _FLAGS[flags])
    except re.error as error:
        raise LanguageError(f"{_FILE}.toml: the pattern of rule {name!r} does not compile: {error}") from error


@cache
def words(name: str) -> frozenset[str]:
    """The words of the cue `name`, spaces around them kept; raises `LanguageError` where there are none.

    >>> "mạc" in words("last words of a passive")
    True
    """
    found = _rule(name).get("words")
    if not found:
        raise LanguageError(f"{_FILE}.toml: rule {name!r} needs 'words'")
    return frozenset(found)


@cache
def word(name: str) -> str:
    """The only word of the cue `name`; raises `LanguageError` where it has another number of them.

    >>> word("how a former office is written")
    'nguyên '
    """
    found = words(name)
    if len(found) != 1:
        raise LanguageError(f"{_FILE}.toml: rule {name!r} needs one word and has {len(found)}")
    return next(iter(found))


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return {rule["name"]: rule for rule in rule_file(_FILE)["rule"]}


def _rule(name: str) -> dict[str, Any]:
    rules = _rules()
    if name not in rules:
        near = get_close_matches(name, rules, n=1)
        raise LanguageError(f"{_FILE}.toml has no rule {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return rules[name]


def _forms(match: re.Match[str]) -> str:
    forms = dict.fromkeys(row["form"] for row in rows(match.group(1)))
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
