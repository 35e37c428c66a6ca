"""The office grammar: a head, what completes it, whose office it is; offices in a row.

"Bộ trưởng" + "Bộ Ngoại giao" + "Lào" is one office of Laos; "Ủy viên Bộ Chính trị, Phó Thủ tướng" are two of one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from banggiao.grammar.cues import cue, word, words
from banggiao.grammar.lexicon import Entry
from banggiao.mentions.countries import is_country
from banggiao.mentions.namegrammar import NameWalker, class_word_at
from banggiao.mentions.names import is_syllable, is_vietnamese, run_at, surnames, trimmed
from banggiao.mentions.walking import pick


@dataclass(slots=True)
class Chain:
    """A row of offices: "Ủy viên Bộ Chính trị, Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Lào"."""

    start: int
    end: int
    next: int
    offices: list[str]
    country: str | None
    countries: tuple[str, ...] = ()


PARTS_OF_NAME = words("between the parts of a body's name")
_TO_BODY = words("between an office and its body")
TO_COUNTRY = words("between an office or body and its country")
_TO_PLACE = words("between an office and its place")
TO_POST = words("between an envoy and where he serves")
_HELD_AT = cue("an office held at a place")
_SEVERAL = cue("several countries")
_VIETNAM = cue("Vietnam in an office's own form")
_LIKE_ANOTHER = words("an office that is only another's like")
_AND = cue("the word and")
_JOIN = cue("between two offices of one person")
_YEAR_COMMA = cue("a year between an office and a name")
_AND_COMPANY = re.compile(r" & \w+\.?")
_FORMER = cue("before a former office")
_AS_FORMER = word("how a former office is written")
_ACRONYM_IN_PARENS = re.compile(r" \([A-ZĐ][\w&+/-]{1,14}\)")
_ACRONYM = re.compile(r"[A-Z0-9&]{2,}$")
_ONE_COUNTRY = re.compile(r"\bcountry ([A-Z]{2})\b")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
NO_BODY = frozenset({"trigger", "holder", "office", "honorific", "act", "stop", "place"})
_VERBS = words("words that end the name of a body")


class OfficeWalker(NameWalker):
    """Reads rows of offices."""

    def _chain(self, at: int, *, after_name: bool = False) -> Chain | None:
        first = self._one_office(at)
        if first is None:
            return None
        chain = first
        while True:
            join = _JOIN.match(self._text, chain.end, self._stop)
            nxt = self._at(chain.next)
            if join is None or nxt is None or nxt.start != join.end() or pick(nxt, "office") is None:
                return chain
            if _AND.search(join.group()) and not after_name:
                return chain
            more = self._one_office(chain.next)
            if more is None:
                return chain
            named = self._name_after(more.end, more.next)
            if after_name and named is not None:
                return chain
            foreign = chain.country not in (None, "VN", "CN") and more.country is None
            if foreign and named is not None and is_vietnamese(named[0]):
                return chain  # "Tổng thư ký Đảng … Nhật Bản, Chủ tịch nước Trần Đại Quang": two people
            if chain.offices and chain.offices[0].startswith(_AS_FORMER):
                more.offices[:] = [o if o.startswith(_AS_FORMER) else _AS_FORMER + o for o in more.offices]
            chain = Chain(chain.start, more.end, more.next, chain.offices + more.offices,
                           more.country or chain.country, more.countries or chain.countries)

    def _one_office(self, at: int) -> Chain | None:
        head = self._at(at)
        entry = pick(head, "office")
        if head is None or entry is None:
            return None
        if "context" in entry.note and not self._completed(at):
            return None
        said = [entry.canonical]
        country: str | None = "VN" if _VIETNAM.search(entry.form) else _of_one_country(entry.note)
        mission = entry.kind == "mission" or entry.extra == "diplomatic"
        spans: tuple[str, ...] = ()
        end, at = head.end, at + 1
        seen_body = company = False
        while (nxt := self._at(at)) is not None and nxt.start < self._stop:
            if self._is_row_word(at):
                at += 1
                nxt = self._found[at]
            gap = self._text[end : nxt.start]
            if len(gap) > 14:
                break
            land = pick(nxt, "country")
            place = pick(nxt, "place")
            body = pick(nxt, "body") or pick(nxt, "organisation")
            posted = mission and country and _HELD_AT.search(entry.form)
            if land is not None and gap in TO_COUNTRY and not posted and is_country(self._text, nxt, land, after_office=True):
                pair = self._pair_of_countries(at)
                if pair is not None and (seen_body or entry.kind in ("body", "mission") or _SEVERAL.search(gap)):
                    spans, end, at = pair
                    country = country or spans[0]
                    said.append(" ".join(self._text[nxt.start : end].split()))
                    continue
                if country is not None and country != land.canonical:
                    break
                country = land.canonical
            elif mission and (land or place) and (gap in TO_POST or _HELD_AT.search(entry.form)):
                pass
            elif body is not None and gap in _TO_BODY and not (body.kind == "portfolio" and entry.kind == "none"):
                said.append(_body_words(entry, body, seen_body))
                country = country or body.extra or None
                seen_body, company = True, body.kind == "company" or company
            elif place is not None and gap in _TO_PLACE and (entry.kind != "none" or entry.extra in ("local", "party")):
                if gap == " " and self._is_name(nxt):
                    break
                said.append((gap.strip() + " " + place.form).strip())
                country = country or (place.extra if place.extra != "VN" else None)
            elif (pick(nxt, "mechanism") or pick(nxt, "document")) and gap in PARTS_OF_NAME:
                said.append(self._text[nxt.start : nxt.end])
            else:
                break
            end, at = nxt.end, at + 1
        end, at = self._free_body(entry, said, end, at, seen_body=seen_body, company=company)
        nxt = self._at(at)
        land = pick(nxt, "country")
        if nxt is not None and land is not None and self._text[end : nxt.start] in PARTS_OF_NAME and is_country(
            self._text, nxt, land, after_office=True
        ) and country is None:
            country, end, at = land.canonical, nxt.end, at + 1
        elif nxt is not None and land is not None and (
            self._text[end : nxt.start] == " (" and self._text[nxt.end : nxt.end + 1] == ")"
        ):
            country = country or land.canonical
            end, at = nxt.end + 1, at + 1
        if (after := acronym_end(self._text, end, self._stop)) is not None:
            end, at = after, self._index_from(at, after)
        former = _FORMER.search(self._text, max(0, head.start - 8), head.start)
        offices = [] if entry.canonical in _LIKE_ANOTHER else [(_AS_FORMER if former else "") + " ".join(said)]
        return Chain(head.start, end, at, offices, country, spans)

    def _free_body(self, entry: Entry, said: list[str], end: int, at: int, *, seen_body: bool,
                   company: bool) -> tuple[int, int]:
        """Absorb a body that no list has: "Chủ tịch Tập đoàn Panko", "Chủ tịch Đảng Công Minh Nhật Bản"."""
        text = self._text
        if text[end : end + 1] != " " or (entry.kind == "none" and not seen_body):
            return end, at
        stop = end
        if (opener := class_word_at(text, end + 1)) is not None:
            stop = self._body_end(end + 1 + len(opener))
        elif seen_body or entry.kind == "body":
            run = run_at(text, end + 1)
            first = run.split(" ", 1)[0] if run else ""
            if run and _ACRONYM.match(first):
                stop = end + 1 + len(first)
            elif run and class_word_at(text, text.rfind(" ", 0, end) + 1) and not is_vietnamese(trimmed(run)):
                stop = max(self._body_end(end), end + 1 + len(trimmed(run)))
            elif run and company and all(map(is_syllable, run.split())) and not is_vietnamese(trimmed(run)):
                stop = end + 1 + len(trimmed(run))  # "Tập đoàn Điện lực Sao Mai": no name of a person's
        if stop > end and (partners := _AND_COMPANY.match(text, stop)):
            stop = partners.end()
        if stop > end:
            said.append(text[end + 1 : stop])
            end, at = stop, self._index_from(at, stop)
        return end, at

    def _body_end(self, at: int) -> int:
        """Where an unlisted body's name ends: before a country, a name, a comma or a verb."""
        text = self._text
        end = at
        for _ in range(10):
            word = _NEXT_WORD.match(text, end, self._stop)
            if word is None or not is_syllable(word.group(1)):
                break
            begin = word.start(1)
            here = next((m for m in self._sheet.within((begin, self._stop))[:1] if m.start == begin), None)
            if here is not None and any(
                e.sort in NO_BODY or (e.sort == "country" and is_country(text, here, e)) for e in here.entries
            ):
                break
            run = run_at(text, begin) if word.group(1) in surnames() else None
            if run and run.count(" ") >= 2 and is_vietnamese(trimmed(run)):
                break
            if word.group(1) in _VERBS:
                break
            end = word.end()
        return end

    def _completed(self, at: int) -> bool:
        """True where a risky head ("bí thư" in lower case) is followed by its body or by a name."""
        head, nxt = self._at(at), self._at(at + 1)
        if head is None:
            return False
        if nxt is not None and self._text[head.end : nxt.start] == " " and (
            pick(nxt, "body") or pick(nxt, "country") or pick(nxt, "holder") or pick(nxt, "surname")
        ):
            return True
        run = run_at(self._text, head.end + 1) if self._text[head.end : head.end + 1] == " " else None
        return run is not None and " " in run

    def _name_after_comma(self, chain: Chain) -> tuple[str, int, int, int, list[str]] | None:
        """A name after the row and a comma, if a rank or honorific opens it: "…, Trung tướng Saichay Kommasith"."""
        nxt = self._at(chain.next)
        if nxt is not None and self._text[chain.end : nxt.start] in (", ", ",") and pick(nxt, "honorific") is not None:
            return self._name_after(nxt.end, chain.next + 1)
        after = _YEAR_COMMA.match(self._text, chain.end, self._stop)
        if after is None:
            return None
        named = self._name_after(after.end() - 1, self._index_from(chain.next, after.end()))
        return named if named is not None and named[0].count(" ") >= 1 else None


def acronym_end(text: str, at: int, stop: int) -> int | None:
    """Where the acronym in brackets at `at` ends, " (UNESCO)"; None where there is none."""
    if not text.startswith(" (", at):
        return None  # nearly always; this is told in a third of the time
    acronym = _ACRONYM_IN_PARENS.match(text, at, stop)
    return acronym.end() if acronym is not None else None


@cache
def _of_one_country(note: str) -> str | None:
    """The country that alone has such an office: "Chủ tịch Chính hiệp toàn quốc" is China's ("country CN" in the list)."""
    found = _ONE_COUNTRY.search(note)
    return found.group(1) if found else None


def _body_words(head: Entry, body: Entry, seen: bool) -> str:
    """A body as it completes an office: the portfolio "Ngoại giao" becomes "Bộ Ngoại giao"."""
    if body.kind == "portfolio" and (seen or head.kind != "portfolio"):
        return body.form
    return body.canonical
