"""The lie of a page: which element is a menu, a box or a story's part, and where the running text stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from banggiao.stories.conventions import Role, roles_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.model import Span
    from banggiao.pages.elements import Block, Element, Rendered

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

    `chrome` and `box` say for each element (by number) whether it or one around it is a menu, a footer, a row
    of tags, or a box of other stories. Elements around the article's `title` are neither, whatever their
    class says.
    """

    def __init__(self, page: Rendered, title: Element | None, *, lenient: bool = False) -> None:
        """Sort the elements of `page`, whose main headline is `title` if it has one.

        A `lenient` layout believes no weak word ("share", "widget"): for pages whose whole text is named so.
        """
        self.page = page
        self.text = page.text
        self.title = title
        self.roles: list[frozenset[Role]] = [roles_of(e.tag, e.names) for e in page.elements]
        self._starts = [block.start for block in page.blocks]
        # An empty element begins where the line before it ends, one character before its parent may begin.
        self._element_starts = list(accumulate((element.start for element in page.elements), max))
        self.raw_mass = self.mass(
            lambda b: b.end - b.start >= LONG_LINE and b.link_size * 2 < b.end - b.start
        )
        most = max(self.raw_mass, default=0) * 0.5
        around = set()
        above: Element | None = title
        while above is not None:
            around.add(above.number)
            above = above.parent
        self.chrome: list[bool] = []
        self.box: list[bool] = []
        for element, roles in zip(page.elements, self.roles, strict=True):
            parent = element.parent
            inherits = parent is not None and parent is not page.root
            chrome = inherits and self.chrome[parent.number]  # type: ignore[union-attr]  # it has a parent
            box = inherits and self.box[parent.number]  # type: ignore[union-attr]
            if roles and not (chrome and box) and self._is_believed(element, roles, around, most, lenient):
                chrome = chrome or "chrome" in roles
                box = box or "box" in roles
            self.chrome.append(chrome)
            self.box.append(box)

    def _is_believed(
        self, element: Element, roles: frozenset[Role], around: set[int], most: float, lenient: bool
    ) -> bool:
        """Whether the class names of `element` may make it a menu or a box, for all that is in it."""
        if element.number in around or element.tag in _WHOLE or (lenient and "maybe" in roles):
            return False
        if element.tag in ("nav", "footer", "aside") or "footer" in element.names:
            return True
        if element.tag == "p" and self.raw_mass[element.number]:
            return False  # a paragraph's class is a matter of style
        if element.tag == "article" and "maybe" in roles:
            return False  # WordPress names each post by its tags
        return self.raw_mass[element.number] <= most

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
