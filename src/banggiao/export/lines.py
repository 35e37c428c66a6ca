"""JSON Lines: every thing as the contract names it, one a line, one file a sort."""

from __future__ import annotations

import json

from banggiao.export.folder import Folder
from banggiao.record.filters import Filters
from banggiao.record.walk import SORTS, Standing


def write(now: Standing, folder: Folder, filters: Filters) -> None:
    """Write every sort."""
    for sort in SORTS:
        with folder.text(f"{sort}.jsonl") as (out, draft):
            for thing in now.walk(sort, filters):
                out.write(json.dumps(thing, ensure_ascii=False) + "\n")
                draft.rows += 1
