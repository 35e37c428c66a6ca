"""A brief as Markdown: numbers in square brackets lead to the list of sources."""

from __future__ import annotations

import re

from banggiao.brief.content import Brief
from banggiao.brief.writers.sources import sources_of

#: What Markdown would take for a mark of its own.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def write(brief: Brief) -> bytes:
    """The brief in UTF-8."""
    lines = [f"# {_plain(brief.title)}", ""]
    for note in brief.notes:
        lines += [f"*{_plain(note)}*", ""]
    for section in brief.sections:
        lines += [f"## {_plain(section.heading)}", ""]
        for sentence in section.sentences:
            numbers = " ".join(f"\\[[{n}](#s{n})\\]" for n in brief.numbers_of(sentence))
            lines.append(f"- {_plain(sentence.text)} {numbers}")
        lines.append("")
    lines += [f"## {_plain(brief.labels.sources)}", ""]
    for source in sources_of(brief):
        where = (
            f"[{_plain(source.where)}](<{source.url.replace('>', '%3E').replace('<', '%3C')}>)"
            if source.url
            else _plain(source.where)
        )
        lines.append(
            f'- <a id="s{source.number}"></a>\\[{source.number}\\] {where}. *{_plain(source.title)}*: {_plain(source.quote)}'
        )
    return ("\n".join(lines) + "\n").encode("utf-8")


def _plain(text: str) -> str:
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _MARKS.sub(r"\\\1", text))
