"""The marked pages as one web page that needs nothing else: no script, no picture, no request.

Every story is a card, text of no story is grey, every quote a ``<mark>`` whose tag leads to its finding in
the list beside it, and from there back. Everything that came from a page is escaped.
"""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from banggiao.explain.marks import Mark, Piece, Region, marks_of, pieces, regions, tagged
from banggiao.explain.words import HEADS, Shown, about_page, about_story, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.model import Reading

_LINES = re.compile(r"\s*\n\s*")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def document(readings: Sequence[Reading]) -> str:
    """The whole web page for some pages, e.g. to be written to ``explained.html``."""
    title = readings[0].page.source if len(readings) == 1 else f"{len(readings)} pages"
    kinds = [kind for kind in HEADS if any(getattr(reading, kind) for reading in readings)]
    legend = "".join(f'<li><span class="k-{kind}">{HEADS[kind][0]}</span></li>' for kind in kinds)
    contents = "".join(
        f'<li><a href="#page{number}">{_escaped(reading.page.source)}</a></li>'
        for number, reading in enumerate(readings, start=1)
    )
    nav = f'<nav aria-label="Pages"><ol>{contents}</ol></nav>' if len(readings) > 1 else ""
    pages = "\n".join(_page(reading, f"page{number}") for number, reading in enumerate(readings, start=1))
    css = (files("banggiao.explain") / "page.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>What was read: {_escaped(title)}</title>
<style>
{css}</style>
</head>
<body>
<header>
<h1>What was read, where, and by which rule</h1>
<p class="about">Cards are stories; grey text belongs to no story. Each mark leads to its finding and
back.</p> <ul class="legend" aria-label="Colours">{legend}</ul> {nav} </header> <main> {pages} </main> </body>
</html>
"""


def _page(reading: Reading, name: str) -> str:
    findings = tagged(reading)
    marked = list(pieces(marks_of(findings), regions(reading)))
    text = "\n".join(
        _card(reading, list(areas), name) if story_id else _chrome(reading, list(areas), name)
        for story_id, areas in groupby(_with_owner(marked), key=lambda owned: owned[0])
    )
    lang = f' lang="{escape(reading.page.language)}"' if reading.page.language else ""
    return f"""<section class="page" id="{name}" aria-labelledby="{name}-head">
<h2 id="{name}-head">{_escaped(reading.page.source)}</h2>
<p class="about">{escape(about_page(reading))}</p>
<div class="columns">
<div{lang}>
{text}
</div>
<aside aria-label="Findings">
{_list(findings, name)}
</aside>
</div>
</section>"""


def _with_owner(
    marked: Sequence[tuple[Region, list[Piece]]],
) -> Iterable[tuple[str, tuple[Region, list[Piece]]]]:
    """Every region with the card it goes into: text between two parts of one story goes into its card."""
    owners = [area.story.id if area.story else "" for area, _ in marked]
    for at, owned in enumerate(marked):
        between = not owners[at] and 0 < at < len(owners) - 1 and owners[at - 1] == owners[at + 1]
        yield owners[at - 1] if between else owners[at], owned


def _card(reading: Reading, owned: list[tuple[str, tuple[Region, list[Piece]]]], name: str) -> str:
    story = next(area.story for _, (area, _) in owned if area.story)
    kind = "story lead-story" if story.kind == "main" else "story"
    inner = "\n".join(_part(reading, area, cuts, name) for _, (area, cuts) in owned)
    return f"""<article class="{kind}" aria-label="{escape(story.id)}">
<p class="about" lang="en">{escape(about_story(story))}</p>
{inner}
</article>"""


def _part(reading: Reading, area: Region, cuts: list[Piece], name: str) -> str:
    text = _marked(reading, cuts, name)
    if not text.strip():
        return ""
    match area.part:
        case "title":
            return f"<h4>{text}</h4>"
        case "lead":
            return f'<p class="lead">{text}</p>'
        case "body":
            return f"<p>{text}</p>"
        case None:
            return f'<p class="chrome">{text}</p>'


def _chrome(reading: Reading, owned: list[tuple[str, tuple[Region, list[Piece]]]], name: str) -> str:
    return "\n".join(_part(reading, area, cuts, name) for _, (area, cuts) in owned)


def _marked(reading: Reading, cuts: list[Piece], name: str) -> str:
    """The text of a region with its marks; what overlaps is cut, so that marks never cross."""
    written: list[str] = []
    for piece in cuts:
        text = _escaped(_LINES.sub("\n", reading.text[piece.start : piece.end]))
        if piece.marks and text.strip():
            text = _mark(piece, text)
        written.extend(_anchor(mark, name) for mark in piece.marks if mark.evidence.start == piece.start)
        written.append(text)
        written.extend(_tag(mark, name) for mark in piece.closing)
    return "".join(written).strip("\n")


def _mark(piece: Piece, text: str) -> str:
    """One piece in the colour of its innermost quote; those around it show as lines underneath."""
    inner = piece.marks[0].finding.kind
    outer = [kind for kind in dict.fromkeys(mark.finding.kind for mark in piece.marks[1:]) if kind != inner]
    lines = ",".join(f"inset 0 -{3 * step}px var(--{kind})" for step, kind in enumerate(outer, start=1))
    style = f' style="box-shadow:{lines}"' if lines else ""
    tips = escape("\n".join(_tip(mark) for mark in piece.marks))
    return f'<mark class="k-{inner}"{style} title="{tips}">{text}</mark>'


def _anchor(mark: Mark, name: str) -> str:
    """Where the list's link to a quote leads."""
    return f'<span class="at" id="{name}-{mark.tag}-at{mark.place}"></span>'


def _tip(mark: Mark) -> str:
    cells = " · ".join(cell for cell in mark.finding.cells if cell)
    rule = f"rule: {mark.evidence.rule}" if mark.evidence.rule else ""
    parts = [f"{mark.tag} {cells}", rule, mark.finding.reason]
    return visible("; ".join(filter(None, parts)))


def _tag(mark: Mark, name: str) -> str:
    label = f"{HEADS[mark.finding.kind][0]} {mark.tag[1:]}"
    return f'<a class="tag" href="#{name}-{mark.tag}" aria-label="{label}">{mark.tag}</a>'


def _list(findings: Iterable[tuple[str, Shown]], name: str) -> str:
    lists = []
    for kind, rows in groupby(findings, key=lambda tagged: tagged[1].kind):
        items = "\n".join(_finding(tag, finding, name) for tag, finding in rows)
        lists.append(f"<h3>{HEADS[kind][0]}</h3>\n<ol>\n{items}\n</ol>")
    return "\n".join(lists) or "<p>Nothing was found on this page.</p>"


def _finding(tag: str, finding: Shown, name: str) -> str:
    quotes = " ".join(
        f'<a href="#{name}-{tag}-at{place}" aria-label="quote {place + 1} of {tag}">{tag}'
        + (f"·{place + 1}" if len(finding.evidence) > 1 else "")
        + "</a>"
        for place, evidence in enumerate(finding.evidence)
        if evidence.end > evidence.start
    )
    rest = " · ".join(cell for cell in finding.cells[1:] if cell)
    rules = dict.fromkeys(evidence.rule for evidence in finding.evidence if evidence.rule)
    reason = "; ".join(filter(None, [f"rule: {', '.join(rules)}" if rules else "", finding.reason]))
    about = " · ".join(filter(None, [finding.story, reason]))
    return (
        f'<li id="{name}-{tag}" class="b-{finding.kind}">{quotes} '
        f'<span class="key">{_escaped(finding.cells[0] or "undated")}</span> {_escaped(rest)}'
        f'<p class="reason">{_escaped(about)}</p></li>'
    )


def _escaped(text: str) -> str:
    return escape(visible(text))
