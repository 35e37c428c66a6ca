"""Offices as posts: in which domain they are, which tell a person apart, which nobody holds together."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from banggiao.mentions.vocabulary import lexicon
from banggiao.mentions.walking import pick

#: An office that many hold at once tells nobody apart: "Ủy viên Trung ương Đảng", "Đại tướng".
SHARED_DOMAINS: Final = frozenset(
    {"party", "military", "front", "association", "academic", "religious", "press", "business", ""}
)


@lru_cache(maxsize=16384)
def post_of(office: str) -> tuple[str, str, str]:
    """Head, domain and rest of an office: "Bí thư Tỉnh ủy" "local" "An Giang"; the domain is empty where it is not known."""
    for match in lexicon().find(office):
        entry = pick(match, "office")
        if entry is not None and match.start == 0:
            local = entry.extra == "local" or "place" in entry.note
            return entry.canonical, "local" if local else entry.extra, office[match.end :].strip()
    return office, "", ""


def posts_of(offices: tuple[str, ...]) -> frozenset[str]:
    """The offices that tell a person apart: those of a domain, with their rest; all of them if there is none such."""
    telling = frozenset(office for office in offices if post_of(office)[1] not in SHARED_DOMAINS)
    return telling or frozenset(offices)


def exclude(mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> bool:
    """Two provinces, two deputy ministries, a province and a ministry, an embassy and either."""
    if mine[1] != theirs[1]:
        return "local" in (mine[1], theirs[1]) or "diplomatic" in (mine[1], theirs[1])
    return mine[0] == theirs[0] and mine[2] != theirs[2] and bool(mine[2] and theirs[2])
