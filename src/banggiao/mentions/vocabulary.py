"""The vocabulary of the language: every list and every rule's words, as one lexicon, loaded once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache, lru_cache

from banggiao.grammar.cues import cue, words
from banggiao.grammar.lexicon import Entry, Lexicon, Match
from banggiao.grammar.tables import rows
from banggiao.grammar.tomlrules import rule_file

#: List → the sort of its mentions and the column that goes into `Entry.extra`.
_LISTS = {
    "countries": ("country", ""),
    "places": ("place", "country"),
    "offices": ("office", "domain"),
    "bodies": ("body", "country"),
    "honorifics": ("honorific", ""),
    "organisations": ("organisation", ""),
    "mechanisms": ("mechanism", "scope"),
    "documents": ("document", ""),
    "formulae": ("formula", ""),
}
_TRIP = cue("a trip as a noun")
_PROVINCES = frozenset({"province", "city", "district"})
_NAMED_THINGS = frozenset({"organisations", "mechanisms", "documents"})


@cache
def lexicon() -> Lexicon:
    """All forms of the lists, the office holders' names, and the trigger words of the rules."""
    collecting = gc.isenabled()
    gc.disable()  # nothing of what is made here is garbage; looking for some takes a tenth of the time
    try:
        return Lexicon(_entries())
    finally:
        if collecting:
            gc.enable()


@lru_cache(maxsize=4096)
def countries_in(name: str) -> tuple[str, ...]:
    """The countries named in a name, in order: "Ủy ban liên Chính phủ Việt Nam - Lào" has VN and LA."""
    codes = []
    for match in _named_countries(name):
        entry = match.entries[0]
        joined = name[match.end : match.end + 2].strip()[:1] in ("-", "–") or name[: match.start].rstrip()[-1:] in ("-", "–")
        longer = name[match.end : match.end + 1] == " " and name[match.end + 1 : match.end + 2].isupper()
        if "context" not in entry.note or (joined and not longer):
            codes.append(entry.canonical)
    return tuple(dict.fromkeys(codes))


def without_countries(name: str) -> str:
    """A name with the countries taken out: "Ủy ban liên Chính phủ Việt Nam - Lào" leaves "Ủy ban liên Chính phủ"."""
    left, at = [], 0
    for match in _named_countries(name):
        if "context" not in match.entries[0].note or match.entries[0].canonical in countries_in(name):
            left.append(name[at : match.start])
            at = match.end
    return " ".join("".join((*left, name[at:])).replace(" - ", " ").replace(" – ", " ").split())


def _named_countries(name: str) -> list[Match]:
    """Where countries are named, and not a province whose name begins like one: "Lào Cai"."""
    return [match for match in _countries().find(name) if match.entries[0].sort == "country"]


@cache
def _countries() -> Lexicon:
    return Lexicon(e for e in _entries() if e.sort == "country" or (e.sort == "place" and e.kind in _PROVINCES))


def _entries() -> Iterator[Entry]:
    for name, (sort, extra) in _LISTS.items():
        for row in rows(name):
            if name == "honorifics" and row["kind"] == "family" and row["form"].count(" ") > 1:
                continue  # "Phu nhân Thủ tướng": the office is the husband's, who is named next
            if name in _NAMED_THINGS and ("context" in row["note"] or row["note"] == "initiative"):
                continue  # an ambiguous form, or a programme and no gathering
            kind = row.get("kind") or row.get("takes") or ""
            entry = Entry(sort, row["form"], row["canonical"], kind, row.get(extra, "") if extra else "", row["note"])
            yield entry
            if sort == "country" and entry.kind in ("name", "english") and "context" not in entry.note:
                for style in sorted(words("styles of a state before its name")):
                    yield Entry(sort, f"{style} {entry.form}", entry.canonical, "formal")
            if "any-case" in row["note"]:
                yield from _capitalised(entry)
    for row in rows("office_holders"):
        for form in {row["name"], *filter(None, row["also"].split(";"))}:
            if " " in form.strip():
                yield Entry("holder", form.strip(), row["name"], "", row["country"])
    for row in rows("surnames"):
        if row["kind"] in ("vietnamese", "chinese"):
            yield Entry("surname", row["form"], row["canonical"], row["kind"])
    for file in ("events", "acts", "references"):
        for rule in rule_file(file)["rule"]:
            for form in _with_openers(rule["words"], rule.get("before", [])):
                entry = Entry(rule.get("sort", file), form, rule["name"], rule.get("kind", ""), rule.get("extra", ""))
                yield entry
                yield from _capitalised(entry)


def _with_openers(forms: list[str], before: list[str]) -> Iterator[str]:
    """The forms, and each verb among them behind every word that may open it: "lên đường" + "thăm chính thức"."""
    known = set(forms)
    for form in forms:
        yield form
        for opener in before:
            longer = f"{opener} {form}"
            if form[0].islower() and not _TRIP.match(form) and longer not in known:
                yield longer


def _capitalised(entry: Entry) -> Iterator[Entry]:
    upper = entry.form[0].upper() + entry.form[1:]
    if upper != entry.form:
        yield Entry(entry.sort, upper, entry.canonical, entry.kind, entry.extra, entry.note)
