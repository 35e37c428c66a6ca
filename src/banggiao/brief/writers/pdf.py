"""A brief as PDF, by typst (the extra `brief`): offline, with its built-in fonts, which have all Vietnamese letters."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from banggiao.brief.content import Brief
from banggiao.brief.writers.sources import sources_of
from banggiao.errors import BangGiaoError

#: No brief is longer.
MOST_PAGES: Final = 3
#: Sizes of type in points and lengths of quotes, tried in turn until the brief fits.
_FITS: Final = ((10.5, 160), (10.0, 120), (9.5, 90), (9.0, 70), (8.0, 50))


def write(brief: Brief) -> bytes:
    """The document; type and quotes get smaller where it would not fit on three pages."""
    try:
        import typst
    except ImportError as error:
        raise BangGiaoError("PDF needs typst: pip install 'banggiao[brief]'") from error
    template = files("banggiao.brief.writers").joinpath("brief.typ").read_bytes()
    for size, most in _FITS:
        given = {"brief": json.dumps(_given(brief, size, most), ensure_ascii=False)}
        compiler = typst.Compiler(template, ignore_system_fonts=True, sys_inputs=given)
        if int(json.loads(compiler.query("<pages>", field="value", one=True))) <= MOST_PAGES:
            break
    made = compiler.compile(template, format="pdf", timestamp=0)
    if not isinstance(made, bytes):
        raise BangGiaoError("typst gave no document")
    return made


def _given(brief: Brief, size: float, most: int) -> dict[str, object]:
    return {
        "title": brief.title,
        "language": brief.language,
        "notes": brief.notes,
        "size": size,
        "labels_sources": brief.labels.sources,
        "sections": [
            {
                "heading": section.heading,
                "sentences": [
                    {"text": one.text, "cited": "".join(f"[{n}]" for n in brief.numbers_of(one))} for one in section.sentences
                ],
            }
            for section in brief.sections
        ],
        "sources": [source._asdict() for source in sources_of(brief, most)],
    }
