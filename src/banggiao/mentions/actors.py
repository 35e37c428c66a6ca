"""Who a sentence speaks of: persons with offices, offices without a name, bodies, countries, "hai bên".

The office grammar is the heart. An office is a head and what completes it ("Bộ trưởng" + "Bộ Ngoại giao"), then the country
whose office it is ("Lào": the office's, not the name's); offices stand in rows before a name or after it.
"""

from __future__ import annotations

import itertools
import re

from banggiao.grammar.cues import cue
from banggiao.grammar.letters import UPPER
from banggiao.grammar.lexicon import Entry, Match
from banggiao.mentions.actor import Actor
from banggiao.mentions.bodies import BodyWalker
from banggiao.mentions.countries import is_country
from banggiao.mentions.marks import Sheet
from banggiao.mentions.names import could_be_given, is_syllable, is_vietnamese, run_at, trimmed
from banggiao.mentions.officegrammar import Chain, acronym_end
from banggiao.mentions.vocabulary import lexicon
from banggiao.mentions.walking import pick
from banggiao.model import Span

_AFTER_NAME = cue("between a name and the office after it")
_ROW_JOIN = cue("between two names of one office")
_INSIDE_RUN = re.compile(rf"(?<=[^.!?…:”\"] )[{UPPER}][\w]* $")
_COMES_TO = cue("comes to the office named next")
_OLD_YEAR = cue("a year of the old calendar")
_THING = cue("before a name that is a thing's")
#: The sorts of entries that somebody can be read from.
_BEGIN_ACTORS = frozenset({"office", "honorific", "holder", "surname", "body", "organisation", "country", "references"})


class ActorReader(BodyWalker):
    """Reads the actors of one sentence after another on a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Read on `sheet`; nothing is remembered from sentence to sentence."""
        super().__init__(sheet)
        self._row: list[Actor] = []

    def read(self, span: Span, found: tuple[Match, ...]) -> list[Actor]:
        """All actors of the sentence at `span`, left to right, never overlapping, by what was `found` in it."""
        self._found = found
        self._stop = span[1]
        out: list[Actor] = []
        at = 0
        floor = span[0]
        while at < len(found):
            match = found[at]
            if match.start < floor:
                at += 1
                continue
            for entry in match.entries:
                if entry.sort in _BEGIN_ACTORS:
                    break
            else:
                at += 1
                continue
            actor, at = self._actor(at, floor)
            if actor is not None:
                if (end := acronym_end(self._text, actor.end, self._stop)) is not None:
                    actor.end = end
                    at = self._index_from(at, actor.end)
                self._country_in_brackets(actor, at)
                out.append(actor)
                out += self._row
                floor = out[-1].end
                at = self._index_from(at, floor)
                self._row = []
        self._appointed(out)
        return out

    def _appointed(self, actors: list[Actor]) -> None:
        """Who comes to an office holds it: "ông Michel Barnier được bổ nhiệm làm Thủ tướng Cộng hòa Pháp"."""
        for person, office in itertools.pairwise(actors):
            both = person.kind == "person" and office.kind == "office"
            if both and _COMES_TO.fullmatch(self._text, person.end, office.start):
                person.offices += [o for o in office.offices if o not in person.offices]
                person.country = person.country or office.country

    def _country_in_brackets(self, actor: Actor, at: int) -> None:
        """The country set after a name: "ông Prak Sokhonn (Campuchia)"."""
        nxt = self._at(at)
        land = pick(nxt, "country")
        if nxt is None or land is None or actor.kind != "person" or actor.country is not None:
            return
        if self._text[actor.end : nxt.start] == " (" and self._text[nxt.end : nxt.end + 1] == ")":
            actor.country, actor.end = land.canonical, nxt.end + 1

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

    def _from_office(self, at: int, floor: int) -> tuple[Actor | None, int]:
        chain = self._chain(at)
        if chain is None or _is_thing(self._text, chain.start):
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
        """Further bare names of the first one's office: "Thủ tướng Phạm Minh Chính, Sonexay Siphandone và Hun Manet"."""
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
            offices = [office.canonical] if office is not None else []
            return Actor(match.start, match.end, "pair", entry.kind, None, offices, rule=entry.canonical)
        name, start, end, after, also = named
        actor = Actor(match.start, end, "person", name, None, [office.canonical], also, (), (start, end),
                      "one of a row of names")
        self._names_in_row(actor, after)
        return actor

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
        alone = at == 0 or self._found[at - 1].end < match.start - 1
        if alone and _INSIDE_RUN.search(text, max(0, match.start - 24), match.start):
            return None, at + 1  # "Thép Hòa Phát": the run began before
        name = self._cut(trimmed(run), match.start, at + 1)
        words = name.split()
        fits = is_vietnamese(name) and 3 <= len(words) <= 4 and not _OLD_YEAR.search(name)
        if not fits or _is_thing(text, match.start):
            return None, at + 1
        entry = pick(match, "surname")
        if entry is None or entry.kind == "chinese":
            return None, at + 1
        return self._from_name(at, match.start, name, None)

    def _from_honorific(self, at: int) -> tuple[Actor | None, int]:
        match = self._found[at]
        country, before, nxt = None, match.end, at + 1
        wife, land = pick(match, "honorific"), self._at(at + 1)
        entry = pick(land, "country")
        beside = wife is not None and wife.kind == "family" and land is not None and self._text[match.end : land.start] == " "
        if land is not None and entry is not None and beside and is_country(self._text, land, entry, after_office=True):
            country, before, nxt = entry.canonical, land.end, at + 2  # "Đệ nhất phu nhân Mỹ Melania Trump"
        named = self._name_after(before, nxt)
        if named is None:
            return None, at + 1
        name, start, end, after, also = named
        if " " not in name and could_be_given(name):
            return None, at + 1  # "ông Minh": whoever the story named
        actor = Actor(match.start, end, "person", name, country, [], also, (), (start, end), "honorific before a name")
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
        if actor.offices and self._is_of_the_next(chain):
            return at
        actor.offices += [o for o in chain.offices if o not in actor.offices]
        actor.country = chain.country or actor.country
        actor.countries = actor.countries or chain.countries
        actor.end = chain.end
        if self._text[chain.end : chain.end + 1] == ")":
            actor.end += 1
        return chain.next

    def _is_of_the_next(self, chain: Chain) -> bool:
        """True where a row after a name goes on to another's: "Bộ trưởng A, Phó Thủ tướng, Bộ trưởng Ngoại giao B"."""
        nxt = self._at(chain.next)
        if nxt is None or self._text[chain.end : nxt.start] != ", " or pick(nxt, "office") is None:
            return False
        more = self._chain(chain.next)
        return more is not None and self._name_after(more.end, more.next) is not None


def _is_thing(text: str, at: int) -> bool:
    """True after a word that says that a name is a street's, a ship's, a school's, or a photographer's."""
    return bool(_THING.search(text[max(0, at - 24) : at]))
