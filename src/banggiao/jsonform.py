"""The JSON form of a reading, as the contract has it: one object a page."""

from __future__ import annotations

from typing import Any

from banggiao.model import Date, Evidence, Participant, Reading, Story


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The contract's object for `reading`, ready for `json.dumps(..., ensure_ascii=False)`."""
    page = reading.page
    return {
        "source": page.source,
        "url": page.url,
        "outlet": page.outlet,
        "language": page.language,
        "captured": page.captured,
        "kind": page.kind,
        "text": page.text,
        "stories": [_story(s) for s in page.stories],
        "people": [_finding(p) for p in reading.people],
        "events": [_finding(e) for e in reading.events],
        "figures": [_finding(f) for f in reading.figures],
        "commitments": [_finding(c) for c in reading.commitments],
        "sessions": [_finding(s) for s in reading.sessions],
        "agreements": [_finding(a) for a in reading.agreements],
        "formulae": [_finding(f) for f in reading.formulae],
    }


def _story(story: Story) -> dict[str, Any]:
    row = {
        "id": story.id,
        "kind": story.kind,
        "title": story.title,
        "lead": story.lead,
        "body": story.body,
        "published": story.published,
        "published_basis": story.published_basis,
        "credit": story.credit,
        "spans": [list(s) for s in story.spans],
    }
    if story.published_why:
        row["published_why"] = story.published_why
    return row


def _finding(finding: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in finding.__dataclass_fields__:
        value = getattr(finding, name)
        if name == "evidence":
            row[name] = [_evidence(e) for e in value]
        elif value is None or isinstance(value, str):
            row[name] = value
        elif isinstance(value, Date):
            row[name] = _date(value)
        elif name == "participants":
            row[name] = [_participant(p) for p in value]
        elif name == "unnamed":
            row[name] = [{"office": u.office, "country": u.country, "role": u.role} for u in value]
        elif isinstance(value, tuple):
            row[name] = list(value)
        elif isinstance(value, float) and value.is_integer():
            row[name] = int(value)  # 1.1 billion dollars is printed 1100000000, not 1100000000.0
        else:
            row[name] = value
    return row


def _date(date: Date) -> dict[str, Any]:
    return {"start": date.start, "end": date.end, "precision": date.precision, "basis": date.basis, "why": date.why}


def _participant(participant: Participant) -> dict[str, Any]:
    return {"name": participant.name, "country": participant.country, "role": participant.role}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"story": evidence.story, "start": evidence.start, "end": evidence.end, "quote": evidence.quote,
            "rule": evidence.rule}
