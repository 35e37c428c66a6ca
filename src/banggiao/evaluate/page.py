"""One reading beside its gold page: what was found, missed, invented, and found wrongly."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.evaluate import likeness
from banggiao.evaluate.tally import COUNTED, FACTS, Tally, assign
from banggiao.evaluate.text import Row, fold, same_date, same_name, same_office, span_of, story_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVIDENCED = ("people", "events", "figures", "commitments", "sessions")


@dataclass
class Outcome:
    """The counts of any number of compared pages.

    `misses` has a line for each miss, invention and wrong date; `unproven` counts facts without a true quote.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in COUNTED})
    misses: list[str] = field(default_factory=list)
    pages: int = 0
    unproven: int = 0

    @property
    def mean_f1(self) -> float:
        """Mean F1 over stories and the five kinds of facts."""
        return sum(self.tallies[kind].f1 for kind in FACTS) / len(FACTS)

    def values(self) -> dict[str, float]:
        """F1 by kind (``people``) and shares of details (``events.date``), for floors."""
        values: dict[str, float] = {}
        for kind, tally in self.tallies.items():
            values[kind] = tally.f1
            values |= {f"{kind}.{name}": ok / asked for name, (ok, asked) in tally.details.items()}
        return values


def compare(gold: Row, read: Row, outcome: Outcome) -> None:
    """Count one page into `outcome`; `gold` is a gold page, `read` the contract's object."""
    outcome.pages += 1
    home = _stories(gold, read, outcome)
    _text(gold, read, outcome.tallies["text"])
    for kind, like, details, name in _FACT_KINDS:
        _facts(gold, read, outcome, home, kind, like, details, name)
    for kind in _EVIDENCED:
        for row in read.get(kind) or []:
            if not _proven(row, read["text"]):
                outcome.unproven += 1
                outcome.misses.append(f"{gold['page']} {kind} without true evidence: {str(row)[:100]}")


def _stories(gold: Row, read: Row, outcome: Outcome) -> dict[str, str]:
    """Count the stories; gives the gold's id for every read story that was found."""
    golds, reads = gold.get("stories") or [], read.get("stories") or []
    pairs = assign(golds, reads, likeness.story)
    tally = outcome.tallies["stories"]
    tally.expected += len(golds)
    tally.read += len(reads)
    tally.hit += len(pairs)
    for g, r in pairs:
        want, got = golds[g], reads[r]
        tally.detail("kind", want["kind"] == got.get("kind"))
        if want.get("published"):
            stamp = str(want["published"])
            tally.detail("published", str(got.get("published") or "")[: len(stamp)] == stamp)
        if want.get("ends"):
            tally.detail("ends", fold(story_text(got)).endswith(fold(want["ends"])))
    for g in sorted(set(range(len(golds))) - {g for g, _ in pairs}):
        shown = golds[g].get("title") or golds[g].get("starts")
        outcome.misses.append(f"{gold['page']} story missed: {shown}")
    for r in sorted(set(range(len(reads))) - {r for _, r in pairs}):
        shown = reads[r].get("title") or story_text(reads[r])[:60]
        outcome.misses.append(f"{gold['page']} story invented: {shown}")
    return {reads[r]["id"]: golds[g]["id"] for g, r in pairs}


def _text(gold: Row, read: Row, tally: Tally) -> None:
    """How much of what was taken for story text is story text, and the reverse: characters, titles apart."""
    text, golds = read["text"], gold.get("stories") or []
    want = {i for span in _gold_spans(golds, text) for i in range(*span)}
    titles = [story["title"] for story in golds if story.get("title")]
    printed = (found.span() for title in titles for found in re.finditer(re.escape(title), text))
    heads = {i for span in printed for i in range(*span)}
    spans = (span for story in read.get("stories") or [] for span in story.get("spans") or [])
    got = {i for start, end in spans for i in range(start, end)} - heads
    tally.hit += len(want & got)
    tally.expected += len(want)
    tally.read += len(got)


def _gold_spans(stories: list[Row], text: str) -> Iterator[tuple[int, int]]:
    """Where the gold stories' own text stands on the page."""
    after = 0
    for story in stories:
        if not (story.get("starts") and story.get("ends")):
            continue
        start = text.find(story["starts"], after)
        if start < 0:
            start = text.find(story["starts"])
        end = text.find(story["ends"], max(start, 0))
        if start >= 0 and end >= 0:
            yield start, end + len(story["ends"])
            after = start


def _facts(
    gold: Row,
    read: Row,
    outcome: Outcome,
    home: dict[str, str],
    kind: str,
    like: Callable[[Row, Row], float],
    details: Callable[[Tally, Row, Row, Outcome, str], None],
    name: Callable[[Row], str],
) -> None:
    """Count one kind of fact, story by story; what stands in a story nobody expected was invented."""
    tally, page = outcome.tallies[kind], gold["page"]
    wanted: dict[str, list[Row]] = defaultdict(list)
    got: dict[str, list[Row]] = defaultdict(list)
    for row in gold.get(kind) or []:
        wanted[row["story"]].append(row)
    for row in read.get(kind) or []:
        got[home.get(row.get("story"), "?")].append(row)
        tally.read += 1
    for story in sorted({*wanted, *got}):
        golds, reads = wanted[story], got[story]
        pairs = assign(golds, reads, like) if story != "?" else []
        missed = sorted(set(range(len(golds))) - {g for g, _ in pairs})
        tally.hit += len(pairs)
        tally.expected += len(pairs) + sum(0.25 if golds[g].get("minor") else 1.0 for g in missed)
        for g, r in pairs:
            details(tally, golds[g], reads[r], outcome, page)
        outcome.misses.extend(f"{page} {story} {kind} missed: {name(golds[g])}" for g in missed)
        invented = sorted(set(range(len(reads))) - {r for _, r in pairs})
        outcome.misses.extend(f"{page} {story} {kind} invented: {name(reads[r])}" for r in invented)


def _person(tally: Tally, gold: Row, read: Row, _outcome: Outcome, _page: str) -> None:
    tally.detail("country", gold.get("country") == read.get("country"))
    for office in gold.get("offices") or []:
        tally.detail("office", any(same_office(office, other) for other in read.get("offices") or []))


def _event(tally: Tally, gold: Row, read: Row, outcome: Outcome, page: str) -> None:
    tally.detail("kind", gold["kind"] == read["kind"] or "visit" in (gold["kind"], read["kind"]))
    want, got = gold.get("date"), read.get("date")
    # A visit named only as the frame of a meeting may be left undated, or given the day it is seen under way.
    if not gold.get("minor") or (span_of(want) and span_of(got)):
        if want:
            tally.detail("date", same_date(want, got))
            if not same_date(want, got):
                where = f"{page} {gold['story']}"
                outcome.misses.append(f"{where} event date: want {want} got {got} ({gold['kind']})")
        else:
            tally.detail("undated left undated", span_of(got) is None)
    tally.detail("countries", set(gold.get("countries") or []) == set(read.get("countries") or []))
    tally.detail("status", gold.get("status") == read.get("status"))
    others = likeness.participants(read)
    for person in gold.get("people") or []:
        tally.detail("people", any(same_name(person, other) for other in others))


def _figure(tally: Tally, gold: Row, read: Row, _outcome: Outcome, _page: str) -> None:
    tally.detail("indicator", gold.get("indicator") == read.get("indicator"))
    tally.detail("parties", set(gold.get("parties") or []) == set(read.get("parties") or []))
    if gold.get("period"):
        tally.detail("period", same_date(gold["period"], read.get("period")))
    if gold.get("change") is not None:
        change = read.get("change")
        tally.detail("change", change is not None and abs(float(gold["change"]) - float(change)) < 0.051)


def _commitment(tally: Tally, gold: Row, read: Row, _outcome: Outcome, _page: str) -> None:
    tally.detail("act", gold.get("act") == read.get("act"))


def _session(_tally: Tally, _gold: Row, _read: Row, _outcome: Outcome, _page: str) -> None:
    """A session that was found has no further details."""


def _event_name(row: Row) -> str:
    date: Any = row.get("date")
    day = date.get("start") if isinstance(date, dict) else date
    people = row.get("people") or likeness.participants(row)
    return f"{row['kind']} {day} {row.get('countries')} {people} {row.get('note') or ''}"


_FACT_KINDS: tuple[
    tuple[
        str,
        Callable[[Row, Row], float],
        Callable[[Tally, Row, Row, Outcome, str], None],
        Callable[[Row], str],
    ],
    ...,
] = (
    ("people", likeness.person, _person, lambda row: str(row["name"])),
    ("events", likeness.event, _event, _event_name),
    (
        "figures",
        likeness.figure,
        _figure,
        lambda row: f"{row.get('indicator')} {row.get('value')} {row.get('unit')}",
    ),
    ("commitments", likeness.commitment, _commitment, lambda row: f"{row.get('act')}: {row.get('text')}"),
    ("sessions", likeness.session, _session, lambda row: f"{row.get('mechanism')} #{row.get('number')}"),
)


def _proven(fact: Row, text: str) -> bool:
    """Every quote of a fact is a slice of the page and is not blank, and there is at least one."""
    quotes = fact.get("evidence") or []
    return bool(quotes) and all(
        text[quote["start"] : quote["end"]] == quote["quote"] and quote["quote"].strip() for quote in quotes
    )
