"""A story cleaned and a capture whole, each with what was read marked in it, so that anybody can check the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from banggiao.errors import CaptureError
from banggiao.explain.marks import Mark, Piece, Region, pieces, regions
from banggiao.explain.words import HEADS, Shown, visible
from banggiao.model import Evidence, Reading
from banggiao.model import Page as CapturePage
from banggiao.portal.ask import Ask, NotThere, Page
from banggiao.portal.language import Tongue
from banggiao.portal.parts import href, outlet_href, outward, says_of
from banggiao.stories import open_page

#: The list of a reading that each sort of statement comes from: its colour.
_LISTS: Final = {
    "person": "people",
    "event": "events",
    "figure": "figures",
    "commitment": "commitments",
    "session": "sessions",
    "agreement": "agreements",
    "phrase": "formulae",
}
_LINES = re.compile(r"\s*\n\s*")
#: A capture longer than this is shown up to here, so that no page grows beyond what a browser bears.
_LONGEST: Final = 60_000
#: A mark of no more letters, as the full stop after a name, is too small to be hit, and no link.
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `css` is empty where nothing was read in it. `id` is its anchor, `href` the page of what was read."""

    text: str
    css: str
    id: str
    href: str
    tip: str


@dataclass(frozen=True, slots=True)
class Part:
    """A title, lead or paragraph of a story; `part` is "chrome" for what belongs to none."""

    part: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The parts of one story in a row on the page; without `href` what lies between stories."""

    href: str
    kind: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was read in a story: its sort, what it is in words, the page of it, its place in the text, the rule."""

    sort: str
    css: str
    name: str
    words: str
    href: str
    at: str
    rule: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story cleaned. `taken` says where its capture came from, `carriers` are other stories of the same voice."""

    id: str
    title: str
    kind: str
    outlet: str
    outlet_href: str
    when: str
    credit: str
    url: str | None
    capture_href: str
    taken: tuple[str, ...]
    carriers: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    findings: tuple[tuple[str, tuple[Finding, ...]], ...]
    unreadable: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture whole. `cut` is true where it is longer than what is shown."""

    source: str
    sha256: str
    media: str
    captured: str
    url: str | None
    length: int
    cut: bool
    stories: int
    cards: tuple[Card, ...]


def story(ask: Ask) -> Page:
    """The page of a story; raises `NotThere`."""
    t = ask.t
    identity = ask.names["id"]
    found = ask.view.story(identity)
    if found is None:
        raise NotThere(t.say("The record has no such story."))
    told = ask.overview.told([identity])
    cards: tuple[Card, ...] = ()
    problem = ""
    try:
        page = _page(ask, found["capture"])
        cards = _one(c for c in cards_of(page, told, t, {found["local"]: identity}) if c.href)
    except CaptureError as error:
        problem = error.reason
    title = visible(found["title"] or "") or t.say("Without a title")
    return Page(
        "story.html",
        title,
        Story(
            identity,
            title,
            t.name("story", found["kind"]),
            found["outlet"] or "",
            outlet_href(found["outlet"]),
            t.day(found["published"]),
            visible(found["credit"] or ""),
            outward(found["url"]),
            f"/captures/{found['capture']}",
            tuple(visible(o["source"]) for o in found["origins"]),
            tuple(
                (f"/stories/{c['story']}", " · ".join(filter(None, (c["outlet"] or "", t.day(c["published"])))) or c["story"])
                for c in found["carriers"]
            ),
            cards,
            _by_sort(_findings(told, t)),
            problem,
        ),
        "sources",
    )


def _one(cards: Iterable[Card]) -> tuple[Card, ...]:
    """All parts of a story in one card, whatever stood between them on the page."""
    found = list(cards)
    return (
        (replace(found[0], parts=tuple(part for card in found for part in card.parts if part.part != "chrome")),)
        if found
        else ()
    )


def capture(ask: Ask) -> Page:
    """The page of a capture; raises `NotThere`."""
    t = ask.t
    identity = ask.names["id"]
    taken = ask.overview.capture(identity)
    if taken is None:
        raise NotThere(t.say("The record has no such capture."))
    page = _page(ask, identity)
    stories = {s["local"]: s["id"] for s in ask.overview.stories_in(identity)}
    cards = cards_of(page, ask.overview.told(list(stories.values())), t, stories, most=_LONGEST)
    source = visible(taken.source or identity[:12])
    return Page(
        "capture.html",
        source,
        Capture(
            source,
            identity,
            t.name("media", taken.media),
            t.day(taken.captured),
            outward(taken.url),
            len(page.text),
            len(page.text) > _LONGEST,
            len(stories),
            tuple(cards),
        ),
        "sources",
    )


def _page(ask: Ask, identity: str) -> CapturePage:
    """The page of a capture, opened again."""

    def opened() -> CapturePage:
        taken = ask.overview.capture(identity)
        if taken is None:
            raise NotThere(ask.t.say("The record has no such capture."))
        return open_page(taken)

    return ask.keep(("page", identity), opened)


def cards_of(
    page: CapturePage, told: Iterable[dict[str, Any]], t: Tongue, stories: dict[str, str], most: int = 10**9
) -> list[Card]:
    """The text of a page as cards with marks.

    Only stories among `stories` (from the id in the page to the record's) have an address. What lies between two parts of one
    story, as the time under its title, stands in its card, as grey as all that was left out.
    """
    cut = list(pieces(_in_order(list(_marks(page.text, told, t))), regions(Reading(page))))
    owners = [region.story.id if region.story else "" for region, _ in cut]
    for at in range(1, len(owners) - 1):
        if not owners[at] and owners[at - 1] == owners[at + 1]:
            owners[at] = owners[at - 1]
    titles = {s.id: s for s in page.stories}
    placed: set[int] = set()
    out = []
    for local, found in groupby(zip(owners, cut, strict=True), key=lambda one: one[0]):
        parts = tuple(
            p
            for _, (region, cuts) in found
            if region.start < most and (p := _part(page.text, region, cuts, placed)) is not None
        )
        whole = titles.get(local)
        if parts:
            link = f"/stories/{stories[local]}" if local in stories else ""
            out.append(
                Card(link, t.name("story", whole.kind) if whole else "", visible(whole.title or "") if whole else "", parts)
            )
    return out


def _in_order(marks: Sequence[Mark]) -> list[Mark]:
    """Marks in page order."""
    return sorted(marks, key=lambda mark: (mark.evidence.start, -mark.evidence.end, mark.tag))


def _marks(text: str, told: Iterable[dict[str, Any]], t: Tongue) -> Iterable[Mark]:
    """A mark for every quote that still is a slice of the text; what two statements say on one quote is marked for each."""
    for one in told:
        kind = _LISTS[one["sort"]]
        for place, e in enumerate(one["says"]["evidence"]):
            if text[e["start"] : e["end"]] == e["quote"]:
                shown = Shown(kind, one["story"], (href(one["of"]) or "", f"{_name(one, t)} · {_words(one, t)}"), "", ())
                yield Mark(
                    one["id"], shown, place, Evidence(one["story"], e["start"], e["end"], e["quote"], e.get("rule") or "")
                )


def _part(text: str, region: Region, cuts: list[Piece], placed: set[int]) -> Part | None:
    """A region with its stretches; None where it holds nothing but blanks."""
    if not text[region.start : region.end].strip():
        return None
    stretches = []
    for piece in cuts:
        words = visible(_LINES.sub("\n", text[piece.start : piece.end]))
        if not piece.marks:
            words = words.strip("\n") if region.part is None else words
            stretches.append(Stretch(words, "", "", "", ""))
            continue
        inner = piece.marks[0]
        outer = next((m.finding.kind for m in piece.marks[1:] if m.finding.kind != inner.finding.kind), "")
        begun = {m.evidence.start for m in piece.marks if m.evidence.start == piece.start} - placed
        placed |= begun
        tip = "; ".join(dict.fromkeys(f"{m.finding.cells[1]} [{m.evidence.rule}]" for m in piece.marks))
        css = f"k-{inner.finding.kind}" + (f" u-{outer}" if outer else "")
        link = inner.finding.cells[0] if len(words.strip()) > _SHORTEST else ""
        stretches.append(Stretch(words, css, f"q{piece.start}" if begun else "", link, visible(tip)))
    return Part(region.part or "chrome", tuple(stretches))


def _by_sort(found: Iterable[Finding]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    return tuple((sort, tuple(these)) for sort, these in groupby(found, key=lambda f: f.sort))


def _findings(told: Iterable[dict[str, Any]], t: Tongue) -> Iterable[Finding]:
    order = list(HEADS)
    for one in sorted(told, key=lambda s: (order.index(_LISTS[s["sort"]]), s["says"]["evidence"][0]["start"])):
        first = one["says"]["evidence"][0]
        kind = _LISTS[one["sort"]]
        yield Finding(
            t.name("sorts", kind),
            kind,
            _name(one, t),
            _words(one, t),
            href(one["of"]) or "",
            f"#q{first['start']}",
            first.get("rule") or "",
        )


def _name(one: dict[str, Any], t: Tongue) -> str:
    """What a finding is called in the list beside its story."""
    says = one["says"]
    match one["sort"]:
        case "event":
            name = t.name("visit", says["level"]) if says["level"] else t.name("kind", says["kind"])
        case "figure":
            name = t.amount(says["value"], says["unit"])
        case "commitment":
            name = says["text"]
        case "session":
            name = f"{says['mechanism']} · {t.say('no. %(number)s', number=says['number'])}"
        case "phrase":
            name = says["phrase"]
        case _:
            name = says["name"]
    return visible(name)


def _words(one: dict[str, Any], t: Tongue) -> str:
    """The fields of a finding in one line, without its name."""
    says = one["says"]
    rest = " · ".join(
        value for name, value in says_of({k: v for k, v in says.items() if k not in ("kind", "level", "number", "value")}, t)
    )
    lands = t.countries(
        says.get("countries") or says.get("parties") or says.get("by") or ([says["country"]] if says.get("country") else [])
    )
    return visible(" · ".join(filter(None, (lands, rest))))
