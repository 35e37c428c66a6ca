"""The lie of a page: which element is a menu, a box or a story's part, and where the running text stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from banggiao.stories.conventions import Role, roles_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.model import Span
    from banggiao.pages.markup import Block, Element, Rendered

#: A line of this many characters is running text; menus, labels and buttons are shorter.
LONG_LINE: Final = 50
_WORD: Final = re.compile(r"\w+")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: No class name makes these a menu or a box; the whole page is in them.
_WHOLE: Final = frozenset({"html", "body", "main"})


def folded(text: str) -> str:
    """Lower-case words with single spaces between them: how a headline is compared with its twin."""
    return " ".join(_WORD.findall(text.casefold()))


class Layout:
    """A rendered page with what its elements are, found in two passes over them.

    `chrome` and `box` say for each element (by number) whether it or one around it is a menu, a footer, a row of
    tags, or a box of other stories. Elements around the article's `title` are neither, whatever their class says.
    """

    def __init__(self, page: Rendered, title: Element | None) -> None:
        """Sort the elements of `page`, whose main headline is `title` if it has one."""
        self.page = page
        self.text = page.text
        self.title = title
        self.roles: list[frozenset[Role]] = [roles_of(e.tag, e.names) for e in page.elements]
        self._starts = [block.start for block in page.blocks]
        self._element_starts = [element.start for element in page.elements]
        mass = self.mass(lambda block: block.end - block.start >= LONG_LINE)
        most = max(mass, default=0) * 0.5
        around = set()
        while title is not None and title.tag != "#document":
            around.add(title.number)
            title = title.parent  # type: ignore[assignment]  # only the document has no parent
        self.chrome: list[bool] = []
        self.box: list[bool] = []
        for element, roles in zip(page.elements, self.roles, strict=True):
            parent = element.parent
            above = parent.number if parent is not None and parent.number >= 0 and parent.tag != "#document" else None
            by_name = element.number not in around and element.tag not in _WHOLE
            heavy = mass[element.number] > most and element.tag not in ("nav", "footer")
            chrome = "chrome" in roles and by_name and not (heavy and "footer" not in element.names)
            box = "box" in roles and by_name and not heavy
            self.chrome.append(chrome or (above is not None and self.chrome[above]))
            self.box.append(box or (above is not None and self.box[above]))

    def mass(self, counts: Callable[[Block], bool]) -> list[int]:
        """For each element the characters of the lines inside it that `counts` says yes to."""
        elements = self.page.elements
        out = [0] * len(elements)
        for block in self.page.blocks:
            if block.element.tag != "#document" and counts(block):
                out[block.element.number] += block.end - block.start
        for element in reversed(elements):
            if element.parent is not None and element.parent.tag != "#document":
                out[element.parent.number] += out[element.number]
        return out

    def is_chrome(self, element: Element) -> bool:
        """Whether `element` is or stands in a menu, footer, row of tags or the like."""
        return element.tag != "#document" and self.chrome[element.number]

    def is_box(self, element: Element) -> bool:
        """Whether `element` is or stands in a box of other stories."""
        return element.tag != "#document" and self.box[element.number]

    def has_role(self, element: Element, role: Role) -> bool:
        """Whether `element` itself has `role` by its tag or class names."""
        return element.tag != "#document" and role in self.roles[element.number]

    def blocks_in(self, start: int, end: int) -> list[Block]:
        """The lines that begin in ``text[start:end]``."""
        return list(self.page.blocks[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def block_at(self, offset: int) -> Block | None:
        """The line around `offset`."""
        at = bisect_right(self._starts, offset) - 1
        return self.page.blocks[at] if at >= 0 and offset <= self.page.blocks[at].end else None

    def elements_from(self, start: int, end: int) -> tuple[Element, ...]:
        """The elements whose text begins in ``text[start:end]``."""
        first = bisect_left(self._element_starts, start)
        return self.page.elements[first : bisect_left(self._element_starts, end, first)]

    def inside(self, element: Element) -> tuple[Element, ...]:
        """`element` and all its descendants, in document order."""
        if element.tag == "#document":
            return self.page.elements
        return self.page.elements[element.number : element.last + 1]

    def part(self, span: Span) -> str:
        """The text of a span on one line."""
        return " ".join(self.text[span[0] : span[1]].split())


def heading_near(element: Element, steps: int = 3) -> bool:
    """Whether `element` stands in a heading, at most `steps` elements up."""
    here: Element | None = element
    while here is not None and steps >= 0:
        if here.tag in _HEADINGS:
            return True
        here, steps = here.parent, steps - 1
    return False


def is_heading(element: Element) -> bool:
    """Whether `element` is one of h1 to h6."""
    return element.tag in _HEADINGS
