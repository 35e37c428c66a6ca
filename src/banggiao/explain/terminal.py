"""The page in the terminal: stories headed, findings coloured and tagged, other text dim, rules below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from banggiao.explain.marks import LETTERS, Piece, marks_of, pieces, regions, tagged
from banggiao.explain.words import HEADS, Shown, about_page, about_story, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from banggiao.model import Reading, Story

STYLES = {
    "people": "bold cyan",
    "events": "green",
    "figures": "bold magenta",
    "commitments": "yellow",
    "sessions": "bold blue",
    "agreements": "bold bright_blue",
    "formulae": "bright_red",
}
_BLANK_LINES = re.compile(r"[^\S\n]*\n\s*")


def print_explained(reading: Reading, console: Console) -> None:
    """Print one page with everything that was read in it."""
    findings = tagged(reading)
    last = {story.id: max(span[1] for span in story.spans) for story in reading.stories if story.spans}
    plain = console.color_system is None
    console.print(Text(visible(reading.page.source), style="bold reverse"), Text(about_page(reading), "dim"))
    console.print(_legend(findings, plain))
    told: set[str] = set()
    for area, cuts in pieces(marks_of(findings), regions(reading)):
        if area.story is not None and area.story.id not in told:
            told.add(area.story.id)
            console.print(Rule(Text(about_story(area.story), "bold"), align="left", style="dim"))
        if reading.text[area.start : area.end].strip():
            text = _coloured(reading.text, cuts, plain, inside=area.story is not None)
            if area.part == "title":
                text.stylize("bold")
            console.print(text)
        if area.story is not None and area.end == last[area.story.id]:
            _print_findings(area.story, findings, console)


def _legend(findings: Iterable[tuple[str, Shown]], plain: bool) -> Text:
    kinds = dict.fromkeys(finding.kind for _, finding in findings)
    legend = Text()
    for kind in kinds:
        title = HEADS[kind][0]
        example = f"⟦{title}⟧" if plain else title
        legend.append(example, style=STYLES[kind]).append(f" {LETTERS[kind]}…   ", style="dim")
    legend.append("│ text of no story" if plain else "text of no story", style="dim")
    return legend


def _coloured(page: str, cuts: list[Piece], plain: bool, *, inside: bool) -> Text:
    """The pieces of a region; without colours, brackets show where a quote begins and ends."""
    text = Text()
    for piece in cuts:
        written = visible(page[piece.start : piece.end])
        if plain:
            written = "⟦" * sum(mark.evidence.start == piece.start for mark in piece.marks) + written
        text.append(_BLANK_LINES.sub("\n", written), style=_style(piece, inside))
        for mark in piece.closing:
            text.append(("⟧" if plain else "") + _raised(mark.tag), style="dim" if not plain else "")
    text.rstrip()
    return Text("\n").join(Text("│ ") + line for line in text.split("\n")) if plain and not inside else text


def _style(piece: Piece, inside: bool) -> str:
    """The colour of the innermost quote, underlined where it lies in another."""
    if not piece.marks:
        return "" if inside else "dim"
    kinds = dict.fromkeys(mark.finding.kind for mark in piece.marks)
    return STYLES[piece.marks[0].finding.kind] + (" underline" if len(kinds) > 1 else "")


def _raised(tag: str) -> str:
    """A tag in raised digits: ``p³``."""
    return tag[0] + tag[1:].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _print_findings(story: Story, findings: Iterable[tuple[str, Shown]], console: Console) -> None:
    for tag, finding in findings:
        if finding.story != story.id:
            continue
        line = Text(f"{_raised(tag):4}", style=STYLES[finding.kind])
        line.append(visible(" · ".join(cell for cell in finding.cells if cell)), style="not dim")
        rules = ", ".join(dict.fromkeys(evidence.rule for evidence in finding.evidence if evidence.rule))
        why = "; ".join(filter(None, [f"rule: {rules}" if rules else "", finding.reason]))
        if why:
            line.append(visible(f"  [{why}]"), style="dim italic not bold")
        console.print(Padding(line, (0, 0, 0, 2)))
