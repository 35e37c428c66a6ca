"""Numbered sittings of mechanisms, agreements and set phrases of relations: what a story names."""

from __future__ import annotations

from banggiao.findings.scene import Scene
from banggiao.grammar.cues import cue
from banggiao.model import Span

_BETWEEN = cue("the two sides named after a mechanism")
_NAME_STOP = cue("where the name of an agreement ends")
_NO_AGREEMENT = cue("a communiqué that is no agreement")
_TO_BE_SIGNED = cue("to be signed")
_SIGNED_BEFORE = cue("signed, said before the name")
_SIGNED_AFTER = cue("signed, said after the name")
_IN_FORCE_AFTER = cue("in force, said after the name")


def sessions_of(scene: Scene) -> list[tuple[str, int, Span]]:
    """Mechanism, number and span of every numbered sitting in the sentence, sittings of one country's bodies left out.

    The mechanism is empty where only the sitting is named ("Kỳ họp lần thứ 47"); the story may tell whose it is.

    "Kỳ họp lần thứ 46 Ủy ban liên Chính phủ Việt Nam - Lào" is (name without the number, 46, its span).
    """
    out = []
    for gathering in scene.gatherings:
        if gathering.number is None or gathering.kind == "domestic" or gathering.number > 250:
            continue
        name = gathering.name if gathering.kind != "sitting" else ""
        if name and len(gathering.countries) < 2 and (tail := _BETWEEN.match(scene.text, gathering.end, scene.span[1])):
            name = f"{name} {' '.join(tail.group().split())}"
        numbers = [n for n in (gathering.number, gathering.second) if n is not None]
        out += [(name, number, (gathering.start, gathering.end)) for number in numbers]
    return out


def agreements_of(scene: Scene) -> list[tuple[str, str, str, Span]]:
    """Name, kind, status and span of the agreements named in the sentence.

    "ký kết Hiệp định Thương mại biên giới Việt Nam - Campuchia" is signed; with "sẽ ký" it is planned.
    """
    out = []
    for begin, after, kind, _ in scene.documents:
        if kind not in ("agreement", "statement", "plan"):
            continue
        end = _name_end(scene.text, after, scene.span[1])
        name = " ".join(scene.text[begin:end].split())
        if not name[0].isupper() or _NO_AGREEMENT.match(name):
            continue
        left = scene.text[max(scene.span[0], begin - 40) : begin]
        right = scene.text[end : min(end + 30, scene.span[1])]
        out.append((name, kind, _status(left, right), (begin, end)))
    return out


def _name_end(text: str, start: int, stop: int) -> int:
    limit = min(stop, start + 110)
    match = _NAME_STOP.search(text, start, limit)
    return match.start() if match else limit


def _status(left: str, right: str) -> str:
    if _TO_BE_SIGNED.search(left):
        return "planned"
    if _SIGNED_BEFORE.search(left) or _SIGNED_AFTER.match(right):
        return "signed"
    if _IN_FORCE_AFTER.match(right):
        return "in_force"
    return "named"


def formulae_of(scene: Scene, pair: tuple[str, ...]) -> list[tuple[str, str, tuple[str, ...], Span]]:
    """Phrase, kind, countries and span of the set phrases in the sentence."""
    out = []
    for start, end, kind, phrase in scene.formulae:
        near = [a for a in scene.actors if a.kind == "country" and len(a.countries) > 1]
        lands = next((a.countries for a in near if a.start >= end), near[-1].countries if near else pair)
        out.append((phrase, kind, tuple(lands), (start, end)))
    return out
