"""A brief as DOCX, by python-docx (the extra `brief`)."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from banggiao.brief.content import Brief
from banggiao.brief.writers.sources import Source, sources_of
from banggiao.errors import BangGiaoError

if TYPE_CHECKING:
    from docx.document import Document


def write(brief: Brief) -> bytes:
    """The document; citations are raised numbers, the sources are the last section."""
    try:
        import docx
        from docx.shared import Cm, Pt
    except ImportError as error:
        raise BangGiaoError("DOCX needs python-docx: pip install 'banggiao[brief]'") from error
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    _properties(document, brief)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10.5)
    document.add_heading(brief.title, level=1)
    for note in brief.notes:
        run = document.add_paragraph().add_run(note)
        run.italic, run.font.size = True, Pt(9)
    for section in brief.sections:
        document.add_heading(section.heading, level=2)
        for sentence in section.sentences:
            paragraph = document.add_paragraph(sentence.text, style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(2)
            cited = paragraph.add_run("".join(f"[{n}]" for n in brief.numbers_of(sentence)))
            cited.font.superscript = True
    document.add_heading(brief.labels.sources, level=2)
    for source in sources_of(brief, 140):
        _source(document, source)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Document, brief: Brief) -> None:
    made = datetime.fromisoformat(brief.as_of)
    properties = document.core_properties
    properties.title, properties.language, properties.author = brief.title, brief.language, "Bang Giao"
    properties.comments, properties.created, properties.modified, properties.last_modified_by = "", made, made, "Bang Giao"


def _source(document: Document, source: Source) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    for text, italic in ((f"[{source.number}] {source.where}. ", False), (source.title, True), (f": {source.quote}", False)):
        run = paragraph.add_run(text)
        run.italic, run.font.size = italic, Pt(7.5)
