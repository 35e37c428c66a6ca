"""The reader: a page goes in, a reading comes out. Pure: no clock, no network, no database.

The stages, in order, are the functions below; each says what it takes and gives. Open this file first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from operator import attrgetter

from banggiao.findings.assemble import assemble
from banggiao.findings.clocks import DatedStory
from banggiao.findings.commitments import promises_of
from banggiao.findings.dating import solve
from banggiao.findings.delegations import add_leaders, take_home_countries
from banggiao.findings.draft import Draft, StoryView
from banggiao.findings.events import also_there, day_comes_now, drafts_of
from banggiao.findings.evidence import first_office
from banggiao.findings.figures import numbers_of
from banggiao.findings.merging import merge
from banggiao.findings.notes import StoryNotes
from banggiao.findings.people import gather_people
from banggiao.findings.scene import Part, scene
from banggiao.findings.sessions import agreements_of, formulae_of, sessions_of
from banggiao.findings.statements import statement_of
from banggiao.findings.tenure import tenures_of
from banggiao.findings.years import years_of
from banggiao.grammar.cues import cue
from banggiao.grammar.fold import Folded, fold
from banggiao.grammar.sentences import sentences
from banggiao.mentions.actor import Actor
from banggiao.mentions.actors import ActorReader
from banggiao.mentions.amounts import amounts
from banggiao.mentions.dates import date_mentions
from banggiao.mentions.gatherings import gatherings
from banggiao.mentions.marks import Sheet
from banggiao.mentions.vocabulary import lexicon
from banggiao.model import Capture, Page, Reading, Span, Story
from banggiao.stories import open_page


def read_capture(capture: Capture) -> Reading:
    """Read a capture; raises `CaptureError` where it is no text."""
    return read_page(open_page(capture))


def read_page(page: Page) -> Reading:
    """Read a page. A page in another language than Vietnamese gives its stories and no findings."""
    if page.language not in (None, "vi") or not page.stories:
        return Reading(page)
    folded = fold(page.text)
    sheet = Sheet.of(folded.text, lexicon().find(folded.text))
    notes = [_parts(story, folded) for story in page.stories]
    find_dates(notes, sheet)
    for note in notes:
        find_mentions(note, sheet)
    set_clocks(notes, page.captured)
    for note in notes:
        settle_people(note)
        find_facts(note)
    stories = tuple(_with_time(n) for n in notes)
    return assemble(replace(page, stories=stories), notes, folded)


def _parts(story: Story, folded: Folded) -> StoryNotes:
    parts: list[tuple[Part, Span]] = []
    if story.title_span is not None:
        parts.append(("title", _folded_span(story.title_span, folded)))
    if story.lead_span is not None:
        parts.append(("lead", _folded_span(story.lead_span, folded)))
    parts += [("body", _folded_span(s, folded)) for s in story.body_spans]
    return StoryNotes(story, parts)


def _folded_span(span: Span, folded: Folded) -> Span:
    return folded.target(span[0]), folded.target(span[1])


def find_dates(notes: list[StoryNotes], sheet: Sheet) -> None:
    """Dates of every story, for all stories first, since neighbours date each other."""
    for note in notes:
        for _, span in note.parts:
            note.dates += date_mentions(sheet.text, span)
        note.dated = DatedStory(
            note.story.id, note.story.kind == "main", note.story.published, note.dates, sheet.text,
            tuple(span for _, span in note.parts),
        )
        if not note.dated.is_printed():
            note.dated.since = first_office(_holders(note, sheet))


def _holders(note: StoryNotes, sheet: Sheet) -> set[str]:
    found = [match for _, span in note.parts for match in sheet.within(span)]
    return {entry.canonical for match in found for entry in match.entries if entry.sort == "holder"}


def find_mentions(note: StoryNotes, sheet: Sheet) -> None:
    """Sentences with their actors, dates, gatherings, triggers and places."""
    reader = ActorReader(sheet)
    ordered = sorted(note.dates, key=attrgetter("start"))
    starts = [d.start for d in ordered]
    for part, span in note.parts:
        for sentence in sentences(sheet.text, span):
            dates = ordered[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
            found = sheet.within(sentence)
            actors, named = reader.read(sentence, found), gatherings(sheet.text, found, sentence)
            note.scenes.append(scene(sheet.text, found, sentence, part, actors, dates, named))


def set_clocks(notes: list[StoryNotes], captured: str | None) -> None:
    """When each story was told, from its own time, its words, the offices people held, and the stories beside it."""
    for note in notes:
        if note.dated is not None and not note.dated.is_printed():
            note.dated.tenures = tenures_of(a for one in note.scenes for a in one.actors)
    solve([n.dated for n in notes if n.dated is not None], captured)
    for note in notes:
        for one in note.scenes:
            one.clock = note.dated.clock if note.dated is not None else one.clock


def settle_people(note: StoryNotes) -> None:
    """Who is who in the story, and which countries it is about."""
    for one in note.scenes:
        take_home_countries(one)
    actors = [a for s in note.scenes for a in s.actors]
    note.people = gather_people(actors)
    note.pair = story_pair(actors)
    lands = Counter(c for a in actors for c in (a.countries or (a.country,)) if c and c != "VN")
    land = next((c for c, times in lands.most_common(1) if times * _MOSTLY > lands.total() * (_MOSTLY - 1)), None)
    for person in note.people:
        if person.country is None and land is not None and person.offices and not _of_organisation(person.offices):
            person.country = land
            for mention in person.mentions:
                mention.country = land


#: One foreign country is what a story is about where all but one in so many mentions are its own.
_MOSTLY = 5
_ORGANISATION = cue("an office of an international organisation")


def _of_organisation(offices: list[str]) -> bool:
    return any(_ORGANISATION.search(o) for o in offices)


def story_pair(actors: list[Actor]) -> tuple[str, ...]:
    """The countries that "hai bên" stands for: the two named most, the first named first."""
    count: Counter[str] = Counter()
    for actor in actors:
        weight = 3 if actor.kind == "person" else 2 if actor.kind in ("office", "body") or actor.countries else 1
        for code in actor.countries or ((actor.country,) if actor.country else ()):
            count[code] += weight
    if not count:
        return ()
    foreign = [c for c, _ in count.most_common() if c != "VN"]
    if "VN" in count or len(foreign) < 2:
        return ("VN", *foreign[:1])
    return tuple(foreign[:2])


def find_facts(note: StoryNotes) -> None:
    """Events, figures, commitments, sessions, agreements and set phrases, sentence by sentence."""
    view = StoryView(note.pair)
    drafts: list[Draft] = []
    for one in note.scenes:
        day_comes_now(one, drafts)
        if not also_there(one, drafts):
            told = drafts_of(one, view)
            if not told and drafts:
                add_leaders(one, drafts)
            drafts += told
        drafts += years_of(one)
        note.numbers += numbers_of(one, amounts(one.text, one.span, one.dates), note.pair, note.numbers)
        if one.acts:
            note.promises += promises_of(one, note.pair, view.subject)
        if one.gatherings:
            note.sessions += sessions_of(one)
        if one.documents:
            note.agreements += agreements_of(one)
        if one.formulae:
            note.formulae += formulae_of(one, note.pair)
    note.drafts = merge(drafts)
    if not note.drafts and (words := statement_of(note.scenes, note.pair)) is not None:
        note.drafts.append(words)


def _with_time(note: StoryNotes) -> Story:
    """The story with its printed time made whole: "31 Oct, 02:44 PM" gets the year that dating found."""
    story = note.story
    stamp = story.published
    if stamp is None or not stamp.startswith("--"):
        return story
    clock = note.dated.clock if note.dated is not None else None
    if clock is None or clock.day is None:
        return replace(story, published=None)
    return replace(
        story, published=f"{clock.day.year:04d}-{stamp[2:]}", published_basis="inferred", published_why=clock.why
    )


__all__ = ["read_capture", "read_page"]
