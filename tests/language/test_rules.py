"""Every rule's own examples: what it must find, and what it must not."""

import pytest

import banggiao
from banggiao.grammar.tomlrules import rule_file

EVENTS = [r for r in rule_file("events")["rule"] if r.get("sort") == "trigger"]
ACTS = [r for r in rule_file("acts")["rule"] if r.get("sort") == "act"]
STOPS = [r for f in ("events", "acts") for r in rule_file(f)["rule"] if r.get("sort") == "stop"]


@pytest.mark.parametrize(("text", "want"), [tuple(e) for r in EVENTS for e in r["yes"]])
def test_event_is_found(text: str, want: str) -> None:
    kind, _, lands = want.partition(" ")
    found = {(e.kind, ",".join(sorted(e.countries))) for e in banggiao.read_text(text).events}
    assert (kind, lands) in found


@pytest.mark.parametrize(("kind", "text"), [(r["kind"], e) for r in EVENTS for e in r["no"]])
def test_event_is_not_invented(kind: str, text: str) -> None:
    assert kind not in {e.kind for e in banggiao.read_text(text).events}


@pytest.mark.parametrize(("text", "act"), [tuple(e) for r in ACTS for e in r["yes"]])
def test_act_is_found(text: str, act: str) -> None:
    assert act in {c.act for c in banggiao.read_text(text).commitments}


@pytest.mark.parametrize(("kind", "text"), [(r["kind"], e) for r in ACTS for e in r["no"]])
def test_act_is_not_invented(kind: str, text: str) -> None:
    assert kind not in {c.act for c in banggiao.read_text(text).commitments}


@pytest.mark.parametrize("text", [e[0] for r in STOPS for e in r["yes"]])
def test_a_stopped_word_begins_nothing(text: str) -> None:
    reading = banggiao.read_text(text)
    assert not reading.events
    assert not reading.commitments
