"""What stands before the first paragraph of an article and behind its last: labels, buttons, by-lines, imprints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from banggiao.grammar.cues import cue
from banggiao.stories.credits import credit_line
from banggiao.stories.labels import BETWEEN, CLOSING, is_imprint, label_kinds
from banggiao.stories.layout import LONG_LINE, Layout, is_heading

if TYPE_CHECKING:
    from banggiao.pages.elements import Block, Element

_SENTENCE_END: Final = re.compile(r"[.!?…:;][\"”’')\]]*$")
_CAPTION_WORDS: Final = cue("a picture's caption by its words")
_NAME_LINE: Final = cue("a line that is only a name")
#: "Lượt truy cập: 0048213 Đang xem: 6".
_COUNTER: Final = re.compile(r"(?:[^\W\d_][^\d:;.\n]{1,30}:\s?[\d.,]+\s?){1,4}")
_LABEL: Final = 80
#: Labels that open text in an interview or beside a table: "Trả lời:", "Địa chỉ:".
_SUBHEADS: Final = frozenset({"comments", "footer", "menu"})
#: The text behind a closing label is at most this part of the text before it.
_REST: Final = 3


def without_labels(layout: Layout, lines: list[Block]) -> list[Block]:
    """The lines without labels between the paragraphs ("Xem thêm", "Quảng cáo") and all behind the article's end.

    The end is a label of what follows an article ("Các tin đã đưa:", "Từ khóa:") behind most of the text.
    """
    total = sum(_running(block) for block in lines)
    kept: list[Block] = []
    before = 0
    for at, block in enumerate(lines):
        part = layout.text[block.start : block.end] if block.end - block.start <= _LABEL else ""
        kinds = label_kinds(part) if _has_words(block, part) else None
        if kinds:
            is_subhead = _opens_text(lines, at) and (is_heading(block.element) or kinds <= _SUBHEADS)
            if kinds & CLOSING and not is_subhead and (total - before) * _REST < before:
                break
            if not is_heading(block.element) and (kinds & BETWEEN or ("button" in kinds and not part.endswith(":"))):
                continue
        before += _running(block)
        kept.append(block)
    return kept


def _has_words(block: Block, part: str) -> bool:
    """Whether a label is more than one word that may also be a subhead or a table's cell: "Sau", "Liên hệ"."""
    return " " in part and block.element.tag not in ("td", "th")


def _opens_text(lines: list[Block], at: int) -> bool:
    return at + 1 < len(lines) and _running(lines[at + 1]) > 0


def _running(block: Block) -> int:
    size = block.end - block.start
    return size if size >= LONG_LINE and block.link_size * 2 <= size else 0


def without_edges(layout: Layout, lines: list[Block]) -> tuple[list[Block], str | None]:
    """The lines without labels before the first paragraph and behind the last, and the by-line among these."""
    opening = closing = None
    start = 0
    while start < len(lines) and not _may_open(layout, lines[start]):
        opening = opening or _credit_of(layout, lines[start])
        start += 1
    end = len(lines)
    while end > start and not _may_close(layout, lines[end - 1]):
        closing = _credit_of(layout, lines[end - 1]) or closing  # what is nearest to the text
        end -= 1
    return (lines[start:end] or lines), closing or opening


def _may_open(layout: Layout, block: Block) -> bool:
    part = layout.text[block.start : block.end]
    if _is_set_apart(layout, block, part) and not (is_heading(block.element) and label_kinds(part) == {"menu"}):
        return False
    if _is_cell(block) and _is_alone(block.element) and _is_name(part):
        return False
    return (
        len(part) >= LONG_LINE
        or is_heading(block.element)
        or _is_caption(layout, block)
        or len(part.split()) >= 6
    )


def _may_close(layout: Layout, block: Block) -> bool:
    part = layout.text[block.start : block.end]
    if _is_set_apart(layout, block, part):
        return False
    if _is_caption(layout, block):
        return True
    if _is_cell(block) and _is_alone(block.element) and _is_name(part):
        return False
    if (_is_cell(block) or block.element.tag in ("li", "blockquote")) and len(part.split()) >= 3:
        return True
    return (len(part) >= LONG_LINE or bool(_SENTENCE_END.search(part))) and not _is_name(part)


def _is_set_apart(layout: Layout, block: Block, part: str) -> bool:
    """Whether a line at an end is a credit, a label or the site's own."""
    if credit_line(part) or layout.has_role(block.element, "credit") or label_kinds(part):
        return True
    return is_imprint(part) or bool(_COUNTER.fullmatch(part))


def _is_name(part: str) -> bool:
    return bool(_NAME_LINE.fullmatch(part))


def _is_cell(block: Block) -> bool:
    """Whether a line is all the text of a table's cell; a cell with lines of its own is no table of facts."""
    return block.element.tag in ("td", "th") and len(block.element) == block.end - block.start


def _is_alone(cell: Element) -> bool:
    """Whether a table's cell is the only one with text in its row: a by-line there is no table's content."""
    return cell.parent is None or (cell.parent.tag == "tr" and len(cell.parent) == len(cell))


def _is_caption(layout: Layout, block: Block) -> bool:
    element: Element | None = block.element
    for _ in range(3):
        if element is None or element.tag == "#document":
            break
        if layout.has_role(element, "caption") or element.tag == "figure":
            return True
        element = element.parent
    part = layout.text[block.start : block.end]
    return len(part.split()) >= 4 and bool(_CAPTION_WORDS.search(part)) and not credit_line(part)


def _credit_of(layout: Layout, block: Block) -> str | None:
    part = layout.text[block.start : block.end].strip()
    if found := credit_line(part):
        return found
    if label_kinds(part) or is_imprint(part):
        return None
    if layout.has_role(block.element, "credit") and len(part) <= _LABEL:
        return part
    return part if len(part) <= 60 and len(part.split()) >= 2 and _is_name(part) else None
