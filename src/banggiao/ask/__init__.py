"""Questions and searches over a record: what was asked, what the record says, and where it has nothing.

>>> from banggiao.ask import answer, search
"""

from banggiao.ask.answering import answer
from banggiao.ask.query import Answer, Query
from banggiao.ask.search import search

__all__ = ["Answer", "Query", "answer", "search"]
