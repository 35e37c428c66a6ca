"""HTML to rendered text: what a visitor sees, in document order, with the tree it came from.

The parser (lexbor's rules, in C or Rust) repairs the markup; its repaired form is then read once from left to
right into a light tree, which is several times faster than asking the parser for node after node, and never
recurses. Every element knows where its text stands in the rendered text; every line knows its element.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from resiliparse.parse.html import HTMLTree

from banggiao.pages.elements import Block, Element, Rendered

#: Elements that begin and end a line.
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "caption", "ul",
})  # fmt: skip
#: Elements whose content is not shown, or is no text.
_UNSEEN: Final = frozenset({
    "head", "title", "template", "svg", "math", "select", "textarea", "datalist", "object", "audio",
    "video", "canvas", "map",
})  # fmt: skip
#: Elements whose content is no markup at all; they are left out too.
_RAW: Final = frozenset(["script", "style", "noscript", "iframe", "noembed", "noframes", "xmp"])
_VOID: Final = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
#: Inline elements that sites set apart by style sheets; words on their two sides are never one word.
_APART: Final = frozenset(["a", "time", "button", "label"])

_TOKEN: Final = re.compile(
    r"<(?:/(?P<close>[^\s/>]+)[^>]*>"
    r"|(?P<open>[a-zA-Z][^\s/>]*)(?P<attrs>(?: [^\s/>][^\s=/>]*(?:=\"[^\"]*\")?)*)\s*/?>"
    r"|!--(?P<note>))|(?P<text>[^<]+)"
)
#: A tag long enough for thousands of attributes; the parser's time grows with the square of their number.
_LONG_TAG: Final = re.compile(r"<([A-Za-z][^\s<>/]*)([^<>]{20000,})")
_SPACE: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_ATTRIBUTE: Final = re.compile(r" ([^\s/>][^\s=/>]*)(?:=\"([^\"]*)\")?")
_UNSHOWN_STYLE: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.I)


def render(html: str) -> Rendered:
    """The text that a visitor of the page sees, with blocks and elements.

    ``<p>Thủ tướng <b>thăm</b> Lào.</p><p>Ảnh: TTXVN</p>`` gives "Thủ tướng thăm Lào.\\nẢnh: TTXVN". White
    space is folded as a browser folds it, a no-break space is a space, entities are decoded. Nothing raises.
    """
    tree = HTMLTree.parse(_LONG_TAG.sub(_without_attributes, html))
    document = tree.document
    return _Renderer(document.html if document is not None else "").run()


class _Renderer:
    """The state of one walk over the repaired markup."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = Element("#document", "", None, 0, 0)
        self.open: list[Element] = [self.root]
        self.open_blocks: list[Element] = [self.root]
        self.filled = 1  # so many of the open elements have text already
        self.elements: list[Element] = []
        self.head: list[Element] = []
        self.scripts: list[str] = []
        self.title = ""
        self.pieces: list[str] = []
        self.size = 0  # of the text so far
        self.blocks: list[Block] = []
        self.line_start = 0
        self.line_element = self.root
        self.line_links = 0
        self.links = 0  # open <a> elements
        self.pre = 0
        self.pending = False  # a space is due before the next word of the line
        self.apart = False  # an element of _APART began or ended since the last word

    def run(self) -> Rendered:
        html, at, end = self.html, 0, len(self.html)
        while at < end:
            match = _TOKEN.match(html, at)
            if match is None:  # a doctype, or what no serialiser writes
                at = html.find(">", at) + 1 or end
                continue
            at = match.end()
            kind = match.lastgroup
            if kind == "text":
                self.add(match["text"])
            elif kind == "close":
                self.close(match["close"])
            elif kind == "note":
                at = html.find("-->", at) + 3
                if at < 3:
                    break
            else:
                at = self.begin(match["open"].lower(), match["attrs"], at)
        while len(self.open) > 1:
            self.close(self.open[-1].tag)
        self.break_line()
        self.root.end = self.size
        return Rendered(
            "".join(self.pieces),
            tuple(self.blocks),
            tuple(self.elements),
            tuple(self.head),
            self.title,
            tuple(self.scripts),
            self.root,
        )

    def begin(self, tag: str, attrs: str, at: int) -> int:
        """Open an element; gives where reading goes on, behind an element that is not shown."""
        html = self.html
        if tag in _RAW:
            stop = html.find(f"</{tag}>", at)
            if tag == "script" and "ld+json" in attrs and stop > 0:
                self.scripts.append(html[at:stop])
            return stop + len(tag) + 3 if stop >= 0 else len(html)
        if tag == "head":
            return self.read_head(at)
        if tag in _UNSEEN or ((" hidden" in attrs or " style=" in attrs) and _is_unshown(attrs)):
            return at if tag in _VOID else self.skip(tag, at)
        if tag == "br":
            self.break_line()
            return at
        if tag == "meta" or tag == "link":
            self.head.append(Element(tag, attrs, None, -1, self.size))
            return at
        if tag in _BLOCKS:
            self.break_line()
        parent = self.open[-1]
        element = Element(tag, attrs, parent, len(self.elements), self.size)
        self.elements.append(element)
        if tag in _VOID:
            return at
        self.open.append(element)
        if tag in _BLOCKS:
            self.open_blocks.append(element)
        if tag in _APART:
            self.apart = True
            if tag == "a":
                self.links += 1
        elif tag == "pre":
            self.pre += 1
        return at

    def close(self, tag: str) -> None:
        if len(self.open) < 2 or self.open[-1].tag != tag.lower():
            return
        element = self.open.pop()
        self.filled = min(self.filled, len(self.open))
        if element.tag in _BLOCKS:
            self.open_blocks.pop()
            self.break_line()
        if element.tag in _APART:
            self.apart = True
            if element.tag == "a":
                self.links -= 1
        elif element.tag == "pre":
            self.pre -= 1
        element.end = max(element.start, self.size)
        element.last = len(self.elements) - 1

    def add(self, raw: str) -> None:
        text = unescape(raw) if "&" in raw else raw
        if self.pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.break_line()
                self.add_words(line)
        else:
            self.add_words(text)

    def add_words(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
        words = folded.strip(" ")
        if not words:
            self.pending = self.pending or bool(folded)
            return
        fresh = self.size == self.line_start
        if fresh:
            if self.pieces:
                self.pieces.append("\n")
                self.size += 1
            self.line_start = self.size
            self.line_element = self.open_blocks[-1]
            self.line_links = 0
        elif self.pending or folded[0] == " " or (self.apart and _glued(self.pieces[-1], words)):
            self.pieces.append(" ")
            self.size += 1
        for element in self.open[self.filled :]:  # whatever opened since the last word begins with this one
            element.start = self.size
        self.filled = len(self.open)
        self.pieces.append(words)
        self.size += len(words)
        self.pending = folded[-1] == " "
        self.apart = False
        self.open[-1].own += len(words)
        if self.links:
            self.line_links += len(words)

    def break_line(self) -> None:
        if self.size > self.line_start:
            self.blocks.append(Block(self.line_start, self.size, self.line_element, self.line_links))
            self.line_start = self.size
        self.pending = self.apart = False

    def read_head(self, at: int) -> int:
        """Read title, meta, link and JSON-LD of the document's head; gives where its content ends."""
        html = self.html
        while match := _TOKEN.search(html, at):
            at = match.end()
            if match.lastgroup == "close" and match["close"].lower() == "head":
                break
            if match.lastgroup == "note":
                at = html.find("-->", at) + 3
                if at < 3:
                    return len(html)
            tag = (match["open"] or "").lower()
            if tag in _RAW:
                stop = html.find(f"</{tag}>", at)
                if stop < 0:
                    return len(html)
                if tag == "script" and "ld+json" in match["attrs"]:
                    self.scripts.append(html[at:stop])
                at = stop
            elif tag == "title":
                stop = html.find("</title>", at)
                self.title = self.title or " ".join(unescape(html[at : max(at, stop)]).split())
            elif tag:
                self.head.append(Element(tag, match["attrs"], None, -1, 0))
        return at

    def skip(self, tag: str, at: int) -> int:
        """Pass over an element that is not shown; gives where its content and its end tag end."""
        depth = 1
        while depth and (match := _TOKEN.search(self.html, at)):
            at = match.end()
            if match.lastgroup == "close":
                depth -= match["close"].lower() == tag
            elif match.lastgroup == "note":
                at = self.html.find("-->", at) + 3
                if at < 3:
                    return len(self.html)
            elif match.lastgroup == "attrs":
                inner = match["open"].lower()
                if inner in _RAW:
                    stop = self.html.find(f"</{inner}>", at)
                    at = stop + len(inner) + 3 if stop >= 0 else len(self.html)
                depth += inner == tag
        return at if depth == 0 else len(self.html)


def _without_attributes(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[2].split(None, 1000)) <= 1000 else f"<{tag[1]}"


def _is_unshown(attrs: str) -> bool:
    for name, value in _ATTRIBUTE.findall(attrs):
        if name == "hidden" and value != "until-found":
            return True
        if name == "style" and _UNSHOWN_STYLE.search(value):
            return True
    return False


def _glued(left: str, right: str) -> bool:
    return left[-1:].isalnum() and right[:1].isalnum()
