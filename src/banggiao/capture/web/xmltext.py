"""XML as it is found on the web: read in linear time, mended where it is broken, refused where it could grow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.entities import html5
from typing import Final, Protocol, TypeVar

from lxml import etree  # type: ignore[import-untyped]  # it ships without type information

from banggiao.capture.decode import decode
from banggiao.capture.web.addresses import shown
from banggiao.capture.web.charsets import readable
from banggiao.errors import CaptureError

Made = TypeVar("Made", covariant=True)

_DECLARED: Final = re.compile(r"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE: Final = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Reader(Protocol[Made]):
    """Takes the events of a parser, so that no tree is built; tags are ``{namespace}name``."""

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None:
        """An element begins."""

    def data(self, text: str, /) -> None:
        """A piece of its text."""

    def end(self, tag: str, /) -> None:
        """An element ends."""

    def close(self) -> Made:
        """What was made of it all."""


def read_xml(
    content: bytes, address: str, reader: Callable[[], Reader[Made]], charset: str | None = None, *, recover: bool
) -> tuple[Made, str]:
    """What a new `reader` makes of an XML document, and what is wrong with the document, empty where nothing is.

    `charset` is what the server named. Names of characters that only HTML knows ("L&agrave;o") are read. Where the
    document is not sound, bare ampersands and control characters are mended; what is wrong then is passed over with
    `recover`, which may cut a text short, and raises `CaptureError` without. So does a document that declares
    entities, which can grow.
    """
    declared = _DECLARED.search(content[:200].decode("latin-1"))
    text = decode(readable(content, charset or (declared[1] if declared else None)), address).removeprefix("\ufeff")
    if "<!ENTITY" in text:
        raise CaptureError(address, "XML that declares entities of its own")
    text = _NAMED.sub(_character, text)
    try:
        return _made(text, reader(), recover=False), ""
    except etree.XMLSyntaxError as error:
        fault = shown(str(error))
    try:
        return _made(_CONTROLS.sub("", _BARE.sub("&amp;", text)), reader(), recover=recover), fault
    except etree.XMLSyntaxError:
        raise CaptureError(address, f"not sound XML ({fault})") from None


def named(tag: str) -> tuple[str, str]:
    """Namespace and name of a tag, the name in lower case: ``{http://www.w3.org/2005/Atom}Entry`` is an ``entry``."""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name.lower()


def _made(text: str, reader: Reader[Made], *, recover: bool) -> Made:
    parser = etree.XMLParser(
        target=reader,
        encoding="utf-8",  # and not the one that is declared
        recover=recover,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,  # else a feed ends at its 256th unclosed <br>; what could grow has been refused
    )
    made: Made = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return made


def _character(match: re.Match[str]) -> str:
    """``&ecirc;``, which XML does not know, as ``&#234;``; its own five and unknown ones as they are."""
    if match[1] in ("amp", "lt", "gt", "quot", "apos"):
        return match[0]
    return "".join(f"&#{ord(char)};" for char in html5.get(f"{match[1]};", "")) or match[0]
