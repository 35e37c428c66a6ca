"""The yardstick: readings beside gold pages, as precision, recall and F1.

`text` compares words, names, offices and dates; `likeness` says how alike a gold fact and a read fact are;
`page` pairs them on one page and counts; `tally` keeps the counts; `gold` reads the files; `report` prints;
`label` turns a reading into a gold page to be corrected by hand.
"""

from __future__ import annotations

from banggiao.evaluate.gold import gold_pages, readings_by_page
from banggiao.evaluate.page import Outcome, compare
from banggiao.evaluate.report import shortfalls, table

__all__ = ["Outcome", "compare", "gold_pages", "readings_by_page", "shortfalls", "table"]
