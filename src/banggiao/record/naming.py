"""Names as keys: the spellings of one name have one key, names of different people different ones.

Vietnamese names are exact down to the tone ("Lê Văn Thanh" is not "Lê Văn Thành"). Names of other countries come in as many
spellings as outlets: "Thongloun", "Thoonglun", "Thoong-lun". Their key is the spelling with everything folded away in which
transliterations differ. Spellings that differ by more stand side by side in `office_holders.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from banggiao.grammar.cues import cue
from banggiao.grammar.tables import rows

_MARKS = re.compile("[\u0300-\u036f]")
#: Words in the longest style: "Samdech Akka Moha Sena Padei Techo".
_LONGEST_STYLE = 7
_LETTERS = re.compile(r"[^\w ]+")
#: A stroke joins the syllables of one word: "Xi-xu-lít".
_JOINED = re.compile(r"(?<=\w)[-'’](?=\w)")

#: Countries whose names Vietnamese reads in its own sounds, tones and all; and who knows where.
_SINO = frozenset({None, "CN", "TW", "HK", "MO", "SG", "KP", "KR", "JP"})
#: How transliterations into the Latin script differ, in the order in which they are made even.
_SPELLINGS = (
    (re.compile("ph"), "f"), (re.compile("th"), "t"), (re.compile("kh"), "k"), (re.compile("ou|w"), "u"),
    (re.compile("oo"), "o"), (re.compile("ee"), "i"), (re.compile("[xz]"), "s"), (re.compile("c(?!h)|q"), "k"),
    (re.compile("y|j"), "i"),
    (re.compile("sh"), "s"), (re.compile("ng$"), "n"), (re.compile(r"(\w)\1+"), r"\1"), (re.compile("(?<=[^aeiou])[eh]$"), ""),
)  # fmt: skip


def plain(text: str) -> str:
    """`text` without diacritics, in small letters, with single spaces: "Đỗ Mười" gives "do muoi"."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=65536)
def name_key(name: str, country: str | None) -> str:
    """The key of a name; the list of office holders gives the names that no spelling rule brings together.

    >>> name_key("Thoong-lun Xi-xu-lít", "LA") == name_key("Thongloun Sisoulith", "LA")
    True
    >>> name_key("Lê Văn Thanh", "VN") == name_key("Lê Văn Thành", "VN")
    False
    """
    bare = _without_titles(name)
    known = _listed().get(_spelt(bare)) or _listed().get(_spelt(name))
    if known is not None:
        bare = known
    elif country and country != "VN" and " " not in bare:
        bare = _family_names().get((country, transliterated(bare)), bare)
    if country == "VN" or (country in _SINO and _looks_vietnamese(bare)):
        return _spelt(bare)
    return transliterated(bare)


def home_of(name: str, country: str | None) -> str | None:
    """The country of a person: that of the list where only one of its people is so called.

    Whatever the sentence seemed to say.
    """
    return _homes().get(_spelt(_without_titles(name)), country)


@lru_cache(maxsize=65536)
def transliterated(name: str) -> str:
    """A foreign name with all folded away in which its spellings differ, its words in a fixed order, joined by dots.

    >>> transliterated("Siphandone") == transliterated("Xi-phăn-đon")
    True
    >>> transliterated("Shingo Ueno") == transliterated("Ueno Shingo")
    True
    """
    return ".".join(sorted(tokens(name)))


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a foreign name, evenly spelt, without a patronymic: "Novak Aleksandr Valentinovich" has two."""
    words = _LETTERS.sub(" ", _JOINED.sub("", plain(name))).split()
    if len(words) > 2:
        words = [word for word in words if not _patronymic().search(word)] or words
    return tuple(_evenly(word) for word in words)


def _evenly(word: str) -> str:
    for pattern, even in _SPELLINGS:
        word = pattern.sub(even, word)
    return word


@cache
def _patronymic() -> re.Pattern[str]:
    return cue("a patronymic")


def _spelt(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _looks_vietnamese(name: str) -> bool:
    """A Vietnamese surname, or a Chinese one as Vietnamese reads it, and a letter that only Vietnamese has: "Vương Nghị"."""
    first = name.split(" ", 1)[0].casefold()
    return first in _surnames() and plain(name) != _spelt(name)


def _without_titles(name: str) -> str:
    """The name without the styles before it: "Samdech Techo Hun Sen" is Hun Sen."""
    words = name.split()
    longest = min(len(words) - 1, _LONGEST_STYLE)
    for count in range(longest, 0, -1):
        if " ".join(words[:count]).casefold() in _styles():
            return " ".join(words[count:])
    return name


@cache
def _styles() -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in rows("honorifics") if row["kind"] == "style")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in rows("surnames") if row["kind"] in ("vietnamese", "chinese"))


@cache
def _listed() -> dict[str, str]:
    """From every spelling in the list of office holders to the name as listed."""
    known: dict[str, str] = {}
    for row in rows("office_holders"):
        for form in (row["name"], *filter(None, (also.strip() for also in row["also"].split(";")))):
            known.setdefault(_spelt(form), row["name"])
    return known


@cache
def _family_names() -> dict[tuple[str, str], str]:
    """From a country and one word of a name to the one office holder it can be: "Putin" of RU."""
    known: dict[tuple[str, str], set[str]] = {}
    for row in rows("office_holders"):
        for word in row["name"].split():
            known.setdefault((row["country"], transliterated(word)), set()).add(row["name"])
    return {key: next(iter(names)) for key, names in known.items() if len(names) == 1}


@cache
def _homes() -> dict[str, str]:
    """From every full spelling in the list of office holders to the country, where it is one."""
    known: dict[str, set[str]] = {}
    for row in rows("office_holders"):
        for form in (row["name"], *filter(None, (also.strip() for also in row["also"].split(";")))):
            if " " in form:
                known.setdefault(_spelt(form), set()).add(row["country"])
    return {form: next(iter(lands)) for form, lands in known.items() if len(lands) == 1}
