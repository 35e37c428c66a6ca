"""A brief as one web page that needs nothing else: no script, no font, no picture, nothing from elsewhere."""

from __future__ import annotations

from html import escape

from banggiao.brief.content import Brief
from banggiao.brief.writers.sources import sources_of

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin:1.4rem 0 .4rem;border-bottom:1px solid}
ul{padding-left:1.2rem;margin:.4rem 0}li{margin:.25rem 0}.note{font-size:.9rem;margin:.2rem 0}
.sources{font-size:.85rem;padding-left:0;list-style:none}.sources q{quotes:none}
.cite{font-size:.85em;white-space:nowrap}:target{outline:2px solid}
@media print{body{margin:0;max-width:none;font-size:10pt}.sources{font-size:8pt}a{color:inherit;text-decoration:none}}
@page{size:A4;margin:18mm}
"""


def write(brief: Brief) -> bytes:
    """The page in UTF-8; every text of the record is escaped."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(brief.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(brief.title)}</h1>\n"
    ]
    parts += [f'<p class="note">{escape(note)}</p>\n' for note in brief.notes]
    for section in brief.sections:
        parts.append(f'<section>\n<h2 id="{escape(section.key)}">{escape(section.heading)}</h2>\n<ul>\n')
        for sentence in section.sentences:
            cited = " ".join(f'<a class="cite" href="#s{n}">[{n}]</a>' for n in brief.numbers_of(sentence))
            parts.append(f"<li>{escape(sentence.text)} {cited}</li>\n")
        parts.append("</ul>\n</section>\n")
    parts.append(f'<section>\n<h2 id="sources">{escape(brief.labels.sources)}</h2>\n<ol class="sources">\n')
    for source in sources_of(brief):
        where = escape(source.where)
        if source.url:
            where = f'<a href="{escape(source.url)}" rel="noreferrer">{where}</a>'
        # the quotes are Vietnamese whatever the language around them
        quote = f'<q lang="vi">{escape(source.quote)}</q>'
        title = f'<cite lang="vi">{escape(source.title)}</cite>'
        parts.append(f'<li id="s{source.number}">[{source.number}] {where}. {title}: {quote}</li>\n')
    parts.append("</ol>\n</section>\n</main>\n</body>\n</html>\n")
    return "".join(parts).encode("utf-8")
