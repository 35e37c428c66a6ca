"""Findings in words: the few cells in which a person, an event or a figure is shown to people.

Used by the tables, by ``--explain`` and by its web page, so that a finding reads the same everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from banggiao.model import (
    Agreement,
    Commitment,
    Date,
    Event,
    Evidence,
    Figure,
    Formula,
    Person,
    Reading,
    Session,
    Story,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Finding: TypeAlias = Person | Event | Figure | Commitment | Session | Agreement | Formula


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding: its `kind` (the contract's list), its cells, the reason for its date, and its quotes."""

    kind: str
    story: str
    cells: tuple[str, ...]
    reason: str
    evidence: tuple[Evidence, ...]


_COMMANDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

#: Of every kind: its heading and the heads of its columns; the first column is the key.
HEADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "people": ("People", ("name", "for", "offices")),
    "events": ("Events", ("date", "what", "who", "where")),
    "figures": ("Figures", ("figure", "what", "period", "change")),
    "commitments": ("Commitments", ("act", "by", "what", "due")),
    "sessions": ("Sessions", ("number", "mechanism")),
    "agreements": ("Agreements", ("date", "name", "between", "status")),
    "formulae": ("Set phrases", ("between", "phrase")),
}


def shown(reading: Reading) -> Iterator[Shown]:
    """Every finding of a reading, kind by kind in the contract's order."""
    for kind in HEADS:
        for finding in getattr(reading, kind):
            reason = _reason(finding)
            yield Shown(kind, finding.story, cells_of(finding), reason, finding.evidence)


def cells_of(finding: Finding) -> tuple[str, ...]:
    """The cells of a finding under the heads of its kind; an empty one is not known.

    A person gives ``("Saleumxay Kommasith", "LA", "Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao")``.
    """
    match finding:
        case Person():
            also = f" (also {', '.join(finding.also)})" if finding.also else ""
            return finding.name + also, finding.country or "", ", ".join(finding.offices)
        case Event():
            return _event(finding)
        case Figure():
            return _figure(finding)
        case Commitment():
            return finding.act, _lands(finding.by), finding.text, finding.due or ""
        case Session():
            return f"no. {finding.number}", finding.mechanism
        case Agreement():
            status = finding.status.replace("_", " ")
            return days(finding.date), finding.name, _lands(finding.countries), status
        case Formula():
            return _lands(finding.countries), finding.phrase


def days(date: Date | None) -> str:
    """A date as printed for people: ``2024-09-10 – 2024-09-13``, with ``~`` before what was inferred."""
    if date is None:
        return ""
    mark = "~" if date.basis == "inferred" else ""
    return mark + (date.start if date.start == date.end else f"{date.start} – {date.end}")


def about_page(reading: Reading) -> str:
    """What is known of a page: ``article · vi · nhandan.vn``."""
    page = reading.page
    taken = page.captured and f"taken {page.captured}"
    about = [page.kind, page.language or "language unknown", page.outlet, page.url, taken]
    return visible(" · ".join(part for part in about if part))


def about_story(story: Story) -> str:
    """What is known of a story: ``s1 · main · 2024-08-28 08:49 · nhandan.vn``; ``~`` is inferred."""
    time = (story.published or "").replace("T", " ")
    if time and story.published_basis == "inferred":
        time = f"~{time}" + (f" ({story.published_why})" if story.published_why else "")
    return visible(" · ".join(part for part in (story.id, story.kind, time, story.credit) if part))


def visible(text: str) -> str:
    """Text fit to be printed: what could command a terminal or turn the writing around becomes ``�``."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def number(value: float) -> str:
    """A number with its thousands parted: ``1 100 000 000`` (thin spaces), ``16.7``.

    >>> number(16.7)
    '16.7'
    """
    whole = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return whole.replace(",", "\N{NARROW NO-BREAK SPACE}")


def _event(event: Event) -> tuple[str, ...]:
    what = " ".join(filter(None, [(event.level or "").replace("_", " "), event.kind]))
    if event.status != "held":
        what += f" ({event.status.replace('_', ' ')})"
    if event.channel and event.channel != "in_person":
        what += f" by {event.channel}" if event.channel != "online" else " online"
    if event.mechanism:
        session = f", no. {event.session}" if event.session else ""
        what += f": {event.mechanism}{session}"
    people = ", ".join(
        participant.name + (f" ({participant.country})" if participant.country else "")
        for participant in event.participants
    )
    who = "; ".join(filter(None, [_lands(event.countries), people]))
    return days(event.date), what, who, event.place or ""


def _figure(figure: Figure) -> tuple[str, ...]:
    unit = figure.unit or ""
    value = number(figure.value) + ("" if unit == "%" else " " if unit else "") + unit
    what = " ".join(filter(None, [figure.indicator, _lands(figure.parties), "(goal)" if figure.goal else ""]))
    change = ""
    if figure.change is not None:
        change = f"{figure.change:+g} %" + (f" on {figure.base}" if figure.base else "")
    return value, what, days(figure.period), change


def _lands(countries: Iterable[str]) -> str:
    return "–".join(countries)


def _reason(finding: Finding) -> str:
    """How a date that is not simply printed came about."""
    date = finding.period if isinstance(finding, Figure) else getattr(finding, "date", None)
    if not isinstance(date, Date) or (date.basis == "stated" and not date.why):
        return ""
    return f"date {date.basis}" + (f": {date.why}" if date.why else "")
