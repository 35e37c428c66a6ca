"""Lines that no editor wrote: buttons, heads of boxes, rows of both, the name or address of the site.

The words are data, in ``vi/lists/chrome.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from banggiao.grammar.cues import words
from banggiao.grammar.tables import rows

#: Kinds of ``chrome.tsv`` after which an article is over.
CLOSING: Final = frozenset({"related", "most_read", "comments", "footer", "tags"})
#: Kinds that stand between paragraphs and are no subheads; "Kinh tế", a menu's word, and "Trả lời" may well be.
BETWEEN: Final = frozenset({"advert", "related", "most_read"})
_NONE: Final[frozenset[str]] = frozenset()
_WORD: Final = re.compile(r"[^\W\d_]+")
_BAR: Final = re.compile(r"\s*[|•·»›]\s*")
_LONGEST: Final = 160
_FORM_WORDS: Final = 6
_PART_WORDS: Final = 4
_SITE_WORDS: Final = 16
#: The address of a site or a mailbox.
_ADDRESS: Final = re.compile(
    r"[(\[]?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[\w.-]+\.(?:vn|com|net|org|info)(?:/\S*)?)[)\].]?", re.I
)
_LONGEST_ADDRESS: Final = 80
_STOP: Final = re.compile(r"[.!?…][\"”’)]? +\S")
_PARTS: Final = re.compile(r"[.;]\s+|[.]$")
#: A footer's forms that a name follows: "Bản quyền thuộc về Báo A", "Giấy phép số 1".
_WITH_NAME: Final = tuple(sorted(words("forms in a footer that a name follows")))
_MARKS: Final = ("©", "®", "Copyright", "(c)")


@cache
def _forms() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in rows("chrome"):
        if words := _plain(row["form"]):
            kinds.setdefault(words, set()).add(row["kind"])
    return {form: frozenset(found) for form, found in kinds.items()}


def _plain(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def label_kinds(line: str) -> frozenset[str]:
    """What kinds of chrome a line is; empty for a line that an editor may have written.

    "Các tin đã đưa:" is ``related``, "Về đầu trang | Bản in" and "In bài viết Gửi email" are ``button``.
    """
    if len(line) > _LONGEST:
        return _NONE
    plain = _plain(line)
    if (known := _forms().get(plain)) is not None:
        return known
    if "|" in line or "•" in line or "»" in line or "·" in line or "›" in line:
        parts = [words for part in _BAR.split(line) if (words := _plain(part))]
        found = [_forms().get(part, _NONE) for part in parts]
        if len(parts) > 1 and 2 * sum(map(bool, found)) >= len(parts):
            return _NONE.union(*found) if all(part.count(" ") < _PART_WORDS for part in parts) else _NONE
    return _row(plain.split())


def _row(words: list[str]) -> frozenset[str]:
    """The kinds of the forms of which `words` are made, each word in one of them."""
    forms = _forms()
    reached: list[frozenset[str] | None] = [_NONE] + [None] * len(words)
    for at in range(len(words)):
        before = reached[at]
        if before is None:
            continue
        for size in range(1, min(_FORM_WORDS, len(words) - at) + 1):
            kinds = forms.get(" ".join(words[at : at + size]))
            if kinds and reached[at + size] is None:
                reached[at + size] = before | kinds
    return reached[-1] or _NONE


def is_imprint(line: str) -> bool:
    """Whether a line is the site's own: "Bản tin Đối ngoại - bản thử, bantin.example.vn", "© 2005 Báo A"."""
    if line.startswith(_MARKS):
        return True
    if len(line) > _LONGEST:
        return False
    if len(line.split()) <= _SITE_WORDS and not _STOP.search(line) and _ends_with_address(line):
        return True
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) > 1 and any("footer" in label_kinds(part) for part in parts):
        return any(map(_ends_with_address, parts))
    return any(
        "footer" in _forms().get(form, _NONE) and (form.endswith(_WITH_NAME) or line[match.end() : match.end() + 1] == ":")
        for form, match in _beginnings(line)
    )


def _ends_with_address(line: str) -> bool:
    last = (line.split() or [""])[-1]
    return len(last) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(last) is not None


def _beginnings(line: str) -> list[tuple[str, re.Match[str]]]:
    """The first two to eight words of a line, each time with the match of the last of them."""
    words: list[str] = []
    found: list[tuple[str, re.Match[str]]] = []
    for match in _WORD.finditer(line, 0, _LONGEST):
        words.append(match[0].casefold())
        found.append((" ".join(words), match))
        if len(words) == 8:
            break
    return found
