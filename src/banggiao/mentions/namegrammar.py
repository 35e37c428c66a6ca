"""Names in place: where a person's name begins and ends among offices, places and bodies."""

from __future__ import annotations

import re
from functools import cache

from banggiao.grammar.cues import words
from banggiao.grammar.lexicon import Match
from banggiao.grammar.tables import rows
from banggiao.mentions.names import could_be_given, is_vietnamese, run_at, run_before, surnames, trimmed
from banggiao.mentions.walking import Walker, pick

_TO_NAME = words("between an office and the name")
_IN_PARENS = re.compile(r" \(([^()]{3,50})\)")


class NameWalker(Walker):
    """Finds the name after or before a point of the sentence."""

    def _name_after(self, end: int, at: int) -> tuple[str, int, int, int, list[str]] | None:
        """The name that begins right after `end`: name, start, end, next match, other spellings."""
        text = self._text
        while (nxt := self._at(at)) is not None and text[end : nxt.start] in _TO_NAME:
            if pick(nxt, "honorific") is None:
                break
            end, at = nxt.end, at + 1
        if text[end : end + 1] != " " or end + 1 >= self._stop:
            return None
        start = end + 1
        nxt = self._at(at)
        if nxt is not None and nxt.start == start and pick(nxt, "holder"):
            name = text[nxt.start : nxt.end]
            run = run_at(text, start)
            if run is not None and len(trimmed(run)) > len(name) and not is_vietnamese(name):
                name = self._cut(trimmed(run), start, at)
            return self._with_parens(name, start, at)
        run = run_at(text, start)
        if run is None:
            return None
        longer = nxt is not None and nxt.end - start < len(trimmed(run)) and pick(nxt, "place") is not None
        if nxt is not None and nxt.start == start and not self._is_name(nxt) and not longer:
            return None  # "Thái tử Kuwait Sabah Al-Khalid" goes on beyond the place
        name = self._cut(trimmed(run), start, at)
        if not _plausible(name) or (class_word_at(text, start) and not is_vietnamese(name)):
            return None
        return self._with_parens(name, start, at)

    def _with_parens(self, name: str, start: int, at: int) -> tuple[str, int, int, int, list[str]]:
        end = start + len(name)
        also: list[str] = []
        parens = _IN_PARENS.match(self._text, end) if self._text.startswith(" (", end) else None
        if parens and not is_vietnamese(name) and run_at(self._text, parens.start(1)) == parens.group(1):
            inner = parens.group(1)
            if " " in inner and not any(pick(m, "country") for m in self._sheet.within(parens.span(1))):
                also.append(inner)
                end = parens.end()
        while (nxt := self._at(at)) is not None and nxt.start < end:
            at += 1
        return name, start, end, at, also

    def _name_before(self, start: int, floor: int) -> tuple[str, int] | None:
        """A name that stands bare before an apposed office: "Alok Sharma, Bộ trưởng …"."""
        text = self._text
        cut = start
        while cut > floor and text[cut - 1] in " ,-–(":
            cut -= 1
        if cut == start or ("," not in text[cut:start] and "(" not in text[cut:start]):
            return None
        run = run_before(text[:cut], cut) if cut > floor else None
        if run is None or " " not in run or cut - len(run) < floor:
            return None
        begin = cut - len(run)
        inside = self._sheet.within((begin, cut))
        if any(not self._is_name(m) for m in inside) or any(c.isdigit() for c in run):
            return None
        words = run.split()
        if len(words) < 2 or not (is_vietnamese(run) or len(words) <= 6):
            return None
        if not is_vietnamese(run) and all(_is_common(w) for w in words):
            return None
        return run, begin

    def _cut(self, run: str, start: int, at: int) -> str:
        """The run up to where something that is no part of a name begins."""
        stop = start + len(run)
        vietnamese = run.split(" ", 1)[0] in surnames()
        while (nxt := self._at(at)) is not None and nxt.start < stop:
            if nxt.start > start and not self._is_name(nxt):
                place_in_name = vietnamese and (pick(nxt, "place") or " " not in self._text[nxt.start : nxt.end]) and (
                    self._text[start : nxt.end].count(" ") <= 3 and is_vietnamese(self._text[start : nxt.end])
                )
                if not place_in_name:
                    return trimmed(self._text[start : nxt.start].rstrip(" -–"))
            at += 1
        words = run.split(" ")
        if vietnamese and len(words) > 4 and is_vietnamese(" ".join(words[:4])):
            return " ".join(words[:4])
        return run

    def _is_name(self, match: Match) -> bool:
        """True where a form can be part of a person's name."""
        return all(e.sort in ("surname", "holder") or (e.sort in ("country", "place") and e.kind == "short")
                   for e in match.entries)


def _plausible(name: str) -> bool:
    parts = name.split()
    if not parts or any(c.isdigit() for c in name):
        return False
    if len(parts) == 1:
        return len(name) > 2 and not name.isupper() and not could_be_given(name)
    return not all(w.isupper() and len(w) > 1 for w in parts) or len(parts) > 1


def _is_common(word: str) -> bool:
    return could_be_given(word) and word not in surnames()


@cache
def _class_words() -> re.Pattern[str]:
    forms = sorted((row["form"] for row in rows("class_words")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def class_word_at(text: str, at: int) -> str | None:
    """The class word ("Tập đoàn", "Đảng", "Hội") that begins at `at`, or None."""
    match = _class_words().match(text, at)
    return match.group() if match else None
