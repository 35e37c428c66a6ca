"""Who a sentence speaks of: persons with offices, offices without a name, bodies, countries, "hai bên".

The office grammar is the heart. An office is a head and what completes it ("Bộ trưởng" + "Bộ Ngoại giao"), then the country
whose office it is ("Lào": the office's, not the name's); offices stand in rows before a name or after it.
"""

from __future__ import annotations

import re
from functools import cache
from dataclasses import dataclass, field
from typing import Literal

from banggiao.grammar.lexicon import Entry, Match
from banggiao.grammar.tables import rows
from banggiao.mentions.countries import country_of, is_country
from banggiao.mentions.marks import Sheet
from banggiao.mentions.names import UPPER, is_syllable, is_vietnamese, run_at, run_before, surnames, trimmed
from banggiao.mentions.vocabulary import lexicon
from banggiao.model import Span


@dataclass(slots=True)
class Actor:
    """Somebody at ``text[start:end]``.

    `kind` is person, office (no name given), body, country or pair ("hai bên"). `offices` are in full form without the
    country. `countries` is what a pair or a friendship association spans; `country` whom a single actor acts for. One who
    is `aside` is named only to say who another is: "bà Loo Tze Lui, Phu nhân Thủ tướng Singapore Lawrence Wong".
    """

    start: int
    end: int
    kind: Literal["person", "office", "body", "country", "pair"]
    name: str | None = None
    country: str | None = None
    offices: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    name_span: Span | None = None
    rule: str = ""
    aside: bool = False


@dataclass(slots=True)
class _Chain:
    """A row of offices: "Ủy viên Bộ Chính trị, Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Lào"."""

    start: int
    end: int
    next: int
    offices: list[str]
    country: str | None
    countries: tuple[str, ...] = ()


def pick(match: Match | None, sort: str) -> Entry | None:
    """The entry of `match` that is of `sort`, or None."""
    if match is not None:
        for entry in match.entries:
            if entry.sort == sort:
                return entry
    return None


_TO_BODY = frozenset({"", " ", " của ", " thuộc ", " tại ", " phụ trách ", " ngành ", " kiêm nhiệm ", " - ", "-", " – "})
_TO_COUNTRY = frozenset({"", " ", " nước ", " của ", " của nước ", " phía ", " các nước ", " ba nước ", " hai nước "})
_TO_PLACE = frozenset({
    " ", " tỉnh ", " thành phố ", " TP ", " TP. ", " Tp. ", " TP.", " huyện ", " quận ", " thị xã ", " xã ", " phường ",
    " bang ", " vùng ", " đặc khu ", " khu vực ", " Thủ đô ", " thủ đô ", " Thành phố ", " Tỉnh ", " cộng hòa ",
})
_JOIN = re.compile(r"(?:,|;| kiêm| đồng thời là| -| –|,? và| /)(?: kiêm)? ?")
_AFTER_NAME = re.compile(r" ?(?:,| -| –| \(|, là|, hiện là| là| -) ?(?:nguyên |cựu |hiện là )?")
_HYPHEN = re.compile(r" ?[-–—/] ?| và |, ")
_ROW_JOIN = re.compile(r", | và ")
_ROW_BEFORE = re.compile(r"(?:các nước|gồm|các nước:|ba nước|hai nước|bốn nước|năm nước|giữa)[: ]+$")
_YEAR_COMMA = re.compile(r" (?:năm )?20\d\d, ")
_AND_COMPANY = re.compile(r" & \w+\.?")
_FORMER = re.compile(r"(?:[Nn]guyên|[Cc]ựu) $")
_INSIDE_RUN = re.compile(rf"(?<=[^.!?…:”\"] )[{UPPER}][\w]* $")
_IN_PARENS = re.compile(r" \(([^()]{3,50})\)")
_ACRONYM_IN_PARENS = re.compile(r" \([A-ZĐ][\w&+/-]{1,14}\)")
_ACRONYM = re.compile(r"[A-Z0-9&]{2,}$")


class ActorReader:
    """Reads the actors of one sentence after another on a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Read on `sheet`; nothing is remembered from sentence to sentence."""
        self._text = sheet.text
        self._sheet = sheet
        self._found: tuple[Match, ...] = ()
        self._stop = 0
        self._row: list[Actor] = []

    def read(self, span: Span) -> list[Actor]:
        """All actors of the sentence at `span`, left to right, never overlapping."""
        self._found = self._sheet.within(span)
        self._stop = span[1]
        out: list[Actor] = []
        at = 0
        floor = span[0]
        while at < len(self._found):
            match = self._found[at]
            if match.start < floor:
                at += 1
                continue
            actor, at = self._actor(at, floor)
            if actor is not None:
                if (acronym := _ACRONYM_IN_PARENS.match(self._text, actor.end, self._stop)) is not None:
                    actor.end = acronym.end()
                    at = self._index_from(at, actor.end)
                out.append(actor)
                out += self._row
                floor = out[-1].end
                at = self._index_from(at, floor)
                self._row = []
        return out

    def _actor(self, at: int, floor: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        for entry in match.entries:
            match entry.sort:
                case "office":
                    return self._from_office(at, floor)
                case "honorific":
                    return self._from_honorific(at)
                case "holder":
                    return self._from_name(at, match.start, self._text[match.start : match.end], entry)
                case "surname":
                    return self._from_surname(at)
                case "body" | "organisation" if entry.kind != "portfolio":
                    return self._from_body(at)
                case "country":
                    return self._from_country(at)
                case "references":
                    if self._is_row_word(at):
                        return self._from_country(at + 1)
                    return self._from_reference(at), at + 1
                case _:
                    continue
        return None, at + 1

    # Offices -----------------------------------------------------------------------------------------------------

    def _from_office(self, at: int, floor: int) -> tuple[Actor | None, int]:
        chain = self._chain(at)
        if chain is None:
            return None, at + 1
        named = self._name_after(chain.end, chain.next)
        if named is None:
            gap_name = self._name_after_comma(chain)
            if gap_name is not None:
                named = gap_name
        if named is not None:
            name, start, end, after, also = named
            actor = Actor(chain.start, end, "person", name, chain.country, list(chain.offices), also,
                          chain.countries, (start, end), "office before a name")
            after = self._apposition(actor, after)
            after = self._names_in_row(actor, after)
            return actor, self._index_from(after, actor.end)
        before = self._name_before(chain.start, floor)
        if before is not None:
            name, start = before
            actor = Actor(start, chain.end, "person", name, chain.country, list(chain.offices), [], chain.countries,
                          (start, start + len(name)), "name before an office")
            return actor, chain.next
        actor = Actor(chain.start, chain.end, "office", None, chain.country, list(chain.offices), [], chain.countries,
                      rule="office without a name")
        return actor, chain.next

    def _names_in_row(self, first: Actor, at: int) -> int:
        """Further bare names that share the first one's office: "Thủ tướng Phạm Minh Chính, Sonexay Siphandone và Hun Manet"."""
        last, offices = first, list(first.offices)
        while (join := _ROW_JOIN.match(self._text, last.end, self._stop)) is not None:
            nxt = self._at(at)
            if nxt is not None and nxt.start < join.end():
                break
            named = self._name_after(join.end() - 1, at)
            if named is None or named[1] != join.end() or " " not in named[0]:
                break
            name, start, end, after, also = named
            known = any(pick(m, "holder") for m in self._sheet.within((start, end)))
            foreign = not any(is_syllable(w) for w in name.split()[-1:])
            if not (known or foreign or (is_vietnamese(name) and name.count(" ") >= 2)):
                break
            last = Actor(start, end, "person", name, None, list(offices), also, (), (start, end), "one of a row of names")
            self._row.append(last)
            at = after
        return at

    def _from_reference(self, at: int) -> Actor:
        """ "hai bên", or two by name: "hai Thủ tướng Phạm Minh Chính và Hun Manet"."""
        match = self._found[at]
        entry = pick(match, "references")
        assert entry is not None
        words = self._text[match.start : match.end].split(" ", 1)
        office = pick(Match(0, 0, lexicon().get(words[1])), "office") if len(words) > 1 else None
        named = self._name_after(match.end, at + 1) if office is not None else None
        if office is None or named is None:
            return Actor(match.start, match.end, "pair", rule=entry.canonical, name=entry.kind)
        name, start, end, after, also = named
        actor = Actor(match.start, end, "person", name, None, [office.canonical], also, (), (start, end), "one of a row of names")
        self._names_in_row(actor, after)
        return actor

    def _chain(self, at: int, *, after_name: bool = False) -> _Chain | None:
        first = self._one_office(at)
        if first is None:
            return None
        chain = first
        while True:
            join = _JOIN.match(self._text, chain.end, self._stop)
            nxt = self._at(chain.next)
            if join is None or nxt is None or nxt.start != join.end() or pick(nxt, "office") is None:
                return chain
            if "và" in join.group() and not after_name:
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
            if chain.offices and chain.offices[0].startswith("nguyên "):
                more.offices[:] = [o if o.startswith("nguyên ") else f"nguyên {o}" for o in more.offices]
            chain = _Chain(chain.start, more.end, more.next, chain.offices + more.offices,
                           more.country or chain.country, more.countries or chain.countries)

    def _one_office(self, at: int) -> _Chain | None:
        head = self._at(at)
        entry = pick(head, "office")
        if head is None or entry is None:
            return None
        if "context" in entry.note and not self._completed(at):
            return None
        words = [entry.canonical]
        country: str | None = "VN" if "Việt Nam" in entry.form else None
        mission = entry.kind == "mission" or entry.extra == "diplomatic"
        spans: tuple[str, ...] = ()
        end, at = head.end, at + 1
        seen_body = False
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
            if land is not None and gap in _TO_COUNTRY and not (mission and country and entry.form.endswith(" tại")) and is_country(self._text, nxt, land, after_office=True):
                pair = self._pair_of_countries(at)
                if pair is not None and (seen_body or entry.kind in ("body", "mission") or "các nước" in gap):
                    spans, end, at = pair
                    country = country or spans[0]
                    words.append(" ".join(self._text[nxt.start : end].split()))
                    continue
                if country is not None and country != land.canonical:
                    break
                country = land.canonical
            elif mission and (land is not None or place is not None) and (gap == " tại " or head.entries and entry.form.endswith(" tại")):
                pass
            elif body is not None and gap in _TO_BODY and not (body.kind == "portfolio" and entry.kind == "none"):
                words.append(_body_words(entry, body, seen_body))
                country = country or body.extra or None
                seen_body = True
            elif place is not None and gap in _TO_PLACE and (entry.kind != "none" or entry.extra in ("local", "party")):
                if gap == " " and self._is_name(nxt):
                    break
                words.append((gap.strip() + " " + place.form).strip())
                country = country or (place.extra if place.extra != "VN" else None)
            elif (pick(nxt, "mechanism") or pick(nxt, "document")) and gap in (" ", " của "):
                words.append(self._text[nxt.start : nxt.end])
            else:
                break
            end, at = nxt.end, at + 1
        end, at = self._free_body(entry, words, end, at, seen_body)
        nxt = self._at(at)
        land = pick(nxt, "country")
        if nxt is not None and land is not None and self._text[end : nxt.start] in (" ", " của ") and is_country(
            self._text, nxt, land, after_office=True
        ) and country is None:
            country, end, at = land.canonical, nxt.end, at + 1
        elif nxt is not None and land is not None and self._text[end : nxt.start] == " (" and self._text[nxt.end : nxt.end + 1] == ")":
            country = country or land.canonical
            end, at = nxt.end + 1, at + 1
        if (acronym := _ACRONYM_IN_PARENS.match(self._text, end, self._stop)) is not None:
            end, at = acronym.end(), self._index_from(at, acronym.end())
        former = _FORMER.search(self._text, max(0, head.start - 8), head.start)
        offices = [] if entry.canonical == "người đồng cấp" else [("nguyên " if former else "") + " ".join(words)]
        return _Chain(head.start, end, at, offices, country, spans)

    def _free_body(self, entry: Entry, words: list[str], end: int, at: int, seen_body: bool) -> tuple[int, int]:
        """Absorb a body that no list has: "Chủ tịch Tập đoàn Panko", "Chủ tịch Đảng Công Minh Nhật Bản"."""
        text = self._text
        if text[end : end + 1] != " " or entry.kind == "none" and not seen_body:
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
                stop = end + 1 + len(trimmed(run))
        if stop > end and (company := _AND_COMPANY.match(text, stop)):
            stop = company.end()
        if stop > end:
            words.append(text[end + 1 : stop])
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
                e.sort in _NO_BODY or (e.sort == "country" and is_country(text, here, e)) for e in here.entries
            ):
                break
            if word.group(1) in surnames() and (run := run_at(text, begin)) and is_vietnamese(trimmed(run)) and run.count(" ") >= 2:
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

    def _is_row_word(self, at: int) -> bool:
        """True for "các nước" right before a country's name."""
        match, nxt = self._at(at), self._at(at + 1)
        return (
            match is not None and nxt is not None and pick(match, "references") is not None
            and self._text[match.end : nxt.start] in (" ", ": ") and pick(nxt, "country") is not None
        )

    def _pair_of_countries(self, at: int) -> tuple[tuple[str, ...], int, int] | None:
        """Countries joined by strokes from match `at` on: "Campuchia-Việt Nam" gives both, the end, the next match.

        After "các nước" they may also be a row: "các nước Pakistan, Mozambique và Timor Leste".
        """
        codes: list[str] = []
        end = -1
        first = self._at(at)
        row = first is not None and _ROW_BEFORE.search(self._text, max(0, first.start - 24), first.start) is not None
        while (nxt := self._at(at)) is not None:
            entry = pick(nxt, "country")
            if entry is None or (end >= 0 and not _HYPHEN.fullmatch(self._text[end : nxt.start])):
                break
            if end >= 0 and self._text[end : nxt.start] == ", " and len(codes) < 2 and not row:
                break
            codes.append(entry.canonical)
            end, at = nxt.end, at + 1
        return (tuple(codes), end, at) if len(codes) > 1 else None

    # Names -------------------------------------------------------------------------------------------------------

    def _name_after(self, end: int, at: int) -> tuple[str, int, int, int, list[str]] | None:
        """The name that begins right after `end`: name, start, end, next match, other spellings."""
        text = self._text
        while (nxt := self._at(at)) is not None and text[end : nxt.start] in (" ", " là ", " ngài ", ". "):
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
        parens = _IN_PARENS.match(self._text, end)
        if parens and not is_vietnamese(name) and run_at(self._text, parens.start(1)) == parens.group(1):
            inner = parens.group(1)
            if " " in inner and not any(pick(m, "country") for m in self._sheet.within(parens.span(1))):
                also.append(inner)
                end = parens.end()
        while (nxt := self._at(at)) is not None and nxt.start < end:
            at += 1
        return name, start, end, at, also

    def _name_after_comma(self, chain: _Chain) -> tuple[str, int, int, int, list[str]] | None:
        """A name after the row and a comma, if a rank or honorific opens it: "…, Trung tướng Saichay Kommasith"."""
        nxt = self._at(chain.next)
        if nxt is not None and self._text[chain.end : nxt.start] in (", ", ",") and pick(nxt, "honorific") is not None:
            return self._name_after(nxt.end, chain.next + 1)
        after = _YEAR_COMMA.match(self._text, chain.end, self._stop)
        if after is None:
            return None
        named = self._name_after(after.end() - 1, self._index_from(chain.next, after.end()))
        return named if named is not None and named[0].count(" ") >= 1 else None

    def _name_before(self, start: int, floor: int) -> tuple[str, int] | None:
        """A name that stands bare before an apposed office: "Alok Sharma, Bộ trưởng …"."""
        text = self._text
        cut = start
        while cut > floor and text[cut - 1] in " ,-–(":
            cut -= 1
        if cut == start or "," not in text[cut:start] and "(" not in text[cut:start]:
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

    def _from_name(self, at: int, start: int, name: str, entry: Entry | None) -> tuple[Actor | None, int]:
        country = entry.extra if entry is not None and entry.extra else None
        actor = Actor(start, start + len(name), "person", name, country, [],
                      [], (), (start, start + len(name)), "name of a known office holder" if entry else "Vietnamese name")
        end = start + len(name)
        while (nxt := self._at(at)) is not None and nxt.start < end:
            at += 1
        after = self._apposition(actor, at)
        return actor, self._index_from(after, actor.end)

    def _from_surname(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        text = self._text
        run = run_at(text, match.start)
        if run is None or text[max(0, match.start - 1) : match.start] in ("-", "/", "&"):
            return None, at + 1
        if _INSIDE_RUN.search(text, max(0, match.start - 24), match.start) and (at == 0 or self._found[at - 1].end < match.start - 1):
            return None, at + 1  # "Thép Hòa Phát": the run began before
        name = self._cut(trimmed(run), match.start, at + 1)
        words = name.split()
        if not (is_vietnamese(name) and 3 <= len(words) <= 4) or _is_thing(text, match.start):
            return None, at + 1
        entry = pick(match, "surname")
        if entry is None or entry.kind == "chinese":
            return None, at + 1
        return self._from_name(at, match.start, name, None)

    def _from_honorific(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        named = self._name_after(match.end, at + 1)
        if named is None:
            return None, at + 1
        name, start, end, after, also = named
        if " " not in name and is_vietnamese(f"Nguyễn {name}"):
            return None, at + 1  # "ông Minh": whoever the story named
        actor = Actor(match.start, end, "person", name, None, [], also, (), (start, end), "honorific before a name")
        after = self._apposition(actor, after)
        return actor, self._index_from(after, actor.end)

    def _apposition(self, actor: Actor, at: int) -> int:
        """Offices set after the name: ", Ủy viên Trung ương Đảng, Phó Chủ tịch Thường trực"."""
        join = _AFTER_NAME.match(self._text, actor.end, self._stop)
        nxt = self._at(at)
        if join is None or nxt is None or nxt.start != join.end() or pick(nxt, "office") is None:
            return at
        chain = self._chain(at, after_name=True)
        if chain is None or self._name_after(chain.end, chain.next) is not None:
            return at
        actor.offices += [o for o in chain.offices if o not in actor.offices]
        actor.country = chain.country or actor.country
        actor.countries = actor.countries or chain.countries
        actor.end = chain.end
        if self._text[chain.end : chain.end + 1] == ")":
            actor.end += 1
        return chain.next

    # Bodies and countries ------------------------------------------------------------------------------------------

    def _from_body(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        entry = pick(match, "body") or pick(match, "organisation")
        assert entry is not None
        end, at = match.end, at + 1
        country = (entry.extra or None) if entry.sort == "body" else None
        spans: tuple[str, ...] = ()
        while (nxt := self._at(at)) is not None and len(gap := self._text[end : nxt.start]) < 12:
            land = pick(nxt, "country")
            if land is not None and gap in _TO_COUNTRY and is_country(self._text, nxt, land, after_office=True):
                pair = self._pair_of_countries(at)
                if pair is not None:
                    spans, end, at = pair
                    country = spans[0]
                    break
                country = land.canonical
            elif not ((pick(nxt, "body") or pick(nxt, "organisation")) and gap in (" ", " của ")):
                break
            else:
                more = pick(nxt, "body")
                country = country or ((more.extra or None) if more else None)
            end, at = nxt.end, at + 1
        if country is None and entry.kind in _REACHING:
            end, at, country = self._reach(end, at)
        kind: Literal["body"] = "body"
        return Actor(match.start, end, kind, entry.canonical, country, [], [], spans, rule=entry.sort), at

    def _reach(self, end: int, at: int) -> tuple[int, int, str | None]:
        """The country that a delegation's long name ends in: "Đoàn đại biểu Hội đồng quốc gia … Campuchia"."""
        for k in range(at, min(at + 6, len(self._found))):
            nxt = self._found[k]
            gap = self._text[end : nxt.start]
            if nxt.start - end > 90 or any(c in gap for c in ",.;:()") or any(e.sort in _NO_BODY - {"place"} for e in nxt.entries):
                break
            land = pick(nxt, "country")
            if land is not None and is_country(self._text, nxt, land, after_office=True):
                return nxt.end, k + 1, land.canonical
        return end, at, None

    def _from_country(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        pair = self._pair_of_countries(at)
        if pair is not None:
            codes, end, after = pair
            return Actor(match.start, end, "country", None, None, [], [], codes, rule="countries joined"), after
        code = country_of(self._text, match)
        if code is None:
            return None, at + 1
        return Actor(match.start, match.end, "country", None, code, rule="country"), at + 1

    def _at(self, at: int) -> Match | None:
        return self._found[at] if at < len(self._found) else None

    def _index_from(self, at: int, end: int) -> int:
        while (nxt := self._at(at)) is not None and nxt.start < end:
            at += 1
        return at


_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
#: Bodies whose name may run on to the country's.
_REACHING = frozenset({"delegation", "friendship", "mission", "front", "military", "association"})
_NO_BODY = frozenset({"trigger", "holder", "office", "honorific", "act", "stop", "place"})
_VERBS = frozenset("đã sẽ đang vừa và với do khẳng cho là được có nhân tại".split())


@cache
def _class_words() -> re.Pattern[str]:
    forms = sorted((row["form"] for row in rows("class_words")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def class_word_at(text: str, at: int) -> str | None:
    """The class word ("Tập đoàn", "Đảng", "Hội") that begins at `at`, or None."""
    match = _class_words().match(text, at)
    return match.group() if match else None


def _body_words(head: Entry, body: Entry, seen: bool) -> str:
    """A body as it completes an office: the portfolio "Ngoại giao" becomes "Bộ Ngoại giao"."""
    if body.kind == "portfolio" and (seen or head.kind != "portfolio"):
        return body.form
    return body.canonical


def _plausible(name: str) -> bool:
    words = name.split()
    if not words or any(c.isdigit() for c in name):
        return False
    if len(words) == 1:
        return len(name) > 2 and not name.isupper() and not (is_vietnamese(f"Nguyễn {name}"))
    return not all(w.isupper() and len(w) > 1 for w in words) or len(words) > 1


def _is_common(word: str) -> bool:
    return is_vietnamese(f"Nguyễn {word}") and word not in surnames()


_THING = re.compile(
    r"(?:đường|phố|[Qq]uảng trường|[Tt]ượng(?: đài)?(?: Bác| Chủ tịch)?|[Ll]ăng(?: Chủ tịch)?|[Dd]i tích|[Tt]rường|[Tt]àu|tàu \S+|giải thưởng|[Gg]iải|[Qq]uỹ|mang tên|[Hh]ọc viện|[Bb]ệnh viện|[Đđ]ại học|THPT|cầu|hầm|"
    r"công viên|[Bb]ảo tàng|Huân chương|huy chương|Ảnh ?:|ảnh ?:|\d\d\d-) ?[\"“]?$"
)


def _is_thing(text: str, at: int) -> bool:
    """True after a word that says that a name is a street's, a ship's, a school's, or a photographer's."""
    return bool(_THING.search(text[max(0, at - 24) : at]))
