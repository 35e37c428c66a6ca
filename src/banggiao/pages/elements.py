"""The light tree of an HTML page: elements that know where their text stands in the rendered text."""

from __future__ import annotations

from html import unescape
from typing import NamedTuple


class Element:
    """An element of the page; its text is the rendered text from `start` to `end`, outer spaces left off.

    `number` is its place in document order and `last` that of its last descendant; `own` counts the
    characters that stand in it and in none of its children.
    """

    __slots__ = ("attributes", "end", "last", "number", "own", "parent", "start", "tag")

    def __init__(self, tag: str, attributes: str, parent: Element | None, number: int, start: int) -> None:
        """An element that has just been opened; its end is not known yet."""
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.number = number
        self.last = number
        self.start = start
        self.end = start
        self.own = 0

    def get(self, name: str) -> str:
        """The value of attribute `name`; empty where it is missing or has none."""
        mark = f' {name}="'
        at = self.attributes.find(mark)
        if at < 0:
            return ""
        at += len(mark)
        return unescape(self.attributes[at : self.attributes.index('"', at)])

    @property
    def names(self) -> str:
        """Class names and id, parted by spaces, as written: ``"detail-content afcbc-body main-detail"``."""
        return f"{self.get('class')} {self.get('id')}".strip() if self.attributes else ""

    def __len__(self) -> int:
        """The length of its rendered text."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """An element is something even without text."""
        return True


class Block(NamedTuple):
    """A line of the rendered text: its span, the innermost block element around it, its link characters."""

    start: int
    end: int
    element: Element
    link_size: int

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the line is link text, as of a headline or a menu entry."""
        return self.link_size * 10 >= (self.end - self.start) * 9


class Rendered(NamedTuple):
    """The rendered `text`, its lines as `blocks`, and all seen `elements` in document order.

    `head` holds the elements of the document's head (title, meta, link), and `scripts` the JSON-LD texts.
    """

    text: str
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    head: tuple[Element, ...]
    title: str
    scripts: tuple[str, ...]
    root: Element
