"""A brief for a meeting: one to three pages in which every sentence has its source.

`compose` asks a record and gives a `Brief`, which is the content and knows no format; `written` turns it into Markdown, HTML,
DOCX or PDF.
"""

from banggiao.brief.compose import compose
from banggiao.brief.content import Brief, Citation, Section, Sentence
from banggiao.brief.writers import FORMATS, written

__all__ = ["FORMATS", "Brief", "Citation", "Section", "Sentence", "compose", "written"]
